"""Whatever happens to a run, nothing is lost, nothing is torn and no draft is touched; the next run makes it whole.

A sample in `make test`; `make soak` takes 500 drafts, injects more than a thousand faults, and says how many of each.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.domain.errors import DiscreetError
from assistant.pipeline import Options
from assistant.workers.pool import Pool
from assistant.workers.wire import Prepare
from tests.batch import faults
from tests.documents import made

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes of its own")

MEMORY = Path("/dev/shm")
"""A disk in memory, where there is one: a process that is killed leaves the same there, and thousands of flushes to a
real disk would take an hour."""


@pytest.fixture(scope="module")
def soaking(request: pytest.FixtureRequest) -> bool:
    """Whether to try for long."""
    return request.config.getoption("--hypothesis-profile") == "soak"


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder for everything that is written thousands of times."""
    with tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def drafts(place: Path, soaking: bool) -> Path:
    faults.fill(place / "drafts", 500 if soaking else 18)
    return place / "drafts"


@pytest.fixture(scope="module")
def few(drafts: Path, place: Path) -> Path:
    """Some of the drafts, of every format, for faults that come by the hundred."""
    chosen = sorted(path for path in drafts.rglob("*") if path.is_file())
    for path in random.Random(23).sample(chosen, 18):
        copy = place / "few" / path.relative_to(drafts)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return place / "few"


def whole_run(source: Path, out: Path) -> dict[str, bytes]:
    """What a run that nothing happens to leaves."""
    assert faults.go(source, out).failed == 0
    return faults.contents(out)


@pytest.fixture(scope="module")
def wanted(drafts: Path, place: Path) -> dict[str, bytes]:
    return whole_run(drafts, place / "wanted")


@pytest.fixture(scope="module")
def wanted_few(few: Path, place: Path) -> dict[str, bytes]:
    return whole_run(few, place / "wanted few")


def steps_of(drafts: Path, out: Path) -> int:
    """How many steps a whole run has."""
    with faults.failing(0, faults.kill) as count:
        faults.go(drafts, out)
    shutil.rmtree(out)
    return count[0]


def whole(found: dict[str, bytes], wanted: dict[str, bytes]) -> bool:
    """Whether every result that is there is all there."""
    seen = {path: data for path, data in found.items() if path not in faults.leftovers(found)}
    return all(wanted.get(path) == data for path, data in seen.items())


def killed_and_resumed(source: Path, wanted: dict[str, bytes], out: Path, chance: random.Random, steps: int) -> None:
    """Kill a run at a random step, perhaps the next one too, then run to the end: the bytes are those wanted."""
    while faults.killed_at(chance.randint(1, steps), source, out):
        assert whole(faults.contents(out), wanted)
        if chance.random() < 0.6:
            break
    report = faults.go(source, out)

    assert report.failed == 0
    assert faults.contents(out) == wanted
    shutil.rmtree(out)


def test_a_run_that_is_killed_anywhere_goes_on_to_the_same_bytes(
    drafts: Path, wanted: dict[str, bytes], place: Path, soaking: bool
) -> None:
    before, chance = faults.contents(drafts), random.Random(11)
    steps = steps_of(drafts, place / "count")
    for number in range(50 if soaking else 8):
        killed_and_resumed(drafts, wanted, place / f"out-{number}", chance, steps)
    assert faults.contents(drafts) == before


@pytest.mark.parametrize("once", [True, False], ids=["once", "from then on"])
@pytest.mark.parametrize("what", ["full", "broken", "read-only"])
def test_a_disk_that_fails_anywhere_costs_sentences_and_no_bytes(
    few: Path, wanted_few: dict[str, bytes], place: Path, soaking: bool, what: str, once: bool
) -> None:
    fail = {"full": faults.FULL, "broken": faults.BROKEN, "read-only": faults.READ_ONLY}[what]
    before, chance = faults.contents(few), random.Random(13)
    steps = steps_of(few, place / "count")
    for number in range(160 if soaking else 4):
        out = place / f"out-{number}"
        faults.INJECTED[f"disk {what}"] += 1
        with faults.failing(chance.randint(1, steps), fail, once=once):
            try:
                report = faults.go(few, out)
                assert all(each.message for each in report.drafts if each.failed)
            except DiscreetError as error:  # the folder itself can't be used
                assert error.next_step  # noqa: PT017 – either way of failing is right
        found = faults.contents(out)
        assert whole(found, wanted_few)
        assert faults.leftovers(found) == {}

        assert faults.go(few, out).failed == 0
        assert faults.contents(out) == wanted_few
        shutil.rmtree(out)
    assert faults.contents(few) == before


def test_drafts_that_come_and_go_cost_nothing_but_themselves(
    few: Path, wanted_few: dict[str, bytes], place: Path, soaking: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(17)
    for number in range(60 if soaking else 3):
        source, out = place / f"in-{number}", place / f"out-{number}"
        shutil.copytree(few, source)
        gone = set(chance.sample(sorted(faults.contents(source)), 4))
        faults.INJECTED["draft gone"] += len(gone)
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
        assert whole(faults.contents(out), wanted_few)
        assert len(faults.contents(out)) == len(wanted_few) - len(gone)
        shutil.rmtree(source)
        shutil.rmtree(out)


def test_workers_that_die_cost_no_draft(drafts: Path, few: Path, place: Path, soaking: bool) -> None:
    """Real workers, killed in the middle of whatever they do; none twice over one draft, which is its own fault."""
    source, chance = drafts if soaking else few, random.Random(29)
    prepare = Prepare(Options(), (), 1, False, False)
    with Pool(prepare, 2) as pool:
        untouched = faults.go(source, place / "untouched", pool)
    killed, rounds = 0, 0

    def kill_one(done: int) -> None:
        nonlocal killed
        if done % 7 == 3 and not any(hand.alone for hand in pool._hands):
            os.kill(chance.choice(pool.process_ids), signal.SIGKILL)
            killed += 1
            faults.INJECTED["worker killed"] += 1

    while killed < (30 if soaking else 1):
        out, rounds = place / f"killed-{rounds}", rounds + 1
        with Pool(prepare, 2) as pool:
            report = faults.go(source, out, pool, lambda progress: kill_one(progress.done))
        assert report == untouched
        assert faults.contents(out) == faults.contents(place / "untouched")
        shutil.rmtree(out)
        assert rounds < 20


def test_two_runs_never_write_into_one_folder(few: Path, tmp_path: Path) -> None:
    from assistant.storage import journal

    with journal.lock(tmp_path / "out"), pytest.raises(DiscreetError, match="Another run"):
        faults.go(few, tmp_path / "out")


def test_a_real_disk_that_is_full(few: Path, wanted_few: dict[str, bytes], tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("may not make a small disk here")
    try:
        faults.INJECTED["disk really full"] += 1
        report = faults.go(few, disk / "out")
        assert report.failed
        assert whole(faults.contents(disk / "out"), wanted_few)
        assert faults.leftovers(faults.contents(disk / "out")) == {}
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_the_command_itself_can_be_killed_and_taken_up_again(
    drafts: Path, few: Path, place: Path, tmp_path: Path, soaking: bool
) -> None:
    """With its real workers: killed at random times, then run to the end; results and report are as if nothing was."""
    source, chance = drafts if soaking else few, random.Random(19)
    before = faults.contents(source)
    env = {**os.environ, "XDG_DATA_HOME": str(tmp_path / "data")}

    def command(out: Path) -> list[str]:
        return [
            sys.executable, "-m", "assistant", "batch", str(source), "--out", str(out), "--format", "json",
            "--rules-only", "--quiet", "--jobs", "2",
        ]  # fmt: skip

    def run(out: Path) -> bytes:
        ran = subprocess.run(command(out), capture_output=True, env=env, check=False)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    began = time.monotonic()
    reference = run(place / "command")
    took = time.monotonic() - began
    for number in range(5 if soaking else 1):
        out = place / f"command-{number}"
        for _ in range(10 if soaking else 1):
            process = subprocess.Popen(command(out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
            try:
                process.wait(timeout=chance.uniform(0.1, 0.6) * took)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
                faults.INJECTED["command killed"] += 1
        assert run(out) == reference
        assert faults.contents(out) == faults.contents(place / "command")
        shutil.rmtree(out)
    assert faults.contents(source) == before
    assert made.SECRET.encode() not in (place / "command" / ".discreet-journal.jsonl").read_bytes()
    assert len(json.loads(reference)["drafts"]) == len(before)


def test_the_soak_was_as_long_as_it_has_to_be(soaking: bool, capsys: pytest.CaptureFixture[str]) -> None:
    if not soaking:
        pytest.skip("a sample")
    with capsys.disabled():
        sys.stdout.write(f"\n{sum(faults.INJECTED.values())} faults: {dict(faults.INJECTED)}\n")
    assert sum(faults.INJECTED.values()) >= 1000
