"""The front end's side of the embedded writer: says how well wordings read, or, whatever fails, that it can't say.

Promises: never raises and never keeps a draft waiting for more than its seconds; a text without a score is None, so
that whoever ranks falls back to the rules of thumb. The model file is believed only when its hash is the one that came
with it.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.domain.errors import ModelError
from assistant.domain.ports import Window
from assistant.engine.base import WriterClient
from assistant.engine.process import WorkerProcess

PER_WINDOW = 256
"""Tokens that a text may have with what stands before it: as many as the model has learnt with."""
SECONDS_PER_TEXT = 1.0
"""And a minute, after which a request is given up."""


class RankerClient:
    """The embedded writer as a ranker (`domain.ports.Ranker`), in a worker process of its own."""

    def __init__(
        self,
        model: Path,
        sha256: str,
        *,
        threads: int = 1,
        start: Callable[[], WorkerProcess] = WorkerProcess,
    ) -> None:
        """Start loading `model`, which must have the hash `sha256`. Never raises: see `problem`.

        One thread is enough for so small a model; two wait for each other longer than they work.
        """
        self._client = WriterClient(
            model, _NoPrompt(), threads=threads, seconds_per_window=SECONDS_PER_TEXT, per_window=PER_WINDOW, start=start
        )
        self._model, self._sha256 = model, sha256
        self.problem: str | None = None
        """Why nothing is scored, as a sentence; None while nothing is known against it."""
        self._loading = threading.Thread(target=self._load, daemon=True)
        self._loading.start()

    @property
    def identity(self) -> str:
        """Name and hash, for results that must be repeatable."""
        return f"{self._model.stem} sha256:{self._sha256}"

    def ready(self) -> bool:
        """Wait until the model is loaded; whether it can be used."""
        self._loading.join()
        return self.problem is None

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float | None]:
        """Mean log-probability per token (natural logarithm) of each second text after each first."""
        if not pairs or not self.ready():
            return [None] * len(pairs)
        return self._client.score(pairs)

    def close(self) -> None:
        """End the worker."""
        self._loading.join(timeout=5.0)
        self._client.close()

    def _load(self) -> None:
        try:
            if hashlib.sha256(self._model.read_bytes()).hexdigest() != self._sha256:
                self.problem = (
                    "The writer's model file is not the one that came with discreet, so wordings are not ranked by it. "
                    "Install discreet again."
                )
                return
            self._client.__enter__()
        except ModelError as error:
            self.problem = str(error)
        except OSError:
            self.problem = "The writer's model file can't be read, so wordings are not ranked by it."


class _NoPrompt:
    """A ranker is asked for no wordings."""

    system = ""
    examples: tuple[tuple[str, str], ...] = ()
    limit = 0

    def ask(self, window: Window) -> str:  # noqa: ARG002 - the protocol's
        raise ValueError("a ranker writes nothing")

    def read(self, window: Window, line: str) -> str | None:  # noqa: ARG002 - the protocol's
        return None
