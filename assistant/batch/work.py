"""What is done with one draft of a batch, wherever it is done: rewritten and judged, then looked at as published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from assistant.batch.values import Looked, Place, PostTold, Told, counts, standing
from assistant.domain.details import Kind
from assistant.domain.risk import Outcome, Tier
from assistant.domain.text import Draft
from assistant.pipeline import Analysis, Options, Pipeline, Result
from assistant.risk.portrait import portraits

LEAST_WORDS = 5
"""A shorter rest of a post is not worth publishing again."""


def told(draft: Draft, result: Result, ending: str, dropped: tuple[str, ...], unseen: tuple[str, ...] = ()) -> Told:
    """The result in numbers and kinds."""
    details = {d.id: d for d in result.analysis.details}
    changed = {name: details[name] for change in result.changes for name in change.details if name in details}
    return Told(
        format=draft.format,
        words=len(draft.text.split()),
        passages=len(draft.passages),
        case=bool(result.analysis.case_passages),
        telling_name=any(d.kind is Kind.FILE_NAME and d.counts for d in result.analysis.details),
        ending=ending,
        before=standing(result.analysis.risk),
        after=standing(result.risk),
        found=counts(d for d in result.analysis.details if d.counts and not d.folded),
        changed=counts(changed.values()),
        changes=len(result.changes),
        unresolved=len(result.unresolved),
        outcome=result.outcome,
        dropped=dropped,
        unseen=unseen,
    )


def look(
    pipeline: Pipeline,
    original: Draft,
    published: Draft,
    options: Options,
    places: Callable[[Analysis], Iterable[Place]],
    *,
    texts: bool,
) -> Looked:
    """What the draft and what would be published of it tell of people; `places` says where in the latter.

    Both are read afresh, so that a result from an earlier run gives the same answer as one made just now.
    """
    before = pipeline.check(original, options)
    after = pipeline.check(published, replace(options, case=options.case or bool(before.case_passages)))
    return Looked(
        portraits(before.details),
        portraits(after.details),
        tuple(places(after)),
        original.text if texts else None,
        published.text if texts else None,
        Tier.CANNOT_TELL in (before.risk.overall, after.risk.overall),
    )


def post(pipeline: Pipeline, draft: Draft, options: Options) -> PostTold:
    """What one post tells as it stands, and what could be said instead if that is too much."""
    seen = pipeline.check(draft, options)
    found = counts(d for d in seen.details if d.counts and not d.folded)
    closed = seen.risk.overall is Tier.CANNOT_TELL
    instead = None
    if found and seen.risk.overall > Tier.LOW:
        result = pipeline.rewrite(draft, options)
        if result.outcome is Outcome.PUBLISH and len(result.text.split()) >= LEAST_WORDS:
            instead = result.text
    return PostTold(standing(seen.risk), found, portraits(seen.details), closed, instead)


def setup(options: Options, versions: Mapping[str, str]) -> bytes:
    """Everything but the draft that a result depends on, as bytes to be signed."""
    parts = [
        *sorted(versions.items()),
        ("strategy", options.strategy.value if options.strategy else ""),
        ("audience", options.audience.value),
        ("voice", options.voice.value),
        ("targets", str(sorted((r.value, int(t)) for r, t in options.goal().items()))),
        ("background", repr(options.background)),
        ("keep", repr(options.keep)),
        ("point", repr(options.point)),
        ("notices", repr(options.notices)),
        ("seed", str(options.seed)),
        ("case", str(options.case)),
    ]
    return "\n".join(f"{name}={value}" for name, value in parts).encode()
