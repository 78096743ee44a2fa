"""A telephone number, British or American. Attribute: `sort` (phone).

Candidates are found by their shape and judged by phonenumberslite, which is loaded only when there is one. Public
helplines and emergency numbers are nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_CANDIDATE = re.compile(
    r"(?<![\w/.£$-])(?:\+\d{1,3}[\s.-]?)?(?:\(\d{2,5}\)[\s.-]?)?\d{2,5}(?:[\s.-]?\d{2,5}){1,4}(?![\w/%]|[.-]\d)"
)
_HELPLINES = frozenset(
    [
        "116123",
        "08001111",
        "08081234567",
        "08088020021",
        "0800585858",
        "03003045555",
        "08082000247",
        "03003233393",
        "18002738255",
        "18007997233",
        "08006895652",
        "08088010677",
        "03001233393",
        "0808800500",
        "08001111",
    ]
)
"""Samaritans, Childline, Women's Aid and the like: numbers that anybody may print."""
_DIGITS = re.compile(r"\d")
_CUE = re.compile(
    r"\b(?:tel|phone|ring|rang|call|called|text|texted|mobile|cell|number|fax|whatsapp|reach)\w*\b", re.IGNORECASE
)
_DATE_LIKE = re.compile(r"^(?:(?:19|20)\d\d[\s./-]+(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d)$")


def find(view: View) -> Iterator[Match]:
    """Numbers that somebody could be rung at."""
    text = view.text
    if len(_DIGITS.findall(text)) < 7:
        return
    for found in _CANDIDATE.finditer(text):
        digits = "".join(_DIGITS.findall(found.group()))
        if not 7 <= len(digits) <= 15 or digits in _HELPLINES or _DATE_LIKE.match(found.group()):
            continue
        score = _score(found.group(), digits, text)
        if score:
            yield Match(
                found.start(), found.end(), "a telephone number leads straight to someone", score, {"sort": "phone"}
            )


def _score(written: str, digits: str, text: str) -> float:
    """How sure: valid and possible numbers, and the drama numbers that regulators set aside, with or without a cue."""
    cued = _CUE.search(text) is not None
    grouped = bool(re.search(r"[\s().+-]", written))
    if not (cued or grouped or digits.startswith("07")):
        return 0.0
    import phonenumbers

    for region in ("GB", "US"):
        if (region == "GB" and not digits.startswith(("0", "44"))) or (region == "US" and digits.startswith("0")):
            continue
        try:
            number = phonenumbers.parse(written, None if written.startswith("+") else region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number) and (grouped or cued or digits.startswith("07")):
            return 0.95
        formed = grouped and (digits.startswith(("0", "44")) or _american(written))
        if phonenumbers.is_possible_number(number) and (cued or formed):
            return 0.75
    return 0.6 if cued and _american_short(written) else 0.0


def _american(written: str) -> bool:
    return re.fullmatch(r"(?:\+?1[\s.-]?)?(?:\(\d{3}\) ?|\d{3}[\s.-])\d{3}[\s.-]\d{4}", written) is not None


def _american_short(written: str) -> bool:
    return re.fullmatch(r"\d{3}[-.]\d{4}", written) is not None


RULE = Rule(
    id="direct.phone",
    kind=Kind.CONTACT,
    directness=Directness.DIRECT,
    summary="A telephone number belongs to one person or household.",
    source="HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(D); numbering plans as in phonenumberslite",
    find=find,
    matches=(
        Example("Her number, 07700 900417, is still in my phone.", ("07700 900417",)),
        Example("Ring the mother on 0161 496 0123 after six.", ("0161 496 0123",)),
        Example("He texts me from (559) 555-0142 now.", ("(559) 555-0142",)),
        Example("Call +44 7700 900123 and ask for the back door.", ("+44 7700 900123",)),
    ),
    ignores=(
        "Samaritans are there all night on 116 123.",
        "We counted 1200 to 1500 calls in 2019-2020.",
        "It cost 12 500 000 pounds over 10 years.",
        "The sessions ran 10.00 to 16.30 on 18.10.2024.",
        "Childline is on 0800 1111.",
    ),
)
