"""Ladders: the truthful generalisations of a detail, most specific first, each with the people it still fits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Share:
    """Fraction of people that a description fits, as an interval within 0..1, with its source.

    `of` names the population that it is a share of, as in the facts table ("adults", "all", "women").
    """

    low: float
    high: float
    source: str
    of: str = "all"

    def __post_init__(self) -> None:
        if not 0.0 <= self.low <= self.high <= 1.0:
            raise ValueError("a share is an interval within 0..1")

    @property
    def middle(self) -> float:
        """Geometric mean; 0 when the lower end is 0."""
        return float((self.low * self.high) ** 0.5)


EVERYONE = Share(1.0, 1.0, "no restriction")


class Flag(StrEnum):
    """Properties of a wording that the deterministic floor of risk.md looks at."""

    FULL_NAME = "full-name"
    FIRST_NAME = "first-name"
    INITIALS = "initials"
    CONTACT = "contact"
    """Contact, address, record number or handle."""
    EXACT_DATE = "exact-date"
    AGE_OVER_89 = "age-over-89"
    SMALL_PLACE = "small-place"
    """Fewer than about 20,000 people."""
    SMALL_ORGANISATION = "small-organisation"
    RECENCY = "recency"
    DISTINCTIVE_EVENT = "distinctive-event"
    FIRST_OR_ONLY = "first-or-only"
    VERBATIM_SPEECH = "verbatim-speech"
    """Quoted, or so near to the client's own words that they would know them: messages, dreams, metaphors too."""
    REPORTED_SPEECH = "reported-speech"
    MOMENT = "moment"
    """Something that happened between the author and the client."""
    SCENE = "scene"
    """Something particular that a person of the case did, told in enough detail to be known again."""
    TOLD = "told"
    """Something that happened to a person of the case, told without what would make it known again by itself."""
    SEQUENCE = "sequence"


@dataclass(frozen=True, slots=True)
class Rung:
    """One wording of a detail.

    `text` fits the grammatical slot of the detail's words ("in her thirties" for "34", "young" for "34-year-old");
    an empty text means: leave the words out. `label` is the same for people, outside any sentence ("age by decade").
    """

    text: str
    label: str
    share: Share
    flags: frozenset[Flag] = frozenset()

    @property
    def omits(self) -> bool:
        return not self.text


@dataclass(frozen=True, slots=True)
class Ladder:
    """Rungs from the words as written (index 0) to leaving them out (last, always with an empty text).

    Shares never shrink and flags never grow on the way down; `check` says so.
    """

    rungs: tuple[Rung, ...]

    def __post_init__(self) -> None:
        if len(self.rungs) < 2 or self.rungs[-1].text:
            raise ValueError("a ladder runs from the words as written to leaving them out")
        for specific, general in zip(self.rungs, self.rungs[1:], strict=False):
            if general.share.low < specific.share.low or general.share.high < specific.share.high:
                raise ValueError("shares must not shrink along a ladder")
            if not general.flags <= specific.flags:
                raise ValueError("flags must not grow along a ladder")
