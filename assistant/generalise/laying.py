"""Ladders for the details of a draft, each built in its surroundings and remembered.

A ladder depends on the detail's words, kind, subject and attributes and on its slot, on nothing else of the draft; so
after an edit only ladders near it are built anew. What is remembered stays in memory and is bounded.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from assistant.domain.details import Detail
from assistant.domain.ladders import Ladder
from assistant.domain.text import Draft, Span
from assistant.generalise.ladders import ladder
from assistant.generalise.slot import REACH, Slot

_REMEMBERED = 10_000
"""Ladders kept in memory; the oldest go first."""


class Ladders:
    """Builds ladders and remembers them."""

    def __init__(self) -> None:
        self._built: dict[tuple[object, ...], Ladder] = {}

    def of(self, draft: Draft, details: Sequence[Detail], variety: str, region: str) -> tuple[Ladder, ...]:
        """The ladder of each of `details`; `variety` is the draft's spelling, `region` where the case plays."""
        around = _Surroundings(draft)
        return tuple(self._ladder(detail, around.slot(detail, variety, region)) for detail in details)

    def _ladder(self, detail: Detail, slot: Slot) -> Ladder:
        key = (detail.kind, detail.directness, detail.subject, detail.texts, *detail.attributes.items(), slot)
        known = self._built.get(key)
        if known is None:
            known = ladder(detail, slot)
            if len(self._built) >= _REMEMBERED:
                self._built.pop(next(iter(self._built)))
            self._built[key] = known
        return known


class _Surroundings:
    """Where the paragraphs of a draft begin and end."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._starts = [passage.span.start for passage in draft.passages]
        self._paragraphs: dict[int, Span] = {}
        for passage in draft.passages:
            known = self._paragraphs.get(passage.paragraph, passage.span)
            self._paragraphs[passage.paragraph] = Span(known.start, passage.span.end)

    def slot(self, detail: Detail, variety: str, region: str) -> Slot:
        """The first mention of `detail` in its paragraph; alone where it stands in no passage (the file name)."""
        paragraph = self._paragraph(detail.spans[0]) if detail.spans else None
        if paragraph is None:
            return Slot("", detail.texts[0], "", variety, region)
        text, span = self._draft.text, detail.spans[0]
        before = text[max(paragraph.start, span.start - REACH) : span.start]
        after = text[span.end : min(paragraph.end, span.end + REACH)]
        return Slot(before, detail.texts[0], after, variety, region)

    def _paragraph(self, span: Span) -> Span | None:
        at = bisect_right(self._starts, span.start) - 1
        passage = self._draft.passages[at] if at >= 0 else None
        return self._paragraphs[passage.paragraph] if passage and passage.span.overlaps(span) else None
