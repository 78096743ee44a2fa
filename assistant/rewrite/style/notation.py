"""Notation for examples: "from [Leeds|place]" marks a spot to be cut, "[Leeds|place|a city]" one to be climbed."""

from __future__ import annotations

import re

from assistant.domain.changes import Move
from assistant.domain.details import CASE, Detail, Directness, Kind
from assistant.domain.ladders import EVERYONE, Ladder, Rung, Share
from assistant.domain.text import Span
from assistant.rewrite.marked import Marked, Spot

_MARK = re.compile(r"\[([^\]|]+)\|([a-z-]+)((?:\|[^\]|]*)*)\]")
_DIRECT = frozenset({Kind.PERSON_NAME, Kind.CONTACT, Kind.RECORD_NUMBER, Kind.HANDLE, Kind.ADDRESS})
_EXAMPLE = Share(0.001, 0.01, "example")


def read(notation: str) -> Marked:
    """The passage that `notation` writes, with its spots."""
    parts: list[str] = []
    spots: list[Spot] = []
    length = at = 0
    for match in _MARK.finditer(notation):
        parts.append(notation[at : match.start()])
        length += len(parts[-1])
        words, kind, rest = match.groups()
        options = tuple(option for option in rest.split("|") if option)
        start, length = length, length + len(words)
        spots.append(_spot(len(spots), Kind(kind), words, Span(start, length), options))
        parts.append(words)
        at = match.end()
    parts.append(notation[at:])
    return Marked("".join(parts), tuple(spots))


def _spot(number: int, kind: Kind, words: str, span: Span, options: tuple[str, ...]) -> Spot:
    rungs = [Rung(words, "as written", _EXAMPLE), *(Rung(o, "more general", EVERYONE) for o in options)]
    ladder = Ladder((*rungs, Rung("", "left out", EVERYONE)))
    directness = (
        Directness.DIRECT
        if kind in _DIRECT
        else (
            Directness.VERBATIM
            if kind is Kind.SPEECH
            else Directness.EPISODIC
            if kind in (Kind.EVENT, Kind.MOMENT, Kind.SEQUENCE, Kind.RECENCY)
            else Directness.QUASI
        )
    )
    detail = Detail(f"d{number}", kind, directness, CASE, (span,), (words,), (), "example", ladder=ladder)
    move = Move.GIST if kind is Kind.SPEECH else Move.CLIMB if options else Move.CUT
    return Spot(span.start, span.end, detail, move, options)
