"""Plain text: paragraphs between blank lines, lists, and lines that are broken on purpose.

Promises: a line break inside a paragraph ends a passage only where the next word would still have fitted, so that
hard-wrapped text is read as sentences and notes ("Age: 34") as lines.
"""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.documents.blocks import Block, Found
from assistant.domain.text import Role, Span

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_BULLET = re.compile(r"[ \t]*(?:[-*•–·]|\d{1,3}[.)]|[a-z][.)])[ \t]+(?=\S)")
_LABEL = re.compile(r"[ \t]*[A-Z][\w ]{0,24}:(?:\s|$)")
_NARROW = 50
"""Columns below which nobody wraps prose by hand; shorter lines are meant as lines."""
_SHORT = 30
"""Columns above which a line that goes on in lower case is one sentence with the next."""


def read(text: str) -> Found:
    """The blocks of a plain text."""
    found = Found()
    lines: list[Span] = []
    position = 1 if text.startswith("\ufeff") else 0
    while position < len(text):
        match = _LINE.match(text, position)
        assert match is not None
        content = match[0].rstrip("\r\n")
        if not content.strip():
            _close(text, lines, found)
        else:
            bullet = _BULLET.match(text, position)
            if bullet:
                _close(text, lines, found)
                lines.append(Span(bullet.end(), position + len(content.rstrip())))
            else:
                indent = len(content) - len(content.lstrip())
                lines.append(Span(position + indent, position + len(content.rstrip())))
        position = match.end()
    _close(text, lines, found)
    return found


def _close(text: str, lines: list[Span], found: Found) -> None:
    """Make a block of the lines gathered so far."""
    if not lines:
        return
    span = Span(lines[0].start, lines[-1].end)
    line_start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    listed = _BULLET.match(text, line_start)
    role = Role.LIST_ITEM if listed and listed.end() == lines[0].start else Role.BODY
    longest = max(_NARROW, *(len(line) for line in lines))
    breaks = tuple(after.start for line, after in pairwise(lines) if _meant(text, line, after, longest))
    found.blocks.append(Block(span, role, breaks=breaks))
    lines.clear()


def _meant(text: str, line: Span, after: Span, longest: int) -> bool:
    """Whether the break between two lines is meant, rather than made by wrapping."""
    if _LABEL.match(text, after.start, after.end):
        return True
    goes_on = text[after.start].islower() and len(line) > _SHORT
    return not goes_on and len(line) + 1 + len(_first_word(text, after)) <= longest


def _first_word(text: str, line: Span) -> str:
    return line.of(text).split(maxsplit=1)[0]
