"""Keeps one worker: loads its model, puts requests to it, watches the clock, and starts it again after a crash."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from assistant.domain.errors import ModelError
from assistant.engine import protocol
from assistant.engine.admission import MANY, Admission, admit
from assistant.engine.failures import Failure, failure_of, loading_error
from assistant.engine.process import WorkerProcess

GRACE = 2.0
"""Seconds that a worker has to obey before it is killed."""
LOADING = 300.0
"""Seconds that loading may take."""
SPARE_ADDRESSES = 4 << 30
"""Bytes of address space beyond the need: weights are checked in many threads, and each reserves a stack of 8 MB. With
1 GiB, on a busy machine, 4 of 172 loads of the tagger failed or crashed; with this, none of 70."""
RESTARTS = 2
"""How often a worker that died is started again."""

Build = Callable[[int, float], protocol.Request]
Hear = Callable[[protocol.Reply], None]


class Part(NamedTuple):
    """One request: how to build it from its number and its seconds, and how long it may take."""

    build: Build
    seconds: float


def default_threads() -> int:
    """Half the logical processors (decoding is bound by memory), but two where there are two."""
    count = os.cpu_count() or 2
    return max(min(2, count), count // 2)


class Watch:
    """One model in one worker at a time. `ask` is called by one thread at a time, `stop` by any."""

    def __init__(
        self,
        model: Path,
        per_window: int,
        threads: int,
        check: bool,
        start: Callable[[], WorkerProcess],
        adapter: Path | None = None,
        together: int = MANY[-1],
    ) -> None:
        """`adapter` is a file as `protocol.Load` has it; `together` the most windows at once."""
        self._together = together
        self._model, self._per_window, self._threads, self._check = model, per_window, threads, check
        self._adapter = "" if adapter is None else str(adapter.absolute())
        self._start = start
        self._restarts = RESTARTS
        self._number = 0
        self._stop = threading.Event()
        self._one_at_a_time = threading.Lock()
        self.worker: WorkerProcess | None = None
        self.loaded: protocol.Loaded | None = None
        self.admission: Admission | None = None

    def begin(self) -> None:
        """A new request begins: from here on, and not before, `stop` is meant for it."""
        self._stop.clear()

    def stop(self) -> None:
        """Stop the request at work, if any, even while it is still being prepared."""
        self._stop.set()

    def close(self) -> None:
        """End the worker. Harmless when it has ended."""
        if self.worker is not None:
            self.worker.kill()
            self.worker = None

    def ask(self, parts: Sequence[Part], hear: Hear) -> Failure | None:
        """Put requests one after another and hear every reply; the first reason where answers are missing.

        After a crash the worker is started again for the next part; what it could not do in one part it may do in the
        next. Every other failure ends it.
        """
        with self._one_at_a_time:
            first: Failure | None = None
            for part in parts:
                failure = self._revive() or self._exchange(part, hear)
                first = first or failure
                if failure not in (None, Failure.CRASHED, Failure.INTERNAL):
                    return failure
            return first

    def launch(self, started: Callable[[], None] = lambda: None) -> None:
        """Admit the model, start a worker (then call `started`) and load; `stop` stops this too. Raises ModelError."""
        self.close()
        self.admission = admission = admit(self._model, self._per_window, most=self._together)

        def build(number: int, seconds: float) -> protocol.Request:
            return protocol.Load(
                id=number,
                seconds=seconds,
                path=str(self._model.absolute()),
                sequences=admission.sequences,
                per_sequence=self._per_window,
                threads=self._threads,
                check=self._check,
                extra_memory=int(admission.need * 1.5) + SPARE_ADDRESSES,
                adapter=self._adapter,
            )

        def hear(reply: protocol.Reply) -> None:
            if isinstance(reply, protocol.Loaded):
                self.loaded = reply

        try:
            worker = self.worker = self._start()
        except OSError:
            raise ModelError("The model's process could not be started.") from None
        started()
        failure = self._exchange(Part(build, LOADING), hear)
        if failure is not None:
            self.close()
            raise loading_error(worker.last_code, failure)

    def _revive(self) -> Failure | None:
        """Make sure that a worker runs; the reason when none can."""
        if self.worker is not None and self.worker.alive:
            return None
        if self._restarts <= 0:
            return Failure.GAVE_UP
        left = self._restarts
        self._restarts -= 1
        try:
            self.launch()
        except ModelError:
            if not self._stop.is_set():
                return Failure.GAVE_UP
            self._restarts = left  # stopping is the person's doing, not the model's
            return Failure.CANCELLED
        return None

    def _exchange(self, part: Part, hear: Hear) -> Failure | None:
        """One request from sending to its end, or to the worker's."""
        worker = self.worker
        assert worker is not None
        self._number += 1
        number = self._number
        worker.send(part.build(number, part.seconds))
        until = time.monotonic() + part.seconds + GRACE
        stopping = False
        while True:
            if self._stop.is_set() and not stopping:
                worker.send(protocol.Cancel(number))
                until = time.monotonic() + GRACE
                stopping = True
            reply = worker.receive(0.05)
            if reply is not None and getattr(reply, "id", number) == number:
                if isinstance(reply, protocol.Failed):
                    return failure_of(reply.code)
                hear(reply)
                if isinstance(reply, protocol.Done | protocol.Loaded):
                    return None
            gone = reply is None and not worker.alive
            if gone or time.monotonic() > until:
                return self._lost(gone, stopping)

    def _lost(self, gone: bool, stopping: bool) -> Failure:
        """The worker died or did not obey: end it, and say what that means for the request."""
        worker = self.worker
        self.close()
        if stopping:
            self._restarts += 1  # stopping is the person's doing, not the model's
            return Failure.CANCELLED
        if not gone:
            return Failure.TIMED_OUT
        return Failure.UNFIT if worker is not None and worker.unfit else Failure.CRASHED
