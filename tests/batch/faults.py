"""Runs on a real disk that is made to fail at a chosen step: a kill, a full disk, a folder that may not be written.

Only the work on drafts is stood in for (documents are opened and written for real, rules are left out), so that
thousands of runs take minutes. Drafts are invented posts (benchmarks/posts.py) in every format.
"""

from __future__ import annotations

import errno
import hashlib
import os
import signal
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

from assistant.batch.ports import Failed, Finished, Job, Workers
from assistant.batch.run import Plan, Progress, run
from assistant.batch.values import Looked, Report
from assistant.batch_wiring import Request, _Codec, _Drafts, _Results
from assistant.documents.sources import open_source
from assistant.domain.errors import DiscreetError
from assistant.domain.risk import Background
from assistant.domain.text import Edit, Span
from assistant.domain.works import Work
from assistant.pipeline import Options
from assistant.storage import folders, journal
from assistant.storage.journal import Journal
from benchmarks.posts import posts
from tests.batch.fakes import told
from tests.documents import made

KEY = b"k" * 32
INJECTED: Counter[str] = Counter()
"""What was made to go wrong in this process, by what it was."""
STEPS = ("open", "write", "fsync", "link", "replace", "mkdir")
"""Calls of the operating system at which a run can be made to fail."""


def fill(folder: Path, count: int) -> None:
    """So many drafts of every format in some folders, each different."""
    for number, first in enumerate(posts(count)):
        name, make = list(made.MAKERS.items())[number % len(made.MAKERS)]
        place = folder / f"part {number % 5}" / f"{number:03d}-{name}"
        if number % 3 == 0:
            place = place.with_suffix(".txt")
        place.parent.mkdir(parents=True, exist_ok=True)
        second = f"Rest is not a prize, draft {number}."
        data = make(first, second) if number % 3 else f"{first}\n\n{second}\n".encode()
        place.write_bytes(data)


class Direct:
    """Does a job when its result is asked for; remembers results, because the same job comes thousands of times."""

    _made: ClassVar[dict[bytes, tuple[bytes, str]]] = {}

    def __init__(self) -> None:
        self._waiting: deque[Job] = deque()

    def room(self) -> bool:
        return len(self._waiting) < 4

    def give(self, job: Job) -> None:
        self._waiting.append(job)

    def settle(self, work: Work) -> None:
        """Nothing in what is stood in for depends on it."""

    def wait(self, seconds: float) -> Finished | Failed | None:
        job = self._waiting.popleft()
        looked = Looked((), (), ())
        if job.result is not None:
            return Finished(job.number, None, looked, b"")
        try:
            data, ending = self._result(job)
        except DiscreetError as error:
            return Failed(job.number, str(error))
        return Finished(job.number, told(ending=ending), looked, data)

    def _result(self, job: Job) -> tuple[bytes, str]:
        key = hashlib.sha256(os.fsencode(job.name) + job.data).digest()
        if key not in self._made:
            source = open_source(job.data, job.name)
            text = source.draft.text
            at = text.find("Rest")
            edits = [Edit(Span(at, at + 4), "Sleep")] if at >= 0 else []
            self._made[key] = (source.render(edits), source.ending)
        return self._made[key]


def go(
    source: Path, out: Path, workers: Workers | None = None, hear: Callable[[Progress], None] = lambda _: None
) -> Report:
    """One whole run, as the command does it; with `workers`, the work on drafts is done for real."""
    with journal.lock(out), Journal(out, KEY, _Codec()) as entries:
        results = folders.Results(out, source)
        results.tidy()
        plan = Plan(
            folder=_Drafts(Request(source, out, Options()), source),
            workers=workers or Direct(),
            setup=b"setup",
            background=Background(),
            versions=(),
            target=_Results(results),
            journal=entries,
        )
        return run(plan, hear, lambda: False)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file by its path, but for what only the machinery sees."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".discreet-")
    }


def leftovers(found: dict[str, bytes]) -> dict[str, bytes]:
    """The files that no reader of the folder would see: halves of writes that were killed."""
    return {path: data for path, data in found.items() if path.rpartition("/")[2].startswith(".")}


@contextmanager
def failing(step: int, fail: Callable[[], None], *, once: bool = True) -> Iterator[list[int]]:
    """Let the call number `step` of `STEPS` below fail, or all from there on; gives how many there were."""
    count = [0]
    real = {name: getattr(os, name) for name in STEPS}

    def around(name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            writes = name != "open" or (len(arguments) > 1 and arguments[1] & (os.O_WRONLY | os.O_RDWR))
            if writes:
                count[0] += 1
                if count[0] == step or (not once and count[0] > step):
                    fail()
            return real[name](*arguments, **named)

        return call

    for name in STEPS:
        setattr(os, name, around(name))
    try:
        yield count
    finally:
        for name, function in real.items():
            setattr(os, name, function)


def kill() -> None:
    """The end of this process, without a word."""
    os.kill(os.getpid(), signal.SIGKILL)


def error(number: int) -> Callable[[], None]:
    """A call that ends in this error."""

    def fail() -> None:
        raise OSError(number, os.strerror(number))

    return fail


FULL, BROKEN, READ_ONLY = error(errno.ENOSPC), error(errno.EIO), error(errno.EROFS)


def killed_at(step: int, source: Path, out: Path) -> bool:
    """Run in a process of its own that is killed at that step; whether it came so far."""
    INJECTED["killed"] += 1
    child = os.fork()
    if child == 0:
        try:
            with failing(step, kill):
                go(source, out)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)
