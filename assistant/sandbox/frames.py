"""Frames on a pipe: bytes, each run of them preceded by its length in four bytes, and nothing longer than allowed.

What the workers of the engine and of documents both speak in; what a frame holds is theirs to say.
"""

from __future__ import annotations

import struct
from typing import BinaryIO

_LENGTH = struct.Struct(">I")


class FrameError(Exception):
    """What arrived is no whole frame, or what was to be sent is too long. Carries no part of it."""


def framed(body: bytes, longest: int) -> bytes:
    """`body` as one frame. Raises FrameError when it is longer than `longest` bytes."""
    return _head(body, longest) + body


def write(stream: BinaryIO, body: bytes, longest: int) -> None:
    """Send `body` as one frame, without copying it. Raises FrameError, or OSError when the other side is gone."""
    stream.write(_head(body, longest))
    stream.write(body)
    stream.flush()


def _head(body: bytes, longest: int) -> bytes:
    if len(body) > longest:
        raise FrameError("message too long")
    return _LENGTH.pack(len(body))


def read(stream: BinaryIO, longest: int) -> bytes | None:
    """The next frame's bytes, None at the end of the stream. Raises FrameError, before a longer one is read."""
    head = _exactly(stream, _LENGTH.size)
    if not head:
        return None
    if len(head) < _LENGTH.size:
        raise FrameError("cut off")
    (length,) = _LENGTH.unpack(head)
    if length > longest:
        raise FrameError("message too long")
    body = _exactly(stream, length)
    if len(body) < length:
        raise FrameError("cut off")
    return body


def _exactly(stream: BinaryIO, count: int) -> bytes:
    parts: list[bytes] = []
    while count:
        part = stream.read(count)
        if not part:
            break
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
