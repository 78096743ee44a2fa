"""The memory that control groups leave, read from invented systems of either version."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.engine import control_groups

GB = 10**9
SECOND, FIRST = "sys/fs/cgroup", "sys/fs/cgroup/memory"


def own(root: Path, *lines: str) -> None:
    """What the kernel says of this process."""
    (root / "proc/self").mkdir(parents=True)
    (root / "proc/self/cgroup").write_text("".join(f"{line}\n" for line in lines))


def second(root: Path, path: str, limit: object, used: int, **stat: int) -> None:
    folder = root / SECOND / path
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "memory.max").write_text(f"{limit}\n")
    (folder / "memory.current").write_text(f"{used}\n")
    (folder / "memory.stat").write_text("".join(f"{name} {value}\n" for name, value in stat.items()))


def first(root: Path, path: str, limit: int, used: int, **stat: int) -> None:
    folder = root / FIRST / path
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "memory.limit_in_bytes").write_text(f"{limit}\n")
    (folder / "memory.usage_in_bytes").write_text(f"{used}\n")
    (folder / "memory.stat").write_text("".join(f"{name} {value}\n" for name, value in stat.items()))


def test_what_the_kernel_can_take_back_is_not_counted_as_used(tmp_path: Path) -> None:
    own(tmp_path, "0::/")
    second(tmp_path, "", 8 * GB, 7 * GB, anon=GB, inactive_file=4 * GB, slab_reclaimable=GB, active_file=GB)

    assert control_groups.left(tmp_path) == 6 * GB


def test_the_tightest_of_the_groups_around_it_counts(tmp_path: Path) -> None:
    own(tmp_path, "0::/user.slice/user-1000.slice/app.scope")
    second(tmp_path, "user.slice", 16 * GB, GB)
    second(tmp_path, "user.slice/user-1000.slice", 4 * GB, GB)
    second(tmp_path, "user.slice/user-1000.slice/app.scope", "max", GB)
    second(tmp_path, "user.slice/other.scope", GB, GB)

    assert control_groups.left(tmp_path) == 3 * GB


def test_the_first_version_is_read_from_its_own_folder(tmp_path: Path) -> None:
    own(tmp_path, "5:cpu,cpuacct:/a", "4:memory:/docker/b", "1:name=systemd:/", "0::/")
    first(tmp_path, "", 9_223_372_036_854_771_712, 90 * GB)
    first(tmp_path, "docker/b", 4 * GB, 3 * GB, inactive_file=0, total_inactive_file=2 * GB)

    assert control_groups.left(tmp_path) == 3 * GB


def test_a_container_that_sees_its_own_group_at_the_top_is_told_its_limit(tmp_path: Path) -> None:
    own(tmp_path, "4:memory:/docker/known-to-the-host-alone")
    first(tmp_path, "", 2 * GB, GB)

    assert control_groups.left(tmp_path) == GB


@pytest.mark.parametrize("line", ["0::/../../outside", "0::/gone (deleted)", "0::/"])
def test_an_odd_path_leads_to_the_top_and_never_out_of_it(tmp_path: Path, line: str) -> None:
    own(tmp_path, line)
    second(tmp_path, "", 2 * GB, GB)
    second(tmp_path, "../../outside", 1, 0)

    assert control_groups.left(tmp_path) == GB


def test_a_group_that_is_full_leaves_nothing(tmp_path: Path) -> None:
    own(tmp_path, "0::/")
    second(tmp_path, "", GB, 2 * GB)

    assert control_groups.left(tmp_path) == 0


def test_no_more_is_left_than_the_limit(tmp_path: Path) -> None:
    own(tmp_path, "0::/")
    second(tmp_path, "", GB, GB, inactive_file=5 * GB)

    assert control_groups.left(tmp_path) == GB


def test_where_the_system_does_not_say_the_top_is_looked_at(tmp_path: Path) -> None:
    second(tmp_path, "", 2 * GB, GB)

    assert control_groups.left(tmp_path) == GB


@pytest.mark.parametrize("limit", ["max", 9_223_372_036_854_771_712, "", "much"])
def test_no_limit_and_nonsense_are_none(tmp_path: Path, limit: object) -> None:
    own(tmp_path, "0::/", "nonsense", "4:memory")
    second(tmp_path, "", limit, GB)

    assert control_groups.left(tmp_path) is None
    assert control_groups.left(tmp_path / "empty") is None
