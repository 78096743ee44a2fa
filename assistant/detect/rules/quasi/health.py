"""A condition that somebody lives with, as a noun ("lupus"), an adjective ("autistic") or an event of the body.

Attributes: `value` (as in facts.tsv where it has a share), `group` (general wordings), `form`, `plural`,
`rarity`: "common" (at least one in twenty), "uncommon" or "rare" (fewer than one in five hundred).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.data import rows
from assistant.detect.met import is_person
from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.quasi._clinical import CONDITIONS, LAST_THREE, SHAPES, VALUE_CUES, VALUES
from assistant.detect.rules.quasi._context import GENERAL, Context, Hit, context
from assistant.detect.rules.quasi._cues import lowers
from assistant.detect.rules.quasi._traits import attributes
from assistant.detect.view import View
from assistant.domain.details import Attributes, Directness, Kind

_CAPITALS = frozenset("pots eds ms als aids pda mnd tb jw pnd ppd".split())
_FIGURES = {
    "blind": frozenset("spot spots eye date faith panic alley drunk trust rage to".split()),
    "deaf": frozenset({"ears", "ear", "to"}),
    "paralysed": frozenset({"by", "with"}),
    "paralyzed": frozenset({"by", "with"}),
    "stroke": frozenset({"of"}),
    "depressed": frozenset({"economy", "area"}),
    "addict": frozenset(),
    "disabled": frozenset({"the", "it"}),
    "tics": frozenset(),
    "coma": frozenset({"scale"}),
    "overdose": frozenset({"on", "of"}),
}
_EARS = re.compile(
    r"\b(?:lost|losing) (?:the |his |her |their |all )?(?:hearing|sight|vision|voice)(?: in (?:his|her|their|one"
    r"|the) (?:left |right )?"
    r"(?:ear|eye))?|\b(?:deaf|blind) in (?:one|his|her|their) (?:left |right )?(?:ear|eye)\b|\bon (?:home )?oxygen\b"
    r"|\bhearing loss\b|\bloss of (?:hearing|sight|vision)\b|\b\w+ weeks pregnant\b"
)
_DOING = re.compile(
    r"\b(?P<what>stammering|stuttering|lisping|limping|wheezing|hallucinating|self-harming|dissociating|sleepwalking|"
    r"bed-?wetting|twitching|trembling|bingeing|purging|starving) (?P<one>[a-z-]+)(?: (?P<two>[a-z-]+))?"
)
""" "The *stammering* paramedic"; of an engine it is a figure of speech."""
_OF_DOING: Attributes = {"value": "other", "group": "condition", "form": "a", "plural": False, "rarity": "uncommon"}

_KNOWN = "a condition that people around them know of"
_MEASURED = "a measurement stands in records, and those treated know it"
_CUES = ("hearing", "lost ", "losing", "loss of", "deaf in", "blind in", "oxygen", "weeks pregnant")


def find(view: View) -> Iterator[Match]:
    seen = context(view)
    taken: list[tuple[int, int]] = []
    if any(cue in view.lower for cue in _CUES):
        for found in _EARS.finditer(view.lower):
            taken.append(found.span())
            yield Match(
                *found.span(),
                _KNOWN,
                0.8,
                {"value": "loss of a sense", "group": "", "form": "v", "plural": False, "rarity": "uncommon"},
            )
    for found in _DOING.finditer(view.lower) if "ing " in view.lower else ():
        if is_person(found["one"]) or is_person(found["two"] or ""):
            taken.append(found.span("what"))
            yield Match(*found.span("what"), _KNOWN, 0.8, _OF_DOING)
    yield from _noted(view.lower, taken, [h for h, _ in seen.of(Kind.HEALTH)], seen)
    for hit, entry in seen.of(Kind.HEALTH):
        start, end = seen.words[_described(seen, hit)].start, seen.words[hit.last - 1].end
        if not _ignored(seen, hit) and not any(a < end and start < b for a, b in taken):
            score = 0.6 if _topic(seen, hit) else 0.85
            yield Match(
                start,
                end,
                _KNOWN,
                score,
                {**attributes(hit, entry), "rarity": _rarity(entry.value)},
            )


def _noted(lower: str, taken: list[tuple[int, int]], hits: list[Hit], seen: Context) -> Iterator[Match]:
    """Measurements, stages and injuries, and conditions by the shape of their names; adds them to `taken`."""
    words = lowers(seen.view)
    if not words.isdisjoint(VALUE_CUES) or "+" in lower:
        for found in VALUES.finditer(lower):
            taken.append(found.span())
            value: Attributes = {"value": "measurement", "group": "", "form": "v", "plural": False, "rarity": "rare"}
            yield Match(found.start(), found.end(), _MEASURED, 0.8, value)
    if not any(word.endswith(SHAPES) for word in words if word[-3:] in LAST_THREE):
        return
    known = [(seen.words[hit.first].start, seen.words[hit.last - 1].end) for hit in hits]
    for found in CONDITIONS.finditer(lower):
        start, end = found.span()
        if any(a < end and start < b for a, b in taken) or any(a <= start and end <= b for a, b in known):
            continue
        if any(a < end and start < b for a, b in known) and not found[0].startswith("pain"):
            continue
        taken.append((start, end))
        sort: Attributes = {"value": "other", "group": "condition", "form": "n", "plural": False, "rarity": "uncommon"}
        yield Match(start, end, _KNOWN, 0.75, sort)


def _described(seen: Context, hit: Hit) -> int:
    """Where a noun's adjectives begin ("small incidental meningioma"), which would say what it was without it."""
    first = hit.first
    if hit.entries[0].form not in ("n", "m"):
        return first
    while first > hit.first - 2 and seen.tag(first - 1) == "JJ" and seen.low(first - 1).isalpha():
        if any(other.first <= first - 1 < other.last for other in seen.hits):
            break
        first -= 1
    return first


@cache
def _rarity(value: str) -> str:
    low, high = next(
        (row[4].split("-") for row in rows("traits.tsv") if row[0] == "health" and row[3] == value), ("0", "1")
    )
    middle = (float(low) * float(high)) ** 0.5
    return "common" if middle >= 0.05 else "uncommon" if middle >= 0.002 else "rare"


def _ignored(seen: Context, hit: Hit) -> bool:
    low, after = seen.low(hit.first), seen.low(hit.last)
    if hit.last - hit.first == 1:
        if low in _CAPITALS and not seen.words[hit.first].text.isupper():
            return True
        if low == "ms" and seen.words[hit.last - 1].end < len(seen.view.text) and seen.tag(hit.last) == "NNP":
            return True
        if after in _FIGURES.get(low, ()) or (low == "blind" and seen.low(hit.first - 1) == "a"):
            return True
        if low in ("blind", "deaf", "manic", "stroke", "overdose", "stammer", "stutter") and seen.tag(
            hit.first
        ).startswith("VB"):
            return True
        if low == "blind" and seen.low(hit.first - 1) in ("colour", "color", "love"):
            return True
    if after in (
        "awareness",
        "screening",
        "charity",
        "research",
        "service",
        "services",
        "training",
        "nurse",
        "ward",
        "clinic",
    ):
        return True
    return seen.det(hit.first) in GENERAL and hit.entries[0].form == "n"


def _topic(seen: Context, hit: Hit) -> bool:
    """A noun that opens its sentence or stands after "of/about/with": what is talked about, rather than whose it is."""
    return hit.entries[0].form == "m" and (seen.opens(hit.first) or seen.low(hit.first - 1) in ("about", "of"))


RULE = Rule(
    id="quasi.health",
    kind=Kind.HEALTH,
    directness=Directness.QUASI,
    summary="A condition that somebody lives with: common ones tell little, rare ones a great deal.",
    source="Names by hand (traits.tsv); shares: NHS, APMS, NIMH, CDC and others (facts.tsv).",
    find=find,
    matches=(
        Example("She has bipolar disorder and type 1 diabetes.", ("bipolar disorder", "type 1 diabetes")),
        Example("Her husband has motor neurone disease.", ("motor neurone disease",)),
        Example("He is autistic and has panic attacks.", ("autistic", "panic attacks")),
        Example("He had lost the hearing in his left ear in June.", ("lost the hearing in his left ear",)),
        Example("She is pregnant again.", ("pregnant",)),
        Example("Troponin of 900, potassium 6.8.", ("Troponin of 900", "potassium 6.8")),
        Example("The girl was born at 35+2, breech.", ("born at 35+2", "breech")),
        Example("He has stage 4 pancreatic cancer and osteomyelitis.", ("stage 4 pancreatic cancer", "osteomyelitis")),
        Example("MRI showed a small incidental meningioma.", ("small incidental meningioma",)),
        Example("She came because of a pain in her jaw and a broken wrist.", ("pain in her jaw", "broken wrist")),
        Example("I see a stuttering young baker on Mondays.", ("stuttering",)),
        Example("Her brother has spinal muscular atrophy type 2.", ("spinal muscular atrophy type 2",)),
    ),
    ignores=(
        "That was my blind spot, and it fell on deaf ears.",
        "A stuttering engine and a limping economy carried him home.",
        "By a stroke of luck we were paralysed by choice.",
        "Pots and pans aids to memory.",
        "Any eating disorder service knows it.",
        "The prognosis was a diploma in empathy, and nostalgia won the trophy.",
        "About 40 of 100 at the clinic had imposter syndrome.",
    ),
)
