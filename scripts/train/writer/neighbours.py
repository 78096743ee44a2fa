"""Gives the writer a start: which word follows which, counted over the whole corpus, in its first and last weights.

    python -m scripts.train.writer.neighbours RUN [--rounds 40]

Reads RUN/train.bin, writes RUN/start.pt, from which pretraining begins where it is there. Counting reads every token
of the corpus once, for the price of a few thousand in training; what is fitted is the prediction that the embedding
and the output make without any layer between them. Seeded. About two minutes on one idle core. Needs torch.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

CHUNK = 512
"""Words whose followers are looked at in one step."""


def counts(path: Path, size: int) -> Tensor:
    """How often each token (column) follows each (row)."""
    tokens = np.fromfile(path, np.uint16).astype(np.int64)
    flat = np.bincount(tokens[:-1] * size + tokens[1:], minlength=size * size)
    return torch.from_numpy(flat.astype(np.float32)).view(size, size)


def fitted(seen: Tensor, width: int, rounds: int, seed: int) -> tuple[Tensor, Tensor, float]:
    """Embedding (rows of mean square one), output weights, and the mean loss of the last round."""
    source = torch.Generator().manual_seed(seed)
    size = len(seen)
    total = seen.sum(1)
    common = (seen.sum(0) + 1).log()
    embedding = torch.randn(size, width, generator=source)
    output = torch.randn(size, width, generator=source) * 0.05
    embedding[:, 0] = 3.0
    output[:, 0] = (common - common.mean()) / 3.0  # what is common at all, before anything is known
    embedding.requires_grad_()
    output.requires_grad_()
    steps = rounds * -(-size // CHUNK)
    learner = torch.optim.Adam([embedding, output], lr=0.03, betas=(0.9, 0.98), fused=True)
    falling = torch.optim.lr_scheduler.LambdaLR(learner, lambda step: max(0.02, 1 - step / steps))
    mean = 0.0
    for _ in range(rounds):
        lost = 0.0
        for rows in torch.randperm(size, generator=source).split(CHUNK):
            place = functional.rms_norm(embedding[rows], (width,))
            logs = functional.log_softmax(functional.linear(place, output), 1)
            each = -(seen[rows] * logs).sum(1)
            weight = total[rows].clamp(min=1) ** -0.3  # seldom words count a little more than they occur
            loss = (each * weight).sum() / (total[rows] * weight).sum().clamp(min=1)
            learner.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            learner.step()
            falling.step()
            lost += float(each.detach().sum())
        mean = lost / float(total.sum())
        print(f"{mean:.3f}", end=" ", flush=True)
    print()
    return functional.rms_norm(embedding.detach(), (width,)), output.detach(), mean


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("--size", type=int, default=6144)
    parser.add_argument("--width", type=int, default=192)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    embedding, output, mean = fitted(
        counts(options.run / "train.bin", options.size), options.width, options.rounds, options.seed
    )
    torch.save({"embedding": embedding, "output": output}, options.run / "start.pt")
    print(f"mean loss {mean:.3f}")


if __name__ == "__main__":
    main()
