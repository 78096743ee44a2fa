"""How often something happened, and how many of a rare thing there were.

Attributes: `amount` (a number), `noun` (what is counted), `form`: `nth` ("for the third time", the preposition
included), `ordinal` ("second" before a noun), `times` ("forty times"), `number` (with what
is counted: "three overdoses").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.quasi._cues import lowers
from assistant.detect.rules.quasi._numbers import ORDINAL, WORD, ordinal, value
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_NTH = re.compile(
    rf"(?i)\b(?P<lead>(?:for )?(?:the|his|her|a|their) )?(?P<o>{ORDINAL}) (?:(?:suicide |failed )?(?P<n>time|attempt|"
    r"occasion|admission|overdose|miscarriage|placement|exclusion|relapse|detox|arrest|operation|surgery|round))\b"
    r"(?P<run> running| in a row| since| this (?:week|month|year|term))?"
)
_TIMES = re.compile(
    rf"(?i)\b(?P<on>on )?(?P<n>\d{{1,3}}|{WORD}|a dozen)(?: (?:different|separate))? (?P<k>times|occasions)\b(?! "
    r"(?:a|an|per|each|every|more|as|the|higher|larger|bigger|likelier|less|greater|over|out of|weekly|daily|nine|"
    r"table)\b)"
)
_RARE = (
    "overdoses|suicide attempts|attempts|admissions|hospitali[sz]ations|operations|surgeries|miscarriages|"
    "stillbirths|abortions|rounds of ivf|cycles of ivf|ivf cycles|foster homes|foster placements|placements|"
    "care homes|schools|jobs|marriages|divorces|husbands|wives|evictions|arrests|convictions|court dates|"
    "hearings|exclusions|detoxes|rehabs|relapses|strokes|heart attacks|seizures|house moves|tours|deployments|"
    "specialists|cycles|rounds|countries|doctors|consultants|surgeons|social workers|referrals|schools|houses|"
    "flats|languages|interviews|bridesmaids|grandchildren|great-grandchildren|aliases|pregnancies|diagnoses|"
    "carers|foster carers|stepfathers|credit cards|keys|graves|medals|goats|sheep|cows|ferrets|budgies|"
    "funerals|bereavements|tattoos|cats|dogs|horses|instruments|cards|letters|visits|stitches|bruises"
)
_COUNTED = re.compile(
    rf"(?i)\b(?P<n>\d{{1,3}}|{WORD}|a dozen)(?: (?:different|separate|failed|other|previous|round|more|home|"
    rf"supervised|[a-z]+))? (?P<k>{_RARE})\b(?! (?:a|an|per|each|every)\b)"
)
_POINTED = re.compile(
    r"(?i)\b(?:page|chapter|section|step|week|day|year|phase|level|of|the first|the next|top|one of|these|those)\W*$"
)


def find(view: View) -> Iterator[Match]:
    text, words = view.text, lowers(view)
    if not words.isdisjoint(_OFTEN):
        yield from _often(text)
    if not words.isdisjoint(_CUES):
        for match in _COUNTED.finditer(text):
            number = value(match["n"])
            if number is None or number < 2 or _POINTED.search(text[max(0, match.start() - 20) : match.start()]):
                continue
            yield Match(match.start("n"), match.end("k"), "an exact count helps to recognise the story", 0.7,
                        {"amount": number, "form": "number", "noun": match["k"].lower()})  # fmt: skip


_CUES = frozenset(word.split()[-1].removesuffix("s]ations") for word in _RARE.split("|")) | {
    "hospitalisations",
    "hospitalizations",
}
_OFTEN = frozenset({"time", "times", "attempt", "occasion", "occasions", "admission", "overdose", "miscarriage",
    "placement", "exclusion",
                    "relapse", "detox", "arrest", "operation", "surgery", "round"})  # fmt: skip


def _often(text: str) -> Iterator[Match]:
    for match in _NTH.finditer(text):
        number = ordinal(match["o"])
        if number is None or number < 2:
            continue
        if match["n"].lower() == "time":
            if number == 2 and not (match["lead"] or "").lower().startswith("for"):
                continue
            whole = (match["lead"] or "").lower().startswith("for") or match["run"]
            start = match.start() if whole else match.start("o")
            yield Match(start, match.end("run") if match["run"] and match["run"].strip() != "since" else match.end("n"),
                        "an exact count helps to recognise the story", 0.7, {"amount": number, "form": "nth",
                        "noun": "time"})  # fmt: skip
        else:
            yield Match(match.start("o"), match.end("o"), "an exact count helps to recognise the story", 0.65,
                        {"amount": number, "form": "ordinal", "noun": match["n"].lower()})  # fmt: skip
    for match in _TIMES.finditer(text):
        number = value(match["n"])
        if number is not None and number > 2 and not _POINTED.search(text[max(0, match.start() - 20) : match.start()]):
            yield Match(match.start(), match.end(), "an exact count helps to recognise the story", 0.65,
                        {"amount": number, "form": "times", "noun": "times"})  # fmt: skip


RULE = Rule(
    id="quasi.count",
    kind=Kind.COUNT,
    directness=Directness.QUASI,
    summary="Sees exact counts of what happened, because those who were there know the number.",
    source='Own rule, after posts by professionals ("for the third time since Easter")',
    find=find,
    matches=(
        Example("He missed it for the third time since Easter.", ("for the third time",)),
        Example("If a parent shows up forty times, say forty.", ("forty times",)),
        Example("She had survived three overdoses.", ("three overdoses",)),
        Example("After his second admission he dug.", ("second",)),
        Example("They went through 4 foster homes.", ("4 foster homes",)),
        Example("Late, third time running.", ("third time running",)),
        Example("It took six specialists and £31,400 across nine cards.", ("six specialists", "nine cards")),
    ),
    ignores=(
        "We meet three times a week.",
        "It is four times more likely in adults.",
        "The first time is the hardest.",
        "Many times I have sat there.",
        "Chapter 3 times out at 40 pages.",
        "She was the second of five.",
    ),
)
