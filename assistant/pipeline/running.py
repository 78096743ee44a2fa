"""The one use case that every front end calls: a draft in, details, changes, risk before and after out.

Pure of input and output: drafts come in as values, a writing model as a port. The risk that is left is judged on the
text as it would be published, read afresh; nothing is believed removed because a plan said so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from assistant.detect.byline import known_from_byline
from assistant.detect.detector import Detector
from assistant.detect.tags import Tags
from assistant.domain.changes import (
    Audience,
    Change,
    Declined,
    Move,
    Plan,
    Rewritten,
    Source,
    Step,
    Strategy,
)
from assistant.domain.details import Detail
from assistant.domain.ports import Documents, Insight, Ranker, Sifter, Tagger, Teller, WritingModel
from assistant.domain.risk import Outcome, Risk, Targets, Tier
from assistant.domain.text import Draft, Edit, Span, apply_edits
from assistant.domain.works import Chapter
from assistant.generalise.laying import Ladders
from assistant.generalise.plan import Wishes, make_plan
from assistant.language.spelling import variety
from assistant.pipeline.asked_once import AskedOnce
from assistant.pipeline.goals import (
    further_down,
    move_of,
    needs_change,
    outcome_of,
    says_too_little,
    still_standing,
    tightened,
    worse,
)
from assistant.pipeline.looking import checked_again, notes_on, retold_by, still_told
from assistant.pipeline.noticing import rungs_noticed, with_own_wordings
from assistant.pipeline.passes import (
    for_further_passes,
    in_scraps,
    request_of,
    result_of,
    silent,
    standing_of,
    with_removals,
)
from assistant.pipeline.records import tells_too_little
from assistant.pipeline.remembered import now_asked, remembered, rewritten_with, with_learnt
from assistant.pipeline.sifting import Sifted, Sifting, is_doubtful, taken_as_own, trusted, untold, without_untold
from assistant.pipeline.stories import POINT_MAY_STAND_ALONE, rather_untold, told_whole, without_story
from assistant.pipeline.values import DEFAULT_STRATEGY, Analysis, Options, Result, versions
from assistant.pipeline.wishes import (
    honoured,
    pinned,
    rungs_agreed,
    rungs_of,
    rungs_wished,
    with_kept,
    without_what_is_none,
)
from assistant.risk.closed import NAMES_NOT_CHECKED, NOT_READ_WHOLE, NOT_READ_YET, never_low
from assistant.risk.closed import reasons_that_nothing_can_be_told as reasons_to_close
from assistant.risk.harm import harms
from assistant.risk.judge import judge
from assistant.risk.standing import telling

Progress = Callable[[str, int, int], None]
"""Called with a stage ("reading", "planning", "wording", "judging") and how far it is."""

PASSES = 5
"""How often the result is taken as a draft itself, so that whoever rewrites it again finds nothing more to do."""

ROUNDS = 3
"""How often the result is read again and what still tells is taken further."""

SENTENCES_MAY_GO = frozenset({Audience.POST, Audience.BLOG, Audience.TEACHING, Audience.JOURNAL})
"""Where a sentence for which no wording was found is left out rather than left standing; a book's story is not cut."""


class Pipeline:
    """Holds what is remembered between runs: what was read of each passage, in memory alone."""

    def __init__(
        self,
        documents: Documents,
        tagger: Tagger | Tags | None = None,
        ranker: Ranker | None = None,
        teller: Teller | None = None,
        sifter: Sifter | Sifting | None = None,
        *,
        strict: bool = False,
    ) -> None:
        """`strict`: nothing is Low that the tagger did not read, be it that there is none or that it failed.

        `ranker` says which of several wordings reads best; without one, rules of thumb do. `teller` tells in general
        what the rules can only leave out. `sifter` says which sentences would stand without the case; without one the
        tagger does.
        """
        self._tags = Tags(tagger) if tagger is not None and not isinstance(tagger, Tags) else tagger
        self._detector = Detector(self._tags)
        self._strict = strict
        self._ladders = Ladders()
        self.documents = documents
        self.ranker = ranker
        self.teller = teller
        self._sifter = Sifting(sifter) if sifter is not None and not isinstance(sifter, Sifting) else sifter

    def beside(self) -> Pipeline:
        """Another one for another thread: the same documents, the same tagger and what it said, else its own memory."""
        return Pipeline(self.documents, self._tags, self.ranker, self.teller, self._sifter, strict=self._strict)

    def check(self, draft: Draft, options: Options) -> Analysis:
        """Find, ladder and judge; no model, nothing changed."""
        return self._honest(self._analyse(draft, options), options)

    def glance(self, draft: Draft, options: Options, *, awaited: bool = True) -> Analysis:
        """`check` without waiting for the tagger: what it has not read yet is in `unread`, to be given to `read`.

        Until it has spoken nothing is Low. Say that it is not `awaited` where it could not read what was left.
        """
        found = self._analyse(draft, options, wait=False)
        if not awaited and found.unread:
            background = replace(options.background, region=found.region)
            risk = never_low(found.risk, NOT_READ_WHOLE, background) if found.tagged else found.risk
            found = replace(found, unread=(), risk=risk)
        return self._honest(found, options)

    def read(self, paragraphs: Sequence[str]) -> bool:
        """Have the tagger read these, for the next glance of this use case or of one beside it; whether it could."""
        drafts = [text for text in paragraphs if self._sifter is not None and self._sifter.wants(text)]
        sifted = self._sifter is None or all(self._sifter.ask(text) for text in drafts)
        rest = [text for text in paragraphs if text not in drafts]
        return (self._tags is None or self._tags.ask(rest)) and sifted

    def rewrite(
        self,
        draft: Draft,
        options: Options,
        model: WritingModel | None = None,
        on_progress: Progress | None = None,
        insight: Insight | None = None,
    ) -> Result:
        """The rewritten draft. A draft that needs nothing comes back as it is, save for inline marks.

        `insight` may notice more than the rules, and tries to tell from the result who it is.
        """
        model = AskedOnce(model) if model is not None else None
        if insight is None:
            return self._honestly(self._rewrite(draft, options, model, on_progress), options)
        tell = on_progress or silent
        tell("looking", 0, 1)
        before = self._analyse(draft, options)
        passages = [p for p in draft.passages if p.index in before.case_passages]
        rewrite = partial(self._rewrite, draft, model=model, on_progress=on_progress)
        return self._honestly(rewritten_with(insight, draft, passages, options, rewrite, tell), options)

    def _rewrite(
        self, draft: Draft, options: Options, model: WritingModel | None, on_progress: Progress | None
    ) -> Result:
        from assistant.rewrite.composing import compose  # a check needs none of it
        from assistant.rewrite.leaving_out import LEAST

        tell = on_progress or silent
        tell("reading", 0, 1)
        draft = with_kept(draft, options)
        result = self._once(draft, options, model, tell)
        if self.teller is not None and model is None and result.changes and options.work is None:
            result = self._told(result, options, self.teller, tell)
        declined = result.declined
        kept = replace(for_further_passes(draft, result, options), untold=result.analysis.untold)
        for _ in range(PASSES - 1):
            if not result.changes:
                break
            again = self._once(with_kept(self.documents.reread(draft, result.text), kept), kept, None, silent)
            if again.text == result.text or len(again.text.split()) < LEAST <= len(result.text.split()):
                break
            edits = with_removals(draft, result.changes)
            changes = tuple(c for c in compose(draft.text, edits, again.changes) if c.details or c.after or c.why)
            anew = [c for c in changes if c not in result.changes]
            left = tuple(u for u in result.unresolved if not any(c.span.contains(u.span) for c in anew))
            written = Rewritten(changes, left)
            targets = tightened(options.goal(), result.analysis.risk)
            result, _ = self._read_again(result.analysis, result.plan, written, targets, options)
        if options.rejected or options.edited:
            mine = honoured(draft, Rewritten(result.changes, result.unresolved), options)
            targets = tightened(options.goal(), result.analysis.risk)
            result, _ = self._read_again(result.analysis, result.plan, mine, targets, options)
        if self.teller is not None and model is None:
            from assistant.pipeline.retelling import with_warning

            result = with_warning(result)
        return replace(result, declined=declined)

    def chapter(self, draft: Draft, options: Options) -> Chapter:
        """What this draft would do by itself about everyone and everything in it, to be put together with others."""
        from assistant.rewrite.entities import noun_of, people_of

        options = replace(options, work=None)
        result = self._rewrite(draft, options, None, None)
        strategy = options.strategy or DEFAULT_STRATEGY[options.audience]
        request = request_of(result.analysis, result.plan, strategy, options, ())
        noun, own = noun_of(request) if result.analysis.case_passages else ("", False)
        return Chapter(noun, own, people_of(request), rungs_of(result))

    def judge_at(self, analysis: Analysis, rungs: Mapping[str, int], options: Options) -> Risk:
        """The risk if the details named in `rungs`, by id, stood on these rungs and nothing else changed.

        Where nothing could be told of the draft, nothing can be told of this either.
        """
        if all(one.tier is Tier.CANNOT_TELL for one in analysis.risk.readers.values()):
            return analysis.risk
        background = replace(options.background, region=analysis.region)
        placed = [replace(d, rung=rungs.get(d.id, d.rung)) for d in analysis.details]
        risk = judge(placed, background, harms=analysis.risk.harms, notes=analysis.risk.notes)
        return self._honest(replace(analysis, risk=risk), options).risk

    def preview(self, analysis: Analysis, rungs: Mapping[str, int], detail: Detail, options: Options) -> str:
        """The sentence of `detail` as the rules word it with details on `rungs`, others as written."""
        from assistant.rewrite.rewriter import rewrite

        draft = analysis.draft
        passage = next((p for p in draft.passages if detail.spans and p.span.overlaps(detail.spans[0])), None)
        if passage is None:
            return ""
        here = [d for d in analysis.details if any(s.overlaps(passage.span) for s in d.spans) and rungs.get(d.id, 0)]
        if not here:
            return passage.text.strip()
        steps = tuple(Step(d.id, rungs[d.id], move_of(d, rungs[d.id]), "") for d in here)
        plan = Plan(steps, {}, Outcome.FURTHER)
        alone = replace(analysis, details=tuple(here))
        written = rewrite(request_of(alone, plan, Strategy.GENERALISE, options, [d.id for d in here]))
        inside = [c for c in written.changes if passage.span.contains(c.span)]
        edits = [Edit(c.span.shifted(-passage.span.start), c.after) for c in inside]
        return apply_edits(passage.text, edits).strip()

    def decided(self, result: Result, changes: Sequence[Change], options: Options) -> Result:
        """What `result` comes to when only these changes are made: its text and its risk, read afresh."""
        options = with_learnt(options, result.learnt)
        fresh = self._analyse(result.analysis.draft, options, sift=True)
        targets = tightened(options.goal(), fresh.risk)
        if not changes:
            outcome = outcome_of(Rewritten((), ()), fresh, targets, result.plan, options.audience)
            made = replace(self._untouched(fresh, fresh.draft), outcome=outcome)
        else:
            before = now_asked(result.analysis, fresh, options)
            made, _ = self._read_again(before, result.plan, Rewritten(tuple(changes), ()), targets, options)
        return self._honestly(remembered(made, result, options), options)

    def _honest(self, analysis: Analysis, options: Options) -> Analysis:
        """Nothing Low where names were not fully checked and that was asked for."""
        if not self._strict or (analysis.tagged and not analysis.unread):
            return analysis
        background = replace(options.background, region=analysis.region)
        why = NOT_READ_YET if analysis.unread else NAMES_NOT_CHECKED
        return replace(analysis, risk=never_low(analysis.risk, why, background))

    def _honestly(self, result: Result, options: Options) -> Result:
        result = replace(result, changes=checked_again(result.changes, result.remaining))
        if not self._strict or (result.analysis.tagged and result.tagged):
            return result
        outcome = Outcome.FURTHER if result.outcome in (Outcome.PUBLISH, Outcome.UNCHANGED) else result.outcome
        background = replace(options.background, region=result.analysis.region)
        risk = never_low(result.risk, NAMES_NOT_CHECKED, background)
        return replace(result, analysis=self._honest(result.analysis, options), risk=risk, outcome=outcome)

    def _once(self, draft: Draft, options: Options, model: WritingModel | None, tell: Progress) -> Result:
        """One pass: plan, word, read again, until the targets are met or nothing more can be done."""
        from assistant.rewrite.leaving_out import leave_out
        from assistant.rewrite.rewriter import rewrite

        before = self._analyse(draft, options, sift=True)
        noticed = rungs_noticed(before.details, options.notices)
        wished = {**noticed, **rungs_wished(before.details, options.wishes)}
        targets = tightened(options.goal(), before.risk)
        agreed = rungs_agreed(before.details, options.work)
        asked = agreed or any(rung for rung, _ in wished.values())
        if not needs_change(before, targets) and not asked:
            return self._untouched(before, draft)
        strategy = options.strategy or DEFAULT_STRATEGY[options.audience]
        background = replace(options.background, region=before.region)
        rungs: dict[str, tuple[int, str]] = {**agreed, **pinned(before), **wished}
        best: Result | None = None
        declined: dict[Span, Declined] = {}

        def read(made: Plan, other: Rewritten) -> tuple[Result, Analysis]:
            return self._read_again(before, made, other, targets, options)

        for round_ in range(ROUNDS):
            tell("planning", round_, ROUNDS)
            plan = make_plan(
                before.details, lambda d: judge(d, background), targets, strategy, options.audience, Wishes(rungs)
            )
            tell("wording", round_, ROUNDS)
            written = rewrite(request_of(before, plan, strategy, options, wished), model, self.ranker)
            declined |= {each.span: each for each in written.declined}
            tell("judging", round_, ROUNDS)
            result, after = self._read_again(before, plan, written, targets, options)
            still = still_standing(before, plan, written, after)
            if (
                still
                and strategy is Strategy.PATTERN
                and options.strategy is None
                and options.audience is Audience.POST
            ):
                # What is left of a possibility without its opening is none; told, a sentence can go by itself.
                told = rewrite(request_of(before, plan, Strategy.GENERALISE, options, wished), model, self.ranker)
                other, seen = self._read_again(before, plan, told, targets, options)
                if not worse(other, result):
                    written, result, after = told, other, seen
                    still = still_standing(before, plan, written, after)
            if still and options.audience in SENTENCES_MAY_GO:
                shorter = leave_out(draft, written, still, before.case_passages, standing_of(before))
                again, _ = self._read_again(before, plan, shorter, targets, options)
                result = again if worse(result, again) else result
            scraps = in_scraps(before, result.changes)
            reached = result.outcome is Outcome.PUBLISH and not scraps

            if options.audience is Audience.TEACHING and not reached and tells_too_little(before, result.changes):
                best = told_whole(before, plan, request_of(before, plan, strategy, options, wished), self.ranker, read)
                break
            if scraps and (options.audience in POINT_MAY_STAND_ALONE or before.stands is not None):
                result = without_story(before, plan, result, still, read)
            if best is None or worse(best, result):
                best = result
            further = further_down(before, plan, after, targets, rungs, options.audience, wished)
            if not further:
                break
            rungs.update(further)
        assert best is not None
        best = rather_untold(before, best, targets, options.audience, read)
        worded = [c.span for c in best.changes if c.source is Source.MODEL]
        left = tuple(d for d in declined.values() if not any(d.span.overlaps(w) for w in worded))
        return replace(best, declined=left)

    def _told(self, result: Result, options: Options, teller: Teller, tell: Progress) -> Result:
        """`result` with what the writer tells in general in place of what the rules cut."""
        from assistant.pipeline.retelling import retold

        before = result.analysis
        targets = tightened(options.goal(), before.risk)
        strategy = options.strategy or DEFAULT_STRATEGY[options.audience]
        if strategy is Strategy.OMIT:
            return result
        request = request_of(before, result.plan, strategy, options, ())

        def read(plan: Plan, written: Rewritten) -> tuple[Result, Analysis]:
            return self._read_again(before, plan, written, targets, options)

        return retold(request, result, targets, teller, read, tell)

    def _read_again(
        self, before: Analysis, plan: Plan, written: Rewritten, targets: Targets, options: Options
    ) -> tuple[Result, Analysis]:
        """The result of these changes, read and judged as it would be published."""
        text = self.documents.apply(before.draft, [Edit(c.span, c.after) for c in written.changes])
        after = self._analyse(self.documents.reread(before.draft, text), options, before, written.changes)
        result = result_of(before, plan, written, text, after, targets, options.audience)
        return says_too_little(result, options.audience), after

    def _analyse(
        self,
        draft: Draft,
        options: Options,
        original: Analysis | None = None,
        changes: Sequence[Change] = (),
        *,
        wait: bool = True,
        sift: bool = False,
    ) -> Analysis:
        """What `draft` says; our own result was made from `original` by `changes`, and may still echo it.

        `sift`: also what of it would stand without the case, where there is a sifter.
        """
        known = options.case or (original is not None and bool(original.case_passages))
        known = known or (options.work is not None and options.work.tells_of(draft.text))
        told = (original.tells or 0.0) if original is not None else 0.0
        look = partial(self._detector.detect, draft, options.voice, notices=options.notices, wait=wait)
        detected = look(known_case=known, told=told)
        maybe = not known and original is None and is_doubtful(draft, detected, options.voice)
        closer = maybe and not wait and not detected.unread  # the tagger first: until it has read it, it only guesses
        later = closer and self._sifter is not None and self._sifter.awaits(draft)
        asked = maybe and (wait or closer) and not later and self._sifter is not None
        glimpsed = self._sifted(draft) if asked else None
        seen = bool(detected.case_passages)
        if glimpsed is not None and (glimpsed.stands_whole if seen else glimpsed.tells):
            detected = look(known_case=not seen, doubted=seen, leaning=() if seen else glimpsed.leaning)
        side: str = variety(draft.text)
        if original is not None:
            side, region = original.variety, original.region
        else:
            region = options.background.region if options.background.region != "unknown" else side
        background = replace(options.background, region=region)
        own = known_from_byline(detected.details, background.name, background.workplace)
        read = trusted(self._sifted(draft), draft, detected) if sift and detected.case_passages else None
        before = original.untold if original is not None else options.untold
        own = without_untold(taken_as_own(own, options.voice, draft, detected, read, original), draft, before)
        details = self._laddered(draft, own, side, region)
        details = without_what_is_none(with_own_wordings(details, options.notices), options.not_details)
        closed = reasons_to_close(draft, details, detected.case_passages, first=original is None)
        closed += (NOT_READ_WHOLE,) if asked and glimpsed is None and not seen else ()
        if original is not None:
            details += still_told(original, details, draft.text, changes)
        risk = judge(
            details,
            background,
            cannot_tell=closed,
            harms=harms(draft.text) if detected.case_passages else (),
            notes=notes_on(detected, details, again=original is not None and bool(original.case_passages)),
            further=retold_by(original, draft.text),
        )
        found = detected.case_passages
        unread = () if wait else (*detected.unread, *((draft.text,) if later else ()))
        stands = read.stands if read is not None else None
        standing = {i: i in read.stands for i in read.scores} if read is not None else detected.standing
        return Analysis(
            draft, details, detected.statements, risk, found, side, region, detected.tagged, standing,
            detected.tells, unread, stands, before | untold(own, options.voice, draft, detected, read),
        )  # fmt: skip

    def _sifted(self, draft: Draft) -> Sifted | None:
        """What the sifter says of a draft; None without one, and where it could not read."""
        return self._sifter.read(draft) if self._sifter is not None else None

    def _laddered(self, draft: Draft, details: Sequence[Detail], side: str, region: str) -> tuple[Detail, ...]:
        """Details with their ladders; those that move no tier are folded."""
        ladders = self._ladders.of(draft, details, side, region)
        laid = [(d.standing_on(ladder), ladder) for d, ladder in zip(details, ladders, strict=True)]
        return tuple(d.standing_on(at, folded=True) if d.counts and not telling(d) else d for d, at in laid)

    def _untouched(self, before: Analysis, draft: Draft) -> Result:
        text = self.documents.apply(draft, ())
        steps = tuple(Step(d.id, 0, Move.KEEP, "nothing needs to change") for d in before.details if d.counts)
        expected = before.risk.tiers
        closed = before.risk.overall is Tier.CANNOT_TELL
        outcome = Outcome.FURTHER if closed else Outcome.UNCHANGED
        plan = Plan(steps, expected, outcome)
        return Result(
            before, plan, (), (), text, before.risk, before.details, outcome, versions(), tagged=before.tagged
        )
