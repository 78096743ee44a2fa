"""Who speaks in a quotation or a report, as far as the passage says it.

Promises: `speaker` answers "I" for quoted words, the pronoun of whoever tells for reported ones, and "" where the
passage does not show it; it never guesses a sex from a noun that has none.
"""

from __future__ import annotations

import re

from assistant.language.names import given
from assistant.rewrite.people import HE_NOUNS, SHE_NOUNS

QUOTES = '"“”«»'
SAYING = (
    r"(?P<verb>said|says|say|told|tells|whispered|whispers|shouted|shouts|screamed|muttered|mumbled|announced|admitted|"
    r"asked|asks|replied|texted|texts|wrote|writes|messaged|explained|goes|went|confessed|added|answered|insisted|yelled)"
)
TO = r"(?P<to> (?:to )?(?:me|us|her|him|them|the (?:class|group|room|team|nurse|teacher)))?"
_LED = re.compile(rf"(?P<lead>^|.*[\s(]){SAYING}{TO}(?: (?:that|this|about))*\s*$", re.S)
_OPENS_SPEECH = re.compile(r"[,:–—]\s*$")
_REPORTS = re.compile(rf"(?P<lead>^|.{{0,60}}?\b){SAYING}{TO}(?: that)? ", re.S)
_FOLLOWED = re.compile(
    rf"^\s*[,–—]?\s*(?P<who>(?:[A-Za-z][\w'’-]*\s+){{0,3}}?[\w'’-]+)(?: \w+ly| once| finally| then| just)? {SAYING}\b"
)
_HELPERS = frozenset(
    "had has have just once also then finally always often never later even only still simply quietly suddenly 've 's "
    "'d ’d ’s who and but".split()
)
_PRONOUNS = {"she": "she", "he": "he", "they": "they", "i": "I", "we": "I"}


def speaker(text: str, start: int, end: int) -> str:
    """Who speaks the words at `start` to `end` of a passage."""
    before, words, after = text[:start], text[start:end], text[end:]
    if _is_quoted(before, words, after) or _OPENS_SPEECH.search(before):
        return "I"
    led = _LED.match(before)
    if led is not None:
        return who_tells(led["lead"])
    inner = _REPORTS.match(words)
    if inner is not None:
        return who_tells(before + inner["lead"])
    followed = _FOLLOWED.match(after)
    return who_tells(followed["who"]) if followed is not None else ""


def _is_quoted(before: str, words: str, after: str) -> bool:
    """Whether a quotation mark opens or closes at the words, or one that opened before them is not yet closed."""
    if any(q in words for q in QUOTES) or before.endswith(tuple(QUOTES)) or after.startswith(tuple(QUOTES)):
        return True
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def who_tells(lead: str) -> str:
    """The pronoun for the subject that stands last in `lead`, the words before a verb of saying."""
    words = re.findall(r"[\w'’-]+|[,;:]", re.sub(r"\([^)]*\)", "", lead))
    while words and (words[-1].lower() in _HELPERS or words[-1].endswith("ly") or words[-1] == ","):
        joined = words.pop().lower() in ("and", "but")
        if joined:
            return _first_subject(words)
    return _pronoun(words[-1]) if words else ""


def _first_subject(words: list[str]) -> str:
    """The pronoun that a sentence opens with, for a second verb of its subject ("He sat down and told me")."""
    return _PRONOUNS.get(words[0].lower(), "") if words else ""


def _pronoun(word: str) -> str:
    bare = re.sub(r"['’](?:s|d|ve|m)$", "", word)
    low = bare.lower()
    if low in _PRONOUNS:
        return _PRONOUNS[low]
    if low in SHE_NOUNS:
        return "she"
    if low in HE_NOUNS:
        return "he"
    name = given(bare) if bare[:1].isupper() else None
    return {"f": "she", "m": "he"}.get(name.sex, "") if name is not None else ""
