"""Harm: subjects that would make recognition hurt more. Shown beside the likelihood; they never change a tier."""

from __future__ import annotations

import re
from functools import lru_cache

_HARMS = (
    (
        "suicide or self-harm",
        r"suicid\w*|self-?harm\w*|overdos\w*|kill(?:ed|ing)? (?:him|her|them|my)sel\w+|cutting herself",
    ),
    (
        "abuse or violence",
        r"abus(?:e|ed|er|ive|ing)|assault\w*|rap(?:e|ed|ist)\b|violen\w+|groom(?:ed|ing)|traffick\w+|beat (?:him|her)",
    ),
    (
        "an offence or a court",
        r"convict\w*|prison|probation|offen[cd]\w*|arrest\w*|police|court|sentenced|restraining order",
    ),
    ("HIV or another stigmatised illness", r"HIV|AIDS\b|hepatitis|STI\b|schizophreni\w+|psychosis|psychotic"),
    (
        "custody or care proceedings",
        r"custody|care proceedings|foster\w*|adopt(?:ed|ion)|social services|contact order|CPS\b",
    ),
    (
        "a child or young person",
        r"pupil|toddler|year \d+|yr \d+|\w+ graders?|his mum|her mum|his mom|her mom|year-old (?:boy|girl)|"
        r"child protection|safeguarding|little (?:boy|girl)",
    ),
    ("immigration status", r"asylum|refugee|deport\w*|undocumented|visa"),
)
_STEMS = (
    ("suicid", "harm", "overdos", "kill", "cutting"),
    ("abus", "assault", "rape", "rapist", "violen", "groom", "traffick", "beat"),
    ("convict", "prison", "probation", "offen", "arrest", "police", "court", "sentenced", "restraining"),
    ("hiv", "aids", "hepatitis", "sti", "schizophreni", "psychosis", "psychotic"),
    ("custody", "proceedings", "foster", "adopt", "social", "contact", "cps"),
    ("pupil", "toddler", "year", "yr", "grader", "his m", "her m", "protection", "safeguarding", "little"),
    ("asylum", "refugee", "deport", "undocumented", "visa"),
)
"""For each subject, pieces of which every match holds one. They are looked for first, which is much quicker."""
_PATTERNS = tuple(
    (name, stems, re.compile(rf"\b(?:{pattern})", re.IGNORECASE))
    for (name, pattern), stems in zip(_HARMS, _STEMS, strict=True)
)
_ALIKE = re.compile("[\u0131\u0130\u017f]")
"""Letters that a pattern takes for i or s when it ignores case, though their lower case is another."""


def harms(text: str) -> tuple[str, ...]:
    """The subjects of harm that the words of `text` touch."""
    touched = frozenset().union(*map(_harms_of, dict.fromkeys(text.split("\n"))))
    return tuple(name for name, _, _ in _PATTERNS if name in touched)


@lru_cache(maxsize=8192)  # an edit changes one line of many
def _harms_of(line: str) -> frozenset[str]:
    """The subjects that one line touches; no pattern runs over its end."""
    lower = "" if _ALIKE.search(line) else line.lower()
    return frozenset(
        name
        for name, stems, pattern in _PATTERNS
        if (not lower or any(stem in lower for stem in stems)) and pattern.search(line)
    )
