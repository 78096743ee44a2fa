"""Teaches the writer to predict the next word of its corpus; stops and goes on from checkpoints.

    python -m scripts.train.writer.pretrain RUN [--steps 1200] [--cooldown 300] [--threads 2]

RUN holds tokenizer.json, train.bin and held.bin (scripts.train.writer.tokenizer), and start.pt where there is one
(scripts.train.writer.neighbours). Each step reads `--rows` rows of 256
tokens, in an order that the seed fixes; the rate is constant and falls to nothing over the last `--cooldown` steps, so
a run that was stopped may be finished earlier than planned by naming a smaller `--steps`. RUN/pretrain.pt is written
every `--save-every` steps and at the end; the same command goes on from it. About 2 s a step on an idle core
(4,096 tokens), so 40 minutes for the defaults. Needs torch.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch

from scripts.train.writer.model import Shape, Writer, mean_loss, token_losses
from scripts.train.writer.muon import optimisers


class Reader:
    """Rows of a file of tokens in a shuffled order, each once before any comes again."""

    def __init__(self, path: Path, length: int, seed: int) -> None:
        self.tokens = torch.from_numpy(np.fromfile(path, np.uint16).astype(np.int64))
        self.length, self.seed = length, seed
        self.count = (len(self.tokens) - 1 - length) // length

    def rows(self, step: int, rows: int) -> tuple[torch.Tensor, torch.Tensor]:
        """Tokens and what follows each, for the given step."""
        picked = []
        for at in range(step * rows, (step + 1) * rows):
            turn, nth = divmod(at, self.count)
            order = np.random.default_rng((self.seed, turn))
            shift = int(order.integers(self.length))
            if getattr(self, "_turn", None) != turn:
                self._turn, self._order = turn, order.permutation(self.count)
            start = int(self._order[nth]) * self.length + shift
            picked.append(self.tokens[start : start + self.length + 1])
        both = torch.stack(picked)
        return both[:, :-1].contiguous(), both[:, 1:].contiguous()


def rate(step: int, steps: int, cooldown: int, warm: int = 20) -> float:
    """Share of the full rate."""
    return min(1.0, (step + 1) / warm, max(0.0, (steps - step) / max(cooldown, 1)))


def measured(model: Writer, reader: Reader, rows: int = 64) -> float:
    """Mean loss on the first `rows` rows kept aside."""
    rows = min(rows, reader.count)
    with torch.no_grad():
        parts = [token_losses(model, *reader.rows(at, 1)).mean() for at in range(rows)]
    return float(torch.stack(parts).mean())


def save(path: Path, model: Writer, optimisers_: list[torch.optim.Optimizer], step: int, seconds: float) -> None:
    """The checkpoint, whole or not at all."""
    held = path.with_suffix(".part")
    torch.save(
        {
            "shape": asdict(model.shape),
            "model": model.state_dict(),
            "optimisers": [o.state_dict() for o in optimisers_],
            "step": step,
            "seconds": seconds,
        },
        held,
    )
    os.replace(held, path)


def load(path: Path) -> tuple[Writer, int]:
    """A model from a checkpoint, and the step it had reached."""
    kept = torch.load(path, weights_only=True)
    model = Writer(Shape(**kept["shape"]))
    model.load_state_dict(kept["model"])
    return model, int(kept["step"])


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("--steps", type=int, default=1200)
    parser.add_argument("--cooldown", type=int, default=300)
    parser.add_argument("--rows", type=int, default=16)
    parser.add_argument("--matrix-rate", type=float, default=0.01)
    parser.add_argument("--other-rate", type=float, default=0.0006)
    parser.add_argument("--save-every", type=int, default=50)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--shape", type=json.loads, default={}, help='e.g. {"width": 64}')
    options = parser.parse_args(arguments)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    checkpoint = options.run / "pretrain.pt"
    model = Writer(Shape(**options.shape))
    if (options.run / "start.pt").exists() and not checkpoint.exists():
        start = torch.load(options.run / "start.pt", weights_only=True)
        model.token_embd.weight.data.copy_(start["embedding"])
        model.output.weight.data.copy_(start["output"])
    both = optimisers(model, options.matrix_rate, options.other_rate)
    step, seconds = 0, 0.0
    if checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=True)
        model = Writer(Shape(**kept["shape"]))
        model.load_state_dict(kept["model"])
        both = optimisers(model, options.matrix_rate, options.other_rate)
        for optimiser, state in zip(both, kept["optimisers"], strict=True):
            optimiser.load_state_dict(state)
        for optimiser, full in zip(both, (options.matrix_rate, options.other_rate), strict=True):
            optimiser.param_groups[0]["initial_lr"] = full  # the command's, not the one that it was stopped with
        step, seconds = int(kept["step"]), float(kept["seconds"])
    reader = Reader(options.run / "train.bin", model.shape.context, options.seed)
    held = Reader(options.run / "held.bin", model.shape.context, 0)
    size = sum(p.numel() for p in model.parameters())
    print(f"{size} parameters, from step {step}, held {measured(model, held):.3f}", flush=True)
    asked_to_stop: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: asked_to_stop.append(number))
    while step < options.steps and not asked_to_stop:
        began = time.monotonic()
        share = rate(step, options.steps, options.cooldown)
        for optimiser in both:
            for group in optimiser.param_groups:
                group["lr"] = group["initial_lr"] * share
        tokens, targets = reader.rows(step, options.rows)
        total = 0.0
        for part in range(0, options.rows, 8):  # eight rows at a time stay in the cache
            loss = mean_loss(model, tokens[part : part + 8], targets[part : part + 8]) * (8 / options.rows)
            loss.backward()  # type: ignore[no-untyped-call]
            total += float(loss.detach())
        for optimiser in both:
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
        step += 1
        seconds += time.monotonic() - began
        if step % 10 == 0:
            print(f"step {step} loss {total:.3f} rate {share:.2f} {seconds:.0f} s", flush=True)
        if step % options.save_every == 0 or step == options.steps:
            save(checkpoint, model, both, step, seconds)
            print(f"step {step} held {measured(model, held):.3f}", flush=True)
    save(checkpoint, model, both, step, seconds)


if __name__ == "__main__":
    main()
