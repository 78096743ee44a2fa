"""Words that somebody or something other than a rule says are a detail: the person's glossary, or a model."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.domain.details import Attributes, Directness, Evidence, Kind


@dataclass(frozen=True, slots=True)
class Notice:
    """Words that count as a detail wherever they stand in a draft, without regard to capitals and white space."""

    words: str
    kind: Kind
    directness: Directness
    evidence: Evidence
    reason: str
    """Why, as a clause for the person."""
    attributes: Attributes = field(default_factory=dict)
    say: str = ""
    """What the person wants to read in their place; "" leaves that to the ladder."""
    always: bool = False
    """Whether they are never to be left as they are."""
