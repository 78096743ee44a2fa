"""Seconds for each 1,000 words: the product's windows against a chat completion of the whole draft, on one model.

Usage: python scripts/build_tiny_gguf.py build/qwen3-0.6b.gguf --like qwen3-0.6b --family qwen3 --format q4_0
       python benchmarks/windows_vs_whole.py build/qwen3-0.6b.gguf [--words 1000] [--details 12] [--threads 2]
The model has random weights, so it says nothing; only its speed is real. So the lengths of answers are forced, alike
for both: the whole draft is written out again token by token (as any rewrite of a whole draft must be), a window
answers with `--span` tokens for a detail, or with `--passage` tokens where the whole passage is worded anew. The draft
is made of words that are one token each for both. "Half" is what is left to the model when rules settle every second
detail. All is measured in one run; the instruction is read beforehand on both sides, as for the second draft of a
folder, and how long that takes is shown.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from assistant.domain.ports import Window

INSTRUCTION = 250
"""Tokens of the instruction before a whole draft (what `generalise` says to a model, about)."""
SENTENCE = 25
"""Words."""


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("model", type=Path)
    options.add_argument("--words", type=int, default=1000)
    options.add_argument("--details", type=int, default=12, help="for each 1,000 words")
    options.add_argument("--span", type=int, default=6)
    options.add_argument("--passage", type=int, default=33)
    options.add_argument("--threads", type=int, default=2)
    asked = options.parse_args()
    words = vocabulary(asked.model)
    chance = random.Random(7)
    sentences = [" ".join(chance.choices(words, k=SENTENCE)).capitalize() + "." for _ in range(asked.words // SENTENCE)]
    count = max(2, round(asked.details * asked.words / 1000))
    told = chance.sample(range(len(sentences)), min(count, len(sentences)))

    scale = 1000 / asked.words
    whole, tokens = complete(asked.model, " ".join(sentences), asked.threads)
    print(
        f"whole draft, {asked.words} words, {tokens} tokens written: {whole * scale:8.2f} s for 1,000 words", flush=True
    )
    for what, limit, each in (("a span", asked.span, False), ("a passage", asked.passage, True)):
        for part, places in (("every detail", told), ("half of them", told[::2])):
            took = windows(asked.model, sentences, places, limit, asked.threads, whole=each)
            print(
                f"windows, {what} for {part:<12} ({len(places)} windows): {took * scale:8.2f} s for 1,000 words, "
                f"{whole / took:5.1f} times as fast",
                flush=True,
            )


def vocabulary(model: Path) -> list[str]:
    """Lower-case words that are one token each."""
    llama = _llama(model, 512, 1)
    found = []
    for token in range(llama.n_vocab()):
        piece = llama.detokenize([token]).decode("utf-8", "replace")
        if piece.strip().isalpha() and piece.strip().islower() and len(piece.strip()) > 2:
            found.append(piece.strip())
    return sorted({word for word in found if len(llama.tokenize(f" {word}".encode(), add_bos=False)) == 1})


def complete(model: Path, text: str, threads: int) -> tuple[float, int]:
    """Seconds to read an instruction and the draft and to write the draft out, and how many tokens that were."""
    draft_tokens = _llama(model, 512, 1).tokenize(text.encode(), add_bos=False)
    llama = _llama(model, INSTRUCTION + 2 * len(draft_tokens) + 16, threads)
    prompt = [*(draft_tokens * (INSTRUCTION // len(draft_tokens) + 1))[:INSTRUCTION], *draft_tokens]
    began = time.monotonic()
    next(iter(llama.generate(prompt[:INSTRUCTION], temp=0.0)))
    print(f"  reading the instruction of {INSTRUCTION} tokens: {time.monotonic() - began:.2f} s", flush=True)
    began, written = time.monotonic(), 0
    for _ in llama.generate(prompt, temp=0.0):
        written += 1
        if written >= len(draft_tokens):
            break
    return time.monotonic() - began, written


def windows(model: Path, sentences: list[str], places: list[int], limit: int, threads: int, *, whole: bool) -> float:
    """Seconds to ask for a wording in each of these sentences, in the product's own worker, its model loaded."""
    from assistant.domain.ports import Mark
    from assistant.engine import base
    from assistant.rewrite.asking import in_context

    asked = []
    for place in places:
        text = sentences[place]
        start = text.index(" ", len(text) // 2) + 1
        end = text.index(" ", start + 1) if " " in text[start + 1 :] else len(text) - 1
        before = sentences[place - 1] if place else ""
        after = sentences[place + 1] if place + 1 < len(sentences) else ""
        asked.append(in_context(before, text, (Mark(start, end, "place", ""),), whole, after))
    forced = base.room_for
    base.room_for = lambda _window: limit
    try:
        prompt = _Prompt(sentences)
        with base.WriterClient(model, prompt, threads=threads, check=False, seconds_per_window=600.0) as client:
            client.count([""])
            began = time.monotonic()
            client.propose(asked[:1])
            print(f"  reading the instruction with a first window: {time.monotonic() - began:.2f} s", flush=True)
            began = time.monotonic()
            client.propose(asked)
            took = time.monotonic() - began
            if client.report.failure is not None:
                sys.exit(f"the worker failed: {client.report.failure}")
            print(f"  {client.report.tokens} tokens written in {len(asked)} windows", flush=True)
            return took
    finally:
        base.room_for = forced


class _Prompt:
    """An instruction as long as the one before the whole draft, and a turn with a passage between its neighbours.

    The product's own prompt is in words that the invented vocabulary does not have, so it would be spelt out letter by
    letter and no longer be as long as that of the other side.
    """

    examples: tuple[tuple[str, str], ...] = ()
    limit = 1000

    def __init__(self, sentences: list[str]) -> None:
        words = " ".join(sentences).split()
        self.system = " ".join((words * (INSTRUCTION // len(words) + 1))[: INSTRUCTION * 2 // 3])

    def ask(self, window: Window) -> str:
        return f"{window.before} {window.passage} {window.after}"

    def read(self, window: Window, line: str) -> str | None:  # noqa: ARG002 – what a prompt looks like
        return line


def _llama(model: Path, context: int, threads: int) -> Any:
    from llama_cpp import Llama

    return Llama(str(model), n_ctx=context, n_threads=threads, n_threads_batch=threads, verbose=False)


if __name__ == "__main__":
    main()
