"""The header of a prompt file: which values there are and what each has to be; anything else is refused by name."""

from __future__ import annotations

import difflib
from dataclasses import MISSING, dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: a passage with its marked words between [[ and ]], and the answer that is wanted.

    `wanted` has one wording per mark, "" where the words may simply go; `whole` asks for the whole passage.
    """

    passage: str
    answer: str
    whole: bool
    wanted: tuple[str, ...]
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """`version` goes up by one whenever the prompt's behaviour changes; results name it."""

    name: str
    version: int
    summary: str
    examples: tuple[Example, ...] = ()


def read_header(found: Any) -> Header:
    """The header in what YAML gave. Raises ValueError whose text is a clause for the person."""
    values = _checked(found, Header, "the header")
    examples = tuple(_example(each, number) for number, each in enumerate(values.pop("examples", ()), start=1))
    return Header(**values, examples=examples)


def _example(found: Any, number: int) -> Example:
    values = _checked(found, Example, f"example {number}")
    wanted = tuple(values.pop("wanted"))
    if not all(isinstance(each, str) for each in wanted):
        raise ValueError(f"'wanted' of example {number} has to be a list of texts")
    if "\n" in values["answer"].strip():
        raise ValueError(f"the answer of example {number} has more than one line")
    return Example(**values, wanted=wanted)


_KINDS: dict[str, tuple[type, str]] = {
    "str": (str, "a text"),
    "int": (int, "a whole number"),
    "bool": (bool, "true or false"),
    "tuple": (list, "a list"),
}


def _checked(found: Any, kind: Any, where: str) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise ValueError(f"{where} has to be names with values")
    known = {field.name: field for field in fields(kind)}
    for key in found:
        if key not in known:
            near = difflib.get_close_matches(str(key), known, 1)
            raise ValueError(f"{where} has an unknown value {key!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
    for name, field in known.items():
        if name not in found:
            if field.default is MISSING:
                raise ValueError(f"{where} lacks the value {name!r}")
            continue
        wanted, words = _KINDS[str(field.type).split("[")[0]]
        if type(found[name]) is not wanted:
            raise ValueError(f"{name!r} of {where} has to be {words}")
    return dict(found)
