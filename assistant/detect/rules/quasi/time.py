"""Times of the clock and of the week that an appointment or an event had.

Attributes: `hour` (0–23, -1 where not told), `appointment` (true for "my 3 o'clock": the words stand for the person).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.quasi._cues import DIGIT, lowers
from assistant.detect.rules.quasi._dates import DAY_CUES
from assistant.detect.rules.quasi._numbers import WORD, value
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_DAY = r"(?:Mon|Tues?|Weds?|Wednes|Thurs?|Fri|Satur|Sat|Sun)(?:day)?"
_CLOCK = (
    rf"(?:\d{{1,2}}(?:[:.]\d\d)? ?(?:am|pm|a\.m\.|p\.m\.|a|p)(?!\w)|(?:\d{{1,2}}|{WORD}) ?o'?clock|"
    rf"\d{{1,2}}[:.][0-5]\d(?![\d%])|half (?:past )?{WORD}|quarter (?:past|to) {WORD})"
)
_MINE = re.compile(rf"(?i)\bmy (?:last |first )?(?:{_DAY}s? )?{_CLOCK}(?=[ ,.;:!?'’]|$)")
_SLOT = re.compile(rf"\b(?:[Mm]y|[Oo]ur) {_DAY} (?:{_CLOCK}|session|slot|appointment|client|lady|couple|group)(?!\w)")
_WEEKLY = re.compile(rf"\b{_DAY} (?:at )?\d{{1,2}}(?:[:.]\d\d)?(?: ?[ap]m)?(?![\w/])")
_AT = re.compile(
    r"(?i)\b(?P<lead>at |around |about |by |until |till |since |it's |it was |just after |just before |from |"
    rf"before |after )?(?P<w>{_CLOCK})(?!\w)"
)
_CUES = DAY_CUES | {"o'clock", "oclock", "half", "quarter"}
_MEASURE = re.compile(r"(?i) ?(?:%|per|points?|out of|/|–|mg|million|years|times|hours|minutes|-\d|k\b|m\b)")


def find(view: View) -> Iterator[Match]:
    text = view.text
    if not DIGIT.search(text) and lowers(view).isdisjoint(_CUES):
        return
    taken: list[tuple[int, int]] = []
    for pattern in (_MINE, _SLOT):
        for match in pattern.finditer(text):
            if not _free(taken, match.start(), match.end()):
                continue
            person = not re.search(r"(?i)\b(?:session|slot|appointment|group)$", match[0])
            start = match.start() if person else match.start() + match[0].index(" ") + 1
            end = match.end() if person else start + len(match[0].split()[1])
            taken.append((match.start(), match.end()))
            yield Match(
                start,
                end,
                "the time of an appointment tells whose it was",
                0.85,
                {"hour": _hour(match[0]), "appointment": person},
            )
    for match in _WEEKLY.finditer(text):
        if _free(taken, match.start(), match.end()) and not re.match(
            r" (?:January|February|March|April|May|June|July|August|Sept|Oct|Nov|Dec)|[/–-]", text[match.end() :]
        ):
            taken.append((match.start(), match.end()))
            yield Match(
                match.start(),
                match.end(),
                "the time of an appointment tells whose it was",
                0.7,
                {"hour": _hour(match[0]), "appointment": False},
            )
    for match in _AT.finditer(text):
        words = match["w"]
        bare = re.fullmatch(r"\d{1,2}[:.]\d\d", words) is not None
        hour = _hour(words)
        if hour > 24 or not _free(taken, match.start("w"), match.end()) or _MEASURE.match(text, match.end()):
            continue
        if (bare or words.lower().startswith("half")) and (match["lead"] or "").lower().strip() not in (
            "at",
            "by",
            "until",
            "till",
            "around",
            "about",
            "since",
        ):
            continue
        if re.fullmatch(r"\d{1,2} ?[ap]", words) and not re.search(r"(?i)\bat $", text[: match.start("w")]):
            continue
        start = (
            match.start() if (match["lead"] or "").lower().strip() in ("at", "around", "about") else match.start("w")
        )
        yield Match(
            start, match.end(), "a clock time ties the story to one day", 0.65, {"hour": hour, "appointment": False}
        )


def _hour(words: str) -> int:
    """The hour on a 24-hour clock as far as told; -1 where it is not."""
    found = re.search(rf"(?i)(\d{{1,2}})(?:[:.]\d\d)? ?([ap])?|({WORD})", words)
    if found is None:
        return -1
    hour = value(found[1] or found[3])
    if hour is None:
        return -1
    return hour % 12 + 12 if (found[2] or "").lower() == "p" else hour


def _free(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    return not any(start < other_end and other_start < end for other_start, other_end in taken)


RULE = Rule(
    id="quasi.time",
    kind=Kind.TIME,
    directness=Directness.QUASI,
    summary="Sees clock times and appointment slots, because the client knows when their hour is.",
    source='Own rule, after posts by professionals ("my 3 o\'clock")',
    find=find,
    matches=(
        Example("My 3 o'clock ghosted me.", ("My 3 o'clock",)),
        Example("She rang me at 2am in tears.", ("at 2am",)),
        Example("S.K. sees her Tues 10.30.", ("Tues 10.30",)),
        Example("My Tuesday 4pm hugged me.", ("My Tuesday 4pm",)),
        Example("It was half past nine at night when, at half past ten, he rang.", ("at half past ten",)),
        Example("He woke around 4.30 every day.", ("around 4.30",)),
    ),
    ignores=(
        "A fifty-minute hour is a strange thing.",
        "She scored 7.50 on the scale, at 3.5% of the total.",
        "Half the time I say nothing.",
        "It costs £4.50 and takes 10 minutes.",
        "Read section 4.15 first.",
    ),
)
