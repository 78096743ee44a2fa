"""Drop dose and brand: "on 40 mg citalopram" becomes "on medication"."""

from __future__ import annotations

from assistant.domain.details import Kind
from assistant.rewrite.marked import Marked, Region, Spot
from assistant.rewrite.style.climb import fitted
from assistant.rewrite.style.rule import StyleRule


def _apply(marked: Marked, spot: Spot) -> Region | None:
    if spot.kind is not Kind.MEDICATION:
        return None
    sentence = marked.sentence
    a, _ = sentence.at(spot.start, spot.end)
    while sentence.tag(a - 1) == "CD" or sentence.low(a - 1) in (
        "mg",
        "ml",
        "mcg",
        "milligrams",
        "grams",
        "units",
        "of",
    ):
        if sentence.low(a - 1) == "of" and sentence.tag(a - 2) not in ("CD", "NN", "NNS"):
            break
        a -= 1
    start = sentence.start(a)
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
        ("He stopped taking 20 mg of [Prozac|medication].", "He stopped taking medication."),
    ),
)
