"""How quick the full-screen application is: keystroke to updated tiers, start, idle, memory. On this machine, now.

Usage: python benchmarks/tui.py [words ...]
A keystroke is measured from the key to the readers' bar drawn anew with the risk of the text that holds it, in a
draft of that many words, with the cursor in its middle, one key after another: once until the rules have judged it and
once more until the tagger has read what changed. The start
is a process of its own with the application in a pseudo-terminal, from its start to the first bytes that draw the
readers' bar. Idle is the processor's time over ten seconds without a key. Memory is the front end's alone.
"""

from __future__ import annotations

import asyncio
import gc
import os
import pty
import resource
import select
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.cli.app import NEW_OBJECTS
from assistant.cli.session import Session
from assistant.composition import build_pipeline, draft_of
from assistant.tui.app import DiscreetApp
from assistant.tui.start import SWITCH, Start

ROOT = Path(__file__).resolve().parents[1]
KEYS = 40
IDLE = 10.0
PATIENCE = 240.0

Figure = tuple[float, float]
"""Milliseconds by the clock and of the processor."""


def draft(words: int) -> str:
    """A draft of about that many words, of the examples in turn."""
    files = [p for p in sorted(ROOT.glob("examples/[0-9]*")) if p.suffix in (".txt", ".md")]
    texts = [t for p in files if not (t := p.read_text(encoding="utf-8").strip()).startswith("---")]
    found: list[str] = []
    count = 0
    while count < words:
        for text in texts:
            found.append(text)
            count += len(text.split())
            if count >= words:
                break
    return "\n\n".join(found) + "\n"


async def keystrokes(text: str) -> tuple[list[Figure], list[Figure], float, float]:
    """Milliseconds for each key by rules and with the tagger, processor used when idle, MiB of the front end."""
    session = replace(Session(), confine=lambda: None, build_pipeline=build_pipeline)
    app = DiscreetApp(session, draft_of(text, "markdown"), Start())
    app.animation_level = "none"
    by_rules: list[Figure] = []
    closely: list[Figure] = []
    async with app.run_test(size=(120, 40)) as pilot:
        main = app.main
        await pilot.pause()

        async def until(there: Callable[[], bool]) -> None:
            end = time.monotonic() + PATIENCE
            while not there():
                assert time.monotonic() < end
                await asyncio.sleep(0.001)

        wanted, seen = main.editor.text, main.desk.analysis

        def judged() -> bool:
            """Whether there is a new look at what was typed; asked a thousand times a second, so cheap until then."""
            nonlocal seen
            now = main.desk.analysis
            if now is seen or now is None:
                return now is not None and len(now.draft.text) == len(wanted)
            seen = now
            return now.draft.text == wanted

        def read() -> bool:
            return judged() and main.desk.analysis is not None and main.desk.analysis.tagged and not main.busy

        await until(read)
        main.editor.move_cursor((main.editor.document.line_count // 2, 0))
        await pilot.pause(0.5)
        for key in "She is a nurse from Leeds and rests at last. "[: KEYS // 2] * 2:
            began, used = time.perf_counter(), time.process_time()
            main.editor.insert(key)
            wanted = main.editor.text
            await until(judged)
            by_rules.append((1000 * (time.perf_counter() - began), 1000 * (time.process_time() - used)))
            await until(read)
            closely.append((1000 * (time.perf_counter() - began), 1000 * (time.process_time() - used)))
            await asyncio.sleep(0.05)
        used, clock = time.process_time(), time.monotonic()
        await asyncio.sleep(IDLE)
        idle = (time.process_time() - used) / (time.monotonic() - clock)
    return by_rules, closely, idle, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def first_paint(file: Path, compiled: str) -> Figure:
    """Milliseconds from starting the program to the readers' bar on the terminal; `compiled` is a folder."""
    ours, theirs = pty.openpty()
    terminal = {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
    environment = {**os.environ, **terminal, "PYTHONPYCACHEPREFIX": compiled}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled already
    began = time.perf_counter()
    program = subprocess.Popen(
        [sys.executable, "-m", "assistant", "edit", str(file)],
        stdin=theirs, stdout=theirs, stderr=theirs, env=environment, cwd=ROOT, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    seen = b""
    try:
        while b"Who could tell" not in seen and time.perf_counter() - began < PATIENCE:
            if select.select([ours], [], [], 0.05)[0]:
                seen += os.read(ours, 65536)
        clock = 1000 * (time.perf_counter() - began)
    finally:
        program.kill()
        _, _, used = os.wait4(program.pid, 0)
        program.returncode = 0
        os.close(ours)
    return clock, 1000 * (used.ru_utime + used.ru_stime)


def spread(took: list[Figure]) -> str:
    """Both, since other work on the machine spoils the clock first."""
    found = []
    for what, values in (("clock", sorted(t[0] for t in took)), ("processor", sorted(t[1] for t in took))):
        p95 = values[int(len(values) * 0.95) - 1]
        found.append(f"{what} median {statistics.median(values):.0f} ms, p95 {p95:.0f} ms, most {values[-1]:.0f} ms")
    return f"{'; '.join(found)} ({len(took)} runs)"


def main() -> None:
    sys.setswitchinterval(SWITCH)
    gc.set_threshold(NEW_OBJECTS)
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    for words in [int(a) for a in sys.argv[1:]] or [2_000, 20_000]:
        by_rules, closely, idle, memory = asyncio.run(keystrokes(draft(words)))
        print(f"{words:>6} words: keystroke to updated tiers by rules {spread(by_rules)}")
        print(f"{words:>6} words: keystroke to what the tagger adds {spread(closely)}")
        print(f"{words:>6} words: idle {100 * idle:.2f} % of a processor; front end {memory:.0f} MiB at most so far")
    example = ROOT / "examples" / "03-on-silence.txt"
    with TemporaryDirectory() as compiled:
        first_paint(example, compiled)
        print(f"start to first paint: {spread([first_paint(example, compiled) for _ in range(7)])}")


if __name__ == "__main__":
    main()
