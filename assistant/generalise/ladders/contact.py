"""Ladders of contacts, record numbers, accounts and addresses: as written, or left out.

There is nothing true and general to say about a telephone number. Of an address it stays true that it is a home.
"""

from __future__ import annotations

import re

from assistant.domain.details import Detail, Kind
from assistant.domain.ladders import EVERYONE, Flag, Ladder, Rung, Share
from assistant.generalise.slot import Slot

KINDS = frozenset({Kind.CONTACT, Kind.RECORD_NUMBER, Kind.HANDLE, Kind.ADDRESS})

_ONE = Share(0.0, 0.000001, "one person or household")
_LIVES_AT = re.compile(r"\b(?:liv(?:e|es|ed|ing)|stay(?:s|ed|ing)?|is|was|back) (?:still |now )?at $", re.IGNORECASE)
_LEADS = re.compile(r"\b(?:at|to|from|near|outside|of|leave|left|visit(?:ed)?|in) $", re.IGNORECASE)
_HERS = re.compile(r"\b(?:she|her|hers)\b", re.IGNORECASE)
_HIS = re.compile(r"\b(?:he|him|his)\b", re.IGNORECASE)


def build(detail: Detail, slot: Slot) -> Ladder:
    """As written with the floor's flag, for a street also "their home", then left out."""
    rungs = [Rung(slot.words, "as written", _ONE, frozenset({Flag.CONTACT}))]
    if detail.kind is Kind.ADDRESS and detail.attributes.get("sort") == "street":
        home = _home(slot)
        if home:
            rungs.append(Rung(home, "a home, not which", EVERYONE))
    return Ladder((*rungs, Rung("", "left out", EVERYONE)))


def _home(slot: Slot) -> str:
    """ "home" in the grammar of the place, or nothing where a home would not fit."""
    if _LIVES_AT.search(slot.before):
        return "home"
    if not _LEADS.search(slot.before):
        return ""
    around = f"{slot.before} {slot.after}"
    hers, his = len(_HERS.findall(around)), len(_HIS.findall(around))
    return "her home" if hers > his else "his home" if his > hers else "their home"
