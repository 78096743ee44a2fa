"""Work beside the screen: one thread each, the latest request of a kind wins, results come back as messages.

Promises: nothing here touches a widget; what was superseded before it began is never done; an error becomes a
message with a code and no word of the draft; a thread never keeps the program from ending.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.message import Message
from textual.message_pump import MessagePump

from assistant.cli.diagnostics import code_of
from assistant.domain.errors import DiscreetError

if TYPE_CHECKING:
    from assistant.pipeline import Pipeline

Work = Callable[["Pipeline"], Message | None]
"""Something to think about; it may return a message with what came out."""


class Failed(Message):
    """Work of this kind ended in an error; `sentence` is for the person."""

    def __init__(self, kind: str, sentence: str) -> None:
        super().__init__()
        self.kind = kind
        self.sentence = sentence


class Shared:
    """Builds the use case once, and gives each thread its own beside it, so that there is one tagger."""

    def __init__(self, build: Callable[[], Pipeline]) -> None:
        self._build = build
        self._lock = threading.Lock()
        self._first: Pipeline | None = None

    def __call__(self) -> Pipeline:
        with self._lock:
            if self._first is None:
                self._first = self._build()
            return self._first.beside()


class Thinker:
    """A thread with a pipeline of its own, started with the first request."""

    def __init__(self, target: MessagePump, build: Callable[[], Pipeline]) -> None:
        self._target = target
        self._build = build
        self._pipeline: Pipeline | None = None
        self._waiting: dict[str, Work] = {}
        self._wake = threading.Condition()
        self._thread: threading.Thread | None = None
        self._ended = False
        self._busy = ""

    def ask(self, kind: str, work: Work) -> None:
        """Do `work` soon; an earlier request of the same kind that has not begun is dropped."""
        with self._wake:
            self._waiting[kind] = work
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="thinking", daemon=True)
                self._thread.start()
            self._wake.notify()

    def forget(self, kind: str) -> None:
        """Drop a request that has not begun."""
        with self._wake:
            self._waiting.pop(kind, None)

    @property
    def busy(self) -> bool:
        """Whether something is being thought about, or waits to be."""
        with self._wake:
            return bool(self._busy or self._waiting)

    def end(self) -> None:
        """Take no more requests; the thread ends after what it is at."""
        with self._wake:
            self._ended = True
            self._waiting.clear()
            self._wake.notify()

    def _run(self) -> None:
        while True:
            with self._wake:
                self._busy = ""
                while not self._waiting and not self._ended:
                    self._wake.wait()
                if self._ended:
                    return
                self._busy = kind = next(iter(self._waiting))
                work = self._waiting.pop(kind)
            message = self._answer(kind, work)
            if message is not None and not self._ended:
                self._target.post_message(message)

    def _answer(self, kind: str, work: Work) -> Message | None:
        try:
            if self._pipeline is None:
                self._pipeline = self._build()
            return work(self._pipeline)
        except DiscreetError as error:
            return Failed(kind, str(error))
        except Exception as error:  # a mistake of ours must not end the thread, and its text may hold the draft
            return Failed(kind, f"discreet made a mistake: {code_of(error)}. Your draft is untouched.")
