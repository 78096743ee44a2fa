"""A tagger's word vectors, in a file beside it, mapped: only the pages of the words that a draft has stay in memory.

The numbers are those that llama.cpp would take from a tensor of its own, bit for bit (Q8_0: blocks of 32 whole numbers
of 8 bits, each after one factor of 16 bits).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.engine.llama import EngineError
from assistant.engine.protocol import Code

_BLOCK = 32
"""Numbers of a block of Q8_0; with its factor it takes two bytes more."""


def beside(path: str | Path) -> Path:
    """Where the words of the tagger at `path` are."""
    return Path(path).with_suffix(".words")


class Words:
    """The vectors of `rows` pieces, `width` numbers each, which are the file at `path`.

    `form` is "q8_0" or "f32". Raises EngineError where the file is of another length, form or hash (`sha256`).
    """

    def __init__(self, path: str | Path, rows: int, width: int, form: str, sha256: str) -> None:
        import numpy

        sizes = {"q8_0": width // _BLOCK * (_BLOCK + 2), "f32": width * 4}
        size = sizes.get(form, 0)
        if not size or width % _BLOCK:
            raise EngineError(Code.BROKEN)
        try:
            with Path(path).open("rb") as file:
                known = hashlib.file_digest(file, "sha256").hexdigest() == sha256
                whole = file.tell() == rows * size
            self._bytes = numpy.memmap(path, numpy.uint8, "r", 0, (rows, size))
        except (OSError, ValueError):
            raise EngineError(Code.BROKEN) from None
        if not (known and whole):
            raise EngineError(Code.BROKEN)
        self._form = form
        self.rows, self.width = rows, width

    def vectors(self, numbers: Sequence[int]) -> Any:
        """(len(numbers), width) in 32 bits."""
        import numpy

        raw = numpy.ascontiguousarray(self._bytes[numpy.asarray(numbers)])
        if self._form == "f32":
            return raw.view("<f4").reshape(len(raw), self.width)
        blocks = raw.reshape(len(raw), self.width // _BLOCK, _BLOCK + 2)
        factors = numpy.ascontiguousarray(blocks[..., :2]).view("<f2").astype(numpy.float32)
        whole = numpy.ascontiguousarray(blocks[..., 2:]).view(numpy.int8).astype(numpy.float32)
        return (whole * factors).reshape(len(raw), self.width)
