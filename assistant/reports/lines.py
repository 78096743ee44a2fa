"""One line per place where something was found: `path:line:col:kind:reader:message`, for editors and hooks.

No word of the draft is in a line unless it is asked for (`quote`), because such lines end up in logs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from assistant.batch.values import Place
from assistant.domain.details import Detail, SubjectRole
from assistant.domain.risk import Reader, Risk, Tier
from assistant.pipeline import Analysis
from assistant.reports.story import clean, one_line
from assistant.reports.words import kind_name

_WORD = re.compile(r"[^\W_]+")

NOBODY = "none"
"""In place of a reader when a detail moves nobody's tier by itself."""


def lines(analysis: Analysis, path: str, *, quote: bool = False) -> Iterator[str]:
    """A line for each of `places`."""
    for place in places(analysis):
        yield line(place, path, quote=quote)


def line(place: Place, path: str, *, quote: bool = False) -> str:
    """One place as editors read it; neither a name of a file nor words of the draft can make two of it."""
    message = place.message
    if quote:
        message = f"{message.partition(':')[0]}: “{clean(place.words)}”: {place.reason}"
    return f"{one_line(path)}:{place.line}:{place.column}:{place.kind}:{place.readers}:{clean(message)}"


def places(analysis: Analysis) -> Iterator[Place]:
    """The details that count and are not folded, by place; lines and columns count from 1, columns in characters."""
    starts = _line_starts(analysis.draft.text)
    placed = [
        (detail.spans[i].start if detail.spans else 0, detail, words)
        for detail in analysis.details
        if detail.counts and not detail.folded
        for i, words in enumerate(detail.texts)
    ]
    for offset, detail, words in sorted(placed, key=lambda entry: entry[0]):
        number = bisect_right(starts, offset)
        column = offset - starts[number - 1] + 1
        who = readers(detail, analysis.risk)
        yield Place(number, column, detail.kind.value, who, _message(detail), words, detail.reason)


def readers(detail: Detail, risk: Risk) -> str:
    """Who could tell from this detail, gravest tier only, joined by commas; `NOBODY` if it moves no tier."""
    asked = {
        reader: max((r.tier for r in one.reasons if set(r.words) & set(detail.texts)), default=Tier.LOW)
        for reader, one in risk.readers.items()
    }
    gravest = max(asked.values())
    if gravest is Tier.LOW:
        return NOBODY
    return ",".join(reader.value for reader in Reader if asked[reader] is gravest)


_WHOSE = {
    SubjectRole.CLIENT: "the client",
    SubjectRole.RELATIVE: "a relative",
    SubjectRole.PARTNER: "a partner",
    SubjectRole.COLLEAGUE: "a colleague",
    SubjectRole.FRIEND: "a friend",
    SubjectRole.OTHER: "somebody",
    SubjectRole.AUTHOR: "the author",
}
"""Roles rather than labels, which may hold words of the draft."""


def _message(detail: Detail) -> str:
    what = f"{kind_name(detail.kind)} ({_WHOSE[detail.subject.role]})"
    return what if _repeats(detail) else f"{what}: {detail.reason}"


def _repeats(detail: Detail) -> bool:
    """Whether the reason holds a word of the draft that isn't a common short one."""
    reason = set(_WORD.findall(detail.reason.casefold()))
    return any(word in reason for text in detail.texts for word in _WORD.findall(text.casefold()) if len(word) > 3)


def _line_starts(text: str) -> list[int]:
    """Offsets at which lines begin; \\r\\n, \\n and \\r end a line, as editors count."""
    starts = [0]
    for i, character in enumerate(text):
        if character == "\n" or (character == "\r" and text[i + 1 : i + 2] != "\n"):
            starts.append(i + 1)
    return starts
