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
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.domain.ports import Mark, Window
from assistant.engine.admission import OVERHEAD
from assistant.engine.base import WriterClient
from assistant.engine.chat import by_name
from assistant.engine.gguf_header import read_header
from assistant.engine.watch import default_threads
from assistant.prompting.store import load_prompt

PER_WINDOW = 1280
"""Tokens of a window, with room for vocabularies that read the prompt in more tokens than real ones do."""
LIMIT = 24
"""Tokens of an answer."""
PEOPLE = "harbour pilot,district nurse,bell-ringer,night porter,deputy head,beekeeper,stonemason,midwife".split(",")
DOING = (
    "counts the stairs before climbing them",
    "keeps the letters unopened in a drawer",
    "laughs whenever the door is mentioned",
    "has stopped answering the telephone",
)


def windows(count: int) -> list[Window]:
    """Invented passages with one mark each."""
    found = []
    for number in range(count):
        who, does = PEOPLE[number % len(PEOPLE)], DOING[(number // len(PEOPLE)) % len(DOING)]
        passage = f"The {who} {does}, and that was {number + 2} weeks after the summer had ended."
        found.append(
            Window("We had been meeting since spring.", passage, (Mark(4, 4 + len(who), "job", ""),), False, "")
        )
    return found


def high_level(path: str, format_name: str, threads: int, count: int, limit: int, repeat: int) -> dict[str, Any]:
    """`Llama.create_completion` for one sentence after another; it reuses the beginning that prompts share itself."""
    import llama_cpp

    model = llama_cpp.Llama(
        path, n_ctx=PER_WINDOW, n_threads=threads, n_threads_batch=threads, verbose=False, use_mmap=False
    )
    prompt, chat = load_prompt(), by_name(format_name)
    prefix = "".join(text for text, _ in chat.prefix(prompt.system, prompt.examples))
    texts = [prefix + "".join(text for text, _ in chat.turn(prompt.ask(window))) for window in windows(count)]
    model.create_completion(texts[0], max_tokens=1, temperature=0.0)
    best, work, answers, tokens = float("inf"), 0.0, [], 0
    for _ in range(repeat):
        started, worked = time.monotonic(), time.process_time()
        made = [model.create_completion(text, max_tokens=limit, temperature=0.0, stop=["\n"]) for text in texts]
        if time.monotonic() - started < best:
            best, work = time.monotonic() - started, time.process_time() - worked
        answers = [each["choices"][0]["text"] for each in made]
        tokens = sum(each["usage"]["completion_tokens"] for each in made)
    return {"seconds": best, "work": work, "tokens": tokens, "answers": answers}


def measure(path: Path, count: int, repeat: int, threads: int) -> None:
    """Both ways, one after the other, and everything that is promised of the decoder; each line once it is known."""
    asked, prompt = windows(count), load_prompt()
    turns = [(prompt.ask(window), LIMIT) for window in asked]
    with WriterClient(path, prompt, threads=threads, check=False, per_window=PER_WINDOW) as client:
        info = client.loaded_as()
        say(f"{info.name}, {path.stat().st_size / 1e6:.0f} MB, {threads} threads, best of {repeat}")
        client.propose(asked[:1])  # reads the prompt
        best, work, answers = min((_timed(client, turns) for _ in range(repeat)), key=lambda each: each[0])
        tokens = sum(each.tokens for each in answers)
        ours = tokens / best
        say(
            f"window decoder: {count} windows, {info.windows_at_once} at a time, "
            f"{tokens} tokens, {best:.2f} s ({work:.2f} s of work): {ours:.1f}/s"
        )
        edited = min(_edited(client, turns[0][0], number) for number in range(repeat))
        say(f"one edited sentence again: {edited:.2f} s (wanted: under 0.8 s on a 0.6B shape)")
        alone = [_asked(client, [turn])[0] for turn in turns[:4]]
        identical = alone == answers[:4] and _asked(client, turns[::-1])[::-1] == answers
        say(f"same answers alone, together and in another order: {'yes' if identical else 'NO'}")
        peak = client.loaded_as().peak_memory
    cache = read_header(path).cache_bytes_per_token() * info.per_window * info.windows_at_once
    allowed = path.stat().st_size + cache + OVERHEAD
    say(f"worker memory at most: {peak / 1e6:.0f} MB; file, caches and 300 MB: {allowed / 1e6:.0f} MB")
    beside = subprocess.run(
        [
            *(sys.executable, __file__, str(path), "--high-level", info.chat_format),
            *("--windows", str(count), "--repeat", str(repeat), "--threads", str(threads)),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    other = json.loads(beside.stdout.splitlines()[-1])
    theirs = other["tokens"] / other["seconds"]
    taken = f"{other['seconds']:.2f} s ({other['work']:.2f} s of work)"
    say(f"one after another, high-level: {other['tokens']} tokens, {taken}: {theirs:.1f}/s")
    say(f"ratio: {ours / theirs:.2f} (wanted: 2.5 or more at 12 or more windows)")
    if work and other["work"]:
        per_work = (tokens / work) / (other["tokens"] / other["work"])
        say(f"ratio by processor time, which others on the machine disturb less: {per_work:.2f}")
    complete = [(a.text, b.strip()) for a, b in zip(answers, other["answers"], strict=True) if a.text is not None]
    say(f"complete answers that agree with the high-level call: {sum(a == b for a, b in complete)} of {len(complete)}")


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
    parser.add_argument("--high-level", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.high_level:
        found = high_level(
            str(options.model), options.high_level, options.threads, options.windows, LIMIT, options.repeat
        )
        print(json.dumps(found))
        return
    measure(options.model, options.windows, options.repeat, options.threads)


if __name__ == "__main__":
    main()
