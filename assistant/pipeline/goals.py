"""When a draft needs a change, what still stands after one, when it is enough, and what to do then."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from assistant.domain.changes import Audience, Move, Plan, Rewritten
from assistant.domain.details import Detail, Kind
from assistant.domain.ladders import Flag
from assistant.domain.risk import Outcome, Reader, Risk, Targets, Tier
from assistant.pipeline.values import Analysis, Result
from assistant.risk.constants import OWN_WORDS, PUBLIC
from assistant.risk.standing import telling


def met(after: Analysis, targets: Targets, audience: Audience) -> bool:
    """Whether every reader is at or below target, and in public nothing of the client's own words is left."""
    if any(after.risk.readers[r].tier > t for r, t in targets.items()):
        return False
    return audience not in PUBLIC or not any(
        d.counts and d.ladder and d.ladder.rungs[d.rung].flags & OWN_WORDS for d in after.details
    )


def tightened(targets: Targets, risk: Risk) -> Targets:
    """Where recognition would hurt more, no reader may stay above Low but the client, who was there."""
    if not risk.harms:
        return targets
    return {reader: Tier.LOW if reader is not Reader.CLIENT else tier for reader, tier in targets.items()}


def needs_change(before: Analysis, targets: Targets) -> bool:
    """Whether a reader is above target, or a detail tells by itself."""
    if not any(d.counts for d in before.details):
        return False
    return any(before.risk.readers[r].tier > t for r, t in targets.items()) or any(
        d.counts and telling(d) for d in before.details
    )


def still_standing(before: Analysis, plan: Plan, written: Rewritten, after: Analysis) -> list[Detail]:
    """Details that the plan moves and that can still be read in the new text."""
    moved = {s.detail for s in plan.steps if s.rung > 0}
    open_ = {u.detail for u in written.unresolved}
    told = {d.id.removesuffix("-again") for d in after.details if d.id.endswith("-again")}
    left = {text.lower() for d in after.details if d.counts and telling(d) for text in d.texts}
    return [
        d
        for d in before.details
        if d.id in moved and (d.id in open_ or d.id in told or any(t.lower() in left for t in d.texts))
    ]


def further_down(
    before: Analysis,
    plan: Plan,
    after: Analysis,
    targets: Targets,
    rungs: Mapping[str, tuple[int, str]],
    audience: Audience,
    wished: Collection[str] = (),
) -> dict[str, tuple[int, str]]:
    """Details of the draft whose words still tell in the new text, one rung further down each.

    What the person set by hand (`wished`, ids) stays where they set it.
    """
    if met(after, targets, audience):
        return {}
    left = {text.lower() for d in after.details if d.counts and telling(d) for text in d.texts}
    told = {d.id.removesuffix("-again") for d in after.details if d.id.endswith("-again")}
    steps = {s.detail: s for s in plan.steps}
    further: dict[str, tuple[int, str]] = {}
    for detail in before.details:
        step = steps.get(detail.id)
        if detail.id in wished or step is None or detail.ladder is None or rungs.get(detail.id, (1, ""))[0] == 0:
            continue
        last = len(detail.ladder.rungs) - 1
        rung_text = detail.ladder.rungs[step.rung].text.lower()
        still = detail.id in told or any(word in rung_text or rung_text in word for word in left if rung_text)
        if step.rung < last and still:
            further[detail.id] = (last, "its general wording still told too much")
    return further


def worse(old: Result, new: Result) -> bool:
    """Whether `new` is the better result: lower risk, then fewer unresolved details."""
    return (new.risk.overall, new.risk.score, len(new.unresolved)) < (
        old.risk.overall,
        old.risk.score,
        len(old.unresolved),
    )


def outcome_of(written: Rewritten, after: Analysis, targets: Targets, plan: Plan, audience: Audience) -> Outcome:
    """What to do with the text as it stands now (design.md, "outcome")."""
    if after.risk.overall is Tier.CANNOT_TELL:
        return Outcome.FURTHER
    if met(after, targets, audience):
        if plan.outcome is Outcome.CONSENT:
            return Outcome.CONSENT
        return Outcome.PUBLISH if written.changes else Outcome.UNCHANGED
    names = any(d.counts and d.kind in (Kind.PERSON_NAME, Kind.CONTACT, Kind.RECORD_NUMBER) for d in after.details)
    episode = {Flag.DISTINCTIVE_EVENT, Flag.VERBATIM_SPEECH, Flag.MOMENT, Flag.FIRST_OR_ONLY}
    event = any(d.counts and d.ladder and d.ladder.rungs[0].flags & episode for d in after.details)
    return Outcome.CONSENT if event and not names else Outcome.FURTHER


TOO_LITTLE = (
    "Without what happened, too little of it is left to publish. Ask for consent, or write an example from your point "
    "(`discreet invent`)."
)


def says_too_little(result: Result, audience: Audience) -> Result:
    """`result`, with consent as its outcome where only scraps are left of a text that told of a case.

    So it is where some of a story went and nothing but the story was there.
    """
    from assistant.rewrite import sifted  # a check needs none of it
    from assistant.rewrite.leaving_out import emptied
    from assistant.rewrite.point_alone import too_little

    before = result.analysis
    if before.stands is not None:
        little = sifted.too_little(before.draft, result.changes, before.stands, audience)
        little = little or (not before.stands and bool(emptied(before.draft, result.changes)))
    elif audience in PUBLIC | {Audience.TEACHING}:
        little = too_little(before.draft, result.changes, before.case_passages, audience)
    else:
        return result
    if not result.changes or not little:
        return result
    risk = replace(result.risk, notes=(*result.risk.notes, TOO_LITTLE))
    return replace(result, outcome=Outcome.CONSENT, risk=risk)


def move_of(detail: Detail, rung: int) -> Move:
    """What taking a detail to this rung of its ladder is called."""
    if rung == 0:
        return Move.KEEP
    return Move.CUT if detail.ladder is not None and detail.ladder.rungs[rung].omits else Move.CLIMB
