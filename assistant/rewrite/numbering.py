"""The numbers of a list or a thread, from which an item went: those that stay count on without a gap.

Promises: only numbers that stood in one row from 1 on are touched, and only where an item of the row went. One that is
left alone loses its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assistant.domain.changes import Change, Check, Source
from assistant.domain.text import Draft, Span

WHY = "An item before it went, so the numbers count on."
_MARKER = re.compile(r"^[ \t]*(\d{1,2})(?:([./)])(?=[ \t])|(/(\d{1,2}))(?=[ \t.:)]|$))", re.M)
"""The number, and its sign; or, as threads have it, "2/6", of how many it is one."""
_CHECKED = (Check("leak", True), Check("form", True))


class _Marker(NamedTuple):
    """A number of a row, and where the row's posts are counted the number of them all."""

    number: Span
    of_all: Span | None

    @property
    def end(self) -> int:
        return self.of_all.end if self.of_all else self.number.end + 1


def renumbered(draft: Draft, changes: Sequence[Change]) -> list[Change]:
    """The changes that give what is left of every row of numbers its numbers in order.

    `changes` begin and end where words differ (`trim.change_between`), so none takes a number along that stays.
    """
    found: list[Change] = []
    for row in _rows(draft.text):
        stays = [m for m in row if not any(c.span.overlaps(m.number) for c in changes)]
        if len(stays) == len(row):
            continue
        if len(stays) == 1:
            found += _changed(draft, _marked(draft.text, stays[0]), "")
            continue
        for number, marker in enumerate(stays, 1):
            found += _changed(draft, marker.number, str(number))
            if marker.of_all:
                found += _changed(draft, marker.of_all, str(len(stays)))
    return found


def _changed(draft: Draft, span: Span, text: str) -> list[Change]:
    """The change of `span` into `text`, where it is one and the person did not ask for the words there to stay."""
    before = span.of(draft.text)
    if before == text or any(h.overlaps(span) for h in (*draft.keeps, *draft.points)):
        return []
    return [Change(span, before, text, Source.RULE, (), _CHECKED, WHY)]


def _marked(text: str, marker: _Marker) -> Span:
    """A number with its sign and the space after it: what is left alone is no list."""
    end = marker.end
    while text[end : end + 1] in (" ", "\t", ":", ".", ")"):
        end += 1
    return Span(marker.number.start, end)


def _rows(text: str) -> Iterable[list[_Marker]]:
    """Markers that count from 1 on with one sign: "1/ … 2/ …", or "1/5 … 2/5 …"."""
    row: list[_Marker] = []
    sign = ""
    for match in _MARKER.finditer(text):
        of_all = Span(*match.span(4)) if match[4] else None
        marker = _Marker(Span(*match.span(1)), of_all)
        if row and (match[2] or match[3]) == sign and int(match[1]) == len(row) + 1:
            row.append(marker)
            continue
        if len(row) > 1:
            yield row
        row = [marker] if match[1] == "1" else []
        sign = match[2] or match[3]
    if len(row) > 1:
        yield row
