"""Somebody's ethnic group, where the words are said of a person.

Attributes: `value` (the group as in facts.tsv where it has one), `group` (general wordings), `form`, `plural`.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.quasi._context import PEOPLE, context
from assistant.detect.rules.quasi._traits import of_persons
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_COLOURS = frozenset({"black", "white", "brown"})
_NEEDS_CAPITAL = frozenset({"traveller", "showman", "indigenous", "creole"})


def find(view: View) -> Iterator[Match]:
    seen = context(view)
    starts = {seen.words[hit.first].start: hit for hit, _ in seen.of(Kind.ETHNICITY)}
    for match in of_persons(seen, Kind.ETHNICITY, "an ethnic group narrows people down, most of all where it is small"):
        hit = starts[match.start]
        low = seen.low(hit.first)
        if hit.last - hit.first == 1 and low in _COLOURS:
            after = seen.low(hit.last)
            said = (
                after in PEOPLE
                or any(h.first == hit.last for h in seen.hits)
                or (low != "brown" and seen.words[hit.first].text[0].isupper())
            )
            if not said and seen.low(hit.first - 1) not in ("is", "was", "'m", "am", "are", "were"):
                continue
        if low in _NEEDS_CAPITAL and not seen.words[hit.first].text[0].isupper():
            continue
        yield match


RULE = Rule(
    id="quasi.ethnicity",
    kind=Kind.ETHNICITY,
    directness=Directness.QUASI,
    summary="Somebody's ethnic group: in most schools, teams and towns only a few share a small one.",
    source="Groups and shares: 2021 census of England and Wales, US Census Bureau (facts.tsv).",
    find=find,
    matches=(
        Example("She is Romany, and proud of it.", ("Romany",)),
        Example("A mixed-race boy in my class laughed.", ("mixed-race",)),
        Example("He's a Black man in his fifties.", ("Black",)),
        Example("A British Pakistani mother of two came.", ("British Pakistani",)),
    ),
    ignores=(
        "She wore a black coat over white jeans.",
        "It isn't black and white.",
        "The Asian supermarket was shut.",
        "He had a brown dog.",
    ),
)
