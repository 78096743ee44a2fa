"""Status and proof say what really holds, on every platform, and importing changes nothing."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from assistant.pipeline import Options
from assistant.sandbox import State, defences, limits, linux, status
from assistant.sandbox.attempts import attempt_all
from assistant.sandbox.proof import FRONT_END, WORKER, Attempt, prove
from assistant.workers import wire
from assistant.workers.pool import Pool


def fresh(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    return (done.stdout + done.stderr).strip()


def test_importing_installs_nothing() -> None:
    code = "import assistant.sandbox, assistant.sandbox.proof; from assistant.sandbox import linux;"
    assert fresh(code + "print(linux.network_closed())") == "False"


def test_importing_loads_no_network_module() -> None:
    code = "import sys, assistant.sandbox, assistant.sandbox.proof;"
    assert fresh(code + "print([m for m in ('socket', 'ssl', 'http.client') if m in sys.modules])") == "[]"


def test_status_says_the_network_is_open_before_and_closed_after() -> None:
    code = "from assistant.sandbox import *; from assistant.sandbox.linux import supported;"
    code += "print(status()[0].state); confine(Profile.FRONT_END); print(status()[0].state)"
    assert fresh(code) == ("off\non" if linux.supported() else "not available\nnot available")


@pytest.mark.parametrize(("name", "word"), [("darwin", "macOS"), ("win32", "Windows")])
def test_other_platforms_are_told_that_nothing_enforces_it(
    name: str, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", name)
    network = status()[0]
    assert network.state is State.NOT_AVAILABLE
    assert word in network.explanation
    assert "nothing in the system enforces that" in network.explanation


def test_a_platform_without_limits_claims_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_resource", lambda: None)
    assert not limits.no_core_dumps()
    assert limits.peak_memory() == 0
    assert defences._core_dumps().state is State.NOT_AVAILABLE


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts the memory of whoever started a process")
def test_peak_memory_is_that_of_this_program_and_not_of_the_one_that_started_it() -> None:
    held = bytearray(400_000_000)
    own = int(fresh("from assistant.sandbox import limits; print(limits.peak_memory())"))
    assert len(held) > own > 1_000_000


def test_a_limit_that_is_lower_already_stays() -> None:
    code = "import resource as r; from assistant.sandbox import limits; r.setrlimit(r.RLIMIT_FSIZE, (5, 5));"
    assert fresh(code + "limits.lower('RLIMIT_FSIZE', 9); print(r.getrlimit(r.RLIMIT_FSIZE))") == "(5, 5)"


ORDER = (
    "import importlib, os, sys; sys.argv = ['worker', '--role', 'writer']\n"
    "from assistant.sandbox import linux\n"
    "said = []\n"
    "def refuse(_): raise linux.FilterError(1, 'no')\n"
    "linux.first_to_go = lambda: said.append('first to go')\n"
    "linux.not_dumpable = lambda: said.append('closed')\n"
    "linux.supported, linux.install = lambda: True, refuse\n"
)
"""Writes the order of two defences down, and ends before a worker would wait for requests."""
on_a_kernel_that_asks = pytest.mark.skipif(sys.platform != "linux", reason="others ask nobody to go first")


@on_a_kernel_that_asks
@pytest.mark.parametrize("module", ["assistant.engine.worker", "assistant.workers.worker"])
def test_a_worker_offers_to_go_first_before_anything_else(module: str) -> None:
    code = f"out = os.dup(2)\nimportlib.import_module('{module}').main()\nos.write(out, ', '.join(said).encode())"
    done = subprocess.run([sys.executable, "-c", ORDER + code], capture_output=True, timeout=60)
    assert done.stderr == b"first to go, closed"


@on_a_kernel_that_asks
def test_a_process_offers_to_go_first_while_it_still_can() -> None:
    code = "from assistant.sandbox import confine, Profile\ntry: confine(Profile.READER)\nexcept OSError: print(*said)"
    assert fresh(ORDER + code) == "first to go closed"


@pytest.mark.skipif(sys.platform == "win32", reason="sessions")
def test_a_process_that_opens_documents_is_in_no_session_of_a_terminal() -> None:
    with Pool(wire.Prepare(Options(), (), 1, False, False), 1) as pool:
        (worker,) = pool.process_ids
        assert os.getsid(worker) == worker


def test_the_proof_finds_every_try_stopped() -> None:
    rows = prove()
    assert [row.where for row in rows] == [FRONT_END] * 4 + [WORKER] * 4
    assert all(row.ok for row in rows) == linux.supported()


def test_the_caller_of_the_proof_stays_usable() -> None:
    prove()
    assert not linux.network_closed()


def test_a_worker_that_reports_an_open_network_is_shown_as_such() -> None:
    rows = prove(lambda: [Attempt("connect", "nothing", False)])
    assert rows[-1].where == WORKER
    assert not rows[-1].ok


def test_without_a_filter_no_name_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linux, "network_closed", lambda: False)
    monkeypatch.setattr("assistant.sandbox.attempts._python_socket", lambda: Attempt("", "", False))
    monkeypatch.setattr("assistant.sandbox.attempts._native_socket", lambda: Attempt("", "", False))
    monkeypatch.setattr("assistant.sandbox.attempts._child", lambda: Attempt("", "", False))
    assert attempt_all()[-1].stopped_by.startswith("not tried")
