"""What else a pass tries with a story of which only scraps would be left: not telling it, or telling it whole."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from assistant.domain.changes import Audience, Plan, RewriteRequest, Rewritten
from assistant.domain.details import Detail
from assistant.domain.ports import Ranker
from assistant.domain.risk import Outcome, Targets, Tier
from assistant.pipeline.goals import still_standing, worse
from assistant.pipeline.passes import standing_of
from assistant.pipeline.records import said_in_passing, with_findings
from assistant.pipeline.values import Analysis, Result

Read = Callable[[Plan, Rewritten], tuple[Result, Analysis]]
"""The result of changes, read and judged as it would be published, and what was read."""


POINT_MAY_STAND_ALONE = frozenset({Audience.POST, Audience.BLOG, Audience.TEACHING})
"""Where a text may do without its case; a book's and a journal's may only where every sentence is known to stand."""
STORY_MAY_GO = frozenset({Audience.POST, Audience.BLOG})
"""Where a story in which somebody would still be recognised is rather not told."""


def rather_untold(before: Analysis, result: Result, targets: Targets, audience: Audience, read: Read) -> Result:
    """`result`, or what stands without the story where a reader would probably tell who it is, and would not then."""
    if not before.stands or audience not in STORY_MAY_GO or not _is_high(result, targets):
        return result
    written = Rewritten(result.changes, result.unresolved)
    _, after = read(result.plan, written)
    alone = without_story(before, result.plan, result, still_standing(before, result.plan, written, after), read)
    return result if _is_high(alone, targets) else alone


def _is_high(result: Result, targets: Targets) -> bool:
    return any(result.risk.readers[reader].tier > max(tier, Tier.RAISED) for reader, tier in targets.items())


def without_story(before: Analysis, plan: Plan, result: Result, still: Collection[Detail], read: Read) -> Result:
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
