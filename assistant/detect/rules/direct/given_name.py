"""A given name or nickname by itself, also in posts written without capitals.

Attributes: `form` (given or nickname), `given`, `sex` (f, m or unknown), `title` for a kin title ("Auntie Jean").
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.direct._names import names
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind


def find(view: View) -> Iterator[Match]:
    """Given names and nicknames that stand alone."""
    for name in names(view):
        if name.form in ("given", "nickname"):
            yield Match(
                name.start, name.end, "a first name is enough for anyone who knows them", name.score, name.attributes
            )


RULE = Rule(
    id="direct.given_name",
    kind=Kind.PERSON_NAME,
    directness=Directness.DIRECT,
    summary="A first name or nickname is enough for the person and for anyone who knows them.",
    source="HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(A); lists of names: assistant/data/SOURCES.md",
    find=find,
    matches=(
        Example("Hope is my client, and sleeps.", ("Hope",)),
        Example("Araceli is 26 and rode two buses each way.", ("Araceli",)),
        Example("Then Kev's phone went off in the middle of it.", ("Kev",)),
        Example("anna told me she hadn't slept since sunday", ("anna",)),
        Example("my client sarah bounced in like tigger", ("sarah",)),
        Example("Her oldest, Mateo, asked whether the dog was coming.", ("Mateo",)),
        Example("I asked Will what he would miss.", ("Will",)),
        Example("Grace laughed and put her coat back on.", ("Grace",)),
        Example("And May, who ran our front desk, cried.", ("May",)),
        Example("It was Auntie Jean who rang the school.", ("Auntie Jean",)),
        Example("A lad called Blossom runs the barbecue.", ("Blossom",)),
    ),
    ignores=(
        "A pupil gave me a card on Valentine's Day.",
        "Will you be made to do it? You will not.",
        "I'm not suggesting you try that on a Tuesday in May with a full waiting room.",
        "By the grace of the rota I had Friday off.",
        "Hope is a discipline, and joy is allowed.",
        "We close at noon on New Year's Eve and Christmas Eve.",
        "Mark my words, summer will be busy.",
        "Beck would call that a thought record, and Rogers would have waited.",
        "The Rose Garden is open on Sundays; bill me later.",
        "He moved to Florence and then to Victoria.",
        "Rose petals all over the consulting room floor.",
        "Frank talk about money belongs in the first session.",
    ),
)
