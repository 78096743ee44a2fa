"""Where sentences begin inside a block.

Promises: bounds only, so nothing can be lost; hidden marks are looked through, and an opening mark stays with the
sentence that it opens ("… left. **She** …" is cut before the stars).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.domain.text import Span

_WIDE_SPACE = re.compile(r"[^\S\x00-\x7f]")
"""White space outside ASCII; sentencex 1.0 breaks off at one between a capital letter and a full stop ("M\u00a0.")."""

_CLOSING = re.compile(r"[*_]{1,3}\s+")
"""Stars of a plain text that close the sentence before: "**Caller 4.** …"."""

_WORDS = re.compile(r"(?<![\w.-])(?:me|no|ill|may|miss|mar|art)\.[)\"'”’]*\s+(?=[\"'“‘(]?[A-Z](?![\w-]*\d))")
"""Words in small letters that end a sentence, and that sentencex takes for Maine, number, Illinois, May …"""

_DEGREE = re.compile(r"[A-Za-z]{1,3}\.(?=[A-Z]\.)")
"""The first half of a degree that sentencex takes for two sentences: "Ed.S.", "Psy.D."."""

_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|Rev|Fr|St)\.\s+(?=[A-Z])")
"""A title before an initial or a name: "Ms. K", "Ms. Khan"."""


def cut(text: str, hidden: Sequence[Span] = (), code: Sequence[Span] = ()) -> list[int]:
    """Offsets, in order, at which the second and later sentences of the block begin.

    `hidden` are marks that are read as white space, `code` those of them that stand for a word.
    """
    if not hidden and not code:
        return list(_bounds(text))
    letters = list(text)
    masked = [False] * len(letters)
    words = {*code}
    for span in sorted({*hidden, *code}):
        fill = "x" if span in words else " "
        for place in range(span.start, min(span.end, len(letters))):
            if letters[place] not in "\r\n":
                letters[place] = fill
            masked[place] = fill == " "
    seen = "".join(letters)
    return [_before_opening_marks(seen, masked, bound) for bound in _bounds(seen)]


@lru_cache(maxsize=2048)  # an edit changes one block of many
def _bounds(text: str) -> tuple[int, ...]:
    """Bounds as sentencex sees them, moved so that white space always ends a sentence and never begins one."""
    if not text.strip():
        return ()
    from sentencex import segment  # 4 MB of compiled rules: only where a draft is read

    plain = _WIDE_SPACE.sub(" ", text)
    parts = list(segment("en", plain))
    if "".join(parts) != plain:
        return ()
    bounds: list[int] = []
    position = 0
    for part in parts[:-1]:
        position += len(part)
        bound = position
        while bound < len(text) and text[bound].isspace():
            bound += 1
        closing = _CLOSING.match(text, bound) if bound and not text[bound - 1].isspace() else None
        bound = closing.end() if closing else bound
        if bound < len(text) and (bounds[-1] if bounds else 0) < bound and text[:bound].strip():
            bounds.append(bound)
    inside = {m.end() for pattern in (_DEGREE, _TITLE) for m in pattern.finditer(text)}
    return tuple(sorted({*bounds, *(m.end() for m in _WORDS.finditer(text) if m.end() < len(text))} - inside))


def _before_opening_marks(text: str, masked: Sequence[bool], bound: int) -> int:
    """Move the bound left over hidden marks that touch the sentence they open, but not over its neighbour's."""
    place = bound
    while place > 0 and masked[place - 1]:
        place -= 1
    if place > 0 and place < bound and not text[place - 1].isspace():
        return bound  # the marks close the sentence before
    return place
