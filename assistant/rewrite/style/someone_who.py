"""Where a "who" follows a job or a group, "someone" is all the noun that it needs."""

from __future__ import annotations

from assistant.domain.details import Kind
from assistant.rewrite.marked import Marked, Region, Spot
from assistant.rewrite.negation import negated
from assistant.rewrite.sentence import NOUNS
from assistant.rewrite.style.rule import StyleRule

_NOUNS_OF_PEOPLE = frozenset({Kind.OCCUPATION, Kind.NATIONALITY, Kind.RELIGION, Kind.ETHNICITY, Kind.EDUCATION})


def _apply(marked: Marked, spot: Spot) -> Region | None:
    if spot.kind not in _NOUNS_OF_PEOPLE:
        return None
    sentence = marked.sentence
    a, b = sentence.at(spot.start, spot.end)
    if a < 2 or a == b or sentence.low(b) != "who" or sentence.tag(b - 1) not in NOUNS:
        return None
    left = a
    while sentence.tag(left - 1) in ("JJ", "NN", "CD", "VBN", "VBD"):
        left -= 1
    if sentence.low(left - 1) not in ("a", "an") or left == 1 or negated(sentence, left - 1):
        return None
    region = Region(sentence.start(left - 1), sentence.end(b - 1), "someone")
    return region if marked.allows(region, over=frozenset(s.move for s in marked.spots)) else None


RULE = StyleRule(
    "someone-who",
    "“someone” instead of what they do",
    "prose.md: no attribute where the rest of the sentence says who it is",
    _apply,
    (
        (
            "He was tall, a [piano technician|occupation] who drove all night.",
            "He was tall, someone who drove all night.",
        ),
        ("I think of a retired [docker|occupation] who never rang.", "I think of someone who never rang."),
    ),
    (
        "A [docker|occupation] who never rang came back.",
        "She married a [docker|occupation].",
        "He is not a [docker|occupation] who rings.",
    ),
)
