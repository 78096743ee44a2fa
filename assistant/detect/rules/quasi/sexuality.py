"""Somebody's sexual orientation or gender identity.

Attributes: `value` (as in facts.tsv), `group` ("lgbt" or "lgbt-out"), `form`, `plural`.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.quasi._context import PEOPLE, context
from assistant.detect.rules.quasi._traits import attributes, general_plural
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_TOPICS = frozenset(
    "history rights issues community communities youth people pride month affirmative inclusion theory studies fat "
    "clients "
    "lives topics literature marriage bar bars".split()
)


def find(view: View) -> Iterator[Match]:
    seen = context(view)
    for hit, entry in seen.of(Kind.SEXUALITY):
        if general_plural(seen, hit) or seen.low(hit.last) in _TOPICS:
            continue
        if seen.low(hit.last) == "-" or (seen.low(hit.first) == "bi" and seen.low(hit.last) in ("weekly", "monthly")):
            continue
        said = entry.form != "a" or seen.of_person(hit) or seen.low(hit.last) in PEOPLE
        if said or seen.low(hit.first - 1) in (
            "being",
            "as",
            "openly",
            "probably",
            "maybe",
            "just",
            "not",
            "was",
            "is",
            "'s",
            "'m",
        ):
            yield seen.match(
                hit.first, hit.last, "few people share it, and it is theirs to tell", 0.85, attributes(hit, entry)
            )


RULE = Rule(
    id="quasi.sexuality",
    kind=Kind.SEXUALITY,
    directness=Directness.QUASI,
    summary="Somebody's sexual orientation or gender identity: theirs to tell, and shared by few.",
    source="Shares: census of England and Wales 2021, Gallup, Williams Institute (facts.tsv).",
    find=find,
    matches=(
        Example("He came out as gay at fifty.", ("came out as gay",)),
        Example("My client is non-binary and tired.", ("non-binary",)),
        Example("A trans boy in my form asked me.", ("trans boy",)),
        Example("She is bisexual, she said.", ("bisexual",)),
    ),
    ignores=(
        "LGBT history month is in February.",
        "We meet on a bi weekly basis.",
        "Queer theory helps here.",
        "Gay rights came late.",
    ),
)
