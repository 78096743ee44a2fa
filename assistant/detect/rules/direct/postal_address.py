"""Where somebody lives or is found, to the street or the postcode. Attribute: `sort` (street, postcode or zip).

A street without a number counts where somebody is said to live there; so does "a flat above the bookies in …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_TYPES = (
    "Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Drive|Dr|Close|Crescent|Cres|Court|Ct|Terrace|Place|Pl|Square|Sq|Grove|"
    "Gardens|"
    "Way|Hill|Row|Mews|Walk|Parade|Boulevard|Blvd|Parkway|Pkwy|Circle|Cir|Trail|Highway|Hwy|Park|Rise|View|Green|"
    "Wynd|Brae|"
    "Vale|Gate|Quay|Wharf|Broadway|Turnpike|Loan|Alley|Yard"
)
_NAME = r"(?:(?:[NSEW]\.? )?(?:St\.? )?(?:[A-Z][\w'’.-]*|\d{1,3}(?:st|nd|rd|th)) ){1,4}?"
_TOWN = (
    r"(?:,? (?:Apt|Apartment|Unit|Suite|#)\.? ?\w{1,4})?(?:, [A-Z][a-z'-]+(?: [A-Z][a-z'-]+)?)?(?:,? [A-Z]{2} "
    r"\d{5}(?:-\d{4})?|,? [A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})?"
)
_NUMBERED = re.compile(
    rf"\b(?:(?:Flat|Apt|Apartment|Unit|Room) \w{{1,4}},? )?\d{{1,5}}[A-Za-z]?(?:[-–/]\d{{1,5}}[A-Za-z]?)?,? "
    rf"{_NAME}(?:{_TYPES})\b\.?(?! (?:of|and|{_TYPES})\b){_TOWN}"
)
_LIVED = re.compile(
    rf"\b(?:liv(?:e|es|ed|ing)|stay(?:s|ed|ing)|hous(?:e|es)|flat|home|grew up|moved|bedsit|door|doorstep|neighbours?|"
    rf"neighbors?|address|lodg(?:es|ed|ing))\b[^.!?]{{0,30}}? (?:on|in|at|to|off|down|is) "
    rf"(?P<street>{_NAME}(?:{_TYPES}))\b"
)
_BESIDE = re.compile(
    r"\b(?:flat|bedsit|house|rooms?|maisonette|bungalow|caravan|practice|studio) (?:above|over|behind|opposite|next "
    r"to|next door to) "
    r"(?:the|a) [a-z][\w' ]{2,25}? (?:in|on|off) [A-Z][\w']+(?: [A-Z][\w']+)*"
)
_POSTCODE = re.compile(
    r"\b(?:[A-PR-UWYZ]\d{1,2}|[A-PR-UWYZ][A-HK-Y]\d{1,2}|[A-PR-UWYZ]\d[A-HJKPSTUW]|"
    r"[A-PR-UWYZ][A-HK-Y]\d[ABEHMNPRVWXY]) ?\d[ABD-HJLNP-UW-Z]{2}\b"
)
_TYPED = re.compile(r"\b[a-pr-uwyz][a-hk-y]?\d[\da-hjkps-uw-y]? (?!1st|2nd|3rd|\dth)\d[abd-hjlnp-uw-z]{2}\b")
"""The same typed without capitals, with its space; never an ordinal ("q2 3rd")."""
_ZIP = re.compile(
    r"\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|"
    r"W[AIVY])"
    r",? (?P<zip>\d{5}(?:-\d{4})?)\b|\b(?i:zip(?: code)?)(?: is| was|:)? (?P<bare>\d{5})\b"
)
_TYPE = re.compile(rf" (?:{_TYPES})\b")
_NUMBER_OF = re.compile(r"\d")


def find(view: View) -> Iterator[Match]:
    """Streets with numbers, streets where somebody lives, postcodes."""
    text = view.text
    taken: list[tuple[int, int]] = []
    for start, end, sort, score in _candidates(text):
        if any(s < end and start < e for s, e in taken):
            continue
        taken.append((start, end))
        yield Match(start, end, "an address leads to a door", score, {"sort": sort})


def _candidates(text: str) -> Iterator[tuple[int, int, str, float]]:
    if _NUMBER_OF.search(text):
        for found in _NUMBERED.finditer(text) if _TYPE.search(text) else ():
            yield found.start(), len(found.group().rstrip(" .,")) + found.start(), "street", 0.9
        for found in _POSTCODE.finditer(text):
            yield found.start(), found.end(), "postcode", 0.9 if " " in found.group() else 0.7
        for found in _TYPED.finditer(text):
            yield found.start(), found.end(), "postcode", 0.8
        for found in _ZIP.finditer(text):
            which = "zip" if found.group("zip") else "bare"
            yield found.start(which), found.end(which), "zip", 0.85
    if any(word in text for word in (" above ", " over ", " behind ", " opposite ", " next ")):
        for found in _BESIDE.finditer(text):
            yield found.start(), found.end(), "street", 0.75
    if _TYPE.search(text) is None:
        return
    for found in _LIVED.finditer(text):
        yield found.start("street"), found.end("street"), "street", 0.7


RULE = Rule(
    id="direct.postal_address",
    kind=Kind.ADDRESS,
    directness=Directness.DIRECT,
    summary="A street address or a full postcode leads to one door or to about fifteen of them.",
    source="HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(B); postcode format: BS 7666",
    find=find,
    matches=(
        Example("She still lives at 14b Chestnut Avenue with the dog.", ("14b Chestnut Avenue",)),
        Example(
            "The parcel went to Flat 3, 27 St Mary's Road, Ludlow SY8 1QX instead.",
            ("Flat 3, 27 St Mary's Road, Ludlow SY8 1QX",),
        ),
        Example("He put HX7 6ZZ into the sat nav.", ("HX7 6ZZ",)),
        Example(
            "They mailed it to 1180 N Almond Grove Dr, Fresno, CA 93701 twice.",
            ("1180 N Almond Grove Dr, Fresno, CA 93701",),
        ),
        Example("They have a flat above the bookies in Thornaby now.", ("flat above the bookies in Thornaby",)),
        Example("His gran's house on Mafeking Street was sold.", ("Mafeking Street",)),
    ),
    ignores=(
        "We walked 2 miles down the road in 20 minutes.",
        "I changed practice on Mill Road years ago.",
        "Year 9 Drive Safely week starts in May.",
        "He got 5 As, 3 Bs and a Place at Drama School.",
        "Level 3 Way of Working, Handout 6.",
    ),
)
