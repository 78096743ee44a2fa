"""Sentence hunks between a draft and its rewritten text, from the edits that are known.

Promises: nothing is guessed, as the edits say what became what; joining the hunks' `before` gives the draft, joining
their `after` gives the rewritten text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.domain.text import Edit, Passage, Span, apply_edits


@dataclass(frozen=True, slots=True)
class Hunk:
    """One or more whole passages before and after. `span` is their place in the draft."""

    span: Span
    passages: tuple[int, ...]
    """Indices of the passages; several when one edit reaches across them."""
    before: str
    after: str

    @property
    def changed(self) -> bool:
        return self.before != self.after


def hunks(text: str, passages: Sequence[Passage], edits: Iterable[Edit]) -> tuple[Hunk, ...]:
    """One hunk for each passage, or for each run of passages that an edit joins.

    `passages` must tile `text`. An insertion between two passages belongs to the first of them. Raises ValueError
    when edits overlap.
    """
    if not passages:
        return ()
    starts = [passage.span.start for passage in passages]
    ordered = sorted(edits)
    inside: dict[int, list[Edit]] = {}
    joined_to = list(range(len(passages)))
    for edit in ordered:
        first = _passage_of(starts, edit.span.start, insertion=not len(edit.span))
        last = max(first, _passage_of(starts, max(edit.span.end - 1, edit.span.start), insertion=not len(edit.span)))
        for place in range(first, last + 1):
            joined_to[place] = min(joined_to[place], joined_to[first])
        inside.setdefault(first, []).append(edit)
    found: list[Hunk] = []
    place = 0
    while place < len(passages):
        end = place + 1
        while end < len(passages) and joined_to[end] < end:
            end += 1
        span = Span(passages[place].span.start, passages[end - 1].span.end)
        within = [edit for number in range(place, end) for edit in inside.get(number, ())]
        before = span.of(text)
        moved = [Edit(edit.span.shifted(-span.start), edit.text) for edit in within]
        indices = tuple(passage.index for passage in passages[place:end])
        found.append(Hunk(span, indices, before, apply_edits(before, moved)))
        place = end
    return tuple(found)


def _passage_of(starts: Sequence[int], offset: int, insertion: bool) -> int:
    """The place of the passage that holds `offset`; an insertion at a bound belongs to the passage before it."""
    place = bisect_right(starts, offset) - 1
    if insertion and place > 0 and starts[place] == offset:
        place -= 1
    return max(place, 0)
