"""Drop dose and brand: "on 40 mg citalopram" becomes "on medication"."""

from __future__ import annotations

from assistant.domain.details import Kind
from assistant.rewrite.marked import Marked, Region, Spot
from assistant.rewrite.negation import says_more
from assistant.rewrite.style.climb import fitted
from assistant.rewrite.style.rule import StyleRule

_FORMS = frozenset(
    "cream lotion gel ointment tablets tablet capsules inhaler drops spray patch patches injection injections "
    "injector syrup cleansing cleanser shampoo wash powder".split()
)
"""What the medicine comes as: enough by itself, without its name."""
_UNITS = frozenset("mg ml mcg milligrams grams units".split())


def _apply(marked: Marked, spot: Spot) -> Region | None:
    if spot.kind is not Kind.MEDICATION:
        return None
    sentence = marked.sentence
    a, _ = sentence.at(spot.start, spot.end)
    while sentence.tag(a - 1) == "CD" or sentence.low(a - 1) in (*_UNITS, "of"):
        if sentence.low(a - 1) == "of" and sentence.tag(a - 2) != "CD" and sentence.low(a - 2) not in _UNITS:
            break
        a -= 1
    while sentence.low(a - 1) in ("baby", "low-dose", "slow-release", "extended-release"):
        a -= 1
    if sentence.low(a - 1) in ("a", "an"):
        a -= 1  # "a baby aspirin": medication takes no article
    start = sentence.start(a)
    b = sentence.at(spot.start, spot.end)[1]
    if sentence.low(b) in _FORMS and (start == spot.start or sentence.tag(a) == "CD"):
        bare = Region(start, sentence.start(b))
        return bare if marked.allows(bare, over=frozenset(s.move for s in marked.spots)) else None
    if says_more(sentence, a, "medication"):
        return None  # "has never taken any" is more than was said
    if sentence.low(a - 1) == "on" or sentence.low(a - 1) in ("taking", "takes", "took", "take"):
        region: Region | None = Region(start, spot.end, "medication")
    else:
        general = next((o for o in spot.options if "medic" in o or o.startswith("anti")), "medication")
        region = fitted(marked, spot, general)
        region = Region(min(start, region.start), region.end, region.text) if region else None
    if region is None or not marked.allows(region, over=frozenset(s.move for s in marked.spots)):
        return None
    return region


RULE = StyleRule(
    "medication",
    "dose and name of the medicine left out",
    "prose.md, row 4: drop dose and brand; keep verb and scene",
    _apply,
    (
        (
            "She's on [40 mg citalopram|medication] and still can't face people.",
            "She's on medication and still can't face people.",
        ),
        ("She uses [Foxol|medication|medication] cream on her hands.", "She uses cream on her hands."),
        ("He takes a baby [aspirin|medication|medication] each day.", "He takes medication each day."),
        ("We found a duplication of [Prozac|medication].", "We found a duplication of medication."),
        ("He stopped taking 20 mg of [Prozac|medication].", "He stopped taking medication."),
        ("She can't sleep without [Zopiclone|medication|medication].", "She can't sleep without medication."),
    ),
    ("She has never taken [sertraline|medication|medication].", "She isn't on [sertraline|medication]."),
)
