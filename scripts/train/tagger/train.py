"""Trains the tagger: about an hour on 2 cores with AVX-512 and bfloat16 for 6 epochs of some 880,000 tokens.

    python -m scripts.train.tagger.train SAMPLES.jsonl FOLDER [--epochs 6] [--hold-out K/N] [--start FILE.gguf]

Seeded. FOLDER keeps a checkpoint after every epoch; starting again goes on from it. `--hold-out 0/5` leaves out every
fifth of our drafts, for choosing thresholds. `--start` goes on from a tagger that was exported, in smaller steps, to
teach it what was added since: four to eleven minutes an epoch (docs/evaluation/detection.md says what it brought).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import Any

import torch
from torch.nn.functional import binary_cross_entropy_with_logits

from assistant.engine.wordpiece import SHAPES, WordPiece
from scripts.train.tagger.export import take_over
from scripts.train.tagger.labels import INDEX, OUTPUTS, STANDS, STRUCTURES, TELLS
from scripts.train.tagger.network import Tagger, tokeniser
from scripts.train.tagger.sample import held_out

LONGEST = 254
"""Tokens of a window, without the marks around it."""

BATCH = 2600
"""Tokens of one batch, padding included."""

SHARE = {
    "frames": 0.05, "drafts": 0.4, "stories": 0.75, "harmless": 1.8, "clinical": 1.0, "clauses": 0.0, "court": 1.5,
    "wikigold": 0.2, "emerging": 0.25, "tweets": 0.15, "expository": 0.1,
}  # fmt: skip
"""How much of each source one epoch sees; above one it is seen several times."""


GENERAL = 0.3
"""How much each of the structures weighs, of which there are many and one is meant."""

WHOLE = 0.3
"""How much each token's word on the whole text weighs, beside a word on itself."""

_FIRST = INDEX[STRUCTURES[0]]


def encode(row: dict[str, Any], pieces: WordPiece) -> dict[str, Any] | None:
    """Token numbers, shapes, targets and what is taught, of one sample."""
    tokens = pieces.tokens(row["text"])[:LONGEST]
    if not tokens:
        return None
    targets = torch.zeros(len(tokens), len(OUTPUTS))
    taught = torch.zeros(len(tokens), len(OUTPUTS))
    for name in row["known"]:
        taught[:, INDEX[name]] = WHOLE if name in (TELLS, STANDS) else 1
    for start, end in row["unsure"]:
        for i, token in enumerate(tokens):
            if token.start < end and token.end > start:
                taught[i] = 0
    if STANDS in row["known"]:  # which depends on no rule
        taught[:, INDEX[STANDS]] = WHOLE
    for start, end, name in row["spans"]:
        for i, token in enumerate(tokens):
            if token.start < end and token.end > start:
                if name in STRUCTURES:
                    taught[i, _FIRST : _FIRST + len(STRUCTURES)] = GENERAL
                    targets[i, INDEX[name]] = 1
                    continue
                targets[i, INDEX[name]] = 1
                taught[i, INDEX[name]] = 1
                if name in (TELLS, STANDS):
                    taught[i, INDEX[name]] = WHOLE
                elif name == "person-name" and "person-name" not in row["known"]:
                    taught[i, INDEX[name]] = 0.5
    return {
        "numbers": [pieces.begin, *(t.number for t in tokens), pieces.end],
        "shapes": [t.shape for t in tokens],
        "targets": targets,
        "taught": taught,
    }


def batches(samples: list[dict[str, Any]], rng: random.Random) -> list[list[dict[str, Any]]]:
    """Samples of like length together, in random order."""
    order = sorted(samples, key=lambda s: len(s["numbers"]) + rng.random() * 12)
    made: list[list[dict[str, Any]]] = []
    batch: list[dict[str, Any]] = []
    for sample in order:
        if batch and len(sample["numbers"]) * (len(batch) + 1) > BATCH:
            made.append(batch)
            batch = []
        batch.append(sample)
    made.append(batch)
    rng.shuffle(made)
    return made


def collate(batch: list[dict[str, Any]], padding: int) -> tuple[torch.Tensor, ...]:
    """One batch as tensors; the marks at both ends teach nothing."""
    longest = max(len(s["numbers"]) for s in batch)
    numbers = torch.full((len(batch), longest), padding)
    attended = torch.zeros(len(batch), longest, dtype=torch.long)
    shapes = torch.zeros(len(batch), longest, SHAPES)
    targets, taught = (torch.zeros(len(batch), longest, len(OUTPUTS)) for _ in range(2))
    for i, sample in enumerate(batch):
        size = len(sample["numbers"])
        numbers[i, :size] = torch.tensor(sample["numbers"])
        attended[i, :size] = 1
        shapes[i, 1 : size - 1] = torch.tensor(sample["shapes"])
        targets[i, 1 : size - 1] = sample["targets"]
        taught[i, 1 : size - 1] = sample["taught"]
    return numbers, attended, shapes, targets, taught


def epoch_samples(by_source: dict[str, list[dict[str, Any]]], rng: random.Random) -> list[dict[str, Any]]:
    """What one epoch sees of each source."""
    chosen: list[dict[str, Any]] = []
    for source, samples in by_source.items():
        wanted = int(len(samples) * SHARE[source])
        while wanted > 0:
            part = rng.sample(samples, min(wanted, len(samples)))
            chosen += part
            wanted -= len(part)
    return chosen


def load(path: Path, fold: tuple[int, int] | None, pieces: WordPiece) -> dict[str, list[dict[str, Any]]]:
    """Encoded samples by source, without the fold that is left out."""
    by_source: dict[str, list[dict[str, Any]]] = {}
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        if not held_out(row, fold) and (sample := encode(row, pieces)):
            by_source.setdefault(row["source"], []).append(sample)
    return by_source


def main() -> None:
    """Train, one checkpoint an epoch."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("samples", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--hold-out", default="")
    parser.add_argument("--limit", type=int, default=0, help="stop an epoch after so many batches (smoke tests)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--steps", type=float, default=0.8, help="with --start: how large, beside a first training's")
    parser.add_argument("--exact", action="store_true", help="32 bits throughout: for processors without bfloat16")
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    fold = tuple(int(n) for n in arguments.hold_out.split("/")) if arguments.hold_out else None
    pieces = tokeniser()
    by_source = load(arguments.samples, fold, pieces)  # type: ignore[arg-type]
    for source, samples in by_source.items():
        print(source, len(samples), sum(len(s["numbers"]) for s in samples), "tokens", flush=True)
    model = Tagger()
    smaller = 1.0
    if arguments.start:
        take_over(model, arguments.start)
        smaller = arguments.steps
    head = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
    body = [p for n, p in model.named_parameters() if n.startswith("encoder") and "embeddings.word" not in n]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": 1.2e-4 * smaller}, {"params": head, "lr": 1e-3 * smaller}], weight_decay=0.01
    )
    arguments.folder.mkdir(parents=True, exist_ok=True)
    checkpoint = arguments.folder / "checkpoint.pt"
    first = 0
    per_epoch = len(batches(epoch_samples(by_source, random.Random(0)), random.Random(0)))
    total = per_epoch * arguments.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / 100) * max(0.02, 1 - step / total)
    )
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        first = state["epoch"]
    for epoch in range(first, arguments.epochs):
        rng = random.Random(arguments.seed * 1000 + epoch)
        made = batches(epoch_samples(by_source, rng), rng)
        run_epoch(model, optimiser, schedule, made, pieces.padding, limit=arguments.limit, exact=arguments.exact)
        state = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "epoch": epoch + 1}
        torch.save(state | {"schedule": schedule.state_dict()}, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)
        print("epoch", epoch + 1, "kept", flush=True)


def run_epoch(
    model: Tagger, optimiser: torch.optim.Optimizer, schedule: Any, made: list[list[dict[str, Any]]], padding: int,
    *, limit: int, exact: bool,
) -> None:  # fmt: skip
    """One pass over the batches; matrices are multiplied in bfloat16 unless `exact`.

    That is 1.5 to 1.8 times as many tokens a second in a short trial.
    """
    model.train()
    begun, seen, running = time.monotonic(), 0, 0.0
    for step, batch in enumerate(made[: limit or None]):
        numbers, attended, shapes, targets, taught = collate(batch, padding)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=not exact):
            logits = model(numbers, attended, shapes)
        losses = binary_cross_entropy_with_logits(logits.float(), targets, reduction="none") * taught
        loss = losses.sum() / max(1.0, float(attended.sum()))
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        seen += int(attended.sum())
        running = 0.95 * running + 0.05 * loss.item() if step else loss.item()
        if step % 20 == 0:
            speed = seen / (time.monotonic() - begun)
            print(f"{step}/{len(made)} loss {running:.4f} {speed:.0f} tokens/s", flush=True)


if __name__ == "__main__":
    main()
