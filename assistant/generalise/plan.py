"""The plan: for each detail a rung, with the least loss of meaning that reaches the target of every reader.

Deterministic. First what the strategy leaves out anyway (cut before climb, prose.md), then greedily the step with
the most risk removed for the meaning lost, until every reader is at or below target. Where no rungs reach it, only
steps that lowered something stay, and the detail that still tells is named.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.domain.changes import Audience, Move, Plan, Step, Strategy
from assistant.domain.details import Detail, Directness, Kind
from assistant.domain.ladders import Flag
from assistant.domain.risk import Outcome, Reader, Risk, Targets, Tier

Judge = Callable[[Sequence[Detail]], Risk]
"""Judges details on the rungs that they stand on."""

COMMON = 0.1
"""A wording that fits at least one person in ten may stay."""

CUT_FIRST = frozenset(
    {
        Kind.AGE,
        Kind.PLACE,
        Kind.ADDRESS,
        Kind.DATE,
        Kind.TIME,
        Kind.RECENCY,
        Kind.COUNT,
        Kind.ORGANISATION,
        Kind.MONEY,
        Kind.CONTACT,
        Kind.RECORD_NUMBER,
        Kind.HANDLE,
        Kind.TAG,
        Kind.NATIONALITY,
        Kind.ETHNICITY,
        Kind.PHYSICAL,
        Kind.SEXUALITY,
        Kind.RELIGION,
        Kind.LANGUAGE,
        Kind.OCCUPATION,
        Kind.EDUCATION,
        Kind.POSSESSION,
        Kind.SEQUENCE,
        Kind.FAMILY,
        Kind.MOMENT,
    }
)
"""Attributes that a teaching point seldom uses: left out before they are said more generally (prose.md)."""

LOSS: Mapping[Kind, float] = {
    Kind.RECENCY: 0.2,
    Kind.TIME: 0.2,
    Kind.DATE: 0.3,
    Kind.COUNT: 0.3,
    Kind.AGE: 0.5,
    Kind.PLACE: 0.4,
    Kind.ADDRESS: 0.1,
    Kind.CONTACT: 0.1,
    Kind.RECORD_NUMBER: 0.1,
    Kind.PERSON_NAME: 0.3,
    Kind.ORGANISATION: 0.5,
    Kind.OCCUPATION: 0.8,
    Kind.FAMILY: 1.0,
    Kind.HEALTH: 1.5,
    Kind.EVENT: 2.0,
    Kind.SPEECH: 1.5,
    Kind.MOMENT: 1.2,
}
"""How much of a draft's meaning usually hangs on a kind; 0.7 where nothing is said. Only their order matters."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person decided beforehand, by detail id: the rung to stand on (0 keeps the words)."""

    pinned: Mapping[str, tuple[int, str]]


NO_WISHES = Wishes({})


def make_plan(
    details: Sequence[Detail],
    judge: Judge,
    targets: Targets,
    strategy: Strategy,
    audience: Audience,
    wishes: Wishes = NO_WISHES,
) -> Plan:
    """One step for every detail that counts; `details` carry their ladders and stand on rung 0."""
    steps = {d.id: _first_step(d, strategy, wishes) for d in details if d.counts}
    risk = judge(_placed(details, steps))
    while not _reached(risk, targets):
        better = _best_further_step(details, steps, risk, judge, wishes)
        if better is None:
            break
        steps[better.detail] = better
        risk = judge(_placed(details, steps))
    reached = _reached(risk, targets)
    if reached and audience is Audience.TEACHING:
        steps = _given_back(details, steps, judge, targets, wishes)
        risk = judge(_placed(details, steps))
    expected = risk.tiers
    return Plan(
        tuple(steps.values()),
        expected,
        _outcome(risk, targets, audience, steps),
        None if reached else _telling_detail(risk, details),
    )


_FINDINGS = frozenset({Kind.HEALTH, Kind.PROCEDURE, Kind.EVENT})
"""What a teaching case is about."""


def _given_back(
    details: Sequence[Detail], steps: Mapping[str, Step], judge: Judge, targets: Targets, wishes: Wishes
) -> dict[str, Step]:
    """The steps without those on findings that no reader's target needs, in reading order: the least loss."""
    kept = dict(steps)
    for detail in details:
        step = kept.get(detail.id)
        if step is None or step.rung == 0 or detail.ladder is None or detail.id in wishes.pinned:
            continue
        if detail.kind not in _FINDINGS or detail.ladder.rungs[0].flags - {Flag.SCENE, Flag.TOLD}:
            continue
        back = {**kept, detail.id: Step(detail.id, 0, Move.KEEP, "the case may keep it")}
        if _reached(judge(_placed(details, back)), targets):
            kept = back
    return kept


def _first_step(detail: Detail, strategy: Strategy, wishes: Wishes) -> Step:
    ladder = detail.ladder
    if detail.id in wishes.pinned:
        rung, why = wishes.pinned[detail.id]
        omits = ladder is not None and ladder.rungs[rung].omits
        return Step(detail.id, rung, Move.KEEP if rung == 0 else Move.CUT if omits else Move.CLIMB, why)
    if ladder is None or not _telling(detail):
        return Step(detail.id, 0, Move.KEEP, "common enough to stay")
    last = len(ladder.rungs) - 1
    if detail.kind is Kind.SPEECH:
        return Step(
            detail.id,
            min(1, last) if strategy is not Strategy.OMIT else last,
            Move.GIST,
            "the client would know their own words",
        )
    wanted = next((i for i, rung in enumerate(ladder.rungs) if not rung.flags and rung.share.middle >= COMMON), last)
    cut = (
        strategy is Strategy.OMIT
        or (strategy is Strategy.PATTERN and detail.kind in CUT_FIRST)
        or (detail.kind in CUT_FIRST and _stilted_when_climbed(detail))
    )
    if cut or wanted == last:
        return Step(detail.id, last, Move.CUT, _why_cut(detail))
    return Step(detail.id, wanted, Move.CLIMB, "said more generally it still serves, and fits many people")


_TIMES = frozenset(
    {
        Kind.RECENCY,
        Kind.TIME,
        Kind.DATE,
        Kind.CONTACT,
        Kind.RECORD_NUMBER,
        Kind.HANDLE,
        Kind.ADDRESS,
        Kind.AGE,
        Kind.PLACE,
        Kind.SEQUENCE,
        Kind.MOMENT,
        Kind.MONEY,
        Kind.TAG,
    }
)


def _stilted_when_climbed(detail: Detail) -> bool:
    """Kinds whose general wordings read like a form ("in a northern city"); nothing reads better."""
    return detail.kind in _TIMES


def _why_cut(detail: Detail) -> str:
    if detail.directness is Directness.DIRECT:
        return "it identifies by itself"
    if detail.kind in (Kind.RECENCY, Kind.TIME, Kind.DATE):
        return "when it happened does not matter to the point, and helps people to place it"
    return "the point does not need it"


def _telling(detail: Detail) -> bool:
    """Whether a detail on its first rung is uncommon or carries a flag."""
    if detail.ladder is None:
        return False
    rung = detail.ladder.rungs[0]
    return bool(rung.flags) or rung.share.middle < COMMON


def _placed(details: Sequence[Detail], steps: Mapping[str, Step]) -> list[Detail]:
    return [replace(d, rung=steps[d.id].rung) if d.id in steps else d for d in details]


def _reached(risk: Risk, targets: Targets) -> bool:
    return all(risk.readers[reader].tier <= tier for reader, tier in targets.items())


def _pressure(risk: Risk) -> float:
    """One number that falls whenever any reader's risk falls."""
    return (
        risk.score
        + 100.0 * sum(one.tier for one in risk.readers.values())
        + sum(len(one.reasons) for one in risk.readers.values())
    )


def _best_further_step(
    details: Sequence[Detail], steps: Mapping[str, Step], risk: Risk, judge: Judge, wishes: Wishes
) -> Step | None:
    best: tuple[float, str, Step] | None = None
    before = _pressure(risk)
    for detail in details:
        step = steps.get(detail.id)
        if step is None or detail.ladder is None or detail.id in wishes.pinned:
            continue
        for rung in range(step.rung + 1, len(detail.ladder.rungs)):
            last = rung == len(detail.ladder.rungs) - 1
            tried = Step(detail.id, rung, Move.CUT if last else Move.CLIMB, "needed to reach the target")
            gain = before - _pressure(judge(_placed(details, {**steps, detail.id: tried})))
            value = gain / (LOSS.get(detail.kind, 0.7) * (rung - step.rung))
            if gain > 0 and (best is None or value > best[0]):
                best = (value, detail.id, tried)
    return best[2] if best else None


def _outcome(risk: Risk, targets: Targets, audience: Audience, steps: Mapping[str, Step]) -> Outcome:
    if _reached(risk, targets):
        if audience is Audience.JOURNAL and risk.readers[Reader.CLIENT].tier > Tier.LOW:
            return Outcome.CONSENT
        return Outcome.PUBLISH if any(s.rung for s in steps.values()) else Outcome.UNCHANGED
    return Outcome.CONSENT


def _telling_detail(risk: Risk, details: Sequence[Detail]) -> str | None:
    """The detail whose words the gravest reason quotes first."""
    reasons = sorted((r for one in risk.readers.values() for r in one.reasons), key=lambda r: -r.tier)
    for reason in reasons:
        for detail in details:
            if detail.counts and set(reason.words) & set(detail.texts):
                return detail.id
    return None
