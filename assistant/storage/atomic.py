"""Results as files: complete or absent, private, beside the original and never over it.

Promises: the text goes to a new file in the same folder (created with O_EXCL and O_NOFOLLOW, mode 0600 unless the
original was readable more widely), is flushed to the disk, then takes its name in one step; a failure leaves nothing
behind. A symbolic link is never written through.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import stat
from collections.abc import Iterable
from itertools import chain, count
from pathlib import Path

from assistant.domain.errors import DraftError

_PRIVATE = 0o600


def output_path(path: Path, names_hold_detail: bool = False) -> Path:
    """Where the result for the draft at `path` goes: `post.discreet.md` beside `post.md`.

    When the name itself could identify someone ("maria-session-14.md") it is `draft-1.discreet.md`, with the first
    number that is free in the folder.
    """
    if not names_hold_detail:
        stem = path.name.removesuffix(path.suffix) if path.suffix else path.name
        return path.with_name(f"{stem}.discreet{path.suffix}")
    return _first_free(path.with_name(f"draft-{number}.discreet{path.suffix}") for number in count(1))


def free(path: Path) -> Path:
    """The place of a result, with the first number that is free where something is there: `post-2.discreet.md`."""
    stem, mark, ending = path.name.rpartition(".discreet")
    return _first_free(chain((path,), (path.with_name(f"{stem}-{number}{mark}{ending}") for number in count(2))))


def _first_free(places: Iterable[Path]) -> Path:
    return next(place for place in places if not os.path.lexists(place))


def check(path: Path, *, original: Path | None = None, replace: bool = False, option: str = "--out") -> None:
    """Refuse what `write` would refuse, so that nobody waits for what then can't be kept. Raises DraftError."""
    with_ = _with(option)
    if original is not None and _same(path, original):
        raise DraftError("The result may not overwrite its original.", f"Choose another name{with_}.")
    if os.path.islink(path):
        raise DraftError(f"{path.name} is a link to another file.", f"Remove the link or choose another name{with_}.")
    if os.path.isdir(path):
        raise DraftError(f"{path.name} is a folder.", f"Choose a file name{with_}.")
    if not replace and os.path.lexists(path):
        raise _exists(path, option)
    if not os.path.lexists(path.parent):
        raise _no_folder(option)


def write(
    path: Path, data: bytes, *, original: Path | None = None, replace: bool = False, option: str = "--out"
) -> None:
    """Write `data` to `path` as a whole.

    `original` is the draft that the result comes from: it is never overwritten, and its permissions are an upper
    bound for the result's. An existing file is replaced only with `replace`. `option` is what the person named `path`
    with, for the sentence that says what to do; empty where there is none. Raises DraftError.
    """
    check(path, original=original, replace=replace, option=option)
    with_ = _with(option)
    temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")  # see `is_temporary`
    try:
        _write_new(temporary, data, _mode(original))
        _take_name(temporary, path, replace)
        _flush_folder(path.parent)
    except FileNotFoundError:
        raise _no_folder(option) from None
    except FileExistsError:
        raise _exists(path, option) from None
    except PermissionError:
        raise DraftError("You may not write in that folder.", f"Choose another{with_}.") from None
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise DraftError("The name of the result would be too long.", f"Choose a shorter one{with_}.") from None
        raise DraftError(
            f"The result could not be written ({os.strerror(error.errno or 0)}).", "Check the space left on the disk."
        ) from None
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def is_temporary(name: str) -> bool:
    """Whether a file of this name is what a write leaves behind when it is killed half-way."""
    return re.fullmatch(r"\.[0-9a-f]{16}\.tmp", name) is not None


def _with(option: str) -> str:
    return f" with {option}" if option else ""


def _exists(path: Path, option: str) -> DraftError:
    return DraftError(f"{path.name} exists already.", f"Move it away, or choose another name{_with(option)}.")


def _no_folder(option: str) -> DraftError:
    return DraftError("The folder for the result does not exist.", f"Create it or choose another{_with(option)}.")


def _same(path: Path, original: Path) -> bool:
    try:
        return path.exists() and path.samefile(original)
    except OSError:
        return path.absolute() == original.absolute()


def _mode(original: Path | None) -> int:
    """0600, plus what of group and others' reading and writing the original allows."""
    if original is None:
        return _PRIVATE
    try:
        return _PRIVATE | (stat.S_IMODE(original.stat().st_mode) & 0o066)
    except OSError:
        return _PRIVATE


def _write_new(path: Path, data: bytes, mode: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, _PRIVATE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        if mode != _PRIVATE and hasattr(os, "fchmod"):
            os.fchmod(file.fileno(), mode)
        os.fsync(file.fileno())


def _take_name(temporary: Path, path: Path, replace: bool) -> None:
    """Give the finished file its name; without `replace`, in a way that fails if the name was taken meanwhile."""
    if not replace:
        try:
            os.link(temporary, path)
        except FileExistsError:
            raise
        except (OSError, NotImplementedError, AttributeError):
            if os.path.lexists(path):  # a file system without hard links
                raise FileExistsError(path) from None
        else:
            return
    os.replace(temporary, path)


def _flush_folder(folder: Path) -> None:
    """Make the new name durable, where the platform lets a folder be flushed."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
