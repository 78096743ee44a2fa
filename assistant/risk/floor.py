"""The floor: what makes a tier whatever the numbers say. Deterministic; each rule quotes the words that it saw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain.details import Detail, Directness, SubjectRole
from assistant.domain.ladders import Flag
from assistant.domain.risk import Reader, Reason, Tier
from assistant.risk.constants import MANY, OWN_WORDS, UNCOMMON
from assistant.risk.crowd import distinct
from assistant.risk.standing import flags, share, uncommon, words

_EVERYONE = (Reader.CLIENT, Reader.ACQUAINTANCE, Reader.STRANGER)
_OUTSIDE = (Reader.ACQUAINTANCE, Reader.STRANGER)
_PLACES_AND_DATES = {
    Flag.EXACT_DATE: "an exact date can be looked up",
    Flag.AGE_OVER_89: "very few people are that old",
    Flag.SMALL_PLACE: "few people live there",
    Flag.SMALL_ORGANISATION: "few people belong to it",
}
_EVENTS = frozenset({Flag.DISTINCTIVE_EVENT, Flag.FIRST_OR_ONLY})
_ORDER = frozenset({Flag.SEQUENCE, Flag.SCENE})


@dataclass(frozen=True, slots=True)
class Floor:
    """One reason and the reader that it holds for."""

    reader: Reader
    reason: Reason


def floors(details: Sequence[Detail]) -> list[Floor]:
    """Every floor that the details of one case set (risk.md, "Floor")."""
    found: list[Floor] = []
    for detail in details:
        found += _names(detail)
        found += _places_and_dates(detail)
    found += _what_happened(details)
    found += _many(details)
    return found


def _floor(readers: Sequence[Reader], tier: Tier, rule: str, text: str, *details: Detail) -> list[Floor]:
    seen = tuple(dict.fromkeys(w for d in details for w in words(d)))
    return [Floor(reader, Reason(text, seen, rule, tier)) for reader in readers]


def _names(detail: Detail) -> list[Floor]:
    held = flags(detail)
    is_client = detail.subject.role is SubjectRole.CLIENT
    whose = detail.subject.label
    if Flag.FULL_NAME in held:
        found = _floor(
            _EVERYONE if is_client else _OUTSIDE,
            Tier.HIGH,
            "floor.full-name",
            f"The full name of {whose} is there.",
            detail,
        )
    elif Flag.CONTACT in held:
        found = _floor(
            _EVERYONE if is_client else _OUTSIDE,
            Tier.HIGH,
            "floor.contact",
            f"It says how to reach or look up {whose}.",
            detail,
        )
    elif held & {Flag.FIRST_NAME, Flag.INITIALS}:
        what = "A name" if Flag.FIRST_NAME in held else "Initials"
        found = _floor(
            (Reader.CLIENT, Reader.ACQUAINTANCE),
            Tier.HIGH,
            "floor.first-name",
            f"{what} of {whose}: whoever knows them would connect it.",
            detail,
        )
        found += _floor(
            (Reader.STRANGER,), Tier.RAISED, "floor.first-name", f"{what} of {whose} makes a search possible.", detail
        )
    else:
        return []
    if not is_client:
        found += _floor(
            (Reader.CLIENT,), Tier.RAISED, "floor.name-of-another", f"The client would recognise {whose}.", detail
        )
    return found


def _places_and_dates(detail: Detail) -> list[Floor]:
    return [
        floor
        for flag, why in _PLACES_AND_DATES.items()
        if flag in flags(detail)
        for floor in _floor(_OUTSIDE, Tier.RAISED, f"floor.{flag.value}", f"{why[0].upper()}{why[1:]}.", detail)
    ]


def _what_happened(details: Sequence[Detail]) -> list[Floor]:
    own_words = [d for d in details if flags(d) & OWN_WORDS]
    events = [d for d in details if flags(d) & _EVENTS]
    recent = [d for d in details if Flag.RECENCY in flags(d)]
    sequences = [d for d in details if flags(d) & _ORDER]
    found: list[Floor] = []
    for detail in own_words:
        moment = Flag.MOMENT in flags(detail)
        found += _floor(
            (Reader.CLIENT,),
            Tier.RAISED,
            "floor.moment" if moment else "floor.own-words",
            "It happened between the two of you; the client was there."
            if moment
            else "The client would know their own words.",
            detail,
        )
    for detail in events:
        found += _floor(
            (Reader.CLIENT,), Tier.RAISED, "floor.event", "The client would know what happened to them.", detail
        )
        found += _floor(
            (Reader.ACQUAINTANCE,), Tier.RAISED, "floor.event", "People who know them would remember this.", detail
        )
    for detail in sequences:
        found += _floor(
            (Reader.CLIENT,),
            Tier.RAISED,
            "floor.scene",
            "It is told in enough detail for the client to know it again.",
            detail,
        )
    episodes = [*own_words, *events, *sequences]
    others = [d for d in details if not flags(d) & OWN_WORDS and (uncommon(d) or flags(d) & _ORDER)]
    if own_words and (recent or events or others or len(own_words) > 1):
        found += _floor(
            (Reader.CLIENT,),
            Tier.HIGH,
            "floor.own-words-in-context",
            "Their own words, or what happened between you, together with the rest: the client would tell.",
            *own_words,
            *recent,
            *events,
            *others[:2],
        )
    elif events and (len(episodes) > 1 or recent or any(uncommon(d) for d in details if not flags(d) & _EVENTS)):
        found += _floor(
            (Reader.CLIENT,),
            Tier.HIGH,
            "floor.event-in-context",
            "What happened, together with the rest: the client would tell.",
            *events,
        )
    if recent and any(uncommon(d) or flags(d) for d in details if Flag.RECENCY not in flags(d)):
        found += _floor((Reader.CLIENT,), Tier.RAISED, "floor.recency", "It says that this was only just now.", *recent)
    return found


def _many(details: Sequence[Detail]) -> list[Floor]:
    by_subject: dict[str, list[Detail]] = {}
    for detail in distinct(details):
        if detail.directness is not Directness.DIRECT and share(detail).middle < UNCOMMON:
            by_subject.setdefault(detail.subject.id, []).append(detail)
    return [
        floor
        for several in by_subject.values()
        if len(several) >= MANY
        for floor in _floor(
            (Reader.ACQUAINTANCE,),
            Tier.RAISED,
            "floor.three-or-more",
            "Three or more uncommon facts about one person.",
            *several,
        )
    ]
