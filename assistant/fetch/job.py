"""What the downloading process is told and what it says, as JSON lines; loads nothing of the network."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum


class Why(StrEnum):
    """Why a download failed."""

    ADDRESS = "address"
    REFUSED = "refused"
    MISSING = "missing"
    UNREACHABLE = "unreachable"
    BROKEN_OFF = "broken-off"
    SPACE = "space"
    HASH = "hash"
    NO_MODEL = "no-model"
    THERE = "there"
    BUSY = "busy"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Job:
    """One file: from `url` to `target`, which must not be there. `sha256` is "" where none is pinned."""

    url: str
    target: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Progress:
    """Bytes on the disk and in all; `total` is 0 where the other side does not say."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Finished:
    """The file has its name; its hash and size are what was written."""

    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class FailedDownload:
    """It has not; what was loaded may be gone on with. `number` is a status, or bytes that were missing."""

    why: str
    number: int = 0


Event = Progress | Finished | FailedDownload
_KINDS: dict[str, type[Job] | type[Progress] | type[Finished] | type[FailedDownload]] = {
    kind.__name__: kind for kind in (Job, Progress, Finished, FailedDownload)
}


def encode(message: Job | Event) -> str:
    """One line."""
    return json.dumps({"type": type(message).__name__, **asdict(message)}) + "\n"


def decode(line: str) -> Job | Event:
    """The message in a line. Raises ValueError for anything else."""
    found = json.loads(line)
    if not isinstance(found, dict):
        raise ValueError("no message")
    kind = _KINDS.get(str(found.pop("type", "")))
    if kind is None:
        raise ValueError("unknown message")
    try:
        return kind(**found)
    except TypeError:
        raise ValueError("wrong fields") from None
