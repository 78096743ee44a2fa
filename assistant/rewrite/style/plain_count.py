"""A count that the sentence needs becomes plain: "nine years of trying" is "years of trying"."""

from __future__ import annotations

from assistant.domain.details import Kind
from assistant.rewrite.marked import Marked, Region, Spot
from assistant.rewrite.sentence import VERBS
from assistant.rewrite.style.cut_time_adverbial import takes_a_measure
from assistant.rewrite.style.rule import StyleRule

_KINDS = frozenset({Kind.COUNT, Kind.DURATION})
_ONE = frozenset({"1", "one", "a", "an", "half"})
_SHORT = frozenset({"seconds", "minutes"})
_TWICE = frozenset({"2", "two", "3", "three", "4", "four"})


def _apply(marked: Marked, spot: Spot) -> Region | None:
    if spot.kind not in _KINDS:
        return None
    sentence = marked.sentence
    a, b = sentence.at(spot.start, spot.end)
    if takes_a_measure(sentence, a - 1):
        return None  # "I gave her five minutes": nobody's minutes
    definite = sentence.low(a - 1) in ("all", "these", "those", "both", "the", "her", "his", "their", "my", "our")
    if definite and b - a == 2 and sentence.tag(a) == "CD" and sentence.tag(b - 1) == "NNS":
        region = Region(spot.start, sentence.start(b - 1))
        return region if marked.allows(region, over=frozenset({spot.move})) else None
    if spot.options:
        return None
    if b - a < 2 or sentence.tag(b - 1) != "NNS" or sentence.tag(a) != "CD" or sentence.low(a) in _ONE:
        return None
    if sentence.low(b - 1) == "times":
        text = "more than once" if sentence.low(a) in _TWICE else "many times"
        end = b
        if sentence.low(b) in ("in", "since", "within") and sentence.tag(b + 1) in ("DT", "CD"):
            end = sentence.phrase(b + 1, b + 2)[1]
        region = Region(spot.start, sentence.end(end - 1), text)
    elif sentence.low(b) == "of" and sentence.low(a - 1) != "of":
        if sentence.low(b - 1) in _SHORT and sentence.tag(a - 1) in VERBS:
            return None  # "we do minutes of breathing"
        region = Region(spot.start, sentence.start(b - 1))
    else:
        return None
    return region if marked.allows(region) else None


RULE = StyleRule(
    "plain-count",
    "how many it was is not said",
    "prose.md, row 7: count → felt duration",
    _apply,
    (
        ("After [nine years|duration] of trying, they stopped.", "After years of trying, they stopped."),
        ("All [six meetings|count|many sessions] were at ten.", "All meetings were at ten."),
        ("They had moved [four times|count] in a year.", "They had moved more than once."),
        ("She checks the door [eleven times|count].", "She checks the door many times."),
    ),
    (
        "It took [nine years|duration].",
        "We do [five minutes|duration] of breathing.",
        "I gave her [five minutes|duration] to cry.",
    ),
)
