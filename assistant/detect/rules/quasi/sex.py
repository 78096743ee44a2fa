"""Somebody's sex, said in a word of its own ("woman", "lad", "male"); pronouns are not details.

Attributes: `value` ("female" or "male"), `group` ("sex"), `form` ("n" or "a"), `plural`.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.quasi._context import NUMBERS, POSSESSIVES, Context, context
from assistant.detect.rules.quasi._traits import attributes, general_plural
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_PARENTS = frozenset({"after", "raised", "raising", "has", "had", "got", ","})
_IDIOMS = frozenset({"up", "power", "friday", "cave", "made", "kind", "hood"})


def find(view: View) -> Iterator[Match]:
    seen = context(view)
    for hit, entry in seen.of(Kind.SEX):
        at = seen.determiner(hit.first)
        det = seen.low(at) if at is not None else ""
        children = det in NUMBERS and seen.low(hit.first - 2) in _PARENTS
        if children and seen.breaks(hit.last):
            continue  # the shape of a family
        if hit.plural and det not in ("my", "our", "two", "three", "four", "five", "both"):
            continue
        if general_plural(seen, hit) or det == "you" or seen.low(hit.first - 1) == "you":
            continue
        if det in POSSESSIVES and entry.form == "n" and det not in ("my", "our", "'s"):
            continue
        if seen.is_capital(hit.first) or seen.low(hit.last) in _IDIOMS or seen.tag(hit.first).startswith("VB"):
            continue
        if not det and not hit.plural and entry.form == "n" and not _note_form(seen, hit.first):
            continue
        yield seen.match(
            hit.first, hit.last, "it halves the people who come into question", 0.8, attributes(hit, entry)
        )


def _note_form(seen: Context, first: int) -> bool:
    """ "Year 9 lad, excluded": a noun without an article at the start of a note, or after an adjective."""
    return seen.tag(first - 1) in ("JJ", "CD", "NNP") or (seen.breaks(first - 1) and not seen.breaks(first + 1))


RULE = Rule(
    id="quasi.sex",
    kind=Kind.SEX,
    directness=Directness.QUASI,
    summary="A word that says somebody's sex or gender: common, but it halves the people who come into question.",
    source="Shares: facts.tsv (sex).",
    find=find,
    matches=(
        Example("A woman came to me in the autumn.", ("woman",)),
        Example("This morning a man told me so.", ("man",)),
        Example("Year 9 lad, excluded again.", ("lad",)),
        Example("She's the only one, a female welder.", ("female",)),
    ),
    ignores=(
        "Women often carry the load.",
        "She said he would ring her.",
        "Thank you guys, and man up is no help.",
        "No man is an island.",
    ),
)
