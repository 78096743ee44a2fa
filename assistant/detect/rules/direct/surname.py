"""A surname alone, where what follows shows that it is a person's ("Okafor said").

Attributes: `form` (surname), `surname`, `sex` (unknown).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.direct._names import names
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind


def find(view: View) -> Iterator[Match]:
    """Surnames that do or say something."""
    for name in names(view):
        if name.form == "surname":
            yield Match(name.start, name.end, "a surname says who it is", name.score, name.attributes)


RULE = Rule(
    id="direct.surname",
    kind=Kind.PERSON_NAME,
    directness=Directness.DIRECT,
    summary="A surname alone still names somebody, and a rare one names very few.",
    source="HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(A); lists of names: assistant/data/SOURCES.md",
    find=find,
    matches=(
        Example("At the door Okafor said he would think about it.", ("Okafor",)),
        Example("My student Entwistle handed it in early, for once.", ("Entwistle",)),
        Example("Then Kowalczyk laughed and the whole row went.", ("Kowalczyk",)),
    ),
    ignores=(
        "Winnicott said there is no such thing as a baby.",
        "Ofsted said we required improvement.",
        "Tesco told him the shift had gone.",
        "Brown bread, Young's fish and a King Edward potato.",
        "As Yalom writes, we are fellow travellers.",
    ),
)
