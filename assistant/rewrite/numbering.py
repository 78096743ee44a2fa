"""The numbers of a list or a thread, from which an item went: those that stay count on without a gap.

Promises: only numbers that stood in one row from 1 on are touched, and only where an item of the row went. One that is
left alone loses its number. What is said above a list of how many things it has ("Five things …", "Questions") says it
of what is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assistant.domain.changes import Change, Check, Source
from assistant.domain.text import Draft, Span
from assistant.language.inflect import singular

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
        found += _counted(draft, row, len(stays), changes)
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


_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
_ABOVE = 3
"""Lines above a list, and paragraphs that stand between a title that counts and its list."""
_COUNT = re.compile(rf"\b(?:(\d{{1,2}})|({'|'.join(_NUMBERS[2:])}))(?= (?:\w+ ){{0,2}}?(\w+s)\b)", re.I)
_LABEL = re.compile(r"\W*(?:\w+ ){0,3}?(\w+s)\W*")
"""A label over a list, which is the name of what is listed: "Questions", "Discussion questions:"."""


def _counted(draft: Draft, row: Sequence[_Marker], left: int, changes: Sequence[Change]) -> list[Change]:
    """The changes of what says above a row how many it has: "5 things …" over four, "Questions" over one."""
    if not left:
        return []
    lines = [m for m in re.finditer(r"[^\n]*\S[^\n]*", draft.text[: row[0].number.start]) if re.search(r"\w", m[0])]
    for above in (*reversed(lines[-_ABOVE:]), *lines[:1]):
        counts = [m for m in _COUNT.finditer(above[0]) if _number(m) == len(row)]
        if len(counts) == 1:
            return _count_anew(draft, above.start(), counts[0], left, changes)
    label = _LABEL.fullmatch(lines[-1][0].strip()) if lines else None
    if left > 1 or label is None:
        return []
    at = lines[-1].start() + lines[-1][0].index(label[0]) + label.start(1)
    return _one_of(draft, Span(at, at + len(label[1])), changes)


def _number(match: re.Match[str]) -> int:
    return int(match[1]) if match[1] else _NUMBERS.index(match[2].lower())


def _count_anew(draft: Draft, start: int, count: re.Match[str], left: int, changes: Sequence[Change]) -> list[Change]:
    """The number that is said of a list as what is left of it; "one" only with its noun in the singular after it."""
    said = Span(start + count.start(), start + count.end())
    noun = Span(start + count.start(3), start + count.end(3))
    word = str(left) if count[1] else _NUMBERS[left]
    word = word.capitalize() if count[0][0].isupper() else word
    one = _one_of(draft, noun, changes) if left == 1 else []
    if (left == 1 and not one) or any(c.span.overlaps(said) for c in changes):
        return []
    return [*_changed(draft, said, word), *one]


def _one_of(draft: Draft, noun: Span, changes: Sequence[Change]) -> list[Change]:
    word = noun.of(draft.text)
    one = singular(word.lower())
    if one is None or any(c.span.overlaps(noun) for c in changes):
        return []
    return _changed(draft, noun, one.capitalize() if word[0].isupper() else one)


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
