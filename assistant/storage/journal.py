"""The journal of an output folder: one line a result, on the disk before the result is.

Promises: no name and no word of a draft is in it, only keyed hashes, numbers, kinds and versions; mode 0600; a line is
whole or it is not believed; after a failure in the middle of a line the file is as it was before.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from assistant.domain.errors import DraftError, UsageError
from assistant.storage.keys import sign

NAME = ".discreet-journal.jsonl"
LOCK = ".discreet-lock"
LARGEST = 1_000_000_000
"""Bytes beyond which a journal is not ours."""


class Line(Protocol):
    """What the journal needs of an entry."""

    @property
    def path(self) -> str: ...


E = TypeVar("E", bound=Line)


class Codec(Protocol[E]):
    """Entries to lines and back."""

    def dump(self, entry: E) -> bytes:
        """One line without its end."""
        ...

    def load(self, line: bytes) -> E | None:
        """The entry in a line; None for what is none."""
        ...


class Journal(Generic[E]):
    """Open for one run; use it as a context manager. Only one process may have it open (see `lock`)."""

    def __init__(self, folder: Path, key: bytes, codec: Codec[E]) -> None:
        """Read what is there and make ready to add. Raises UsageError."""
        self._key, self._codec = key, codec
        self._known: dict[str, list[E]] = {}
        path = folder / NAME
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._file = os.open(path, flags | getattr(os, "O_BINARY", 0), 0o600)
            self._size = self._load()
        except OSError as error:
            raise UsageError(
                f"The folder for the results can’t be used ({os.strerror(error.errno or 0)}).",
                "Choose another with --out.",
            ) from None

    def __enter__(self) -> Journal[E]:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._file)

    def sign(self, data: bytes) -> str:
        """A keyed hash."""
        return sign(self._key, data)

    def known(self, path: str) -> Sequence[E]:
        """Entries with this path, oldest first."""
        return self._known.get(path, ())

    def add(self, entry: E) -> None:
        """Keep an entry on the disk; when this returns it is there. Raises DraftError."""
        line = self._codec.dump(entry) + b"\n"
        try:
            written = 0
            while written < len(line):
                written += os.write(self._file, line[written:])
            os.fsync(self._file)
        except OSError as error:
            with contextlib.suppress(OSError):
                os.ftruncate(self._file, self._size)
            raise DraftError(
                f"The journal could not be kept ({os.strerror(error.errno or 0)}), so nothing was written.",
                "Check the space left on the disk and run this again.",
            ) from None
        self._size += len(line)
        self._known.setdefault(entry.path, []).append(entry)

    def _load(self) -> int:
        """Read every whole line and cut off a last one that is not; the size of what is whole."""
        if os.fstat(self._file).st_size > LARGEST:
            raise OSError(0, "too large")
        os.lseek(self._file, 0, os.SEEK_SET)
        with os.fdopen(os.dup(self._file), "rb") as file:
            data = file.read()
        whole = data.rfind(b"\n") + 1
        for line in data[:whole].splitlines():
            entry = self._codec.load(line)
            if entry is not None:
                self._known.setdefault(entry.path, []).append(entry)
        if whole < len(data):
            os.ftruncate(self._file, whole)
        return whole


@contextlib.contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Hold the folder for this run alone. Raises UsageError when another run has it."""
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        held = FileLock(folder / LOCK, timeout=0, mode=0o600)
        held.acquire()
    except Timeout:
        raise UsageError(
            "Another run is writing into this folder.", "Wait until it has ended, or choose another with --out."
        ) from None
    except (OSError, NotImplementedError) as error:
        why = os.strerror(error.errno or 0) if isinstance(error, OSError) else "it knows no locks"
        raise UsageError(f"The folder for the results can’t be used ({why}).", "Choose another with --out.") from None
    try:
        yield
    finally:
        held.release()
