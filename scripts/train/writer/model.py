"""The writer: a small decoder of the Llama family, whose weights llama.cpp reads as they are.

Rotary positions turn neighbouring pairs of a head's numbers, as llama.cpp does for this family, so nothing is
reordered on export. No dropout: every token is seen about once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

EPSILON = 1e-5
ROPE_BASE = 10000.0


@dataclass(frozen=True)
class Shape:
    """Sizes. `wide` is the feed-forward width; widths are multiples of 32, as 8-bit blocks want it."""

    vocabulary: int = 6144
    width: int = 192
    layers: int = 5
    heads: int = 6
    wide: int = 512
    context: int = 256


class Block(nn.Module):
    """One layer: attention to what came before, then a gated feed-forward, each added to the stream."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.attn_norm = nn.Parameter(torch.ones(shape.width))
        self.ffn_norm = nn.Parameter(torch.ones(shape.width))
        self.attn_q = nn.Linear(shape.width, shape.width, bias=False)
        self.attn_k = nn.Linear(shape.width, shape.width, bias=False)
        self.attn_v = nn.Linear(shape.width, shape.width, bias=False)
        self.attn_output = nn.Linear(shape.width, shape.width, bias=False)
        self.ffn_gate = nn.Linear(shape.width, shape.wide, bias=False)
        self.ffn_up = nn.Linear(shape.width, shape.wide, bias=False)
        self.ffn_down = nn.Linear(shape.wide, shape.width, bias=False)

    def forward(self, stream: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
        rows, length, width = stream.shape
        x = functional.rms_norm(stream, (width,), self.attn_norm, EPSILON)

        def heads(y: Tensor) -> Tensor:
            return y.view(rows, length, self.heads, -1).transpose(1, 2)

        query = turned(heads(self.attn_q(x)), cosine, sine)
        key = turned(heads(self.attn_k(x)), cosine, sine)
        seen = functional.scaled_dot_product_attention(query, key, heads(self.attn_v(x)), is_causal=True)
        stream = stream + self.attn_output(seen.transpose(1, 2).reshape(rows, length, width))
        x = functional.rms_norm(stream, (width,), self.ffn_norm, EPSILON)
        return stream + self.ffn_down(functional.silu(self.ffn_gate(x)) * self.ffn_up(x))


class Writer(nn.Module):
    """Predicts the next token at every place."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.token_embd = nn.Embedding(shape.vocabulary, shape.width)
        self.blk = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.output_norm = nn.Parameter(torch.ones(shape.width))
        self.output = nn.Linear(shape.width, shape.vocabulary, bias=False)
        cosine, sine = rotations(shape)
        self.register_buffer("cosine", cosine, persistent=False)
        self.register_buffer("sine", sine, persistent=False)
        self.cosine: Tensor
        self.sine: Tensor
        nn.init.normal_(self.token_embd.weight)
        nn.init.normal_(self.output.weight, std=0.02)
        for name, weight in self.blk.named_parameters():
            if name.endswith(("attn_output.weight", "ffn_down.weight")):
                nn.init.zeros_(weight)  # a layer says nothing until it has learnt something
            elif weight.ndim == 2:
                nn.init.normal_(weight, std=0.04)

    def states(self, tokens: Tensor) -> Tensor:
        """What is known at every place, before it is turned into predictions."""
        stream = self.token_embd(tokens)
        cosine, sine = self.cosine[: tokens.shape[1]], self.sine[: tokens.shape[1]]
        for block in self.blk:
            stream = block(stream, cosine, sine)
        return functional.rms_norm(stream, (self.shape.width,), self.output_norm, EPSILON)

    def forward(self, tokens: Tensor) -> Tensor:
        return functional.linear(self.states(tokens), self.output.weight)


def rotations(shape: Shape) -> tuple[Tensor, Tensor]:
    """Cosine and sine by place and pair."""
    half = shape.width // shape.heads // 2
    speeds = ROPE_BASE ** (-torch.arange(half, dtype=torch.float64) / half)
    angles = torch.outer(torch.arange(shape.context, dtype=torch.float64), speeds)
    return angles.cos().float(), angles.sin().float()


def turned(x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
    """Every neighbouring pair of numbers turned by its place's angle."""
    even, odd = x[..., 0::2], x[..., 1::2]
    return torch.stack((even * cosine - odd * sine, even * sine + odd * cosine), -1).flatten(-2)


ROWS = 256
"""Places whose predictions are held at once: those of a whole step would be read from main memory five times over."""


class _Losses(torch.autograd.Function):
    """Mean of the losses weighted by `weights`, with its gradients worked out on the way, a few places at a time."""

    @staticmethod
    def forward(ctx: Any, states: Tensor, head: Tensor, targets: Tensor, weights: Tensor) -> Tensor:
        total = states.new_zeros(())
        to_states, to_head = torch.empty_like(states), torch.zeros_like(head)
        for at in range(0, len(states), ROWS):
            part, wanted, share = states[at : at + ROWS], targets[at : at + ROWS, None], weights[at : at + ROWS, None]
            scores = part @ head.T
            top = scores.gather(1, wanted)
            highest = scores.amax(1, keepdim=True)
            scores.sub_(highest).exp_()
            norm = scores.sum(1, keepdim=True)
            total += ((norm.log() + highest - top) * share).sum()
            scores.mul_(share / norm)
            scores.scatter_add_(1, wanted, -share)
            to_states[at : at + ROWS] = scores @ head
            to_head.addmm_(scores.T, part)
        ctx.save_for_backward(to_states, to_head)
        return total

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, Tensor, None, None]:
        to_states, to_head = ctx.saved_tensors
        return to_states * grads[0], to_head * grads[0], None, None


def mean_loss(model: Writer, tokens: Tensor, targets: Tensor) -> Tensor:
    """Mean negative log-probability of the targets, for learning."""
    states = model.states(tokens).flatten(0, 1)
    weights = torch.full((len(states),), 1 / len(states))
    loss: Tensor = _Losses.apply(states, model.output.weight, targets.flatten(), weights)  # type: ignore[no-untyped-call]
    return loss


def token_losses(model: Writer, tokens: Tensor, targets: Tensor) -> Tensor:
    """Negative log-probability of every target, same shape as `targets`."""
    return functional.cross_entropy(model(tokens).flatten(0, 1).float(), targets.flatten(), reduction="none").view_as(
        targets
    )
