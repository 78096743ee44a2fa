"""How long `check` takes: cold start, warm, after an edit in one passage; `--help`; memory. On this machine, now.

Usage: python benchmarks/speed.py
The draft is made of the examples, repeated until it has 2,000 words. The baseline in the same run is an interpreter
that starts and does nothing. Each figure is the median of the runs, with the fastest and the slowest.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from assistant.composition import build_pipeline, draft_of
from assistant.pipeline import Options

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
WORDS = 2000


def long_draft() -> str:
    text = "\n\n".join(p.read_text(encoding="utf-8") for p in sorted(EXAMPLES.glob("[0-9]*.txt")))
    while len(re.findall(r"\w+", text)) < WORDS:
        text += "\n\n" + text
    cut = [m.end() for m in re.finditer(r"\w+", text)][WORDS - 1]
    return text[:cut] + ".\n"


def timed(what: str, run: Callable[[], object], times: int) -> None:
    took = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        took.append(1000 * (time.perf_counter() - start))
    print(f"{what:<42} {statistics.median(took):8.1f} ms   ({min(took):.1f}–{max(took):.1f}, {times} runs)")


def started(*arguments: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, *arguments], capture_output=True, check=False)


def peak_memory(*arguments: str) -> float:
    """Largest resident size of the command in MB."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], capture_output=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code, sys.executable, *arguments], capture_output=True, text=True)
    return float(done.stdout)


def main() -> None:
    text = long_draft()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.txt"
        path.write_text(text, encoding="utf-8")
        timed("baseline: python -c pass", started("-c", "pass"), 7)
        timed("discreet --help", started("-m", "assistant", "--help"), 7)
        timed("discreet check, cold, 2,000 words", started("-m", "assistant", "check", str(path)), 7)
        print(f"{'discreet check, peak memory':<42} {peak_memory('-m', 'assistant', 'check', str(path)):8.1f} MB")
    pipeline, options = build_pipeline(), Options()
    draft = draft_of(text, "text")
    pipeline.check(draft, options)
    timed("check, another draft of 2,000 words, warm", lambda: fresh(text), 7)
    timed("check, the same draft again", lambda: pipeline.check(draft, options), 15)
    edits = iter(range(1000))

    def edited() -> None:
        pipeline.check(draft_of(text.replace("The ", f"The {next(edits)} ", 1), "text"), options)

    timed("check after an edit in one passage", edited, 15)


def fresh(text: str) -> None:
    """A pipeline that has read nothing yet, in a process that has loaded everything."""
    build_pipeline().check(draft_of(text, "text"), Options())


if __name__ == "__main__":
    main()
