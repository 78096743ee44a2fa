"""Ladders of places: Leeds → a city in West Yorkshire → a northern English city → a city → left out.

The share of a rung is that of the people of the country who live in such a place (places.tsv and regions.tsv); a rung
that fewer than three places would fit is passed over, because it names them all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.data import facts, places
from assistant.data.places import Place
from assistant.domain.details import Detail, Kind
from assistant.domain.ladders import Flag, Ladder, Share
from assistant.generalise.ladders._wording import Wording, ladder, modifies
from assistant.generalise.ladders._wording import before as word_before
from assistant.generalise.slot import Slot

KINDS = frozenset({Kind.PLACE})

FEWEST = 3
"""A rung that fits fewer places than this is passed over."""

_GEONAMES = "GeoNames populations"
_TOTALS = {"GB": 67e6, "US": 335e6, "IE": 5.1e6, "CA": 40e6, "AU": 26e6, "NZ": 5.2e6}
_HOME = {"uk": ("GB",), "us": ("US",), "unknown": tuple(_TOTALS)}
_NOUNS = {"village": "village", "small-town": "small town", "town": "town", "city": "city", "big-city": "city"}
_WIDER_NOUN = {
    "northern England": "a northern English {}", "southern England": "a southern English {}",
    "the Midlands": "a {} in the Midlands",
    "eastern England": "a {} in the east of England", "London": "a part of London", "Scotland": "a Scottish {}",
    "Wales": "a Welsh {}", "Northern Ireland": "a {} in Northern Ireland", "the Northeast": "a {} in the Northeast",
    "the Midwest": "a Midwestern {}", "the South": "a Southern {}", "the West": "a {} out West",
}  # fmt: skip
_WIDER = {
    "northern England": "the north of England", "southern England": "the south of England",
    "the Midlands": "the Midlands",
    "eastern England": "the east of England", "London": "the south of England", "Scotland": "Scotland",
    "Wales": "Wales",
    "Northern Ireland": "Northern Ireland", "the Northeast": "the Northeast", "the Midwest": "the Midwest",
    "the South": "the South", "the West": "the West",
}  # fmt: skip
_ADJECTIVES = {"northern England": "northern", "southern England": "southern", "the Midlands": "Midlands",
    "Scotland": "Scottish",
               "Wales": "Welsh", "the Midwest": "Midwestern", "the South": "Southern"}  # fmt: skip
_WIDER_PEOPLE = {
    "northern England": 15.6e6, "southern England": 15.0e6, "the Midlands": 10.8e6, "eastern England": 6.3e6,
    "London": 8.9e6,
    "Scotland": 5.45e6, "Wales": 3.13e6, "Northern Ireland": 1.9e6, "the Northeast": 57e6, "the Midwest": 69e6,
    "the South": 129e6, "the West": 79e6,
}  # fmt: skip
_SETTLEMENTS = {
    "village": ("under 2,000 people or open country",),
    "small-town": ("2,000 to 10,000 people",),
    "town": ("10,000 to 100,000 people",),
    "city": ("100,000 to 1 million people", "over 1 million people"),
}
_DETERMINERS = frozenset({"a", "an", "the", "her", "his", "their", "my", "our", "your", "its", "this", "that", "some"})
_ABROAD = Share(0.13, 0.19, "born abroad: ONS Census 2021, US Census Bureau", "all")
_ONE_COUNTRY = Share(0.0003, 0.02, "born in one foreign country: range of the facts table", "all")
_ONE_FOREIGN_TOWN = Share(0.000005, 0.002, "no figure known; a guess with a wide interval", "all")
_ONE_SPOT = Share(0.000005, 0.01, "no figure known; a guess with a wide interval", "all")
_SOME_SPOT = Share(0.001, 0.08, "no figure known; a guess with a wide interval", "all")
_NEAR_ONE = Share(0.3, 0.9, "most people live near one", "all")


def build(detail: Detail, slot: Slot) -> Ladder:
    """The ladder of a place, its wording fit for where its name stands."""
    facts_ = detail.attributes
    size = str(facts_.get("size", "unknown"))
    if size == "spot":
        return ladder(slot.words, _SOME_SPOT)
    if size in ("road", "landmark", "unknown"):
        return _spot(size, str(facts_.get("head", "")), slot)
    place = Place(str(facts_.get("name", "")), str(facts_.get("country", "")), str(facts_.get("region", "")),
                  str(facts_.get("wider", "")), int(facts_.get("population", 0)), size)  # fmt: skip
    place = _at_home(place, slot)
    small = place.people < places.SMALL and place.sort in ("village", "small-town", "town")
    return ladder(slot.words, _own_share(place, slot.region), tuple(_wordings(place, slot)),
                  frozenset({Flag.SMALL_PLACE} if small else ()))  # fmt: skip


def _at_home(place: Place, slot: Slot) -> Place:
    """The namesake in the draft's own country, unless the draft itself says which ("Boston, Massachusetts")."""
    if "," in slot.words or place.country in _HOME.get(slot.region, ()):
        return place
    other = places.place(place.name, slot.region)
    return other if other and other.country in _HOME.get(slot.region, ()) else place


def _around(value: float, source: str = _GEONAMES) -> Share:
    """A share known to within a third."""
    return Share(min(value * 0.75, 1.0), min(value * 1.33, 1.0), source, "all")


def _own_share(place: Place, region: str) -> Share:
    if place.country in _HOME.get(region, ()):
        if place.people == 0:
            return Share(0.000002, 0.0003, "a place that GeoNames does not list among towns", "all")
        return _around(place.people / max(_TOTALS[place.country], place.people))
    if place.sort == "country":
        known = facts.share("birthplace", f"born in {place.name}", region)
        return known or _ONE_COUNTRY
    return _ONE_FOREIGN_TOWN


def _wordings(place: Place, slot: Slot) -> Iterator[Wording]:
    if slot.after.startswith("-"):
        return
    if re.match(r" (?:city|town) cent(?:re|er)\b", slot.after):
        return
    lead = word_before(slot)
    if lead == "the" and not modifies(slot) and not slot.words.lower().startswith("the "):
        # The article is the name's own: "the Isle of Wight".
        yield from _area_behind_the(place, slot)
    elif lead in _DETERMINERS and not slot.words.lower().startswith("the "):
        yield from _attributive(place, slot)
    elif place.country not in _HOME.get(slot.region, ()):
        if lead not in _ON_GROUND:
            yield from _abroad(place, slot)
    elif place.sort == "district":
        yield from _district(place, slot)
    elif place.sort in _NOUNS:
        yield from _settlement(place, slot)
    elif place.sort != "country" and lead not in _ON_GROUND:
        yield from _area(place)


_ON_GROUND = frozenset({"on", "at", "off", "onto", "up", "over", "across", "climbed"})
"""Before islands, moors and hills, of which nobody is "on the south of England"."""


def _area_behind_the(place: Place, slot: Slot) -> Iterator[Wording]:
    on_it = re.search(r"(?i)\b(?:on|at|off|up|over|across) the $", slot.before)
    if on_it or place.country not in _HOME.get(slot.region, ()) or place.sort not in ("county", "state", "region"):
        return
    for wording in _area(place):
        if wording.text.startswith("the "):
            yield wording._replace(text=wording.text.removeprefix("the "))


def _attributive(place: Place, slot: Slot) -> Iterator[Wording]:
    adjective = _ADJECTIVES.get(place.wider)
    if adjective and place.country in _HOME.get(slot.region, ()):
        yield Wording(adjective, "part of the country", _around(_WIDER_PEOPLE[place.wider] / _TOTALS[place.country]))


def _settlement(place: Place, slot: Slot) -> Iterator[Wording]:
    noun, sort = _NOUNS[place.sort], "city" if place.sort == "big-city" else place.sort
    total = _TOTALS[place.country]
    wide = _WIDER_NOUN.get(place.wider, "").format(noun)
    # "A northern English small town" is not how anyone says it.
    wide = re.sub(r"^a (\w+(?: English)?) small town$", r"a small \1 town", wide)
    for region, text in ((place.region, f"a {noun} {_inside(place.region)}"), (place.wider, wide)):
        if region == "Greater London":
            continue
        tally = places.tally(place.country, region, sort) if region else None
        if tally and tally.places >= FEWEST and text and place.name not in text:
            yield Wording(text, text, _around(tally.people / total))
    yield Wording(f"a {noun}", "kind of place", _settled(sort, slot.region))


_NAMED_WITH_THE = {"West Midlands": "the West Midlands", "Scottish Borders": "the Scottish Borders",
                   "Highland": "the Highlands"}  # fmt: skip
_ISLANDS = {"Isle of Wight": "the Isle of Wight", "Anglesey": "Anglesey", "Isles of Scilly": "the Isles of Scilly",
            "Scottish islands": "a Scottish island"}  # fmt: skip


def _inside(region: str) -> str:
    """The region behind the preposition and with the article that its name has."""
    return f"on {_ISLANDS[region]}" if region in _ISLANDS else f"in {_NAMED_WITH_THE.get(region, region)}"


def _settled(sort: str, region: str) -> Share:
    """People who live in places of that size anywhere in the country."""
    found = [share for value in _SETTLEMENTS[sort] if (share := facts.share("settlement", value, region))]
    if not found:
        return Share(0.05, 0.6, "no figure known; a guess with a wide interval", "all")
    return Share(
        min(0.7 * sum(s.low for s in found), 1.0), min(1.3 * sum(s.high for s in found), 1.0), found[0].source, "all"
    )


def _district(place: Place, slot: Slot) -> Iterator[Wording]:
    """Splott → Cardiff → a Welsh city → a city."""
    city = places.place(place.region, slot.region)
    if city is None or city.sort == "district":
        return
    yield Wording(place.region, "the city it lies in", _own_share(city, slot.region))
    yield from _settlement(replace(city, sort="city"), slot)


def _area(place: Place) -> Iterator[Wording]:
    """A county, a state or a region → the part of the country."""
    part = _WIDER.get(place.wider)
    if part and place.name not in part:
        yield Wording(part, "part of the country", _around(_WIDER_PEOPLE[place.wider] / _TOTALS[place.country]))


def _abroad(place: Place, slot: Slot) -> Iterator[Wording]:
    noun = _NOUNS.get(place.sort) if place.people else None  # how large it is, nobody knows
    country = "" if place.country in ("GB", "US") else place.wider
    if noun and country and place.name not in country:
        yield Wording(
            f"a {noun} in {'the' + country[3:] if country.startswith('The ') else country}", "country", _ONE_COUNTRY
        )
    if slot.region != "unknown" or place.sort == "country":
        yield Wording("another country", "another country", _ABROAD)
    elif noun:
        yield Wording(
            f"a {noun}", "kind of place", Share(0.05, 0.6, "no figure known; a guess with a wide interval", "all")
        )


_PLAINER_HEADS = {"ben": "mountain", "beck": "stream", "burn": "stream", "fell": "hill", "tarn": "lake"}
"""Words that stand before a name, or are at home in one part of the country."""


def _spot(size: str, head: str, slot: Slot) -> Ladder:
    """A road or a landmark → the word for it; a place that no list knows can only go."""
    wordings: list[Wording] = []
    determined = word_before(slot) in _DETERMINERS
    if size == "road":
        noun = (
            "motorway"
            if slot.words.startswith("M") or "(M)" in slot.words
            else "highway"
            if slot.region == "us"
            else "main road"
        )
        noun = (
            "highway" if slot.words[:2] in ("I-", "US") or slot.words.startswith(("Inter", "High", "Route")) else noun
        )
        wordings.append(Wording(noun if determined else f"the {noun}", noun, _NEAR_ONE))
    elif head:
        head = _PLAINER_HEADS.get(head, head)
        wordings.append(Wording(head if determined else f"the {head}", head, _NEAR_ONE))
    flags = frozenset({Flag.SMALL_PLACE} if size == "unknown" else ())
    return ladder(slot.words, _ONE_SPOT, wordings, flags)
