"""A slot: the words of a detail in their surroundings, so that a rung's wording fits the grammar around it."""

from __future__ import annotations

from dataclasses import dataclass

REACH = 120
"""Characters of context kept on either side of the detail, never beyond its paragraph."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Where the first mention of a detail stands."""

    before: str
    """Text to the left within the paragraph, at most `REACH` characters."""
    words: str
    """The detail's words as written."""
    after: str
    """Text to the right within the paragraph, at most `REACH` characters."""
    variety: str = "unknown"
    """Spelling of the draft: "uk", "us" or "unknown"."""
    region: str = "unknown"
    """Where the case plays, as far as known: "uk", "us" or "unknown"."""
