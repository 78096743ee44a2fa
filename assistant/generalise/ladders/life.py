"""Ladders of a life's circumstances: education, dealings with the law, possessions."""

from __future__ import annotations

import re

from assistant.domain.details import Detail, Kind
from assistant.domain.ladders import Ladder, Share
from assistant.generalise.ladders._wording import (
    ESTIMATE,
    Wording,
    before,
    class_wordings,
    countable,
    ladder,
    modifies,
    ranked,
    trait_share,
    with_article,
)
from assistant.generalise.slot import Slot

KINDS = frozenset({Kind.EDUCATION, Kind.LEGAL, Kind.POSSESSION})

_COURSE = Share(0.001, 0.08, ESTIMATE)
_DEGREE = Share(0.25, 0.4, "level 4 or above (facts.tsv: education)", "adults")
_LAW = Share(0.005, 0.2, ESTIMATE)
_TROUBLE = Share(0.17, 0.4, "criminal record (facts.tsv: crime)", "adults")
_PASSIVE = re.compile(r"(?:\b(?:is|was|were|are|been|being|got|get|be)|['’]s)\s+(?:\w+ly\s+)?$")
_DEGREES = ("phd", "doctorate", "master", "degree", "mba", "ma ", "msc", "ba ", "bsc", "diploma")


def build(detail: Detail, slot: Slot) -> Ladder:
    """The ladder of one circumstance in its surroundings."""
    rank = ranked(detail, slot)
    if rank is not None:
        return rank
    attributes = detail.attributes
    value, group, form = (str(attributes.get(name, "")) for name in ("value", "group", "form"))
    group = "helping dog" if value == "assistance animal" else group  # somebody's guide dog is no pet
    if form == "v":
        return _of_verb(detail, slot, value)
    first = trait_share(str(detail.kind), value, slot.region)
    if modifies(slot):
        return ladder(slot.words, first)
    return ladder(slot.words, first, _wordings(slot, group, bool(attributes.get("plural"))))


def _wordings(slot: Slot, group: str, plural: bool) -> list[Wording]:
    found: list[Wording] = []
    for wording in class_wordings(group, plural):
        if wording.text.startswith(("someone", "people")) and before(slot) not in ("", "a", "an", "two", "three"):
            continue
        text = wording.text
        bare = (
            not plural
            and countable(text, group)
            and before(slot) in ("in", "of", "for", "about", "and", "has", "have", "had", "lost")
        )
        found.append(wording._replace(text=with_article(text, slot) if bare else text))
    return found


def _of_verb(detail: Detail, slot: Slot, value: str) -> Ladder:
    words = slot.words.lower()
    if detail.kind is Kind.EDUCATION:
        degree = [Wording("degree", "degree", _DEGREE)] if words.startswith(_DEGREES) and " in " in words else []
        return ladder(slot.words, _COURSE, degree)
    if value == "the law" and _PASSIVE.search(slot.before):
        return ladder(slot.words, _LAW, [Wording("in trouble with the law", "trouble with the law", _TROUBLE)])
    return ladder(slot.words, _LAW)
