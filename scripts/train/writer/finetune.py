"""Teaches the writer to tell a sentence as written from the same one spoilt, while it goes on learning to predict.

    python -m scripts.train.writer.finetune RUN PAIRS.jsonl [--steps 600]

Starts from RUN/pretrain.pt, writes RUN/finetune.pt (and goes on from it). PAIRS comes from scripts.train.writer.pairs.
What is compared is what the product asks for: the mean log-probability per token of a text after the one before it.
The loss is that of predicting the good text, and `--weight` times how far the spoilt one comes near it. About a
second a step on one core (16 pairs), so ten minutes for the defaults. Needs torch.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from scripts.train.writer.model import Writer, mean_loss
from scripts.train.writer.muon import optimisers
from scripts.train.writer.pretrain import Reader, load, rate, save
from scripts.train.writer.tokenizer import END

Row = tuple[list[int], list[int]]
"""Tokens of what stands before, with the opening token, and of the text."""


def row(tokenizer: Tokenizer, before: str, text: str, length: int) -> Row:
    """As the engine reads a pair: the text goes on after a space where there is something before it."""
    start = [tokenizer.token_to_id(END)]
    if before:
        start += tokenizer.encode(before).ids[-length // 2 :]
    told = tokenizer.encode(f" {text}" if before else text).ids
    return start, told[: length + 1 - len(start)]


def padded(rows: list[Row]) -> tuple[Tensor, Tensor, Tensor]:
    """Tokens, what follows each, and a mask of those that are the text's."""
    longest = max(len(a) + len(b) for a, b in rows) - 1
    tokens = torch.zeros(len(rows), longest, dtype=torch.long)
    targets, mask = torch.zeros_like(tokens), torch.zeros(len(rows), longest)
    for i, (before, text) in enumerate(rows):
        whole = torch.tensor(before + text)
        tokens[i, : len(whole) - 1], targets[i, : len(whole) - 1] = whole[:-1], whole[1:]
        mask[i, len(before) - 1 : len(whole) - 1] = 1
    return tokens, targets, mask


def scores(model: Writer, rows: list[Row]) -> Tensor:
    """Mean log-probability per token of every row's text. Only what counts is predicted, which is half of the work."""
    tokens, targets, mask = padded(rows)
    counts = mask.bool()
    told = functional.linear(model.states(tokens)[counts], model.output.weight)
    losses = functional.cross_entropy(told, targets[counts], reduction="none")
    totals = torch.zeros(len(rows)).index_add(0, counts.nonzero()[:, 0], losses)
    return -totals / mask.sum(1)


def batches(pairs: list[dict[str, str]], size: int, seed: int) -> Iterator[list[dict[str, str]]]:
    """Batches of pairs for ever, in another order each time round; those of a batch are about as long as each other."""
    turn = 0
    while True:
        source = random.Random(f"{seed} {turn}")
        order = source.sample(pairs, len(pairs))
        stretch = 20 * size
        for at in range(0, len(order) - size + 1, stretch):
            part = sorted(order[at : at + stretch], key=lambda p: len(p["before"]) + len(p["good"]))
            cut = [part[i : i + size] for i in range(0, len(part) - size + 1, size)]
            yield from source.sample(cut, len(cut))
        turn += 1


def accuracy(model: Writer, tokenizer: Tokenizer, pairs: list[dict[str, str]]) -> dict[str, tuple[int, int]]:
    """Pairs whose good side scores higher, and pairs, by family."""
    found: dict[str, tuple[int, int]] = {}
    length = model.shape.context
    with torch.no_grad():
        for at in range(0, len(pairs), 16):
            part = pairs[at : at + 16]
            both = [row(tokenizer, p["before"], p[side], length) for side in ("good", "bad") for p in part]
            values = scores(model, both)
            for pair, good, bad in zip(part, values[: len(part)], values[len(part) :], strict=True):
                right, seen = found.get(pair["family"], (0, 0))
                found[pair["family"]] = (right + int(good > bad), seen + 1)
    return found


def said(found: dict[str, tuple[int, int]]) -> str:
    right, seen = (sum(v[i] for v in found.values()) for i in (0, 1))
    parts = ", ".join(f"{family} {a}/{b}" for family, (a, b) in sorted(found.items()))
    return f"{right / max(seen, 1):.3f} of {seen}: {parts}"


def read_pairs(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--measure", type=Path, help="pairs to measure on now and then, never learnt from")
    parser.add_argument("--steps", type=int, default=600)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rows", type=int, default=4, help="rows of the corpus read beside the pairs of a step")
    parser.add_argument("--weight", type=float, default=2.0)
    parser.add_argument("--sharpness", type=float, default=4.0, help="how much a score counts in the comparison")
    parser.add_argument("--matrix-rate", type=float, default=0.006)
    parser.add_argument("--other-rate", type=float, default=0.0005)
    parser.add_argument("--save-every", type=int, default=100)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(arguments)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    tokenizer = Tokenizer.from_file(str(options.run / "tokenizer.json"))
    checkpoint = options.run / "finetune.pt"
    resumed = checkpoint.exists()
    model, step = load(checkpoint if resumed else options.run / "pretrain.pt")
    both = optimisers(model, options.matrix_rate, options.other_rate)
    seconds = 0.0
    if resumed:
        kept = torch.load(checkpoint, weights_only=True)
        for optimiser, state in zip(both, kept["optimisers"], strict=True):
            optimiser.load_state_dict(state)
        seconds = float(kept["seconds"])
    else:
        step = 0
    pairs = batches(read_pairs(options.pairs), options.batch, options.seed)
    for _ in range(step):
        next(pairs)
    measure = read_pairs(options.measure) if options.measure else []
    reader = Reader(options.run / "train.bin", model.shape.context, options.seed + 1)
    if measure and not step:
        print(f"step 0 {said(accuracy(model, tokenizer, measure))}", flush=True)
    asked_to_stop: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: asked_to_stop.append(number))
    while step < options.steps and not asked_to_stop:
        began = time.monotonic()
        share = rate(step, options.steps, options.steps // 2, warm=20)
        for optimiser in both:
            for group in optimiser.param_groups:
                group["lr"] = group["initial_lr"] * share
        part = next(pairs)
        rows = [row(tokenizer, p["before"], p[side], model.shape.context) for side in ("good", "bad") for p in part]
        values = scores(model, rows)
        apart = functional.softplus(options.sharpness * (values[options.batch :] - values[: options.batch])).mean()
        good = -values[: options.batch].mean()
        loss = good + options.weight * apart
        loss.backward()  # type: ignore[no-untyped-call]
        mean_loss(model, *reader.rows(step, options.rows)).backward()  # type: ignore[no-untyped-call]
        for optimiser in both:
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
        step += 1
        seconds += time.monotonic() - began
        if step % 20 == 0:
            print(f"step {step} predicting {good.item():.3f} apart {apart.item():.3f} {seconds:.0f} s", flush=True)
        if step % options.save_every == 0 or step == options.steps:
            save(checkpoint, model, both, step, seconds)
            if measure:
                print(f"step {step} {said(accuracy(model, tokenizer, measure))}", flush=True)
    save(checkpoint, model, both, step, seconds)


if __name__ == "__main__":
    main()
