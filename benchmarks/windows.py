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
    best, answers, tokens = float("inf"), [], 0
    for _ in range(repeat):
        started = time.monotonic()
        made = [model.create_completion(text, max_tokens=limit, temperature=0.0, stop=["\n"]) for text in texts]
        best = min(best, time.monotonic() - started)
        answers = [each["choices"][0]["text"] for each in made]
        tokens = sum(each["usage"]["completion_tokens"] for each in made)
    return {"seconds": best, "tokens": tokens, "answers": answers}


def measure(path: Path, count: int, repeat: int, threads: int) -> None:
    """Both ways, one after the other, and everything that is promised of the decoder."""
    asked = windows(count)
    prompt = load_prompt()
    with WriterClient(path, prompt, threads=threads, check=False, per_window=PER_WINDOW) as client:
        client.propose(asked[:1])  # reads the prompt
        turns = [(prompt.ask(window), 24) for window in asked]
        best, answers = float("inf"), []
        for _ in range(repeat):
            started = time.monotonic()
            answers = _asked(client, turns)
            best = min(best, time.monotonic() - started)
        tokens = sum(each.tokens for each in answers)
        alone = [_asked(client, [turn])[0] for turn in turns[:4]]
        turned = _asked(client, turns[::-1])[::-1]
        edited = min(_edited(client, turns[0][0], number) for number in range(repeat))
        info = client.loaded_as()
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
    cache = read_header(path).cache_bytes_per_token() * info.per_window * info.windows_at_once
    allowed = path.stat().st_size + cache + OVERHEAD
    ours, theirs = tokens / best, other["tokens"] / other["seconds"]
    same = sum((a.text or "") == b.strip() for a, b in zip(answers, other["answers"], strict=True) if a.text)
    complete = sum(a.text is not None for a in answers)
    print(f"{info.name}, {path.stat().st_size / 1e6:.0f} MB, {threads} threads, best of {repeat}")
    print(
        f"window decoder: {count} windows, {info.windows_at_once} at a time, "
        f"{tokens} tokens in {best:.2f} s: {ours:.1f}/s"
    )
    print(f"one after another, high-level: {other['tokens']} tokens in {other['seconds']:.2f} s: {theirs:.1f}/s")
    print(f"ratio: {ours / theirs:.2f} (wanted: 2.5 or more at 12 or more windows)")
    identical = alone == answers[:4] and turned == answers
    print(f"same answers alone, together and in another order: {'yes' if identical else 'NO'}")
    print(f"complete answers that agree with the high-level call: {same} of {complete}")
    print(f"one edited sentence again: {edited:.2f} s (wanted: under 0.8 s on a 0.6B shape)")
    print(f"worker memory at most: {info.peak_memory / 1e6:.0f} MB; file, caches and 300 MB: {allowed / 1e6:.0f} MB")


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
        found = high_level(str(options.model), options.high_level, options.threads, options.windows, 24, options.repeat)
        print(json.dumps(found))
        return
    measure(options.model, options.windows, options.repeat, options.threads)


if __name__ == "__main__":
    main()
