"""The only module that touches llama.cpp: one loaded model with several sequences, behind plain Python.

Used in worker processes alone. Errors carry a code, never text. What is decoded is bit for bit the same whatever is
decoded beside it (docs/engine.md): each sequence keeps its own cache, and callers decode rows in fours.
"""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import sys
import types
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from assistant.engine.protocol import Code

BATCH = 256
"""Most tokens of one native call."""

_ABORTED = 2
_META_BYTES = 262_144


class EngineError(Exception):
    """The engine can't do what was asked; `code` says why."""

    def __init__(self, code: Code) -> None:
        super().__init__(code.value)
        self.code = code


class Stopped(Exception):  # noqa: N818 - an interruption that was asked for, not an error
    """Decoding ended because it was told to."""


State = Any
"""What a cache holds, as native code writes it: it has a length in bytes and nothing else to look at; b"" for none."""


class Row(NamedTuple):
    """One token to decode: where it stands in which sequence, and whether its prediction is wanted."""

    token: int
    position: int
    sequence: int
    wanted: bool


def library() -> Any:
    """The binding, imported on first use, silent from then on.

    Raises EngineError where it is not installed or does not run on this processor.
    """
    os.environ["GGML_NO_BACKTRACE"] = "1"
    try:
        binding = _binding()
    except (ImportError, OSError, RuntimeError):
        raise EngineError(Code.NO_ENGINE) from None
    binding.llama_log_set(_silence(binding), ctypes.c_void_p(0))
    return binding


def _binding() -> Any:
    """`llama_cpp.llama_cpp` without the chat formats, templates and a disk cache: half the time.

    A bare package stands in while the one module is imported, and leaves nothing behind.
    """
    if (known := sys.modules.get("llama_cpp.llama_cpp")) is not None:
        return known
    if "llama_cpp" in sys.modules or (found := importlib.util.find_spec("llama_cpp")) is None:
        import llama_cpp.llama_cpp

        return llama_cpp.llama_cpp
    bare = types.ModuleType("llama_cpp")
    bare.__path__ = list(found.submodule_search_locations or ())
    sys.modules["llama_cpp"] = bare
    try:
        return importlib.import_module("llama_cpp.llama_cpp")
    finally:
        del sys.modules["llama_cpp"]


_kept: list[Any] = []
"""Callbacks that native code holds on to."""


def _silence(binding: Any) -> Any:
    if not _kept:
        _kept.append(binding.llama_log_callback(lambda _level, _text, _data: None))
    return _kept[0]


def load_weights(path: str, check: bool, should_stop: Callable[[], bool]) -> Any:
    """The weights in the file at `path`; `check` looks for broken ones. Raises EngineError, or Stopped."""
    api = library()
    options = api.llama_model_default_params()
    options.load_mode = api.LLAMA_LOAD_MODE_NONE  # mapped weights would be counted twice beside repacked ones
    options.check_tensors = check
    options.n_gpu_layers = 0
    going_on = api.llama_progress_callback(lambda _share, _data: not should_stop())
    options.progress_callback = going_on
    model = api.llama_model_load_from_file(os.fsencode(path), options)
    if not model:
        if should_stop():
            raise Stopped
        raise EngineError(Code.BROKEN)
    return model


def metadata(model: Any, key: str, longest: int) -> str:
    """A value of a loaded file's metadata, at most `longest` bytes of it; "" when it has none."""
    buffer = ctypes.create_string_buffer(longest)
    size = library().llama_model_meta_val_str(model, key.encode(), buffer, len(buffer))
    return buffer.value.decode("utf-8", "replace") if size > 0 else ""


def load_changes(model: Any, path: str) -> Any:
    """The low-rank changes to the weights of `model` in the file at `path`. Raises EngineError."""
    changes = library().llama_adapter_lora_init(model, os.fsencode(path))
    if not changes:
        raise EngineError(Code.BROKEN)
    return changes


def change(context: Any, changes: Any) -> None:
    """Have `context` compute with `changes` to its weights. Raises EngineError."""
    api = library()
    adapters, scales = (api.llama_adapter_lora_p_ctypes * 1)(changes), (ctypes.c_float * 1)(1.0)
    if api.llama_set_adapters_lora(context, adapters, 1, scales) != 0:
        raise EngineError(Code.UNSUPPORTED)


class Model:
    """A loaded model. `should_stop` is asked often while native code works, from the thread that decodes."""

    def __init__(
        self,
        path: str,
        sequences: int,
        per_sequence: int,
        threads: int,
        should_stop: Callable[[], bool],
        check: bool = True,
        adapter: str = "",
    ) -> None:
        """Load `path` with `sequences` caches of `per_sequence` tokens each, and the low-rank `adapter` on its weights.

        `check` looks for weights that are not numbers. Raises EngineError, or Stopped.
        """
        self._api = library()
        self._should_stop = should_stop
        self._model = self._load(path, check)
        self._vocabulary = self._api.llama_model_get_vocab(self._model)
        self.vocabulary_size = int(self._api.llama_vocab_n_tokens(self._vocabulary))
        self._context = self._open(sequences, per_sequence, threads)
        if adapter:
            change(self._context, load_changes(self._model, adapter))
        self._memory = self._api.llama_get_memory(self._context)
        self._abort = self._api.ggml_abort_callback(lambda _: should_stop())
        self._api.llama_set_abort_callback(self._context, self._abort, ctypes.c_void_p(0))
        self._batch = self._api.llama_batch_init(BATCH, 0, 1)
        self.per_sequence = int(self._api.llama_n_ctx_seq(self._context))
        begin = int(self._api.llama_vocab_bos(self._vocabulary))
        self.begin = [begin] if begin >= 0 and self._api.llama_vocab_get_add_bos(self._vocabulary) else []
        """The token that opens a text, where this model wants one."""

    def _load(self, path: str, check: bool) -> Any:
        api = self._api
        model = load_weights(path, check, self._should_stop)
        family = metadata(model, "general.architecture", _META_BYTES)
        causal = metadata(model, f"{family}.attention.causal", _META_BYTES)
        if api.llama_model_has_encoder(model) or not api.llama_model_has_decoder(model) or causal == "false":
            raise EngineError(Code.UNSUPPORTED)
        return model

    def _open(self, sequences: int, per_sequence: int, threads: int) -> Any:
        api = self._api
        options = api.llama_context_default_params()
        options.n_ctx = sequences * per_sequence
        options.n_batch = options.n_ubatch = BATCH
        options.n_seq_max = sequences
        options.kv_unified = False  # own caches: what a sequence sees does not depend on its neighbours
        options.n_threads = options.n_threads_batch = threads
        options.flash_attn_type = api.LLAMA_FLASH_ATTN_TYPE_DISABLED
        options.no_perf = True
        context = api.llama_init_from_model(self._model, options)
        if not context:
            raise EngineError(Code.MEMORY)
        return context

    # Text and tokens

    def tokens(self, text: str, markup: bool = False) -> list[int]:
        """Tokens of `text`; only with `markup` can any of them be a control token."""
        data = text.encode("utf-8", "replace")
        room = len(data) + 16
        found = (self._api.llama_token * room)()
        count = self._api.llama_tokenize(self._vocabulary, data, len(data), found, room, False, markup)
        if count < 0:
            raise EngineError(Code.INTERNAL)
        return list(found[:count])

    def piece(self, token: int) -> bytes:
        """The bytes that a token stands for; empty for control tokens."""
        buffer = ctypes.create_string_buffer(256)
        size = self._api.llama_token_to_piece(self._vocabulary, token, buffer, len(buffer), 0, False)
        return buffer.raw[: max(size, 0)]

    def ends(self, token: int) -> bool:
        """Whether the model says with this token that it has finished, or starts another turn."""
        api, vocabulary = self._api, self._vocabulary
        return bool(api.llama_vocab_is_eog(vocabulary, token) or api.llama_vocab_is_control(vocabulary, token))

    def is_control(self, text: str) -> bool:
        """Whether `text` is one control token of this model."""
        return self.tokens(text, markup=True) != self.tokens(text) and len(self.tokens(text, markup=True)) == 1

    # Decoding

    def decode(self, rows: Sequence[Row]) -> None:
        """Read `rows`, at most `BATCH`, in one native call. Raises Stopped, or EngineError."""
        batch = self._batch
        batch.n_tokens = len(rows)
        for at, row in enumerate(rows):
            batch.token[at] = row.token
            batch.pos[at] = row.position
            batch.n_seq_id[at] = 1
            batch.seq_id[at][0] = row.sequence
            batch.logits[at] = row.wanted
        if self._should_stop():
            raise Stopped
        outcome = self._api.llama_decode(self._context, batch)
        if outcome == _ABORTED:
            raise Stopped
        if outcome != 0:
            raise EngineError(Code.MEMORY if outcome == 1 else Code.INTERNAL)

    def prediction(self, row: int) -> Any:
        """Scores of every token after the given row of the last call: a view that the next call overwrites."""
        import numpy

        return numpy.ctypeslib.as_array(self._api.llama_get_logits_ith(self._context, row), (self.vocabulary_size,))

    def forget(self, sequence: int) -> None:
        """Empty one cache."""
        self._api.llama_memory_seq_rm(self._memory, sequence, -1, -1)

    def forget_all(self) -> None:
        """Empty every cache, contents included."""
        self._api.llama_memory_clear(self._memory, True)

    def trim(self, sequence: int, tokens: int) -> bool:
        """Cut one cache back to its first `tokens`; False where this model can't, and then its cache is of no use."""
        if not self._api.llama_memory_seq_rm(self._memory, sequence, tokens, -1):
            return False
        return int(self._api.llama_memory_seq_pos_min(self._memory, sequence)) <= 0  # a sliding window has let go

    def save(self, sequence: int) -> State:
        """What one cache holds, in memory."""
        size = self._api.llama_state_seq_get_size(self._context, sequence)
        buffer = (ctypes.c_uint8 * size)()
        if self._api.llama_state_seq_get_data(self._context, buffer, size, sequence) != size:
            raise EngineError(Code.INTERNAL)
        return buffer

    def restore(self, state: State, sequence: int) -> None:
        """Make one cache hold exactly what was saved."""
        self.forget(sequence)
        if self._api.llama_state_seq_set_data(self._context, state, len(state), sequence) == 0:
            raise EngineError(Code.INTERNAL)

    # What the file says of itself

    def about(self, key: str) -> str:
        """A value of the file's metadata, "" when it has none."""
        return metadata(self._model, key, _META_BYTES)

    def parameters(self) -> int:
        return int(self._api.llama_model_n_params(self._model))
