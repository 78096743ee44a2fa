"""Where somebody comes from, where the words are said of a person.

Attributes: `value`, `group` (region of the world, see trait_classes.tsv), `form`, `plural`.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.quasi._context import context
from assistant.detect.rules.quasi._traits import of_persons
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind


def find(view: View) -> Iterator[Match]:
    yield from of_persons(context(view), Kind.NATIONALITY, "few people around here come from there")


RULE = Rule(
    id="quasi.nationality",
    kind=Kind.NATIONALITY,
    directness=Directness.QUASI,
    summary="A nationality or country of origin that is said of somebody.",
    source="Demonyms by hand (traits.tsv); shares: census, country of birth (facts.tsv).",
    find=find,
    matches=(
        Example("He was Lithuanian, sixty-three or sixty-four.", ("Lithuanian",)),
        Example("A Polish nurse told me about it.", ("Polish",)),
        Example("Her Nigerian mother-in-law moved in.", ("Nigerian",)),
        Example("Mrs Adeyemi, 58, Nigerian, Pentecostal.", ("Nigerian",)),
    ),
    ignores=(
        "We ate Italian food and drank French wine.",
        "He failed his Spanish homework.",
        "She speaks Polish at home.",
        "The German translation is out.",
        "Any American reader will know it.",
    ),
)
