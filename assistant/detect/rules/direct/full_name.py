"""A person's full name: a given name or initials, and a surname.

Attributes: `form` (full), `given`, `surname`, `title`, `sex` (f, m or unknown); parts that are missing are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.direct._names import names
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind


def find(view: View) -> Iterator[Match]:
    """Full names, but not those of people whom everybody knows of."""
    for name in names(view):
        if name.form == "full":
            yield Match(name.start, name.end, "a full name says who it is", name.score, name.attributes)


RULE = Rule(
    id="direct.full_name",
    kind=Kind.PERSON_NAME,
    directness=Directness.DIRECT,
    summary="A full name says who somebody is to anyone, and to every search engine.",
    source="HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(A); lists of names: assistant/data/SOURCES.md",
    find=find,
    matches=(
        Example("When Anna Kowalska first rang me she would not leave her number.", ("Anna Kowalska",)),
        Example("Grace Okafor came back in the spring.", ("Grace Okafor",)),
        Example("I sat with Mary-Ann O'Brien's file for an hour.", ("Mary-Ann O'Brien",)),
        Example("Mrs Waleria Wieczorek asked for the window seat.", ("Mrs Waleria Wieczorek",)),
        Example("He was represented by Mr A. Pengelly, a solicitor.", ("Mr A. Pengelly",)),
        Example("The form was signed by J. R. Postlethwaite in pencil.", ("J. R. Postlethwaite",)),
        Example("Ray 'Sparks' Dunmore came back on a Tuesday.", ("Ray 'Sparks' Dunmore",)),
        Example("I first met Mary (Molly) Fairclough in the corridor.", ("Mary (Molly) Fairclough",)),
        Example("Her cousin Ruairi Ó Dálaigh drove her home.", ("Ruairi Ó Dálaigh",)),
    ),
    ignores=(
        "Carl Rogers sat through seventeen minutes of silence.",
        "May Day is the worst Monday of the year for me.",
        "She was admitted to the Anna Freud Centre and then to Mary Seacole Ward.",
        "We meet at Grace Road, next to Florence Park.",
        "Will Young People Ever Trust Us Again?",
        "In the film, Will Hunting never cries.",
    ),
)
