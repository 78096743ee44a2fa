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
from assistant.detect.rules.quasi._titles import WEEKDAYS
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_DAY = r"(?:Mon|Tues?|Weds?|Wednes|Thurs?|Fri|Satur|Sat|Sun)(?:day)?"
_CLOCK = (
    rf"(?:\d{{1,2}}(?:[:.]\d\d)? ?(?:am|pm|a\.m\.|p\.m\.|a|p)(?!\w)|(?:\d{{1,2}}|{WORD}) ?o'?clock|"
    rf"\d{{1,2}}[:.][0-5]\d(?![\d%])|half (?:past )?{WORD}|quarter (?:past|to) {WORD})"
)
_MINE = re.compile(rf"(?i)\bmy (?:last |first )?(?:{_DAY}s? )?{_CLOCK}(?=[ ,.;:!?'’]|$)")
_SLOT = re.compile(rf"\b(?:[Mm]y|[Oo]ur) {_DAY} (?:{_CLOCK}|session|slot|appointment|client|lady|couple|group)(?!\w)")
_WEEKLY = re.compile(rf"\b{_DAY}(?:['’]s)? (?:at )?\d{{1,2}}(?:[:.]\d\d)?(?: ?[ap]m)?(?![\w/])")
_AT = re.compile(
    r"(?i)\b(?P<lead>at |around |about |by |until |till |since |it's |it was |just after |just before |from |"
    rf"before |after )?(?P<w>{_CLOCK})(?!\w)"
)
_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SHORT = r"(?:Mon|Tues?|Weds?|Thurs?|Fri|Sat|Sun)"
_EVERY = re.compile(
    rf"\b(?:(?:[Oo]n |[Ee]very |[Aa]lternate |[Ee]ach |[Mm]ost )+(?:(?:single|other|second|third) )?{_DAYS}s"
    rf"(?: (?:and|or) {_DAYS}s)?|(?:[Ee]very|[Aa]lternate|[Ee]ach|[Mm]ost) (?:(?:single|other|second) )?{_DAYS}"
    rf"|{_DAYS}s (?:and|to) {_DAYS}s|(?:^|(?<=[.!?] )){_DAYS}s(?=,? (?:she|he|they|his|her)\b)"
    rf"|{_SHORT}(?:/{_SHORT})+)"
    r"(?: (?:mornings?|afternoons?|evenings?|nights?|lunchtimes?))?(?!\w)"
)
"""A weekly habit or slot: "on alternate Sundays", "every single Tuesday", "Mon/Wed/Fri"."""
_OURS = re.compile(r"\b(?:[Ww]e|I|[Uu]s|[Oo]ur|[Jj]oin|[Bb]ook|open|closed|doors)\b")
_THEIRS = re.compile(r"\b(?:[Ss]?[Hh]e|[Hh]is|[Hh]er|[Hh]im|[Tt]hey|client|patient|[A-Z][a-z]+ (?:is|was|sees))\b")
_SMALL_HOURS = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|midnight|noon|midday)"
_TILL = re.compile(
    rf"(?i)(?<!one )(?<!two )(?<!divide )(?<!divided )(?<!multiplied )\b"
    rf"(?:till|until|by|from about|since|not before|up at|awake at) {_SMALL_HOURS}"
    r"(?=[.,;:!?)–—]|$| (?:and|but|most|every|so|because|when|while|in the (?:morning|afternoon|evening)"
    r"|at night|on (?:a |the )?\w+days?)\b)"
    rf"|\bat {_SMALL_HOURS} (?:on the dot|sharp|every|each|most|in the (?:morning|afternoon|evening)|at night)\b"
)
_WARD_DAY = re.compile(
    rf"(?i)\b(?:on )?(?:hospital|post-?op(?:erative)?|icu|itu|ward|admission|detox) day (?:\d{{1,3}}|{WORD})\b"
    rf"|\b(?:on )?day (?:\d{{1,3}}|{WORD}) (?:of (?:the |her |his )?(?:admission|detox|stay|section)|post-?op)\b"
    rf"|\bon day (?:[2-9]|\d\d|{WORD.replace('|one)', ')')})(?= (?:she|he|they|we)\b|[.,])(?<!one)"
)
_DAY_WORDS = DAY_CUES | {f"{day}s" for day in WEEKDAYS}
_HOURS = frozenset(_SMALL_HOURS.removeprefix("(?:").removesuffix(")").split("|"))
_LEADS = frozenset({"till", "until", "by", "about", "since", "before", "at"})
_CUES = DAY_CUES | {"o'clock", "oclock", "half", "quarter"}
_MEASURE = re.compile(r"(?i) ?(?:%|per|points?|out of|/|–|mg|million|years|times|hours|minutes|-\d|k\b|m\b)")


def find(view: View) -> Iterator[Match]:
    text = view.text
    words = lowers(view)
    clock = DIGIT.search(text) is not None or not words.isdisjoint(_CUES)
    taken: list[tuple[int, int]] = []
    for pattern in (_MINE, _SLOT) if clock else ():
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
    for habit in _habits(text, words):
        if _free(taken, habit.start, habit.end):
            taken.append((habit.start, habit.end))
            yield habit
    if not clock:
        return
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
        said = match["w"]
        bare = re.fullmatch(r"\d{1,2}[:.]\d\d", said) is not None
        hour = _hour(said)
        if hour > 24 or not _free(taken, match.start("w"), match.end()) or _MEASURE.match(text, match.end()):
            continue
        if (bare or said.lower().startswith("half")) and (match["lead"] or "").lower().strip() not in (
            "at",
            "by",
            "until",
            "till",
            "around",
            "about",
            "since",
        ):
            continue
        if re.fullmatch(r"\d{1,2} ?[ap]", said) and not re.search(r"(?i)\bat $", text[: match.start("w")]):
            continue
        start = (
            match.start() if (match["lead"] or "").lower().strip() in ("at", "around", "about") else match.start("w")
        )
        yield Match(
            start, match.end(), "a clock time ties the story to one day", 0.65, {"hour": hour, "appointment": False}
        )


def _habits(text: str, words: frozenset[str]) -> Iterator[Match]:
    """Days that come again every week, days of a stay, and hours in words."""
    plain: dict[str, str | int | float | bool] = {"hour": -1, "appointment": False}
    days = not words.isdisjoint(_DAY_WORDS)
    if days and (not _OURS.search(text) or _THEIRS.search(text)):
        for match in _EVERY.finditer(text):
            yield Match(*match.span(), "a weekly habit is known to those around", 0.65, plain)
    stays = _WARD_DAY.finditer(text) if "day" in words else ()
    until = () if words.isdisjoint(_HOURS) or words.isdisjoint(_LEADS) else _TILL.finditer(text)
    for match in (*stays, *until):
        yield Match(match.start(), match.end(), "a time ties the story to one day", 0.6, plain)


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
        Example("His sister visits on alternate Sundays.", ("on alternate Sundays",)),
        Example("She falls asleep in class every single Tuesday.", ("every single Tuesday",)),
        Example("He's on dialysis Mon/Wed/Fri and home by six.", ("Mon/Wed/Fri", "by six")),
        Example("On hospital day 3 he drank.", ("On hospital day 3",)),
        Example("She's in the lab till two most nights.", ("till two",)),
    ),
    ignores=(
        "A fifty-minute hour is a strange thing.",
        "She scored 7.50 on the scale, at 3.5% of the total.",
        "Half the time I say nothing.",
        "It costs £4.50 and takes 10 minutes.",
        "Read section 4.15 first.",
        "Join us every Tuesday, or on alternate Sundays.",
        "Divide by two, and take it one by one until three are left.",
    ),
)
