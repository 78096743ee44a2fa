"""Learns the writer's vocabulary (byte-level BPE, as GPT-2 splits) and turns the corpus into numbers.

    python -m scripts.train.writer.tokenizer CORPUS OUT [--size 6144]

Reads CORPUS/train.txt and held.txt; writes OUT/tokenizer.json, OUT/train.bin and OUT/held.bin (16-bit numbers).
Every document opens with `END`, and so does every third paragraph, so that the model knows how a text begins.
Deterministic. About a minute on two cores. Needs the package tokenizers.
"""

from __future__ import annotations

import argparse
from array import array
from collections.abc import Iterator
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

END = "<|end|>"
"""Opens and closes a text."""
CONTROL = (END, "<|draft|>", "<|wanted|>", "<|reword|>", "<|5|>", "<|6|>", "<|7|>", "<|8|>")
"""Tokens that no text can spell: the end, the parts of a request, and some to spare."""
SIZE = 6144


def learn(paragraphs: Iterator[str], size: int = SIZE) -> Tokenizer:
    """A vocabulary of `size` tokens."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=list(CONTROL),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(paragraphs, trainer)
    return tokenizer


def lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n")


def encode(tokenizer: Tokenizer, path: Path) -> array[int]:
    """The corpus as one row of numbers."""
    end = tokenizer.token_to_id(END)
    numbers: array[int] = array("H")
    batch: list[tuple[bool, str]] = []
    nth = 0

    def flush() -> None:
        for (fresh, _), encoded in zip(batch, tokenizer.encode_batch([t for _, t in batch]), strict=True):
            numbers.extend([end, *encoded.ids] if fresh else encoded.ids)
        batch.clear()

    for line in lines(path):
        if not line:
            nth = 0
            continue
        fresh = nth % 3 == 0
        batch.append((fresh, line if fresh else "\n" + line))
        nth += 1
        if len(batch) == 4096:
            flush()
    flush()
    numbers.append(end)
    return numbers


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--size", type=int, default=SIZE)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer = learn((line for line in lines(options.corpus / "train.txt") if line), options.size)
    tokenizer.save(str(options.out / "tokenizer.json"))
    for part in ("train", "held"):
        numbers = encode(tokenizer, options.corpus / f"{part}.txt")
        (options.out / f"{part}.bin").write_bytes(numbers.tobytes())
        print(f"{part}: {len(numbers)} tokens")


if __name__ == "__main__":
    main()
