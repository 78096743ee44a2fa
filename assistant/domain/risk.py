"""Residual risk: who could still tell, how likely, and from which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Reader(StrEnum):
    """Whose recognition is judged."""

    CLIENT = "client"
    ACQUAINTANCE = "acquaintance"
    STRANGER = "stranger"


class Tier(IntEnum):
    """How likely that reader tells. CANNOT_TELL exceeds every threshold."""

    LOW = 0
    RAISED = 1
    HIGH = 2
    CANNOT_TELL = 3

    @property
    def word(self) -> str:
        return ("low", "raised", "high", "cannot tell")[self]


class Outcome(StrEnum):
    """What to do with the rewritten draft."""

    UNCHANGED = "publish as it is"
    PUBLISH = "publish as rewritten"
    FURTHER = "generalise further"
    CONSENT = "ask for consent"
    LEAVE_OUT = "leave it out"


@dataclass(frozen=True, slots=True)
class Reason:
    """One cause of a tier: a sentence, the words of the draft that it saw, the rule's id, the tier it asks for."""

    text: str
    words: tuple[str, ...]
    rule: str
    tier: Tier


@dataclass(frozen=True, slots=True)
class Crowd:
    """About how many people of the reader's pool the description still fits: an interval, and in words."""

    low: float
    high: float
    words: str


@dataclass(frozen=True, slots=True)
class ReaderRisk:
    tier: Tier
    crowd: Crowd | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Risk:
    """The judgement of one text. `overall` is the worst tier; `score` is 0..100, always shown with its tier."""

    overall: Tier
    score: int
    readers: Mapping[Reader, ReaderRisk]
    harms: tuple[str, ...] = ()
    """Subjects that would make recognition hurt more, in words; they never change a tier."""
    notes: tuple[str, ...] = ()
    """What was not looked at or could not be told."""

    @property
    def tiers(self) -> dict[Reader, Tier]:
        """Each reader's tier alone."""
        return {reader: one.tier for reader, one in self.readers.items()}


Targets = Mapping[Reader, Tier]
"""The highest tier that is acceptable per reader."""


@dataclass(frozen=True, slots=True)
class Background:
    """What readers know of the author and the setting beforehand."""

    region: str = "unknown"
    """"uk", "us" or "unknown"."""
    caseload: int = 60
    """How many clients the author sees or saw in the time in question (risk.md, "Crowd")."""
    name: str = ""
    town: str = ""
    workplace: str = ""
