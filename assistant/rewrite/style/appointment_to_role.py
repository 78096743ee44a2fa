"""Turn "my 3 o'clock" and "my Tuesday" into the person: a client."""

from __future__ import annotations

from assistant.domain.details import Kind
from assistant.rewrite.marked import Marked, Region, Spot
from assistant.rewrite.sentence import FINITE
from assistant.rewrite.style.rule import StyleRule

_TIMES = frozenset({Kind.TIME, Kind.RECENCY, Kind.DATE, Kind.MOMENT})


def _apply(marked: Marked, spot: Spot) -> Region | None:
    if spot.kind not in _TIMES:
        return None
    sentence = marked.sentence
    a, b = sentence.at(spot.start, spot.end)
    first = a if sentence.low(a) in ("my", "our") else a - 1
    if sentence.low(first) not in ("my", "our"):
        return None
    last = b + 1 if sentence.low(b) in ("slot", "one", "client", "appointment", "lady", "guy") else b
    subject = sentence.tag(last) in FINITE or (sentence.tag(last) == "RB" and sentence.tag(last + 1) in FINITE)
    if not subject:
        return None
    text = "A client" if first == 0 else "a client"
    region = Region(sentence.start(first), sentence.end(last - 1), text)
    return region if marked.allows(region, over=frozenset(s.move for s in marked.spots)) else None


RULE = StyleRule(
    "appointment-to-role",
    "the person instead of the appointment",
    "prose.md, row 5: who comes at three is known to whoever comes at three",
    _apply,
    (
        ("My [3 o'clock|time] ghosted me.", "A client ghosted me."),
        ("Then [my Tuesday 4pm|time] cried.", "Then a client cried."),
    ),
    ("I hate my [3 o'clock|time] slump.",),
)
