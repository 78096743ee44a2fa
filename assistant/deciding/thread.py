"""Whether a text fits where it is to be posted, and a thread of posts where it does not.

Promises: no post is longer than the limit, its number included; nothing of the text is lost but white space between
posts; sentences are broken only where one alone is too long.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Platform:
    """A place to post, by the most characters that one post may have there."""

    name: str
    limit: int


PLATFORMS = (
    Platform("280 characters (X)", 280),
    Platform("300 characters (Bluesky)", 300),
    Platform("500 characters (Mastodon, Threads)", 500),
    Platform("3,000 characters (LinkedIn)", 3000),
)

_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+|\n\s*\n\s*")
LEAST_LIMIT = 40
"""Below this a post has no room for words beside its number."""


def length(text: str) -> int:
    """Characters as platforms count them: composed, one each."""
    return len(unicodedata.normalize("NFC", text))


def posts(text: str, limit: int) -> tuple[str, ...]:
    """The text as one post, or as a numbered thread. Raises ValueError for limits below 40."""
    if limit < LEAST_LIMIT:
        raise ValueError(f"a limit of {limit} is below {LEAST_LIMIT}")
    whole = text.strip()
    if not whole:
        return ()
    if length(whole) <= limit:
        return (whole,)
    digits = 1
    while True:
        room = limit - len(" (/)") - 2 * digits
        parts = _packed(_units(whole, room), room)
        if len(str(len(parts))) <= digits:
            return tuple(f"{part} ({number}/{len(parts)})" for number, part in enumerate(parts, 1))
        digits += 1


def _units(text: str, room: int) -> list[tuple[str, str]]:
    """Sentences with the white space that follows each; too long ones in pieces at spaces."""
    found: list[tuple[str, str]] = []
    at = 0
    for match in _SENTENCE.finditer(text):
        gap = match.group()
        closing = gap.rstrip()
        found.append((text[at : match.start()] + closing, gap[len(closing) :]))
        at = match.end()
    found.append((text[at:], ""))
    pieces: list[tuple[str, str]] = []
    for sentence, gap in found:
        parts = _broken(sentence, room)
        pieces += [(part, " ") for part in parts[:-1]]
        pieces.append((parts[-1], gap))
    return [p for p in pieces if p[0]]


def _broken(sentence: str, room: int) -> list[str]:
    parts: list[str] = []
    rest = sentence
    while length(rest) > room:
        cut = rest.rfind(" ", 0, room + 1)
        cut = cut if cut > 0 else room
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest]


def _packed(units: list[tuple[str, str]], room: int) -> list[str]:
    """As many units in each post as fit; a paragraph's end is a good place to begin a new one."""
    parts: list[str] = []
    now = ""
    gap = ""
    for unit, following in units:
        tried = f"{now}{gap}{unit}" if now else unit
        if now and length(tried) > room:
            parts.append(now)
            tried = unit
        now, gap = tried, "\n\n" if "\n" in following else " "
    return [*parts, now] if now else parts
