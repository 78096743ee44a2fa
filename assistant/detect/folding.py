"""Folding: text as a reader sees it, so that look-alike and invisible characters hide nothing.

Compatibility forms (NFKC) are resolved, zero-width and soft-hyphen characters dropped, look-alike letters of other
alphabets read as Latin inside Latin words, letter-spaced words closed up. Every folded character remembers where in
the source it came from. A line that was wrapped by hand reads on: its break is one space, so that no pattern need
know of line breaks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain.text import Span

INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Characters without a glyph of their own: zero-width, directional marks, soft hyphen (Unicode, category Cf)."""

LOOKALIKES = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαν",
        "ABESIJKMHOPCTYXaesijopcyxdqwhABEZHIKMNOPTYXoav",
        strict=True,
    )
)
"""Cyrillic and Greek letters drawn like Latin ones (Unicode TR 39 confusables, the single-letter cases)."""

_PUNCTUATION = {"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u2010": "-", "\u2011": "-", "\u00a0": " ", "\u202f": " "}
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_][ \u00a0]){3,}[^\W\d_](?!\w)")
_WORD = re.compile(r"[^\W\d_]+")
_WRAP = re.compile(
    r"(?:(?<=[a-z0-9,;'’])|(?<=\w-))[ \t]*(?P<break>\r?\n)[ \t]*(?:>[ \t]*)*(?=[a-z])"
    r"|(?:(?<=\sin|\sat|\sof|\sto|\sby|\son|\smy)|(?<=\sthe|\sand|\sfor|\sher|\shis)|(?<=\sfrom|\snear|\swith)"
    r"|(?<=\stheir)|(?<=\sa))[ \t]*(?P<name>\r?\n)[ \t]*(?:>[ \t]*)*(?=[A-Z0-9])"
)
"""A break inside a sentence: before a small letter, or between a small word and a name or figure."""


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` and, per character of it, the source range it stands for (`starts[i]` to `ends[i]`)."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def source(self, span: Span) -> Span:
        """The source range behind a range of the folded text."""
        if not len(span):
            at = self.starts[span.start] if span.start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return Span(at, at)
        return Span(self.starts[span.start], self.ends[span.end - 1])


def fold(text: str, hidden: Sequence[Span] = ()) -> Folded:
    """`text` without its `hidden` stretches, folded; offsets are characters of `text`."""
    wraps = list(_WRAP.finditer(text)) if "\n" in text.rstrip() else []  # a break at the end wraps nothing
    if not hidden and not wraps and text.isascii() and not _SPACED.search(text):
        return Folded(text, range(len(text)), range(1, len(text) + 1))
    skip = {i for span in hidden for i in range(span.start, span.end)}
    skip |= {i for match in _SPACED.finditer(text) for i in range(*match.span()) if text[i] in " \u00a0"}
    breaks = {match.end(match.lastgroup or 0) - 1 for match in wraps}
    skip |= {i for match in wraps for i in range(*match.span()) if i not in breaks}
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    after = 0
    for i, character in enumerate(text):
        if i < after or i in skip or character in INVISIBLE:
            continue
        after = i + 1
        while after < len(text) and text[after] >= "\u0300" and unicodedata.combining(text[after]):
            after += 1  # a letter and its accents, as some systems keep them apart
        for part in " " if i in breaks else _compatible(text[i:after]):
            characters.append(part)
            starts.append(i)
            ends.append(after)
    return Folded(_latinised("".join(characters)), starts, ends)


def _compatible(character: str) -> str:
    if character.isascii():
        return character
    known = _PUNCTUATION.get(character)
    if known is not None:
        return known
    resolved = unicodedata.normalize("NFKC", character)
    return resolved or character


def _latinised(text: str) -> str:
    """Same length; words that mix Latin with look-alikes, or are look-alikes only, read as Latin."""
    if text.isascii():
        return text

    def read(match: re.Match[str]) -> str:
        word = match.group()
        if word.isascii() or not any(c in LOOKALIKES for c in word):
            return word
        latin = "".join(LOOKALIKES.get(c, c) for c in word)
        return latin if all("LATIN" in unicodedata.name(c, "") for c in latin) else word

    return _WORD.sub(read, text)
