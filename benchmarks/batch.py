"""How long an archive of posts takes, and how time and memory grow with it: rules, tagger, risk and mosaic.

Usage: python benchmarks/batch.py [--posts 10000] [--growth 1000 10000 100000] [--jobs 2]
Posts are invented (benchmarks/posts.py). The first figure is the whole command `discreet archive`, with the tagger
where it is installed; memory is the largest resident size of its processes added up, and the processor's time that
of them all, looked at twice a second.
Growth is measured with rules alone, the whole command likewise, and the mosaic by itself beside it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.posts import archive  # noqa: E402 – found through the line above


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--posts", type=int, default=10_000)
    options.add_argument("--growth", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    options.add_argument("--jobs", type=int, default=2)
    asked = options.parse_args()
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the beginning")
    if asked.posts:
        report("rules, tagger, risk and mosaic", asked.posts, asked.jobs, [])
    for count in asked.growth:
        report("rules alone", count, asked.jobs, ["--rules-only"])
    for count in asked.growth:
        together(count)


def report(what: str, count: int, jobs: int, further: list[str]) -> None:
    """One run of the command over so many posts."""
    with tempfile.TemporaryDirectory() as folder:
        path = archive(Path(folder) / "archive", count)
        env = os.environ | {"XDG_DATA_HOME": folder}
        began = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "assistant", "archive", str(path), "--quiet", "--jobs", str(jobs), *further],
            env=env,
            cwd=ROOT,
        )
        most, spent = 0.0, {}
        while process.poll() is None:
            found = processes(process.pid)
            most = max(most, sum(each.megabytes for each in found))
            spent.update({each.pid: each.seconds for each in found})
            time.sleep(0.5)
        took = time.monotonic() - began
    used = sum(spent.values())
    print(
        f"{what}, {count:>7,} posts: {took:7.1f} s by the clock, {used:7.1f} s of the processor, "
        f"{most:6.0f} MB, {1000 * took / count:.2f} ms a post",
        flush=True,
    )


class Seen(NamedTuple):
    """A process: MB in memory and seconds of the processor so far."""

    pid: int
    megabytes: float
    seconds: float


def processes(first: int) -> list[Seen]:
    """A process and those that it started, as they are now."""
    pids, found = [first], []
    while pids:
        pid = pids.pop()
        try:
            pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
            times = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            seconds = (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")
            found.append(Seen(pid, pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000, seconds))
            for task in Path(f"/proc/{pid}/task").iterdir():
                pids += [int(child) for child in (task / "children").read_text().split()]
        except (OSError, ValueError):
            continue
    return found


def together(count: int) -> None:
    """The mosaic alone, over portraits that are made beforehand."""
    from assistant.batch.work import post
    from assistant.composition import draft_of, pipeline_with
    from assistant.domain.risk import Background
    from assistant.pipeline import Options
    from assistant.risk.mosaic import Telling, mosaic
    from benchmarks.posts import posts

    pipeline, seen = pipeline_with(None), {}
    tellings = []
    for text in posts(count):
        key = "".join("0" if c.isdigit() else c for c in text) if "week" in text else text
        if key not in seen:
            seen[key] = post(pipeline, draft_of(text, "text"), Options()).portraits
        tellings.append(Telling(seen[key], seen[key]))
    began = time.process_time()
    groups = mosaic(tellings, Background())
    took = time.process_time() - began
    print(f"mosaic alone, {count:>7,} posts: {took:7.2f} s of the processor, {len(groups)} groups", flush=True)


if __name__ == "__main__":
    main()
