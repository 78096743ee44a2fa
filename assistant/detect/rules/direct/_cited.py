"""Citations in running text and in lists of reading: who wrote what is public, and no case.

Promises: `cited` gives the stretches of names that a citation names, in order, in characters of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_YEAR = r"(?:1[89]|20)\d\d[a-z]?(?:[/–-]\d{2,4})?"
_SURNAME = r"(?:(?:van der|van|von|de|du|la|le|O')\s?)?[A-Z][\w'’-]+"
_SEVERAL = rf"{_SURNAME}(?:(?:, {_SURNAME})*,? (?:and|&) {_SURNAME}| et al\.?)?"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<who>(?:[A-Z][\w'’-]+ |[A-Z]\. ?){{0,3}}{_SEVERAL})"
        rf"(?:'s?(?: [\w ,-]{{1,40}})?| and colleagues| in (?:his|her|their|a|the) [\w ,-]{{1,30}})? ?\((?:\w+ "
        rf")?{_YEAR}(?:[,:;] ?(?:p{{1,2}}\.? ?)?[\d–-]+)?\)",
        rf"\((?:[a-z][\w ,.]* )??(?P<who>{_SEVERAL}),? {_YEAR}",
        rf";\s(?P<who>{_SEVERAL}),? {_YEAR}",
        rf"^\W*(?P<who>{_SURNAME}, (?:[A-Z]\. ?)+(?:(?:,|,? &|,? and) {_SURNAME}, (?:[A-Z]\. ?)+)*)\(?(?:eds?\.\) "
        rf"?\()?{_YEAR}",
        rf"(?P<who>{_SURNAME} et al\.?)",
    )
)
_REFERENCE = re.compile(rf"^\W*{_SURNAME}, (?:[A-Z]\.[ -]?)+.{{0,300}}?\({_YEAR}|\(Eds?\.\)|\bpp?\. \d+[–-]\d+")
"""A line of a list of references, whole."""
_TRIGGER = re.compile(rf"{_YEAR}|et al")


@dataclass(frozen=True, slots=True)
class Cited:
    """Characters `start` to `end` name those who are cited."""

    start: int
    end: int
    who: str


@lru_cache(maxsize=64)
def cited(text: str) -> tuple[Cited, ...]:
    """Names in citations."""
    if ("(" not in text and "et al" not in text) or _TRIGGER.search(text) is None:
        return ()
    if _REFERENCE.search(text):
        end = re.search(rf"\(?{_YEAR}", text)
        who = text[: end.start()] if end else text
        return (Cited(0, len(text), who.strip(" ,.(")[:80]),)
    found = {
        (m.start("who"), m.end("who")): Cited(m.start("who"), m.end("who"), m.group("who").strip())
        for pattern in _PATTERNS
        for m in pattern.finditer(text)
    }
    return tuple(found[key] for key in sorted(found))
