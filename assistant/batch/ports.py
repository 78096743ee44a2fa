"""What a batch needs from outside, as protocols: a folder, a place for results, a journal, and hands to do the work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.batch.values import Item, Looked, Told, Walked
from assistant.domain.works import Chapter, Work


@dataclass(frozen=True, slots=True)
class Job:
    """One draft to be rewritten, or, with `result`, only to be looked at beside the result that it has already."""

    number: int
    name: str
    data: bytes
    result: bytes | None = None
    ending: str = ""
    """What the result's name ends in where it differs from the draft's."""
    review: bool = False
    """Whether a copy for review is wanted, where the format has tracked changes."""
    chapter: bool = False
    """Whether it is only asked what the draft would do by itself, to be put together with the others of its work."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A job that is done. `data` is the result, for a job that was only looked at as it came."""

    number: int
    told: Told | None
    """None for a job that was only looked at."""
    looked: Looked
    data: bytes
    review: bytes = b""
    """The copy for review, where one was wanted and the format has tracked changes."""
    chapter: Chapter | None = None
    """For a job that asked for it alone."""
    whole: bool = True
    """Whether every question to the model or the tagger was answered; another time they may say more."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A job that came to nothing, with the sentence that says why and what to do."""

    number: int
    message: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal: what was made from what. Every hash is keyed; nothing here is a name or a word."""

    path: str
    content: str
    setup: str
    result: str
    told: Told
    review: str = ""
    """Of the copy for review, where there is one."""
    number: int = 0
    """The number in the result's name, where the draft's own name tells too much; it keeps that."""
    whole: bool = True
    """Whether the model and the tagger answered; what was made without is made again."""


class Folder(Protocol):
    """The drafts; they are only ever read."""

    def walk(self) -> Walked:
        """What is there, in a fixed order."""
        ...

    def read(self, item: Item) -> bytes:
        """The bytes of a draft. Raises DraftError."""
        ...


class Target(Protocol):
    """Where results go. Paths are relative, with slashes."""

    def read(self, path: str) -> bytes | None:
        """What is there; None for nothing. Raises DraftError for what is no ordinary file."""
        ...

    def write(self, path: str, data: bytes, original: Item) -> None:
        """The whole file or none of it; what is there is replaced. Raises DraftError."""
        ...


class Journal(Protocol):
    """What was done in earlier runs, and what is about to be done now."""

    def sign(self, data: bytes) -> str:
        """A keyed hash."""
        ...

    def known(self, path: str) -> Sequence[Entry]:
        """Entries of a draft, by the keyed hash of its path, oldest first."""
        ...

    def add(self, entry: Entry) -> None:
        """Keep an entry on the disk before the file that it speaks of is written. Raises DraftError."""
        ...


class Workers(Protocol):
    """Hands for the work. Never raises for what a draft does; a crash costs one draft at most."""

    def room(self) -> bool:
        """Whether another job can be taken on now."""
        ...

    def give(self, job: Job) -> None:
        """Take on a job."""
        ...

    def settle(self, work: Work) -> None:
        """Let this hold in every job from now on; none is under way."""
        ...

    def wait(self, seconds: float) -> Finished | Failed | None:
        """The next job that is over; None when none was in time."""
        ...
