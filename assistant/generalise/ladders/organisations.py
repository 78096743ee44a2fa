"""Ladders of organisations: St Mary's Primary → a primary school → a school → left out; Tesco → the supermarket."""

from __future__ import annotations

from typing import NamedTuple

from assistant.domain.details import Detail, Kind
from assistant.domain.ladders import Flag, Ladder, Share
from assistant.generalise.ladders._wording import Wording, is_determined, is_predicate, ladder, modifies
from assistant.generalise.slot import Slot
from assistant.language.inflect import article

KINDS = frozenset({Kind.ORGANISATION})

_GUESS = "no figure known; an estimate with a wide interval"


class _Sort(NamedTuple):
    """What to call an organisation, and the share of people who have to do with one; then more generally still."""

    noun: str
    share: Share
    wider: str = ""
    wider_share: Share = Share(0.2, 0.9, _GUESS)


def _s(low: float, high: float) -> Share:
    return Share(low, high, _GUESS, "all")


_SORTS = {
    "primary school": _Sort("primary school", _s(0.08, 0.12), "school", _s(0.17, 0.3)),
    "elementary school": _Sort("elementary school", _s(0.08, 0.12), "school", _s(0.17, 0.3)),
    "middle school": _Sort("middle school", _s(0.04, 0.07), "school", _s(0.17, 0.3)),
    "high school": _Sort("high school", _s(0.06, 0.1), "school", _s(0.17, 0.3)),
    "private school": _Sort("private school", _s(0.01, 0.07), "school", _s(0.17, 0.3)),
    "school": _Sort("school", _s(0.17, 0.3)),
    "nursery": _Sort("nursery", _s(0.03, 0.08)),
    "college": _Sort("college", _s(0.04, 0.2)),
    "university": _Sort("university", _s(0.04, 0.35)),
    "hospital": _Sort("hospital", _s(0.2, 0.95)),
    "hospice": _Sort("hospice", _s(0.003, 0.1)),
    "clinic": _Sort("clinic", _s(0.1, 0.9)),
    "surgery": _Sort("surgery", _s(0.7, 1.0)),
    "pharmacy": _Sort("pharmacy", _s(0.6, 1.0)),
    "health service": _Sort("health service", _s(0.3, 1.0)),
    "prison": _Sort("prison", _s(0.001, 0.02)),
    "immigration centre": _Sort("detention centre", _s(0.0002, 0.005)),
    "army base": _Sort("army base", _s(0.002, 0.02)),
    "ship": _Sort("ship", _s(0.001, 0.01)),
    "church": _Sort("church", _s(0.05, 0.4), "place of worship", _s(0.1, 0.5)),
    "mosque": _Sort("mosque", _s(0.02, 0.07), "place of worship", _s(0.1, 0.5)),
    "synagogue": _Sort("synagogue", _s(0.003, 0.02), "place of worship", _s(0.1, 0.5)),
    "temple": _Sort("temple", _s(0.01, 0.05), "place of worship", _s(0.1, 0.5)),
    "court": _Sort("court", _s(0.02, 0.3)),
    "council": _Sort("council", _s(0.5, 1.0)),
    "police force": _Sort("police", _s(0.1, 0.6)),
    "supermarket": _Sort("supermarket", _s(0.8, 1.0)),
    "shop": _Sort("shop", _s(0.8, 1.0)),
    "café": _Sort("café", _s(0.4, 0.95)),
    "restaurant": _Sort("restaurant", _s(0.4, 0.95)),
    "bank": _Sort("bank", _s(0.7, 1.0)),
    "pub": _Sort("pub", _s(0.3, 0.8)),
    "hotel": _Sort("hotel", _s(0.2, 0.8)),
    "gym": _Sort("gym", _s(0.1, 0.3)),
    "online retailer": _Sort("online retailer", _s(0.5, 0.95)),
    "delivery firm": _Sort("delivery firm", _s(0.3, 0.95), "firm", _s(0.4, 1.0)),
    "firm": _Sort("firm", _s(0.2, 0.8)),
    "carmaker": _Sort("carmaker", _s(0.003, 0.02), "firm", _s(0.2, 0.8)),
    "energy company": _Sort("energy company", _s(0.005, 0.02), "firm", _s(0.2, 0.8)),
    "drug company": _Sort("drug company", _s(0.002, 0.01), "firm", _s(0.2, 0.8)),
    "technology company": _Sort("tech company", _s(0.01, 0.05), "firm", _s(0.2, 0.8)),
    "broadcaster": _Sort("broadcaster", _s(0.0005, 0.005)),
    "newspaper": _Sort("newspaper", _s(0.05, 0.6)),
    "airline": _Sort("airline", _s(0.001, 0.5)),
    "railway": _Sort("railway", _s(0.002, 0.5)),
    "transport firm": _Sort("transport firm", _s(0.01, 0.6), "firm", _s(0.4, 1.0)),
    "utility": _Sort("utility company", _s(0.01, 0.9), "firm", _s(0.2, 0.95)),
    "international body": _Sort("international body", _s(0.0005, 0.02)),
    "film company": _Sort("film company", _s(0.0005, 0.01), "firm", _s(0.2, 0.8)),
    "taxi firm": _Sort("taxi firm", _s(0.003, 0.5)),
    "government department": _Sort("government department", _s(0.01, 0.5)),
    "authority": _Sort("public body", _s(0.05, 0.6)),
    "agency": _Sort("agency", _s(0.05, 0.6)),
    "department": _Sort("department", _s(0.05, 0.6)),
    "charity": _Sort("charity", _s(0.02, 0.4)),
    "association": _Sort("association", _s(0.02, 0.4)),
    "institute": _Sort("institute", _s(0.005, 0.1)),
    "trust": _Sort("trust", _s(0.05, 0.6)),
    "union": _Sort("union", _s(0.05, 0.2)),
    "party": _Sort("party", _s(0.01, 0.05)),
    "club": _Sort("club", _s(0.1, 0.5)),
    "regiment": _Sort("regiment", _s(0.0005, 0.005)),
    "centre": _Sort("centre", _s(0.05, 0.6)),
    "service": _Sort("service", _s(0.05, 0.6)),
    "refuge": _Sort("refuge", _s(0.001, 0.02)),
    "library": _Sort("library", _s(0.2, 0.6)),
    "museum": _Sort("museum", _s(0.1, 0.5)),
    "theatre": _Sort("theatre", _s(0.1, 0.5)),
    "embassy": _Sort("embassy", _s(0.0005, 0.05)),
    "home": _Sort("home", _s(0.005, 0.2)),
}  # fmt: skip
_EVERYDAY = frozenset(
    {"supermarket", "bank", "pharmacy", "surgery", "council", "police force", "gym", "library", "railway"}
)
"""Of these everyone has one, so that "the" reads better than "a"."""
_NO_ARTICLE = {"armed forces": ("the forces", _s(0.02, 0.1)), "institution": ("", _s(0.1, 0.9))}
_HAS_CAR = Share(0.6, 0.93, "households with a car or van: ONS Census 2021, American Community Survey *", "all")
_NAMED_SMALL = Share(0.000005, 0.0005, "fewer than about 5,000 people belong to one", "all")
_NAMED_LARGE = Share(0.0005, 0.02, "range of the largest employers", "all")
_CUSTOMERS = Share(0.02, 0.4, _GUESS, "all")
_SHOPPED_AT = frozenset({"supermarket", "shop", "café", "restaurant", "bank", "online retailer", "delivery firm"})


def build(detail: Detail, slot: Slot) -> Ladder:
    """The ladder of an organisation: what sort it is, then more generally."""
    kind = str(detail.attributes.get("type", ""))
    small = detail.attributes.get("size") == "small"
    works = bool(detail.attributes.get("work"))
    first = _NAMED_SMALL if small else _CUSTOMERS if kind in _SHOPPED_AT and not works else _NAMED_LARGE
    flags = frozenset({Flag.SMALL_ORGANISATION} if small else ())
    return ladder(slot.words, first, _wordings(kind, works, slot), flags)


def _wordings(kind: str, works: bool, slot: Slot) -> list[Wording]:
    if slot.after.startswith("-") or is_predicate(slot):
        return []  # "she is Church of England": nobody is an organisation
    if slot.words == "BA" and is_determined(slot):
        return []  # a degree
    if kind == "carmaker" and not works and is_determined(slot):
        return [Wording("car", "car", _HAS_CAR)]  # "bought a BMW"
    if kind in _NO_ARTICLE:
        text, share = _NO_ARTICLE[kind]
        bare = text.removeprefix("the ") if is_determined(slot) else text
        return [Wording(bare, bare, share)] if bare else []
    sort = _SORTS.get(kind)
    if sort is None:
        return []
    share = sort.share
    if works:
        share = Share(min(share.low, 0.01), max(min(share.high, 0.15), 0.02), _GUESS, share.of)
    found = [Wording(_phrase(sort.noun, kind, works, slot), sort.noun, share)]
    if sort.wider:
        found.append(Wording(_phrase(sort.wider, kind, works, slot), sort.wider, sort.wider_share))
    return found


def _phrase(noun: str, kind: str, works: bool, slot: Slot) -> str:
    """The noun with the article that its place needs: none after "the" or before another noun."""
    if is_determined(slot) or modifies(slot):
        return noun
    if noun == "police" or (kind in _EVERYDAY and not works):
        return f"the {noun}"
    return f"{article(noun)} {noun}"
