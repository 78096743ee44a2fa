"""Retold: how much of the case's story the rewritten text still tells, in whatever tense and person.

Taking out what identifies leaves the course of events. Nobody else may know it again; the client, who lived it, may.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain.risk import Reader, Reason, Tier
from assistant.domain.text import Passage
from assistant.risk.echo import content_roots, places_of, stand_together
from assistant.risk.floor import Floor

PART = 0.6
"""Share of a sentence's content words that has to be found again, close together, for it to count as retold."""
LEAST_WORDS = 4
"""Sentences with fewer content words say too little to be known again."""
MANY = 3
"""Retold sentences from which on a client may well recognise the story."""
_SHOWN = 6


def retold(case: Sequence[Passage], text: str) -> tuple[Floor, ...]:
    """A floor for the client when at least `MANY` sentences of the case are still told, or all of a shorter one."""
    places = places_of(text)
    telling = [p for p in case if len(content_roots(p.text)) >= LEAST_WORDS]
    again = [p for p in telling if _is_told(content_roots(p.text), places)]
    if not again or len(again) < min(MANY, len(telling)):
        return ()
    shown = tuple(" ".join(p.text.split()[:_SHOWN]) + " …" for p in again[:MANY])
    reason = Reason(
        "The story is still told much as it happened, so the client may well know it again.",
        shown,
        "retold",
        Tier.RAISED,
    )
    return (Floor(Reader.CLIENT, reason),)


def _is_told(roots: frozenset[str], places: dict[str, list[int]]) -> bool:
    return stand_together(roots, places, PART * len(roots))
