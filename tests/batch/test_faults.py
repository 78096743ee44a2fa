"""Whatever happens to a run, nothing is lost, nothing is torn and no draft is touched; the next run makes it whole.

A sample in `make test`; `make soak` injects more than a thousand faults over 500 drafts.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.domain.errors import DiscreetError
from tests.batch import faults
from tests.documents import made

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes of its own")


@pytest.fixture(scope="module")
def soaking(request: pytest.FixtureRequest) -> bool:
    """Whether to try for long."""
    return request.config.getoption("--hypothesis-profile") == "soak"


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory, soaking: bool) -> Path:
    folder = tmp_path_factory.mktemp("drafts")
    faults.fill(folder, 500 if soaking else 18)
    return folder


@pytest.fixture(scope="module")
def wanted(drafts: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run that nothing happens to leaves."""
    out = tmp_path_factory.mktemp("whole") / "out"
    assert faults.go(drafts, out).failed == 0
    return faults.contents(out)


def steps_of(drafts: Path, out: Path) -> int:
    """How many steps a whole run has."""
    with faults.failing(0, faults.kill) as count:
        faults.go(drafts, out)
    return count[0]


def whole(found: dict[str, bytes], wanted: dict[str, bytes]) -> bool:
    """Whether every result that is there is all there."""
    seen = {path: data for path, data in found.items() if path not in faults.leftovers(found)}
    return all(wanted.get(path) == data for path, data in seen.items())


def test_a_run_that_is_killed_anywhere_goes_on_to_the_same_bytes(
    drafts: Path, wanted: dict[str, bytes], tmp_path: Path, soaking: bool
) -> None:
    before, chance = faults.contents(drafts), random.Random(11)
    steps = steps_of(drafts, tmp_path / "count")
    for number in range(50 if soaking else 8):
        out = tmp_path / f"out-{number}"
        while faults.killed_at(chance.randint(1, steps), drafts, out):
            assert whole(faults.contents(out), wanted)
            if chance.random() < 0.6:
                break
        report = faults.go(drafts, out)

        assert report.failed == 0
        assert faults.contents(out) == wanted
        shutil.rmtree(out)
    assert faults.contents(drafts) == before


@pytest.mark.parametrize("once", [True, False], ids=["once", "from then on"])
@pytest.mark.parametrize("fail", [faults.FULL, faults.BROKEN, faults.READ_ONLY], ids=["full", "broken", "read-only"])
def test_a_disk_that_fails_anywhere_costs_sentences_and_no_bytes(
    drafts: Path, wanted: dict[str, bytes], tmp_path: Path, soaking: bool, fail: object, once: bool
) -> None:
    assert callable(fail)
    before, chance = faults.contents(drafts), random.Random(13)
    steps = steps_of(drafts, tmp_path / "count")
    for number in range(160 if soaking else 4):
        out = tmp_path / f"out-{number}"
        with faults.failing(chance.randint(1, steps), fail, once=once):
            try:
                report = faults.go(drafts, out)
                assert all(each.message for each in report.drafts if each.failed)
            except DiscreetError as error:  # the folder itself can't be used
                assert error.next_step  # noqa: PT017 – either way of failing is right
        found = faults.contents(out)
        assert whole(found, wanted)
        assert faults.leftovers(found) == {}

        assert faults.go(drafts, out).failed == 0
        assert faults.contents(out) == wanted
        shutil.rmtree(out)
    assert faults.contents(drafts) == before


def test_drafts_that_come_and_go_cost_nothing_but_themselves(
    drafts: Path, wanted: dict[str, bytes], tmp_path: Path, soaking: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(17)
    for number in range(60 if soaking else 3):
        source, out = tmp_path / f"in-{number}", tmp_path / f"out-{number}"
        shutil.copytree(drafts, source)
        gone = set(chance.sample(sorted(faults.contents(source)), 4))
        real = faults._Drafts.read

        def read(
            self: object, item: object, real: object = real, source: Path = source, gone: set[str] = gone
        ) -> bytes:
            path = getattr(item, "path", "")
            if path in gone:
                (source / path).unlink(missing_ok=True)
            data: bytes = real(self, item)  # type: ignore[operator]
            return data

        monkeypatch.setattr(faults._Drafts, "read", read)
        report = faults.go(source, out)
        monkeypatch.undo()

        assert {each.item.path for each in report.drafts if each.failed} == gone
        assert whole(faults.contents(out), wanted)
        assert len(faults.contents(out)) == len(wanted) - len(gone)
        shutil.rmtree(source)
        shutil.rmtree(out)


def test_two_runs_never_write_into_one_folder(drafts: Path, tmp_path: Path) -> None:
    from assistant.storage import journal

    with journal.lock(tmp_path / "out"), pytest.raises(DiscreetError, match="Another run"):
        faults.go(drafts, tmp_path / "out")


def test_a_real_disk_that_is_full(drafts: Path, wanted: dict[str, bytes], tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("may not make a small disk here")
    try:
        report = faults.go(drafts, disk / "out")
        assert report.failed
        assert whole(faults.contents(disk / "out"), wanted)
        assert faults.leftovers(faults.contents(disk / "out")) == {}
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_the_command_itself_can_be_killed_and_taken_up_again(tmp_path: Path, soaking: bool) -> None:
    """With its real workers: killed at random times, then run to the end; results and report are as if nothing was."""
    source, chance = tmp_path / "in", random.Random(19)
    faults.fill(source, 60 if soaking else 9)
    before = faults.contents(source)

    def command(out: Path) -> list[str]:
        return [
            sys.executable, "-m", "assistant", "batch", str(source), "--out", str(out), "--format", "json",
            "--rules-only", "--quiet", "--jobs", "2",
        ]  # fmt: skip

    env = {**os.environ, "XDG_DATA_HOME": str(tmp_path / "data")}
    began = time.monotonic()
    reference = subprocess.run(command(tmp_path / "whole"), capture_output=True, env=env, check=False)
    took = time.monotonic() - began
    assert reference.returncode == 0, reference.stderr
    for number in range(50 if soaking else 1):
        out = tmp_path / f"out-{number}"
        process = subprocess.Popen(command(out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
        try:
            process.wait(timeout=chance.uniform(0.3, 1.0) * took)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        again = subprocess.run(command(out), capture_output=True, env=env, check=False)

        assert again.returncode == 0, again.stderr
        assert again.stdout == reference.stdout
        assert faults.contents(out) == faults.contents(tmp_path / "whole")
        shutil.rmtree(out)
    assert faults.contents(source) == before
    assert made.SECRET.encode() not in (tmp_path / "whole" / ".discreet-journal.jsonl").read_bytes()
