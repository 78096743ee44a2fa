"""Ladders of kin and of the shape of a family: "her sister" → "someone in her family"; "twins" → "children".

Wordings keep the possessive that the words start with, agree in number, and never say "a relative".
"""

from __future__ import annotations

import re
from functools import cache

from assistant.data import facts, rows
from assistant.domain.details import Detail, Kind
from assistant.domain.ladders import Ladder, Share
from assistant.generalise.ladders._wording import (
    ESTIMATE,
    Wording,
    before,
    is_possessed,
    ladder,
    modifies,
    ranked,
)
from assistant.generalise.slot import Slot

KINDS = frozenset({Kind.FAMILY})

_HAS_FAMILY = Share(0.99, 1.0, "nearly everyone has family")
_PARENT = Share(0.97, 1.0, "nearly everyone has or had a parent")
_IS_PARENT = Share(0.6, 0.85, "children ever born (facts.tsv: children)", "adults")
_HAS_PARTNER = Share(0.6, 0.9, "marital and cohabiting status (facts.tsv: marital)", "adults")
_SINGLE_PARENT = Share(0.04, 0.15, "lone-parent families (facts.tsv: household)", "adults")
_BEREAVED = Share(0.3, 0.9, ESTIMATE, "adults")
_BY_CHILDREN = {
    2: Share(0.2, 0.4, "completed family size (facts.tsv: children)", "adults"),
    3: Share(0.08, 0.22, "completed family size (facts.tsv: children)", "adults"),
    4: Share(0.04, 0.1, "completed family size (facts.tsv: children)", "adults"),
    5: Share(0.007, 0.06, "completed family size (facts.tsv: children)", "adults"),
    7: Share(0.0005, 0.01, ESTIMATE, "adults"),
}
_BY_SIBLINGS = {
    2: Share(0.3, 0.5, ESTIMATE), 3: Share(0.15, 0.35, ESTIMATE), 4: Share(0.04, 0.15, ESTIMATE),
    5: Share(0.01, 0.08, ESTIMATE), 7: Share(0.001, 0.03, ESTIMATE),
}  # fmt: skip
_SHARES: dict[str, tuple[tuple[str, str], ...]] = {
    "only child": (("family", "only child (raised without siblings)"),),
    "adopted": (("family", "adopted"),),
    "fostered": (("family", "in foster care"), ("family", "looked after by a local authority (in care)")),
    "same-sex parents": (
        ("household", "same-sex couple with dependent children"),
        ("household", "same-sex couple with children"),
    ),
    "same-sex partner": (("marital", "in a same-sex marriage or civil partnership"), ("household", "same-sex couple")),
    "donor or surrogate birth": (("family", "conceived by assisted reproduction"),),
    "widowed": (("marital", "widowed"), ("marital", "widowed under 50")),
    "divorced": (("marital", "divorced (current status)"), ("marital", "ever divorced")),
    "separated": (("marital", "separated"),),
}
_FALLBACK = {
    "multiple birth": Share(0.018, 0.035, "twin births (facts.tsv: family)", "all"),
    "remarried": Share(0.04, 0.15, ESTIMATE, "adults"),
    "stepfamily": Share(0.05, 0.2, ESTIMATE),
    "arranged marriage": Share(0.001, 0.04, ESTIMATE, "adults"),
    "orphan": Share(0.005, 0.05, ESTIMATE),
    "estranged": Share(0.05, 0.3, ESTIMATE),
    "childless": Share(0.14, 0.45, "no children (facts.tsv: children)", "adults"),
    "birth order": Share(0.005, 0.1, ESTIMATE, "adults"),
    "first in the family": Share(0.05, 0.4, ESTIMATE),
}
_MORE_THAN_TWINS = Share(0.0002, 0.001, ESTIMATE)
_NOUNS = {
    "parent": ("parent", "parents", _PARENT), "parents": ("family", "family", _HAS_FAMILY),
    "sibling": ("sibling", "siblings", Share(0.75, 0.9, "only children (facts.tsv: family)")),
    "child": ("child", "children", Share(0.6, 0.85, "children ever born (facts.tsv: children)")),
    "partner": ("partner", "partners", _HAS_PARTNER), "partners": ("", "", _HAS_PARTNER),
    "ex": ("ex", "exes", Share(0.4, 0.85, ESTIMATE)), "extended": ("", "", _HAS_FAMILY),
    "step": ("step-parent", "step-parents", Share(0.1, 0.3, ESTIMATE)), "step-other": ("", "", _HAS_FAMILY),
    "in-law": ("", "", _HAS_FAMILY), "foster": ("carer", "carers", Share(0.5, 1.0, ESTIMATE)),
    "widow": ("", "", _HAS_FAMILY),
}  # fmt: skip
_OWN_WORDING = frozenset({"parent", "step", "foster"})


def build(detail: Detail, slot: Slot) -> Ladder:
    """The ladder of one relative, or of what is said of a family's shape."""
    rank = ranked(detail, slot)
    if rank is not None:
        return rank
    relation = str(detail.attributes.get("relation", ""))
    structure = str(detail.attributes.get("structure", ""))
    if relation:
        first = _structure_share(structure, detail, slot.region) if structure else _relation_share(relation, detail)
        return ladder(slot.words, first, _kin(detail, slot))
    return ladder(slot.words, _structure_share(structure, detail, slot.region), _shape(structure, detail, slot))


@cache
def _relations() -> dict[str, Share]:
    found = {}
    for relation, _group, share, _words in rows("kin.tsv"):
        low, _, high = share.partition("-")
        found[relation] = Share(float(low), float(high), "estimate (kin.tsv)", "all")
    return found


def _relation_share(relation: str, detail: Detail) -> Share:
    """The share of people who have such a relative, or so many of them."""
    count = int(detail.attributes.get("count", 0))
    if relation in ("child", "son", "daughter") and count >= 2:
        return _BY_CHILDREN[max(n for n in _BY_CHILDREN if n <= count)]
    if relation in ("sibling", "sister", "brother") and count >= 2:
        return _BY_SIBLINGS[max(n for n in _BY_SIBLINGS if n <= count + 1)]
    return _relations().get(relation, Share(0.1, 1.0, ESTIMATE))


def _structure_share(structure: str, detail: Detail, region: str) -> Share:
    words = " ".join(detail.texts).lower()
    count = int(detail.attributes.get("count", 0))
    if structure == "multiple birth" and "twin" not in words:
        return _MORE_THAN_TWINS
    if structure in ("parent of several", "number of children", "single parent", "sibling position"):
        table = _BY_SIBLINGS if structure == "sibling position" else _BY_CHILDREN
        at_most = [n for n in table if n <= count]
        share = table[max(at_most)] if at_most else (_SINGLE_PARENT if structure == "single parent" else _IS_PARENT)
        if structure == "single parent" and at_most:
            return Share(share.low * 0.1, share.high * 0.3, share.source, share.of)
        return share
    known = [s for kind, value in _SHARES.get(structure, ()) if (s := facts.share(kind, value, region)) is not None]
    known = known or [s for kind, value in _SHARES.get(structure, ()) if (s := facts.share(kind, value)) is not None]
    if known:
        return Share(min(s.low for s in known), max(s.high for s in known), known[0].source, known[0].of)
    return _FALLBACK.get(structure, Share(0.001, 0.1, ESTIMATE))


def _kin(detail: Detail, slot: Slot) -> list[Wording]:
    """Wordings for one relative, from the nearest class of kin to "someone in her family"."""
    group = str(detail.attributes.get("group", ""))
    plural, possessive = bool(detail.attributes.get("plural")), str(detail.attributes.get("possessive", ""))
    one, many, share = _noun_of(group, " ".join(detail.texts))
    noun = many if plural else one
    if _stands_alone(slot, group, possessive):
        return []
    found: list[Wording] = []
    by_age = possessive and _BY_AGE.match(slot.words) and not _IS_THE.search(slot.before)
    if group == "child" and by_age and not plural:
        found.append(Wording(f"one of {possessive} children", "one of several", share))
    elif noun and group != "sibling":
        owned = f"{possessive} {noun}" if possessive else noun
        if possessive and group in _OWN_WORDING and not plural:
            owned = f"a {noun}"
        found.append(Wording(owned, noun, share))
    if group in ("partner", "partners", "ex", "co-parent", "godparent") or (group == "widow" and not possessive):
        return found  # "a widow" came as a client, and is nobody's relative here
    if slot.after.startswith(("'s", "’s")) and " and " in slot.before[-30:]:
        return found  # "her sister and someone in her family's husband" would be three people
    if (
        possessive
        or is_possessed(slot)
        or before(slot) in ("", "a", "an", "the", "two", "three", "four", "five", "six")
    ):
        found.append(_somebody(slot, plural, possessive))
    return found


_APART = re.compile(
    r"\s+(?:(?:are|were|have|had|got|both|never|then|are now|had been|have been)\s+){0,3}"
    r"(?:divorc\w+|separat\w+|split|married|together|apart|met|cousins)\b"
)
"""What parents are to each other, and a family is not."""
_AND_KIN = re.compile(r"\s+(?:and|or|&)\s+(?P<next>[\w-]+)")
_KIN_AND = re.compile(r"(?P<next>[\w-]+)\s+(?:and|or|&)\s+$")
_OF_CHILDREN = frozenset({"baby", "babies", "twin", "child", "kid", "toddler"})


def _stands_alone(slot: Slot, group: str, possessive: str) -> bool:
    """Whether the relative can't be put more generally in this place, because other words hang on theirs."""
    if modifies(slot) and (not possessive or slot.words.lower().split(" ")[-1] in _OF_CHILDREN):
        return True  # "her baby brother"
    if group == "parents" and _APART.match(slot.after):
        return True
    if group == "child" and _IS_THE.search(slot.before) and _PLACE_AMONG.search(slot.words):
        return True  # "she is the eldest"
    joined = _AND_KIN.match(slot.after)
    led = _KIN_AND.search(slot.before) if not possessive else None
    near = {m["next"].lower() for m in (joined, led) if m is not None}
    return bool(near & _kin_words() or {word.removesuffix("s") for word in near} & _kin_words())  # "her aunt and uncle"


_BY_AGE = re.compile(r"(?i)^(?:\w+ )?(?:youngest|eldest|oldest|first-?born|last-?born|middle (?:child|one|girl|boy))\b")
_IS_THE = re.compile(r"(?:\b(?:is|was|were|are|being|am)|['’](?:s|m|re))\s+(?:also |still )?(?:the )?$")
_PLACE_AMONG = re.compile(r"(?i)^(?:youngest|eldest|oldest|first-?born|last-?born|middle child)")


@cache
def _kin_words() -> frozenset[str]:
    return frozenset(form.partition("=")[0] for *_, words in rows("kin.tsv") for form in words.split(","))


def _noun_of(group: str, words: str) -> tuple[str, str, Share]:
    """The class of kin as one, as several, and its share; who fosters is not who bore."""
    if group != "foster" or _FOSTERED.search(words):
        return _NOUNS.get(group, ("", "", _HAS_FAMILY))
    return _NOUNS["parent"] if _BY_BIRTH.search(words) else ("", "", _HAS_FAMILY)


_FOSTERED = re.compile(r"(?i)\bfoster (?:mum|mom|dad|mother|father|parent|carer)s?\b")
_BY_BIRTH = re.compile(r"(?i)\b(?:birth|biological|adoptive) (?:mum|mom|dad|mother|father|parent)s?\b")


def _somebody(slot: Slot, plural: bool, possessive: str) -> Wording:
    if not possessive and is_possessed(slot):
        return Wording("family", "family", _HAS_FAMILY)
    whose = f"{possessive} family" if possessive else "the family"
    return Wording(f"{'people' if plural else 'someone'} in {whose}", "family", _HAS_FAMILY)


def _shape(structure: str, detail: Detail, slot: Slot) -> list[Wording]:
    """Wordings for the shape of a family; empty where nothing reads better than leaving it out."""
    words, possessive = slot.words.lower(), str(detail.attributes.get("possessive", ""))
    own = f"{possessive} " if possessive else ""
    plural = bool(detail.attributes.get("plural"))
    match structure:
        case "sibling position":
            return [Wording("one of several children", "one of several", Share(0.3, 0.8, ESTIMATE))]
        case "single parent":
            return [
                Wording(
                    "single parents" if plural and " of " not in words else "single parent",
                    "single parent",
                    _SINGLE_PARENT,
                ),
                Wording("parents" if plural and " of " not in words else "parent", "parent", _IS_PARENT),
            ]
        case "number of children":
            if int(detail.attributes.get("count", 0)) == 2:
                return [Wording("children", "children", _IS_PARENT)]
            return [Wording("several children", "several children", Share(0.2, 0.5, ESTIMATE))]
        case "parent of several":
            return [Wording("grandparent" if words.startswith(("gran", "nan")) else "parent", "parent", _IS_PARENT)]
        case "multiple birth":
            return _multiple(words, own, plural, slot, possessive)
        case "same-sex parents":
            return [Wording(f"{own}parents", "parents", _PARENT)] if words.endswith(("s",)) else []
        case "widowed":
            return [Wording("bereaved", "bereaved", _BEREAVED)]
        case "remarried" if words.endswith(("wife", "husband")):
            return [Wording(f"{own}partner", "partner", _HAS_PARTNER)]
        case _:
            return []


def _multiple(words: str, own: str, plural: bool, slot: Slot, possessive: str) -> list[Wording]:
    if any(kin in words for kin in ("brother", "sister")) or not plural:
        return [_somebody(slot, plural, possessive)] if own or is_possessed(slot) else []
    if before(slot) in ("were", "are", "being") or words.startswith("one of"):
        return []
    return [Wording(f"{own}children", "children", Share(0.6, 0.85, "children ever born (facts.tsv: children)"))]
