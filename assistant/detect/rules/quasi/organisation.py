"""Organisations that people belong to, are treated by or work for.

Attributes: `name` (as written), `type` (school, primary school, hospital, supermarket, firm …: the words that ladders
use), `size` ("small": fewer than about 5,000 people, or "large"), `work` (true where the sentence says that somebody
works there).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.quasi import _organisations
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_WORKS = re.compile(
    r"\b(?:work(?:s|ed|ing)?|job|shifts?|manag\w+|employed|hired|fired|sacked|career|apprentice\w*|driver|"
    r"engineer|nurse|"
    r"teach\w*|staff|boss|colleagues?)\b[^.;]{0,40}$",
    re.IGNORECASE,
)


def find(view: View) -> Iterator[Match]:
    for named in _organisations.spans(view):
        yield Match(
            named.start,
            named.end,
            "few people belong to one named place" if named.small else "a named organisation narrows people down",
            named.score,
            {
                "name": view.text[named.start : named.end],
                "type": named.sort,
                "size": "small" if named.small else "large",
                "work": _WORKS.search(view.text[max(0, named.start - 60) : named.start]) is not None,
            },
        )


RULE = Rule(
    id="quasi.organisation",
    kind=Kind.ORGANISATION,
    directness=Directness.QUASI,
    summary="Sees names of schools, hospitals, prisons and employers, because whoever belongs there will wonder who.",
    source="Own list and patterns; universities from Hipo's list (MIT); HIPAA Safe Harbor lists employers",
    find=find,
    matches=(
        Example("He goes to St Mary's Primary in the village.", ("St Mary's Primary",)),
        Example("She was on the ward at Leeds General Infirmary for a month.", ("Leeds General Infirmary",)),
        Example("He'd just come out of HMP Wakefield.", ("HMP Wakefield",)),
        Example("She still can't face Tesco.", ("Tesco",)),
        Example("After the Priory he came to me.", ("Priory",)),
        Example("Her son is reading law at the University of Exeter.", ("University of Exeter",)),
        Example("They took him to Hexham General.", ("Hexham General",)),
        Example("He works at the Amazon warehouse.", ("Amazon",)),
        Example("He packs boxes at Amazon.", ("Amazon",)),
    ),
    ignores=(
        "The school rang home about it.",
        "I'm accredited by the BACP and work for the NHS.",
        "Next she told me about the boots she had bought.",
        "She took St John's wort for a while.",
        "We meet on Zoom, and I post about it on Facebook.",
        "The Oxford University Press edition has a better index.",
        "In Court she was asked to stand.",
    ),
)
