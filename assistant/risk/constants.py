"""Every number that the judgement rests on, in one place; docs/risk-model.md argues them."""

from __future__ import annotations

from assistant.domain.changes import Audience
from assistant.domain.details import Kind
from assistant.domain.ladders import Flag
from assistant.domain.risk import Reader, Targets, Tier

LOW_CROWD = 20.0
"""From this many people on, a description singles nobody out (geometric mean of the interval)."""
HIGH_CROWD = 3.0
"""Below this many, it does."""

UNCOMMON = 0.1
"""An indirect identifier that fits fewer than one person in ten counts towards the rule of three."""
MANY = 3
"""Indirect identifiers of one subject from which on review is advised (Hrynaszkiewicz et al., BMJ 2010)."""

ACQUAINTANCES = (150.0, 1500.0)
"""People one knows: about 600, [150–1,500] (McCormick, Salganik & Zheng, JASA 2010)."""
POPULATION = {"uk": 67_000_000.0, "us": 335_000_000.0, "unknown": 67_000_000.0}
"""People of the region; where it is unknown the smaller one is taken, which errs towards caution."""

IN_EVERY_CASELOAD = 0.05
"""A health condition at least this common is what caseloads are made of; it tells a client nothing."""

WHERE = frozenset({Kind.PLACE, Kind.ADDRESS})
"""Kinds that do not shrink the circle of acquaintances, who know where someone lives anyway (risk.md)."""

PRIVATE = frozenset(
    {Kind.HEALTH, Kind.MEDICATION, Kind.PROCEDURE, Kind.SPEECH, Kind.MOMENT, Kind.SEQUENCE, Kind.RECENCY, Kind.TIME}
    | {Kind.DURATION, Kind.COUNT, Kind.MONEY, Kind.POSSESSION, Kind.SEXUALITY, Kind.FAMILY, Kind.PHYSICAL}
)
"""Kinds that a stranger can't look up, so that they shrink nobody's list; what is public about them sets a floor."""

TARGETS: dict[Audience, Targets] = {
    Audience.POST: {Reader.CLIENT: Tier.RAISED, Reader.ACQUAINTANCE: Tier.LOW, Reader.STRANGER: Tier.LOW},
    Audience.BLOG: {Reader.CLIENT: Tier.RAISED, Reader.ACQUAINTANCE: Tier.LOW, Reader.STRANGER: Tier.LOW},
    Audience.TEACHING: {Reader.CLIENT: Tier.RAISED, Reader.ACQUAINTANCE: Tier.LOW, Reader.STRANGER: Tier.LOW},
    Audience.BOOK: {Reader.CLIENT: Tier.RAISED, Reader.ACQUAINTANCE: Tier.LOW, Reader.STRANGER: Tier.LOW},
    Audience.JOURNAL: {Reader.CLIENT: Tier.RAISED, Reader.ACQUAINTANCE: Tier.LOW, Reader.STRANGER: Tier.LOW},
}
"""The highest acceptable tier per reader; in public Raised only without the client's own words (`OWN_WORDS`)."""

OWN_WORDS = frozenset({Flag.VERBATIM_SPEECH, Flag.REPORTED_SPEECH, Flag.MOMENT})
"""Flags that a text for the public may not keep, whatever the tier."""

PUBLIC = frozenset({Audience.POST, Audience.BLOG})

STARTING_POINTS = 3
"""So many sorts of detail that can be looked up (a place, an organisation, a date, a case in court …) a stranger needs
before a small crowd alone is High: the number from which Hrynaszkiewicz et al. 2010 ask for review. A floor needs none.
"""
