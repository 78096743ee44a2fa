"""A worker process that is none: it answers each request with what a test says, at once or when the test wants."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterable
from typing import Any

from assistant.engine import protocol
from assistant.engine.protocol import Done, Hash, Hashed, Load, Loaded

Answer = Callable[[Any], Iterable[protocol.Reply]]
LOADED = Loaded("llama", "tiny", "", 1, 640, "chatml", 0.0, 0)


class Scripted:
    """Stands in for `engine.process.WorkerProcess`. `answer` is asked for every request but loading and its hash."""

    process_id = 0
    unfit = False
    last_code: str | None = None

    def __init__(self, answer: Answer, load: Answer = lambda _: (LOADED,)) -> None:
        self._answer, self._load = answer, load
        self._replies: queue.SimpleQueue[protocol.Reply] = queue.SimpleQueue()
        self.sent: list[Any] = []
        self.dead = False

    @property
    def alive(self) -> bool:
        return not self.dead or not self._replies.empty()

    def send(self, message: Any) -> None:
        self.sent.append(message)
        if isinstance(message, Hash):
            self.say(Hashed(message.id, "its hash"), Done(message.id, 0.0, 0))
        else:
            self.say(*(self._load if isinstance(message, Load) else self._answer)(message))

    def say(self, *replies: protocol.Reply) -> None:
        for reply in replies:
            self._replies.put(reply)

    def receive(self, seconds: float) -> protocol.Reply | None:
        try:
            return self._replies.get(timeout=0.0 if self.dead else seconds)
        except queue.Empty:
            return None

    def kill(self) -> None:
        self.dead = True
