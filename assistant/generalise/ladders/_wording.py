"""Wordings that fit their slot, and ladders put together from them.

Promises: shares never shrink on the way down, flags only fall away, the last rung is empty, and no later rung holds
the words as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from assistant.data import facts, rows
from assistant.domain.details import Detail
from assistant.domain.ladders import EVERYONE, Flag, Ladder, Rung, Share
from assistant.generalise.slot import Slot
from assistant.language.inflect import article
from assistant.language.tagging import tags
from assistant.language.words import words

ESTIMATE = "no figure known; an estimate with a wide interval"
BY_HAND = "estimate (traits.tsv)"
_DETERMINERS = frozenset(
    "a an the her his their my our your its this that these those some any no another each every".split()
)
_BE = frozenset(
    "is was are were be been being am 's 're 'm become became becoming got get gets getting feel feels felt".split()
)
_LAST_WORDS = re.compile(r"([\w'’-]+)?\W*?$")
_WORD = re.compile(r"[\w'’]+")


class Wording(NamedTuple):
    """A more general wording, what to call it outside a sentence, and the share of people it fits."""

    text: str
    label: str
    share: Share


def ladder(
    written: str, first: Share, wordings: Iterable[Wording] = (), flags: frozenset[Flag] = frozenset()
) -> Ladder:
    """As written with `first` and `flags`; then the wordings that differ from it; then left out."""
    rungs = [Rung(written, "as written", first, flags)]
    low, high = first.low, first.high
    for wording in wordings:
        if not wording.text or _holds(wording.text, written) or any(r.text == wording.text for r in rungs):
            continue
        low, high = max(low, wording.share.low), max(high, wording.share.high)
        rungs.append(Rung(wording.text, wording.label, Share(low, high, wording.share.source, wording.share.of)))
    rungs.append(Rung("", "left out", EVERYONE))
    return Ladder(tuple(rungs))


def _holds(text: str, written: str) -> bool:
    """Whether the words as written (in singular or plural, without a possessive) stand in a wording."""
    plain = re.sub(r"^(?:her|his|their|my|our|the|an?) ", "", written.lower())
    return _stands(plain, text.lower()) or text.lower() == plain.rstrip("s")


def _stands(words: str, text: str) -> bool:
    """Whether `words` stand in `text` with no letter, digit or underscore right before or after them."""
    at = text.find(words)
    while at >= 0:
        around = text[max(at - 1, 0) : at] + text[at + len(words) : at + len(words) + 1]
        if not any(c.isalnum() or c == "_" for c in around):
            return True
        at = text.find(words, at + 1)
    return False


def before(slot: Slot) -> str:
    """The word right before the slot in lower case; "" at the start or after a mark."""
    found = re.search(r"([\w'’-]+)\s+$", slot.before)
    return found[1].lower().replace("’", "'") if found else ""


def after(slot: Slot) -> str:
    """The word right after the slot in lower case; "" at the end or before a mark."""
    found = re.match(r"\s+([\w'’-]+)", slot.after)
    return found[1].lower().replace("’", "'") if found else ""


def is_possessed(slot: Slot) -> bool:
    """Whether the word before is somebody's name or noun with an apostrophe ("my client's husband")."""
    return before(slot).endswith(("'s", "s'"))


def is_determined(slot: Slot) -> bool:
    """Whether an article or possessive governs the slot, directly or over an adjective or two."""
    near = [w.lower().replace("’", "'") for w in re.findall(r"[\w'’-]+|[,.;:!?()–—]", slot.before)[-3:]]
    for word in reversed(near):
        if word in _DETERMINERS or (
            word.endswith(("'s", "s'")) and word not in ("she's", "he's", "it's", "that's", "who's")
        ):
            return True
        if not word.isalpha() or word in _BE or word in _PREPOSITIONS:
            return False
    return False


_PREPOSITIONS = frozenset(
    "of with has have had having and or in on for from about to by over between got after before during since by "
    "that".split()
)


_BEING = re.compile(
    r"(?:\b(?:is|was|are|were|be|been|being|am|became|become)|['’](?:s|re|m))(?:\s+(?:an?|very|quite|now|also|still))*\s+$"
)


def is_predicate(slot: Slot) -> bool:
    """Whether a form of "be" governs the slot ("she's a …", "was …")."""
    return _BEING.search(slot.before) is not None


def modifies(slot: Slot) -> bool:
    """Whether the noun that the words describe follows them ("her *firefighter* dad")."""
    return bool(after(slot)) and _tag_after(slot.before, slot.words, slot.after) in ("NN", "NNS", "NNP", "NNPS")


@lru_cache(maxsize=512)
def _tag_after(left: str, own: str, right: str) -> str:
    """The tag of the first word to the right."""
    found = words(left + own + right)
    index = next((i for i, word in enumerate(found) if word.start >= len(left) + len(own)), None)
    return "" if index is None else tags(found)[index]


def with_article(text: str, slot: Slot) -> str:
    """A countable singular with its article where nothing before the slot gives one."""
    return text if is_determined(slot) else f"{article(text)} {text}"


class Trait(NamedTuple):
    """A row of traits.tsv without its phrases."""

    share: Share
    facts: tuple[tuple[str, str], ...]


@cache
def _traits() -> dict[tuple[str, str], Trait]:
    found: dict[tuple[str, str], Trait] = {}
    for kind, _form, _group, value, share, listed, _phrases in rows("traits.tsv"):
        low, high = map(float, share.split("-"))
        named = tuple((k, v) for k, _, v in (f.partition(":") for f in listed.split("|") if f))
        found.setdefault((kind, value), Trait(Share(low, high, BY_HAND), named))
    return found


@cache
def _phrases() -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for kind, _form, _group, value, _share, _facts, phrases in rows("traits.tsv"):
        for phrase in phrases.split(","):
            found.setdefault((kind, phrase), value)
    return found


def listed(kind: str, words_: str) -> str:
    """The value of these very words in traits.tsv; "" where they don't stand there."""
    return _phrases().get((kind, words_.lower().replace("’", "'")), "")


def trait_share(kind: str, value: str, region: str) -> Share:
    """The share of people that a trait fits: from the facts table where it has a row, else the estimate."""
    trait = _traits().get((kind, value))
    if trait is None:
        return Share(0.001, 0.1, ESTIMATE)
    known = [s for k, v in trait.facts if (s := facts.share(k, v, region)) is not None]
    if not known and region != "unknown":
        known = [s for k, v in trait.facts if (s := facts.share(k, v)) is not None]
    if not known:
        return trait.share
    return Share(min(s.low for s in known), max(s.high for s in known), known[0].source, known[0].of)


@cache
def _classes() -> dict[str, tuple[tuple[str, str, float, float], ...]]:
    found: dict[str, tuple[tuple[str, str, float, float], ...]] = {}
    for group, *cells in rows("trait_classes.tsv"):
        parsed = []
        for cell in cells:
            texts, _, share = cell.rpartition("@")
            one, _, many = texts.partition("/")
            low, _, high = share.partition("-")
            parsed.append((one, many or one, float(low), float(high)))
        found[group] = tuple(parsed)
    return found


def class_wordings(group: str, plural: bool) -> tuple[Wording, ...]:
    """The general wordings of a class (trait_classes.tsv) in singular or plural."""
    return tuple(
        Wording(many if plural else one, one, Share(low, high, "estimate (trait_classes.tsv)"))
        for one, many, low, high in _classes().get(group, ())
    )


def countable(text: str, group: str) -> bool:
    """Whether a class's singular wording takes an article (it has a plural of its own)."""
    return any(one == text and many != one for one, many, _low, _high in _classes().get(group, ()))


ONE_OF_ITS_KIND = Share(0.0002, 0.01, "one person in each place that has a first or an only one", "all")
_ODD = Share(0.02, 0.3, ESTIMATE)


def ranked(detail: Detail, slot: Slot) -> Ladder | None:
    """The ladder of "only Traveller" or "first Somali head girl"; None when the detail is no such thing."""
    if not detail.attributes.get("first_or_only"):
        return None
    wordings: list[Wording] = []
    if detail.attributes.get("rank") == "only" and not modifies(slot):
        wordings.append(Wording("odd one out", "odd one out", _ODD))
    return ladder(slot.words, ONE_OF_ITS_KIND, wordings, frozenset({Flag.FIRST_OR_ONLY}))
