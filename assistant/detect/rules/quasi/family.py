"""Kin and the shape of a family: "her sister", "twins", "second of five", "only child", "single mum of three".

Attributes: `relation` (as in kin.tsv: "sister", "mother", …) or `structure` ("twins", "only child", "adopted", …,
see `_STRUCTURES`), `group` (class in kin.tsv), `plural`, `count` (children or siblings, 0 when not said), and
`possessive` (the pronoun that the match starts with, or "").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.quasi._context import GENERAL, NUMBERS, Context, Hit, context
from assistant.detect.rules.quasi._lexicon import Entry
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_KIN = "who belongs to a family is known to everyone around it"
_SHAPE = "an unusual family is easily recognised"
_PRONOUNS = frozenset({"her", "his", "their", "my", "our"})
_NAMES = frozenset(
    "mum mom mam dad daddy mummy mommy gran nan nana grandma grandpa grandad granny abuela mother father".split()
)
_NOT_KIN_AFTER = frozenset(
    "tongue nature board teresa superior land hood ship in country christmas ted cells cell".split()
)
_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|\d{1,2})"
_SIBLINGS = r"(?: (?:sisters|brothers|siblings|children|kids|boys|girls|sons|daughters))?"
_STRUCTURES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("sibling position", re.compile(
        rf"\b(?:(?:the )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|youngest|eldest|oldest|middle|one) "
        rf"(?:child )?"
        rf"of (?:her |his |their )?{_NUMBER}(?!\w| (?:my|our|the|us|them|\w+ (?:clients|patients|students|pupils"
        rf"|sessions)))"
        rf"{_SIBLINGS})(?= ?[,.;:!?)–—]|$| (?:and|who|in|from|but|or|born|she|he)\b|(?<=s)\b)")),
    ("single parent", re.compile(
        rf"\b(?:single|lone|solo) (?:mum|mom|mam|mother|dad|father|parent)s?(?: (?:of|to) {_NUMBER}\b{_SIBLINGS})?")),
    ("parent of several", re.compile(
        rf"\b(?:mum|mom|mam|mother|dad|father|parent|grandmother|grandfather|gran|nan|grandad) (?:of|to) "
        rf"{_NUMBER}\b{_SIBLINGS}")),
    ("multiple birth", re.compile(
        r"\b(?:(?:her|his|their|my|our) )?(?:(?:identical|fraternal|non-identical|conjoined|newborn|stillborn) )?"
        r"(?:twin|triplet|quadruplet|quintuplet)(?:s|(?= (?:brother|sister|boy|girl|son|daughter)s?))?"
        r"(?: (?:brother|sister|boy|girl|son|daughter)s?)?\b(?! (?:towns?|peaks|beds?|room|studies|track))")),
    ("only child", re.compile(r"\bonly (?:child|son|daughter|grandchild)\b(?! (?:who|in|with|that|to|on|left|at)\b)")),
    ("adopted", re.compile(
        r"\b(?:was |were |been |is |and |he's |she's )(adopted)\b(?! (?:by the|a |an |this|that|the ))|\b(adoptee"
        r"|adopted (?:son|daughter"
        r"|child|children|brother|sister|kids?|at birth|as a baby|from \w+)|transracially adopted|closed adoption"
        r"|open adoption)\b")),
    ("fostered", re.compile(r"\b(?:was |were |been |is |he's |she's )(fostered)\b|\b(?:foster (?:placement"
        r"|placements|home|homes))\b")),
    ("same-sex parents", re.compile(
        r"\b(?:(?:her|his|their) (?:mums|moms|mothers|dads|fathers)\b(?!')|two (?:mums|moms|mothers|dads|fathers)"
        r"|same-sex (?:parents"
        r"|couple|marriage|relationship)|other mum|other mom|lesbian mums|gay dads)")),
    ("same-sex partner", re.compile(r"\b(?:she and her wife|he and his husband|civil partner(?:ship)?)\b")),
    ("donor or surrogate birth", re.compile(r"\b(?:donor-conceived|donor conceived|surrogate (?:mother|baby|birth)"
        r"|born by surrogacy|ivf baby)\b")),
    ("widowed", re.compile(r"\b(?:(?:recently |newly |twice )?widowed)\b")),
    ("divorced", re.compile(r"\b(?:(?:recently |newly |twice |twice-)divorced|divorced|divorcee|divorcé|divorcée)\b")),
    ("separated", re.compile(r"\b(?:recently separated|newly separated|(?:is|was|are|were) (separated)(?=[ ,.;]"
        r"|$)(?! (?:at|by|into|out|when|during)\b))")),
    ("remarried", re.compile(r"\b(?:remarried|re-married|(?:second|third|fourth) (?:wife|husband|marriage)|first "
        r"(?:wife|husband))\b")),
    ("stepfamily", re.compile(r"\b(?:blended family|stepfamily|step-family)\b")),
    ("arranged marriage", re.compile(r"\b(?:arranged marriage|forced marriage|polygamous|polyamorous|open marriage"
        r"|throuple|mail-order bride|child bride"
                                     r"|married (?:her|his) (?:first )?cousin)\b")),
    ("orphan", re.compile(r"\b(?:orphan(?:ed)?|raised by (?:her|his|their) (?:gran\w*|nan|nana|aunt\w*|uncle|sister"
        r"|brother)|kinship carers?)\b")),
    ("estranged", re.compile(r"\b(?:estranged from (?:her|his|their) [a-z]+|gone no contact|no contact with (?:her"
        r"|his|their) [a-z]+)")),
    ("childless", re.compile(r"\b(?:childless|child-free|childfree|never (?:been )?married|never had (?:children"
        r"|kids))\b")),
)  # fmt: skip
_CUE = re.compile(
    r" of |single|lone |solo |twin|triplet|quad|quint|only |adopt|foster|mums|moms|dads|mothers|fathers|same-sex"
    r"|wife|husband|donor|"
    r"surrog|ivf|widow|divorc|separated|marri|blended|step|polyg|polya|throuple|bride|orphan|raised|kinship"
    r"|estranged|contact|child|civil"
)


def find(view: View) -> Iterator[Match]:
    seen = context(view)
    taken: list[tuple[int, int]] = [(seen.words[r.first].start, seen.words[r.last - 1].end) for r in seen.ranks]
    if _CUE.search(view.lower):
        for structure, pattern in _STRUCTURES:
            for found in pattern.finditer(view.lower):
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
    if before and before[-1] in GENERAL:
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
    low = seen.low(at) if at is not None else ""
    if low in GENERAL:
        return 0, 0.0
    if low in _PRONOUNS and at is not None:
        between = any(at < other.first < hit.first for other in seen.hits)
        return (hit.first if between else at), 0.9
    if entry.value in ("child", "partner") and not (hit.plural and low in NUMBERS and entry.value == "child"):
        return (hit.first, 0.75) if low == "'s" and entry.value == "partner" else (0, 0.0)
    if low == "'s":
        return hit.first, 0.85
    if hit.plural or entry.form == "p":
        if low in NUMBERS and at is not None and _owned(seen, at, entry):
            return at, 0.8
        return (hit.first, 0.6) if low == "the" and entry.group not in ("parents", "child") else (0, 0.0)
    if low in ("a", "an"):
        return (hit.first, 0.6) if entry.value not in ("parent", "sibling") and after != "figure" else (0, 0.0)
    if low == "the":
        return hit.first, 0.65
    if not low and (word in _NAMES or entry.value in ("wife", "husband")):
        return hit.first, 0.55
    if (not low and entry.group in ("step", "foster", "in-law")) or entry.value == "widow":
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
