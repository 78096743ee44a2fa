"""How much memory the control groups around this process leave it: a container's limit is in no other place on Linux.

Both versions are read, the second ("cgroup v2") and the first. What the kernel would give back first, files that it
keeps in memory because it can, is not counted as used.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

_NO_LIMIT = 1 << 60
"""Bytes from which on a limit is none: the first version writes a very large number."""


class _Version(NamedTuple):
    """Where a version keeps its groups, and the names of the files in each."""

    folder: str
    limit: str
    used: str
    given_back: tuple[str, ...]
    """Lines of `memory.stat`."""


_FIRST = _Version(
    "sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.usage_in_bytes", ("total_inactive_file",)
)  # fmt: skip
_SECOND = _Version("sys/fs/cgroup", "memory.max", "memory.current", ("inactive_file", "slab_reclaimable"))


def left(root: Path = Path("/")) -> int | None:
    """Bytes that the tightest group leaves; None where no group has a limit. `root` is the file system to look in."""
    found = [
        amount
        for version, path in _own(root)
        for group in _around(root / version.folder, path)
        if (amount := _left(group, version)) is not None
    ]
    return min(found, default=None)


def _own(root: Path) -> list[tuple[_Version, str]]:
    """This process's group in each version; where the system doesn't say, what lies at the top."""
    try:
        lines = (root / "proc/self/cgroup").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return [(_SECOND, "/"), (_FIRST, "/")]
    found = []
    for line in lines:
        number, _, rest = line.partition(":")
        controllers, _, path = rest.partition(":")
        if number == "0" and not controllers:
            found.append((_SECOND, path))
        elif "memory" in controllers.split(","):
            found.append((_FIRST, path))
    return found


def _around(top: Path, path: str) -> Iterator[Path]:
    """The group and every one that it is in. In a container its path may be one that only the host knows."""
    names = PurePosixPath(path.lstrip("/")).parts
    if ".." in names:
        names = ()
    for count in range(len(names), -1, -1):
        yield top.joinpath(*names[:count])


def _left(group: Path, version: _Version) -> int | None:
    try:
        limit = (group / version.limit).read_text(encoding="ascii").strip()
        if limit == "max" or int(limit) >= _NO_LIMIT:
            return None
        used = int((group / version.used).read_text(encoding="ascii"))
        return max(0, int(limit) - max(0, used - _given_back(group, version)))
    except (OSError, ValueError):
        return None


def _given_back(group: Path, version: _Version) -> int:
    """Bytes that the kernel would give back before anybody had to go; 0 where it doesn't say."""
    try:
        lines = (group / "memory.stat").read_text(encoding="ascii").splitlines()
        return sum(
            int(value) for name, _, value in (line.partition(" ") for line in lines) if name in version.given_back
        )
    except (OSError, ValueError):
        return 0
