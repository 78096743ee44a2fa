"""Someone who is the only one of a group somewhere, or the first: "only Traveller", "first Somali head girl".

Attributes: `first_or_only` (True), `rank` ("only" or "first"), `value` and `group` of the group as its own rule
would give them, or `value` "one" for "the only one in …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.quasi._context import context
from assistant.detect.view import View
from assistant.domain.details import Attributes, Directness, Kind

_REASON = "the only or the first of a group somewhere is one person, whoever knows the place knows which"
_ONLY_ONE = re.compile(
    r"\bthe only (?:other )?(?:one|person|kid|child|pupil|student|family|adult)"
    r" (?:(?:in|on|at) (?:the|her|his|their|this|our)"
    r" (?!world\b|room\b|end\b)[\w'’-]+"
    r"(?: who (?:speaks|knows|has|can|is|was|signs|plays|wears)(?: (?!and\b)[\w'’-]+)?)?"
    r"|from [A-Z][\w'’-]+)"
)
_FIRST_IN_FAMILY = re.compile(r"\bfirst (?:one |person )?in (?:her|his|their|the) (?:whole )?family\b")


def find(view: View) -> Iterator[Match]:
    for rank in context(view).ranks:
        yield context(view).match(
            rank.first,
            rank.last,
            _REASON,
            0.9,
            {"first_or_only": True, "rank": rank.rank, "value": rank.entry.value, "group": rank.entry.group},
            rank.entry.kind,
        )
    if "only " in view.lower:
        for found in _ONLY_ONE.finditer(view.text):
            one: Attributes = {"first_or_only": True, "rank": "one", "value": "one", "group": ""}
            yield Match(found.start(), found.end(), _REASON, 0.75, one)
    if "first" in view.lower:
        for found in _FIRST_IN_FAMILY.finditer(view.lower):
            yield Match(
                *found.span(),
                "being the first of a family stands out",
                0.7,
                {"structure": "first in the family", "value": "first in the family"},
                Kind.FAMILY,
            )


RULE = Rule(
    id="quasi.first_or_only",
    kind=Kind.ETHNICITY,
    directness=Directness.QUASI,
    summary="Somebody who is the only one of a group in a school, team or town, or the first of it.",
    source="prose.md, row 8; risk.md, floor.",
    find=find,
    matches=(
        Example("Year 9 lad, only Traveller in school, excluded again.", ("only Traveller",)),
        Example("She was the first Somali head girl that they ever had.", ("first Somali head girl",)),
        Example("He is the only boy in the group.", ("only boy in the group",)),
        Example("She's the only one in the building who speaks it.", ("the only one in the building who speaks it",)),
        Example("She's the only one from Wuhan.", ("the only one from Wuhan",)),
        Example("She was the only Muslim nurse on the ward.", ("only Muslim nurse",)),
    ),
    ignores=(
        "She is an only child.",
        "I was the only one in the room who laughed.",
        "It was only a nurse who noticed.",
        "His first teacher was kind.",
        "If only women were asked.",
    ),
)
