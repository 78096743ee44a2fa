"""The process that opens documents: `python -m assistant.workers.worker`, spoken to over its pipes.

Before any draft arrives it has given up the network, starting programs and writing files. It says nothing but
messages; its standard error goes nowhere. A draft that breaks something costs its own job: the answer is a sentence or
a code, never a word of the draft. It ends when its parent does.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from assistant.batch.values import Post
from assistant.domain.errors import DiscreetError
from assistant.domain.ports import Answer, Status, Tag, Window
from assistant.sandbox import FilterError, Profile, confine, limits
from assistant.sandbox.linux import first_to_go, supported
from assistant.workers import wire

if TYPE_CHECKING:
    from assistant.documents.sources import Source
    from assistant.domain.text import Edit
    from assistant.pipeline import Options, Pipeline

EXTRA_MEMORY = 3_000_000_000
"""Bytes of address space beyond what the worker has at its start: what a crafted document can take."""
_PACKAGE = Path(__file__).parent.parent


class _Asking:
    """A writing model at the other end of the pipe (`domain.ports.WritingModel`)."""

    def __init__(self, worker: Worker, job: int) -> None:
        self._worker, self._job = worker, job

    def propose(self, windows: Sequence[Window]) -> Sequence[Answer]:
        found = self._worker.ask(self._job, wire.AskWordings(self._job, tuple(windows)))
        if isinstance(found, wire.Wordings) and len(found.answers) == len(windows):
            return found.answers
        return [Answer(None, Status.FAILED)] * len(windows)

    def score(self, pairs: Sequence[tuple[str, str]]) -> Sequence[float | None]:
        found = self._worker.ask(self._job, wire.AskScores(self._job, tuple(pairs)))
        if isinstance(found, wire.Scores) and len(found.values) == len(pairs):
            return found.values
        return [None] * len(pairs)


class _AskingWriter:
    """The embedded writer at the other end of the pipe (`domain.ports.Teller`); the parent knows the audience."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self.job = 0

    def tell(self, windows: Sequence[Window], audience: str) -> Sequence[Answer]:  # noqa: ARG002 - the protocol's
        return _Asking(self._worker, self.job).propose(windows)


class _AskingTagger:
    """Tagger and sifter at the other end of the pipe (`domain.ports`), for whatever job its thread has in hand."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self.job = 0

    def tag(self, texts: Sequence[str]) -> Sequence[tuple[Tag, ...] | None]:
        return self._asked(wire.AskMarks(self.job, tuple(texts)))

    def sift(self, texts: Sequence[str]) -> Sequence[tuple[Tag, ...] | None]:
        return self._asked(wire.AskMarks(self.job, tuple(texts), whole=True))

    def _asked(self, question: wire.AskMarks) -> Sequence[tuple[Tag, ...] | None]:
        texts = question.texts
        found = self._worker.ask(self.job, question)
        if isinstance(found, wire.Marks) and len(found.marks) == len(texts):
            return found.marks
        return [None] * len(texts)


class Worker:
    """Does jobs in one or more threads, each with a pipeline of its own."""

    def __init__(self, replies: BinaryIO) -> None:
        self._replies = replies
        self._speaking = threading.Lock()
        self._waiting: dict[int, queue.SimpleQueue[object]] = {}
        self.jobs: queue.SimpleQueue[object] = queue.SimpleQueue()
        self.prepared: wire.Prepare | None = None

    def hear(self, message: object) -> None:
        """Take on what was sent; called by the thread that listens."""
        if isinstance(message, wire.Prepare):
            threads = max(1, message.together) if self.prepared is None else 0
            self.prepared = message
            for _ in range(threads):
                threading.Thread(target=self._work, daemon=True).start()
        elif isinstance(message, (wire.Wordings, wire.Scores, wire.Marks)):
            waiting = self._waiting.get(message.id)
            if waiting is not None:
                waiting.put(message)
        else:
            self.jobs.put(message)

    def say(self, message: object) -> None:
        """Send a reply whole."""
        with self._speaking:
            wire.write(self._replies, wire.replies(), message)

    def ask(self, job: int, question: object) -> object:
        """Ask the parent's model or tagger and wait for what it says."""
        self._waiting[job] = queue.SimpleQueue()
        self.say(question)
        try:
            return self._waiting[job].get()
        finally:
            del self._waiting[job]

    def _work(self) -> None:
        from assistant.composition import pipeline_with

        tagger = _AskingTagger(self) if self.prepared is not None and self.prepared.tagger else None
        writer = _AskingWriter(self) if self.prepared is not None and self.prepared.writer else None
        pipeline = pipeline_with(tagger, teller=writer, sifter=tagger)
        while True:
            message = self.jobs.get()
            number = getattr(message, "id", 0)
            for asking in (tagger, writer):
                if asking is not None:
                    asking.job = number
            try:
                reply = self._do(pipeline, message)
            except DiscreetError as error:
                reply = wire.Refused(number, wire.sendable(error.message), wire.sendable(error.next_step))
            except Exception as error:  # its text might hold the draft: only its place crosses
                reply = wire.Broken(number, code_of(error))
            try:
                self.say(reply)
            except wire.WireError:
                self.say(wire.Broken(number, "WireError at workers/worker.py"))
            except OSError:
                os._exit(1)

    def _do(self, pipeline: Pipeline, message: object) -> object:
        if isinstance(message, wire.Rewrite):
            return self._rewrite(pipeline, message)
        if isinstance(message, wire.Look):
            return self._look(pipeline, message)
        if isinstance(message, wire.Survey):
            draft = self._open(message.data, message.name).draft
            return wire.Surveyed(message.id, pipeline.chapter(draft, self._options()))
        if isinstance(message, wire.Check):
            return self._check(pipeline, message)
        if isinstance(message, wire.Open):
            source = self._open(message.data, message.name)
            draft = source.draft
            return wire.Opened(
                message.id,
                draft.text,
                draft.format,
                draft.encoding,
                source.ending,
                source.dropped,
                source.unseen,
            )
        if isinstance(message, wire.Render):
            return self._render(message)
        if isinstance(message, wire.Archive):
            from assistant.documents.posts import read

            posts = tuple(Post(each.id, each.when, each.text) for each in read(Path(os.fsdecode(message.path))))
            return wire.Posts(message.id, posts)
        raise TypeError("no job")

    def _rewrite(self, pipeline: Pipeline, message: wire.Rewrite) -> wire.Rewritten:
        from assistant.batch.work import look, told
        from assistant.domain.text import Edit
        from assistant.reports.lines import places

        source = self._open(message.data, message.name)
        model = _Asking(self, message.id) if message.model else None
        result = pipeline.rewrite(source.draft, self._options(), model)
        edits = [Edit(change.span, change.after) for change in result.changes]
        data = source.render(edits)
        review = _reviewed(source, edits) if message.review else b""
        # What was written is opened again: it proves that it can be, and is what a later run will see.
        published = self._open(data, message.name + source.ending).draft
        looked = look(pipeline, source.draft, published, self._options(), places, texts=self._texts())
        numbers = told(source.draft, result, source.ending, source.dropped, source.unseen)
        return wire.Rewritten(message.id, numbers, looked, data, review)

    def _look(self, pipeline: Pipeline, message: wire.Look) -> wire.LookedAt:
        from assistant.batch.work import look
        from assistant.reports.lines import places

        original = self._open(message.data, message.name).draft
        published = self._open(message.result, message.name + message.ending).draft
        return wire.LookedAt(
            message.id, look(pipeline, original, published, self._options(), places, texts=self._texts())
        )

    def _check(self, pipeline: Pipeline, message: wire.Check) -> wire.Checked:
        from assistant.batch.values import UNREAD
        from assistant.batch.work import post
        from assistant.composition import draft_of

        told = []
        for text in message.texts:
            try:
                told.append(post(pipeline, draft_of(text, "text"), self._options()))
            except Exception:  # one post that breaks something costs no other
                told.append(UNREAD)
        return wire.Checked(message.id, tuple(told))

    def _render(self, message: wire.Render) -> wire.Rendered:
        from assistant.documents.sources import changed_meanwhile, no_tracked_changes
        from assistant.domain.text import Edit, Span

        source = self._open(message.data, message.name)
        if source.draft.text != message.text:
            raise changed_meanwhile(message.name)
        edits = [Edit(Span(start, end), text) for start, end, text in message.edits]
        if not message.review:
            return wire.Rendered(message.id, source.render(edits))
        if source.review is None:
            raise no_tracked_changes(message.name)
        return wire.Rendered(message.id, _reviewed(source, edits))

    def _open(self, data: bytes, name: str) -> Source:
        from assistant.documents.sources import open_source

        return open_source(data, name, self.prepared.columns if self.prepared else ())

    def _options(self) -> Options:
        assert self.prepared is not None, "a worker is prepared before it is given a job"
        return self.prepared.options

    def _texts(self) -> bool:
        return self.prepared is not None and self.prepared.texts


def _reviewed(source: Source, edits: Sequence[Edit]) -> bytes:
    """The draft with these edits as tracked changes, word by word; nothing where its format has none."""
    from assistant.diffing.words import edits as word_by_word

    if source.review is None:
        return b""
    text = source.draft.text
    return source.review([f for e in edits for f in word_by_word(e.span.start, e.span.of(text), e.text)])


def code_of(error: BaseException) -> str:
    """Type and place of an error, without its message: "KeyError at rewrite/plan.py:88"."""
    place = "an unknown place"
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        if path.is_relative_to(_PACKAGE):
            place = f"{path.relative_to(_PACKAGE).as_posix()}:{frame.lineno}"
    return f"{type(error).__name__} at {place}"


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
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the front end's to hear
    requests, replies = _own_pipes()
    worker = Worker(replies)
    first_to_go()
    try:
        if supported():
            confine(Profile.FRONT_END)  # no network even while libraries are imported
        _load()
        confine(Profile.READER)
    except FilterError:
        worker.say(wire.Unprotected())
        return
    limits.address_space(EXTRA_MEMORY)
    with contextlib.suppress(wire.WireError, OSError):
        while (message := wire.read(requests, wire.requests())) is not None:
            worker.hear(message)
    os._exit(0)  # threads at work are not waited for: nobody listens any more


def _load() -> None:
    """Import what every job needs."""
    import assistant.batch.work
    import assistant.composition
    import assistant.documents.sources
    import assistant.reports.lines  # noqa: F401

    wire.requests()
    wire.replies()


if __name__ == "__main__":
    try:
        main()
    except (OSError, KeyboardInterrupt):
        sys.exit(1)
