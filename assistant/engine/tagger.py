"""The front end's side of the tagger: starts its worker at once, waits for it only when the first text is there.

The worker holds the sifter too. A model file is believed only when its hash is the one that came with it. Whatever
fails, texts come back as None: "could not be read" is never "nothing found".
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from assistant.domain.errors import ModelError
from assistant.domain.ports import Tag
from assistant.engine import protocol
from assistant.engine.failures import Failure, loading_error
from assistant.engine.process import WorkerProcess
from assistant.engine.watch import Part, Watch, default_threads

PER_WINDOW = 256
"""Tokens of the encoder's window."""
TOGETHER = 64
"""Texts in one request: what a crash can cost."""
LONGEST = protocol.MAX_BYTES // 2
"""Bytes of texts that go into one request with others."""
START_UP, PER_TEXT, PER_CHARACTER = 30.0, 5.0, 0.02
"""Seconds that a request may take, each text of it, and each character of a draft to be sifted: more than twenty
times what the sifter takes on two cores."""


class TaggerClient:
    """The tagger (`domain.ports.Tagger`) and the sifter (`domain.ports.Sifter`) in a worker process."""

    def __init__(
        self,
        model: Path,
        sha256: str,
        *,
        sifter: Path | None = None,
        sifter_sha256: str = "",
        threads: int | None = None,
        start: Callable[[], WorkerProcess] = lambda: WorkerProcess("tagger"),
    ) -> None:
        """Start loading `model`, which must have the hash `sha256`. Never raises: see `problem`.

        The file `sifter` is loaded when the first draft is to be sifted, and only where it has the hash
        `sifter_sha256`.
        """
        self._watch = Watch(model, PER_WINDOW, threads or default_threads(), True, start, adapter=sifter)
        self._sifter, self._sifter_wanted = sifter, sifter_sha256
        self._sifts: bool | None = None
        """Whether the sifter is the one that came with it; None while nobody asked."""
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
        return self._read(texts, whole=True) if self.sifts else [None] * len(texts)

    @property
    def sifts(self) -> bool:
        """Whether there is a sifter, and the one that came with it; looked at once."""
        if self._sifts is None:
            self._sifts = self._sifter is not None and _hash(self._sifter) == self._sifter_wanted
        return self._sifts

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


def _hash(path: Path) -> str:
    """The SHA-256 of a file, "" where it can't be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
