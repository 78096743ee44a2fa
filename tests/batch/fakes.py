"""A folder, a target and workers in memory, so that the order of steps can be seen and broken."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.batch.ports import Entry, Failed, Finished, Job
from assistant.batch.values import Item, Looked, Refused, Seen, Standing, Told, Walked
from assistant.domain.errors import DraftError
from assistant.domain.risk import Outcome, Reader, Tier
from assistant.domain.works import Chapter, Work

LOW = Standing(Tier.LOW, 0, tuple(Seen(reader, Tier.LOW, 60.0, 60.0, ()) for reader in Reader), ())


def told(telling_name: bool = False, ending: str = "", kind: str = "text") -> Told:
    """Numbers of a draft in which nothing was found."""
    return Told(kind, 3, 1, True, telling_name, ending, LOW, LOW, (), (), 1, 0, Outcome.PUBLISH, ())


@dataclass
class Drafts:
    """Drafts by path; one whose bytes are None has vanished since the walk."""

    files: dict[str, bytes | None]
    refused: tuple[Refused, ...] = ()
    reads: list[str] = field(default_factory=list)

    def walk(self) -> Walked:
        items = [Item(path, len(data or b""), 0.0, number) for number, (path, data) in enumerate(self.files.items(), 1)]
        return Walked(tuple(items), self.refused, 0)

    def read(self, item: Item) -> bytes:
        self.reads.append(item.path)
        data = self.files[item.path]
        if data is None:
            raise DraftError("It was gone before it could be read.", "Run this again.")
        return data


@dataclass
class Results:
    """Results by path, and the order of everything that touches them."""

    files: dict[str, bytes] = field(default_factory=dict)
    steps: list[str] = field(default_factory=list)
    full: bool = False

    def read(self, path: str) -> bytes | None:
        return self.files.get(path)

    def write(self, path: str, data: bytes, original: Item) -> None:
        self.steps.append(f"write {path}")
        if self.full:
            raise DraftError("The result could not be written (No space left on device).", "Check the disk.")
        self.files[path] = data


@dataclass
class Notes:
    """A journal in memory that signs by repeating."""

    results: Results
    entries: list[Entry] = field(default_factory=list)

    def sign(self, data: bytes) -> str:
        return data.decode("utf-8", "surrogatepass")

    def known(self, path: str) -> Sequence[Entry]:
        return [entry for entry in self.entries if entry.path == path]

    def add(self, entry: Entry) -> None:
        self.results.steps.append(f"note {entry.path}")
        self.entries.append(entry)


@dataclass
class Hands:
    """Workers that put text into capitals; `backwards` ends jobs in the other order.

    `telling_names` says that every draft's name tells somebody's, `whole` that every question was answered; `looked` is
    what every look finds.
    """

    places: int = 3
    backwards: bool = False
    telling_names: bool = False
    whole: bool = True
    looked: Looked = field(default_factory=lambda: Looked((), (), ()))
    given: list[Job] = field(default_factory=list)
    waiting: deque[Job] = field(default_factory=deque)
    work: Work | None = None

    def room(self) -> bool:
        return len(self.waiting) < self.places

    def give(self, job: Job) -> None:
        self.given.append(job)
        self.waiting.append(job)

    def settle(self, work: Work) -> None:
        self.work = work

    def wait(self, seconds: float) -> Finished | Failed | None:
        job = self.waiting.pop() if self.backwards else self.waiting.popleft()
        if job.data == b"breaks":
            return Failed(job.number, "It broke.")
        looked = self.looked
        if job.chapter and job.data != b"breaks":
            return Finished(job.number, None, looked, b"", chapter=Chapter(job.data.decode(), False, (), ()))
        if job.result is not None:
            return Finished(job.number, None, looked, b"")
        kind = "docx" if job.name.endswith(".docx") else "text"
        review = b"was " + job.data if job.review and kind == "docx" else b""
        made = told(self.telling_names, kind=kind)
        return Finished(job.number, made, looked, job.data.upper(), review, whole=self.whole)
