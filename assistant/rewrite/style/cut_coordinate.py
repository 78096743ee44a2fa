"""Leave out one of two or more things joined by "and" or commas."""

from __future__ import annotations

from assistant.domain.details import Kind
from assistant.rewrite.marked import Marked, Region, Spot
from assistant.rewrite.sentence import FINITE, NOUNS
from assistant.rewrite.style.rule import StyleRule

_NEVER = frozenset({Kind.PERSON_NAME, Kind.SPEECH, Kind.MEDICATION, Kind.LANGUAGE})


def _apply(marked: Marked, spot: Spot) -> Region | None:
    if spot.kind in _NEVER:
        return None
    sentence = marked.sentence
    a, b = sentence.at(spot.start, spot.end)
    left, right = sentence.phrase(a, b)
    if "half" in (sentence.low(right + 1), sentence.low(right + 2)):
        return None
    if sentence.tag(left - 1) == "CC" and sentence.low(left - 1) == "and" and sentence.tag(left - 2) in NOUNS:
        if sentence.tag(right) in ("IN", "WP", "WDT", "VBG", "VBN") or sentence.tag(right) in FINITE:
            return None
        if _kept(marked, left, right):
            return None
        joint = left - 1 - (sentence.low(left - 2) == ",")
        region = Region(sentence.end(joint - 1), sentence.end(right - 1))
        return region if marked.allows(region) else None
    if sentence.low(right) == "and" and sentence.tag(right + 1) in (*NOUNS, "DT", "PRP$", "JJ", "CD"):
        if _kept(marked, left, right) or sentence.is_be(left - 1) or sentence.tag(left - 1) in ("", "."):
            return None
        determiner = sentence.tag(left) in ("DT", "PRP$") and sentence.tag(right + 1) not in ("DT", "PRP$")
        start = sentence.start(left + 1) if determiner else sentence.start(left)
        region = Region(start, sentence.start(right + 1))
        following = sentence.phrase(right + 1, right + 2)[1]
        if sentence.tag(following) in FINITE:
            return None
        return region if marked.allows(region) else None
    return None


def _kept(marked: Marked, left: int, right: int) -> int:
    sentence = marked.sentence
    return sum(
        not any(s.start <= sentence.start(i) < s.end for s in marked.spots)
        for i in sentence.content(range(left, right))
    )


RULE = StyleRule(
    "cut-coordinate",
    "left out one of several things",
    "prose.md: cut attributes that the point does not use; one conjunct is deletable",
    _apply,
    (
        ("He talked about work and his [allotment|possession].", "He talked about work."),
        ("As a carer and [nurse|occupation] she never stops.", "As a carer she never stops."),
        ("She has [lupus|health] and two jobs.", "She has two jobs."),
        ("She lives with anxiety and [lupus|health].", "She lives with anxiety."),
    ),
    ("My client and [Anna|person-name] argued.",),
)
