"""WordPiece with offsets: a text becomes the token numbers that a BERT vocabulary gives it, each with its characters.

llama.cpp's own tokeniser gives no offsets, and training has to see the very same tokens as use, so both take this
one. Uncased: what capitals tell is kept beside the tokens, as `shape`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

LONGEST_WORD = 100
"""Characters; a longer word is one unknown token, as in BERT's own tokeniser."""

SHAPES = 8
"""Numbers in a token's shape."""

_WORD = re.compile(r"[^\W_]+|[^\s]", re.UNICODE)
_ENDS = frozenset('.!?\n:;“"‘(•#-')


class Token(NamedTuple):
    """One token: its number, its first and last characters in the text, and the shape of its word."""

    number: int
    start: int
    end: int
    shape: tuple[float, ...]


class WordPiece:
    """A vocabulary in BERT's notation: whole words as they are, continuations after "##"."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._numbers: Mapping[str, int] = {piece: number for number, piece in enumerate(vocabulary)}
        self.unknown = self._numbers["[UNK]"]
        self.begin = self._numbers["[CLS]"]
        self.end = self._numbers["[SEP]"]
        self.padding = self._numbers["[PAD]"]
        self._known: dict[str, tuple[tuple[int, int, int], ...]] = {}

    def tokens(self, text: str) -> list[Token]:
        """The tokens of `text`, without the marks that open and close it; offsets in characters of `text`."""
        words = list(_WORD.finditer(text))
        capitals = [text[w.start()].isupper() for w in words]
        found: list[Token] = []
        for index, word in enumerate(words):
            shape = _shape(text, word, index, capitals)
            for position, (number, start, end) in enumerate(self._pieces(word.group())):
                found.append(Token(number, word.start() + start, word.start() + end, (*shape, float(position == 0))))
        return found

    def _pieces(self, word: str) -> tuple[tuple[int, int, int], ...]:
        """Token numbers of one word with their offsets inside it."""
        known = self._known.get(word)
        if known is None:
            known = tuple(self._split(word))
            if len(self._known) < 50_000:
                self._known[word] = known
        return known

    def _split(self, word: str) -> list[tuple[int, int, int]]:
        if len(word) > LONGEST_WORD:
            return [(self.unknown, 0, len(word))]
        plain, origin = _plain(word)
        pieces: list[tuple[int, int, int]] = []
        start = 0
        while start < len(plain):
            end = len(plain)
            while end > start and (("##" if start else "") + plain[start:end]) not in self._numbers:
                end -= 1
            if end == start:
                return [(self.unknown, 0, len(word))]
            pieces.append((self._numbers[("##" if start else "") + plain[start:end]], origin[start], origin[end]))
            start = end
        return pieces or [(self.unknown, 0, len(word))]


def _plain(word: str) -> tuple[str, list[int]]:
    """The word in lower case without accents, and where each of its characters (and its end) lies in `word`."""
    plain: list[str] = []
    origin: list[int] = []
    for position, character in enumerate(word):
        for part in unicodedata.normalize("NFD", character.lower()):
            if unicodedata.category(part) not in ("Mn", "Cf", "Cc"):
                plain.append(part)
                origin.append(position)
    return "".join(plain), [*origin, len(word)]


def _shape(text: str, word: re.Match[str], index: int, capitals: Sequence[bool]) -> tuple[float, ...]:
    """Capitals and digits of a word and of its neighbours, and whether it opens a sentence."""
    letters = word.group()
    before = word.start() - 1
    while before >= 0 and text[before] in " \t":
        before -= 1
    return (
        float(capitals[index]),
        float(len(letters) > 1 and letters.isupper()),
        float(any(c.isdigit() for c in letters)),
        float(letters[1:] != letters[1:].lower() and not letters.isupper()),
        float(before < 0 or text[before] in _ENDS),
        float(index > 0 and capitals[index - 1]),
        float(index + 1 < len(capitals) and capitals[index + 1]),
    )
