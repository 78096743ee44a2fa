"""Somebody's faith, or what shows it: a place of worship, a feast, a garment.

Attributes: `value`, `group` ("faith", "unbelief", "worship", "rite", "head-cover"), `form`, `plural`.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.quasi._context import context
from assistant.detect.rules.quasi._traits import attributes, of_persons
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_REASON = "a faith narrows people down, most of all a small one"


def find(view: View) -> Iterator[Match]:
    seen = context(view)
    found = seen.of(Kind.RELIGION)
    if not found:
        return
    capitals = {seen.words[hit.first].start for hit, _ in found if seen.words[hit.first].text[0].isupper()}
    for match in of_persons(seen, Kind.RELIGION, _REASON):
        if match.start in capitals or match.attributes["value"] in ("no religion", "Evangelical", "other"):
            yield match
    for hit, entry in found:
        if entry.form == "t" and not seen.low(hit.last).endswith("shaped") and seen.tag(hit.first) not in ("VB", "VBP"):
            # A feast is a date before it shows a faith: the rule for dates, surer of it, wins where both see it.
            score = 0.55 if entry.group == "festival" else 0.75
            yield seen.match(hit.first, hit.last, _REASON, score, attributes(hit, entry))


RULE = Rule(
    id="quasi.religion",
    kind=Kind.RELIGION,
    directness=Directness.QUASI,
    summary="Somebody's faith or denomination, or a place or custom that shows it.",
    source="Shares: census, Pew Research Center (facts.tsv); words by hand (traits.tsv).",
    find=find,
    matches=(
        Example("Mrs Adeyemi, 58, Nigerian, Pentecostal.", ("Pentecostal",)),
        Example("She grew up in a Catholic family.", ("Catholic",)),
        Example("He's a Sikh and goes to the gurdwara.", ("Sikh", "gurdwara")),
        Example("She fasted for Ramadan.", ("Ramadan",)),
    ),
    ignores=(
        "The Quaker Oats box stood there.",
        "It was a baptism of fire.",
        "He has catholic tastes in music.",
        "Any Muslim reader will know it.",
    ),
)
