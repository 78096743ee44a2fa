"""Names by list: which words are given names or surnames, which are also something else, which people are known.

Promises: words are compared folded (lower case, without diacritics); lists load once, when first asked for.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from assistant import data
from assistant.language import lexicon


class Given(NamedTuple):
    """A given name: `frequency` from 1 (common) to 3 (rare), `sex` f, m or u, `short` for nicknames."""

    frequency: int
    sex: str
    short: bool


_FOLDED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Lower case without diacritics, as the lists have it."""
    lowered = word.lower()
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFKD", lowered.translate(_FOLDED))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@cache
def given_names() -> dict[str, Given]:
    """Every listed given name, folded."""
    found: dict[str, Given] = {}
    for frequency, sex, sort, names in data.rows("given_names.tsv"):
        found.update(dict.fromkeys(names.split(" "), Given(int(frequency), sex, sort == "n")))
    return found


@cache
def surnames() -> dict[str, int]:
    """Every listed surname, folded, with its frequency from 1 (common) to 3 (rare)."""
    found: dict[str, int] = {}
    for frequency, names in data.rows("surnames.tsv"):
        found.update(dict.fromkeys(names.split(" "), int(frequency)))
    return found


@cache
def traps() -> dict[str, str]:
    """Given names that are also a "month", a "place", an "adjective" or another "word"."""
    found: dict[str, str] = {}
    for sort, _, names in reversed(data.rows("name_traps.tsv")):
        found.update(dict.fromkeys(names.split(" "), sort))
    return found


@lru_cache(maxsize=8192)
def lower_case_name(word: str) -> bool:
    """Whether a word is a given name that is hardly ever anything else, also when written without a capital."""
    listed = given_names().get(word)
    if listed is None or listed.frequency == 3 or len(word) < 3:
        return False
    return not (word in traps() or word in _KIN_WORDS or ordinary(word))


_KIN_WORDS = frozenset("mum mam nan gran dad don max les dee dot kit tia bea".split())


@cache
def known_people() -> dict[str, str]:
    """Folded name to sort: "theorist", "mononym", "public", "case", "eponym" or "fiction"; cases win."""
    found: dict[str, str] = {}
    order = {"public": 0, "fiction": 1, "mononym": 2, "theorist": 3, "eponym": 4, "case": 5}
    for sort, names in sorted(data.rows("known_people.tsv"), key=lambda row: order[row[0]]):
        found.update(dict.fromkeys(map(fold, names.split(";")), sort))
    return found


def given(word: str) -> Given | None:
    """The given name that a word is, hyphenated pairs by their first half; None when it is none."""
    folded = fold(word)
    found = given_names().get(folded)
    if found is None and "-" in folded:
        first, _, second = folded.partition("-")
        if second in given_names():
            found = given_names().get(first)
    return found


def surname(word: str) -> int:
    """Frequency class of a surname; 0 when it is not listed. Double surnames count by their halves."""
    folded = fold(word)
    found = surnames().get(folded, 0)
    if not found and "-" in folded:
        halves = folded.split("-")
        found = 3 if all(h in surnames() or h in given_names() for h in halves) else 0
    return found


@lru_cache(maxsize=8192)
def ordinary(lower: str) -> bool:
    """Whether a lower-case word is in the general vocabulary; names that are hardly ever words are not."""
    if lower in _CAPITALISED_NAMES:
        return False
    return lexicon.known(lower) and not (lower in given_names() and lower not in traps())


_CAPITALISED_NAMES = frozenset({"ruth", "anna", "jimmy", "tom", "jack", "emma", "kit"})
