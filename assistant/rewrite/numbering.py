"""The numbers of a list or a thread, from which an item went: those that stay count on without a gap.

Promises: only numbers that stood in one row from 1 on are touched, and only where an item between them went. One that
is left alone loses its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.domain.changes import Change, Check, Source
from assistant.domain.text import Draft, Span

WHY = "An item before it went, so the numbers count on."
_MARKER = re.compile(r"^[ \t]*(\d{1,2})([./)])(?=[ \t])", re.M)
_CHECKED = (Check("leak", True), Check("form", True))


def renumbered(draft: Draft, changes: Sequence[Change]) -> list[Change]:
    """The changes that give what is left of every row of numbers its numbers in order."""
    found: list[Change] = []
    held = (*draft.keeps, *draft.points)
    for row in _rows(draft.text):
        stays = [m for m in row if not _covered(m, changes)]
        if len(stays) == len(row):
            continue
        if len(stays) == 1 and not any(h.overlaps(stays[0]) for h in held):
            alone = _marked(draft.text, stays[0])
            found.append(Change(alone, alone.of(draft.text), "", Source.RULE, (), _CHECKED, WHY))
            continue
        for number, span in enumerate(stays, 1):
            if span.of(draft.text) != str(number) and not any(h.overlaps(span) for h in held):
                found.append(Change(span, span.of(draft.text), str(number), Source.RULE, (), _CHECKED, WHY))
    return found


def _marked(text: str, number: Span) -> Span:
    """A number with its sign and the space after it: what is left alone is no list."""
    end = number.end + 1
    while text[end : end + 1] in (" ", "\t"):
        end += 1
    return Span(number.start, end)


def _covered(marker: Span, changes: Iterable[Change]) -> bool:
    return any(c.span.overlaps(marker) for c in changes)


def _rows(text: str) -> Iterable[list[Span]]:
    """Markers that count from 1 on with one sign: "1/ … 2/ …"."""
    row: list[Span] = []
    sign = ""
    for match in _MARKER.finditer(text):
        if row and match[2] == sign and int(match[1]) == len(row) + 1:
            row.append(Span(*match.span(1)))
            continue
        if len(row) > 1:
            yield row
        row = [Span(*match.span(1))] if match[1] == "1" else []
        sign = match[2]
    if len(row) > 1:
        yield row
