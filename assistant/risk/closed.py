"""Failing closed: when nothing can be concluded, the judgement says "cannot tell", never Low."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.domain.details import Detail
from assistant.domain.risk import Background, Reason, Risk, Tier
from assistant.domain.text import Draft
from assistant.risk.score import score

_ENGLISH = frozenset(
    (
        "the a an and or but of to in on at for with is was are were be been it that this she he they i you "
        "we my her his their not as if when what so me had have has do did from by about who"
    ).split()
)
_WORDS = re.compile(r"[^\W\d_]+")
_ENOUGH = 25
"""Words below which the language of a text can't be told."""
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
    if words >= _ENOUGH and english / words < _ENGLISH_SHARE:
        reasons.append("Much of this does not read like English, which is the only language that discreet knows.")
    told = sum(_counted(p.text)[0] for p in draft.passages if p.index in case_passages)
    if first and told >= _LONG_CASE and not any(d.counts or d.exempt for d in details):
        reasons.append("It reads like a case, yet not one detail was found; something was missed.")
    return tuple(reasons)


NAMES_NOT_CHECKED = "Names were not fully checked: the rules alone looked for them, so an unusual one can be missed."
"""Why nothing is Low where the tagger did not read the text (risk.md, 7)."""


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
