"""The optimiser: Muon for the matrices inside the layers, Adam for the words and the norms.

Muon (K. Jordan and others, 2024) makes every step of a matrix nearly orthogonal; it learns from about half as many
tokens as Adam at this size, and here tokens are what two cores cannot buy. Written from its published description.
"""

from __future__ import annotations

import torch
from torch import Tensor

from scripts.train.writer.model import Writer

POLYNOMIAL = (3.4445, -4.7750, 2.0315)
"""Coefficients of the quintic iteration that the method's authors publish."""


def orthogonal(matrix: Tensor, rounds: int = 5) -> Tensor:
    """The matrix with its singular values brought near one."""
    a, b, c = POLYNOMIAL
    tall = matrix.shape[0] > matrix.shape[1]
    x = matrix.mT if tall else matrix
    x = x / (x.norm() + 1e-7)
    for _ in range(rounds):
        square = x @ x.mT
        x = a * x + (b * square + c * square @ square) @ x
    return x.mT if tall else x


class Muon(torch.optim.Optimizer):
    """Momentum, made orthogonal, with weight decay."""

    def __init__(self, matrices: list[Tensor], rate: float, momentum: float = 0.95, decay: float = 0.01) -> None:
        super().__init__(matrices, {"lr": rate, "momentum": momentum, "decay": decay})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]  # noqa: ARG002 - the base class's
        for group in self.param_groups:
            for weight in group["params"]:
                if weight.grad is None:
                    continue
                kept = self.state[weight]
                if "momentum" not in kept:
                    kept["momentum"] = torch.zeros_like(weight)
                kept["momentum"].lerp_(weight.grad, 1 - group["momentum"])
                ahead = weight.grad.lerp(kept["momentum"], group["momentum"])
                move = orthogonal(ahead) * max(1.0, weight.shape[0] / weight.shape[1]) ** 0.5
                weight.mul_(1 - group["lr"] * group["decay"]).add_(move, alpha=-group["lr"])


def optimisers(model: Writer, matrix_rate: float, other_rate: float) -> list[torch.optim.Optimizer]:
    """Muon and Adam over all of the model's weights; each remembers its full rate as `initial_lr`."""
    matrices = [p for n, p in model.named_parameters() if p.ndim == 2 and n.startswith("blk.")]
    others = [p for n, p in model.named_parameters() if p.ndim != 2 or not n.startswith("blk.")]
    found: list[torch.optim.Optimizer] = [
        Muon(matrices, matrix_rate),
        torch.optim.Adam(others, lr=other_rate, betas=(0.9, 0.95), eps=1e-10, fused=True),
    ]
    for each in found:
        for group in each.param_groups:
            group["initial_lr"] = group["lr"]
    return found
