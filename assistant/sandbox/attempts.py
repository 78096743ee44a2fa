"""Really tries to reach the network and to start a program, and says what stopped each try.

Nothing arrives anywhere: the address is TEST-NET-1 (RFC 5737), which no network routes, and the name ends in
`.invalid` (RFC 2606). Where no filter stands in the way the name is not even asked for.
"""

from __future__ import annotations

import ctypes
import errno
import os
import subprocess
import sys
from dataclasses import dataclass

from assistant.sandbox import linux

ADDRESS = "192.0.2.1"
NAME = "discreet.invalid"
_AF_INET, _AF_INET6, _STREAM = 2, 10, 1

CHILD = (
    "import socket\n"
    "try:\n"
    "    s = socket.socket(); s.settimeout(0.5); s.connect(('" + ADDRESS + "', 9)); print('open')\n"
    "except PermissionError: print('refused')\n"
    "except OSError: print('open')\n"
)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try: what was tried, what stopped it (or that nothing did), and whether that is as it should be."""

    tried: str
    stopped_by: str
    ok: bool


def attempt_all() -> tuple[Attempt, ...]:
    """Every try, in this process; the look-up only where it is known that it can't leave the machine."""
    return (_python_socket(), _native_socket(), _child(), _name())


def _python_socket() -> Attempt:
    tried = f"connect to {ADDRESS} from Python"
    import socket

    try:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as connection:
            connection.settimeout(0.5)
            connection.connect((ADDRESS, 9))
    except PermissionError:
        return Attempt(tried, _KERNEL, True)
    except OSError:
        return Attempt(tried, "nothing stopped the attempt; there is no such address", False)
    return Attempt(tried, "nothing", False)


def _native_socket() -> Attempt:
    tried = "open a socket from native code"
    if sys.platform == "win32":
        return Attempt(tried, "not tried on Windows", False)
    libc = ctypes.CDLL(None, use_errno=True)
    for family in (_AF_INET, _AF_INET6):
        descriptor = libc.socket(family, _STREAM, 0)
        if descriptor >= 0:
            os.close(descriptor)
            return Attempt(tried, "nothing", False)
        if ctypes.get_errno() != errno.EPERM:
            return Attempt(tried, "an error other than the filter", False)
    return Attempt(tried, _KERNEL, True)


def _child() -> Attempt:
    tried = "connect from a program that it starts"
    try:
        done = subprocess.run(  # the program is our own interpreter with a fixed text
            [sys.executable, "-I", "-c", CHILD], capture_output=True, text=True, timeout=30, check=False
        )
    except (PermissionError, BlockingIOError):
        return Attempt(tried, "the kernel filter: no program can be started", True)
    except (OSError, subprocess.SubprocessError):
        return Attempt(tried, "an error other than the filter", False)
    if done.stdout.strip() == "refused":
        return Attempt(tried, "the kernel filter, which started programs inherit", True)
    return Attempt(tried, "nothing", False)


def _name() -> Attempt:
    tried = "look up a name"
    if not linux.network_closed():
        return Attempt(tried, "not tried: nothing would stop the question from leaving this machine", False)
    import socket

    try:
        socket.getaddrinfo(NAME, 443)
    except OSError:
        return Attempt(tried, "the kernel filter: the question can't be sent", True)
    return Attempt(tried, "nothing", False)


_KERNEL = "the kernel filter: the socket can't be opened"
