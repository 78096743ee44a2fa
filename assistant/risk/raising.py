"""Raises a judgement by what was found beyond it; never lowers one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.risk import Background, Reader, ReaderRisk, Reason, Risk, Tier
from assistant.risk.score import score


def raised(
    risk: Risk,
    background: Background,
    found: Sequence[tuple[Reader, Reason]],
    cannot_tell: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> Risk:
    """`risk` with further reasons per reader; with `cannot_tell`, sentences, nothing can be concluded any more."""
    readers = dict(risk.readers)
    for reader, reason in found:
        one = readers[reader]
        reasons = one.reasons if reason in one.reasons else (*one.reasons, reason)
        readers[reader] = replace(one, tier=max(one.tier, reason.tier), reasons=reasons)
    if cannot_tell:
        unknown = tuple(Reason(text, (), "closed", Tier.CANNOT_TELL) for text in cannot_tell)
        readers = {r: ReaderRisk(Tier.CANNOT_TELL, one.crowd, unknown + one.reasons) for r, one in readers.items()}
    overall = max(one.tier for one in readers.values())
    points = max(risk.score, score(readers, background))
    return Risk(overall, points, readers, risk.harms, (*risk.notes, *notes))
