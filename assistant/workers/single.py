"""One document opened, or written with its changes, in a worker of its own that ends afterwards."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from assistant.batch.values import Post
from assistant.domain.errors import DraftError
from assistant.domain.text import Edit
from assistant.pipeline import Options
from assistant.workers import wire
from assistant.workers.pool import Build, Pool


def opened(data: bytes, name: str) -> wire.Opened:
    """The text of a document, and what its file holds besides. Raises DraftError."""
    reply = _ask(lambda number: wire.Open(number, wire.sendable(name), data), len(data))
    if isinstance(reply, wire.Opened):
        return reply
    raise _error(reply, name)


def rendered(data: bytes, name: str, text: str, edits: Sequence[Edit], *, review: bool = False) -> bytes:
    """The document with these edits, as tracked changes where `review` says so. Raises DraftError.

    `text` is what it was when the edits were made.
    """
    wanted = tuple((edit.span.start, edit.span.end, edit.text) for edit in edits)
    called = wire.sendable(name)
    reply = _ask(lambda number: wire.Render(number, called, data, text, wanted, review), len(data))
    if isinstance(reply, wire.Rendered):
        return reply.data
    raise _error(reply, name)


def archive(path: str) -> tuple[Post, ...]:
    """The posts in a social-media archive. Raises DraftError."""
    reply = _ask(lambda number: wire.Archive(number, os.fsencode(path)), 100_000_000)
    if isinstance(reply, wire.Posts):
        posts: tuple[Post, ...] = reply.posts
        return posts
    raise _error(reply, "The archive")


def _ask(build: Build, size: int) -> Any:
    with Pool(wire.Prepare(Options(), (), 1, False, False), 1) as pool:
        pool.submit(0, build, size)
        while (reply := pool.next(60.0)) is None:
            continue
        return reply


def _error(reply: Any, name: str) -> DraftError:
    if isinstance(reply, wire.Refused):
        return DraftError(reply.message, reply.next_step)
    return DraftError(f"{name} could not be opened.", "Save its text as plain text and try again.")
