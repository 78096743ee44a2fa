"""More wordings of a passage for whoever can rank them: as planned, save that one spot is treated another way.

Promises: a variant says nothing that the planned rung would not say: where the plan climbs, it takes another wording of
that rung or a more general one, or cuts; where the plan cuts, it cuts in another way. Names and speech are treated as
planned. The same passage gives the same variants in the same order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.domain.changes import Move
from assistant.domain.details import Kind
from assistant.rewrite.entities import Naming
from assistant.rewrite.marked import Marked, Region, Spot
from assistant.rewrite.propose import Wording, treated
from assistant.rewrite.style import CLIMBS, CUTS, rules

MOST = 12
"""Variants of one passage: what is scored costs time, and the best is rarely far from what was planned."""
STEPS = 5
"""Spots of a passage that are varied."""
_FIXED = frozenset({Kind.PERSON_NAME, Kind.SPEECH, Kind.CONTACT, Kind.RECORD_NUMBER, Kind.HANDLE})

Way = Callable[[Marked, Spot], tuple[str, Region] | None]


def variants(marked: Marked, naming: Naming, offset: int, planned: list[Wording]) -> list[Wording]:
    """Wordings of the passage at `offset` of the draft beside those that are planned, at most `MOST`."""
    seen = {marked.text, *(w.text for w in planned)}
    found: list[Wording] = []
    for step in range(min(STEPS, len(marked.spots))):
        for way in _ways(marked):
            wording, taken = treated(marked, naming, offset, (step, way))
            if taken and wording.text not in seen:
                seen.add(wording.text)
                found.append(wording)
                if len(found) == MOST:
                    return found
    return found


def _ways(marked: Marked) -> list[Way]:
    """Every other way to treat a spot: each rule of cutting by itself, then each of the spot's own wordings."""
    longest = max((len(s.options) for s in marked.spots), default=0)
    return [*(_cutting(name) for name in CUTS), *(_climbing(nth) for nth in range(min(longest, 4)))]


def _cutting(name: str) -> Way:
    rule = rules((name,))[0]

    def way(marked: Marked, spot: Spot) -> tuple[str, Region] | None:
        if spot.kind in _FIXED:
            return None
        region = rule.apply(marked, replace(spot, move=Move.CUT))
        over = frozenset({Move.CUT, spot.move})
        return (rule.id, region) if region is not None and marked.allows(region, over=over) else None

    return way


def _climbing(nth: int) -> Way:
    """The `nth` wording of the spot's planned rung and those above it."""

    def way(marked: Marked, spot: Spot) -> tuple[str, Region] | None:
        if spot.kind in _FIXED or spot.move is not Move.CLIMB or nth >= len(spot.options):
            return None
        one = replace(spot, options=(spot.options[nth],))
        for rule in rules(CLIMBS):
            region = rule.apply(marked, one)
            if region is not None and region.text:
                return rule.id, region
        return None

    return way
