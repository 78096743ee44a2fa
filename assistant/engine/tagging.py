"""The worker's side of the tagger: loads the encoder and marks texts, one reply each, or several where it is long."""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor

from assistant.engine import protocol
from assistant.engine.encoder import ARCHITECTURE, Encoder
from assistant.engine.llama import EngineError
from assistant.engine.protocol import Code
from assistant.engine.worker import Writer
from assistant.sandbox import limits

MARKS = 30_000
"""In one reply at most: of a draft that is read whole every token is marked, and a book's would be longer than a
frame."""


class TaggingWriter(Writer):
    """Answers `Load` and `Tag`; everything else as the writer does."""

    _encoder: Encoder | None = None
    _hashing: Future[str] | None = None

    def _do(self, message: protocol.Request) -> None:
        if isinstance(message, protocol.Tag):
            self._tag(message)
        elif isinstance(message, protocol.Propose | protocol.Score):
            raise EngineError(Code.UNSUPPORTED)
        else:
            super()._do(message)

    def _load(self, message: protocol.Load) -> None:
        started = time.monotonic()
        limits.address_space(message.extra_memory)
        self._path = message.path
        self._hashing = ThreadPoolExecutor(1).submit(self._prepare)
        self._encoder = Encoder(message.path, message.threads, self._stop, message.check)
        self._say(
            protocol.Loaded(
                architecture=ARCHITECTURE,
                name=self._encoder.about("general.name"),
                licence=self._encoder.about("general.license"),
                parameters=self._encoder.parameters(),
                per_sequence=message.per_sequence,
                chat_format="",
                seconds=time.monotonic() - started,
                peak=limits.peak_memory(),
            )
        )

    def _tag(self, message: protocol.Tag) -> None:
        encoder = self._encoder
        if encoder is None:
            raise EngineError(Code.INTERNAL)
        read = encoder.sift if message.whole else encoder.tag
        for index, found in enumerate(read(message.texts)):
            if found is None:  # of a text that was not read nothing is said
                continue
            marks = [(m.start, m.end, m.output, m.score, m.case) for m in found]
            for start in range(0, max(len(marks), 1), MARKS):
                here = tuple(marks[start : start + MARKS])
                self._say(protocol.Tagged(message.id, index, here, more=start + MARKS < len(marks)))

    def _prepare(self) -> str:
        """What can be done while native code reads the weights: numpy's start, and the file's hash."""
        import numpy  # noqa: F401

        return super()._hash()

    def _hash(self) -> str:
        return self._hashing.result() if self._hashing is not None else super()._hash()

    def _clean(self) -> None:
        """Windows share nothing: there is nothing to clean."""
