"""Several document workers as their parent sees them (`batch.ports.Workers`).

Promises: a job ends in a result or in a sentence. A worker that dies or takes too long is replaced; what it had in
hand is tried once more, one job at a time, so that a draft that breaks it can take no other with it. Windows of many
drafts are put to the model together. Whoever waits is told in the order in which jobs end, which means nothing.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import assistant
from assistant.batch.ports import Failed, Finished, Job
from assistant.batch.values import Looked
from assistant.domain.errors import DiscreetError
from assistant.domain.ports import Status
from assistant.workers import wire

if TYPE_CHECKING:
    from assistant.domain.ports import MarkingModel, WritingModel
    from assistant.domain.works import Work

PATIENCE = 180.0
"""Seconds that any job may take, beside those for its size."""
PER_MEGABYTE = 120.0
TOGETHER = 8
"""Drafts that one worker has in hand where a model words them, so that their windows can be put together."""
MOST_WINDOWS = 64
"""Windows that are put to the model at once, unless one draft alone asks for more."""
_UNWANTED = ("PYTHON", "LD_", "DYLD_")
_LOST = (Status.FAILED, Status.CANCELLED)
"""How answers ended that did not come."""
_NOT_SENT = (
    "It could not be handed to the part of discreet that opens documents.",
    "Save its text as plain text under a plain name and try again.",
)

Build = Callable[[int], object]
"""A request, given its number."""


class UnprotectedError(DiscreetError):
    """The kernel did not take the filter."""


@dataclass(slots=True)
class _Task:
    """A job on its way. `build` makes its request; `tried` counts how often a worker died over it."""

    number: int
    build: Build
    size: int
    tried: int = 0
    deadline: float = 0.0
    asking: bool = False


@dataclass(slots=True)
class _Hand:
    """One worker process and what it has in hand."""

    process: subprocess.Popen[bytes]
    tasks: dict[int, _Task] = field(default_factory=dict)
    alone: bool = False


class Pool:
    """Use it as a context manager: workers start when it is entered, before the parent gives up anything."""

    def __init__(
        self,
        prepare: wire.Prepare,
        workers: int,
        model: WritingModel | None = None,
        tagger: MarkingModel | None = None,
        may_pass: Callable[[], bool] = lambda: True,
    ) -> None:
        """`workers` processes, each with `prepare.together` drafts in hand.

        `may_pass` says whether the model might have answered what it left unanswered just now another time.
        """
        self._prepare, self._count, self._model = prepare, max(1, workers), model
        self._tagger, self._may_pass = tagger, may_pass
        self._heard: queue.SimpleQueue[tuple[_Hand | None, Any]] = queue.SimpleQueue()
        self._hands: list[_Hand] = []
        self._again: deque[_Task] = deque()
        self._asked: list[tuple[_Hand, Any]] = []
        self._to_tag: list[tuple[_Hand, Any]] = []
        self._works: set[str] = set()
        """Which of the model and the tagger are at work."""
        self._unanswered: set[int] = set()
        """Jobs of which a question to the model or the tagger was left without an answer."""

    def __enter__(self) -> Pool:
        self._hands = [self._start() for _ in range(self._count)]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if "model" in self._works and self._model is not None:
            with contextlib.suppress(AttributeError):
                self._model.cancel()  # type: ignore[attr-defined]
        for hand in self._hands:
            _end(hand)
        self._hands = []

    @property
    def _words(self) -> bool:
        """Whether the model is one that words passages, and not the writer that tells units in general."""
        return self._model is not None and not self._prepare.writer

    @property
    def process_ids(self) -> list[int]:
        """Of the workers that run."""
        return [hand.process.pid for hand in self._hands]

    # What a batch asks for (`batch.ports.Workers`).

    def room(self) -> bool:
        """Whether another job can be taken on now."""
        return not self._again and self._free() is not None

    def give(self, job: Job) -> None:
        """Take on a job; `room` said that there is room."""

        name = wire.sendable(job.name)

        def build(number: int) -> object:
            if job.chapter:
                return wire.Survey(number, name, job.data)
            if job.result is None:
                return wire.Rewrite(number, name, job.data, self._words, job.review)
            return wire.Look(number, name, job.data, job.result, job.ending)

        self.submit(job.number, build, len(job.data) + len(job.result or b""))

    def settle(self, work: Work) -> None:
        """Let this hold in every job from now on, in workers that start later too."""
        self._prepare = replace(self._prepare, options=replace(self._prepare.options, work=work))
        for hand in self._hands:
            self._send(hand, self._prepare)

    def wait(self, seconds: float) -> Finished | Failed | None:
        """The next job that is over; None when none was in time."""
        reply = self.next(seconds)
        if isinstance(reply, wire.Rewritten):
            whole = reply.id not in self._unanswered
            return Finished(reply.id, reply.told, reply.looked, reply.data, reply.review, whole=whole)
        if isinstance(reply, wire.LookedAt):
            return Finished(reply.id, None, reply.looked, b"")
        if isinstance(reply, wire.Surveyed):
            return Finished(reply.id, None, Looked((), (), ()), b"", chapter=reply.chapter)
        if isinstance(reply, wire.Refused):
            return Failed(reply.id, f"{reply.message} {reply.next_step}".strip())
        return None

    # The same for jobs of every sort.

    def submit(self, number: int, build: Build, size: int = 0) -> None:
        """Give a request to the worker with the most room."""
        self._assign(_Task(number, build, size))

    def next(self, seconds: float) -> Any | None:
        """The next reply that ends a job; None when none came in time. A job that failed is `Refused`."""
        until = time.monotonic() + seconds
        while True:
            over = self._too_slow()
            if over is not None:
                return over
            self._ask_model()
            self._ask_tagger()
            try:
                hand, message = self._heard.get(timeout=max(0.0, min(0.1, until - time.monotonic())))
            except queue.Empty:
                if time.monotonic() >= until:
                    return None
                continue
            ended = self._take(hand, message)
            if ended is not None:
                return ended

    def _take(self, hand: _Hand | None, message: Any) -> Any | None:
        if hand is None:  # answers of the model or the tagger
            who, answers = message
            self._works.discard(who)
            for asker, answer, whole in answers:
                task = asker.tasks.get(answer.id)
                if task is not None:
                    task.asking = False
                    self._unanswered |= set() if whole else {answer.id}
                    task.deadline = _deadline(task)
                    self._send(asker, answer)
            return None
        if hand not in self._hands:
            return None  # from a worker that was replaced
        if message is None:
            return self._replace(hand)
        if isinstance(message, wire.Unprotected):
            raise UnprotectedError(
                "The system did not take the filter that keeps documents from the network.",
                "Nothing was opened. See what is the matter with: discreet doctor --offline-proof.",
            )
        task = hand.tasks.get(message.id)
        if task is None:
            return None
        if isinstance(message, (wire.AskWordings, wire.AskScores, wire.AskMarks)):
            task.asking = True
            (self._to_tag if isinstance(message, wire.AskMarks) else self._asked).append((hand, message))
            return None
        del hand.tasks[message.id]
        if not hand.tasks:
            hand.alone = False
            self._try_again(hand)
        return _told(message)

    # The model.

    def _ask_model(self) -> None:
        """Put what is asked to the model, once every job in hand waits for it or enough has come together."""
        if self._model is None or "model" in self._works or not self._asked:
            return
        busy = [task for hand in self._hands for task in hand.tasks.values() if not task.asking]
        windows = sum(len(q.windows) for _, q in self._asked if isinstance(q, wire.AskWordings))
        if busy and windows < MOST_WINDOWS:
            return
        asked, self._asked = [each for each in self._asked if each[0] in self._hands], []
        self._works.add("model")
        threading.Thread(target=self._answer, args=(self._model, asked), daemon=True).start()

    def _ask_tagger(self) -> None:
        """Put to the tagger whatever has come together while it was at work."""
        if self._tagger is None or "tagger" in self._works or not self._to_tag:
            return
        asked, self._to_tag = [each for each in self._to_tag if each[0] in self._hands], []
        self._works.add("tagger")
        threading.Thread(target=self._tag, args=(self._tagger, asked), daemon=True).start()

    def _tag(self, tagger: MarkingModel, asked: Sequence[tuple[_Hand, Any]]) -> None:
        try:
            texts = [text for _, q in asked if not q.whole for text in q.texts]
            drafts = [text for _, q in asked if q.whole for text in q.texts]
            found = {False: iter(tagger.tag(texts) if texts else ()), True: iter(tagger.sift(drafts) if drafts else ())}
            marks = [tuple(next(found[q.whole]) for _ in q.texts) for _, q in asked]
        except Exception:  # what could not be read is never Low
            marks = [(None,) * len(q.texts) for _, q in asked]
        answers = [(h, wire.Marks(q.id, each), None not in each) for (h, q), each in zip(asked, marks, strict=True)]
        self._heard.put((None, ("tagger", answers)))

    def _answer(self, model: WritingModel, asked: Sequence[tuple[_Hand, Any]]) -> None:
        answers: list[tuple[_Hand, object, bool]] = []
        try:
            wordings = [(hand, q) for hand, q in asked if isinstance(q, wire.AskWordings)]
            scores = [(hand, q) for hand, q in asked if isinstance(q, wire.AskScores)]
            found = iter(model.propose([w for _, q in wordings for w in q.windows]) if wordings else ())
            passing = bool(wordings) and self._may_pass()
            for hand, q in wordings:
                said = tuple(next(found) for _ in q.windows)
                lost = passing and any(each.status in _LOST for each in said)
                answers.append((hand, wire.Wordings(q.id, said), not lost))
            values = iter(model.score([p for _, q in scores for p in q.pairs]) if scores else ())
            passing = bool(scores) and self._may_pass()
            for hand, pairs in scores:
                known = tuple(next(values) for _ in pairs.pairs)
                answers.append((hand, wire.Scores(pairs.id, known), not (passing and None in known)))
        except Exception:  # a model that breaks costs its wordings: rules do without
            answers = [
                (hand, wire.Wordings(q.id, ()) if isinstance(q, wire.AskWordings) else wire.Scores(q.id, ()), False)
                for hand, q in asked
            ]
        self._heard.put((None, ("model", answers)))

    # The workers.

    def _free(self) -> _Hand | None:
        """The worker with the most room, if any has some."""
        free = [h for h in self._hands if not h.alone and len(h.tasks) < max(1, self._prepare.together)]
        return min(free, key=lambda hand: len(hand.tasks), default=None)

    def _assign(self, task: _Task, hand: _Hand | None = None) -> None:
        hand = hand or self._free() or min(self._hands, key=lambda each: len(each.tasks))
        hand.tasks[task.number] = task
        task.asking = False
        task.deadline = _deadline(task)
        self._unanswered.discard(task.number)
        try:
            self._send(hand, task.build(task.number))
        except wire.WireError:
            self._heard.put((hand, wire.Refused(task.number, *_NOT_SENT)))

    def _too_slow(self) -> Any | None:
        """Replace a worker with a job whose time is up; that job has failed, the others are tried again."""
        now = time.monotonic()
        for hand in self._hands:
            for task in hand.tasks.values():
                if not task.asking and now > task.deadline:
                    del hand.tasks[task.number]
                    self._replace(hand)
                    return wire.Refused(
                        task.number,
                        "It took longer than any draft should, so it was given up.",
                        "Save its text as plain text and try again.",
                    )
        return None

    def _replace(self, hand: _Hand) -> Any | None:
        """A new worker for one that is gone; what it had in hand is tried again alone, or has failed."""
        _end(hand)
        self._asked = [each for each in self._asked if each[0] is not hand]
        self._to_tag = [each for each in self._to_tag if each[0] is not hand]
        fresh = self._start()
        self._hands[self._hands.index(hand)] = fresh
        failed = None
        lost = list(hand.tasks.values())
        for task in lost:
            task.tried += 1
            if task.tried > 1 or (len(lost) == 1 and hand.alone):
                failed = wire.Refused(
                    task.number,
                    "The part of discreet that opens documents broke over it.",
                    "Save its text as plain text and try again, and tell us that this happens.",
                )
            else:
                self._again.append(task)
        self._try_again(fresh)
        return failed

    def _try_again(self, hand: _Hand) -> None:
        if self._again and not hand.tasks:
            hand.alone = True
            self._assign(self._again.popleft(), hand)

    def _start(self) -> _Hand:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_UNWANTED)}
        process = subprocess.Popen(
            [sys.executable, "-P", "-s", "-m", "assistant.workers.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=kept | {"PYTHONPATH": str(Path(assistant.__file__).parent.parent), "PYTHONDONTWRITEBYTECODE": "1"},
            close_fds=True,
            start_new_session=True,  # away from the terminal, through which it could type into the shell
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        hand = _Hand(process)
        assert process.stdout is not None
        threading.Thread(target=self._listen, args=(hand, process.stdout), daemon=True).start()
        self._send(hand, self._prepare)
        return hand

    def _send(self, hand: _Hand, message: object) -> None:
        """A worker that is gone hears nothing; the thread that listens to it says so.

        Raises WireError for what no message can hold.
        """
        stream = cast("BinaryIO", hand.process.stdin)
        with contextlib.suppress(OSError, ValueError):
            wire.write(stream, wire.requests(), message)

    def _listen(self, hand: _Hand, stream: BinaryIO) -> None:
        with contextlib.suppress(OSError, ValueError, wire.WireError), stream:
            while (reply := wire.read(stream, wire.replies())) is not None:
                self._heard.put((hand, reply))
        self._heard.put((hand, None))


def _deadline(task: _Task) -> float:
    return time.monotonic() + PATIENCE + PER_MEGABYTE * task.size / 1_000_000


def _told(message: Any) -> Any:
    """A mistake of ours as a sentence with its code; everything else as it is."""
    if isinstance(message, wire.Broken):
        return wire.Refused(
            message.id,
            f"discreet made a mistake with it: {message.code}.",
            "Please report that code, never the draft.",
        )
    return message


def _end(hand: _Hand) -> None:
    """End a worker now and wait until it is gone."""
    with contextlib.suppress(OSError):
        hand.process.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):
        hand.process.wait(timeout=5)
    with contextlib.suppress(OSError):
        if hand.process.stdin is not None:
            hand.process.stdin.close()
