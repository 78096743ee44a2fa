"""Write a draft back with changes.

Promises: everything outside the edits is byte-identical to what was read, byte order mark and line ends included;
the delimiters of `{keep: …}` and `{point: …}` and comments of Markdown never appear in what is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.documents.decoding import encode
from assistant.domain.text import Draft, Edit, Span, apply_edits

_NEWLINE = re.compile(r"\r\n?|\n")


def apply(draft: Draft, edits: Iterable[Edit] = ()) -> str:
    """The text of the draft with these edits and without the delimiters of its marks.

    Line breaks in an edit's text are written as the draft writes them. Raises ValueError when two edits overlap or
    one reaches beyond the draft.
    """
    newline = newline_of(draft.text)
    wanted = [Edit(edit.span, _NEWLINE.sub(lambda _: newline, edit.text)) for edit in edits]
    if any(edit.span.end > len(draft.text) for edit in wanted):
        raise ValueError("an edit reaches beyond the draft")
    return apply_edits(draft.text, [*wanted, *_removals(draft, wanted)])


def render(draft: Draft, edits: Iterable[Edit] = ()) -> bytes:
    """The bytes of the changed draft, in the encoding that it was read with.

    Raises ValueError as `apply` does, DraftError when the result can't be encoded.
    """
    return encode(apply(draft, edits), draft.encoding)


def newline_of(text: str) -> str:
    """The line end that the text uses most; a line feed when it has none."""
    pairs = text.count("\r\n")
    feeds = text.count("\n") - pairs
    returns = text.count("\r") - pairs
    if pairs > max(feeds, returns):
        return "\r\n"
    return "\r" if returns > feeds else "\n"


def _removals(draft: Draft, edits: list[Edit]) -> list[Edit]:
    """Edits that take out each delimiter, or what of it no other edit replaces."""
    found: list[Edit] = []
    for removal in draft.removals:
        start = removal.start
        for edit in sorted(edits):
            if edit.span.end <= start or edit.span.start >= removal.end or not len(edit.span):
                continue
            if edit.span.start > start:
                found.append(Edit(Span(start, edit.span.start), ""))
            start = max(start, edit.span.end)
        if start < removal.end:
            found.append(Edit(Span(start, removal.end), ""))
    return found
