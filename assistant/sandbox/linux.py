"""The kernel filter (seccomp) for discreet's processes: it can't be taken off, and children inherit it.

Needs no privileges and no library: a few dozen instructions handed to the kernel through ctypes. Refused
calls fail with EPERM ("Operation not permitted"), so that the program that tried can say so and go on.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from dataclasses import dataclass
from enum import StrEnum

from assistant.sandbox.syscalls import (
    FILE_CHANGES,
    KEYS,
    NETWORK,
    OTHER_PROCESSES,
    SIGNALS,
    SPAWNING,
    SYSCALLS,
)

EPERM, ENOSYS = 1, 38
AF_UNIX = 1
_INTERNET = (2, 10)  # AF_INET, AF_INET6
CLONE_THREAD = 0x00010000
WRITING_FLAGS = 0x3 | 0x40 | 0x200  # O_WRONLY | O_RDWR, O_CREAT, O_TRUNC: alike on both processors

_TYPING = (0x5412, 0x541C)  # TIOCSTI, TIOCLINUX: put words into a terminal as if the person had typed them
_OWNERS = (8, 15)  # F_SETOWN, F_SETOWN_EX: who gets a signal when a pipe has something

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06  # classic BPF opcodes
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_NUMBER, _ARCH, _ARGUMENTS = 0, 4, 16  # offsets into struct seccomp_data
_X32_BIT = 0x40000000

_SET_NO_NEW_PRIVS, _SET_SECCOMP, _SET_DUMPABLE = 38, 22, 4  # prctl
_MODE_FILTER, _ALL_THREADS = 1, 1


class Profile(StrEnum):
    """What a process is for, and so what it never needs."""

    WORKER = "worker"
    """Runs a model: no socket of any kind, no child, no writing to files, no signal to other processes."""
    FRONT_END = "front-end"
    """Shows a draft: only AF_UNIX sockets without a connection; children inherit the filter."""
    READER = "reader"
    """Parses a document: as a worker."""


class FilterError(OSError):
    """The kernel did not take the filter."""


@dataclass(frozen=True, slots=True)
class _Processor:
    arch: int
    """AUDIT_ARCH_* as the kernel reports it."""
    column: int
    """Which column of `SYSCALLS`."""
    seccomp: int
    """Number of the seccomp call itself."""


_PROCESSORS = {
    "x86_64": _Processor(0xC000003E, 0, 317),
    "aarch64": _Processor(0xC00000B7, 1, 277),
}


def supported() -> bool:
    """Whether this platform has the filter and we know its system calls."""
    return sys.platform == "linux" and platform.machine() in _PROCESSORS and sys.maxsize > 2**32


def _instruction(code: int, value: int, then: int = 0, otherwise: int = 0) -> bytes:
    return struct.pack("=HBBI", code, then, otherwise, value)


def _refuse(error: int = EPERM) -> bytes:
    return _instruction(_RETURN, _ERRNO | error)


def _allow() -> bytes:
    return _instruction(_RETURN, _ALLOW)


def _low(argument: int) -> bytes:
    return _instruction(_LOAD, _ARGUMENTS + 8 * argument)


def _high(argument: int) -> bytes:
    return _instruction(_LOAD, _ARGUMENTS + 8 * argument + 4)


def _when(number: int, body: bytes) -> bytes:
    """`body`, which must end in a return, for that system call only."""
    return _instruction(_EQUAL, number, 0, len(body) // 8) + body


def _only(argument: int, *values: int) -> bytes:
    """These values of an argument of which the kernel reads 32 bits, and no other."""
    return _low(argument) + b"".join(_instruction(_EQUAL, each, 0, 1) + _allow() for each in values) + _refuse()


def _never(argument: int, *values: int) -> bytes:
    """Any value of an argument of which the kernel reads 32 bits, but these."""
    return _low(argument) + b"".join(_instruction(_EQUAL, each, 0, 1) + _refuse() for each in values) + _allow()


def _only_without_address() -> bytes:
    """sendto(2) with no destination is send(2), which asyncio wakes itself with."""
    zero_low = _low(4) + _instruction(_EQUAL, 0, 1, 0) + _refuse()
    return zero_low + _high(4) + _instruction(_EQUAL, 0, 1, 0) + _refuse() + _allow()


def _only_threads() -> bytes:
    return _low(0) + _instruction(_ANY_BIT, CLONE_THREAD, 1, 0) + _refuse() + _allow()


def _only_reading(flags_argument: int) -> bytes:
    return _low(flags_argument) + _instruction(_ANY_BIT, WRITING_FLAGS, 0, 1) + _refuse() + _allow()


def program(profile: Profile, machine: str, process: int) -> bytes:
    """The filter as BPF instructions for `machine` ("x86_64" or "aarch64"), for the process of that number.

    Raises KeyError for another machine.
    """
    processor = _PROCESSORS[machine]

    def number(name: str) -> int | None:
        return SYSCALLS[name][processor.column]

    parts = [
        _instruction(_LOAD, _ARCH),
        _instruction(_EQUAL, processor.arch, 1, 0),
        _refuse(),
        _instruction(_LOAD, _NUMBER),
    ]
    if machine == "x86_64":
        parts += [_instruction(_AT_LEAST, _X32_BIT, 0, 1), _refuse()]

    def add(name: str, body: bytes) -> None:
        found = number(name)
        if found is not None:
            parts.append(_when(found, body))

    refused = list(NETWORK + OTHER_PROCESSES + KEYS)
    add("ioctl", _never(1, *_TYPING))
    if profile is Profile.FRONT_END:
        add("socket", _only(0, AF_UNIX))
        add("socketpair", _only(0, AF_UNIX))
        add("sendto", _only_without_address())
    else:
        refused += ["socket", "socketpair", "sendto", *SPAWNING, *SIGNALS, *FILE_CHANGES]
        add("tgkill", _only(0, process))  # how a process aborts
        add("prlimit64", _only(0, 0, process))  # a limit on processor time kills
        add("fcntl", _never(1, *_OWNERS))
        add("clone", _only_threads())
        # The flags of these two lie behind a pointer that a filter can't follow: as if the kernel were older,
        # so that the C library falls back to clone and openat.
        add("clone3", _refuse(ENOSYS))
        add("openat2", _refuse(ENOSYS))
        add("openat", _only_reading(2))
        add("open", _only_reading(1))
    for name in refused:
        add(name, _refuse())
    parts.append(_allow())
    return b"".join(parts)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def install(profile: Profile) -> None:
    """Put the filter on every thread of this process, for good.

    Raises FilterError when the kernel refuses or the platform has no such filter.
    """
    if not supported():
        raise FilterError(0, "no kernel filter on this platform")
    libc = ctypes.CDLL(None, use_errno=True)
    code = program(profile, platform.machine(), os.getpid())
    buffer = ctypes.create_string_buffer(code, len(code))
    filled = _Program(len(code) // 8, ctypes.addressof(buffer))
    libc.prctl.argtypes = [ctypes.c_int] + [ctypes.c_ulong] * 4
    if libc.prctl(_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise FilterError(ctypes.get_errno(), "no_new_privs was refused")
    seccomp = _PROCESSORS[platform.machine()].seccomp
    libc.syscall.restype = ctypes.c_long
    outcome = libc.syscall(
        ctypes.c_long(seccomp),
        ctypes.c_ulong(_MODE_FILTER),
        ctypes.c_ulong(_ALL_THREADS),
        ctypes.byref(filled),
    )
    if outcome == 0:
        return
    if outcome > 0:
        raise FilterError(0, "a thread could not take the filter")
    raise FilterError(ctypes.get_errno(), "the filter was refused")


def not_dumpable() -> bool:
    """No core dump and no look into this process's memory by the same user; True when the kernel agreed."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl.argtypes = [ctypes.c_int] + [ctypes.c_ulong] * 4
    return bool(libc.prctl(_SET_DUMPABLE, 0, 0, 0, 0) == 0)


def network_closed() -> bool:
    """Whether the kernel refuses internet sockets to this process, found out by asking for one.

    The sort asked for (-1) does not exist, so that an open kernel answers with an error too and opens nothing; a
    container's own filter, which leaves the network open, is not taken for ours.
    """
    if sys.platform == "win32":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    return all(libc.socket(family, -1, 0) == -1 and ctypes.get_errno() == EPERM for family in _INTERNET)


def first_to_go() -> None:
    """When memory runs out, ask the kernel to end this process before others; no harm where it can't be asked.

    Only before `not_dumpable`, which makes the files below /proc/self the administrator's.
    """
    try:
        with open("/proc/self/oom_score_adj", "w", encoding="ascii") as score:
            score.write("800")
    except OSError:
        return


def swap_in_use() -> bool | None:
    """Whether this machine has swap space, None when it can't be told."""
    try:
        with open("/proc/swaps", encoding="ascii", errors="replace") as swaps:
            return len(swaps.readlines()) > 1
    except OSError:
        return None
