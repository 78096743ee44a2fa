"""The numbers of a list or a thread, from which an item went: those that stay count on without a gap.

Promises: only numbers that stood in one row from 1 on are touched, and only where an item of the row went. One that is
left alone loses its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
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
    """`changes` with those that give what is left of every row of numbers its numbers in order."""
    found = list(changes)
    for row in _rows(draft.text):
        stays = [m for m in row if not _goes(draft, m, found)]
        if len(stays) == len(row):
            continue
        if len(stays) == 1:
            _change(draft, found, _marked(draft.text, stays[0]), "")
            continue
        for number, marker in enumerate(stays, 1):
            if marker.of_all:
                _change(draft, found, marker.of_all, str(len(stays)))
            _change(draft, found, marker.number, str(number))
    return found


def _goes(draft: Draft, marker: _Marker, changes: Iterable[Change]) -> bool:
    """Whether a number goes with its item; one that stays in what is said anew doesn't."""
    change = next((c for c in changes if c.span.overlaps(marker.number)), None)
    return change is not None and not change.after.startswith(Span(change.span.start, marker.end).of(draft.text))


def _change(draft: Draft, changes: list[Change], span: Span, text: str) -> None:
    """Have `span` read `text`, unless the person asked for the words there to stay."""
    before = span.of(draft.text)
    if before == text or any(h.overlaps(span) for h in (*draft.keeps, *draft.points)):
        return
    for place, change in enumerate(changes):
        if change.span.contains(span):
            start, end = span.start - change.span.start, span.end - change.span.start
            changes[place] = replace(change, after=change.after[:start] + text + change.after[end:])
            return
    changes.append(Change(span, before, text, Source.RULE, (), _CHECKED, WHY))


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
