"""The inline marks `{keep: words}` and `{point: words}` that authors put into a draft.

Promises: the inner words are listed with exact spans, the delimiters as spans to be left out of every output; marks
may stand inside one another; what is not closed, or stands in code, is plain text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain.text import Span

_MARK = re.compile(r"\{(keep|point):[ \t]*|\}|\{", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marks:
    """Inner spans of the two marks, and all delimiters in order."""

    keeps: tuple[Span, ...]
    points: tuple[Span, ...]
    delimiters: tuple[Span, ...]


def find(text: str, prose: Sequence[tuple[Span, Sequence[Span]]]) -> Marks:
    """Marks in the prose of a draft: each block's span with the spans inside it that are code.

    A mark may begin in one block and end in a later one.
    """
    inner: dict[str, list[Span]] = {"keep": [], "point": []}
    delimiters: list[Span] = []
    open_marks: list[tuple[str, Span] | None] = []
    for block, code in prose:
        for match in _MARK.finditer(text, block.start, block.end):
            here = Span(*match.span())
            if any(span.overlaps(here) for span in code):
                continue
            if match[1]:
                open_marks.append((match[1].lower(), here))
            elif match[0] == "{":
                open_marks.append(None)
            elif open_marks:
                opening = open_marks.pop()
                if opening is not None:
                    inner[opening[0]].append(Span(opening[1].end, here.start))
                    delimiters += (opening[1], here)
    return Marks(tuple(sorted(inner["keep"])), tuple(sorted(inner["point"])), tuple(sorted(delimiters)))
