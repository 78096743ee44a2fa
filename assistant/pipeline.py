"""The one use case that every front end calls: a draft in, details, changes, risk before and after out.

Pure of input and output: drafts come in as values, a writing model as a port. The risk that is left is judged on the
text as it would be published, read afresh; nothing is believed removed because a plan said so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant import __version__
from assistant.detect.detector import Detected, Detector
from assistant.detect.registry import all_rules
from assistant.domain.changes import (
    Audience,
    Change,
    Move,
    Plan,
    RewriteRequest,
    Rewritten,
    Source,
    Step,
    Strategy,
    Unresolved,
    Voice,
)
from assistant.domain.details import Detail, Kind, Statement
from assistant.domain.ladders import Flag
from assistant.domain.ports import Documents, WritingModel
from assistant.domain.risk import Background, Outcome, Reader, Risk, Targets, Tier
from assistant.domain.text import Draft, Edit, Span
from assistant.generalise.laying import Ladders
from assistant.generalise.plan import Wishes, make_plan
from assistant.language.spelling import variety
from assistant.risk.closed import reasons_that_nothing_can_be_told
from assistant.risk.constants import OWN_WORDS, PUBLIC, TARGETS
from assistant.risk.echo import echoes
from assistant.risk.floor import Floor
from assistant.risk.harm import harms
from assistant.risk.judge import judge
from assistant.risk.left import left_standing
from assistant.risk.retold import retold
from assistant.risk.standing import telling

Progress = Callable[[str, int, int], None]
"""Called with a stage ("reading", "planning", "wording", "judging") and how far it is."""

PASSES = 3
"""How often the result is taken as a draft itself, so that whoever rewrites it again finds nothing more to do."""

ROUNDS = 3
"""How often the result is read again and what still tells is taken further."""

SENTENCES_MAY_GO = frozenset({Audience.POST, Audience.BLOG, Audience.TEACHING, Audience.JOURNAL})
"""Where a sentence for which no wording was found is left out rather than left standing; a book's story is not cut."""

DEFAULT_STRATEGY: Mapping[Audience, Strategy] = {
    Audience.POST: Strategy.PATTERN,
    Audience.BLOG: Strategy.PATTERN,
    Audience.TEACHING: Strategy.GENERALISE,
    Audience.BOOK: Strategy.GENERALISE,
    Audience.JOURNAL: Strategy.OMIT,
}
"""What a draft for this audience is turned into unless the person says otherwise (design.md)."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the person asks for. `strategy` and `targets` default by audience; `keep` and `point` are their words."""

    strategy: Strategy | None = None
    audience: Audience = Audience.BLOG
    voice: Voice = Voice.AUTHOR
    targets: Targets | None = None
    background: Background = field(default_factory=Background)
    keep: tuple[str, ...] = ()
    point: tuple[str, ...] = ()
    seed: int = 7
    case: bool = False
    """The person says that the draft tells of a case, even if it does not read like one."""

    def goal(self) -> Targets:
        """The target per reader."""
        return {**TARGETS[self.audience], **(self.targets or {})}


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a draft says about whom, and who could tell."""

    draft: Draft
    details: tuple[Detail, ...]
    statements: tuple[Statement, ...]
    risk: Risk
    case_passages: frozenset[int]
    variety: str
    region: str


@dataclass(frozen=True, slots=True)
class Result:
    """A rewritten draft: `text` is the whole of it, `remaining` the details that the new text still holds."""

    analysis: Analysis
    plan: Plan
    changes: tuple[Change, ...]
    unresolved: tuple[Unresolved, ...]
    text: str
    risk: Risk
    remaining: tuple[Detail, ...]
    outcome: Outcome
    versions: dict[str, str] = field(default_factory=dict)


class Pipeline:
    """Holds what is remembered between runs: what was read of each passage, in memory alone."""

    def __init__(self, documents: Documents) -> None:
        self._detector = Detector()
        self._ladders = Ladders()
        self.documents = documents

    def check(self, draft: Draft, options: Options) -> Analysis:
        """Find, ladder and judge; no model, nothing changed."""
        return self._analyse(draft, options)

    def rewrite(
        self,
        draft: Draft,
        options: Options,
        model: WritingModel | None = None,
        on_progress: Progress | None = None,
    ) -> Result:
        """The rewritten draft. A draft that needs nothing comes back as it is, save for inline marks."""
        from assistant.rewrite.composing import compose  # a check needs none of it
        from assistant.rewrite.leaving_out import LEAST

        tell = on_progress or _silent
        tell("reading", 0, 1)
        draft = _with_kept(draft, options)
        result = self._once(draft, options, model, tell)
        kept = replace(
            options,
            keep=(*options.keep, *(s.of(draft.text) for s in draft.keeps)),
            point=(*options.point, *(s.of(draft.text) for s in draft.points)),
        )
        for _ in range(PASSES - 1):
            if not result.changes:
                break
            again = self._once(_with_kept(self.documents.reread(draft, result.text), kept), kept, None, _silent)
            if again.text == result.text or len(again.text.split()) < LEAST <= len(result.text.split()):
                break
            edits = _with_removals(draft, result.changes)
            changes = tuple(c for c in compose(draft.text, edits, again.changes) if c.details or c.after != "")
            left = tuple(u for u in result.unresolved if not any(c.span.overlaps(u.span) for c in changes))
            written = Rewritten(changes, left)
            targets = _tightened(options.goal(), result.analysis.risk)
            result, _ = self._read_again(result.analysis, result.plan, written, targets, options)
        return result

    def _once(self, draft: Draft, options: Options, model: WritingModel | None, tell: Progress) -> Result:
        """One pass: plan, word, read again, until the targets are met or nothing more can be done."""
        from assistant.rewrite.leaving_out import leave_out
        from assistant.rewrite.rewriter import rewrite

        before = self._analyse(draft, options)
        pinned = _pinned(before)
        targets = _tightened(options.goal(), before.risk)
        if not _needs_change(before, targets):
            return self._untouched(before, draft)
        strategy = options.strategy or DEFAULT_STRATEGY[options.audience]
        background = replace(options.background, region=before.region)
        rungs: dict[str, tuple[int, str]] = dict(pinned)
        best: Result | None = None
        for round_ in range(ROUNDS):
            tell("planning", round_, ROUNDS)
            plan = make_plan(
                before.details, lambda d: judge(d, background), targets, strategy, options.audience, Wishes(rungs)
            )
            tell("wording", round_, ROUNDS)
            written = rewrite(_request(before, plan, strategy, options), model)
            tell("judging", round_, ROUNDS)
            result, after = self._read_again(before, plan, written, targets, options)
            still = _still_standing(before, plan, written, after)
            if (
                still
                and strategy is Strategy.PATTERN
                and options.strategy is None
                and options.audience is Audience.POST
            ):
                # What is left of a possibility without its opening is none; told, a sentence can go by itself.
                told = rewrite(_request(before, plan, Strategy.GENERALISE, options), model)
                other, seen = self._read_again(before, plan, told, targets, options)
                if not _worse(other, result):
                    written, result, after = told, other, seen
                    still = _still_standing(before, plan, written, after)
            if still and options.audience in SENTENCES_MAY_GO:
                shorter = leave_out(draft, written, still, before.case_passages)
                again, _ = self._read_again(before, plan, shorter, targets, options)
                result = again if _worse(result, again) else result
            if best is None or _worse(best, result):
                best = result
            further = _further(before, plan, after, targets, rungs, options.audience)
            if not further:
                break
            rungs.update(further)
        assert best is not None
        return best

    def _read_again(
        self, before: Analysis, plan: Plan, written: Rewritten, targets: Targets, options: Options
    ) -> tuple[Result, Analysis]:
        """The result of these changes, read and judged as it would be published."""
        text = self.documents.apply(before.draft, [Edit(c.span, c.after) for c in written.changes])
        after = self._analyse(self.documents.reread(before.draft, text), options, before, written.changes)
        return _result(before, plan, written, text, after, targets, options.audience), after

    def _analyse(
        self, draft: Draft, options: Options, original: Analysis | None = None, changes: Sequence[Change] = ()
    ) -> Analysis:
        """What `draft` says; our own result was made from `original` by `changes`, and may still echo it."""
        known = options.case or (original is not None and bool(original.case_passages))
        detected = self._detector.detect(draft, options.voice, known_case=known)
        side: str = variety(draft.text)
        if original is not None:
            side, region = original.variety, original.region
        else:
            region = options.background.region if options.background.region != "unknown" else side
        background = replace(options.background, region=region)
        details = self._laddered(draft, detected.details, side, region)
        closed = reasons_that_nothing_can_be_told(draft, details, detected.case_passages, first=original is None)
        if original is not None:
            details += _still_told(original, details, draft.text, changes)
        risk = judge(
            details,
            background,
            cannot_tell=closed,
            harms=harms(draft.text) if detected.case_passages else (),
            notes=_notes(detected, details),
            further=_retold(original, draft.text),
        )
        return Analysis(draft, details, detected.statements, risk, detected.case_passages, side, region)

    def _laddered(self, draft: Draft, details: Sequence[Detail], side: str, region: str) -> tuple[Detail, ...]:
        """Details with their ladders; those that move no tier are folded."""
        ladders = self._ladders.of(draft, details, side, region)
        laid = [(d.standing_on(ladder), ladder) for d, ladder in zip(details, ladders, strict=True)]
        return tuple(d.standing_on(at, folded=True) if d.counts and not telling(d) else d for d, at in laid)

    def _untouched(self, before: Analysis, draft: Draft) -> Result:
        text = self.documents.apply(draft, ())
        steps = tuple(Step(d.id, 0, Move.KEEP, "nothing needs to change") for d in before.details if d.counts)
        expected = {reader: one.tier for reader, one in before.risk.readers.items()}
        closed = before.risk.overall is Tier.CANNOT_TELL
        outcome = Outcome.FURTHER if closed else Outcome.UNCHANGED
        plan = Plan(steps, expected, outcome)
        return Result(before, plan, (), (), text, before.risk, before.details, outcome, versions())


def _with_removals(draft: Draft, changes: Sequence[Change]) -> list[Change]:
    """The changes and, as changes of no detail, the delimiters of inline marks that no change covers."""
    bare = [
        Change(r, r.of(draft.text), "", Source.RULE, (), (), "")
        for r in draft.removals
        if not any(c.span.overlaps(r) for c in changes)
    ]
    return [*changes, *bare]


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Nobody is watching."""


def versions() -> dict[str, str]:
    """What a result depends on besides the draft."""
    return {"discreet": __version__, "rules": str(len(all_rules())), "model": "none"}


def _still_told(
    original: Analysis, found: Sequence[Detail], text: str, changes: Sequence[Change]
) -> tuple[Detail, ...]:
    """What the new text tells of the original in other forms or out of sight of the rules, and not found in it anew."""
    seen = {words for d in found for words in d.texts}
    told = [d for d in echoes(original.details, text) if telling(d) and not seen & set(d.texts)]
    told += [d for d in left_standing(original.details, found, changes, text) if d not in told]
    return tuple(replace(d, id=f"{d.id}-again", reason=f"{d.reason}; the new text still tells it") for d in told)


def _retold(original: Analysis | None, text: str) -> tuple[Floor, ...]:
    if original is None or original.risk.readers[Reader.CLIENT].tier is Tier.LOW:
        return ()
    return retold([p for p in original.draft.passages if p.index in original.case_passages], text)


def _met(after: Analysis, targets: Targets, audience: Audience) -> bool:
    """Whether every reader is at or below target, and in public nothing of the client's own words is left."""
    if any(after.risk.readers[r].tier > t for r, t in targets.items()):
        return False
    return audience not in PUBLIC or not any(
        d.counts and d.ladder and d.ladder.rungs[d.rung].flags & OWN_WORDS for d in after.details
    )


def _with_kept(draft: Draft, options: Options) -> Draft:
    """The draft with the words of the keep and point files marked wherever they stand, as inline marks would."""

    def spans(wanted: Sequence[str]) -> tuple[Span, ...]:
        found: list[Span] = []
        for words in wanted:
            if words.strip():
                pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)"
                found += [Span(*m.span()) for m in re.finditer(pattern, draft.text, re.IGNORECASE)]
        return tuple(found)

    return replace(draft, keeps=draft.keeps + spans(options.keep), points=draft.points + spans(options.point))


def _pinned(before: Analysis) -> dict[str, tuple[int, str]]:
    """Details that the person asked to keep: they lie inside words that are kept, or are the point."""
    held = (*before.draft.keeps, *before.draft.points)
    return {
        detail.id: (0, "you asked to keep it")
        for detail in before.details
        if any(k.contains(s) for s in detail.spans for k in held)
    }


def _tightened(targets: Targets, risk: Risk) -> Targets:
    """Where recognition would hurt more, no reader may stay above Low but the client, who was there."""
    if not risk.harms:
        return targets
    return {reader: Tier.LOW if reader is not Reader.CLIENT else tier for reader, tier in targets.items()}


def _needs_change(before: Analysis, targets: Targets) -> bool:
    if not any(d.counts for d in before.details):
        return False
    return any(before.risk.readers[r].tier > t for r, t in targets.items()) or any(
        d.counts and telling(d) for d in before.details
    )


def _request(before: Analysis, plan: Plan, strategy: Strategy, options: Options) -> RewriteRequest:
    return RewriteRequest(
        draft=before.draft,
        details=before.details,
        plan=plan,
        strategy=strategy,
        audience=options.audience,
        voice=options.voice,
        variety=before.variety,
        case_passages=before.case_passages,
    )


def _still_standing(before: Analysis, plan: Plan, written: Rewritten, after: Analysis) -> list[Detail]:
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


def _further(
    before: Analysis,
    plan: Plan,
    after: Analysis,
    targets: Targets,
    rungs: Mapping[str, tuple[int, str]],
    audience: Audience,
) -> dict[str, tuple[int, str]]:
    """Details of the draft whose words still tell in the new text, one rung further down each."""
    if _met(after, targets, audience):
        return {}
    left = {text.lower() for d in after.details if d.counts and telling(d) for text in d.texts}
    told = {d.id.removesuffix("-again") for d in after.details if d.id.endswith("-again")}
    steps = {s.detail: s for s in plan.steps}
    further: dict[str, tuple[int, str]] = {}
    for detail in before.details:
        step = steps.get(detail.id)
        if step is None or detail.ladder is None or rungs.get(detail.id, (1, ""))[0] == 0:
            continue
        last = len(detail.ladder.rungs) - 1
        rung_text = detail.ladder.rungs[step.rung].text.lower()
        still = detail.id in told or any(word in rung_text or rung_text in word for word in left if rung_text)
        if step.rung < last and still:
            further[detail.id] = (last, "its general wording still told too much")
    return further


def _worse(old: Result, new: Result) -> bool:
    """Whether `new` is the better result: lower risk, then fewer unresolved details."""
    return (new.risk.overall, new.risk.score, len(new.unresolved)) < (
        old.risk.overall,
        old.risk.score,
        len(old.unresolved),
    )


def _result(
    before: Analysis, plan: Plan, written: Rewritten, text: str, after: Analysis, targets: Targets, audience: Audience
) -> Result:
    outcome = _outcome(written, after, targets, plan, audience)
    return Result(
        before, plan, written.changes, written.unresolved, text, after.risk, after.details, outcome, versions()
    )


def _outcome(written: Rewritten, after: Analysis, targets: Targets, plan: Plan, audience: Audience) -> Outcome:
    """What to do with the text as it stands now (design.md, "outcome")."""
    if after.risk.overall is Tier.CANNOT_TELL:
        return Outcome.FURTHER
    if _met(after, targets, audience):
        if plan.outcome is Outcome.CONSENT:
            return Outcome.CONSENT
        return Outcome.PUBLISH if written.changes else Outcome.UNCHANGED
    names = any(d.counts and d.kind in (Kind.PERSON_NAME, Kind.CONTACT, Kind.RECORD_NUMBER) for d in after.details)
    episode = {Flag.DISTINCTIVE_EVENT, Flag.VERBATIM_SPEECH, Flag.MOMENT, Flag.FIRST_OR_ONLY}
    event = any(d.counts and d.ladder and d.ladder.rungs[0].flags & episode for d in after.details)
    return Outcome.CONSENT if event and not names else Outcome.FURTHER


def _notes(detected: Detected, details: Sequence[Detail]) -> tuple[str, ...]:
    notes: list[str] = []
    if not detected.case_passages:
        notes.append("It does not read like a case, so nothing in it was held to point to somebody.")
    if detected.case_passages:
        notes.append(
            "Names were looked for by rules alone, so an unusual one can be missed. Please look once yourself."
        )
    exempt = [s for s in detected.statements if s.kind is Kind.CONSENT]
    if exempt and any(d.exempt for d in details):
        notes.append("The draft says that permission was given or details were changed; that was taken at its word.")
    return tuple(notes)
