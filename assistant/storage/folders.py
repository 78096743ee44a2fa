"""A folder of drafts to read, and a folder for results, on the disk.

Promises: the drafts' folder is only ever read; no symbolic link is followed in either; what is neither an ordinary
file nor a folder is refused with a sentence, and never opened.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from assistant.domain.errors import DraftError, UsageError
from assistant.domain.naming import REVIEW
from assistant.storage import atomic

LARGEST = 64_000_000
"""Bytes of the largest file that is read at all; each format has a limit of its own below that."""
RESULT = ".discreet."
"""What the names of results hold; they are no drafts."""


@dataclass(frozen=True, slots=True)
class Found:
    """An ordinary file; `path` is relative, with slashes, `modified` in seconds since 1970."""

    path: str
    size: int
    modified: float


@dataclass(frozen=True, slots=True)
class Listing:
    """What a walk found: files that are wanted, links and special files with a sentence each, and a count of others."""

    files: tuple[Found, ...]
    refused: tuple[tuple[str, str], ...]
    others: int


def check_folder(source: Path) -> Path:
    """The folder of the drafts, resolved. Raises UsageError where there is none."""
    try:
        drafts = source.resolve(strict=True)
        there = drafts.is_dir()
    except (OSError, RuntimeError):
        raise UsageError(f"There is no folder called {source.name or source} there.", "Check the spelling.") from None
    if not there:
        raise UsageError(f"{source.name} is no folder.", "For a single draft there is: discreet rewrite.")
    return drafts


def check_apart(drafts: Path, out: Path) -> Path:
    """The folder for the results, resolved. Raises UsageError unless it and that of the drafts lie apart."""
    if out.is_symlink():
        raise UsageError("The folder for the results is a link.", "Name the folder itself with --out.")
    results = out.resolve()
    if results == drafts or results.is_relative_to(drafts):
        raise UsageError(
            "The folder for the results lies inside the folder of the drafts.",
            "Choose one beside it with --out, so that no result is ever taken for a draft.",
        )
    if drafts.is_relative_to(results):
        raise UsageError(
            "The folder of the drafts lies inside the folder for the results.",
            "Choose another with --out, so that nothing of yours can be overwritten.",
        )
    return results


def check_reviews(reviews: Path, source: Path, out: Path) -> Path:
    """The folder for review copies, resolved. Raises UsageError unless it lies apart from drafts and results."""
    found = reviews.resolve()
    for other, what in ((source, "the drafts"), (out, "the results")):
        if found == other or found.is_relative_to(other) or other.is_relative_to(found):
            raise UsageError(
                f"The folder for review copies and that of {what} lie in each other.",
                "Choose one beside them with --review-copies: what is in it holds your original words.",
            )
    if reviews.is_symlink():
        raise UsageError("The folder for review copies is a link.", "Name the folder itself with --review-copies.")
    return found


def walk(
    root: Path,
    endings: Collection[str],
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    since: float | None = None,
    never: Collection[str] = (),
) -> Listing:
    """The files below `root` whose names end in one of `endings` (lower case, with their dot), by path.

    Patterns see the relative path and the bare name; `*` stands for any characters, slashes too. A folder that
    `exclude` names, with or without a slash at its end, is not opened. Hidden files and folders and results are passed
    over; `since` leaves out what was last changed before, in seconds since 1970. Names in `never` count among the
    others, whatever bears them. A folder that can't be opened is refused: what is in it might be wanted.
    """
    files: list[Found] = []
    refused: list[tuple[str, str]] = []
    others = 0
    for entry, path in _entries(root, "", exclude):
        if entry is None:
            refused.append((path, "This folder can’t be opened. Ask its owner, or leave it out with --exclude."))
        elif not _wanted(path, include, exclude):
            continue
        elif entry.name in never or not _may_be_draft(entry.name, endings):
            others += 1
        elif entry.is_symlink():
            refused.append((path, "It is a link, and links are not followed. Name what it leads to instead."))
        elif not entry.is_file(follow_symlinks=False):
            refused.append((path, "It is no ordinary file. Leave it out with --exclude."))
        else:
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError:
                refused.append((path, "It was gone before it could be read. Run this again."))
                continue
            if since is None or status.st_mtime >= since:
                files.append(Found(path, status.st_size, status.st_mtime))
    return Listing(tuple(files), tuple(refused), others)


def named(root: Path, name: str, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> tuple[str, ...]:
    """The paths of files of this name in `root` and the folders below it; patterns choose as for `walk`."""
    found = (path for entry, path in _entries(root, "", exclude) if entry is not None and entry.name == name)
    return tuple(path for path in found if _wanted(path, include, exclude))


def _entries(folder: Path, prefix: str, exclude: Sequence[str]) -> Iterator[tuple[os.DirEntry[str] | None, str]]:
    """Everything below, folders opened but not given; None with the path of a folder that can't be opened."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        yield None, prefix.rstrip("/") or "."
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = prefix + entry.name
        if not entry.is_dir(follow_symlinks=False):
            yield entry, path
        elif not _left_out(path, exclude):
            yield from _entries(folder / entry.name, path + "/", exclude)


def _wanted(path: str, include: Sequence[str], exclude: Sequence[str]) -> bool:
    return (not include or _matches(path, include)) and not _matches(path, exclude)


def _may_be_draft(name: str, endings: Collection[str]) -> bool:
    return Path(name).suffix.lower() in endings and RESULT not in name and REVIEW not in name


def _left_out(folder: str, exclude: Sequence[str]) -> bool:
    """Whether a pattern means this folder, or everything in it."""
    return _matches(folder, [each.rstrip("/") for each in exclude]) or _matches(folder + "/", exclude)


def _matches(path: str, patterns: Sequence[str]) -> bool:
    names = (path, path.rpartition("/")[2])
    return any(fnmatchcase(name, pattern.removeprefix("./")) for name in names for pattern in patterns)


def read(root: Path, path: str, largest: int = LARGEST) -> bytes:
    """The bytes of an ordinary file below `root`. Raises DraftError."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    flags |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(root / path, flags), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise DraftError("It is no ordinary file.", "Leave it out with --exclude.")
            if status.st_size > largest:
                raise _too_large(status.st_size, largest)
            data = file.read(largest + 1)
    except FileNotFoundError:
        raise DraftError("It was gone before it could be read.", "Run this again.") from None
    except PermissionError:
        raise DraftError("You may not read it.", "Ask its owner, or leave it out with --exclude.") from None
    except OSError as error:
        raise DraftError(
            f"It can’t be read ({os.strerror(error.errno or 0)}).", "Check the disk or drive it is on."
        ) from None
    if len(data) > largest:
        raise _too_large(len(data), largest)
    return data


class Results:
    """The folder for results; made when the first is written."""

    def __init__(self, root: Path, drafts: Path, option: str = "--out") -> None:
        """`option` is what the person named the folder with."""
        self._root, self._drafts, self._option = root, drafts, option

    def tidy(self) -> None:
        """Take away what writes that were killed have left; nobody else may be writing."""
        for folder, _, names in os.walk(self._root):
            for name in names:
                if atomic.is_temporary(name):
                    with contextlib.suppress(OSError):
                        os.unlink(os.path.join(folder, name))

    def read(self, path: str) -> bytes | None:
        """What is there; None for nothing. Raises DraftError for what is no ordinary file."""
        if not os.path.lexists(self._root / path):
            return None
        return read(self._root, path)

    def write(self, path: str, data: bytes, original: str) -> None:
        """The whole file or none of it; what is there is replaced. Raises DraftError."""
        place = self._root / path
        self._make_folders(path)
        atomic.write(place, data, original=self._drafts / original, replace=True, option=self._option)

    def _make_folders(self, path: str) -> None:
        folder = self._root
        for part in ("", *path.split("/")[:-1]):
            folder = folder / part if part else folder
            try:
                folder.mkdir(mode=0o700, parents=not part, exist_ok=True)
            except FileExistsError:
                raise DraftError("In the place of its folder there is a file.", "Move that file away.") from None
            except OSError as error:
                raise DraftError(
                    f"The folder for the result can’t be made ({os.strerror(error.errno or 0)}).",
                    f"Check the disk, or choose another folder with {self._option}.",
                ) from None
            if part and folder.is_symlink():
                raise DraftError("In the place of its folder there is a link.", "Move that link away.")


def _too_large(size: int, largest: int) -> DraftError:
    return DraftError(
        f"It is {size / 1_000_000:.1f} MB large; the limit is {largest // 1_000_000} MB.", "Split it into parts."
    )
