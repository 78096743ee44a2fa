"""Crowds: about how many people of a reader's pool a description still fits, as an interval.

Dependence between details is unknown, so the interval runs from full independence (the product of the shares) to the
strongest single detail. All arithmetic is in people.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

from assistant.data import places
from assistant.domain.details import Detail, Kind
from assistant.domain.risk import Background, Crowd, Reader, Tier
from assistant.risk.constants import (
    ACQUAINTANCES,
    HIGH_CROWD,
    IN_EVERY_CASELOAD,
    LOW_CROWD,
    POPULATION,
    PRIVATE,
    WHERE,
)
from assistant.risk.standing import share


def pool(reader: Reader, background: Background) -> tuple[float, float]:
    """How many people the reader would think of, as an interval.

    A stranger who knows the author's town from the byline may look there first, or anywhere.
    """
    match reader:
        case Reader.CLIENT:
            return float(background.caseload), float(background.caseload)
        case Reader.ACQUAINTANCE:
            return ACQUAINTANCES
        case Reader.STRANGER:
            people = POPULATION[background.region]
            return _in_town(background.town, background.region) or people, people


@cache
def _in_town(town: str, region: str) -> float | None:
    """How many people live in the author's town; None where none is said or its size is not known."""
    known = places.place(town, region) if town.strip() else None
    return float(known.people) if known is not None and known.people else None


def crowd(reader: Reader, details: Sequence[Detail], background: Background) -> Crowd:
    """The crowd that the details of one case leave among the people the reader would think of."""
    low, high = pool(reader, background)
    shares = [share(d) for d in distinct(details) if _shrinks(reader, d)]
    low *= math.prod(s.low for s in shares)
    high *= min((s.high for s in shares), default=1.0)
    return Crowd(low, high, in_words(low, high))


def distinct(details: Sequence[Detail]) -> list[Detail]:
    """`details` without an age or a sex of somebody of whom a rarer one is told: it is the same fact again."""
    rarest: dict[tuple[str, Kind], Detail] = {}
    for detail in details:
        key = (detail.subject.id, detail.kind)
        if detail.kind in _ONE_EACH and (key not in rarest or share(detail).middle < share(rarest[key]).middle):
            rarest[key] = detail
    return [d for d in details if d.kind not in _ONE_EACH or rarest[d.subject.id, d.kind] is d]


_ONE_EACH = frozenset({Kind.AGE, Kind.SEX})


def tier(found: Crowd) -> Tier:
    """The tier that a crowd asks for, from the geometric mean of its interval."""
    mean = geometric_mean(found)
    if mean >= LOW_CROWD:
        return Tier.LOW
    return Tier.RAISED if mean >= HIGH_CROWD else Tier.HIGH


def geometric_mean(found: Crowd) -> float:
    return math.sqrt(found.low * found.high)


def _shrinks(reader: Reader, detail: Detail) -> bool:
    if reader is Reader.ACQUAINTANCE:
        return detail.kind not in WHERE
    if reader is Reader.STRANGER:
        return detail.kind not in PRIVATE
    if reader is Reader.CLIENT and detail.kind is Kind.HEALTH:
        return share(detail).high < IN_EVERY_CASELOAD
    return True


def in_words(low: float, high: float) -> str:
    """The interval as people say it: "one person at most", "roughly 3 to 40 people", "more than a million people"."""
    if high < 1.5:
        return "one person at most"
    if low >= 1_000_000:
        return "more than a million people"
    lower, upper = _rounded(max(low, 1.0)), _rounded(high)
    return f"about {upper} people" if lower == upper else f"roughly {lower} to {upper} people"


def _rounded(number: float) -> str:
    """Two leading figures at most, one above a hundred."""
    if number >= 1_000_000:
        return f"{number / 1_000_000:.0f} million"
    figures = 1 if number >= 100 else 2
    scale = 10 ** max(0, math.floor(math.log10(number)) - figures + 1)
    return f"{round(number / scale) * scale:,.0f}"
