"""A passage as it stands while sentences go: its words before and now, and what it belongs to."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from assistant.domain.changes import UNKNOWN, Standing
from assistant.domain.text import Draft, Passage, Role

RUNNING = frozenset({Role.BODY, Role.QUOTE, Role.LIST_ITEM})
"""Roles of passages that are sentences among others."""
LONGEST = 26
"""Words of a sentence that may still go because it hangs; a longer one carries thought of its own."""


@dataclass(frozen=True, slots=True)
class Line:
    """One passage: its words before and now ("" where it went), and whether it tells of the case."""

    index: int
    paragraph: int
    role: Role
    before: str
    now: str
    case: bool
    fixed: bool = False
    """Whether it holds words that the person keeps, or makes sense whatever becomes of the case."""
    leans: bool = False
    """Whether it tells nothing itself, and makes no sense without the case."""

    @property
    def gone(self) -> bool:
        return not self.now.strip()


def lines_of(
    draft: Draft, now: Callable[[Passage], str], case_passages: Collection[int], standing: Standing = UNKNOWN
) -> list[Line]:
    """The passages of `draft` as lines whose words are `now`; what the person keeps, and what stands, is fixed."""
    held = (*draft.keeps, *draft.points)
    return [
        Line(
            p.index,
            p.paragraph,
            p.role,
            p.text,
            now(p),
            p.index in case_passages,
            any(h.overlaps(p.span) for h in held) or is_choice(p.text) or p.index in standing.firm,
            p.index in standing.leaning,
        )
        for p in draft.passages
    ]


def is_choice(text: str) -> bool:
    """Whether it is one of the answers to choose from under a question ("2- Chest X-ray."): all stay or none."""
    return re.match(r"\d-\s", text) is not None
