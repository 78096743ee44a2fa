"""Measures one model on this machine, on invented passages; speed alone, nothing about how well it words."""

from __future__ import annotations

import time
from collections.abc import Iterator

from assistant.cli import diagnostics
from assistant.domain.errors import ModelError
from assistant.domain.ports import Answer, Mark, Window
from assistant.engine.base import WriterClient
from assistant.engine.catalogue import find
from assistant.engine.embedded import embedded
from assistant.prompting.store import load_prompt

_WINDOWS = 12
_PASSAGES = (
    "The retired harbour pilot counts the stairs before he climbs them and laughs about it.",
    "The district nurse from the islands keeps her coat on until the second half of the hour.",
    "The head of the village school had stopped answering letters since the roof came down.",
)


def measured(name: str) -> Iterator[str]:
    """Load, word twelve passages, then one of them again, changed. Raises ModelError."""
    own = next((each for each in embedded() if each.name == name and each.role == "writer"), None)
    path, adapter = (find(name), None) if own is None else (own.base or own.path, own.path if own.base else None)
    prompt = load_prompt()
    windows = [_window(number) for number in range(_WINDOWS)]
    diagnostics.progress("Loading …")
    with WriterClient(path, prompt, adapter=adapter) as client:
        diagnostics.progress("Reading the prompt …")
        first, _ = _timed(client, windows[:1])
        diagnostics.progress("Wording twelve passages …")
        seconds, answers = _timed(client, windows)
        diagnostics.progress("Wording one again …")
        again, _ = _timed(client, [_window(_WINDOWS)])
        diagnostics.progress("")
        info = client.info()
    tokens = sum(answer.tokens for answer in answers)
    size = f"{info.parameters / 1e6:.0f} million parameters"
    yield f"{info.name} ({info.architecture}, {size}, format {info.chat_format})"
    yield f"Loading: {info.load_seconds:.1f} s"
    yield f"Reading the prompt and wording one passage: {first:.1f} s"
    yield f"Wording {_WINDOWS} passages, {info.windows_at_once} at a time: {seconds:.1f} s, {tokens} tokens"
    yield f"  ({tokens / max(seconds, 0.001):.1f} tokens a second, reading the passages included)"
    yield f"Wording one passage again after a change: {again:.2f} s"
    yield f"Memory at most: {info.peak_memory / 1e9:.2f} GB"


def _timed(client: WriterClient, windows: list[Window]) -> tuple[float, list[Answer]]:
    started = time.monotonic()
    answers = client.propose(windows)
    if client.report.failure is not None:
        diagnostics.progress("")
        raise ModelError(client.report.failure.happened, "Nothing was measured.")
    return time.monotonic() - started, answers


def _window(number: int) -> Window:
    passage = f"{_PASSAGES[number % len(_PASSAGES)]} That was {number + 2} weeks after the summer."
    return Window("", passage, (Mark(4, passage.index(" ", 20), "job", ""),), True, "")
