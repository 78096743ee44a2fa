"""What somebody looks like: height, marks, tattoos, hair, aids.

Attributes: `value`, `group` ("body", "aid", "mobility-aid", "device", "disabled-person", "mark",
"hair", "looks", "looks-noun", "height", "tattoo"), `form`, `plural`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.quasi._context import GENERAL, PEOPLE, context
from assistant.detect.rules.quasi._traits import attributes
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_REASON = "anyone who has seen them would know"
_NUMBERS = "four|five|six|seven"
_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten|eleven"
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("tattoo", re.compile(
        r"\b(?:tattoos? of (?:an? |the |her |his |their )?[\w'-]+(?: (?!(?:on|below|above|across|over|round|around"
        r"|and|that|which|with|in|at|under|when|but|to|for)\b)[\w'-]+){0,4}|[\w'-]+ tattooed (?:on|across|over"
        r"|round|around) (?:her|his|their|one) [\w-]+"
        r"(?: [\w-]+)?)")),
    ("height", re.compile(
        rf"(?<![\w.])[4-7] ?(?:ft|foot|feet|'|’)(?: ?\d{{1,2}})?(?:\"|”|in\b|'')?(?: tall)?(?![\w])"
        rf"|\b(?:{_NUMBERS})[- ](?:foot|feet)(?: (?:{_SMALL})\b(?: inches)?)?"
        r"(?: tall)?|\b\d(?:\.\d+)? ?(?:m|metres|meters) tall|\b1[4-9]\d ?cm\b|\b\d{2} stone\b|\b[2-5]\d0 ?(?:lbs"
        r"|pounds)\b")),
    ("body", re.compile(
        r"\b(?:missing (?:half |part of )?(?:an? |two |three |his |her |their |the )?(?:(?:tip|top"
        r"|end) of (?:an? |his |her |the )?)?"
        r"(?:left |right |front |index |ring |little |middle )?(?:finger|arm|leg|hand|eye"
        r"|tooth|thumb|toe|limb)(?:s|ers)?"
        r"|(?:walks|walked|walking) with a (?:limp|stick|cane|frame)|(?:one|two) fingers missing|only has one (?:arm"
        r"|leg|eye|hand|kidney)"
        r"|built like an? (?:[\w-]+ ){0,3}[\w-]+|(?:bench(?:es)?|deadlifts?|squats) \d{2,3}(?: ?kg| ?kilos)?"
        r"|(?:enormous|huge|tiny|scarred|burned|gnarled)(?: pale| big| red)? (?:hands|ears|nose|face))\b")),
)  # fmt: skip
_CUES = (
    "tattoo", "foot", "feet", "ft", "tall", "cm", "stone", "lbs", "pounds", "missing", "walk", "fingers", "only has",
    "hands", "ears", "nose", "face", "built like", "deadlift", "bench", "squats",
)  # fmt: skip
_FEET = re.compile(r"[4-7] ?['’]")


def find(view: View) -> Iterator[Match]:
    seen = context(view)
    taken: list[tuple[int, int]] = [(seen.words[r.first].start, seen.words[r.last - 1].end) for r in seen.ranks]
    if any(cue in view.lower for cue in _CUES) or _FEET.search(view.lower):
        for group, pattern in _SHAPES:
            for found in pattern.finditer(view.lower):
                if group == "height" and not _is_height(view.lower, found):
                    continue
                taken.append(found.span())
                yield Match(
                    *found.span(), _REASON, 0.85, {"value": group, "group": group, "form": "v", "plural": False}
                )
    for hit, entry in seen.of(Kind.PHYSICAL):
        start, end = seen.words[hit.first].start, seen.words[hit.last - 1].end
        if any(a < end and start < b for a, b in taken) or seen.det(hit.first) in GENERAL:
            continue
        if entry.value == "build" and seen.low(hit.last) not in PEOPLE - {
            "family",
            "community",
            "background",
            "accent",
        }:
            continue
        if entry.value in ("scar", "walking aid", "tattoo") and (
            seen.tag(hit.first).startswith("VB")
            or seen.tag(hit.first) == "JJ"
            or seen.low(hit.first - 1) in ("emotional", "psychological", "invisible", "old", "these", "baby", "dog")
            or (hit.plural and not seen.det(hit.first))
        ):
            continue
        if seen.tag(hit.first).startswith("VB") and entry.form == "n":
            continue
        yield Match(start, end, _REASON, 0.8, attributes(hit, entry))


def _is_height(lower: str, found: re.Match[str]) -> bool:
    """ "Five foot three" and "6'2", not "six feet away", "six feet under" or "4' wide"."""
    after = lower[found.end() :].lstrip()
    if after.startswith(("away", "under", "apart", "deep", "wide", "long", "high", "of ", "from", "between", "behind")):
        return False
    words = found.group()
    return "feet" not in words or "tall" in words or any(c.isdigit() for c in words[1:])


RULE = Rule(
    id="quasi.physical",
    kind=Kind.PHYSICAL,
    directness=Directness.QUASI,
    summary="What somebody looks like: anyone who has seen them would know.",
    source="Words by hand (traits.tsv); shares of disability: facts.tsv.",
    find=find,
    matches=(
        Example("He has a tattoo of a rooster below his knee.", ("tattoo of a rooster",)),
        Example("She is five foot three, with red hair.", ("five foot three", "red hair")),
        Example("He uses a wheelchair, she has a cochlear implant.", ("wheelchair", "cochlear implant")),
        Example("A very tall man with dreadlocks came.", ("very tall", "dreadlocks")),
    ),
    ignores=(
        "He sat six feet away from the door.",
        "It left emotional scars.",
        "A tall order on foot.",
        "We limp towards Easter.",
    ),
)
