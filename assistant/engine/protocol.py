"""What a front end and a model worker say to each other: JSON objects, each preceded by its length in four bytes.

The decoder is strict, because what it reads may come from a worker that a broken model file has taken over: a frame
has a greatest length, a message has exactly its fields, and every field has exactly its type.
"""

from __future__ import annotations

import json
import math
import types
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from functools import cache
from typing import Any, BinaryIO, Union, get_args, get_origin, get_type_hints

from assistant.sandbox import frames
from assistant.sandbox.frames import FrameError

MAX_BYTES = 8 * 1024 * 1024
"""Longest frame: many times what a batch of windows needs."""

ProtocolError = FrameError
"""What arrived is not a message. Carries no part of it."""


class Code(StrEnum):
    """Why a worker could not do what it was asked."""

    NO_ENGINE = "no-engine"
    BROKEN = "broken"
    UNSUPPORTED = "unsupported"
    MEMORY = "memory"
    UNPROTECTED = "unprotected"
    PROMPT_TOO_LONG = "prompt-too-long"
    TIMEOUT = "timeout"
    CANCELLED = "cancelled"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Load:
    """Load the model at `path`; `extra_memory` bytes may be used beyond what the worker uses already.

    `adapter` is a file of low-rank changes to its weights, "" for none.
    """

    id: int
    seconds: float
    path: str
    sequences: int
    per_sequence: int
    threads: int
    check: bool
    extra_memory: int
    adapter: str


@dataclass(frozen=True, slots=True)
class Ask:
    """One window: the user's turn and the most tokens its answer may have.

    `apart` are pairs of words of which the second may not follow the first, `unlike` what it may not begin with.
    `measured` asks how likely the model itself finds its answer.
    """

    user: str
    limit: int
    apart: tuple[tuple[str, str], ...] = ()
    unlike: tuple[str, ...] = ()
    measured: bool = False


@dataclass(frozen=True, slots=True)
class Propose:
    """Answer every window after the same system text and worked examples (pairs of a turn and its answer)."""

    id: int
    seconds: float
    system: str
    examples: tuple[tuple[str, str], ...]
    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Mean log-probability per token of each second text after each first."""

    id: int
    seconds: float
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many tokens the model reads for each text; `markup` as it would for our own, with control tokens."""

    id: int
    texts: tuple[str, ...]
    markup: bool


@dataclass(frozen=True, slots=True)
class Tag:
    """Mark every text (a worker of the role "tagger"); of `whole` drafts what would stand without the case."""

    id: int
    seconds: float
    texts: tuple[str, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Try:
    """Try to reach the network (the offline proof)."""

    id: int


@dataclass(frozen=True, slots=True)
class Hash:
    """Compute the SHA-256 of the model file."""

    id: int


@dataclass(frozen=True, slots=True)
class Cancel:
    """Stop request `id` and every earlier one."""

    id: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """The model is ready. `peak` is the worker's largest resident memory so far, in bytes."""

    architecture: str
    name: str
    licence: str
    parameters: int
    per_sequence: int
    chat_format: str
    seconds: float
    peak: int


@dataclass(frozen=True, slots=True)
class Answered:
    """One window is done: `status` is a value of `domain.ports.Status`."""

    id: int
    index: int
    text: str | None
    status: str
    tokens: int
    sure: float | None = None
    """Mean log-probability of its tokens, where that was asked."""


@dataclass(frozen=True, slots=True)
class Scored:
    id: int
    index: int
    value: float | None


@dataclass(frozen=True, slots=True)
class Counted:
    id: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """One text is marked: start and end in characters, output, how sure, and how sure that the case is meant.

    The text has been read to its end only where there are no `more` marks of it to come.
    """

    id: int
    index: int
    marks: tuple[tuple[int, int, str, float, float], ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """Tries of the offline proof: what was tried, what stopped it, whether that is as it should be."""

    id: int
    tries: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Hashed:
    id: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Done:
    """The request is over; `peak` as in `Loaded`."""

    id: int
    seconds: float
    peak: int


@dataclass(frozen=True, slots=True)
class Failed:
    """The request is over without the answers that were not sent; `code` is a value of `Code`."""

    id: int
    code: str


Request = Load | Propose | Score | Tag | Count | Try | Hash | Cancel
Reply = Loaded | Answered | Scored | Tagged | Counted | Tried | Hashed | Done | Failed
REQUESTS: tuple[type, ...] = get_args(Request)
REPLIES: tuple[type, ...] = get_args(Reply)


def encode(message: Request | Reply) -> bytes:
    """One frame. Raises ProtocolError when it would be longer than `MAX_BYTES`."""
    body = json.dumps({"type": type(message).__name__, **asdict(message)}, allow_nan=False).encode("ascii")
    return frames.framed(body, MAX_BYTES)


def length_of(text: str) -> int:
    """How many bytes `text` takes in a frame."""
    return len(json.dumps(text))


def decode(body: bytes, expected: tuple[type, ...]) -> Any:
    """The message in `body`, one of the `expected` types.

    Raises ProtocolError for everything else: bad JSON, unknown or missing or repeated keys, wrong types.
    """
    try:
        found = json.loads(body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise ProtocolError("not JSON") from None
    if not isinstance(found, dict):
        raise ProtocolError("not an object")
    name = found.pop("type", None)
    kind = next((kind for kind in expected if kind.__name__ == name), None)
    if kind is None:
        raise ProtocolError("unknown message")
    return _build(found, kind)


def write(stream: BinaryIO, message: Request | Reply) -> None:
    """Send one message. Raises OSError when the other side is gone."""
    stream.write(encode(message))
    stream.flush()


def read(stream: BinaryIO, expected: tuple[type, ...]) -> Any | None:
    """The next message, None at the end of the stream. Raises ProtocolError."""
    body = frames.read(stream, MAX_BYTES)
    return None if body is None else decode(body, expected)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("repeated key")
    return found


def _no_constant(_: str) -> float:
    raise ValueError("not a number")


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _build(found: dict[str, Any], kind: type) -> Any:
    hints = _hints(kind)
    if found.keys() != {field.name for field in fields(kind)}:
        raise ProtocolError("wrong fields")
    return kind(**{name: _typed(value, hints[name]) for name, value in found.items()})


def _typed(value: Any, hint: Any) -> Any:
    """`value` as the type says, with lists as tuples and objects as messages."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return None if value is None else _typed(value, get_args(hint)[0])
    if origin is tuple:
        return _tuple(value, get_args(hint))
    if isinstance(hint, type) and hasattr(hint, "__dataclass_fields__"):
        if not isinstance(value, dict):
            raise ProtocolError("wrong type")
        return _build(value, hint)
    if hint is float:
        if type(value) not in (int, float) or not _finite(value):
            raise ProtocolError("wrong type")
        return float(value)
    if type(value) is not hint:
        raise ProtocolError("wrong type")
    return value


def _finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def _tuple(value: Any, hints: tuple[Any, ...]) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise ProtocolError("wrong type")
    if len(hints) == 2 and hints[1] is Ellipsis:
        return tuple(_typed(item, hints[0]) for item in value)
    if len(value) != len(hints):
        raise ProtocolError("wrong length")
    return tuple(_typed(item, hint) for item, hint in zip(value, hints, strict=True))
