"""The larger sifter as llama.cpp runs it: a language model that reads a draft in both directions, with our changes.

It was made to guess the next token; here no token is hidden from another. Low-rank changes and one vector, which is
in the metadata of their file, say of each token how far its sentence would stand without the case. One window a call:
what is said of a draft depends on nothing beside it, nor on the number of threads.
"""

from __future__ import annotations

import base64
import ctypes
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from assistant.engine.encoder import STANDS, Marked, or_none, windows
from assistant.engine.llama import EngineError, Stopped, change, library, load_changes, load_weights
from assistant.engine.protocol import Code

LONGEST = 1_000
"""Tokens of one window, without the mark that opens it: what it was taught with."""
PREFIX = "discreet.reader."
_META_BYTES = 65_536
_PIECE_BYTES = 512


class Piece(NamedTuple):
    """One token: its number, and its characters in the text, without the white space before it."""

    number: int
    start: int
    end: int


class Reader:
    """A loaded model with the changes in the file at `changes`. Raises EngineError, or Stopped.

    `should_stop` is asked before every window.
    """

    def __init__(
        self, path: str, changes: str, threads: int, should_stop: Callable[[], bool], check: bool = True
    ) -> None:
        self._api = api = library()
        self._should_stop = should_stop
        self._model = load_weights(path, check, should_stop)
        self._vocabulary = api.llama_model_get_vocab(self._model)
        self._width = int(api.llama_model_n_embd(self._model))
        self._begin = int(api.llama_vocab_bos(self._vocabulary))
        self._changes = load_changes(self._model, changes)
        if self._begin < 0:
            raise EngineError(Code.UNSUPPORTED)
        self._head, self._bias = self._read_head()
        self._context = self._open(threads)
        self._memory = api.llama_get_memory(self._context)
        self._batch = api.llama_batch_init(LONGEST + 1, 0, 1)

    def tag(self, texts: Sequence[str]) -> Iterator[list[Marked] | None]:
        """Every token of each text that is not white space, and how sure it is that its sentence stands.

        None for a text that can't be read.
        """
        for text in texts:
            yield or_none(self._marked, text)

    def _marked(self, text: str) -> list[Marked]:
        found: list[Marked] = []
        for part in windows(text, self.pieces(text), LONGEST):
            scores = self._scores(part)
            found += [Marked(p.start, p.end, STANDS, float(s), 0.0) for p, s in zip(part, scores, strict=True)]
        return [mark for mark in found if mark.start < mark.end]

    def pieces(self, text: str) -> list[Piece]:
        """The tokens of `text`. A token that holds only a part of a character has that character."""
        data = text.encode("utf-8", "replace")
        numbers = (self._api.llama_token * (len(data) + 16))()
        count = self._api.llama_tokenize(self._vocabulary, data, len(data), numbers, len(numbers), False, False)
        if count < 0:
            raise EngineError(Code.INTERNAL)
        of_byte = [at for at, character in enumerate(text) for _ in character.encode("utf-8", "replace")]
        of_byte.append(len(text))
        found: list[Piece] = []
        at = 0
        buffer = ctypes.create_string_buffer(_PIECE_BYTES)
        for number in numbers[:count]:
            size = self._api.llama_token_to_piece(self._vocabulary, number, buffer, len(buffer), 0, False)
            if size < 0 or at + size > len(data):
                raise EngineError(Code.INTERNAL)
            start, end = of_byte[at], of_byte[at + size - 1] + 1 if size else of_byte[at]
            while start < end and text[start].isspace():
                start += 1
            found.append(Piece(number, start, end))
            at += size
        return found

    def _scores(self, part: Sequence[Piece]) -> Any:
        """For each token of a window, from 0 to 1."""
        import numpy

        if self._should_stop():
            raise Stopped
        numbers = [self._begin, *(p.number for p in part)]
        batch = self._batch
        batch.n_tokens = len(numbers)
        for at, number in enumerate(numbers):
            batch.token[at] = number
            batch.pos[at] = at
            batch.n_seq_id[at] = 1
            batch.seq_id[at][0] = 0
            batch.logits[at] = True
        self._api.llama_memory_clear(self._memory, True)
        outcome = self._api.llama_decode(self._context, batch)
        self._api.llama_memory_clear(self._memory, True)
        if outcome != 0:
            raise EngineError(Code.INTERNAL)
        size = (len(numbers), self._width)
        vectors = numpy.ctypeslib.as_array(self._api.llama_get_embeddings(self._context), size)
        logits = vectors[1:].astype(numpy.float64) @ self._head + self._bias
        return 1.0 / (1.0 + numpy.exp(-logits))

    def _open(self, threads: int) -> Any:
        api = self._api
        options = api.llama_context_default_params()
        options.n_ctx = options.n_batch = options.n_ubatch = LONGEST + 1
        options.n_seq_max = 1
        options.n_threads = options.n_threads_batch = threads
        options.embeddings = True
        options.pooling_type = api.LLAMA_POOLING_TYPE_NONE
        options.flash_attn_type = api.LLAMA_FLASH_ATTN_TYPE_DISABLED
        options.no_perf = True
        context = api.llama_init_from_model(self._model, options)
        if not context:
            raise EngineError(Code.MEMORY)
        change(context, self._changes)
        api.llama_set_causal_attn(context, False)
        return context

    def _read_head(self) -> tuple[Any, float]:
        """The vector that a token's vector is weighed with, and what is added."""
        import numpy

        try:
            raw = base64.b64decode(self._about("head"), validate=True)
            return numpy.frombuffer(raw, "<f4").astype(numpy.float64).reshape(self._width), float(self._about("bias"))
        except ValueError:
            raise EngineError(Code.UNSUPPORTED) from None

    def _about(self, key: str) -> str:
        buffer = ctypes.create_string_buffer(_META_BYTES)
        size = self._api.llama_adapter_meta_val_str(self._changes, (PREFIX + key).encode(), buffer, len(buffer))
        return buffer.value.decode("utf-8", "replace") if size > 0 else ""
