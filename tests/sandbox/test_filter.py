"""The kernel filter refuses what each profile never needs, and nothing that it does need."""

from __future__ import annotations

import platform
import re
import signal
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.sandbox import linux
from assistant.sandbox.linux import Profile
from assistant.sandbox.syscalls import SYSCALLS

HEADERS = (
    (0, Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"), "__NR_"),
    (1, Path("/usr/include/asm-generic/unistd.h"), "__NR(?:3264)?_"),
)
ALLOW, EPERM, ENOSYS = "allow", "EPERM", "ENOSYS"
OWN, OTHER = 4711, 4712
"""Numbers of the process under the filter, and of another."""
ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}


def run(program: bytes, number: int, arch: int, arguments: tuple[int, ...] = ()) -> str:
    """What the kernel would answer: a second interpreter, for the few opcodes that we use."""
    data = struct.pack("<IIQ6Q", number, arch, 0, *(arguments + (0,) * 6)[:6])
    code = [struct.unpack_from("=HBBI", program, 8 * i) for i in range(len(program) // 8)]
    at, register = 0, 0
    while True:
        opcode, then, otherwise, value = code[at]
        at += 1
        if opcode == 0x20:
            register = struct.unpack_from("<I", data, value)[0]
        elif opcode == 0x06:
            return {0x7FFF0000: ALLOW, 0x50001: EPERM, 0x50026: ENOSYS}[value]
        else:
            holds = {0x15: register == value, 0x35: register >= value, 0x45: bool(register & value)}[opcode]
            at += then if holds else otherwise


def answer(profile: Profile, machine: str, name: str, *arguments: int) -> str:
    number = SYSCALLS[name][0 if machine == "x86_64" else 1]
    assert number is not None
    return run(linux.program(profile, machine, OWN), number, ARCH[machine], arguments)


both = pytest.mark.parametrize("machine", ["x86_64", "aarch64"])


@both
def test_a_worker_opens_no_socket_at_all(machine: str) -> None:
    assert answer(Profile.WORKER, machine, "socket", 2, 1) == EPERM
    assert answer(Profile.WORKER, machine, "socket", 1, 1) == EPERM
    assert answer(Profile.WORKER, machine, "socketpair", 1, 1) == EPERM


@both
def test_a_front_end_opens_unix_sockets_only_and_connects_none(machine: str) -> None:
    assert answer(Profile.FRONT_END, machine, "socketpair", 1, 1) == ALLOW
    assert answer(Profile.FRONT_END, machine, "socket", 1, 1) == ALLOW
    for family in (2, 10, 16, 17, 40):
        assert answer(Profile.FRONT_END, machine, "socket", family, 1) == EPERM
    assert answer(Profile.FRONT_END, machine, "connect", 3) == EPERM


@both
def test_a_front_end_sends_only_where_no_address_is_given(machine: str) -> None:
    assert answer(Profile.FRONT_END, machine, "sendto", 3, 4096, 1, 0, 0) == ALLOW
    assert answer(Profile.FRONT_END, machine, "sendto", 3, 4096, 1, 0, 0x7FFF_0000_0000) == EPERM
    assert answer(Profile.FRONT_END, machine, "sendto", 3, 4096, 1, 0, 0x10) == EPERM


@both
def test_a_worker_starts_threads_but_no_process(machine: str) -> None:
    assert answer(Profile.WORKER, machine, "clone", 0x3D0F00) == ALLOW
    assert answer(Profile.WORKER, machine, "clone", 17) == EPERM
    assert answer(Profile.WORKER, machine, "clone3") == ENOSYS
    assert answer(Profile.WORKER, machine, "execve") == EPERM


@both
def test_a_worker_reads_files_but_opens_none_for_writing(machine: str) -> None:
    assert answer(Profile.WORKER, machine, "openat", 0, 0, 0o2000000) == ALLOW
    for flags in (0o1, 0o2, 0o101, 0o1101, 0o100, 0o1000):
        assert answer(Profile.WORKER, machine, "openat", 0, 0, flags) == EPERM


@both
def test_a_worker_signals_itself_and_nobody_else(machine: str) -> None:
    for kind in (Profile.WORKER, Profile.READER):
        assert answer(kind, machine, "tgkill", OWN, OWN, 6) == ALLOW
        assert answer(kind, machine, "tgkill", OTHER, OTHER, 9) == EPERM
        assert answer(kind, machine, "tgkill", 0, OTHER, 9) == EPERM
        assert answer(kind, machine, "tkill", OWN, 6) == EPERM
        assert answer(kind, machine, "prlimit64", 0, 9) == ALLOW
        assert answer(kind, machine, "prlimit64", OTHER, 0) == EPERM
        assert answer(kind, machine, "fcntl", 3, 8, OTHER) == EPERM
        assert answer(kind, machine, "fcntl", 3, 15, 4096) == EPERM
        assert answer(kind, machine, "fcntl", 3, 2, 1) == ALLOW


@both
@pytest.mark.parametrize("profile", list(Profile))
def test_nobody_types_into_a_terminal(machine: str, profile: Profile) -> None:
    for request in (0x5412, 0x541C, 0xFFFF_FFFF_0000_5412):  # the kernel reads the lower half alone
        assert answer(profile, machine, "ioctl", 3, request) == EPERM
    for request in (0x5401, 0x5402, 0x5413):  # what a full-screen program asks of a terminal
        assert answer(profile, machine, "ioctl", 3, request) == ALLOW


@both
def test_a_front_end_may_still_end_what_it_started(machine: str) -> None:
    assert answer(Profile.FRONT_END, machine, "kill", OTHER, 9) == ALLOW
    assert answer(Profile.FRONT_END, machine, "tgkill", OTHER, OTHER, 6) == ALLOW


@both
def test_a_front_end_may_still_start_a_program_and_write_a_result(machine: str) -> None:
    assert answer(Profile.FRONT_END, machine, "execve") == ALLOW
    assert answer(Profile.FRONT_END, machine, "clone", 17) == ALLOW
    assert answer(Profile.FRONT_END, machine, "openat", 0, 0, 0o101) == ALLOW


@both
@given(number=st.integers(0, 2**32 - 1), arch=st.integers(0, 2**32 - 1))
def test_calls_of_another_processor_are_refused(machine: str, number: int, arch: int) -> None:
    if arch != ARCH[machine]:
        assert run(linux.program(Profile.FRONT_END, machine, OWN), number, arch) == EPERM


@given(number=st.integers(0, 450))
def test_x32_calls_are_refused(number: int) -> None:
    assert run(linux.program(Profile.FRONT_END, "x86_64", OWN), 0x40000000 | number, ARCH["x86_64"]) == EPERM


@both
@pytest.mark.parametrize("profile", list(Profile))
def test_a_filter_stays_within_the_kernel_s_size(machine: str, profile: Profile) -> None:
    assert len(linux.program(profile, machine, OWN)) // 8 < 4096


def test_call_numbers_are_those_of_the_kernel_headers() -> None:
    compared = 0
    for column, header, prefix in HEADERS:
        text = header.read_text() if header.exists() else ""
        listed = {name: int(number) for name, number in re.findall(rf"#define {prefix}(\w+) (\d+)", text)}
        for name, numbers in SYSCALLS.items():
            if name in listed:
                compared += 1
                assert numbers[column] == listed[name], name
    # Without headers the well-known ones still pin both columns.
    assert compared > 0 or (SYSCALLS["socket"], SYSCALLS["execve"]) == ((41, 198), (59, 221))


def in_fresh_process(profile: str, code: str) -> str:
    """What `code` prints in a process under that profile (or under none, for a platform without filter)."""
    start = f"from assistant.sandbox import confine, Profile; confine(Profile('{profile}'))\n"
    done = subprocess.run([sys.executable, "-c", start + code], capture_output=True, text=True, timeout=60)
    return (done.stdout + done.stderr).strip()


def on_linux(expected: str, elsewhere: str) -> str:
    return expected if linux.supported() else elsewhere


def test_asyncio_works_in_a_confined_front_end() -> None:
    code = "import asyncio\nasync def main(): return await asyncio.to_thread(lambda: 'worked')\n"
    assert in_fresh_process("front-end", code + "print(asyncio.run(main()))") == "worked"


def test_threads_work_in_a_confined_worker() -> None:
    code = "import threading\nt = threading.Thread(target=print, args=('worked',)); t.start(); t.join()"
    assert in_fresh_process("worker", code) == "worked"


def test_the_filter_covers_threads_that_ran_before_it() -> None:
    code = (
        "import threading, queue\nfrom assistant.sandbox import linux\nq = queue.Queue(); r = queue.Queue()\n"
        "t = threading.Thread(target=lambda: (q.get(), r.put(linux.network_closed()))); t.start()\n"
        "linux.supported() and linux.install(linux.Profile.WORKER)\nq.put(1); print(r.get())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == on_linux("True", "False")


def test_a_confined_worker_cannot_write_a_file(tmp_path: Path) -> None:
    target = tmp_path / "leak"
    code = f"try:\n    open({str(target)!r}, 'w')\nexcept PermissionError: print('refused')"
    assert in_fresh_process("worker", code) == on_linux("refused", "")
    assert not target.exists() or not linux.supported()


def test_a_confined_worker_cannot_signal_its_parent() -> None:
    code = "import os\ntry: os.kill(os.getppid(), 0); print('sent')\nexcept PermissionError: print('refused')"
    assert in_fresh_process("worker", code) == on_linux("refused", "sent")


def test_a_confined_worker_cannot_signal_its_parent_s_threads() -> None:
    call = {"x86_64": 234, "aarch64": 131}.get(platform.machine(), -1)
    code = f"import ctypes, os\np = os.getppid(); c = ctypes.CDLL(None)\nprint(c.syscall({call}, p, p, 0))"
    assert in_fresh_process("worker", code) == on_linux("-1", in_fresh_process("front-end", code))


def test_a_confined_worker_still_aborts_as_it_should() -> None:
    code = "from assistant.sandbox import confine, Profile; confine(Profile.WORKER)\nimport os; os.abort()"
    assert subprocess.run([sys.executable, "-c", code], timeout=60).returncode == -signal.SIGABRT


@pytest.mark.parametrize("profile", ["worker", "front-end"])
def test_a_confined_process_cannot_type_into_a_terminal(profile: str) -> None:
    code = "import fcntl, os\ntry: fcntl.ioctl(os.pipe()[0], 0x5412, b'x')\n"
    code += "except PermissionError: print('refused')\nexcept OSError: print('no terminal')"
    assert in_fresh_process(profile, code) == on_linux("refused", "no terminal")


def test_a_second_confinement_is_harmless() -> None:
    code = "from assistant.sandbox import linux\nconfine(Profile.WORKER); print(linux.network_closed())"
    assert in_fresh_process("front-end", code) == on_linux("True", "False")


def test_this_machine_is_one_that_the_filter_knows_or_says_so() -> None:
    known = sys.platform == "linux" and platform.machine() in ARCH
    assert linux.supported() == known
