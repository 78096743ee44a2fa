"""People whom everybody knows of: theorists, writers, athletes, politicians.

Attributes: `scope` ("name"), `name` (as written), `sort` (theorist, public or mononym).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.data import places
from assistant.data.places import plain
from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.exempt._known import mentions
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_TITLE_BEFORE = re.compile(
    r"\b(?:Mrs?|Ms|Miss|Mx|client|patient|pupil|student|my|her|his|year \d+)\.? $", re.IGNORECASE
)
_IN_PLACE = re.compile(r"\b(?:in|near|outside|moved to|live[sd] at|from|grew up in) $")
_NOT_A_SURNAME_AFTER = re.compile(r"^ [A-Z][a-z]+ (?:Road|Street|Ward|House|School|Centre|Hospital)\b")


def find(view: View) -> Iterator[Match]:
    """Names of public figures and theorists."""
    for mention in mentions(view):
        if mention.sort not in ("theorist", "public", "mononym") or not mention.firm:
            continue
        if _TITLE_BEFORE.search(view.text[: mention.start]) and " " not in mention.name:
            continue
        located = " " not in mention.name and _IN_PLACE.search(view.text[: mention.start])
        if located and places.known(plain(mention.name)):
            continue
        if mention.sort == "theorist" and _part_of_a_name(view, mention.start):
            continue
        yield Match(
            mention.start,
            mention.end,
            "a public figure, not a case",
            0.9,
            {"scope": "name", "name": mention.name, "sort": mention.sort},
        )


def _part_of_a_name(view: View, start: int) -> bool:
    """Whether a capitalised word stands directly before, as in "Gwen Adler": then it is somebody else's surname."""
    before = re.search(r"(?:^|[.!?:\"] )?([A-Z][a-z]+) $", view.text[:start])
    if before is None or before.start(1) == 0 or re.search(r"[.!?:\"] $", view.text[: before.start(1)]):
        return False
    return before.group(1) not in ("Then", "And", "But", "Because", "For", "Like", "As", "Professor", "Dr")


RULE = Rule(
    id="exempt.public_figure",
    kind=Kind.PUBLIC_FIGURE,
    directness=Directness.DIRECT,
    summary="What a public figure or a theorist said or did in public is nobody's case.",
    source="assistant/data/known_people.tsv (dariusk/corpora, CC0, and names of our own)",
    find=find,
    matches=(
        Example("Simone Biles said no, and the sky stayed up.", ("Simone Biles",)),
        Example("Winnicott would have put the kettle on; so would Carl Rogers.", ("Winnicott", "Carl Rogers")),
        Example("I think of Viktor Frankl on nights like that.", ("Viktor Frankl",)),
        Example("Freud's couch was not comfortable.", ("Freud",)),
    ),
    ignores=(
        "Mrs Rogers from number nine rang again.",
        "My client Simone said no.",
        "Logan and Benjamin were late back from lunch.",
        "They live in a one-bedroom in Henderson.",
        "He asked Gwen Adler for the register.",
    ),
)
