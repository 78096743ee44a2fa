"""Places by name: where they lie and how many people live there (places.tsv and regions.tsv; see SOURCES.md).

A name may belong to several places; `variants` gives them likeliest first. Names are held without accents:
`plain` brings a draft's spelling to that form without changing its length, so that offsets stay good.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant import data

SMALL = 20_000
"""Fewer people than this make a place small for the floor of the risk model."""

METROPOLIS = 1_000_000
"""From so many people on a city abroad is known by its name everywhere."""

_UNCOMPOSED = str.maketrans("łŁıøØđĐ’‘-‑", "lLioOdD''--")


@dataclass(frozen=True, slots=True)
class Place:
    """One place. `region` is the county, state or (for a district) the city it lies in; empty where not known.

    `sort` is village, small-town, town, city, big-city, district, county, state, region or country.
    """

    name: str
    country: str
    region: str
    wider: str
    people: int
    sort: str


@dataclass(frozen=True, slots=True)
class Tally:
    """People who live in places of one sort in one region, and the number of such places there."""

    people: int
    places: int


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """`text` in lower case and without accents, of the same length."""
    if text.isascii():
        return text.lower()
    return "".join(map(_plain_character, text.translate(_UNCOMPOSED)))


def _plain_character(character: str) -> str:
    if character.isascii():
        return character.lower()
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


@cache
def _lines() -> dict[str, str]:
    """Each name in lower case, with its line still uncut: cutting 30,000 lines would cost more than reading them."""
    lines = data.lines("places.tsv")
    names = "\n".join([line.split("\t", 1)[0] for line in lines]).lower()  # all at once: quicker than one by one
    return dict(zip(names.split("\n"), lines, strict=True))


@cache
def longest() -> dict[str, int]:
    """For the first word of each name of several words: how many spaces its longest name has."""
    found: dict[str, int] = {}
    for name in [name for name in _lines() if " " in name]:
        first = name[: name.index(" ")]
        spaces = name.count(" ")
        if spaces > found.get(first, 0):
            found[first] = spaces
    return found


def known(name: str) -> bool:
    """Whether the table has this name, which is in the form that `plain` gives."""
    return name in _lines()


@lru_cache(maxsize=1024)
def mark(name: str) -> str:
    """How sure the name alone is (form of `plain`).

    "n" is a name that people bear too, "w" an everyday word or a rare place, "l" a name known even when written in
    lower case; empty for a name that a capital letter makes plain.
    """
    return _lines()[name].split("\t", 2)[1]


@lru_cache(maxsize=1024)
def variants(name: str) -> tuple[Place, ...]:
    """Every place of this name (form of `plain`), likeliest first; empty when the table has none."""
    line = _lines().get(name)
    if line is None:
        return ()
    written, _, *cells = line.split("\t")
    found = []
    for cell in cells:
        country, region, wider, people, sort = cell.split("|")
        found.append(Place(written, country, region, wider, int(people), sort))
    return tuple(found)


def place(name: str, region: str = "unknown") -> Place | None:
    """The likeliest place of this name for a draft from "uk", "us" or "unknown".

    A namesake at home is meant unless it is tiny beside the other: Houston in Renfrewshire is not, nor is the town of
    Rome in Georgia, nor Jamaica in New York.
    """
    found = variants(plain(name))
    home = {"uk": "GB", "us": "US"}.get(region)
    for candidate in found:
        if candidate.country == home and not _outshone(candidate, found[0]):
            return candidate
    return found[0] if found else None


_TOWNS = frozenset({"village", "small-town", "town"})


def _outshone(home: Place, other: Place) -> bool:
    """Whether whoever says the name means `other`, although `home` is nearer."""
    if other.sort == "country":
        return home.sort in _TOWNS or home.sort in ("city", "big-city")
    if other.sort == "big-city" and other.people >= METROPOLIS and home.sort in _TOWNS:
        return home.people * 10 < other.people and home.country != other.country
    return home.people * 100 <= other.people


@cache
def _tallies() -> dict[tuple[str, str, str], Tally]:
    return {(c, r, s): Tally(int(people), int(count)) for c, r, s, people, count in data.rows("regions.tsv")}


def tally(country: str, region: str, sort: str) -> Tally | None:
    """How many people live in places of that sort in that region; None where the table does not say."""
    return _tallies().get((country, region, sort))
