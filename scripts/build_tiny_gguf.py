"""Writes a tiny GGUF (under 2 MB) with invented weights, for tests of the machinery: never for its wording.

    python scripts/build_tiny_gguf.py OUT.gguf [--kind random|chain] [--format f32|q4_0] [--seed 7] [--family llama]

`random` has random weights everywhere, so that every token depends on all before it. `chain` knows one thing: after
a newline it says "some" and a newline. Families: `llama` (SentencePiece vocabulary, ChatML), `llama-3` (byte-level
BPE, Llama 3's turns), `smollm` (byte-level BPE, ChatML), `qwen3` (byte-level BPE, ChatML, thinking, normalised queries
and keys) and `gemma3` (SentencePiece, Gemma's turns, norms after each part, sliding windows). The same arguments write
the same bytes. Needs the packages gguf and numpy.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import gguf
import numpy as np

CHATML = "{% for m in messages %}<|im_start|>{{ m.role }}{% endfor %}"
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;!?'\"-()[]<>|_/"
PAIRS = ("th", "he", "in", "er", "an", "re", "on", "at", "en", "nd", "▁a", "▁t", "▁s", "▁h", "▁w", "▁i")
CHAIN = ("<0x0A>", "s", "o", "m", "e", "<0x0A>")
SPACE = "▁"


@dataclass(frozen=True)
class Shape:
    """Sizes of the model; 0 takes twice the width for the feed-forward part, and four heads."""

    layers: int = 2
    width: int = 64
    context: int = 2048
    wide: int = 0
    heads: int = 4
    shared_heads: int = 0
    """Heads of keys and values; as many as there are heads when 0."""
    head_width: int = 0
    """Width of one head; the width shared out among the heads when 0."""
    tokens: int = 0
    """Entries of the vocabulary, filled up with unused ones; 0 fills up to a multiple of 32."""


@dataclass(frozen=True)
class Family:
    """What tells one architecture from another."""

    architecture: str
    control: tuple[str, ...]
    begin: str
    """The token that opens a text, "" where there is none."""
    end: str
    template: str
    bytes_as_letters: bool = False
    """A byte-level BPE vocabulary instead of a SentencePiece one."""
    query_norms: bool = False
    norms_after: bool = False


FAMILIES = {
    "llama": Family("llama", ("<s>", "</s>", "<|im_start|>", "<|im_end|>"), "<s>", "<|im_end|>", CHATML),
    "llama-3": Family(
        "llama",
        ("<|begin_of_text|>", "<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"),
        "<|begin_of_text|>",
        "<|eot_id|>",
        "<|start_header_id|>{{ role }}<|end_header_id|>",
        bytes_as_letters=True,
    ),
    "smollm": Family(
        "llama",
        ("<|endoftext|>", "<|im_start|>", "<|im_end|>"),
        "",
        "<|im_end|>",
        CHATML,
        bytes_as_letters=True,
    ),
    "qwen3": Family(
        "qwen3",
        ("<|endoftext|>", "<|im_start|>", "<|im_end|>", "<think>", "</think>"),
        "",
        "<|im_end|>",
        CHATML + "{% if enable_thinking %}{% endif %}",
        bytes_as_letters=True,
        query_norms=True,
    ),
    "gemma3": Family(
        "gemma3",
        ("<pad>", "<eos>", "<bos>", "<start_of_turn>", "<end_of_turn>"),
        "<bos>",
        "<end_of_turn>",
        "<start_of_turn>{{ role }}",
        query_norms=True,
        norms_after=True,
    ),
}
LIKE = {
    "middling": Shape(12, 1024, 40_960, 3072, 16, 8, 64, 8192),
    "qwen3-0.6b": Shape(28, 1024, 40_960, 3072, 16, 8, 128, 151_936),
}
"""The sizes of a real model, and of one a quarter of it; building the former takes minutes and 3 GB of memory."""
WORDS = "the and that she her was with for his not you they have this who can may some people client feel work".split()
"""Pieces of a byte-level vocabulary, so that it reads words rather than letters."""


ROLES = "system user assistant ĊĊ".split()
"""Words of chat formats, which real vocabularies have whole."""


def byte_letters() -> list[str]:
    """The letter that stands for each byte in a byte-level vocabulary."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = iter(range(256, 512))
    return [chr(byte if byte in plain else next(others)) for byte in range(256)]


def plain_words() -> Counter[str]:
    """Words of the prompts, the examples and the benchmark with their frequency, those inside a line with its space."""
    root = Path(__file__).resolve().parent.parent
    paths = [*(root / "assistant" / "prompts").rglob("*.md"), *(root / "examples").glob("[0-9]*")]
    texts = [path.read_text(encoding="utf-8") for path in (*paths, root / "benchmarks" / "windows.py")]
    found = Counter(word.replace(" ", "Ġ") for text in texts for word in re.findall(r" ?[A-Za-z]+", text))
    return found + Counter(ROLES)


def pairs_merged(words: Counter[str]) -> list[tuple[str, str]]:
    """The merges of byte-pair encoding, most frequent pair first, until each of the words is one token."""
    parts = {word: list(word) for word in sorted(words)}
    where: dict[tuple[str, str], set[str]] = defaultdict(set)
    often: Counter[tuple[str, str]] = Counter()
    for word, letters in parts.items():
        for pair in pairwise(letters):
            often[pair] += words[word]
            where[pair].add(word)
    found = []
    while often:
        best = min(often, key=lambda pair: (-often[pair], pair))
        found.append(best)
        for word in where.pop(best):
            for pair in pairwise(parts[word]):
                often[pair] -= words[word]
            letters, at = parts[word], 0
            while at + 1 < len(letters):
                if (letters[at], letters[at + 1]) == best:
                    letters[at : at + 2] = [letters[at] + letters[at + 1]]
                at += 1
            for pair in pairwise(letters):
                often[pair] += words[word]
                where[pair].add(word)
        often = +often
    return found


def byte_level(family: Family, least: int) -> tuple[list[str], list[int], list[str]]:
    """Tokens, types and merges of a byte-level vocabulary."""
    tokens = byte_letters()
    merges: list[str] = []
    for left, right in pairs_merged(plain_words()) if least else ():
        merges.append(f"{left} {right}")
        tokens.append(left + right)
    for word in () if least else WORDS:
        for whole in (word, "Ġ" + word):
            left = whole[0]
            for letter in whole[1:]:
                merges.append(f"{left} {letter}")
                left += letter
                if left not in tokens:
                    tokens.append(left)
    merges = list(dict.fromkeys(merges))
    types = [int(gguf.TokenType.NORMAL)] * len(tokens)
    tokens += family.control
    types += [int(gguf.TokenType.CONTROL)] * len(family.control)
    while len(tokens) < least or len(tokens) % 32:
        tokens.append(f"<unused{len(tokens)}>")
        types.append(int(gguf.TokenType.UNUSED))
    return tokens, types, merges


def vocabulary(family: Family, least: int) -> tuple[list[str], list[float], list[int]]:
    """Tokens of a SentencePiece vocabulary with their scores and types."""
    tokens, scores, types = ["<unk>"], [0.0], [int(gguf.TokenType.UNKNOWN)]
    for name in family.control:
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
    while len(tokens) < least or len(tokens) % 32:
        tokens.append(f"<unused{len(tokens)}>")
        scores.append(0.0)
        types.append(int(gguf.TokenType.UNUSED))
    return tokens, scores, types


def weights(kind: str, shape: Shape, family: Family, tokens: list[str], seed: int) -> dict[str, Any]:
    """Tensors by name, as 32-bit floats."""
    source = np.random.default_rng(seed)
    width, wide = shape.width, shape.wide or shape.width * 2
    head = shape.head_width or width // shape.heads
    queries, keys = shape.heads * head, (shape.shared_heads or shape.heads) * head

    def matrix(rows: int, columns: int, scale: float = 1.0) -> Any:
        return source.standard_normal((rows, columns), np.float32) * np.float32(scale / np.sqrt(columns))

    mixing = 0.0 if kind == "chain" else 1.0
    found: dict[str, Any] = {
        "token_embd.weight": matrix(len(tokens), width, 8.0),
        "output_norm.weight": np.ones(width, np.float32),
    }
    if not family.norms_after:  # Gemma takes its embeddings for that
        found["output.weight"] = matrix(len(tokens), width, 3.0)
    norms = ["attn_norm", "ffn_norm", *(["post_attention_norm", "post_ffw_norm"] if family.norms_after else [])]
    for layer in range(shape.layers):
        block = f"blk.{layer}."
        for norm in norms:
            found[f"{block}{norm}.weight"] = np.ones(width, np.float32)
        for norm in ("attn_q_norm", "attn_k_norm") if family.query_norms else ():
            found[f"{block}{norm}.weight"] = np.ones(head, np.float32)
        for part, rows in (("attn_q", queries), ("attn_k", keys), ("attn_v", keys)):
            found[f"{block}{part}.weight"] = matrix(rows, width, 2.0)
        found[f"{block}attn_output.weight"] = matrix(width, queries, 2.0 * mixing)
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
    template: str | None = None,
    family: str = "llama",
) -> Path:
    """Write the model to `path` and return it."""
    shape, of = shape or Shape(), FAMILIES[family]
    writer = gguf.GGUFWriter(path, of.architecture)
    writer.add_name("tiny test model" if shape.width < 512 else f"random weights in the shape of {family}")
    writer.add_license("CC0-1.0")
    _add_sizes(writer, shape, of)
    tokens = _add_vocabulary(writer, shape, of)
    writer.add_chat_template(of.template if template is None else template)
    for name, tensor in weights(kind, shape, of, tokens, seed).items():
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


def _add_sizes(writer: Any, shape: Shape, family: Family) -> None:
    head = shape.head_width or shape.width // shape.heads
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.wide or shape.width * 2)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.shared_heads or shape.heads)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(head)
    if shape.head_width or family.query_norms:
        writer.add_key_length(head)
        writer.add_value_length(head)
    if family.norms_after:
        writer.add_sliding_window(512)


def _add_vocabulary(writer: Any, shape: Shape, family: Family) -> list[str]:
    if family.bytes_as_letters:
        tokens, types, merges = byte_level(family, shape.tokens)
        writer.add_tokenizer_model("gpt2")
        writer.add_tokenizer_pre("llama-bpe" if family.begin else "qwen2")
        writer.add_token_merges(merges)
    else:
        tokens, scores, types = vocabulary(family, shape.tokens)
        writer.add_tokenizer_model("llama")
        writer.add_token_scores(scores)
        writer.add_unk_token_id(0)
        writer.add_add_space_prefix(False)
    writer.add_vocab_size(len(tokens))
    writer.add_token_list(tokens)
    writer.add_token_types(types)
    if family.begin:
        writer.add_bos_token_id(tokens.index(family.begin))
    writer.add_add_bos_token(bool(family.begin))
    writer.add_eos_token_id(tokens.index(family.end))
    return tokens


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--kind", choices=("random", "chain"), default="random")
    parser.add_argument("--format", choices=("f32", "q4_0"), default="f32")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--family", choices=tuple(FAMILIES), default="llama")
    parser.add_argument("--like", choices=tuple(LIKE), help="the sizes of a real model, in place of the two below")
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--width", type=int, default=64, help="a multiple of 128 for q4_0")
    options = parser.parse_args()
    shape = LIKE[options.like] if options.like else Shape(options.layers, options.width)
    written = build(options.out, options.kind, options.format, options.seed, shape, family=options.family)
    print(f"{written}: {written.stat().st_size} bytes")


if __name__ == "__main__":
    main()
