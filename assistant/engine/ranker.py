"""The front end's side of the embedded writer: tells units in general and says how well wordings read, or, whatever
fails, that it can't.

Promises: never raises and never keeps a draft waiting for more than its seconds; a text without a score is None and a
unit without a wording says why, so that the rules decide. Files are believed only when their hashes are those that came
with discreet.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from assistant.domain.errors import ModelError
from assistant.domain.ports import Answer, Status, Window
from assistant.engine.base import WriterClient
from assistant.engine.process import WorkerProcess
from assistant.engine.watch import default_threads
from assistant.prompting.retelling import SYSTEM, turn_of

PER_WINDOW = 640
"""Tokens that a unit may have with what is asked of it and its answer, or a text with what stands before it."""
SECONDS_PER_TEXT = 1.0
"""And a minute, after which a request is given up."""
TOGETHER = 4
"""Units at once where one draft is told: each needs a cache of 15 MB."""
SECONDS_TO_TELL = 20.0
"""For one unit, and the same once for starting; then the rules' wording stands."""


class RankerClient:
    """The embedded writer (`domain.ports.Ranker` and `Teller`), in a worker process of its own."""

    def __init__(
        self,
        model: Path,
        hashes: Mapping[Path, str],
        *,
        adapter: Path | None = None,
        threads: int | None = None,
        together: int = TOGETHER,
        start: Callable[[], WorkerProcess] = WorkerProcess,
    ) -> None:
        """Start loading `model` with `adapter`, which must have these SHA-256 `hashes`. Never raises: see `problem`.

        At most `together` units are told at once.
        """
        self._client = WriterClient(
            model,
            _NoPrompt(),
            threads=threads or default_threads(),
            seconds_per_window=SECONDS_PER_TEXT,
            per_window=PER_WINDOW,
            start=start,
            adapter=adapter,
            together=together,
        )
        self._model, self._hashes = adapter or model, dict(hashes)
        self.problem: str | None = None
        """Why it does nothing, as a sentence; None while nothing is known against it."""
        self._cancelled = threading.Event()
        self._loading = threading.Thread(target=self._load, daemon=True)
        self._loading.start()

    @property
    def identity(self) -> str:
        """Name and hash, for results that must be repeatable."""
        return f"{self._model.stem} sha256:{self._hashes.get(self._model, '')}"

    def ready(self) -> bool:
        """Wait until the model is loaded; whether it can be used."""
        self._loading.join()
        return self.problem is None

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float | None]:
        """Mean log-probability per token (natural logarithm) of each second text after each first."""
        if not pairs or self._wait() is not None:
            return [None] * len(pairs)
        return self._client.score(pairs)

    def tell(self, windows: Sequence[Window], audience: str) -> list[Answer]:
        """One answer per window, in order; why there is none, where there is none."""
        missing = self._wait()
        if missing is not None:
            return [Answer(None, missing)] * len(windows)
        turns = [turn_of(window, audience) for window in windows]
        return self._client.ask(SYSTEM, (), turns, SECONDS_TO_TELL * (1 + len(turns)))

    def cancel(self) -> None:
        """Stop what it is telling, if anything. Loading goes on, for what is asked next."""
        self._cancelled.set()
        if not self._loading.is_alive():
            self._client.cancel()

    def close(self) -> None:
        """End the worker."""
        self._loading.join(timeout=5.0)
        self._client.close()

    def _wait(self) -> Status | None:
        """Wait until it can be asked; what stands for every answer where it can't."""
        self._cancelled.clear()
        while self._loading.is_alive() and not self._cancelled.is_set():
            self._loading.join(0.05)
        if self._cancelled.is_set():
            return Status.CANCELLED
        return Status.FAILED if self.problem is not None else None

    def _load(self) -> None:
        try:
            if any(_hash(path) != wanted for path, wanted in self._hashes.items()):
                self.problem = (
                    "The writer's model files are not those that came with discreet, so nothing is worded by it. "
                    "Install discreet again."
                )
                return
            self._client.__enter__()
        except ModelError as error:
            self.problem = str(error)
        except OSError:
            self.problem = "The writer's model files can't be read, so nothing is worded by it."


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _NoPrompt:
    """It has no prompt of an instruct model's kind."""

    system = ""
    examples: tuple[tuple[str, str], ...] = ()
    limit = 0

    def ask(self, window: Window) -> str:  # noqa: ARG002 - the protocol's
        raise ValueError("it is asked by `tell`")

    def read(self, window: Window, line: str) -> str | None:  # noqa: ARG002 - the protocol's
        return None
