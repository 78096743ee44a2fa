"""An e-mail address, also spelt out against robots. No attributes but `sort` (email)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+'-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}\b")
_DOT = r"(?:\s?(?:\[dot\]|\(dot\)|\{dot\}| dot )\s?[\w-]+)"
_AT = r"(?:\[at\]|\(at\)|\{at\})"
_SPELT = re.compile(
    rf"\b[\w.+-]{{2,}}{_DOT}{{0,3}}\s?(?:(?:{_AT}| at )\s?[\w-]+{_DOT}{{1,4}}|{_AT}\s?[\w-]+(?:\.[\w-]+){{1,4}})"
    rf"\b(?!\s?(?:{_AT}| at )\s?[\w-]+{_DOT})",
    re.IGNORECASE,
)


def find(view: View) -> Iterator[Match]:
    """Addresses."""
    text = view.text
    if "@" in text:
        for found in _ADDRESS.finditer(text):
            yield _match(found)
    if "dot" in view.lower or "at]" in view.lower or "at)" in view.lower:
        for found in _SPELT.finditer(text):
            yield _match(found)


def _match(found: re.Match[str]) -> Match:
    return Match(found.start(), found.end(), "an e-mail address leads straight to someone", 0.98, {"sort": "email"})


RULE = Rule(
    id="direct.email",
    kind=Kind.CONTACT,
    directness=Directness.DIRECT,
    summary="An e-mail address belongs to one person and can be looked up.",
    source="HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(F)",
    find=find,
    matches=(
        Example("She wrote from bronagh.devlin@example.com at three in the morning.", ("bronagh.devlin@example.com",)),
        Example("Write to o'hara_k@mail.example.org.uk, he said.", ("o'hara_k@mail.example.org.uk",)),
        Example("Write to me at jane dot doe at gmail dot com.", ("jane dot doe at gmail dot com",)),
        Example("Write to j.doe [at] example.com, he said.", ("j.doe [at] example.com",)),
        Example("His address is kofi [at] example [dot] org now.", ("kofi [at] example [dot] org",)),
    ),
    ignores=(
        "He looked at me and dotted every i.",
        "Meet @ the day centre, 5 @ 2 pounds.",
        "She works at Dot Cotton level chaos.",
    ),
)
