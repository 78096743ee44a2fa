"""The structures in which what happened is said generally (`structures.tsv`, made here, MIT)."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from assistant.data import lines

ROOM = "room"


class Structure(NamedTuple):
    """One of them."""

    id: str
    part: str
    """The part of life; `ROOM` where it happened between the two."""
    wording: str
    """A verb phrase in the past that fits after "A client"; "" where nothing is to be said."""


@cache
def structures() -> tuple[Structure, ...]:
    """All of them, in the order in which the tagger's outputs name them."""
    return tuple(
        Structure(name, part, "" if wording == "-" else wording)
        for name, part, wording, _ in (line.split("\t") for line in lines("structures.tsv"))
    )
