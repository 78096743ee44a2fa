"""How long `check` takes: cold start, warm, after an edit in one passage; `--help`; memory. On this machine, now.

Usage: python benchmarks/speed.py
Two drafts of 2,000 words are made of the examples and the tuning drafts, without repeating a sentence. Commands run
with their bytecode compiled, as after an installation. "Another draft" is a first look at words that the process has
not met, so each of its runs is a process of its own. The baseline in the same run is an interpreter that starts and
does nothing. Each figure is the median of the runs, with the fastest and the slowest; the processor's time stands
beside the clock's, because other work on the machine spoils the clock first.
"""

from __future__ import annotations

import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORDS = 2000

Figure = tuple[float, float]
"""Milliseconds by the clock and of the processor."""


def drafts() -> tuple[str, str]:
    """Two drafts of `WORDS` words that share no sentence."""
    files = [*sorted(ROOT.glob("examples/[0-9]*")), *sorted(ROOT.glob("tests/drafts/tuning/*"))]
    texts = (path.read_text(encoding="utf-8").strip() for path in files if path.suffix in (".txt", ".md"))
    text = "\n\n".join(text for text in texts if not text.startswith("---"))
    ends = [m.end() for m in re.finditer(r"\w+", text)]
    return text[: ends[WORDS - 1]] + ".\n", text[ends[WORDS - 1] : ends[2 * WORDS - 1]].lstrip(" ,.;:") + ".\n"


def measured(run: Callable[[], object]) -> Figure:
    """What one run took, with the processes that it started."""
    clock, processor = time.perf_counter(), processor_time()
    run()
    return 1000 * (time.perf_counter() - clock), 1000 * (processor_time() - processor)


def processor_time() -> float:
    """Seconds of the processor that this process and the ended ones among its children have used."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def say(what: str, took: list[Figure]) -> None:
    clock, processor = ([figure[i] for figure in took] for i in (0, 1))
    print(
        f"{what:<42} {statistics.median(clock):8.1f} ms   ({min(clock):.1f}–{max(clock):.1f}, {len(took)} runs)"
        f"   processor {statistics.median(processor):8.1f} ms ({min(processor):.1f}–{max(processor):.1f})"
    )


def timed(what: str, run: Callable[[], object], times: int) -> None:
    say(what, [measured(run) for _ in range(times)])


def environment(bytecode: str) -> dict[str, str]:
    """This process's, with bytecode kept in a folder of its own."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    path = os.pathsep.join(filter(None, (str(ROOT), kept.get("PYTHONPATH"))))
    return kept | {"PYTHONPYCACHEPREFIX": bytecode, "PYTHONPATH": path}


def started(env: dict[str, str], *arguments: str) -> Callable[[], str]:
    """Runs the interpreter with these arguments and gives what it printed."""
    command = [sys.executable, *arguments]
    return lambda: subprocess.run(command, capture_output=True, check=False, env=env, encoding="utf-8").stdout


def peak_memory(env: dict[str, str], *arguments: str) -> float:
    """Largest resident size of the command in MB."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], capture_output=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
    )
    return float(started(env, "-c", code, sys.executable, *arguments)())


def main() -> None:
    if sys.argv[1:] == ["--another"]:
        print(*another())
        return
    first, _ = drafts()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.txt"
        path.write_text(first, encoding="utf-8")
        env = environment(str(Path(folder) / "bytecode"))
        command = ("-m", "assistant", "check", str(path))
        started(env, *command)()
        timed("baseline: python -c pass", started(env, "-c", "pass"), 7)
        timed("discreet --help", started(env, "-m", "assistant", "--help"), 7)
        timed("discreet check, cold, 2,000 words", started(env, *command), 7)
        print(f"{'discreet check, peak memory':<42} {peak_memory(env, *command):8.1f} MB")
        look = started(env, __file__, "--another")
        fresh = [tuple(map(float, look().split())) for _ in range(7)]
        say("check, another draft of 2,000 words, warm", [(clock, processor) for clock, processor in fresh])
    again(first)


def another() -> Figure:
    """A first look at the second draft, in a process that has loaded everything for the first."""
    from assistant.composition import build_pipeline, draft_of
    from assistant.pipeline import Options

    first, second = drafts()
    pipeline = build_pipeline()
    pipeline.check(draft_of(first, "text"), Options())
    return measured(lambda: pipeline.check(draft_of(second, "text"), Options()))


def again(text: str) -> None:
    """Further looks at a draft: unchanged, and with one passage edited each time."""
    from assistant.composition import build_pipeline, draft_of
    from assistant.pipeline import Options

    pipeline, options = build_pipeline(), Options()
    draft = draft_of(text, "text")
    pipeline.check(draft, options)
    timed("check, the same draft again", lambda: pipeline.check(draft, options), 15)
    edits = iter(range(1000))
    timed(
        "check after an edit in one passage",
        lambda: pipeline.check(draft_of(text.replace("The ", f"The {next(edits)} ", 1), "text"), options),
        15,
    )


if __name__ == "__main__":
    main()
