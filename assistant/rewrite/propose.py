"""Wordings of one passage by rule and ladder: every spot treated as the plan wants, in the gentlest way that fits.

Promises: a wording never says anything more specific than the plan's rung; a spot that no rule could treat is named,
never passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.domain.changes import Move, Source
from assistant.domain.details import Kind
from assistant.domain.text import Span
from assistant.rewrite.entities import Naming
from assistant.rewrite.marked import Marked, Region, Spot
from assistant.rewrite.people import CLIENT_NOUNS, genitive
from assistant.rewrite.repair import mend
from assistant.rewrite.style import CLIMBS, CUTS, rules
from assistant.rewrite.style.attribute_to_role import RULE as ROLE
from assistant.rewrite.style.attribute_to_role import role_rule
from assistant.rewrite.style.cut_beside_role import RULE as BESIDE_ROLE
from assistant.rewrite.style.rule import StyleRule
from assistant.rewrite.style.speech_to_gist import RULE as GIST

_LARGE = frozenset({Kind.EVENT, Kind.SEQUENCE, Kind.MOMENT})


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording of a whole passage. `open` are spots that it leaves as they are; `moves` the rules that made it."""

    text: str
    source: Source
    moves: tuple[str, ...]
    """Ids of the rules, each once."""
    open: tuple[Spot, ...] = ()
    whole: bool = False
    count: int = 0
    """How many cuts and exchanges were made."""
    bold: bool = False
    """Whether more was cut than the plan asked for."""
    """Whether it puts the passage anew rather than changing some of its words."""

    @property
    def drops(self) -> bool:
        """Whether nothing of the passage is left."""
        return not self.text.strip()


Fits = Callable[[Wording], bool]


def careful(marked: Marked, naming: Naming, offset: int, fits: Fits) -> Wording | None:
    """A wording in which every single step passed the checks; what did not is left open. None where nothing did."""
    wording = _treat(marked, naming, offset, fits)
    return None if wording.text == marked.text else wording


def wordings(marked: Marked, naming: Naming, offset: int) -> list[Wording]:
    """Different wordings of a passage that starts at `offset` of the draft: as planned, and with more cut."""
    found: list[Wording] = []
    for bold in (False, True):
        ready = marked if not bold else replace(marked, spots=tuple(_bolder(s) for s in marked.spots))
        wording = _treat(ready, naming, offset)
        wording = replace(wording, bold=bold)
        if wording.text != marked.text and all(wording.text != w.text for w in found):
            found.append(wording)
    return found


def _bolder(spot: Spot) -> Spot:
    """The same spot, to be cut where the plan would climb: always more general."""
    if spot.move is Move.CLIMB and not spot.chosen and spot.kind not in (Kind.PERSON_NAME, Kind.MEDICATION):
        return replace(spot, move=Move.CUT)
    return spot


Turn = tuple[int, Callable[[Marked, Spot], tuple[str, Region] | None]]
"""A step, counted from nought, and what to do there instead of what comes first; None ends the try."""


def treated(marked: Marked, naming: Naming, offset: int, turn: Turn) -> tuple[Wording, bool]:
    """The wording as planned, save that step `turn` goes another way; and whether it could go that way."""
    gone: list[bool] = []

    def other(one: Marked, spot: Spot) -> tuple[str, Region] | None:
        found = turn[1](one, spot)
        gone.append(found is not None)
        return found

    wording = _treat(marked, naming, offset, turn=(turn[0], other))
    return wording, any(gone)


def _treat(marked: Marked, naming: Naming, offset: int, fits: Fits | None = None, turn: Turn | None = None) -> Wording:
    original = marked.text
    step = 0
    moves: list[str] = []
    stuck: list[Spot] = []
    sources: set[Source] = set()
    tracked = _Tracked(marked, tuple(Span(offset + s.start, offset + s.end) for s in marked.spots))
    while True:
        spot_at = tracked.next()
        if spot_at is None:
            break
        spot, home = spot_at
        move = turn[1](tracked.marked, spot) if turn is not None and turn[0] == step else None
        step += 1
        move = move or _one(tracked.marked, spot, naming.wordings.get(home), naming.cast.noun)
        if move is None:
            stuck.append(replace(spot, start=home.start - offset, end=home.end - offset))
            tracked = tracked.without(spot)
            continue
        rule, region = move
        if fits is not None:
            left = tuple(s for s in tracked.apply(region).marked.spots)
            trial = mend(tracked.marked.apply(region).text, original)
            if not fits(Wording(trial, Source.RULE, (rule,), (*stuck, *left), rule == GIST.id, len(moves) + 1)):
                stuck.append(replace(spot, start=home.start - offset, end=home.end - offset))
                tracked = tracked.without(spot)
                continue
        moves.append(rule)
        sources.add(Source.LADDER if rule == "climb" else Source.RULE)
        tracked = tracked.apply(region)
    source = Source.LADDER if sources == {Source.LADDER} else Source.RULE
    anew = "speech-to-gist" in moves
    return Wording(
        mend(tracked.marked.text, original), source, tuple(dict.fromkeys(moves)), tuple(stuck), anew, len(moves)
    )


@dataclass(frozen=True, slots=True)
class _Tracked:
    """A marked passage with the places in the draft that its spots came from."""

    marked: Marked
    homes: tuple[Span, ...]

    def next(self) -> tuple[Spot, Span] | None:
        """The spot to treat now: speech, then what happened, then cuts, names, and climbs last."""
        pairs = list(zip(self.marked.spots, self.homes, strict=True))
        return min(pairs, key=lambda p: (_rank(p[0]), p[0].start), default=None)

    def apply(self, region: Region) -> _Tracked:
        kept = [
            h
            for s, h in zip(self.marked.spots, self.homes, strict=True)
            if s.end <= region.start or s.start >= region.end
        ]
        return _Tracked(self.marked.apply(region), tuple(kept))

    def without(self, spot: Spot) -> _Tracked:
        pairs = [(s, h) for s, h in zip(self.marked.spots, self.homes, strict=True) if s is not spot]
        return _Tracked(replace(self.marked, spots=tuple(s for s, _ in pairs)), tuple(h for _, h in pairs))


def _rank(spot: Spot) -> int:
    if spot.kind is Kind.SPEECH:
        return 0
    if spot.kind in _LARGE:
        return 1
    if spot.kind is Kind.PERSON_NAME:
        return 3
    return 2 if spot.move is Move.CUT else 4


def _one(marked: Marked, spot: Spot, wording: str | None, noun: str) -> tuple[str, Region] | None:
    """The rule that treats the spot and its region, or None."""
    if spot.chosen and (as_chosen := _tried(rules(("climb",)), marked, spot)) is not None:
        return as_chosen
    if spot.kind is Kind.PERSON_NAME:
        return _name(marked, spot, wording)
    if spot.kind is Kind.SPEECH:
        region = GIST.apply(marked, spot)
        if region is not None:
            return GIST.id, region
        return _tried(
            rules(("cut_relative_clause", "climb") if spot.options else ("cut_relative_clause",)), marked, spot
        )
    if spot.move is Move.CLIMB and spot.kind in _ASIDES and _stands_alone(marked, spot):
        spot = replace(spot, move=Move.CUT)
    first, second = (CUTS, CLIMBS) if spot.move is Move.CUT else (CLIMBS, CUTS)
    if spot.kind is Kind.MEDICATION or (spot.move is Move.CUT and _is_slot(marked, spot)):
        first, second = CLIMBS, CUTS
    general = replace(spot, options=spot.options[::-1]) if spot.move is Move.CUT else spot
    found = _tried(rules(first), marked, general) or _tried(rules(second), marked, general)
    if found is None or found[0] == ROLE.id:
        region = role_rule(marked, spot, noun)
        found = (ROLE.id, region) if region is not None else None
    if found is not None and found[0] == "climb" and _second_in_phrase(marked, spot):
        return _tried(rules(CUTS), marked, spot) or found
    return found


_ASIDES = frozenset({Kind.AGE, Kind.PLACE, Kind.NATIONALITY, Kind.RELIGION, Kind.ETHNICITY, Kind.EDUCATION})


def _stands_alone(marked: Marked, spot: Spot) -> bool:
    """Whether the spot is all that stands between two commas: ", 81,"."""
    return marked.text[: spot.start].rstrip().endswith(",") and marked.text[spot.end :].lstrip().startswith(",")


def _is_slot(marked: Marked, spot: Spot) -> bool:
    return marked.text[: spot.start].lower().endswith(("my ", "our ")) or marked.words(spot).lower().startswith("my ")


def _tried(candidates: tuple[StyleRule, ...], marked: Marked, spot: Spot) -> tuple[str, Region] | None:
    for rule in candidates:
        region = rule.apply(marked, spot)
        if region is None or not (region.end > region.start or region.text):
            continue
        region = _with_its_not(marked, region)
        if (
            rule.id not in _LEAVE_NOUN
            and _ORPHAN.match(marked.text, region.end)
            and not _PERSON.search(marked.text, 0, region.start)
            and (not region.text or spot.kind in _LARGE)
        ):
            continue
        return rule.id, region
    return None


def _with_its_not(marked: Marked, region: Region) -> Region:
    """A cut of "since November" with the "not" that denies it: "meaning the head, not since November"."""
    denied = _DENIED.search(marked.text, 0, region.start)
    if region.text or denied is None or not _CLOSES.match(marked.text, region.end):
        return region
    wider = Region(denied.start(), region.end)
    return wider if marked.allows(wider) else region


_DENIED = re.compile(r",? (?:but |and )?not $|,? (?:but |and )?not$")
_CLOSES = re.compile(r"\s*(?:[.,;!?]|$)")
_LEAVE_NOUN = frozenset(
    {"cut-apposition", "cut-parenthesis", "cut-predicate", "cut-relative-clause", "cut-beside-role"}
)
_PERSON = re.compile(rf"\b(?:{'|'.join(sorted(CLIENT_NOUNS))})$", re.I)
_ORPHAN = re.compile(r",? (?:who|whom|whose|which|where)\b")
"""What follows a noun and would have nothing to follow once that noun went."""


def _second_in_phrase(marked: Marked, spot: Spot) -> bool:
    """Whether another generalised attribute is to stand in the same noun phrase."""
    sentence = marked.sentence
    left, right = sentence.phrase(*sentence.at(spot.start, spot.end))
    start, end = sentence.start(left), sentence.end(right - 1)
    return any(s is not spot and s.start != spot.start and start <= s.start < end and s.options for s in marked.spots)


def _name(marked: Marked, spot: Spot, wording: str | None) -> tuple[str, Region] | None:
    region = BESIDE_ROLE.apply(marked, spot)
    if region is not None:
        return BESIDE_ROLE.id, region
    if wording is None:
        return None
    lead = _NAMES.search(marked.text, 0, spot.start)
    if lead is not None:
        joint = _JOINS.match(marked.text, spot.end)
        region = Region(lead.start(), joint.end()) if joint else None
        return (CALLED, region) if region is not None and marked.allows(region) else None
    end = spot.end
    if not marked.words(spot).endswith(("'s", "’s")):
        end += len(genitive(marked.text, end))
    return "entity", Region(spot.start, end, wording)


CALLED = "called"
_NAMES = re.compile(r"\b(?:Her|His|Their|her|his|their) (?:first |real |last )?name (?:is|was) $")
_JOINS = re.compile(r"(?:,? and|[,;]|\.) (?=(?:she|he|they|it|this)\b)", re.I)
"""After "Her name was Bev": what goes on telling of her."""
