"""The process that runs a model: `python -m assistant.engine.worker --role writer`, spoken to over its pipes.

Before a model is loaded and before any word of a draft arrives it has given up the network, starting programs and
writing files. It says nothing but messages: its standard error goes nowhere, failures are codes. It ends when its
parent does.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import queue
import signal
import sys
import threading
import time
from typing import BinaryIO

from assistant.engine import chat, protocol
from assistant.engine.decoding import Decoder, Outcome
from assistant.engine.llama import EngineError, Model, Stopped, library
from assistant.engine.protocol import Code
from assistant.sandbox import FilterError, Profile, confine, limits
from assistant.sandbox.attempts import attempt_all
from assistant.sandbox.linux import first_to_go, supported


class Stopper:
    """Says whether the request at work should stop: it was cancelled, or its time is up."""

    def __init__(self) -> None:
        self._current = 0
        self._cancelled = 0
        self._deadline = float("inf")

    def begin(self, request: int, seconds: float) -> None:
        self._deadline = time.monotonic() + seconds
        self._current = request

    def cancel(self, request: int) -> None:
        self._cancelled = max(self._cancelled, request)

    def __call__(self) -> bool:
        return self._current <= self._cancelled or time.monotonic() > self._deadline

    @property
    def code(self) -> Code:
        """Why it said yes."""
        return Code.CANCELLED if self._current <= self._cancelled else Code.TIMEOUT


class Writer:
    """Answers requests one after another; the reading thread hears a cancel while native code works."""

    def __init__(self, replies: BinaryIO) -> None:
        self._replies = replies
        self._stop = Stopper()
        self._path = ""
        self._decoder: Decoder | None = None
        self._chat = chat.PLAIN

    def hear_cancel(self, message: protocol.Cancel) -> None:
        self._stop.cancel(message.id)

    def serve(self, message: protocol.Request) -> None:
        """Do what is asked and say how it ended. Raises nothing but OSError, when nobody listens any more."""
        number = message.id
        self._stop.begin(number, getattr(message, "seconds", float("inf")))
        started = time.monotonic()
        try:
            self._do(message)
        except Stopped:
            self._clean()
            self._say(protocol.Failed(number, self._stop.code))
        except EngineError as error:
            self._clean()
            self._say(protocol.Failed(number, error.code))
        except MemoryError:
            self._say(protocol.Failed(number, Code.MEMORY))
        except OSError:
            raise
        except Exception:
            # Its text might quote the draft: only that it happened crosses.
            self._clean()
            self._say(protocol.Failed(number, Code.INTERNAL))
        else:
            if not isinstance(message, protocol.Load):
                self._say(protocol.Done(number, time.monotonic() - started, limits.peak_memory()))

    def _do(self, message: protocol.Request) -> None:
        if isinstance(message, protocol.Load):
            self._load(message)
        elif isinstance(message, protocol.Propose):
            self._propose(message)
        elif isinstance(message, protocol.Score):
            self._ready().score(
                message.pairs, lambda index, value: self._say(protocol.Scored(message.id, index, value))
            )
        elif isinstance(message, protocol.Count):
            counts = self._ready().count(message.texts, message.markup)
            self._say(protocol.Counted(message.id, counts))
        elif isinstance(message, protocol.Try):
            tries = tuple((each.tried, each.stopped_by, each.ok) for each in attempt_all())
            self._say(protocol.Tried(message.id, tries))
        elif isinstance(message, protocol.Hash):
            self._say(protocol.Hashed(message.id, self._hash()))

    def _load(self, message: protocol.Load) -> None:
        started = time.monotonic()
        limits.address_space(message.extra_memory)
        model = Model(
            message.path, message.sequences, message.per_sequence, message.threads, self._stop, message.check,
            message.adapter,
        )  # fmt: skip
        self._path = message.path
        self._decoder = Decoder(model, message.sequences)
        self._chat = chat.detect(model.is_control, model.about("tokenizer.chat_template"))
        self._say(
            protocol.Loaded(
                architecture=model.about("general.architecture"),
                name=model.about("general.name"),
                licence=model.about("general.license"),
                parameters=model.parameters(),
                per_sequence=model.per_sequence,
                chat_format=self._chat.name,
                seconds=time.monotonic() - started,
                peak=limits.peak_memory(),
            )
        )

    def _propose(self, message: protocol.Propose) -> None:
        decoder = self._ready()
        decoder.prepare(self._chat, message.system, message.examples)

        def say(outcome: Outcome) -> None:
            self._say(
                protocol.Answered(message.id, outcome.index, outcome.text, outcome.status, outcome.tokens, outcome.sure)
            )

        decoder.answer(self._chat, message.asks, say)

    def _hash(self) -> str:
        digest = hashlib.sha256()
        try:
            with open(self._path, "rb") as file:
                while block := file.read(1 << 20):
                    if self._stop():
                        raise Stopped
                    digest.update(block)
        except OSError:
            raise EngineError(Code.BROKEN) from None
        return digest.hexdigest()

    def _ready(self) -> Decoder:
        if self._decoder is None:
            raise EngineError(Code.INTERNAL)
        return self._decoder

    def _clean(self) -> None:
        """Leave no half-read window in the caches."""
        if self._decoder is not None:
            self._decoder.forget()

    def _say(self, message: protocol.Reply) -> None:
        protocol.write(self._replies, message)


def _tagger(replies: BinaryIO) -> Writer:
    from assistant.engine.tagging import TaggingWriter  # which needs this module

    return TaggingWriter(replies)


def _listen(requests: BinaryIO, writer: Writer, waiting: queue.SimpleQueue[protocol.Request]) -> None:
    """Hand on requests as they come; the end of the pipe, or nonsense on it, ends the process at once."""
    try:
        while (message := protocol.read(requests, protocol.REQUESTS)) is not None:
            if isinstance(message, protocol.Cancel):
                writer.hear_cancel(message)
            else:
                waiting.put(message)
    except (protocol.ProtocolError, OSError, ValueError):
        os._exit(1)
    os._exit(0)


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The pipes to the parent, moved away so that nothing else in this process can write to them by accident."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    os.close(nowhere)
    return requests, replies


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--role", choices=("writer", "tagger"), required=True)
    role = parser.parse_args().role
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the front end's to hear
    requests, replies = _own_pipes()
    first_to_go()
    try:
        if supported():
            confine(Profile.FRONT_END)  # no network even while libraries are imported, which may write caches
        with contextlib.suppress(EngineError):
            library()  # where it is missing, loading a model will say so
        confine(Profile.WORKER)
    except FilterError:
        protocol.write(replies, protocol.Failed(0, Code.UNPROTECTED))
        return
    writer = Writer(replies) if role == "writer" else _tagger(replies)
    waiting: queue.SimpleQueue[protocol.Request] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests, writer, waiting), daemon=True).start()
    while True:
        writer.serve(waiting.get())


if __name__ == "__main__":
    try:
        main()
    except (OSError, KeyboardInterrupt):
        sys.exit(1)
