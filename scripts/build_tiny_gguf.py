"""Writes a tiny GGUF (under 2 MB) with invented weights, for tests of the machinery: never for its wording.

    python scripts/build_tiny_gguf.py OUT.gguf [--kind random|chain] [--format f32|q4_0] [--seed 7]

`random` has random weights everywhere, so that every token depends on all before it. `chain` knows one thing: after
a newline it says "some" and a newline. Both have a SentencePiece-style vocabulary of bytes, letters and pairs, and
the control tokens of ChatML. The same arguments write the same bytes. Needs the packages gguf and numpy.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import gguf
import numpy as np

CONTROL = ("<s>", "</s>", "<|im_start|>", "<|im_end|>")
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;!?'\"-()[]<>|_/"
PAIRS = ("th", "he", "in", "er", "an", "re", "on", "at", "en", "nd", "▁a", "▁t", "▁s", "▁h", "▁w", "▁i")
CHAIN = ("<0x0A>", "s", "o", "m", "e", "<0x0A>")
SPACE = "▁"


@dataclass(frozen=True)
class Shape:
    """Sizes of the model; feed-forward width and head count follow from them."""

    layers: int = 2
    width: int = 64
    context: int = 2048


def vocabulary() -> tuple[list[str], list[float], list[int]]:
    """Tokens with their scores and types."""
    tokens, scores, types = ["<unk>"], [0.0], [int(gguf.TokenType.UNKNOWN)]
    for name in CONTROL:
        tokens.append(name)
        scores.append(0.0)
        types.append(int(gguf.TokenType.CONTROL))
    for value in range(256):
        tokens.append(f"<0x{value:02X}>")
        scores.append(0.0)
        types.append(int(gguf.TokenType.BYTE))
    for rank, piece in enumerate((*PAIRS, SPACE, *LETTERS)):
        tokens.append(piece)
        scores.append(-float(rank))
        types.append(int(gguf.TokenType.NORMAL))
    while len(tokens) % 32:
        tokens.append(f"<unused{len(tokens)}>")
        scores.append(0.0)
        types.append(int(gguf.TokenType.UNUSED))
    return tokens, scores, types


def weights(kind: str, shape: Shape, tokens: list[str], seed: int) -> dict[str, Any]:
    """Tensors by name, as 32-bit floats."""
    source = np.random.default_rng(seed)
    width, wide = shape.width, shape.width * 2

    def matrix(rows: int, columns: int, scale: float = 1.0) -> Any:
        return (source.standard_normal((rows, columns)) * scale / np.sqrt(columns)).astype(np.float32)

    mixing = 0.0 if kind == "chain" else 1.0
    found: dict[str, Any] = {
        "token_embd.weight": matrix(len(tokens), width, 8.0),
        "output_norm.weight": np.ones(width, np.float32),
        "output.weight": matrix(len(tokens), width, 3.0),
    }
    for layer in range(shape.layers):
        block = f"blk.{layer}."
        for norm in ("attn_norm", "ffn_norm"):
            found[f"{block}{norm}.weight"] = np.ones(width, np.float32)
        for part in ("attn_q", "attn_k", "attn_v"):
            found[f"{block}{part}.weight"] = matrix(width, width, 2.0)
        found[f"{block}attn_output.weight"] = matrix(width, width, 2.0 * mixing)
        found[f"{block}ffn_gate.weight"] = matrix(wide, width)
        found[f"{block}ffn_up.weight"] = matrix(wide, width)
        found[f"{block}ffn_down.weight"] = matrix(width, wide, mixing)
    if kind == "chain":
        _teach_chain(found, tokens)
    return found


def _teach_chain(found: dict[str, Any], tokens: list[str]) -> None:
    head = found["output.weight"]
    head *= 0.01
    for before, after in pairwise(CHAIN):
        direction = found["token_embd.weight"][tokens.index(before)]
        head[tokens.index(after)] += direction / np.linalg.norm(direction)


def build(
    path: Path,
    kind: str = "random",
    weight_format: str = "f32",
    seed: int = 7,
    shape: Shape | None = None,
    template: str = "{% for m in messages %}<|im_start|>{{ m.role }}{% endfor %}",
) -> Path:
    """Write the model to `path` and return it."""
    shape = shape or Shape()
    tokens, scores, types = vocabulary()
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_name("tiny test model")
    writer.add_license("CC0-1.0")
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.width * 2)
    writer.add_head_count(4)
    writer.add_head_count_kv(4)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(len(tokens))
    writer.add_rope_dimension_count(shape.width // 4)
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores(scores)
    writer.add_token_types(types)
    writer.add_bos_token_id(tokens.index("<s>"))
    writer.add_eos_token_id(tokens.index("<|im_end|>"))
    writer.add_unk_token_id(0)
    writer.add_add_bos_token(True)
    writer.add_add_space_prefix(False)
    writer.add_chat_template(template)
    for name, tensor in weights(kind, shape, tokens, seed).items():
        if weight_format == "q4_0" and tensor.ndim == 2:
            sort = gguf.GGMLQuantizationType.Q4_0
            writer.add_tensor(name, gguf.quants.quantize(tensor, sort), raw_dtype=sort)
        else:
            writer.add_tensor(name, tensor)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--kind", choices=("random", "chain"), default="random")
    parser.add_argument("--format", choices=("f32", "q4_0"), default="f32")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--width", type=int, default=64, help="a multiple of 128 for q4_0")
    options = parser.parse_args()
    shape = Shape(options.layers, options.width)
    written = build(options.out, options.kind, options.format, options.seed, shape)
    print(f"{written}: {written.stat().st_size} bytes")


if __name__ == "__main__":
    main()
