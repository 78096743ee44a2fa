"""What goes into one pass of rewriting and what comes out of it, as values."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.domain.changes import Audience, Change, Plan, RewriteRequest, Rewritten, Source, Standing, Strategy
from assistant.domain.risk import Targets
from assistant.domain.text import Draft
from assistant.pipeline.goals import outcome_of
from assistant.pipeline.values import Analysis, Options, Result, versions
from assistant.pipeline.wishes import for_the_next_pass, turned_down
from assistant.rewrite.spots import NOT_PROSE


def with_removals(draft: Draft, changes: Sequence[Change]) -> list[Change]:
    """The changes and, as changes of no detail, the delimiters of inline marks that no change covers."""
    bare = [
        Change(r, r.of(draft.text), "", Source.RULE, (), (), "")
        for r in draft.removals
        if not any(c.span.overlaps(r) for c in changes)
    ]
    return [*changes, *bare]


def for_further_passes(draft: Draft, result: Result, options: Options) -> Options:
    """What is wished of the passes after the first: what was to stay stays, and a report becomes no possibility.

    In a post only a glimpse is put as one; what is left of a story may look like a glimpse and is none.
    """
    put = any(_POSSIBLY.search(c.after) and not _POSSIBLY.search(c.before) for c in result.changes)
    told = options.audience is Audience.POST and options.strategy is None and not put
    return replace(
        options,
        strategy=Strategy.GENERALISE if told else options.strategy,
        keep=(*options.keep, *(s.of(draft.text) for s in draft.keeps)),
        point=(*options.point, *(s.of(draft.text) for s in draft.points)),
        wishes=for_the_next_pass(result.analysis, options),
    )


_POSSIBLY = re.compile(r"\b(?:may|might|[Ss]ometimes)\b")


def silent(_stage: str, _done: int, _total: int) -> None:
    """Nobody is watching."""


def request_of(
    before: Analysis, plan: Plan, strategy: Strategy, options: Options, wished: Collection[str]
) -> RewriteRequest:
    return RewriteRequest(
        draft=before.draft,
        details=before.details,
        plan=plan,
        strategy=strategy,
        audience=options.audience,
        voice=options.voice,
        variety=before.variety,
        case_passages=before.case_passages,
        rejected=turned_down(before.draft, options.rejected),
        wished=frozenset(wished),
        work=options.work,
        standing=standing_of(before),
    )


def in_scraps(before: Analysis, changes: Sequence[Change]) -> bool:
    """Whether so little is left of what the draft told of its case that it no longer tells it."""
    from assistant.rewrite import point_alone, sifted  # a check needs none of it

    if before.stands is not None:
        return sifted.is_scraps(before.draft, changes, before.stands)
    return point_alone.is_scraps(before.draft, changes, before.case_passages)


def standing_of(before: Analysis) -> Standing:
    """Sentences of a case draft in which nothing is told, as the tagger holds that they stand without it or lean.

    One that makes no sense without the one before it ("No more tears.") leans where that one belongs to the case.
    """
    from assistant.rewrite.hanging import hangs_beside  # a check needs none of it

    told = [span for d in before.details if d.counts and not d.folded for span in d.spans]
    free = {
        p.index: before.standing[p.index]
        for p in before.draft.passages
        if p.index in before.standing and not any(span.overlaps(p.span) for span in told)
    }
    passages = before.draft.passages
    hang = {
        i for i in free
        if i and i - 1 in before.case_passages and not free.get(i - 1)
        and passages[i - 1].paragraph == passages[i].paragraph and hangs_beside(passages[i].text)
    }  # fmt: skip
    firm = frozenset(i for i, stands in free.items() if stands) - hang
    return Standing(firm, frozenset(free) - firm)


def result_of(
    before: Analysis, plan: Plan, written: Rewritten, text: str, after: Analysis, targets: Targets, audience: Audience
) -> Result:
    outcome = outcome_of(written, after, targets, plan, audience)
    open_still = tuple(
        u for u in written.unresolved if u.why != NOT_PROSE or not any(c.span.contains(u.span) for c in written.changes)
    )
    return Result(
        before, plan, written.changes, open_still, text, after.risk, after.details, outcome, versions(),
        tagged=after.tagged,
    )  # fmt: skip
