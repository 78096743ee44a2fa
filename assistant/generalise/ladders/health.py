"""Ladders of bodies: conditions, medicines, treatments and looks.

A condition climbs to the sort of illness it is, with an article only where the sentence gives none; a medicine to its
class and then to "medication"; looks are left out.
"""

from __future__ import annotations

import re

from assistant.data import facts
from assistant.domain.details import Detail, Kind
from assistant.domain.ladders import Ladder, Share
from assistant.generalise.ladders._symptoms import ANYBODYS, is_anybodys
from assistant.generalise.ladders._wording import (
    ESTIMATE,
    Wording,
    after,
    before,
    class_wordings,
    countable,
    is_determined,
    is_predicate,
    ladder,
    modifies,
    ranked,
    trait_share,
    with_article,
)
from assistant.generalise.slot import Slot

KINDS = frozenset({Kind.HEALTH, Kind.MEDICATION, Kind.PROCEDURE, Kind.PHYSICAL})

_TAKES_MEDICINE = Share(0.4, 0.6, "Health Survey for England: medicines prescribed", "adults")
_MEDICINES: dict[str, tuple[tuple[str, ...], tuple[float, float]]] = {
    "antidepressant": (("antidepressant (in the year)", "medicine for depression"), (0.1, 0.21)),
    "antipsychotic": (("antipsychotic",), (0.01, 0.025)),
    "ADHD medicine": (("ADHD medicine",), (0.003, 0.06)),
    "dementia medicine": (("dementia medicine",), (0.004, 0.01)),
    "treatment for addiction": (("methadone or buprenorphine (treatment)",), (0.002, 0.01)),
    "painkiller": ((), (0.1, 0.5)),
    "heart medicine": (("statin",), (0.12, 0.3)),
    "sedative": ((), (0.02, 0.1)),
    "mood stabiliser": ((), (0.005, 0.02)),
    "diabetes medicine": ((), (0.04, 0.08)),
    "hormone treatment": ((), (0.03, 0.15)),
    "epilepsy medicine": ((), (0.005, 0.012)),
    "HIV medicine": ((), (0.001, 0.004)),
    "immune medicine": ((), (0.005, 0.03)),
}
_ARTICLES = frozenset({"antidepressant", "antipsychotic", "mood stabiliser", "sedative", "painkiller"})
_BEFORE_NOUNS = frozenset("of and or with after have has had having got".split())
"""What stands before a condition without an article ("I have aphasia"), whose general name needs one."""
_COUNTED = re.compile(r"(?i)\b(?:two|three|four|five|six|seven|eight|nine|ten|several|some|many|\d+)\s+$")
"""Before tablets that are counted: two painkillers, but not two medication."""
_NOBODY = frozenset("episode episodes break breakdown symptoms phase state disorder".split())
"""Nouns behind an adjective of illness that are no person: a psychotic episode is not unwell."""
_HAD = re.compile(r"(?i)(?:\b(?:ha[ds]|have|having)|['’](?:d|ve))\s+(?:had\s+)?(?:(?:an?|her|one)\s+)?$")
_MOVES_WITH = re.compile(
    r"(?i)\b(?:us(?:e[sd]?|ing)|need(?:s|ed)?|ha[sd]|have|having|got|with|of|without)\s+(?:(?:an?|her|his|their|the|my)\s+)?"
    r"(?:\w+\s+)?$"
)
_STAMMERING = frozenset({"stammers", "stutters", "stammered", "stuttered"})
"""What somebody does, though the word may be a plural too."""
_LIVED_WITH = {"mental": "mental-long-adjective", "illness": "illness-adjective"}
"""The class that says of somebody what theirs is, by that of the condition."""
_OF_A_THING = re.compile(
    r"(?i)\b(?:it|this|that|which|what|diagnosis|cause|problem|illness|trouble|answer|reason)"
    r"(?:['’]s| is| was)\b[^.!?]*$"
)
"""What a condition can be said of: "it was cancer"."""
_NAMED = (0.02, 0.5)
_SENSE = Share(0.002, 0.03, "disability (facts.tsv)", "all")
_LOOKS = Share(0.002, 0.1, ESTIMATE)


def build(detail: Detail, slot: Slot) -> Ladder:
    """The ladder of one condition, medicine, treatment or feature."""
    rank = ranked(detail, slot)
    if rank is not None:
        return rank
    if detail.kind is Kind.MEDICATION:
        return _medicine(detail, slot)
    attributes = detail.attributes
    value, group = str(attributes.get("value", "")), str(attributes.get("group", ""))
    if attributes.get("form") == "v":
        return ladder(slot.words, _SENSE if detail.kind is Kind.HEALTH else _LOOKS)
    first = trait_share(str(detail.kind), value, slot.region)
    if detail.kind is Kind.HEALTH and not value and is_anybodys(slot.words, slot.before):
        first = ANYBODYS
    return ladder(slot.words, first, _wordings(detail, slot, group))


def _wordings(detail: Detail, slot: Slot, group: str) -> list[Wording]:
    plural, form = bool(detail.attributes.get("plural")), str(detail.attributes.get("form", "m"))
    if form == "a":
        return _adjectives(slot, group)
    if form == "m" and is_predicate(slot) and not plural and not _OF_A_THING.search(slot.before):
        return _adjectives(slot, _LIVED_WITH.get(group, ""))  # "he is bipolar": nobody is their diagnosis
    if modifies(slot) and not plural and form == "m":
        return []
    if after(slot) in ("surgery", "operation") and detail.kind is Kind.PROCEDURE:
        return []
    if group == "abortion" and _HAD.search(slot.before):
        return []  # "she had something private"; the event says it better
    if group == "mobility-aid" and _MOVES_WITH.search(slot.before) is None:
        return []  # "in a wheelchair": nobody is in a mobility aid
    if group == "speech" and slot.words.lower() in _STAMMERING and not is_determined(slot):
        has = "had" if slot.words.lower().endswith("ed") else "has"
        return [w._replace(text=f"{has} {w.text}") for w in class_wordings(group, False)]
    found = []
    for wording in class_wordings(group, plural):
        text = wording.text
        if (form == "m" and countable(text, group)) or (
            form == "n"
            and not plural
            and not is_determined(slot)
            and countable(text, group)
            and before(slot) in _BEFORE_NOUNS
        ):
            text = with_article(text, slot)
        found.append(wording._replace(text=text))
    return found


def _adjectives(slot: Slot, group: str) -> list[Wording]:
    """What somebody is; "living with …" fits only behind "is", never before a noun or an article."""
    lead = before(slot)
    attributive = modifies(slot) or lead in ("a", "an", "the")
    fits = is_predicate(slot) or modifies(slot) or lead in ("feel", "feels", "felt", "being", "and", "or")
    if not fits or lead == "newly" or after(slot) in _NOBODY:
        return []
    return [w for w in class_wordings(group, False) if not (attributive and " " in w.text)]


def _medicine(detail: Detail, slot: Slot) -> Ladder:
    group = str(detail.attributes.get("group", ""))
    values, (low, high) = _MEDICINES.get(group, ((), (0.05, 0.3)))
    known = [s for v in values if (s := facts.share("medicine", v, slot.region)) is not None]
    whole = (
        Share(min(s.low for s in known), max(s.high for s in known), known[0].source, known[0].of)
        if known
        else Share(low, high, ESTIMATE, "adults")
    )
    narrow = 0.3 if detail.attributes.get("dose") else 1.0
    first = Share(
        whole.low * _NAMED[0] * narrow, whole.high * _NAMED[1] * narrow, "part of its class; " + whole.source, whole.of
    )
    if detail.attributes.get("plural") or detail.attributes.get("name") in (group, "ssri", "snri"):
        first = whole
    wordings = []
    counted = _COUNTED.search(slot.before) is not None
    if group and group != "other" and not modifies(slot):
        text = f"{group}s" if counted else with_article(group, slot) if group in _ARTICLES else group
        if not counted or group in _ARTICLES:
            wordings.append(Wording(text, group, whole))
    if not counted:
        wordings.append(Wording("medication", "medication", _TAKES_MEDICINE))
    return ladder(slot.words, first, wordings)
