"""Leave out an opening phrase, up to its comma, that only sets the person, the place or the time."""

from __future__ import annotations

from assistant.rewrite.marked import Marked, Region, Spot
from assistant.rewrite.style.rule import StyleRule


def _apply(marked: Marked, spot: Spot) -> Region | None:
    sentence = marked.sentence
    a, _ = sentence.at(spot.start, spot.end)
    left, right = sentence.segment(a)
    opens = left == 0 or sentence.low(left - 1) in (".", ";", ":", "–", "—", "“", '"')
    if not opens or sentence.low(right) != "," or sentence.finite(left, right):
        return None
    adverbial = sentence.tag(left) in ("IN", "VBN", "VBG", "TO", "RB") or sentence.low(left) in _TIMELY
    if not adverbial and sentence.low(right + 1) not in ("she", "he", "they", "i", "we"):
        return None
    if not sentence.finite(right + 1, len(sentence)) or sentence.tag(right + 1) == "CC":
        return None
    kept = [
        i
        for i in sentence.content(range(left, right))
        if not any(s.start <= sentence.start(i) < s.end for s in marked.spots)
    ]
    if len(kept) > 1:
        return None
    region = Region(sentence.start(left), sentence.start(right + 1))
    return region if marked.allows(region) else None


_TIMELY = frozenset({"this", "last", "one", "yesterday", "today", "aged", "next", "every", "now", "just"})

RULE = StyleRule(
    "cut-fronted",
    "left out an opening that only sets the scene",
    "prose.md: recency and setting are dropped; an opening adverbial is deletable",
    _apply,
    (
        ("Aged [34|age], she still rings her mother every night.", "She still rings her mother every night."),
        ("In [Leeds|place] [last week|recency], a client cried.", "A client cried."),
        ("As a [nurse|occupation], she knew the signs.", "She knew the signs."),
    ),
    (
        "Her [ex-husband|family], a lawyer, got the house.",
        "After losing his job at [Tesco|organisation], he stopped sleeping.",
    ),
)
