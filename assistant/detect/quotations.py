"""Quotations of a passage: where quoted words stand, also where one runs on from or into a neighbouring passage."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.detect.view import View


@dataclass(frozen=True, slots=True)
class Quote:
    """Characters `start` to `end`, marks included; `inner` are the words between the marks.

    `open_end` or `open_start` when the other mark is not in this passage.
    """

    start: int
    end: int
    inner: str
    open_start: bool = False
    open_end: bool = False

    @property
    def size(self) -> int:
        """How many words it has."""
        return len(self.inner.split())


_SINGLE = re.compile(
    r"(?<![\w'])'(?=[A-Za-z])(?!(?:em|tis|twas|cause|cos|til|n|s|re|ll|ve|d|t|m)\b)([^'\n]*(?:'\w[^'\n]*)*)'(?!\w)"
)
_PAIRS = {"“": "”", "«": "»"}


@lru_cache(maxsize=8)
def quotes(view: View) -> tuple[Quote, ...]:
    """The quotations of the passage, in order."""
    text = view.text
    if '"' in text:
        found = _straight(text)
    elif "“" in text or "”" in text or "«" in text:
        found = _curly(text)
    elif "'" in text:
        found = [Quote(m.start(), m.end(), m[1]) for m in _SINGLE.finditer(text)]
    else:
        return ()
    return tuple(q for q in found if q.inner.strip())


def outside(view: View) -> str:
    """The passage's text with quoted words blanked, of the same length: what the author says in their own voice."""
    text = view.text
    for quote in quotes(view):
        text = text[: quote.start] + " " * (quote.end - quote.start) + text[quote.end :]
    return text


def _straight(text: str) -> list[Quote]:
    """Pairs of straight marks; a mark before a word opens, one after a word closes."""
    found: list[Quote] = []
    opened = -1
    for match in re.finditer('"', text):
        at = match.start()
        opens = (
            (at == 0 or not (text[at - 1].isalnum() or text[at - 1] in ".,!?…*_'"))
            and at + 1 < len(text)
            and not text[at + 1].isspace()
        )
        if opened < 0 and not opens and text[at - 1].isdigit():
            continue  # 5'10"
        if opened < 0 and (opens or found):
            opened = at
        elif opened < 0:
            found.append(_begun(text, at))
        else:
            found.append(Quote(opened, at + 1, text[opened + 1 : at]))
            opened = -1
    if opened >= 0 and opened + 1 < len(text.rstrip()):
        found.append(_unfinished(text, opened))
    return found


def _curly(text: str) -> list[Quote]:
    found: list[Quote] = []
    opened = -1
    for at, mark in enumerate(text):
        if mark in _PAIRS:
            opened = at if opened < 0 else opened
        elif mark in "”»":
            found.append(_begun(text, at) if opened < 0 else Quote(opened, at + 1, text[opened + 1 : at]))
            opened = -1
    if opened >= 0:
        found.append(_unfinished(text, opened))
    return found


def _begun(text: str, at: int) -> Quote:
    start = len(text) - len(text.lstrip())
    return Quote(start, at + 1, text[start:at], open_start=True)


def _unfinished(text: str, at: int) -> Quote:
    end = len(text.rstrip())
    return Quote(at, end, text[at + 1 : end], open_end=True)
