"""Leave out a phrase like "from Leeds" or "at the Co-op" that the sentence can do without."""

from __future__ import annotations

from assistant.domain.details import Kind
from assistant.language import inflect
from assistant.rewrite.marked import Marked, Region, Spot
from assistant.rewrite.negation import WHEN, denies, negated
from assistant.rewrite.people import CLIENT_NOUNS
from assistant.rewrite.sentence import NOUNS, VERBS, Sentence
from assistant.rewrite.style.cut_apposition import another_precedes
from assistant.rewrite.style.rule import StyleRule

_SETTING = frozenset(
    (
        "in at from near outside by on behind opposite around across above "
        "beside under off inside for with of since during after before aged"
    ).split()
)
_SETTING_KINDS = frozenset(
    {
        Kind.PLACE,
        Kind.ORGANISATION,
        Kind.DATE,
        Kind.TIME,
        Kind.RECENCY,
        Kind.DURATION,
        Kind.AGE,
        Kind.ADDRESS,
        Kind.EDUCATION,
        Kind.COUNT,
        Kind.MOMENT,
        Kind.SEQUENCE,
    }
)
_NEEDS_PLACE = frozenset(
    "live be go come put belong stay get bring take send arrive head travel return base locate hail remain end "
    "take last spend wait fly drive cycle commute rush admit transfer refer land settle".split()
)
"""Verbs that are left hanging without their place."""
_ORIGINS = frozenset({"bear", "raise", "educate"})
"""Verbs that say nothing without the place: everybody was born."""
_BOUND = frozenset({
    ("diagnose", "with"), ("suffer", "from"), ("live", "with"), ("struggle", "with"), ("die", "of"), ("die", "from"),
    ("think", "of"), ("talk", "of"), ("hear", "of"),
    ("dream", "of"), ("look", "at"), ("laugh", "at"), ("shout", "at"),
    ("wait", "for"), ("look", "for"), ("care", "for"),
    ("ask", "for"), ("pay", "for"), ("apologise", "for"), ("deal", "with"),
    ("rely", "on"), ("depend", "on"), ("recover", "from"),
    ("lose", "in"), ("believe", "in"), ("apply", "for"), ("hope", "for"),
    ("treat", "for"), ("treat", "with"), ("long", "for"),
    ("fall", "in"), ("smell", "of"), ("speak", "in"), ("sign", "off"),
})  # fmt: skip
_PARTS = frozenset(
    "whole rest most all some part end start beginning one many lot member kind sort bit half front top back "
    "out because instead inside each both none any middle side third couple number".split()
)
_SUBJECTS = frozenset({"i", "she", "he", "they", "we", "it", "you"})
_CLASSIFIERS = frozenset(
    "village town city county suburb part outskirts north south "
    "east west middle centre center edge side corner suburbs "
    "area district region age bit back valley state borough".split()
)


def _apply(marked: Marked, spot: Spot) -> Region | None:
    sentence = marked.sentence
    a, b = sentence.at(spot.start, spot.end)
    left, right = sentence.phrase(a, b)
    if sentence.low(b - 1) in _SETTING:
        return None
    lead = a - 1 if sentence.low(a) not in _SETTING else a
    if sentence.low(lead) not in _SETTING or sentence.tag(lead) not in ("IN", "VBN", "RP", "RB"):
        lead = left - 1
    if lead < 0 or sentence.low(lead) not in _SETTING or sentence.tag(lead) not in ("IN", "VBN", "RB"):
        return None
    if _kept(marked, lead + 1, right):
        return None
    if sentence.tag(right) in ("POS", "VBG") or (right < len(sentence) and sentence.tag(right) in NOUNS and right > b):
        return None
    lead = _over_classifier(sentence, lead)
    if sentence.low(lead - 1) in ("up", "down", "over", "out", "just") and sentence.tag(lead - 2) not in VERBS | {
        "PRP"
    }:
        lead -= 1
    if not _deletable(sentence, lead, spot.kind) or _denies_more(sentence, lead, spot.kind):
        return None
    end = right
    if sentence.tag(end) == "IN" and kind_needs(spot.kind):
        return None
    if sentence.low(end) == "," and sentence.low(end + 1) == "the" and sentence.low(end + 2) == "same":
        return None
    if sentence.low(end) == "and" and sentence.tag(end + 1) in ("NNP",):
        return None
    if sentence.low(end) in ("and", "or") and sentence.tag(end + 1) in ("IN", "TO"):
        return None  # "at the Red Lion or at home": the other half would hang
    if (
        (sentence.tag(end) in ("WDT", "WP", "WRB", "PRP") and not _of_a_person(sentence, lead, end))
        or sentence.low(end) == "of"
        or sentence.low(end) in ("where", "which")
        or (sentence.low(end) == "who" and not _of_a_person(sentence, lead, end))
    ):
        return None
    closes = sentence.low(lead - 1) == "," and sentence.low(end) == ","
    if closes and another_precedes(marked, lead - 1):
        region = Region(sentence.end(lead - 2), sentence.end(end - 1))  # the comma behind closes what stands before
    elif lead == 0:
        region = Region(sentence.start(0), sentence.start(end + (sentence.low(end) == ",")))
    else:
        region = Region(sentence.end(lead - 1 - closes), sentence.end(end - 1 + closes))
    return region if marked.allows(region) else None


def _of_a_person(sentence: Sentence, lead: int, end: int) -> bool:
    """ "a dad in Hull who had missed": the "who" belongs to the dad."""
    return sentence.low(end) == "who" and sentence.low(lead - 1) in CLIENT_NOUNS


def kind_needs(kind: Kind) -> bool:
    """Whether what follows such a phrase usually hangs on it ("with £300 across two cards")."""
    return kind in (Kind.MONEY, Kind.COUNT, Kind.POSSESSION)


def _over_classifier(sentence: Sentence, lead: int) -> int:
    """ "in the village of X", "at the age of X": the outer phrase goes too."""
    if sentence.low(lead) != "of" or sentence.low(lead - 1) not in _CLASSIFIERS:
        return lead
    outer = sentence.phrase(lead - 1, lead)[0] - 1
    return outer if outer >= 0 and sentence.low(outer) in _SETTING else lead


def _denies_more(sentence: Sentence, lead: int, kind: Kind) -> bool:
    """Whether without the phrase nothing, or nobody, of the sort would be left: "can't work", "no family"."""
    if kind in WHEN:
        return False
    if sentence.tag(lead - 1) in NOUNS:
        return denies(sentence, lead - 1)
    return negated(sentence, lead)


def _deletable(sentence: Sentence, lead: int, kind: Kind) -> bool:
    before = lead - 1
    while sentence.tag(before) == "RB":
        before -= 1
    if before < lead - 1 and sentence.is_be(before):
        return False  # "isn't from Hull": nothing would be said of her
    if sentence.tag(before) == "PRP" and sentence.is_be(before - 1) and sentence.low(before - 2) not in _SUBJECTS:
        return False  # "Were she from Hull"
    preposition = sentence.low(lead)
    if preposition == "of" and sentence.low(before) in _PARTS:
        return False
    if before < 0:
        return kind in _SETTING_KINDS
    if sentence.low(before) == "up" and inflect.base(sentence.low(before - 1)) == "bring":
        return False
    if sentence.tag(before) in (",", "CC", ":") or sentence.low(before) in ("behind", "up", "back", "away", "over"):
        return kind in _SETTING_KINDS
    if sentence.tag(before) in VERBS:
        verb = "be" if sentence.is_be(before) else inflect.base(sentence.low(before)) or sentence.low(before)
        passive = sentence.tag(before) == "VBN" and any(sentence.is_be(k) for k in range(max(0, before - 2), before))
        if (verb in _NEEDS_PLACE and not passive) or (verb, preposition) in _BOUND or verb in _ORIGINS:
            return False
        if passive and verb in ("base", "refer", "admit", "transfer", "send", "diagnose", "treat"):
            return False
        return kind in _SETTING_KINDS
    if sentence.tag(before) == "PRP" and inflect.base(sentence.low(before - 1)) in (
        "take",
        "cost",
        "leave",
        "put",
        "keep",
    ):
        return False
    if sentence.low(before) == "lives" or (
        sentence.tag(before - 1) == "CC" and (inflect.base(sentence.low(before)) or "") in _NEEDS_PLACE
    ):
        return False  # a verb that was taken for a noun ("and lives in Hull")
    if sentence.tag(before) in NOUNS or sentence.tag(before) == "PRP":
        return preposition != "of" or kind in _SETTING_KINDS or kind in (Kind.FAMILY, Kind.HEALTH)
    if sentence.tag(before) in ("RP", "IN", ")"):
        return kind in _SETTING_KINDS and sentence.tag(before) == "RP"
    return kind in _SETTING_KINDS and (sentence.tag(before) in ("JJ", "CD", "RB") or sentence.low(before) == "another")


def _kept(marked: Marked, left: int, right: int) -> int:
    sentence = marked.sentence
    return sum(
        not any(s.start <= sentence.start(i) < s.end for s in marked.spots) and sentence.low(i) not in _CLASSIFIERS
        for i in sentence.content(range(left, right))
    )


RULE = StyleRule(
    "cut-prepositional",
    "left out where, when or with what it was",
    "prose.md, row 6: job and place out",
    _apply,
    (
        ("A nurse from [Leeds|place] cried.", "A nurse cried."),
        ("I visited a dad in [Hull|place] who never came.", "I visited a dad who never came."),
        ("She works at [Tesco|organisation] and hates it.", "She works and hates it."),
        ("He grew up in the village of [Grassmoor|place] with two aunts.", "He grew up with two aunts."),
        ("She lost her mother at the age of [nine|age].", "She lost her mother."),
        ("A boy with [cystic fibrosis|health] asked me to stay.", "A boy asked me to stay."),
        ("He knows every timetable in the [south|place].", "He knows every timetable."),
    ),
    (
        "She lives in [Leeds|place].",
        "He was diagnosed with [lupus|health].",
        "She's from [Hull|place].",
        "He has no car and lives in [Hull|place].",
        "She isn't from [Hull|place].",
        "Were she from [Hull|place], she'd stay.",
        "She can't work at [Tesco|organisation].",
        "He was born in [Aleppo|place], raised in Malmö and now drives a bus.",
        "She was brought up in [Malmö|place].",
        "He drinks at the [Red Lion|organisation] or at home.",
        "She has no family in [Leeds|place].",
    ),
)
