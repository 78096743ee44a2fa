"""A language that somebody speaks, signs or thinks in.

Attributes: `value` (the language as in facts.tsv where it has a share), `group`, `form`, `plural`.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.quasi._context import context
from assistant.detect.rules.quasi._traits import attributes, lingual
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_TAUGHT = frozenset(
    "lesson lessons teacher class classes homework exam exams gcse a-level school literature translation coursework "
    "department test paper food restaurant takeaway edition".split()
)
_ACRONYMS = frozenset({"bsl", "asl", "eal", "esl"})


def find(view: View) -> Iterator[Match]:
    seen = context(view)
    for hit, entry in seen.of(Kind.LANGUAGE):
        if seen.low(hit.last) in _TAUGHT:
            continue
        ambiguous = len(hit.entries) > 1 or seen.low(hit.first) in ("creole", "patois", "thai", "greek")
        spoken = seen.low(hit.last) in ("is", "was", "at") and seen.low(hit.last + 1) in ("spoken", "home")
        if ambiguous and not spoken and not lingual(seen, hit):
            continue
        written_small = not seen.words[hit.first].text[0].isupper() and seen.low(hit.first) not in (*_ACRONYMS, "sign")
        if entry.group == "language" and written_small and not lingual(seen, hit):
            continue
        yield seen.match(hit.first, hit.last, "few people around here speak it", 0.8, attributes(hit, entry))


RULE = Rule(
    id="quasi.language",
    kind=Kind.LANGUAGE,
    directness=Directness.QUASI,
    summary="A language that somebody speaks other than that of the place.",
    source="Languages by hand (traits.tsv); shares: census, main language (facts.tsv).",
    find=find,
    matches=(
        Example("He's chatty at home in Twi and English.", ("Twi",)),
        Example("She prays in Farsi when she is frightened.", ("Farsi",)),
        Example("She speaks Polish with her sons.", ("Polish",)),
        Example("He uses BSL at school.", ("BSL",)),
        Example("Polish is spoken at home.", ("Polish",)),
        Example("Girl, seven, first language Welsh.", ("Welsh",)),
    ),
    ignores=(
        "He failed his Spanish homework.",
        "The French teacher smiled.",
        "She read the German translation.",
        "We speak of love in English.",
    ),
)
