"""What else a pass tries with a story of which only scraps would be left: not telling it, or telling it whole."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from assistant.domain.changes import Audience, Plan, RewriteRequest, Rewritten
from assistant.domain.details import Detail
from assistant.domain.ports import Ranker
from assistant.domain.risk import Outcome, Targets
from assistant.pipeline.goals import still_standing, worse
from assistant.pipeline.passes import standing_of
from assistant.pipeline.records import said_in_passing, with_findings
from assistant.pipeline.values import Analysis, Result

Read = Callable[[Plan, Rewritten], tuple[Result, Analysis]]
"""The result of changes, read and judged as it would be published, and what was read."""


POINT_MAY_STAND_ALONE = frozenset({Audience.POST, Audience.BLOG, Audience.TEACHING})
"""Where a text may do without its case; a book's and a journal's may only where every sentence is known to stand."""
STORY_MAY_GO = frozenset({Audience.POST, Audience.BLOG})
"""Where a story in which somebody could still be recognised is rather not told."""


def without_story(
    before: Analysis,
    plan: Plan,
    result: Result,
    still: Collection[Detail],
    read: Read,
    targets: Targets,
    audience: Audience,
    *,
    scraps: bool,
) -> Result:
    """`result`, or the author's point by itself where that serves better: of a story only scraps would be left, or a
    reader could still tell who it is, and would not without it."""
    if scraps and (audience in POINT_MAY_STAND_ALONE or before.stands is not None):
        return _alone(before, plan, result, still, read)
    if before.stands and audience in STORY_MAY_GO and _above(result, targets):
        alone = _alone(before, plan, result, still, read)
        return result if _above(alone, targets) else alone
    return result


def _above(result: Result, targets: Targets) -> bool:
    return any(result.risk.readers[reader].tier > tier for reader, tier in targets.items())


def _alone(before: Analysis, plan: Plan, result: Result, still: Collection[Detail], read: Read) -> Result:
    """The author's point by itself, where it serves better than `result`; a sentence may stand for the story."""
    from assistant.rewrite import sifted  # a check needs none of it
    from assistant.rewrite.point_alone import glimpses, point_alone

    draft, case = before.draft, before.case_passages
    here = Rewritten(result.changes, result.unresolved)
    if before.stands is not None:
        alone = sifted.point_alone(draft, here, before.details, still, case, before.stands)
        other = read(plan, alone)[0] if alone is not None else result
        return result if worse(other, result) else other
    for glimpse in (-1, *glimpses(draft, here, still, case)[:1]):
        alone = point_alone(draft, here, before.details, still, case, standing_of(before), glimpse)
        if alone is not None:
            other, _ = read(plan, alone)
            met = glimpse >= 0 and other.outcome is Outcome.PUBLISH
            result = other if met or not worse(other, result) else result
    return result


def told_whole(before: Analysis, plan: Plan, request: RewriteRequest, ranker: Ranker | None, read: Read) -> Result:
    """A record with its findings, without what says who it is: in scraps it would teach nothing."""
    from assistant.rewrite.leaving_out import leave_out
    from assistant.rewrite.rewriter import rewrite

    whole = with_findings(before, plan, request.wished)
    written = rewrite(replace(request, plan=whole, whole=True), None, ranker)
    result, after = read(whole, written)
    asides = said_in_passing(before, still_standing(before, whole, written, after))
    if asides:
        shorter = leave_out(before.draft, written, asides, before.case_passages, standing_of(before))
        result, _ = read(whole, shorter)
    return replace(result, outcome=Outcome.CONSENT) if result.outcome is Outcome.FURTHER else result
