"""A medicine that somebody takes, with its dose where one stands beside it ("40 mg citalopram").

Attributes: `value` and `group` (its class, as in medicines.tsv), `name`, `dose` (as written, or ""), `plural`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.quasi._context import Context, Hit, context
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_DOSE = re.compile(r"^\d+(?:[.,]\d+)?(?:mg|mcg|µg|g|ml|units?)$")
_UNITS = frozenset({"mg", "mcg", "µg", "ml", "milligrams", "micrograms", "grams", "units", "mgs", "milligram"})
_FORMS = frozenset(
    {"tablets", "tablet", "pills", "pill", "prescription", "dose", "injection", "injections", "patch", "patches"}
)
_TIMES = frozenset({"daily", "nightly", "bd", "od", "tds", "prn", "mane", "nocte", "twice", "once"})


def find(view: View) -> Iterator[Match]:
    seen = context(view)
    for hit, entry in seen.of(Kind.MEDICATION):
        if seen.low(hit.last) in ("is", "are", "can", "work", "works") and hit.first == 0:
            continue
        first, last = _with_dose(seen, hit)
        if last == hit.last and first == hit.first and seen.tag(last) in ("NN", "NNS") and seen.low(last) not in _FORMS:
            continue
        dose = " ".join(
            w
            for w in (
                seen.text(first, hit.first) if first < hit.first else "",
                seen.text(hit.last, last) if last > hit.last else "",
            )
            if w
        )
        yield seen.match(
            first,
            last,
            "a medicine and its dose are known to few, and say what for",
            0.9,
            {
                "value": entry.value,
                "group": entry.group,
                "name": seen.text(hit.first, hit.last).lower(),
                "dose": dose,
                "plural": seen.low(hit.last - 1).endswith("s") and entry.value != "other",
            },
        )


def _with_dose(seen: Context, hit: Hit) -> tuple[int, int]:
    first, last = hit.first, hit.last
    i = first - 1
    if seen.low(i) == "of":
        i -= 1
    if _DOSE.match(seen.low(i)):
        first = i
    elif seen.low(i) in _UNITS and seen.tag(i - 1) == "CD":
        first = i - 1
    if _DOSE.match(seen.low(last)):
        last += 1
    elif seen.tag(last) == "CD" and seen.low(last + 1) in _UNITS:
        last += 2
    elif seen.tag(last) == "CD" and seen.breaks(last + 1) and seen.low(last).isdigit() and int(seen.low(last)) >= 5:
        last += 1
    while last > hit.last and seen.low(last) in _TIMES:
        last += 1
    return first, last


RULE = Rule(
    id="quasi.medication",
    kind=Kind.MEDICATION,
    directness=Directness.QUASI,
    summary="A medicine by name, with its dose: exact enough for someone to know their own.",
    source="Names: dariusk/corpora (US National Library of Medicine), classes and brands by hand (medicines.tsv).",
    find=find,
    matches=(
        Example("She's on 40 mg citalopram and still can't face it.", ("40 mg citalopram",)),
        Example("He takes ramipril 5 mg daily and Prozac.", ("ramipril 5 mg daily", "Prozac")),
        Example("They put her on 20mg of fluoxetine.", ("20mg of fluoxetine",)),
        Example("His sister found the methadone.", ("methadone",)),
    ),
    ignores=(
        "She's on medication and sleeps better.",
        "It costs 40 pounds.",
        "Laughter is the best medicine.",
    ),
)
