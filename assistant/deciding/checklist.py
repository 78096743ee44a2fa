"""What to know before publishing: what was changed, what stays, what to look at, and what a client would be shown.

Promises: every line says something of this very draft; nothing is promised that was not judged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.deciding.review import Review, Verdict
from assistant.domain.details import Detail, Kind
from assistant.domain.risk import Outcome, Reader, Tier
from assistant.pipeline import Result


@dataclass(frozen=True, slots=True)
class Checklist:
    """All that the last screen says, as values."""

    changed: tuple[tuple[Kind, int], ...]
    """Kinds of details that were dealt with and how many of each, most first."""
    undecided: int
    rejected: int
    remaining: tuple[Detail, ...]
    """Details that count and that the text to be published still tells."""
    outcome: Outcome


def checklist(review: Review, decided: Result) -> Checklist:
    """What the decisions so far come to; `decided` is the text that they make, judged."""
    done = [
        d
        for item in review.items
        if review.of(item).verdict in (Verdict.ACCEPTED, Verdict.EDITED)
        for d in item.details
    ]
    unique = {d.id: d.kind for d in done}
    remaining = tuple(d for d in decided.remaining if d.counts and not d.folded)
    return Checklist(
        tuple(Counter(unique.values()).most_common()),
        review.count(Verdict.UNDECIDED),
        review.count(Verdict.REJECTED),
        remaining,
        decided.outcome,
    )


def to_show(decided: Result) -> str:
    """What a client would be shown before they are asked: the sentences about them that still tell, in order.

    Empty where nothing tells.
    """
    risk = decided.risk
    words = {
        w
        for reader in (Reader.CLIENT, Reader.ACQUAINTANCE)
        if risk.readers[reader].tier > Tier.LOW
        for r in risk.readers[reader].reasons
        for w in r.words
    }
    return "\n".join(_sentences(decided.text, words))


def _sentences(text: str, words: set[str]) -> Sequence[str]:
    found: list[str] = []
    for paragraph in text.split("\n"):
        if any(w and w in paragraph for w in words):
            found.append(paragraph.strip())
    return list(dict.fromkeys(found))
