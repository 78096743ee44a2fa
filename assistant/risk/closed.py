"""Failing closed: when nothing can be concluded, the judgement says "cannot tell", never Low."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.domain.details import Detail
from assistant.domain.risk import Background, Reason, Risk, Tier
from assistant.domain.text import Draft
from assistant.language.lexicon import known
from assistant.risk.score import score

_ENGLISH = frozenset(
    (
        "the a an and or but of to in on at for with is was are were be been it that this she he they i you "
        "we my her his their not as if when what so me had have has do did from by about who"
    ).split()
)
_WORDS = re.compile(r"[^\W\d_]+")
_ENOUGH = 25
"""Words below which the share of these says nothing."""
_SHORT, _KNOWN, _FOREIGN = 8, 0.5, 0.3
"""Words from which on a text with none of these is another language, unless so many of its words are ours (a list); and
the share of letters of another script from which on it is one whatever its length."""
_ENGLISH_SHARE = 0.18
"""Running English prose has 35–50 % of these words; lists and headings fewer."""
_LONG_CASE = 60
"""Words of a case in which at least something common (a relative, an age, a feeling's name) is always found."""


def reasons_that_nothing_can_be_told(
    draft: Draft, details: Sequence[Detail], case_passages: frozenset[int], *, first: bool
) -> tuple[str, ...]:
    """Sentences for the person; empty where the text can be judged.

    `first` says that this is a person's draft, not our own result, in which finding nothing is the aim.
    """
    reasons: list[str] = []
    counted = [_counted(p.text) for p in draft.passages if p.role.is_prose]
    words, english = sum(c[0] for c in counted), sum(c[1] for c in counted)
    foreign = words >= _SHORT and not english and _known_share(draft) < _KNOWN
    if foreign or (words >= _ENOUGH and english / words < _ENGLISH_SHARE) or _another_script(draft):
        reasons.append("Much of this does not read like English, which is the only language that discreet knows.")
    told = sum(_counted(p.text)[0] for p in draft.passages if p.index in case_passages)
    if first and told >= _LONG_CASE and not any(d.counts or d.exempt for d in details):
        reasons.append("It reads like a case, yet not one detail was found; something was missed.")
    return tuple(reasons)


def _known_share(draft: Draft) -> float:
    """The share of words that English has."""
    words = [w.lower() for p in draft.passages if p.role.is_prose for w in _WORDS.findall(p.text)]
    return sum(map(known, words)) / len(words)


def _another_script(draft: Draft) -> bool:
    """Whether much of a text is written in other letters than ours: one run of those can be a whole clause."""
    others = sum(map(str.isalpha, _BEYOND.findall(draft.text)))
    return others >= _LEAST_LETTERS and others > _FOREIGN * sum(map(str.isalpha, draft.text))


_BEYOND = re.compile(r"[^\x00-\u024f]")
"""A character behind the Latin letters."""
_LEAST_LETTERS = 8
"""So many of them are more than a word in another script."""

NAMES_NOT_CHECKED = "Names were not fully checked: the rules alone looked for them, so an unusual one can be missed."
"""Why nothing is Low where the tagger did not read the text (risk.md, 7)."""

NOT_READ_WHOLE = "It could not be read as a whole, so whether it tells of somebody is not known. Please try again."
"""Why nothing is Low where the small model that was to say so failed."""

NOT_READ_YET = "A closer look for names and whatever else only the context shows is still on its way."
"""Why nothing is Low while the tagger is at work on the text."""


def never_low(risk: Risk, reason: str, background: Background) -> Risk:
    """`risk` where a reader who would not tell becomes one of whom nothing can be said, for this `reason`."""
    unknown = Reason(reason, (), "closed", Tier.CANNOT_TELL)
    readers = {
        reader: replace(one, tier=Tier.CANNOT_TELL, reasons=(unknown, *one.reasons)) if one.tier is Tier.LOW else one
        for reader, one in risk.readers.items()
    }
    overall = max(one.tier for one in readers.values())
    return replace(risk, readers=readers, overall=overall, score=score(readers, background))


@lru_cache(maxsize=4096)
def _counted(text: str) -> tuple[int, int]:
    """How many words a passage has, and how many of them are the commonest of English."""
    words = _WORDS.findall(text)
    return len(words), sum(word.lower() in _ENGLISH for word in words)
