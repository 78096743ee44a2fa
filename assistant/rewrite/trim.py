"""The smallest edit between a passage and its new wording, in whole words."""

from __future__ import annotations

import re

from assistant.domain.text import Passage, Span

_PIECES = re.compile(r"\s+|[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]|_")


def change_between(passage: Passage, after: str) -> tuple[Span, str] | None:
    """Where the passage changes, in the draft's characters, and the text that comes there; None if nowhere.

    White space after the passage is never part of it.
    """
    before = passage.text.rstrip()
    new = after.strip() if before[:1].strip() else after.rstrip()
    if before == new:
        return None
    old_pieces, new_pieces = _PIECES.findall(before), _PIECES.findall(new)
    if "".join(old_pieces) != before or "".join(new_pieces) != new:
        return Span(passage.span.start, passage.span.start + len(before)), new
    lead = 0
    while lead < min(len(old_pieces), len(new_pieces)) and old_pieces[lead] == new_pieces[lead]:
        lead += 1
    trail = 0
    while trail < min(len(old_pieces), len(new_pieces)) - lead and old_pieces[-1 - trail] == new_pieces[-1 - trail]:
        trail += 1
    start = passage.span.start + len("".join(old_pieces[:lead]))
    end = passage.span.start + len(before) - len("".join(old_pieces[len(old_pieces) - trail :]))
    there = "".join(new_pieces[lead : len(new_pieces) - trail])
    if start == end == passage.span.start and old_pieces:  # else it would seem to belong to the passage before
        return Span(start, start + len(old_pieces[0])), there + old_pieces[0]
    return Span(start, end), there
