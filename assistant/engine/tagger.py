"""The front end's side of the tagger: starts its worker at once, waits for it only when the first text is there.

It tags stretches and sifts whole drafts with one model, whose file is believed only when its hash is the one that came
with it. Whatever fails, texts come back as None: "could not be read" is never "nothing found".
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from assistant.domain.errors import ModelError
from assistant.domain.ports import Tag
from assistant.engine import protocol
from assistant.engine.failures import Failure, loading_error
from assistant.engine.process import WorkerProcess
from assistant.engine.watch import Part, Watch, default_threads

PER_WINDOW = 512
"""Tokens of the encoder's longest window."""
TOGETHER = 64
"""Texts in one request: what a crash can cost."""
LONGEST = protocol.MAX_BYTES // 2
"""Bytes of texts that go into one request with others."""
START_UP, PER_TEXT, PER_CHARACTER = 30.0, 5.0, 0.02
"""Seconds that a request may take, each text of it, and each character of a draft to be sifted: more than twenty
times what it takes on two cores."""


class TaggerClient:
    """The tagger in a worker process, which is the sifter as well (`domain.ports.Tagger` and `Sifter`)."""

    def __init__(
        self,
        model: Path,
        sha256: str,
        *,
        threads: int | None = None,
        start: Callable[[], WorkerProcess] = lambda: WorkerProcess("tagger"),
    ) -> None:
        """Start loading `model`, which must have the hash `sha256`. Never raises: see `problem`."""
        self._watch = Watch(model, PER_WINDOW, threads or default_threads(), True, start)
        self._wanted = sha256
        self.problem: str | None = None
        """Why the tagger can't be used, as a sentence; None while nothing is known against it."""
        self._loading = threading.Thread(target=self._load, daemon=True)
        self._one_at_a_time = threading.Lock()
        self._started = threading.Event()
        self._loading.start()
        self._started.wait(5.0)

    def close(self) -> None:
        """End the worker."""
        self._loading.join(timeout=0.1)
        self._watch.close()

    def ready(self) -> bool:
        """Wait until the model is loaded and known to be whole; whether it can be used."""
        self._loading.join()
        return self.problem is None

    def tag(self, texts: Sequence[str]) -> list[tuple[Tag, ...] | None]:
        """The marks of each text, in order; None for one that could not be read."""
        return self._read(texts, whole=False)

    def sift(self, texts: Sequence[str]) -> list[tuple[Tag, ...] | None]:
        """How far each token of each draft stands without the case; None for one that could not be read."""
        return self._read(texts, whole=True)

    def _read(self, texts: Sequence[str], *, whole: bool) -> list[tuple[Tag, ...] | None]:
        begun: dict[int, list[Tag]] = {}
        found: dict[int, tuple[Tag, ...]] = {}
        if not texts or not self.ready():
            return [None] * len(texts)
        plain = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        offset = 0

        def part(start: int, end: int) -> Part:
            batch = tuple(plain[start:end])

            def build(number: int, seconds: float) -> protocol.Request:
                nonlocal offset
                offset = start
                return protocol.Tag(number, seconds, batch, whole)

            length = sum(map(len, batch)) if whole else 0
            return Part(build, START_UP + PER_TEXT * len(batch) + PER_CHARACTER * length)

        def hear(reply: protocol.Reply) -> None:
            if isinstance(reply, protocol.Tagged):
                place = offset + reply.index
                begun.setdefault(place, []).extend(Tag(*mark) for mark in reply.marks)
                if not reply.more:
                    found[place] = tuple(begun.pop(place))

        with self._one_at_a_time:  # two threads of a screen may read at once
            self._watch.begin()
            failure = self._watch.ask([part(*each) for each in _batches(plain)], hear)
        if failure is Failure.UNFIT:
            self.problem = str(loading_error(None, failure))
        return [found.get(index) for index in range(len(texts))]

    def _load(self) -> None:
        try:
            self._watch.launch(self._started.set)
            self._check()
        except ModelError as error:
            self.problem = str(error)
        finally:
            self._started.set()

    def _check(self) -> None:
        """Refuse a file that is not the one that was shipped, down to the last byte."""
        heard: list[str] = []

        def hear(reply: protocol.Reply) -> None:
            if isinstance(reply, protocol.Hashed):
                heard.append(reply.sha256)

        self._watch.begin()
        self._watch.ask([Part(lambda number, _: protocol.Hash(number), 60.0)], hear)
        if heard != [self._wanted]:
            self._watch.close()
            self.problem = (
                "The tagger's model file is not the one that came with discreet. Install discreet again; until then "
                "names are not fully checked."
            )


def _batches(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """From where to where texts go into one request: as many as may, and fit into a frame together."""
    start = size = 0
    for at, text in enumerate(texts):
        length = protocol.length_of(text)
        if at > start and (at - start == TOGETHER or size + length > LONGEST):
            yield start, at
            start, size = at, 0
        size += length
    if texts:
        yield start, len(texts)
