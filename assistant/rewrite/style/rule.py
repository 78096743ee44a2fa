"""What a style rule is: one move on one spot of a passage, with the reason for it and examples that tests run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.rewrite.marked import Marked, Region, Spot

Apply = Callable[[Marked, Spot], Region | None]
"""The words to take out or replace, or None where the rule does not fit or the grammar is not plain."""


@dataclass(frozen=True, slots=True)
class StyleRule:
    """One way of leaving words out, or of saying them more generally, so that nobody sees that it was done."""

    id: str
    summary: str
    """For the person, a clause: "left out what the point does not use"."""
    source: str
    """Why it reads well, or where the move comes from."""
    apply: Apply
    examples: tuple[tuple[str, str], ...]
    """Before, in the notation of `notation.read`, and after."""
    refuses: tuple[str, ...] = ()
    """Sentences, in the same notation, that it leaves alone."""
