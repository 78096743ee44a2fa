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
    listed,
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
_DEGREES = ("phd", "doctorate", "master", "degree", "mba", "ma ", "msc", "ba ", "bsc")
_NO_VEHICLE = frozenset({"hot tub", "home afloat", "pushchair", "household thing"})
"""Seen like vehicles and keepsakes, and neither: nothing general is true of them."""
_AS_A_CASE = frozenset({"order", "care-order", "family-court", "migration", "tribunal"})
"""Classes worded as a matter or an order, which one has or brings, and is not in, at or granted."""
_NO_CASE = re.compile(
    r"(?i)\b(?:at|in|into|to|on|from|outside|fil(?:e|es|ed|ing)|for|pa(?:y|ys|id|ying)|grant(?:s|ed)|pass(?:es|ed)?|"
    r"fail(?:s|ed)?|took|takes|take|got|gets|won|lost|broke|breached|served|attended|missed)"
    r"(?:\s+(?:out|with|up))?\s+(?:(?:an?|the|her|his|their|my)\s+)?$"
)
_AFTER_TROUBLE = frozenset("about after despite following of over since".split())
"""Where "trouble with the law" can stand: it is no criminal record that one has, nor a court that one is at."""


def build(detail: Detail, slot: Slot) -> Ladder:
    """The ladder of one circumstance in its surroundings."""
    rank = ranked(detail, slot)
    if rank is not None:
        return rank
    attributes = detail.attributes
    value, group, form = (str(attributes.get(name, "")) for name in ("value", "group", "form"))
    value = listed(str(detail.kind), slot.words) or value
    group = "helping dog" if value == "assistance animal" else group  # somebody's guide dog is no pet
    group = "thing" if value in _NO_VEHICLE else group
    if form == "v":
        return _of_verb(detail, slot, value)
    first = trait_share(str(detail.kind), value, slot.region)
    if modifies(slot):
        return ladder(slot.words, first)
    return ladder(slot.words, first, _wordings(slot, group, bool(attributes.get("plural"))))


def _wordings(slot: Slot, group: str, plural: bool) -> list[Wording]:
    if (group == "offence" and before(slot) not in _AFTER_TROUBLE) or (
        group in _AS_A_CASE and _NO_CASE.search(slot.before)
    ):
        return []
    if group == "instrument" and before(slot) == "the":
        return []  # "plays the instrument" would ask which
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
        found.append(wording._replace(text=with_article(text, slot) if bare else _led(text, slot.words)))
    return found


_LEAD = re.compile(r"(?i)(an?|the|her|his|their|my|our) (?=\w)")


def _led(text: str, words: str) -> str:
    """The wording with what the words begin with: "her guide dog" is her dog."""
    lead = _LEAD.match(words)
    if lead is None or _LEAD.match(text):
        return text
    first = lead[1]
    if first.lower() in ("a", "an"):
        first = first[:1] + ("n" if text[:1].lower() in "aeio" else "")
    return f"{first} {text}"


def _of_verb(detail: Detail, slot: Slot, value: str) -> Ladder:
    words = slot.words.lower()
    if detail.kind is Kind.EDUCATION:
        degree = [Wording("degree", "degree", _DEGREE)] if words.startswith(_DEGREES) and " in " in words else []
        return ladder(slot.words, _COURSE, degree)
    if value == "the law" and _PASSIVE.search(slot.before) and not slot.after.startswith(" to "):
        return ladder(slot.words, _LAW, [Wording("in trouble with the law", "trouble with the law", _TROUBLE)])
    return ladder(slot.words, _LAW)
