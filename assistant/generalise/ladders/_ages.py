"""Shares of ages, and the pronoun that an age's wording needs."""

from __future__ import annotations

import re

from assistant.data import facts
from assistant.domain.ladders import Share
from assistant.generalise.slot import Slot

_SOURCE = "ONS mid-2023 and US Census Bureau age tables"
_BANDS = [(low, f"{low}-{low + 4}") for low in range(0, 90, 5)]
_SHE = frozenset(
    """
she her hers herself woman girl lady mother mum mom mam sister daughter wife girlfriend aunt auntie niece gran
nan nana grandmother grandma granddaughter widow stepmother stepdaughter lass mrs ms miss
""".split()
)
_HE = frozenset(
    """
he his him himself man boy guy bloke lad father dad brother son husband boyfriend uncle nephew grandad
grandfather grandpa grandson widower stepfather stepson mr
""".split()
)
_THEY = frozenset({"they", "their", "them", "both"})
_WORDS = re.compile(r"[\w'’]+")
_AUTHORS = re.compile(
    r"\bI(?:['’](?:m|d|ve))?(?: (?!an?\b|the\b|my\b|her\b|his\b|their\b|him\b|them\b|you\b|it\b)[a-z]+){0,2},? $"
)
"""The author is what the age hangs on: "I am 34", "I left home at …"; not "I saw a man of 60"."""
_OF_OTHERS = re.compile(r"(?:people|women|men|children|clients|patients|pupils|students|[a-z]+ers),? $")
_AUTHOR_NEXT = re.compile(r"^,? I(?:['’](?:m|d|ve))?\b")


def share(low: int, high: int, region: str) -> Share:
    """People whose age in years lies from `low` to `high`, both included."""
    least = most = 0.0
    for start, value in _BANDS:
        years = max(0, min(high, start + 4) - max(low, start) + 1)
        band = facts.share("age_band_5", value, region)
        if years and band:
            # Single years within five differ by up to a tenth or so from a fifth of the band.
            slack = 1.0 if years == 5 else 0.85
            least += band.low * years / 5 * slack
            most += band.high * years / 5 / slack
    if high >= 90:
        band = facts.share("age_band_5", "90+", region)
        if band:
            part = 1.0 if low <= 90 and high >= 100 else 0.5 if low < 95 else 0.1
            least, most = least + band.low * part * 0.2, most + band.high * part
    return Share(min(least, 1.0), min(most, 1.0), _SOURCE, "all")


def pronoun(slot: Slot) -> str:
    """ "her", "his" or "their", from the nearest word about a person, left first; "my" for the author's own age."""
    if _is_authors(slot):
        return "my"
    left = re.split(r"(?<=[.!?])\s", slot.before)[-1]
    for text, nearest_last in ((left, True), (slot.after, False), (slot.before, True)):
        words = [word.lower() for word in _WORDS.findall(text)]
        for word in reversed(words) if nearest_last else words:
            plain = re.sub(r"['’](?:s|d|ll|ve|m|re)$", "", word)
            for known, answer in ((_SHE, "her"), (_HE, "his"), (_THEY, "their")):
                if plain in known:
                    return answer
    return "their"


def _is_authors(slot: Slot) -> bool:
    """Whether it is the author's age; that "me" or "my" stands near is not enough."""
    if _AUTHORS.search(slot.before):
        return _OF_OTHERS.search(slot.before) is None
    opens = re.match(r"(?i)(?:at|from|since|by|before|in)\b", slot.words) is not None
    return opens and _AUTHOR_NEXT.match(slot.after) is not None
