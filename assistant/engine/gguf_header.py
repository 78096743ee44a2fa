"""Reads what a GGUF file says of itself without loading it, and trusts nothing in it.

Every count is bounded before anything is read for it; a file that lies ends in `BrokenFileError`, never in a long wait.
Reading stops at the vocabulary, which is long and comes late. Format: ggml/docs/gguf.md, versions 2 and 3.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

MAGIC = b"GGUF"
MOST_KEYS, MOST_TENSORS, LONGEST_KEY, LONGEST_TEXT, LONGEST_ARRAY = 4096, 65_536, 65_535, 4_194_304, 65_536
MOST_DIMENSIONS = 4
LARGEST_HEADER = 16 * 1024 * 1024
"""Bytes read at most before the vocabulary."""
LARGEST_START, LONGEST_VOCABULARY = 128 * 1024 * 1024, 2_097_152
"""Bytes read at most before the weights, and entries of a list of tokens."""
WEIGHTS = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34), 10: (256, 84),
    11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 20: (32, 18), 23: (256, 136), 30: (1, 2),
}  # fmt: skip
"""Weights in a block and its bytes, by format (ggml's `type_traits`): those that models are offered in."""

_SIMPLE = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_TEXT, _ARRAY = 8, 9

Value = str | int | float | bool


class BrokenFileError(ValueError):
    """Not a GGUF file, or one whose header contradicts itself."""


@dataclass(frozen=True, slots=True)
class Header:
    """What was read: the version, how many tensors are declared, and the single values by key."""

    version: int
    tensors: int
    values: dict[str, Value]
    vocabulary: int
    """Tokens, 0 when not said."""

    def text(self, key: str) -> str:
        value = self.values.get(key, "")
        return value if isinstance(value, str) else ""

    def number(self, key: str, otherwise: int = 0) -> int:
        value = self.values.get(key, otherwise)
        return value if isinstance(value, int) else otherwise

    @property
    def architecture(self) -> str:
        return self.text("general.architecture")

    @property
    def words(self) -> bool:
        """Whether such a model can word text at all; encoders, and parts of other models, only take something in."""
        causal = self.values.get(f"{self.architecture}.attention.causal", True)
        return causal is not False and self.architecture not in ("t5encoder", "clip")

    def cache_bytes_per_token(self) -> int:
        """Memory for one token in one cache: keys and values of every layer as 16-bit floats."""
        family = self.architecture
        heads = self.number(f"{family}.attention.head_count", 1)
        shared = self.number(f"{family}.attention.head_count_kv", heads)
        width = self.number(f"{family}.embedding_length")
        key = self.number(f"{family}.attention.key_length", width // max(heads, 1))
        value = self.number(f"{family}.attention.value_length", key)
        return self.number(f"{family}.block_count") * shared * (key + value) * 2


def read_header(path: Path) -> Header:
    """The header of the file at `path`. Raises BrokenFileError, or OSError when it can't be read."""
    with path.open("rb") as file:
        return _Reader(file).header()


def least_size(path: Path) -> int:
    """Bytes that the file has to have for all the weights that it declares; an interrupted download has fewer.

    A weight in a format that is not in `WEIGHTS` counts by where it begins. Raises BrokenFileError, or OSError.
    """
    with path.open("rb") as file:
        return _Reader(file, LARGEST_START, LONGEST_VOCABULARY).end_of_weights()


class _Reader:
    def __init__(self, file: BinaryIO, most: int = LARGEST_HEADER, longest_array: int = LONGEST_ARRAY) -> None:
        self._file = file
        self._left = most
        self._longest_array = longest_array

    def _begin(self) -> tuple[int, int, int]:
        """Version, and how many tensors and keys follow."""
        if self._take(4) != MAGIC:
            raise BrokenFileError("no GGUF")
        version = self._number("I")
        if version not in (2, 3):
            raise BrokenFileError("unknown version")
        tensors, keys = self._number("Q"), self._number("Q")
        if tensors > MOST_TENSORS or keys > MOST_KEYS:
            raise BrokenFileError("too many entries")
        return version, tensors, keys

    def end_of_weights(self) -> int:
        _, tensors, keys = self._begin()
        alignment = 32
        for _ in range(keys):
            key = self._text(LONGEST_KEY)
            value = self._value(self._number("I"))
            if key == "general.alignment" and isinstance(value, int) and 0 < value <= 65_536:
                alignment = value
        end = 0
        for _ in range(tensors):
            self._text(LONGEST_KEY)
            weights = math.prod(self._number("Q") for _ in range(min(self._number("I"), MOST_DIMENSIONS)))
            block, size = WEIGHTS.get(self._number("I"), (1, 0))
            end = max(end, self._number("Q") + weights // block * size)
        start = self._file.tell()
        return start + -start % alignment + end if tensors else start

    def header(self) -> Header:
        version, tensors, keys = self._begin()
        values: dict[str, Value] = {}
        vocabulary = 0
        for _ in range(keys):
            key = self._text(LONGEST_KEY)
            kind = self._number("I")
            if kind == _ARRAY and key == "tokenizer.ggml.tokens":
                self._number("I")
                vocabulary = self._number("Q")
                break
            value = self._value(kind)
            if value is not None:
                values[key] = value
        return Header(version, tensors, values, vocabulary)

    def _value(self, kind: int) -> Value | None:
        """A single value; None for an array, which is passed over."""
        if kind == _TEXT:
            return self._text(LONGEST_TEXT)
        if kind == _ARRAY:
            self._pass_array()
            return None
        if kind not in _SIMPLE:
            raise BrokenFileError("unknown type")
        value: Value = struct.unpack("<" + _SIMPLE[kind], self._take(struct.calcsize("<" + _SIMPLE[kind])))[0]
        return value

    def _pass_array(self) -> None:
        kind, count = self._number("I"), self._number("Q")
        if count > self._longest_array:
            raise BrokenFileError("array too long")
        if kind == _ARRAY:
            raise BrokenFileError("array of arrays")
        for _ in range(count):
            self._value(kind)

    def _text(self, longest: int) -> str:
        length = self._number("Q")
        if length > longest:
            raise BrokenFileError("text too long")
        return self._take(length).decode("utf-8", "replace")

    def _number(self, code: str) -> int:
        return int(struct.unpack("<" + code, self._take(struct.calcsize("<" + code)))[0])

    def _take(self, count: int) -> bytes:
        self._left -= count
        if self._left < 0:
            raise BrokenFileError("header too long")
        data = self._file.read(count)
        if len(data) < count:
            raise BrokenFileError("cut off")
        return data
