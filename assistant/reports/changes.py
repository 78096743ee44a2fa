"""What changed, sentence by sentence, as wrapped lines with signs; colours come on top and carry nothing alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.diffing.align import hunks
from assistant.diffing.render import wrap
from assistant.diffing.words import Kind, Piece, diff
from assistant.domain.text import Edit, Span
from assistant.pipeline import Result

PLAIN_WIDTH = 96
"""Columns of a file that is read in an editor."""

_NARROW = 40
_SIGNED = re.compile(r"\[-.*?-\]|\{\+.*?\+\}")
_RED, _GREEN, _QUIET, _END = "\x1b[31m", "\x1b[32m", "\x1b[2m", "\x1b[0m"


def changes(result: Result, width: int, *, colour: bool = False) -> Iterator[str]:
    """Lines of at most `width` columns (20 or more) for every sentence that changed; none when nothing did."""
    draft = result.analysis.draft
    edits = [Edit(change.span, change.after) for change in result.changes]
    edits += [Edit(r, "") for r in draft.removals if not any(_touches(c.span, r) for c in result.changes)]
    changed = [hunk for hunk in hunks(draft.text, draft.passages, edits) if hunk.changed]
    if not changed:
        return
    indent = "    " if width >= _NARROW else " "
    half = indent[: len(indent) // 2]
    yield from (_painted(line, colour) for line in wrap(_KEY, width, indent=half))
    last = 0
    for hunk in changed:
        line = draft.text.count("\n", 0, hunk.span.start + _leading(hunk.before)) + 1
        yield ""
        if line != last:
            yield _quiet(f"{half}Line {line}", colour)
        last = line
        yield from (_painted(row, colour) for row in wrap(diff(hunk.before, hunk.after), width, indent=indent))


_KEY = (
    Piece(Kind.KEEP, "These words "),
    Piece(Kind.REMOVE, "go"),
    Piece(Kind.KEEP, ", these "),
    Piece(Kind.ADD, "come"),
)


def _touches(change: Span, removal: Span) -> bool:
    return change.overlaps(removal) or change.contains(removal)


def _leading(text: str) -> int:
    """Characters of blank space before the first words."""
    return len(text) - len(text.lstrip())


def _painted(line: str, colour: bool) -> str:
    if not colour:
        return line
    return _SIGNED.sub(lambda m: f"{_RED if m[0][0] == '[' else _GREEN}{m[0]}{_END}", line)


def _quiet(line: str, colour: bool) -> str:
    return f"{_QUIET}{line}{_END}" if colour else line
