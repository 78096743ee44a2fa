"""A worker process as its parent sees it: pipes with a thread on each end, so that nobody ever waits for the other."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import BinaryIO

import assistant
from assistant.engine import protocol

_UNWANTED = ("PYTHON", "LD_", "DYLD_", "TEXTUAL", "GGML_", "LLAMA_")
"""Settings that could change what the worker loads, writes or says."""


def environment() -> dict[str, str]:
    """What a worker's environment is: the parent's, without what could change the worker's behaviour."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_UNWANTED)}
    return kept | {
        "OPENBLAS_NUM_THREADS": "1",  # the tagger's head is small, and sums in one order whatever the cores
        "MALLOC_ARENA_MAX": "2",  # otherwise each thread reserves up to 128 MB of addresses, which are limited
        "GGML_NO_BACKTRACE": "1",  # otherwise a crash starts a debugger that prints memory
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(Path(assistant.__file__).parent.parent),
    }


def command(role: str = "writer") -> list[str]:
    """How a worker is started; -P keeps the current folder, which holds drafts, out of what Python imports from."""
    return [sys.executable, "-P", "-s", "-m", "assistant.engine.worker", "--role", role]


_REFUSED = (-getattr(signal, "SIGILL", 4), 0xC000001D)
"""How a process ends whose next instruction its processor does not know: on POSIX systems, on Windows."""


class WorkerProcess:
    """A running worker. `send` and `receive` never block for long and never raise."""

    def __init__(self, role: str = "writer") -> None:
        """Start it as "writer" or "tagger". Raises OSError when the system can't."""
        self._process = subprocess.Popen(
            command(role),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
            close_fds=True,
            start_new_session=True,  # away from the terminal, through which it could type into the shell
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._outgoing: queue.SimpleQueue[protocol.Request | None] = queue.SimpleQueue()
        self._incoming: queue.SimpleQueue[protocol.Reply] = queue.SimpleQueue()
        self._over = threading.Event()
        self.last_code: str | None = None
        """The code of the last failure that it reported."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        for target, stream in ((self._write, self._process.stdin), (self._read, self._process.stdout)):
            threading.Thread(target=target, args=(stream,), daemon=True).start()

    @property
    def process_id(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether more may come from it."""
        return not self._over.is_set() or not self._incoming.empty()

    @property
    def unfit(self) -> bool:
        """Whether it ended because this processor does not know an instruction of the engine."""
        return self._process.poll() in _REFUSED

    def send(self, message: protocol.Request) -> None:
        self._outgoing.put(message)

    def receive(self, seconds: float) -> protocol.Reply | None:
        """The next reply; None when none came in time or the worker is over."""
        try:
            reply = self._incoming.get(timeout=seconds)
        except queue.Empty:
            return None
        if isinstance(reply, protocol.Failed):
            self.last_code = reply.code
        return reply

    def kill(self) -> None:
        """End it now and wait until it is gone."""
        self._outgoing.put(None)
        with contextlib.suppress(OSError):
            self._process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=5)

    def _write(self, stream: BinaryIO) -> None:
        with contextlib.suppress(OSError, ValueError), stream:
            while (message := self._outgoing.get()) is not None:
                try:
                    frame = protocol.encode(message)
                except protocol.ProtocolError:  # it costs this request alone: nothing of it was sent
                    self._incoming.put(protocol.Failed(message.id, protocol.Code.INTERNAL))
                    continue
                stream.write(frame)
                stream.flush()

    def _read(self, stream: BinaryIO) -> None:
        with contextlib.suppress(OSError, ValueError, protocol.ProtocolError), stream:
            while (reply := protocol.read(stream, protocol.REPLIES)) is not None:
                self._incoming.put(reply)
        with contextlib.suppress(OSError):
            self._process.kill()  # after nonsense nothing it says is believed
        self._over.set()
