"""A title and a surname ("Mrs Okafor", "Dr. Patel").

Attributes: `form` (title), `title`, `surname`, `sex` (f, m or unknown).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.direct._names import names
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind


def find(view: View) -> Iterator[Match]:
    """Titles with a surname."""
    for name in names(view):
        if name.form == "title":
            yield Match(name.start, name.end, "a surname with a title says who it is", name.score, name.attributes)


RULE = Rule(
    id="direct.titled_name",
    kind=Kind.PERSON_NAME,
    directness=Directness.DIRECT,
    summary="A surname with a title names a person, in a town or a school almost always just one.",
    source="HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(A); lists of names: assistant/data/SOURCES.md",
    find=find,
    matches=(
        Example("It was Detective Sergeant Croft who rang.", ("Detective Sergeant Croft",)),
        Example("Mrs Okafor brought the rice in a tub.", ("Mrs Okafor",)),
        Example("I rang Dr. Patel's secretary twice.", ("Dr. Patel",)),
        Example("He swung at Mr Hendry in front of the dinner queue.", ("Mr Hendry",)),
        Example("so mr hendry says fine, sit there then", ("mr hendry",)),
        Example("Miss Widdop and Mr and Mrs Lumb came to the meeting.", ("Miss Widdop", "Mr and Mrs Lumb")),
        Example("The letter from Ms. Fairclough-Singh had three stamps.", ("Ms. Fairclough-Singh",)),
    ),
    ignores=(
        "Mr X and Mrs B met in the waiting room.",
        "Client A saw Ms C for a year.",
        "Miss, he started it.",
        "Dr Watson stands in for the reader.",
        "I did miss Sundays with her, and the doctor said so.",
        "Sister wards, father figures and the Lord of the Flies.",
    ),
)
