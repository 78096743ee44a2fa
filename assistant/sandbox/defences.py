"""One call that confines a process, and one that says what holds now, in words for the person."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum

from assistant.sandbox import limits, linux, macos, windows
from assistant.sandbox.linux import Profile


class State(StrEnum):
    ON = "on"
    OFF = "off"
    NOT_AVAILABLE = "not available"


@dataclass(frozen=True, slots=True)
class Defence:
    """One defence: its name, whether it holds in this process, and what that means for the person."""

    name: str
    state: State
    explanation: str


def confine(profile: Profile) -> None:
    """Put every defence that this platform has on this process, for good; `status` says what holds then.

    Call it in a front end after the workers run and before a draft is read; in a worker before anything else but
    `linux.first_to_go`, which even the front end's profile makes impossible.
    Raises FilterError where the platform has the kernel filter but did not take it: to go on would break
    a promise.
    """
    limits.no_core_dumps()
    if profile is not Profile.FRONT_END:
        limits.no_file_growth()
        linux.first_to_go()  # while this process may still write below /proc/self
    if sys.platform == "linux":
        linux.not_dumpable()
    if linux.supported():
        linux.install(profile)


def status() -> tuple[Defence, ...]:
    """What holds in this process now. Changes nothing."""
    return (_network(), _core_dumps(), _swap())


def _network() -> Defence:
    name = "network closed by the system"
    if sys.platform == "darwin":
        return Defence(name, State.NOT_AVAILABLE, macos.EXPLANATION)
    if sys.platform == "win32":
        return Defence(name, State.NOT_AVAILABLE, windows.EXPLANATION)
    if not linux.supported():
        return Defence(
            name,
            State.NOT_AVAILABLE,
            "discreet knows the kernel's filter on Linux for 64-bit Intel and ARM processors only. It opens "
            "no connection here either, but nothing in the system enforces that.",
        )
    if linux.network_closed():
        return Defence(
            name,
            State.ON,
            "A kernel filter is on this process and on every process it starts. It can't be taken off.",
        )
    return Defence(name, State.OFF, "No kernel filter is on this process; discreet puts it on before it reads a draft.")


def _core_dumps() -> Defence:
    name = "no memory image after a crash"
    limit = limits.core_limit()
    if limit is None:
        return Defence(
            name,
            State.NOT_AVAILABLE,
            "This system has no such limit for a program; Windows may keep a crash report if you allow it.",
        )
    if limit == 0:
        return Defence(name, State.ON, "If discreet crashes, no copy of its memory is written to disk.")
    return Defence(name, State.OFF, "If this process crashed now, the system might write its memory to disk.")


def _swap() -> Defence:
    name = "memory kept off the disk"
    in_use = linux.swap_in_use() if sys.platform == "linux" else None
    if in_use is False:
        return Defence(
            name, State.ON, "There is no swap space, so memory isn't written to disk while the machine runs."
        )
    return Defence(
        name,
        State.NOT_AVAILABLE,
        "The system may write parts of memory to its swap space or when it hibernates. discreet can't prevent "
        "that; full-disk encryption protects what is written.",
    )
