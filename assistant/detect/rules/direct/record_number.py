"""A number under which somebody is on file: health, tax, bank, case, school, vehicle. Attribute: `sort`.

Formats with check digits are checked by python-stdnum (`validate` and `compact` only, nothing is looked up); anything
else needs a word before it that says what it is ("case no.", "MRN", "badge").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_CUED = re.compile(
    r"\b(?P<cue>(?:case|claim|file|record|hospital|patient|client|medical record|MRN|NHS|CHI|account|acct|policy|"
    r"docket|badge|"
    r"warrant|collar|licen[cs]e|driving licen[cs]e|driver'?s licen[cs]e|passport|visa|inmate|prison(?:er)?|booking|"
    r"student|"
    r"pupil|UPN|candidate|member(?:ship)?|staff|employee|payroll|reference|ref|crime|incident|order|judgment|decision|"
    r"application|appeal|registration|reg(?:istered)?|chart|Medicaid|Medicare|insurance|PIN|SSN|social security|"
    r"national insurance|NI|tax|UTR|sort code|IBAN|card|locker|tag|serial|device|plate|number plate|license plate)"
    r"(?: (?:number|no|nos|num|id|code|card|reference|ref))?s?\.?|\bnos?\.|№)"
    r"(?:[ :#]|\bis\b|\bwas\b|\bended in\b|\(|under|no\.|nos\.){1,6}"
    r"(?P<number>#?(?=[\w/:.-]*\d)[A-Z0-9][\w/:.-]*\w(?: (?=[A-Z0-9]*\d)[A-Z0-9]{2,8}\b){0,4})",
    re.IGNORECASE,
)
_APPLICATIONS = re.compile(r"(?<![\w/])\d{2,6}/\d{2,4}(?![\w/])")
_FILE = re.compile(r"(?<![\w/])[A-Z]{2,5}/\d{2,6}/\d{2,4}(?![\w/])")
"""Letters, a number and a year, as local authorities and courts file: "EHC/0417/22"."""
_NATIONAL_INSURANCE = re.compile(
    r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)(?:QQ|[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]) ?\d\d ?\d\d ?\d\d ?[A-D]\b"
)
_SSN = re.compile(r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])")
_NHS = re.compile(r"(?<!\d)\d{3}[ -]\d{3}[ -]\d{4}(?!\d)|(?<!\d)\d{10}(?!\d)")
_CARD = re.compile(r"(?<![\d-])\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{3,4}(?![\d-])|(?<!\d)\d{15,16}(?!\d)")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b")
_UPN = re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]\b")
_PLATE = re.compile(
    r"\b[A-Z]{2}\d{2} ?[A-Z]{3}\b|(?<=reg )[A-Z0-9]{2,4} ?[A-Z0-9]{2,4}\b"
    r"|(?:(?<=drives )|(?<=driving )|(?<=reg )|(?<=plate ))[a-z]{2}\d{2} ?[a-z]{3}\b"
)
_EXPLICIT = re.compile(r"number|no\b|nos\b|no\.|nos\.|id$|ref|#|mrn|ssn|iban|upn|№|code|docket|badge|plate")
_DIGIT = re.compile(r"\d")
_LONG = re.compile(r"(?<![\w.,:/£$€-])(?:[A-Z]{1,4}-?)?\d{6,12}(?![\w%/:-]|[.,]\d)")
_HEALTH = re.compile(r"\bNHS\b|hospital number|\bGP\b|patient", re.IGNORECASE)
_NOT_FILES = re.compile(r"^(?:(?:19|20)\d\d|\d{1,3}|\d{1,2}[:.]\d\d)$")
_WEAK_CUES = (
    "order",
    "decision",
    "card",
    "member",
    "staff",
    "student",
    "pupil",
    "client",
    "patient",
    "tag",
    "locker",
    "reg",
    "visa",
    "ref",
    "pin",
    "tax",
    "appeal",
    "device",
    "plate",
    "case",
    "claim",
    "file",
    "policy",
    "account",
)
_EVERYBODYS = re.compile(
    r"\b(?:Article|Protocol|Rule|Section|Act|Regulation|Law|Order|Schedule|Form|Series|ISBN|ISSN|doi|"
    r"Directive)\b[^.]{0,25}$"
)


def find(view: View) -> Iterator[Match]:
    """Numbers on file."""
    if len(_DIGIT.findall(view.text)) < 2:
        return
    taken: list[tuple[int, int]] = []
    for start, end, sort, score in _candidates(view.text):
        if any(s < end and start < e for s, e in taken):
            continue
        taken.append((start, end))
        yield Match(start, end, "a number on file leads to one person's record", score, {"sort": sort})


def _candidates(text: str) -> Iterator[tuple[int, int, str, float]]:
    for sort, pattern, check in (
        ("iban", _IBAN, "stdnum.iban"),
        ("card", _CARD, "stdnum.luhn"),
        ("ssn", _SSN, "stdnum.us.ssn"),
        ("nhs", _NHS, "stdnum.gb.nhs"),
        ("upn", _UPN, "stdnum.gb.upn"),
    ):
        for found in pattern.finditer(text):
            grouped = not found.group().isdigit()
            plausible = grouped or sort != "nhs" or _HEALTH.search(text) is not None
            if plausible and _holds(check, found.group()):
                yield found.start(), found.end(), sort, 0.95 if grouped else 0.8
            elif sort == "ssn":
                yield found.start(), found.end(), sort, 0.7
    for found in _NATIONAL_INSURANCE.finditer(text):
        yield found.start(), found.end(), "national-insurance", 0.95
    for found in _PLATE.finditer(text):
        yield found.start(), found.end(), "plate", 0.85
    yield from _cued(text)
    for found in _APPLICATIONS.finditer(text):
        left, right = found.group().split("/")
        if len(left) >= 4 and re.search(
            r"\bno[s.]|application|case|file|docket", text[max(0, found.start() - 60) : found.start()]
        ):
            yield found.start(), found.end(), "case", 0.85
        elif len(left) >= 5 and len(right) == 2:
            yield found.start(), found.end(), "case", 0.75
    for found in _FILE.finditer(text):
        yield found.start(), found.end(), "record", 0.85
    for found in _LONG.finditer(text):
        if re.search(
            r"\b(?:ref|number|no|id|file|record|mrn|account|case|#)\W*(?:\w+ )?$",
            text[max(0, found.start() - 25) : found.start()],
            re.IGNORECASE,
        ):
            yield found.start(), found.end(), "record", 0.8


def _cued(text: str) -> Iterator[tuple[int, int, str, float]]:
    for found in _CUED.finditer(text):
        number = found.group("number")
        cue = found.group("cue").lower()
        ordinal = number.endswith(("st", "nd", "rd", "th"))
        if ordinal or _NOT_FILES.match(number.lstrip("#")) or _EVERYBODYS.search(text[: found.start()]):
            continue
        digits = sum(c.isdigit() for c in number)
        explicit = _EXPLICIT.search(cue + found.group()[len(cue) : -len(number)])
        if digits < 3 or (not explicit and (cue.startswith(_WEAK_CUES) or digits < 5)):
            continue
        yield found.start("number"), found.end("number"), "record", 0.9 if explicit else 0.75


@cache
def _validator(module: str) -> Callable[[str], str]:
    validate: Callable[[str], str] = import_module(module).validate
    return validate


def _holds(module: str, number: str) -> bool:
    """Whether the check digits of a number are right."""
    try:
        _validator(module)(re.sub(r"[ -]", "", number))
    except ValueError:  # stdnum's errors are of this family
        return False
    return True


RULE = Rule(
    id="direct.record_number",
    kind=Kind.RECORD_NUMBER,
    directness=Directness.DIRECT,
    summary="A number under which somebody is on file leads to their record.",
    source="HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(G)-(M); check digits as in python-stdnum",
    find=find,
    matches=(
        Example("The label said NHS 943 476 5919 and nothing else.", ("943 476 5919",)),
        Example(
            "Her National Insurance number is QQ 12 34 56 C, he said; mine is AB 12 34 56 C.",
            ("QQ 12 34 56 C", "AB 12 34 56 C"),
        ),
        Example("EHC/0417/22 was on the slide.", ("EHC/0417/22",)),
        Example("MRN 00482913 was still on the whiteboard.", ("00482913",)),
        Example("It's case no. 24-JV-00871 if you want to look.", ("24-JV-00871",)),
        Example("The case originated in an application (no. 41234/98) against the state.", ("41234/98",)),
        Example("He parked KX19 VWB across two bays.", ("KX19 VWB",)),
        Example("She read me 4111 1111 1111 1111 over the phone.", ("4111 1111 1111 1111",)),
    ),
    ignores=(
        "In case 3 of us are late, start without us.",
        "Module 4, handout 12, page 117, 2024.",
        "Under Article 8 and Protocol No. 11 the court must ask why.",
        "I've seen 1,200 clients in 25 years, 40 of them in 2020/21.",
        "The minister answered on 24/7/2019 that 116 123 is free.",
    ),
)
