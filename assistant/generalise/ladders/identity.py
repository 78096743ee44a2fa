"""Ladders of what someone is by birth, belief or belonging: sex, ethnicity, nationality, language, religion, sexuality.

Most of these are better left out than said more generally ("a person of faith" reads like a form), so ladders are
short: a wider region for a nationality, "religious" for a faith, "another language" for a language.
"""

from __future__ import annotations

from assistant.domain.details import Detail, Kind, SubjectRole
from assistant.domain.ladders import Ladder, Share
from assistant.generalise.ladders._wording import (
    Wording,
    after,
    before,
    class_wordings,
    countable,
    is_possessed,
    is_predicate,
    ladder,
    modifies,
    ranked,
    trait_share,
    with_article,
)
from assistant.generalise.slot import Slot

KINDS = frozenset({Kind.SEX, Kind.ETHNICITY, Kind.NATIONALITY, Kind.LANGUAGE, Kind.RELIGION, Kind.SEXUALITY})

_OPENS_A_THING = frozenset({"a", "an", "the", "her", "his", "their", "my", "our"})
_CHILDREN = frozenset("boy boys girl girls lad lads lass lasses schoolboy schoolgirl schoolboys schoolgirls".split())
_CHILD_OF_ONE_SEX = Share(0.1, 0.3, "half of those under about 25 (age_group in facts.tsv)", "all")
_CHILD = Share(0.2, 0.45, "those under about 25 (age_group in facts.tsv)", "all")
_ANYONE = Share(0.99, 1.0, "no restriction")


def build(detail: Detail, slot: Slot) -> Ladder:
    """The ladder of one such trait in its surroundings."""
    rank = ranked(detail, slot)
    if rank is not None:
        return rank
    if detail.kind is Kind.SEX:
        return _sex(detail, slot)
    attributes = detail.attributes
    value, group = str(attributes.get("value", "")), str(attributes.get("group", ""))
    first = trait_share(str(detail.kind), value, slot.region)
    return ladder(slot.words, first, _wordings(detail, slot, value, group))


def _wordings(detail: Detail, slot: Slot, value: str, group: str) -> tuple[Wording, ...]:
    plural, form = bool(detail.attributes.get("plural")), detail.attributes.get("form")
    wordings = class_wordings(group, plural)
    alone = before(slot) in ("a", "an") and not modifies(slot)
    if detail.kind is Kind.RELIGION:
        return _religion(slot, value, wordings, form == "t", alone or form == "n")
    if detail.kind is Kind.SEXUALITY:
        return () if form == "n" or alone else wordings
    if detail.kind is Kind.LANGUAGE:
        taught = after(slot) in ("speaker", "speakers", "speaking", "interpreter") or modifies(slot)
        return () if taught else wordings
    return wordings


def _religion(slot: Slot, value: str, wordings: tuple[Wording, ...], thing: bool, noun: bool) -> tuple[Wording, ...]:
    """Not for Jewish people, who need not be religious, nor for those who left a faith."""
    if thing:
        if any(w.text.startswith("something") for w in wordings) and before(slot) not in _OPENS_A_THING:
            return ()
        if modifies(slot) or is_possessed(slot):
            return ()
        return tuple(
            w._replace(text=with_article(w.text, slot) if countable(w.text, "worship") else w.text) for w in wordings
        )
    if value in ("Jewish", "Orthodox Jewish") or slot.words.lower().startswith(("ex-", "lapsed")):
        return ()
    if noun:
        return tuple(w._replace(text="someone religious") for w in wordings if before(slot) in ("", "a", "an"))
    return wordings if modifies(slot) or is_predicate(slot) else ()


def _sex(detail: Detail, slot: Slot) -> Ladder:
    words = slot.words.lower()
    plural = bool(detail.attributes.get("plural"))
    if detail.attributes.get("form") == "a" or modifies(slot):
        return ladder(slot.words, trait_share("sex", str(detail.attributes.get("value", "")), slot.region))
    if words in _CHILDREN:
        return ladder(slot.words, _CHILD_OF_ONE_SEX, (Wording("children" if plural else "child", "child", _CHILD),))
    first = trait_share("sex", str(detail.attributes.get("value", "")), slot.region)
    return ladder(slot.words, first, _person(detail, slot, plural))


def _person(detail: Detail, slot: Slot, plural: bool) -> tuple[Wording, ...]:
    """ "A woman came" → "someone came"; behind an adjective "client", where that is who it is."""
    if plural:
        return (Wording("people", "people", _ANYONE),)
    if before(slot) in ("", "a", "an", "this") and not is_predicate(slot):
        return (Wording("someone", "someone", _ANYONE),)
    if detail.subject.role is SubjectRole.CLIENT and "client" not in slot.before.lower() and not is_predicate(slot):
        return (Wording("client", "client", _ANYONE),)
    return ()
