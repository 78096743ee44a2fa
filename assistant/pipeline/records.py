"""Clinical records: what they teach is what was found, so they are told whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from assistant.domain.changes import Change, Move, Plan, Step
from assistant.domain.details import Detail, Directness, Kind
from assistant.domain.ladders import Flag
from assistant.domain.text import Passage
from assistant.pipeline.values import Analysis

_CLINICAL = frozenset({Kind.HEALTH, Kind.MEDICATION, Kind.PROCEDURE})
_FINDINGS = _CLINICAL | {Kind.EVENT, Kind.DURATION, Kind.COUNT, Kind.SEQUENCE, Kind.PHYSICAL, Kind.SPEECH}
"""What a record is for; who it is about is said by other kinds."""
_GRAVE = frozenset(
    {Flag.DISTINCTIVE_EVENT, Flag.FIRST_OR_ONLY, Flag.EXACT_DATE, Flag.AGE_OVER_89, Flag.VERBATIM_SPEECH}
)
RECORD = 0.3
"""Part of a case's sentences that name an illness, a medicine or a treatment, from which on it is a record."""
MUCH = 0.2
"""Part of its words that a record may lose and still teach what it taught."""
KEPT = "a record teaches nothing without it; ask for consent"


def tells_too_little(before: Analysis, changes: Collection[Change]) -> bool:
    """Whether a record lost so much that it no longer teaches what was found."""
    return _is_record(before) and _lost_much(before, changes)


def said_in_passing(before: Analysis, still: Collection[Detail]) -> list[Detail]:
    """Those of the details that say who, where or when it was; an age only in a sentence that a record can spare."""
    long = [p.span for p in before.draft.passages if len(p.text.split()) > SHORT]
    return [
        d
        for d in still
        if d.kind not in _FINDINGS and not (d.kind in _MILD and any(s.overlaps(span) for s in long for span in d.spans))
    ]


_MILD = frozenset({Kind.AGE, Kind.SEX, Kind.ETHNICITY, Kind.FAMILY, Kind.RECENCY, Kind.TIME, Kind.OCCUPATION})
SHORT = 14
"""Words of a sentence that says when or who, and no finding."""


def _is_record(before: Analysis) -> bool:
    """Whether what is told is what was found and done, sentence after sentence, rather than a story."""
    told = _told(before)
    counting = [d for d in before.details if d.counts]
    clinical = [d for d in counting if d.kind in _CLINICAL]
    spoken = [d for d in counting if d.directness is Directness.VERBATIM and d.kind is Kind.SPEECH]
    if any(_QUOTED.search(text) or not _STATED.search(_before(before, d)) for d in spoken for text in d.texts):
        return False  # somebody speaks: it is a story
    naming = [p for p in told if any(s.overlaps(p.span) for d in clinical for s in d.spans)]
    return bool(told) and len(naming) >= RECORD * len(told)


_QUOTED = re.compile('["“”]')
_STATED = re.compile(r"\b(?:states?|stated|denies|denied|reports?|reported|notes|noted|complains?|admits?|rates?)\b")
"""How a record says what it was told: "Mother states that he seems better." is a finding, and nobody's own words."""


def _before(before: Analysis, detail: Detail) -> str:
    """What stands in the sentence before the words of `detail`."""
    at = detail.spans[0].start
    passage = next((p for p in before.draft.passages if p.span.start <= at < p.span.end), None)
    return passage.text[: at - passage.span.start] if passage is not None else ""


def _told(before: Analysis) -> list[Passage]:
    """The sentences that tell of the case; answers to choose from tell nothing of it."""
    from assistant.rewrite.line import RUNNING, is_choice  # a check needs none of it

    found = [p for p in before.draft.passages if p.index in before.case_passages and p.role in RUNNING]
    return [p for p in found if not is_choice(p.text)]


def _lost_much(before: Analysis, changes: Collection[Change]) -> bool:
    """Whether a record lost so much of what was found that it no longer teaches it."""
    from assistant.rewrite.leaving_out import count_words, words_now  # a check needs none of it

    told = _told(before)
    words = sum(count_words(p.text) for p in told)
    return sum(count_words(words_now(p, changes)) for p in told) < (1 - MUCH) * words


def with_findings(before: Analysis, plan: Plan, wished: Collection[str]) -> Plan:
    """`plan` with everything that was found and done as it is written."""
    details = {d.id: d for d in before.details}
    return replace(plan, steps=tuple(_step(s, details.get(s.detail), wished) for s in plan.steps))


def _step(step: Step, detail: Detail | None, wished: Collection[str]) -> Step:
    if detail is None or detail.ladder is None or detail.id in wished or detail.kind not in _FINDINGS:
        return step
    if detail.ladder.rungs[0].flags & _GRAVE:
        return step
    return Step(step.detail, 0, Move.KEEP, KEPT)
