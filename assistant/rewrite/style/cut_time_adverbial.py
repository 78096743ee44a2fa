"""Leave out when it was: "This morning", "last Tuesday", "on 3 May", "yesterday"."""

from __future__ import annotations

from assistant.domain.details import Kind
from assistant.language.inflect import base
from assistant.rewrite.marked import Marked, Region, Spot
from assistant.rewrite.sentence import FINITE, VERBS, Sentence
from assistant.rewrite.style.rule import StyleRule

_KINDS = frozenset(
    {Kind.RECENCY, Kind.TIME, Kind.DATE, Kind.DURATION, Kind.COUNT, Kind.MOMENT, Kind.EVENT, Kind.SEQUENCE}
)
_PREPOSITIONS = frozenset("in on at during by since for until till from around after before within over".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_WORDS_OF_TIME = frozenset(
    "today tonight yesterday tomorrow now recently lately just morning afternoon evening night week weekend month "
    "year day session lesson term hour minute second fortnight spring summer autumn fall winter easter christmas "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december lockdown thanksgiving ramadan half-term o'clock am pm weeks months years "
    "days hours minutes sessions lessons ago time appointment period shift class".split()
)


def _apply(marked: Marked, spot: Spot) -> Region | None:
    if spot.kind not in _KINDS:
        return None
    sentence = marked.sentence
    a, b = sentence.at(spot.start, spot.end)
    timely = any(sentence.low(i) in _WORDS_OF_TIME or sentence.low(i)[:1].isdigit() for i in range(a, b))
    things = any(sentence.tag(i) in ("NN", "NNS") and sentence.low(i) not in _WORDS_OF_TIME for i in range(a, b))
    acts = any(sentence.tag(i) in FINITE and sentence.low(i) not in _WORDS_OF_TIME for i in range(a, b))
    if not timely or things or acts or not 0 < b - a <= _LONGEST:
        return None
    while sentence.tag(a - 1) in ("DT", "JJ") and sentence.low(a - 1) in _LEADS:
        a -= 1
    if sentence.low(a - 1) in _PREPOSITIONS and sentence.tag(a - 1) in ("IN", "TO"):
        a -= 1
        while sentence.low(a - 1) in ("ever", "just", "right", "only", "early", "late"):
            if sentence.low(a - 1) == "only" and spot.kind is not Kind.RECENCY:
                return None  # "only at night": without it, it would be said of the day too
            a -= 1
    elif sentence.tag(a - 1) in ("DT", "PRP$", "JJ", "POS", "IN", "TO", "CD", "MD"):
        return None
    elif sentence.low(a - 1) in ("just", "only"):
        a -= 1
    if sentence.low(b) in ("ago", "later", "earlier") or (sentence.low(b) == "on" and sentence.is_break(b + 1)):
        b += 1
    while sentence.low(b) in (",", "and", "or") and sentence.low(b + 1) in _DAYS:
        b += 2
    if sentence.low(b - 1) in _DAYS and sentence.low(b) in ("morning", "afternoon", "evening", "night", "lunchtime"):
        b += 1
    if sentence.tag(b) in ("NN", "NNS", "POS", "VBG") or sentence.low(b) == "of":
        return None
    if sentence.tag(a) in ("CD", "DT") and takes_a_measure(sentence, a - 1):
        return None
    if sentence.is_be(a - 1) and sentence.tag(b) in (".", ",", "CC", ""):
        return None
    opens = a == 0 or sentence.low(a - 1) in (".", ";", "“", '"')
    if opens and sentence.tag(b) in FINITE:
        return None
    if opens:
        region = Region(sentence.start(a), sentence.start(b + (sentence.low(b) == ",")))
    elif sentence.low(a - 1) == "," and sentence.low(b) == ",":
        region = Region(sentence.end(a - 2), sentence.end(b))
    elif sentence.low(a - 1) == "," and not sentence.low(b):  # a line that ends there, without a full stop
        region = Region(sentence.end(a - 2), sentence.end(b - 1))
    elif sentence.tag(a - 1) == "CC" and sentence.tag(b) not in VERBS | {"PRP"}:
        return None
    else:
        region = Region(sentence.end(a - 1), sentence.end(b - 1))
    return region if region.end > region.start and marked.allows(region) else None


_THEM = frozenset("me him her them us it you myself himself herself themselves ourselves yourself".split())


def takes_a_measure(sentence: Sentence, i: int) -> bool:
    """ "I spend ten minutes on it", "give him a week": how long it was is what the verb is about."""
    if sentence.low(i) in _THEM:
        i -= 1
    return sentence.tag(i) in VERBS and base(sentence.low(i)) in _TAKE_A_MEASURE


_LEADS = frozenset({"this", "last", "next", "that", "early", "late", "the", "a", "one", "some", "past"})

_TAKE_A_MEASURE = frozenset("spend give take need do have leave allow devote want get serve add make waste buy".split())
"""Verbs whose object a stretch of time can be."""

_LONGEST = 7
"""Words; a longer stretch says more than when."""

RULE = StyleRule(
    "cut-time-adverbial",
    "left out the time",
    "prose.md, row 2: recency dropped; risk.md: recency makes the client recognise the hour",
    _apply,
    (
        ("[This morning|recency] a client told me she was tired.", "A client told me she was tired."),
        ("[Last Tuesday|recency], he said nothing at all.", "He said nothing at all."),
        ("A client told me [this morning|recency] that she hates Mondays.", "A client told me that she hates Mondays."),
        ("She rang me [yesterday|recency].", "She rang me."),
        ("I sat with her [last Thursday|recency] night and waited.", "I sat with her and waited."),
        ("In [session 14|count] he finally spoke.", "He finally spoke."),
        ("She rings me [every Monday|time], Wednesday and Friday.", "She rings me."),
        ("She came back on [3 May|date] and sat down.", "She came back and sat down."),
        ("He rang me, [nine years|duration] on, to say so.", "He rang me to say so."),
        ("Seen by a teacher, [Easter 2023|date]", "Seen by a teacher"),
    ),
    (
        "[This morning|recency] was hard.",
        "I spend [ten minutes|duration] on my notes.",
        "She gave it [ten minutes|duration] and left.",
        "He can eat only at [six in the morning|time].",
        "It was [yesterday|recency].",
        "I hated the [Tuesday|date] group.",
        "Her sister [rang last week|event], and she could not sleep.",
    ),
)
