"""A model of the Llama family in torch, from its GGUF file, with low-rank adapters to be taught.

It is written for SmolLM2-135M-Instruct. The weights are those of the 4-bit file that the product loads, so that nothing
is lost between training and use; they stay as they are. Rotary positions are paired as llama.cpp pairs them
(neighbouring values), since the file's query and key rows are in that order. Needs torch, gguf and tokenizers.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from gguf import GGUFReader
from gguf.quants import dequantize
from tokenizers import AddedToken, Tokenizer
from tokenizers.decoders import ByteLevel as Decoded
from tokenizers.models import BPE
from tokenizers.pre_tokenizers import ByteLevel, Digits
from tokenizers.pre_tokenizers import Sequence as Steps
from torch import Tensor, nn
from torch.nn import functional

CONTROL = 3
"""How a vocabulary in a GGUF file marks control tokens."""


class Sizes(NamedTuple):
    """What a file says of its model: layers, width, heads of queries and of keys, rotary base, smallest norm."""

    layers: int
    width: int
    heads: int
    keys: int
    rotary: float
    least: float

    @property
    def head(self) -> int:
        return self.width // self.heads


def sizes_of(path: Path) -> Sizes:
    """The sizes of the model in a GGUF file."""
    fields = GGUFReader(path).fields
    heads = int(fields["llama.attention.head_count"].contents())
    keys, rotary = fields.get("llama.attention.head_count_kv"), fields.get("llama.rope.freq_base")
    return Sizes(
        int(fields["llama.block_count"].contents()),
        int(fields["llama.embedding_length"].contents()),
        heads,
        int(keys.contents()) if keys is not None else heads,
        float(rotary.contents()) if rotary is not None else 10_000.0,
        float(fields["llama.attention.layer_norm_rms_epsilon"].contents()),
    )


class Adapted(nn.Module):
    """A frozen matrix and a low-rank change of it: `weight + scale * (b @ a)`."""

    def __init__(self, weight: Tensor, rank: int, scale: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(weight, requires_grad=False)
        self.scale = scale
        outputs, inputs = weight.shape
        self.a = nn.Parameter(torch.randn(rank, inputs) / inputs**0.5)
        self.b = nn.Parameter(torch.zeros(outputs, rank))

    def forward(self, x: Tensor) -> Tensor:
        return functional.linear(x, self.weight) + self.scale * functional.linear(functional.linear(x, self.a), self.b)


class Frozen(nn.Module):
    """A matrix that is not taught."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        self.weight = nn.Parameter(weight, requires_grad=False)

    def forward(self, x: Tensor) -> Tensor:
        return functional.linear(x, self.weight)


class Layer(nn.Module):
    """One block: attention with grouped keys, then a gated feed-forward part. `rank` 0: nothing of it is taught."""

    MATRICES = ("attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down")

    def __init__(self, weights: dict[str, Tensor], sizes: Sizes, number: int, rank: int, scale: float) -> None:
        super().__init__()
        self.sizes = sizes
        for name in self.MATRICES:
            weight = weights[f"blk.{number}.{name}.weight"]
            setattr(self, name, Adapted(weight, rank, scale) if rank else Frozen(weight))
        self.attn_norm = nn.Parameter(weights[f"blk.{number}.attn_norm.weight"], requires_grad=False)
        self.ffn_norm = nn.Parameter(weights[f"blk.{number}.ffn_norm.weight"], requires_grad=False)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, seen: Tensor | None = None) -> Tensor:
        batch, length, width = x.shape
        heads, keys, head = self.sizes.heads, self.sizes.keys, self.sizes.head
        h = functional.rms_norm(x, (width,), self.attn_norm, self.sizes.least)
        q = turned(self.attn_q(h).view(batch, length, heads, head).transpose(1, 2), cos, sin)
        k = turned(self.attn_k(h).view(batch, length, keys, head).transpose(1, 2), cos, sin)
        v = self.attn_v(h).view(batch, length, keys, head).transpose(1, 2)
        k, v = k.repeat_interleave(heads // keys, 1), v.repeat_interleave(heads // keys, 1)
        read = functional.scaled_dot_product_attention(q, k, v, attn_mask=seen, is_causal=seen is None)
        x = x + self.attn_output(read.transpose(1, 2).reshape(batch, length, width))
        h = functional.rms_norm(x, (width,), self.ffn_norm, self.sizes.least)
        return x + self.ffn_down(functional.silu(self.ffn_gate(h)) * self.ffn_up(h))


def turned(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotary positions, with neighbouring values as pairs."""
    even, odd = x[..., 0::2], x[..., 1::2]
    return torch.stack((even * cos - odd * sin, even * sin + odd * cos), -1).flatten(-2)


class Adaptable(nn.Module):
    """The whole model. `rank` and `scale` are the adapters'; the layers before `below` have none.

    `half`: what is not taught is kept in bfloat16, and so is what flows through it.
    """

    def __init__(self, path: Path, rank: int, below: int = 0, scale: float = 1.0, *, half: bool = False) -> None:
        super().__init__()
        weights = weights_in(path)
        self.sizes = sizes_of(path)
        self.embedding = nn.Parameter(weights["token_embd.weight"], requires_grad=False)
        output = weights.get("output.weight")
        self.output = nn.Parameter(output, requires_grad=False) if output is not None else None
        self.layers = nn.ModuleList(
            Layer(weights, self.sizes, n, rank if n >= below else 0, scale) for n in range(self.sizes.layers)
        )
        self.norm = nn.Parameter(weights["output_norm.weight"], requires_grad=False)
        self.below = below
        if half:
            for kept in self.parameters():
                if not kept.requires_grad:
                    kept.data = kept.data.bfloat16()

    def states(self, tokens: Tensor, lengths: Tensor | None = None) -> Tensor:
        """The last layer's vectors, (batch, length, width), of `tokens` (batch, length), padded at the end.

        With `lengths` (batch) every token sees all of its row; without, those before it.
        """
        seen = None if lengths is None else (torch.arange(tokens.shape[1]) < lengths[:, None])[:, None, None]
        at = torch.arange(tokens.shape[1])[:, None] * self.sizes.rotary ** (
            -torch.arange(0, self.sizes.head, 2) / self.sizes.head
        )
        x = functional.embedding(tokens, self.embedding)
        cos, sin = at.cos().to(x.dtype), at.sin().to(x.dtype)
        with torch.no_grad():
            for layer in self.layers[: self.below]:
                x = layer(x, cos, sin, seen)
        for layer in self.layers[self.below :]:
            x = layer(x, cos, sin, seen)
        return functional.rms_norm(x, (self.sizes.width,), self.norm, self.sizes.least)

    def loss(self, tokens: Tensor, targets: Tensor, mask: Tensor) -> Tensor:
        """Mean negative log-likelihood of the targets that count; only those are predicted."""
        told = functional.linear(self.states(tokens)[mask], self.embedding if self.output is None else self.output)
        return functional.cross_entropy(told, targets[mask])

    def adapters(self) -> dict[str, Tensor]:
        return {name: p for name, p in self.named_parameters() if p.requires_grad}


def weights_in(path: Path) -> dict[str, Tensor]:
    """Every tensor of a GGUF file in 32 bits."""
    found = {}
    for tensor in GGUFReader(path).tensors:
        found[tensor.name] = torch.from_numpy(np.array(dequantize(tensor.data, tensor.tensor_type), dtype=np.float32))
    return found


def tokenizer_of(path: Path) -> Tokenizer:
    """The file's byte-level BPE, with its control tokens; digits stand alone, as its "smollm" cutting has it."""
    fields = GGUFReader(path).fields
    pieces, merges = fields["tokenizer.ggml.tokens"].contents(), fields["tokenizer.ggml.merges"].contents()
    kinds = fields["tokenizer.ggml.token_type"].contents()
    pairs = [tuple(merge.split(" ", 1)) for merge in merges]
    made = Tokenizer(BPE({piece: n for n, piece in enumerate(pieces)}, pairs))
    made.pre_tokenizer = Steps([Digits(individual_digits=True), ByteLevel(add_prefix_space=False, use_regex=True)])
    made.decoder = Decoded()
    made.add_special_tokens(
        [
            AddedToken(piece, special=True, normalized=False)
            for piece, kind in zip(pieces, kinds, strict=True)
            if kind == CONTROL
        ]
    )
    return made
