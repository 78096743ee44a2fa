"""Where somebody comes from, where the words are said of a person.

Attributes: `value`, `group` (region of the world, see trait_classes.tsv), `form`, `plural`.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.quasi._context import BE, PEOPLE, Context, Hit, context
from assistant.detect.rules.quasi._traits import of_persons
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind


def find(view: View) -> Iterator[Match]:
    seen = context(view)
    for match in of_persons(seen, Kind.NATIONALITY, "few people around here come from there"):
        hit = next(h for h in seen.hits if seen.words[h.first].start == match.start)
        at_home = match.attributes["group"] == "british"
        if at_home and seen.low(hit.last) not in PEOPLE and seen.low(hit.first - 1) not in BE:
            continue
        if any(e.kind is Kind.LANGUAGE for e in hit.entries) and _listed(seen, hit):
            continue
        yield match


def _listed(seen: Context, hit: Hit) -> bool:
    """Whether a further language stands next in a list ("Somali, Arabic or Romanian")."""
    after = hit.last + 1
    return seen.low(hit.last) in (",", "or", "and") and any(
        other.first == after and any(e.kind is Kind.LANGUAGE for e in other.entries) for other in seen.hits
    )


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
