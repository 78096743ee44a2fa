"""Kin and the shape of a family: "her sister", "twins", "second of five", "only child", "single mum of three".

Attributes: `relation` (as in kin.tsv: "sister", "mother", …) or `structure` ("twins", "only child", "adopted", …,
see `_shapes`), `group` (class in kin.tsv), `plural`, `count` (children or siblings, 0 when not said), and
`possessive` (the pronoun that the match starts with, or "").
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.quasi._context import GENERAL, NUMBERS, Context, Hit, context
from assistant.detect.rules.quasi._lexicon import Entry
from assistant.detect.rules.quasi._shapes import STRUCTURES
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_KIN = "who belongs to a family is known to everyone around it"
_SHAPE = "an unusual family is easily recognised"
_PRONOUNS = frozenset({"her", "his", "their", "my", "our"})
_NAMES = frozenset(
    "mum mom mam dad daddy mummy mommy gran nan nana grandma grandpa grandad granny abuela mother father".split()
)
_NOT_KIN_AFTER = frozenset(
    "officio parte gratia post tongue nature board teresa superior land hood ship in country christmas ted "
    "cells cell".split()
)
_COMPARED = frozenset({"among", "between", "than", "with", "study", "studies", "in", "family,", "of"})
_NOBODY = frozenset(
    {"nobody", "everybody", "everyone", "someone", "somebody", "anyone", "anybody", "one", "people", "else"}
)


def find(view: View) -> Iterator[Match]:
    seen = context(view)
    taken: list[tuple[int, int]] = [(seen.words[r.first].start, seen.words[r.last - 1].end) for r in seen.ranks]
    lower = view.lower
    for structure, cues, pattern in STRUCTURES:
        if any(cue in lower for cue in cues):
            for found in pattern.finditer(lower):
                index = next((i for i, part in enumerate(found.groups(), 1) if part), 0)
                start, end = found.span(index)
                if any(a < end and start < b for a, b in taken) or _is_general(view.lower, start, structure):
                    continue
                taken.append((start, end))
                words = view.lower[start:end]
                yield Match(
                    start,
                    end,
                    _SHAPE,
                    0.85,
                    {
                        "structure": structure,
                        "relation": "",
                        "group": "",
                        "plural": words.endswith("s"),
                        "count": _count(words),
                        "possessive": words.partition(" ")[0] if words.partition(" ")[0] in _PRONOUNS else "",
                    },
                )
    for hit, entry in seen.of(Kind.FAMILY):
        first, score = _phrase(seen, hit, entry)
        if score and not any(a < seen.words[hit.last - 1].end and seen.words[first].start < b for a, b in taken):
            possessive = seen.low(first) if seen.low(first) in _PRONOUNS else ""
            yield seen.match(
                first,
                hit.last,
                _KIN,
                score,
                {
                    "structure": _same_sex(possessive, entry.value),
                    "relation": entry.value,
                    "group": entry.group,
                    "plural": hit.plural,
                    "count": _count(seen.text(first, hit.last).lower()),
                    "possessive": possessive,
                },
            )


def _is_general(lower: str, start: int, structure: str) -> bool:
    """ "Every single parent", "your twins"; plain plurals of a rare sort still tell nothing of anyone."""
    before = lower[max(0, start - 12) : start].split()
    if before and (
        before[-1] in GENERAL
        or (structure == "multiple birth" and before[-1] in _COMPARED and lower[start:].split(" ")[0] not in _PRONOUNS)
    ):
        return True
    return structure in ("single parent",) and not before and lower.startswith(("single parents", "lone parents"))


def _same_sex(possessive: str, relation: str) -> str:
    if (possessive, relation) in (("her", "wife"), ("his", "husband")):
        return "same-sex partner"
    return ""


def _count(words: str) -> int:
    numbers = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    for word in words.replace("-", " ").split():
        if word.isdigit():
            return int(word)
        if word in numbers:
            return numbers.index(word) + 2
    return 0


def _phrase(seen: Context, hit: Hit, entry: Entry) -> tuple[int, float]:
    """Where the match starts (its possessive, if a pronoun) and how sure it is that a relative of someone is meant."""
    after = seen.low(hit.last)
    head = seen.words[hit.last - 1]
    word = seen.words[hit.first].lower
    if (after in _NOT_KIN_AFTER and after != "in") or (after == "'s" and seen.low(hit.last + 1) == "day"):
        return 0, 0.0
    if seen.is_capital(hit.first) and word not in _NAMES:
        return 0, 0.0
    if head.text[:1].isupper() and seen.tag(hit.last) == "NNP" and after != "'s":
        return 0, 0.0
    at = seen.determiner(hit.first)
    if at is not None and seen.low(at) in NUMBERS and seen.low(at - 1) in _PRONOUNS:
        return at - 1, 0.9
    low = seen.low(at) if at is not None else ""
    if entry.group == "foster" and seen.tag(hit.last) in ("NN", "NNS"):
        return 0, 0.0
    if low in GENERAL or (entry.value == "place among children" and seen.tag(hit.last) in ("NN", "NNS")):
        return 0, 0.0  # "my youngest client"
    if low in _PRONOUNS and at is not None:
        between = any(at < other.first < hit.first for other in seen.hits)
        return (hit.first if between else at), 0.9
    if entry.value in ("child", "partner") and not (hit.plural and low in NUMBERS and entry.value == "child"):
        return (hit.first, 0.75) if low == "'s" and entry.value == "partner" else (0, 0.0)
    if low == "'s":
        if at is not None and seen.low(at - 1) in _NOBODY:
            return 0, 0.0
        return hit.first, 0.85
    if hit.plural or entry.form == "p":
        if low in NUMBERS and entry.group != "parents" and at is not None and _owned(seen, at, entry):
            return at, 0.8
        return (hit.first, 0.6) if low == "the" and entry.group not in ("parents", "child") else (0, 0.0)
    if low in ("a", "an"):
        return (hit.first, 0.6) if entry.value not in ("parent", "sibling") and after != "figure" else (0, 0.0)
    if low == "the":
        return (hit.first, 0.65) if entry.value != "parent" else (0, 0.0)
    if not low and (word in _NAMES or entry.value in ("wife", "husband")):
        return hit.first, 0.55
    if (not low and entry.group in ("step", "step-other", "foster", "in-law")) or entry.value == "widow":
        return hit.first, 0.6
    return 0, 0.0


def _owned(seen: Context, at: int, entry: Entry) -> bool:
    """ "Three kids" belong to someone in "has three kids", not in "three kids in my class"."""
    if entry.value not in ("child", "sibling"):
        return True
    return seen.low(at - 1) in (
        "has", "have", "had", "having", "with", "got", "raising", "raised", "of", "and", "her", "his", "their", "my",
        "'ve", "lost", "adopted", "fostered", "to",
    )  # fmt: skip


RULE = Rule(
    id="quasi.family",
    kind=Kind.FAMILY,
    directness=Directness.QUASI,
    summary="Relatives and the shape of a family: common ones tell little, rare ones a great deal.",
    source="Shares: facts.tsv (family, marital, household); kin words by hand (kin.tsv).",
    find=find,
    matches=(
        Example("She cried when her sister rang.", ("her sister",)),
        Example("She delivered twins on the hard shoulder.", ("twins",)),
        Example("She's second of five sisters and tired.", ("second of five sisters",)),
        Example("An only child, he lives with his step-dad.", ("only child", "his step-dad")),
        Example("A single mum of three, recently widowed.", ("single mum of three", "recently widowed")),
        Example("He was adopted, and his mums know.", ("adopted", "his mums")),
        Example("K is the younger of twins, conceived by IVF.", ("the younger of twins", "conceived by IVF")),
        Example("This was her fifth, after four boys.", ("her fifth", "four boys")),
        Example("A two-mom family came, and a driver, late forties, seven kids.", ("two-mom family", "seven kids")),
        Example("My client's husband teaches.", ("husband",)),
        Example("One of seven, noted. He has three sons.", ("One of seven", "three sons")),
        Example("She brought her mother-in-law and her older brother.", ("her mother-in-law", "her older brother")),
    ),
    ignores=(
        "Mothers often blame themselves, and children notice.",
        "Your mum may say otherwise.",
        "Mother tongue matters, so does Mother's Day.",
        "One of my clients laughed, second of the two sessions.",
        "Every parent knows it.",
        "We adopted a new approach in twin towns.",
    ),
)
