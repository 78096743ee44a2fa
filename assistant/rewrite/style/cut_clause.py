"""Leave out a clause of its own that only tells what is to go: "she's a journalist," in a row, "since they met …"."""

from __future__ import annotations

from assistant.domain.details import Kind
from assistant.rewrite.marked import Marked, Region, Spot
from assistant.rewrite.sentence import FINITE, Sentence
from assistant.rewrite.style.rule import StyleRule

_CONJUNCTIONS = frozenset("since after when because before while as until once".split())
_EPISODES = frozenset({Kind.EVENT, Kind.MOMENT})
_CLOSES = frozenset({".", ",", ";", "–", "—", ")", "!", "?", ""})
_LONGEST = 6
"""Words between a conjunction and the verb of its clause."""


def _apply(marked: Marked, spot: Spot) -> Region | None:
    region = _in_a_row(marked, spot) or _subordinate(marked, spot)
    return region if region is not None and marked.allows(region) else None


def _in_a_row(marked: Marked, spot: Spot) -> Region | None:
    """ "She's sharp, she's a journalist, and she notices": one clause of at least three."""
    sentence = marked.sentence
    a, b = sentence.at(spot.start, spot.end)
    left, right = sentence.segment(a)
    if sentence.low(left - 1) != "," or sentence.low(right) != "," or b > right:
        return None
    if sentence.finite(b, right) or not sentence.finite(0, left - 1):
        return None  # more is told there, or nothing stands before it but whom it speaks to
    if not _is_plain(sentence, left, a) or sentence.tag(right + 1) not in ("CC", "PRP"):
        return None
    return Region(sentence.end(left - 2), sentence.end(right - 1))


def _is_plain(sentence: Sentence, left: int, a: int) -> bool:
    """ "she's a" and no more stands before the spot."""
    return (
        sentence.tag(left) == "PRP"
        and sentence.is_be(left + 1)
        and all(sentence.tag(i) in ("DT", "JJ", "RB", "CD") for i in range(left + 2, a))
    )


def _subordinate(marked: Marked, spot: Spot) -> Region | None:
    """ "…, homeless since his uncle [threw him out], came in": from the conjunction on."""
    sentence = marked.sentence
    a, b = sentence.at(spot.start, spot.end)
    if spot.kind not in _EPISODES or sentence.tag(a) not in FINITE or sentence.low(b) not in _CLOSES:
        return None
    for i in range(a - 1, max(a - _LONGEST, 1) - 1, -1):
        if sentence.is_break(i) or sentence.tag(i) in FINITE:
            return None
        if sentence.low(i) in _CONJUNCTIONS and sentence.tag(i) in ("IN", "WRB"):
            if i == 0 or sentence.is_break(i - 1):
                return None
            return Region(sentence.end(i - 1), sentence.end(b - 1))
    return None


RULE = StyleRule(
    "cut-clause",
    "left out a clause that the point does not use",
    "prose.md: cut first; a clause goes as a whole or not at all",
    _apply,
    (
        (
            "She's sharp, she's a [journalist|occupation], and she notices everything.",
            "She's sharp, and she notices everything.",
        ),
        (
            "A lad, homeless since his uncle [threw him out in spring|event], came to the drop-in.",
            "A lad, homeless, came to the drop-in.",
        ),
        ("She has slept badly since her brother [crashed the van|event].", "She has slept badly."),
    ),
    ("He's kind, she's a [nurse|occupation].", "Since her brother [crashed the van|event], she sleeps badly."),
)
