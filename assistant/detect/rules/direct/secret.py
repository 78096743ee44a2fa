"""A password, a PIN, the code of a door: it opens what belongs to one person. Attribute: `sort`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_WORDS = re.compile(r"\b(?:pass(?:word|code|phrase)|pin|code|combination|api key|access token|key)\b")
_SECRET = re.compile(
    r"\b(?:pass(?:word|code|phrase)|PIN(?: number)?|(?:door|gate|alarm|entry|key ?safe|safe|lock|access|security|"
    r"unlock|voicemail|phone|burglar alarm)(?:['’]s)? (?:code|PIN|combination)|(?:API|access|secret) (?:key|token))\b"
    r"(?: (?:for|to|of)(?: \w+){1,4}?)?(?:(?: is| was|:|,| =| still| now){1,2}|\s*[(])?\s+[\"“'‘]?"
    r"(?P<value>(?=[^\s\"”’]*\d)[\w#*.@$&+!?-]{3,40}(?<![.,!?]))",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:account|card)(?: number)? (?:that )?(?:ends|ending|ended|finishes|finishing) (?:in|with) "
    r"(?P<value>\d{3,6})\b",
    re.IGNORECASE,
)


def find(view: View) -> Iterator[Match]:
    """What stands after the word that says what it opens; and the last digits of an account."""
    text, lower = view.text, view.lower
    if _WORDS.search(lower):
        for found in _SECRET.finditer(text):
            yield _match(found, "it opens what belongs to one person")
    if " end" in lower or "finish" in lower:
        for found in _ENDS.finditer(text):
            yield _match(found, "the end of a number under which somebody is on file")


def _match(found: re.Match[str], why: str) -> Match:
    return Match(found.start("value"), found.end("value"), why, 0.9, {"sort": "secret"})


RULE = Rule(
    id="direct.secret",
    kind=Kind.RECORD_NUMBER,
    directness=Directness.DIRECT,
    summary="A password, a PIN or the code of a door opens what belongs to one person.",
    source="NIST SP 800-122, 2.1: passwords and access codes are personally identifiable information when linked",
    find=find,
    matches=(
        Example("Her password is Hunter2Summer and he knew it.", ("Hunter2Summer",)),
        Example("She told him her PIN, 4821, on the second day.", ("4821",)),
        Example("The key safe code was 7731 for a year.", ("7731",)),
        Example("The password for the tablet is blue-kettle-92.", ("blue-kettle-92",)),
        Example("He paid from the account ending in 4417.", ("4417",)),
    ),
    ignores=(
        "The code of ethics, 2018 edition, says so.",
        "Choose a password of at least 12 letters.",
        "The film ended in 1994 and the card with it.",
        "Pin 3 of the plug is the earth.",
    ),
)
