"""Reads the one-line answers of prompts that don't word passages; what is not in the form asked for is None.

A quotation counts only if the text holds it, letter for letter but for white space, quotation marks and case: a model
can't make anybody believe in words that nobody wrote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NOTHING = re.compile(r"^(?:none|nothing|no details?|-)[.!]?$", re.IGNORECASE)
_LABEL = re.compile(r"^(?:answer|details|grade)\s*:\s*", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“”](?P<quote>[^\"“”]{2,400})[\"“”]\s*[:–—-]?\s*(?P<rest>.*)")
_MARKS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
LEAST_LETTERS = 4
"""Letters of a quotation below which it could stand anywhere."""
LONGEST_GUESS = 120
GRADES = ("high", "medium", "low", "invalid")


@dataclass(frozen=True, slots=True)
class Noticed:
    """Words of a passage, as offsets into it, with the model's word for what they are."""

    start: int
    end: int
    what: str


@dataclass(frozen=True, slots=True)
class Guessed:
    """Words of a text, as offsets into it, and what they give away according to the model."""

    start: int
    end: int
    guess: str


def read_details(passage: str, line: str) -> list[Noticed] | None:
    """What a find-details line names in `passage`; empty for none, None where it keeps to no form.

    >>> read_details("She fell off the ferry.", "fell off the ferry = event")
    [Noticed(start=4, end=22, what='event')]
    """
    text = _LABEL.sub("", line.strip())
    if _NOTHING.match(text):
        return []
    found: list[Noticed] = []
    formed = False
    for entry in text.split("|"):
        words, sign, what = entry.rpartition("=")
        if not sign:
            continue
        formed = True
        place = locate(passage, words)
        if place is not None:
            found.append(Noticed(*place, " ".join(re.findall(r"[a-z]+", what.lower()))[:40]))
    return found if formed else None


def read_guess(text: str, line: str) -> Guessed | str | None:
    """The guess of an attack line; "none", or "unfounded" where its words are not in the text; None without form."""
    answer = _LABEL.sub("", line.strip())
    if _NOTHING.match(answer.strip("\"“”'")):
        return "none"
    match = _QUOTED.search(answer)
    if match is None:
        return None
    place = locate(text, match["quote"])
    if place is None:
        return "unfounded"
    return Guessed(*place, " ".join(match["rest"].split())[:LONGEST_GUESS])


def read_grade(line: str) -> str | None:
    """One of `GRADES`, None where the answer is none of them or names several.

    >>> read_grade("Grade: High.")
    'high'
    """
    said = {word for word in re.findall(r"[a-z]+", _LABEL.sub("", line.strip()).lower()) if word in GRADES}
    return said.pop() if len(said) == 1 else None


def locate(text: str, quote: str) -> tuple[int, int] | None:
    """Where the words of `quote` stand in `text`; None where they don't, or are too few to mean anything."""
    words = quote.translate(_MARKS).strip(" \t\"'.,;:…[]<>").split()
    if sum(c.isalnum() for c in "".join(words)) < LEAST_LETTERS or len(words) > 60:
        return None
    match = re.search(r"\s+".join(map(re.escape, words)), text.translate(_MARKS), re.IGNORECASE)
    if match is None or _inside_a_word(text, match.start(), match.end()):
        return None
    return match.start(), match.end()


def _inside_a_word(text: str, start: int, end: int) -> bool:
    return (start > 0 and text[start - 1].isalnum() and text[start].isalnum()) or (
        end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    )
