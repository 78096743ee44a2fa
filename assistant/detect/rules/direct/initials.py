"""Initials that stand for a person ("D.J.", "K.", "Mrs P.").

Attributes: `form` (initials), `title` and `sex` where a title says it. Labels for anybody ("Client A", "Mr X") are
not initials.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.direct._names import names
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind


def find(view: View) -> Iterator[Match]:
    """Initials."""
    for name in names(view):
        if name.form == "initials":
            yield Match(
                name.start, name.end, "initials are enough for anyone who knows them", name.score, name.attributes
            )


RULE = Rule(
    id="direct.initials",
    kind=Kind.PERSON_NAME,
    directness=Directness.DIRECT,
    summary="Initials hide little: whoever knows the person and the setting fills them in.",
    source="HHS guidance on de-identification (2012): initials are derived from names and may not stay",
    find=find,
    matches=(
        Example("S.K. sees her on Tuesdays.", ("S.K.",)),
        Example("K. didn't speak at school.", ("K.",)),
        Example("I asked D.J. where he had slept.", ("D.J.",)),
        Example("Mrs P. has capacity.", ("Mrs P.",)),
        Example("I started seeing N. in the back room.", ("N.",)),
        Example("my client JB rang at nine", ("JB",)),
    ),
    ignores=(
        "Client A and Patient B shared a waiting room.",
        "Plan B. is to stay in bed with vitamin C.",
        "A. Listen first.",
        "The U.S. and the U.K. do this differently.",
        "A GP told me that PE is on Mondays.",
        "H.M. is the most studied memory in the literature.",
    ),
)
