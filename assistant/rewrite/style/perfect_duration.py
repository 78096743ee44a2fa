"""How long it has been, after a perfect tense: "hasn't been to school since November" keeps a "for a while"."""

from __future__ import annotations

import re

from assistant.domain.details import Kind
from assistant.rewrite.marked import Marked, Region, Spot
from assistant.rewrite.style.rule import StyleRule

_KINDS = frozenset({Kind.DURATION, Kind.DATE, Kind.TIME, Kind.RECENCY, Kind.COUNT, Kind.EVENT})
_HAVE = frozenset({"has", "have", "had", "'s", "'ve", "'d", "having"})


def _apply(marked: Marked, spot: Spot) -> Region | None:
    if spot.kind not in _KINDS:
        return None
    sentence = marked.sentence
    a, b = sentence.at(spot.start, spot.end)
    while sentence.tag(a - 1) in ("DT", "JJ", "RB") and sentence.low(a - 1) not in ("n't", "not"):
        a -= 1
    if sentence.low(a) not in ("since", "for"):
        a -= 1
    if sentence.low(a) not in ("since", "for") or not _perfect(marked, a):
        return None
    if sentence.tag(b) not in (".", ",", ":", "CC", "", "IN", ")", "VBD") or sentence.low(a - 1) in ("ever", ","):
        return None
    region = Region(sentence.start(a), sentence.end(b - 1), _felt(marked.words(spot)))
    return region if marked.allows(region) else None


def _felt(words: str) -> str:
    """How long it feels: in the unit that the draft names, or "for a while"."""
    unit = re.search(r"\b(days|weeks|months|years)\b", words.lower())
    if unit:
        return f"for {unit[1]}"
    return "for years" if re.fullmatch(r"(?:19\d\d|20[01]\d)", words) else "for a while"


def _perfect(marked: Marked, before: int) -> bool:
    """Whether the clause to the left has a verb in the perfect."""
    sentence = marked.sentence
    for i in range(before - 1, -1, -1):
        if sentence.tag(i) in ("VBN", "VBD"):
            k = i - 1
            while sentence.tag(k) in ("RB", "VBN") or sentence.low(k) in ("n't", "not"):
                k -= 1
            return sentence.low(k) in _HAVE
        if sentence.tag(i) in ("VBZ", "VBP", "MD", ".", ":"):
            return False
    return False


RULE = StyleRule(
    "perfect-duration",
    "how long it has been is not said",
    'prose.md, row 7: count → felt duration; a perfect tense without its "since" says something else',
    _apply,
    (
        ("He hasn't been to school since [November|date].", "He hasn't been to school for a while."),
        ("She hadn't left the house for [nineteen weeks|duration].", "She hadn't left the house for weeks."),
        (
            "A man who hasn't believed in God since [lockdown|date] laughed.",
            "A man who hasn't believed in God for a while laughed.",
        ),
    ),
    ("I saw her for [eleven months|duration].",),
)
