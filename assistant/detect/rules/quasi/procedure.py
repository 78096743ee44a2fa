"""An operation or a treatment that somebody had or has.

Attributes: `value`, `group` ("operation", "treatment", …), `form`, `plural`.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.quasi._clinical import PROCEDURE_SHAPES, PROCEDURES
from assistant.detect.rules.quasi._context import GENERAL, context
from assistant.detect.rules.quasi._cues import lowers
from assistant.detect.rules.quasi._traits import attributes
from assistant.detect.view import View
from assistant.domain.details import Attributes, Directness, Kind

_REASON = "people around them know of it, and records hold it"
_CAPITALS = frozenset({"ect", "tfmr"})
_ROUNDS = frozenset({"round", "rounds", "cycle", "cycles", "course", "courses"})


def find(view: View) -> Iterator[Match]:
    seen = context(view)
    known = [(seen.words[h.first].start, seen.words[h.last - 1].end) for h, _ in seen.of(Kind.PROCEDURE)]
    shaped = any(word.endswith(PROCEDURE_SHAPES) for word in lowers(view))
    for found in PROCEDURES.finditer(view.lower) if shaped else ():
        if not any(start < found.end() and found.start() < end for start, end in known):
            sort: Attributes = {"value": "operation", "group": "operation", "form": "n", "plural": False}
            yield Match(found.start(), found.end(), _REASON, 0.75, sort)
    for hit, entry in seen.of(Kind.PROCEDURE):
        if seen.low(hit.first) in _CAPITALS and not seen.words[hit.first].text.isupper():
            continue
        if seen.det(hit.first) in GENERAL or seen.low(hit.last) in ("clinic", "debate", "rights", "law"):
            continue
        if seen.low(hit.first - 1) == "digital" or seen.low(hit.first - 2) == "conceived":
            continue
        first = hit.first
        if seen.low(first) in _ROUNDS and seen.tag(first - 1) == "CD":
            first -= 1
        elif seen.low(first - 1) == "of" and seen.low(first - 2) in _ROUNDS:
            first -= 3 if seen.tag(first - 3) == "CD" else 2
        yield seen.match(first, hit.last, _REASON, 0.85, attributes(hit, entry))


RULE = Rule(
    id="quasi.procedure",
    kind=Kind.PROCEDURE,
    directness=Directness.QUASI,
    summary="An operation or treatment by name: people around them know of it.",
    source="Names by hand (traits.tsv).",
    find=find,
    matches=(
        Example("She had a double mastectomy in spring.", ("double mastectomy",)),
        Example("After four rounds of IVF they stopped.", ("four rounds of IVF",)),
        Example("Old farmer, new hip.", ("new hip",)),
        Example("He's on dialysis three times a week.", ("dialysis",)),
        Example("Since his haemodialysis he waits for a kidney transplant.", ("haemodialysis", "kidney transplant")),
    ),
    ignores=(
        "The operation was a success.",
        "It felt like surgery on a friendship.",
        "Any transplant needs patience.",
    ),
)
