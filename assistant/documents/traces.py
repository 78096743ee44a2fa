"""Words that edits took out of a text, looked for where a format keeps more than its text: the last look at a file.

Promises: a name of several words, an address or a number that was taken out and stands nowhere in the new text is found
in whatever of a file is written, pictures and scripts included, however it is escaped or run together. A first name by
itself is found in the parts of a document that are text. What is said of a find names its place, never its words.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from itertools import pairwise
from urllib.parse import unquote

from assistant.documents.zips import members
from assistant.domain.errors import DraftError
from assistant.domain.text import Edit, apply_edits

_CONTACT = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+?\d(?:[\s()./-]{0,2}\d){6,}")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s(?!\w)")
_CAMEL = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])")
_NO_NAMES = frozenset(
    "the this that these those and but for nor yet when where while who whom whose what which why how if then than "
    "there here with without after before since until because although though from into onto about your our their "
    "his her its she they you him them are was were has had have not all any some each both one two "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december yes true false none other unknown male female open closed new done".split()
)
"""Words in small letters that are written with a capital one and call nobody."""
_SHORTEST = 3
"""Letters of the shortest word that is looked for by itself."""
_OF_FONTS = re.compile(
    r"<w:rFonts\b[^>]*>|\b(?:typeface|panose|[\w-]+:font-(?:family|name)[\w-]*|style:name-(?:asian|complex))"
    r"=(?:\"[^\"]*\"|'[^']*')"
)
_TAG = re.compile(r"<[^<>]*>")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_HEAD = 300_000
"""Bytes at the beginning of a picture in which what it says about itself stands."""
_MARKUP = (".xml", ".rels", ".html", ".htm", ".xhtml", ".txt", ".svg", ".json", ".rtf", ".mht")


@dataclass(frozen=True, slots=True)
class _Said:
    """A stretch of a text that calls somebody or leads to them: its words as they are written."""

    words: tuple[str, ...]
    contact: bool = False


@dataclass(frozen=True)
class Taken:
    """What edits took out of a text and left nowhere in it."""

    said: tuple[_Said, ...]
    words: frozenset[str]
    """The single words of it, in small letters, and others with a capital letter inside a sentence."""

    def __bool__(self) -> bool:
        return bool(self.said or self.words)

    def is_in(self, value: str) -> bool:
        """Whether one of the words stands in an identifier, an address or a label, however it is put together."""
        plain = unquote(unescape(value))
        spelled = {word.casefold() for part in _CAMEL.split(plain) for word in _WORD.findall(part.replace("_", " "))}
        return not self.words.isdisjoint(spelled) or bool(self._several and self._several.search(plain))

    def at(self, text: str, *, single: bool) -> int | None:
        """Where in `text` something of it stands; `single` also looks for one word by itself that was a name."""
        pattern = self._all if single else self._several
        match = pattern.search(text) if pattern is not None else None
        return match.start() if match else None

    @cached_property
    def _several(self) -> re.Pattern[str] | None:
        return _any(form for said in self.said if said.contact or len(said.words) > 1 for form in _forms(said))

    @cached_property
    def _all(self) -> re.Pattern[str] | None:
        return _any(form for said in self.said for form in _forms(said))


def taken(text: str, edits: Sequence[Edit]) -> Taken:
    """What these edits of `text` take out."""
    left = apply_edits(text, edits)
    untouched = apply_edits(text, [Edit(edit.span, " ") for edit in edits])  # a word that an edit was glued to stands
    rest = {part for word in _WORD.findall(f"{left} {untouched}") for part in (word.casefold(), _bare(word.casefold()))}
    spoken = _spoken(left)
    said: dict[tuple[str, ...], _Said] = {}
    words: set[str] = set()
    for edit in edits:
        start = max(text.rfind(" ", 0, edit.span.start), text.rfind("\n", 0, edit.span.start)) + 1
        end = edit.span.end
        while end < len(text) and not text[end].isspace():
            end += 1
        old = text[start:end]
        for match in _CONTACT.finditer(old):
            parts = tuple(re.findall(r"\d", match[0])) if "@" not in match[0] else (match[0].casefold(),)
            if "".join(parts) not in spoken:
                said[parts] = _Said(parts, contact=True)
        for pair in _pairs(old):
            low = tuple(word.casefold() for word in pair)
            if " ".join(low) not in spoken and not rest.issuperset(low):
                said[low] = _Said(low)
                words.update(word for word in low if word not in rest and len(word) >= _SHORTEST)
        for word, inside in _capitalised(text, start, end):
            low_word = word.casefold()
            if low_word in rest or len(word) < _SHORTEST or low_word in _NO_NAMES:
                continue
            if _is_name(word) or (inside and _may_be_name(word)):
                said[(word,)] = _Said((word,))
            if inside or _is_name(word):
                words.add(low_word)
    return Taken(tuple(said.values()), frozenset(words))


def refuse(data: bytes, name: str, text: str, edits: Sequence[Edit]) -> None:
    """Raise DraftError where the file in `data` still holds what these edits took out of `text`."""
    gone = taken(text, edits)
    place = next(_places(data, name, gone), None) if gone.said else None
    if place is not None:
        raise DraftError(
            f"{name} can’t be written: a name or an address that went from its text still stands {place}, "
            "which can’t be changed here.",
            "Take it out there and try again, or give the result a name that ends in .txt to have its text alone.",
        )


def _places(data: bytes, name: str, gone: Taken) -> Iterator[str]:
    if not data.startswith(b"PK"):
        for number, line in enumerate(_decoded(data).splitlines(), 1):
            if any(gone.at(way, single=False) is not None for way in _ways(line)):
                yield f"in line {number} of the result, outside the text"
        return
    for member, content in members(data, name, "document").items():
        markup = member.lower().endswith(_MARKUP)
        said = content.decode("utf-8", "replace") if markup else content[:_HEAD].decode("latin-1")
        said = _OF_FONTS.sub("", said) if "fontTable" not in member else ""
        if gone.at(member, single=True) is not None:
            yield "in the name of a part of it"
        elif any(gone.at(way, single=markup) is not None for way in _ways(said)) or _inside(content, gone):
            yield f"in its part {member}"


def _decoded(data: bytes) -> str:
    """A text that we wrote, in the encoding of its draft."""
    return data.decode("utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8", "replace")


def _inside(data: bytes, gone: Taken) -> bool:
    """Whether a document inside a document, such as the table behind a chart, holds something of it."""
    try:
        found = members(data, "", "document") if data.startswith(b"PK") else {}
    except DraftError:
        return False
    return any(gone.at(way, single=True) is not None for c in found.values() for way in _ways(c.decode("latin-1")))


def _ways(text: str) -> Iterator[str]:
    """A text as it is, and as it is read once what is escaped in it is not."""
    plain = unescape(text) if "&" in text else text
    plain = _ESCAPED.sub(lambda m: chr(int(m[1], 16)), plain) if "\\u" in plain else plain
    plain = unquote(plain) if "%" in plain else plain
    yield plain
    if "<" in plain:
        yield _TAG.sub(" ", plain)


def _forms(said: _Said) -> Iterator[str]:
    """How it may be written: its words run together or parted by what is no letter, a name also back to front."""
    if len(said.words) == 1:
        yield re.escape(said.words[0]) if said.contact else f"(?-i:{re.escape(said.words[0])})"
        return
    between = r"[\W_]{0,2}" if said.contact else r"[\W_]{0,8}"
    yield between.join(map(re.escape, said.words))
    if not said.contact:
        yield between.join(map(re.escape, reversed(said.words)))


def _any(forms: Iterable[str]) -> re.Pattern[str] | None:
    listed = list(forms)
    return re.compile(rf"(?i)(?<![^\W_])(?:{'|'.join(listed)})(?![^\W_])") if listed else None


def _spoken(text: str) -> str:
    """A text as names and numbers are looked for in it: small letters, single spaces; its digits run together."""
    return " ".join(text.casefold().split()) + " " + "".join(c for c in text if c.isdigit())


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Two capitalised words beside each other that may be a name."""
    text = _POSSESSIVE.sub(";", text)
    for left, right in pairwise(_WORD.finditer(text)):
        between = text[left.end() : right.start()]
        both = left[0][0].isupper() and right[0][0].isupper() and between in (" ", "-", ". ", "\u00a0")
        if (
            both
            and not {left[0].casefold(), right[0].casefold()} & _NO_NAMES
            and len(left[0] + right[0]) > _SHORTEST + 1
        ):
            yield left[0], right[0]


def _capitalised(text: str, start: int, end: int) -> Iterator[tuple[str, bool]]:
    """Words from `start` to `end` with a capital letter, and whether they have it inside a sentence: names do."""
    for match in _WORD.finditer(text, start, end):
        if match[0][0].isupper():
            before = text[max(match.start() - 4, 0) : match.start()]
            yield _bare(match[0]), bool(re.search(r"[\w,;]['’\"“(]? $", before))


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word)


def _may_be_name(word: str) -> bool:
    """Whether a word is a first name among other things: "Rowan", "Victor", "Precious"."""
    from assistant.language.names import fold, given

    return given(fold(word)) is not None


def _is_name(word: str) -> bool:
    """Whether a word is a name and nothing else."""
    from assistant.language.lexicon import known
    from assistant.language.names import fold, given, surname, traps

    low = fold(word)
    return bool(given(low) or surname(low)) and low not in traps() and not known(word.lower())
