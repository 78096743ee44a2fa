"""Keep what happened and leave out how, where and when: "walked out when I mentioned the invoice" is "walked out"."""

from __future__ import annotations

from assistant.domain.details import Kind
from assistant.rewrite.marked import Marked, Region, Spot
from assistant.rewrite.sentence import VERBS
from assistant.rewrite.style.rule import StyleRule

_KINDS = frozenset({Kind.MOMENT, Kind.EVENT})
_ADJUNCTS = frozenset(
    (
        "when while as after before until since because during in "
        "on at across under beside behind with without for by from"
    ).split()
)
_AFTER_VERB = frozenset(
    (
        "cried laughed wept smiled left slept stopped waited spoke froze "
        "flinched nodded cry laugh weep smile leave out down up away back off"
    ).split()
)


def _apply(marked: Marked, spot: Spot) -> Region | None:
    if spot.kind not in _KINDS or spot.options:
        return None
    sentence = marked.sentence
    a, b = sentence.at(spot.start, spot.end)
    if sentence.tag(a) not in VERBS:
        return None
    for i in range(a + 1, b):
        if sentence.low(i) not in _ADJUNCTS or sentence.tag(i) not in ("IN", "WRB", "TO"):
            continue
        before = i - 1
        if sentence.tag(before) not in ("NN", "NNS", "PRP", "RB", "RP") and sentence.low(before) not in _AFTER_VERB:
            return None
        region = Region(sentence.end(before), sentence.end(b - 1))
        return region if marked.allows(region) else None
    return None


RULE = StyleRule(
    "cut-scene",
    "what happened, without the scene",
    "prose.md: cut first; risk.md: a client recognises what happened, not a statistic",
    _apply,
    (
        ("She [cried in the last session|moment].", "She cried."),
        ("He [walked out when I mentioned the invoice|moment] and came back.", "He walked out and came back."),
        ("A client [ghosted me for the third time since Easter|moment].", "A client ghosted me."),
    ),
    ("My client [handed me a paper crane|moment].",),
)
