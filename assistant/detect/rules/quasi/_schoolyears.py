"""School years as ages: Year 9, P5, Reception, eighth grade, sophomore."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.detect.rule import Match
from assistant.detect.rules.quasi._numbers import ordinal, value
from assistant.detect.view import View

CUES = frozenset({"year", "yr", "grade", "grader", "reception", "nursery", "sophomore", "freshman", "kindergarten",
    "kindergartner",
                  "kindergartener", "sixth", "primary", "form", "junior", "senior"})  # fmt: skip
_UK = re.compile(
    r"\b(?:(?:Year|Yr|year|yr) ?(?:(\d{1,2})|(One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven))|[Yy]"
    r"(\d{1,2}))(?!\d|\.\d|['’]?s\b| of \b|[%-])(?!\w)"
)
_NOT_PUPILS = re.compile(
    r" (?:trainee|student nurse|student midw|seminar|medic|undergrad|of my|of the|module|counsel|placement|on\b|in "
    r"(?:practice|the job))"
)
_SCOTS = re.compile(
    r"(?:\b(?:in|my|a|the) |^|(?<=[.,;:(] ))(?:(P)([1-7])"
    r"|(S)([1-6])|(?:Primary) ([1-7]|One|Two|Three|Four|Five|Six|Seven))(?!\w)"
)
_US = re.compile(
    r"(?i)\b(?:(?P<n>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d{1,2}"
    r"(?:st|nd|rd|th))"
    r"[- ]?(?P<g>grade(?:r)?)\b(?!s)|(?:gr(?:ade)? ?(?P<d>\d{1,2}))\b)"
)
_NAMED = re.compile(
    r"\b(?:(?<=[Ii]n )(?P<rec>Reception|Nursery)|Reception (?=class|child|boy|girl|teacher|age|kid|parent)|"
    r"(?P<soph>[Ss]ophomore)(?!s)|"
    r"(?:(?<=a )|(?<=A )|(?<=the )|(?<=my )|(?<=one ))(?P<fresh>[Ff]reshman)|(?P<kind>[Kk]indergart(?:en|e?ner))(?!s)|"
    r"(?P<sixth>[Ss]ixth[- ]form(?:er)?)(?!s)|(?:high school )(?P<up>junior|senior)(?!s)|(?<=in )(?P<upper>lower|"
    r"upper) sixth)\b"
)
_NOUNS_AFTER = re.compile(
    r" (?:boy|girl|lad|lass|kid|child|pupil|student|class|son|daughter|form|group|tutor|teacher|twins?|sister|"
    r"brother|lesson|math|english)s?\b"
)


def years(view: View) -> Iterator[Match]:
    text = view.text
    for match in _UK.finditer(text):
        number = value(match[1] or match[2] or match[3])
        if number is None or not 1 <= number <= 13 or _NOT_PUPILS.match(text, match.end()):
            continue
        yield _made(text, match.start(), match.end(), number + 4, "primary" if number <= 6 else "secondary")
    for match in _SCOTS.finditer(text):
        primary = match[1] or match[5]
        number = value(match[2] or match[4] or match[5])
        start = match.start(1) if match[1] else match.start(3) if match[3] else match.start(5) - len("Primary ")
        if number is not None:
            yield _made(
                text, start, match.end(), number + (4 if primary else 11), "primary" if primary else "secondary"
            )
    for match in _US.finditer(text):
        number = ordinal(match["n"]) if match["n"] else int(match["d"])
        if (
            number is None
            or not 1 <= number <= 12
            or (match["n"] and match["n"].lower() == "second" and "rate" in match[0])
        ):
            continue
        stage = "elementary" if number <= 5 else "middle" if number <= 8 else "high"
        yield _made(text, match.start(), match.end(), number + 5, stage, person=(match["g"] or "").lower() == "grader")
    for match in _NAMED.finditer(text):
        group = match.lastgroup
        age, stage = {"rec": (4, "primary"), "soph": (15, "high"), "fresh": (14, "high"), "kind": (5, "elementary"),
                      "sixth": (16, "secondary"), "up": (16, "high"),
                      "upper": (16, "secondary"), None: (4, "primary")}[group]  # fmt: skip
        if group == "rec" and match[0] == "Nursery":
            age, stage = 3, "nursery"
        if group == "soph" and text[match.end() : match.end() + 6].lower() == " slump":
            continue
        words = match[0].rstrip()
        start = match.start()
        person = group in ("soph", "fresh", "up") or words.lower().endswith(("ner", "former"))
        yield _made(text, start, start + len(words), age, stage, person=person)


def _made(text: str, start: int, end: int, age: int, stage: str, person: bool = False) -> Match:
    before = text[max(0, start - 4) : start].lower()
    if person and not _NOUNS_AFTER.match(text, end):
        form = "person"
    elif _NOUNS_AFTER.match(text, end):
        form = "adjective"
    else:
        form = (
            "place"
            if before.endswith(("in ", "of ", "to "))
            else "adjective"
            if re.match(r" [a-z]", text[end : end + 2])
            else "place"
        )
    return Match(start, end, "a school year tells the age to within a year", 0.8,
                 {"low": age, "high": age + 1, "form": "schoolyear", "stage": stage, "schoolform": form})  # fmt: skip
