"""The front end's side of a writing model: asks a worker for wordings and scores, and never fails a draft.

A crash, a hang or a cancel costs the windows that were not answered yet; everything else goes on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol

from assistant.domain.errors import ModelError
from assistant.domain.ports import Answer, Status, Turn, Window
from assistant.engine import protocol
from assistant.engine.admission import MANY
from assistant.engine.failures import Failure
from assistant.engine.process import WorkerProcess
from assistant.engine.watch import Part, Watch, default_threads
from assistant.sandbox.attempts import Attempt

PER_WINDOW = 1024
"""Tokens of one window's cache: the prompt (at most two thirds), the window, and its answer."""
TOGETHER = 64
"""Windows or pairs in one request: what a crash can cost."""
START_UP = 60.0
"""Seconds that a request may take beside those of its windows; reading the prompt is the most of it."""


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What is loaded, for results and for the doctor. Memory in bytes."""

    path: Path
    name: str
    architecture: str
    licence: str
    parameters: int
    sha256: str
    per_window: int
    """Tokens of room for a window with its prompt and answer."""
    windows_at_once: int
    chat_format: str
    load_seconds: float
    peak_memory: int
    """The worker's largest resident memory so far."""


@dataclass(frozen=True, slots=True)
class Report:
    """How a request went."""

    failure: Failure | None = None
    seconds: float = 0.0
    tokens: int = 0
    """Tokens written."""


class WordingPrompt(Protocol):
    """What a client needs of a prompt (`assistant.prompting.Prompt`)."""

    @property
    def system(self) -> str: ...

    @property
    def examples(self) -> tuple[tuple[str, str], ...]: ...

    @property
    def limit(self) -> int:
        """The most tokens of an answer."""
        ...

    def ask(self, window: Window) -> str:
        """The user's turn for one window. Raises ValueError for one that makes no sense."""
        ...

    def read(self, window: Window, line: str) -> str | None:
        """The wording in a model's line; None when there is none."""
        ...


class WriterClient:
    """A writing model (`domain.ports.WritingModel`) in a worker process. Use it as a context manager.

    One request at a time; `cancel` may be called from any thread.
    """

    _untold: Failure | None = None
    """The first failure that `trouble` was not asked about yet."""

    def __init__(
        self,
        model: Path,
        prompt: WordingPrompt,
        *,
        threads: int | None = None,
        seconds_per_window: float = 30.0,
        check: bool = True,
        per_window: int = PER_WINDOW,
        start: Callable[[], WorkerProcess] = WorkerProcess,
        adapter: Path | None = None,
        together: int = MANY[-1],
    ) -> None:
        """`seconds_per_window`, and a minute, is when a request is given up.

        `check` looks through the weights for damage while loading; `adapter` is a file of changes to them. At most
        `together` windows are worded at once.
        """
        self._model, self._prompt = model, prompt
        self._seconds = seconds_per_window
        self._watch = Watch(model, per_window, threads or default_threads(), check, start, adapter, together)
        self._sha256 = ""
        self._peak = 0
        self.report = Report()
        """How the last request went; `trouble` knows of the ones before."""
        self.written = 0
        """Tokens that the request at work, or the last one, has written so far."""

    def __enter__(self) -> WriterClient:
        """Start the worker and load the model. Raises ModelError with a sentence."""
        self._watch.begin()
        self._watch.launch()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the worker. Harmless when it has ended."""
        self._watch.close()

    def cancel(self) -> None:
        """Stop the request at work, if any: it returns within about two seconds."""
        self._watch.stop()

    def trouble(self) -> Failure | None:
        """Why answers were missing since this was last asked, the first reason of several; None where none were.

        A request that the person stopped ends what there is to tell, and is told only while it is the last.
        """
        failure, self._untold = self._untold or self.report.failure, None
        return failure

    @property
    def process_id(self) -> int | None:
        """The worker's, None when none runs."""
        return self._watch.worker.process_id if self._watch.worker is not None else None

    @property
    def prompt_identity(self) -> str:
        """Which prompt words passages, for results; "" where it does not say."""
        return str(getattr(self._prompt, "identity", ""))

    def propose(self, windows: Sequence[Window]) -> list[Answer]:
        """One answer per window, in order. Never raises for what the model does; `report` says how it went."""
        return self.propose_with(windows, lambda _index, _answer: None)

    def propose_with(self, windows: Sequence[Window], progress: Callable[[int, Answer], None]) -> list[Answer]:
        """As `propose`; `progress` hears each answer, with its window's index, as soon as it is there."""
        self._watch.begin()  # a stop while windows are still being prepared is meant for this request
        asks = self._asks(windows)
        found: dict[int, Answer] = {}

        def hear(place: int, reply: protocol.Answered) -> None:
            index = asks[place][0]
            found[index] = self._read(windows[index], reply)
            progress(index, found[index])

        prompt = self._prompt
        seconds = self._seconds
        self._answered(prompt.system, prompt.examples, [ask for _, ask in asks], seconds, START_UP, hear)
        return [found.get(index, self._missing()) for index in range(len(windows))]

    def ask(
        self, system: str, examples: Sequence[tuple[str, str]], turns: Sequence[Turn], seconds: float
    ) -> list[Answer]:
        """One answer per turn, in order, all after the same system text and examples; `report` says how it went.

        `seconds` is all the time that there is. Never raises for what the model does.
        """
        found: dict[int, Answer] = {}

        def hear(place: int, reply: protocol.Answered) -> None:
            status = _status(reply)
            found[place] = Answer(reply.text if status is Status.DONE else None, status, reply.tokens, reply.sure)

        self._watch.begin()
        asks = [protocol.Ask(_encodable(t.text), t.limit, t.apart, t.unlike, t.measured) for t in turns]
        each = seconds / max(len(asks), 1)
        self._answered(system, examples, asks, each, 0.0, hear)
        return [found.get(place, self._missing()) for place in range(len(turns))]

    def count(self, texts: Sequence[str], *, markup: bool = False) -> tuple[int, ...] | None:
        """How many tokens the model reads for each text; None when it does not say."""
        self._watch.begin()
        counts: list[tuple[int, ...]] = []

        def hear(reply: protocol.Reply) -> None:
            if isinstance(reply, protocol.Counted):
                counts.append(reply.counts)

        plain = tuple(_encodable(text) for text in texts)
        self._ask([Part(lambda number, _: protocol.Count(number, plain, markup), START_UP)], hear)
        return counts[0] if counts and len(counts[0]) == len(texts) else None

    def _answered(
        self,
        system: str,
        examples: Sequence[tuple[str, str]],
        asks: Sequence[protocol.Ask],
        each: float,
        start_up: float,
        hear: Callable[[int, protocol.Answered], None],
    ) -> None:
        """Put questions in batches of `TOGETHER`, `each` seconds for every one; `hear` gets a question's place."""
        self.written = 0
        current = 0

        def part(start: int) -> Part:
            batch = tuple(asks[start : start + TOGETHER])

            def build(number: int, seconds: float) -> protocol.Request:
                nonlocal current
                current = start
                return protocol.Propose(number, seconds, system, tuple(examples), batch)

            return Part(build, start_up + each * len(batch))

        def listen(reply: protocol.Reply) -> None:
            if isinstance(reply, protocol.Answered) and 0 <= reply.index < min(TOGETHER, len(asks) - current):
                self.written += reply.tokens
                hear(current + reply.index, reply)

        self._ask([part(start) for start in range(0, len(asks), TOGETHER)], listen)
        self.report = Report(self.report.failure, self.report.seconds, self.written)

    def _missing(self) -> Answer:
        """What stands for an answer that did not come."""
        cancelled = self.report.failure is Failure.CANCELLED
        return Answer(None, Status.CANCELLED if cancelled else Status.FAILED)

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float | None]:
        """Mean log-probability per token (natural logarithm) of each second text after each first."""
        self._watch.begin()
        found: dict[int, float | None] = {}
        plain = [(_encodable(before), _encodable(text)) for before, text in pairs]
        offset = 0

        def part(start: int) -> Part:
            batch = tuple(plain[start : start + TOGETHER])

            def build(number: int, seconds: float) -> protocol.Request:
                nonlocal offset
                offset = start
                return protocol.Score(number, seconds, batch)

            return Part(build, START_UP + self._seconds * len(batch))

        def hear(reply: protocol.Reply) -> None:
            if isinstance(reply, protocol.Scored):
                found[offset + reply.index] = reply.value

        self._ask([part(start) for start in range(0, len(plain), TOGETHER)], hear)
        return [found.get(index) for index in range(len(pairs))]

    def info(self) -> ModelInfo:
        """What is loaded. The first call reads the whole file for its hash.

        Raises ModelError when nothing is loaded.
        """
        if self._watch.loaded is not None and not self._sha256:
            self._watch.begin()
            self._ask([Part(lambda number, _: protocol.Hash(number), 600.0)], self._hear_hash)
        return self.loaded_as()

    def loaded_as(self) -> ModelInfo:
        """What is loaded, its hash "" unless `info` was asked before. Raises ModelError when nothing is loaded."""
        loaded, admission = self._watch.loaded, self._watch.admission
        if loaded is None or admission is None:
            raise ModelError("No model is loaded.")
        return ModelInfo(
            path=self._model,
            name=loaded.name or self._model.stem,
            architecture=loaded.architecture,
            licence=loaded.licence,
            parameters=loaded.parameters,
            sha256=self._sha256,
            per_window=loaded.per_sequence,
            windows_at_once=admission.sequences,
            chat_format=loaded.chat_format,
            load_seconds=loaded.seconds,
            peak_memory=max(loaded.peak, self._peak),
        )

    def _hear_hash(self, reply: protocol.Reply) -> None:
        if isinstance(reply, protocol.Hashed):
            self._sha256 = reply.sha256

    def _asks(self, windows: Sequence[Window]) -> list[tuple[int, protocol.Ask]]:
        """Each window's turn with its index; a window that makes no sense is left out and so fails alone."""
        found = []
        for index, window in enumerate(windows):
            try:
                found.append((index, protocol.Ask(self._prompt.ask(window), min(room_for(window), self._prompt.limit))))
            except ValueError:
                continue
        return found

    def _read(self, window: Window, reply: protocol.Answered) -> Answer:
        status = _status(reply)
        if status is not Status.DONE:
            return Answer(None, status, reply.tokens)
        wording = self._prompt.read(window, reply.text or "")
        return Answer(wording, Status.DONE if wording is not None else Status.EMPTY, reply.tokens)

    def _ask(self, parts: Sequence[Part], hear: Callable[[protocol.Reply], None]) -> None:
        started = time.monotonic()

        def listen(reply: protocol.Reply) -> None:
            if isinstance(reply, protocol.Done):
                self._peak = max(self._peak, reply.peak)
            hear(reply)

        failure = self._watch.ask(parts, listen)
        self.report = Report(failure, time.monotonic() - started)
        if failure is not None:
            self._untold = None if failure is Failure.CANCELLED else self._untold or failure


def room_for(window: Window) -> int:
    """The most tokens that an answer to `window` may have: a span's few words, or a passage with some slack."""
    if not window.whole:
        return 24
    return min(160, 24 + len(window.passage) // 3)


def _status(reply: protocol.Answered) -> Status:
    return next((each for each in Status if each.value == reply.status), Status.FAILED)


def _encodable(text: str) -> str:
    """`text` without lone surrogates, which no tokeniser takes."""
    return text.encode("utf-8", "replace").decode("utf-8")


def attempts_in_worker() -> tuple[Attempt, ...]:
    """The tries of the offline proof in a real worker process without a model. Never raises."""
    failed = (Attempt("start the worker that tries", "it could not be started", False),)
    try:
        worker = WorkerProcess()
    except OSError:
        return failed
    try:
        worker.send(protocol.Try(1))
        until = time.monotonic() + 60.0
        while time.monotonic() < until:
            reply = worker.receive(0.1)
            if isinstance(reply, protocol.Tried):
                return tuple(Attempt(*each) for each in reply.tries)
            if reply is None and not worker.alive:
                break
        return failed
    finally:
        worker.kill()
