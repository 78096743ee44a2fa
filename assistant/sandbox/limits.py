"""Resource limits of a process, where the platform has them; Windows has none, and none is claimed."""

from __future__ import annotations

import sys
from typing import Any


def _resource() -> Any | None:
    """The standard library's `resource`, which Windows lacks."""
    try:
        import resource
    except ImportError:
        return None
    return resource


def lower(name: str, value: int) -> bool:
    """Lower a limit such as "RLIMIT_CORE" for good; True when it now holds.

    A limit that is lower already is left alone.
    """
    resource = _resource()
    number = getattr(resource, name, None)
    if resource is None or number is None:
        return False
    _, hard = resource.getrlimit(number)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    try:
        resource.setrlimit(number, (value, value))
    except (OSError, ValueError):
        return False
    return True


def no_core_dumps() -> bool:
    """A crash leaves no image of memory behind."""
    return lower("RLIMIT_CORE", 0)


def core_limit() -> int | None:
    """Largest core dump in bytes (-1 for any size), None where the platform has no such limit."""
    resource = _resource()
    return None if resource is None else int(resource.getrlimit(resource.RLIMIT_CORE)[0])


def no_file_growth() -> bool:
    """Writing to a file fails; pipes still work."""
    return lower("RLIMIT_FSIZE", 0)


def address_space(extra: int) -> bool:
    """At most `extra` bytes of address space beyond what this process uses now (Linux only)."""
    used = _address_space_in_use()
    return used is not None and lower("RLIMIT_AS", used + extra)


def _address_space_in_use() -> int | None:
    if sys.platform != "linux":
        return None
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:
            pages = int(statm.read().split()[0])
    except (OSError, ValueError):
        return None
    resource = _resource()
    return pages * int(resource.getpagesize()) if resource is not None else None


def _own_peak() -> int | None:
    """Largest resident memory since this program began, in bytes (`VmHWM`, proc(5)); None where that isn't told."""
    if sys.platform != "linux":
        return None
    try:
        with open("/proc/self/status", encoding="ascii", errors="replace") as status:
            return next((int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:")), None)
    except (OSError, ValueError):
        return None


def peak_memory() -> int:
    """Largest resident memory of this process so far, in bytes; 0 where the platform doesn't tell.

    What Linux tells in `getrusage` counts what the process held that started this one, so it is asked second.
    """
    resource = _resource()
    if resource is None:
        return 0
    if (own := _own_peak()) is not None:
        return own
    peak = int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    return peak if sys.platform == "darwin" else peak * 1024
