"""Ladders of jobs: title → the people who do such work → a wide sector → left out.

Titles come with a share from the facts table where it has one. The first general wording takes the place of a whole
noun phrase where an indefinite article or nothing stands before the title ("a nurse" → "someone in a caring job"),
and is a plain noun elsewhere ("her former nurse"), because nothing else fits behind an adjective.
"""

from __future__ import annotations

from functools import cache

from assistant.data import facts, rows
from assistant.domain.details import Detail, Kind
from assistant.domain.ladders import Ladder, Share
from assistant.generalise.ladders._wording import (
    ESTIMATE,
    Wording,
    before,
    is_possessed,
    is_predicate,
    ladder,
    modifies,
    ranked,
)
from assistant.generalise.slot import Slot

KINDS = frozenset({Kind.OCCUPATION})

_ANY_JOB = Share(0.00003, 0.004, ESTIMATE, "adults")
_A_WAY_OF_WORKING = Share(0.002, 0.05, ESTIMATE, "adults")
_AT_WORK = Share(0.55, 0.65, "employment rate, Labour Force Survey", "adults")
_HAS_WORKED = Share(0.85, 0.98, ESTIMATE, "adults")
_VERBS = {
    **dict.fromkeys(("teaches", "works", "drives", "runs", "owns", "cleans", "cooks", "temps", "manages"), "works"),
    **dict.fromkeys(("taught", "worked", "drove", "ran", "owned", "cleaned", "cooked", "temped", "managed"), "worked"),
    **dict.fromkeys(("teaching", "working", "driving", "running"), "working"),
    **dict.fromkeys(("teach", "work", "drive", "run", "own"), "work"),
}

_UNPAID = (
    "rota", "choir", "club", "team", "league", "troop", "pack", "scouts", "cubs", "brownies", "guides", "playgroup",
    "band", "orchestra", "food bank", "allotment", "allotments", "charity", "church",
    "sunday school",
)  # fmt: skip
"""What people run or teach without being paid for it: "works" would be untrue."""
_TRADES_BEFORE = frozenset(
    "betting bowling boxing building catering cleaning cooking cycling dancing dating driving fishing fencing gaming "
    "golfing housing hunting knitting mining painting printing racing recruiting riding rowing sailing sewing shipping "
    "skiing swimming training trading walking wedding weaving welding".split()
)
"""Words before a title that say which trade it is, and fit no other: a betting businessperson."""


def build(detail: Detail, slot: Slot) -> Ladder:
    """The ladder of one job in its surroundings."""
    rank = ranked(detail, slot)
    if rank is not None:
        return rank
    attributes = detail.attributes
    title, group = str(attributes.get("title", slot.words.lower())), str(attributes.get("group", ""))
    if attributes.get("form") == "verb":
        return _of_verb(slot)
    plural = bool(attributes.get("plural"))
    wordings = [] if modifies(slot) or before(slot) in _TRADES_BEFORE else list(_wordings(group, plural, slot))
    return ladder(slot.words, share(title, slot.region), wordings)


def share(title: str, region: str) -> Share:
    """The share of adults with this job: the region's figure, else another region's, else a wide guess."""
    uk, _, us = _facts().get(title, "").partition("/")
    wanted = {"uk": (uk,), "us": (us,), "unknown": (uk, us)}[region] if region in ("uk", "us", "unknown") else (uk, us)
    known = [s for value in (v for v in wanted if v) if (s := facts.share("occupation", value)) is not None]
    known = known or [s for value in (uk, us) if value and (s := facts.share("occupation", value)) is not None]
    if not known:
        return _ANY_JOB
    return Share(min(s.low for s in known), max(s.high for s in known), known[0].source, known[0].of)


@cache
def _facts() -> dict[str, str]:
    return {row[0]: row[3] for row in rows("occupations.tsv") if len(row) > 3 and row[3]}


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    return {group: tuple(cells) for group, *cells in rows("occupation_groups.tsv")}


def _wordings(group: str, plural: bool, slot: Slot) -> list[Wording]:
    phrase, *nouns = _groups().get(group, ("",))
    found: list[Wording] = []
    for index, cell in enumerate(nouns):
        if not cell:
            continue
        one, many, low, high = cell.split("/")
        fits = Share(float(low), float(high), "groups of facts.tsv (occupation_group)", "adults")
        text = many if plural else one
        singular, _, several = phrase.partition("/")
        if index == 0 and phrase and _whole_phrase(slot, plural, text == ""):
            found.append(Wording(several if plural else singular, one or singular, fits))
        elif text:
            former = slot.words.lower().startswith("ex-")
            found.append(Wording(f"former {text}" if former else text, one, fits))
    return found


def _whole_phrase(slot: Slot, plural: bool, alone: bool) -> bool:
    """Whether "someone who …" can stand here with the article before it; `alone` when no plain noun would do."""
    if is_possessed(slot) or (is_predicate(slot) and not alone) or slot.words.lower().startswith("ex-"):
        return False
    if plural:
        return before(slot) in ("", "two", "three", "four", "both") or (alone and before(slot) in ("are", "were"))
    return before(slot) in ("", "a", "an")


def _of_verb(slot: Slot) -> Ladder:
    verb = slot.words.split()[0].lower()
    plain = _VERBS.get(verb)
    wordings = []
    if plain and slot.words.lower() != plain and not slot.words.lower().endswith(_UNPAID):
        wordings.append(Wording(plain, "works", _HAS_WORKED if plain == "worked" else _AT_WORK))
    return ladder(slot.words, _A_WAY_OF_WORKING, wordings)
