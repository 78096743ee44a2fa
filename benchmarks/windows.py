"""Measures the window decoder against the high-level call, one sentence after another, on the same model file.

    python benchmarks/windows.py MODEL.gguf [--windows 16] [--repeat 3] [--threads N]

Without a real model at hand, random weights in a real one's shape show speed and nothing of wording:

    python scripts/build_tiny_gguf.py /tmp/shape.gguf --family qwen3 --format q4_0 --like qwen3-0.6b

Prints tokens a second both ways, whether answers depend on what is answered beside them, how often both ways agree, how
long one edited sentence takes, and the worker's memory beside file and caches.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from assistant.domain.ports import Mark, Window
from assistant.engine.admission import OVERHEAD
from assistant.engine.base import WriterClient
from assistant.engine.chat import by_name
from assistant.engine.gguf_header import read_header
from assistant.engine.watch import default_threads
from assistant.prompting.store import load_prompt

PER_WINDOW = 768
"""Tokens of a window's room: prompt, passage and answer."""
SPAN, PASSAGE = 24, 64
"""Tokens of an answer: words in place of others, at most, and a passage worded anew."""
PEOPLE = "harbour pilot,district nurse,bell-ringer,night porter,deputy head,beekeeper,stonemason,midwife".split(",")
DOING = (
    "counts the stairs before climbing them",
    "keeps the letters unopened in a drawer",
    "laughs whenever the door is mentioned",
    "has stopped answering the telephone",
)


def windows(count: int, whole: bool) -> list[Window]:
    """Invented passages with one mark each; `whole` asks for the passage again, else for the words in its place."""
    found = []
    for number in range(count):
        who, does = PEOPLE[number % len(PEOPLE)], DOING[(number // len(PEOPLE)) % len(DOING)]
        passage = f"The {who} {does}, and that was {number + 2} weeks after the summer had ended."
        found.append(
            Window("We had been meeting since spring.", passage, (Mark(4, 4 + len(who), "job", ""),), whole, "")
        )
    return found


def high_level(path: str, format_name: str, asked: argparse.Namespace, limit: int) -> dict[str, Any]:
    """`Llama.create_completion` for one sentence after another; it reuses the beginning that prompts share itself."""
    import llama_cpp

    model = llama_cpp.Llama(
        path, n_ctx=PER_WINDOW, n_threads=asked.threads, n_threads_batch=asked.threads, verbose=False, use_mmap=False
    )
    prompt, chat = load_prompt(), by_name(format_name)
    prefix = "".join(text for text, _ in chat.prefix(prompt.system, prompt.examples))
    turns = [chat.turn(prompt.ask(window)) for window in windows(asked.windows, limit == PASSAGE)]
    texts = [prefix + "".join(text for text, _ in turn) for turn in turns]
    model.create_completion(texts[0], max_tokens=1, temperature=0.0)
    best, work, answers, tokens = float("inf"), 0.0, [], 0
    for _ in range(asked.repeat):
        started, worked = time.monotonic(), time.process_time()
        made = [model.create_completion(text, max_tokens=limit, temperature=0.0, stop=["\n"]) for text in texts]
        if time.monotonic() - started < best:
            best, work = time.monotonic() - started, time.process_time() - worked
        answers = [each["choices"][0]["text"] for each in made]
        tokens = sum(each["usage"]["completion_tokens"] for each in made)
    return {"seconds": best, "work": work, "tokens": tokens, "answers": answers}


def unfinished(path: str, format_name: str, asked: argparse.Namespace) -> list[str]:
    """What the window decoder writes, also where an answer reaches its limit and would never be shown to anyone."""
    from assistant.engine.decoding import Decoder, Outcome
    from assistant.engine.llama import Model
    from assistant.engine.protocol import Ask

    lines: dict[int, bytes] = {}

    class Recording(Decoder):
        def _take(self, slot: Any, row: int, tell: Callable[[Outcome], None]) -> bool:
            going_on = super()._take(slot, row, tell)
            lines[slot.index] = bytes(slot.line)
            return going_on

    decoder = Recording(Model(path, 8, PER_WINDOW, asked.threads, lambda: False, False), 8)
    prompt, chat = load_prompt(), by_name(format_name)
    decoder.prepare(chat, prompt.system, prompt.examples)
    turns = [Ask(prompt.ask(window), SPAN) for window in windows(asked.windows, False)]
    decoder.answer(chat, turns, lambda _: None)
    return [lines[index].decode("utf-8", "ignore") for index in range(len(turns))]


def measure(path: Path, asked: argparse.Namespace) -> None:
    """Both ways, one after the other, and everything that is promised of the decoder; each line once it is known."""
    prompt = load_prompt()
    with WriterClient(path, prompt, threads=asked.threads, check=False, per_window=PER_WINDOW) as client:
        info = client.loaded_as()
        say(f"{info.name}, {path.stat().st_size / 1e6:.0f} MB, {asked.threads} threads, best of {asked.repeat}")
        client.propose(windows(1, False))  # reads the prompt
        ours: dict[int, tuple[float, float, int]] = {}
        for limit in (SPAN, PASSAGE):
            turns = [(prompt.ask(window), limit) for window in windows(asked.windows, limit == PASSAGE)]
            best, work, answers = min((_timed(client, turns) for _ in range(asked.repeat)), key=lambda each: each[0])
            ours[limit] = best, work, sum(each.tokens for each in answers)
            say(
                f"window decoder: {asked.windows} windows, {info.windows_at_once} at a time, {ours[limit][2]} tokens, "
                f"{best:.2f} s ({work:.2f} s of work): {ours[limit][2] / best:.1f}/s"
            )
        turn = prompt.ask(windows(1, False)[0])
        edited = min(_edited(client, turn, number) for number in range(max(3, asked.repeat)))
        say(f"one edited sentence again: {edited:.2f} s (wanted: under 0.8 s on a 0.6B shape)")
        peak = client.loaded_as().peak_memory
    cache = read_header(path).cache_bytes_per_token() * info.per_window * info.windows_at_once
    allowed = path.stat().st_size + cache + OVERHEAD
    say(f"worker memory at most: {peak / 1e6:.0f} MB; file, caches and 300 MB: {allowed / 1e6:.0f} MB")
    for limit, (seconds, work, tokens) in ours.items():
        theirs = _beside(path, info.chat_format, asked, "--high-level", limit)
        rate = theirs["tokens"] / theirs["seconds"]
        taken = f"{theirs['seconds']:.2f} s ({theirs['work']:.2f} s of work)"
        say(f"one after another, high-level: {theirs['tokens']} tokens, {taken}: {rate:.1f}/s")
        say(f"ratio at {limit} tokens a window: {tokens / seconds / rate:.2f} (wanted: 2.5 or more at 12 or more)")
        if work and theirs["work"]:
            per_work = (tokens / work) / (theirs["tokens"] / theirs["work"])
            say(f"ratio by processor time, which others on the machine disturb less: {per_work:.2f}")
        if limit == SPAN:
            mine = _beside(path, info.chat_format, asked, "--unfinished", limit)
            same = sum(a.strip() == b.strip() for a, b in zip(mine, theirs["answers"], strict=True))
            say(f"answers, cut off where they are, that agree with the high-level call: {same} of {len(mine)}")


def identity(path: Path, asked: argparse.Namespace) -> None:
    """Whether an answer depends on what is answered beside it."""
    prompt = load_prompt()
    turns = [(prompt.ask(window), SPAN) for window in windows(asked.windows, False)]
    with WriterClient(path, prompt, threads=asked.threads, check=False, per_window=PER_WINDOW) as client:
        answers = _asked(client, turns)
        alone = [_asked(client, [turn])[0] for turn in turns[:4]]
        identical = alone == answers[:4] and _asked(client, turns[::-1])[::-1] == answers
    say(f"same answers alone, together and in another order: {'yes' if identical else 'NO'}")


def _beside(path: Path, format_name: str, asked: argparse.Namespace, what: str, limit: int) -> Any:
    """The result of another process with the model to itself."""
    command = [sys.executable, __file__, str(path), what, format_name, "--limit", str(limit)]
    command += ["--windows", str(asked.windows), "--repeat", str(asked.repeat), "--threads", str(asked.threads)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1])


def say(line: str) -> None:
    """Print at once, so that a run that is stopped has said what it knows."""
    print(line, flush=True)


def _timed(client: WriterClient, turns: Sequence[tuple[str, int]]) -> tuple[float, float, list[Any]]:
    """Seconds on the clock and of the worker's processor time, and the answers."""
    started, worked = time.monotonic(), _work(client.process_id)
    answers = _asked(client, turns)
    return time.monotonic() - started, _work(client.process_id) - worked, answers


def _work(process_id: int | None) -> float:
    """Processor seconds of a process so far; 0 where the system does not say."""
    try:
        fields = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _asked(client: WriterClient, turns: Sequence[tuple[str, int]]) -> list[Any]:
    from assistant.domain.ports import Turn

    prompt = load_prompt()
    found = client.ask(prompt.system, prompt.examples, [Turn(*turn) for turn in turns], 600.0)
    if client.report.failure is not None:
        raise SystemExit(client.report.failure.sentence)
    return list(found)


def _edited(client: WriterClient, turn: str, number: int) -> float:
    started = time.monotonic()
    _asked(client, [(turn.replace("summer", f"summer number {number}"), 8)])
    return time.monotonic() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--windows", type=int, default=16)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--threads", type=int, default=default_threads())
    parser.add_argument("--limit", type=int, default=SPAN, help=argparse.SUPPRESS)
    parser.add_argument("--high-level", default="", help=argparse.SUPPRESS)
    parser.add_argument("--unfinished", default="", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.high_level:
        print(json.dumps(high_level(str(asked.model), asked.high_level, asked, asked.limit)))
    elif asked.unfinished:
        print(json.dumps(unfinished(str(asked.model), asked.unfinished, asked)))
    else:
        measure(asked.model, asked)
        identity(asked.model, asked)


if __name__ == "__main__":
    main()
