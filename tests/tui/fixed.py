"""A use case whose findings are fixed by hand, so that pictures of the screen do not change when rules do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.composition import build_pipeline
from assistant.domain.changes import Change, Plan, Source
from assistant.domain.details import CASE, Detail, Directness, Evidence, Kind
from assistant.domain.ladders import EVERYONE, Flag, Ladder, Rung, Share
from assistant.domain.ports import WritingModel
from assistant.domain.risk import Background, Outcome, Risk
from assistant.domain.text import Draft, Edit, Span, apply_edits
from assistant.pipeline import Analysis, Options, Progress, Result
from assistant.risk.judge import judge

TEXT = (
    "My client, a paramedic from Huddersfield, told me this morning that she never sits down. "
    "She has twins, and her sister rings every evening.\n\n"
    "If you grew up as the one who coped, rest can feel like stealing.\n"
)
"""Nobody's case: invented for these pictures."""

_ROWS = (
    (Kind.OCCUPATION, "paramedic", Directness.QUASI, "a job narrows people down",
     ("paramedic", "someone in a caring job", ""), (0.0004, 0.1, 1.0), ()),
    (Kind.PLACE, "Huddersfield", Directness.QUASI, "where someone lives narrows people down",
     ("Huddersfield", "a town in West Yorkshire", "a northern English town", "a town", ""),
     (0.002, 0.01, 0.06, 0.4, 1.0), ()),
    (Kind.RECENCY, "this morning", Directness.EPISODIC, "it says that this happened within days",
     ("this morning", ""), (1.0, 1.0), (Flag.RECENCY,)),
    (Kind.SPEECH, "she never sits down", Directness.VERBATIM, "the client would know their own words",
     ("she never sits down", ""), (1.0, 1.0), (Flag.VERBATIM_SPEECH,)),
    (Kind.FAMILY, "twins", Directness.QUASI, "few families have them", ("twins", "children", ""), (0.02, 0.6, 1.0), ()),
)  # fmt: skip


def _detail(number: int, text: str) -> Detail | None:
    kind, words, directness, reason, rungs, shares, flags = _ROWS[number]
    start = text.find(words)
    if start < 0:
        return None
    ladder = Ladder(
        tuple(
            Rung(said, said or "left out", EVERYONE if share == 1.0 else Share(share, share, "fixed"),
                 frozenset(flags) if not place else frozenset())
            for place, (said, share) in enumerate(zip(rungs, shares, strict=True))
        )
    )  # fmt: skip
    evidence = (Evidence("rule", f"fixed.{kind.value}", 1.0),)
    span = Span(start, start + len(words))
    return Detail(f"d{number + 1}", kind, directness, CASE, (span,), (words,), evidence, reason, ladder=ladder)


class Fixed:
    """Answers as the real one does, for the words of TEXT."""

    def __init__(self) -> None:
        self.documents = build_pipeline(rules_only=True).documents

    def beside(self) -> Fixed:
        return self

    def check(self, draft: Draft, options: Options) -> Analysis:
        details = tuple(d for n in range(len(_ROWS)) if (d := _detail(n, draft.text)) is not None)
        risk = judge(details, options.background)
        return Analysis(draft, details, (), risk, frozenset({0, 1}), "uk", "uk", tagged=True)

    def glance(self, draft: Draft, options: Options, *, awaited: bool = True) -> Analysis:
        return self.check(draft, options)

    def judge_at(self, analysis: Analysis, rungs: Mapping[str, int], options: Options) -> Risk:
        return judge([replace(d, rung=rungs.get(d.id, 0)) for d in analysis.details], options.background)

    def preview(self, analysis: Analysis, rungs: Mapping[str, int], detail: Detail, options: Options) -> str:
        sentence = analysis.draft.passages[0].text.strip()
        for each in analysis.details:
            if each.ladder is not None:
                sentence = sentence.replace(each.texts[0], each.ladder.rungs[rungs.get(each.id, 0)].text)
        return sentence

    def rewrite(
        self, draft: Draft, options: Options, model: WritingModel | None = None, on_progress: Progress | None = None
    ) -> Result:
        analysis = self.check(draft, options)
        changes = tuple(
            Change(Span(at, at + len(before)), before, after, Source.RULE, ids, (), why)
            for before, after, ids, why in (
                (", a paramedic from Huddersfield, told me this morning that she never sits down",
                 " finds it hard to sit down", ("d1", "d2", "d3", "d4"), "left out what only says who it was"),
                ("twins", "children", ("d5",), "said more generally"),
            )
            if (at := draft.text.find(before)) >= 0
        )  # fmt: skip
        return self.decided(Result(analysis, Plan((), {}, Outcome.PUBLISH), changes, (), "", analysis.risk, (),
                                   Outcome.PUBLISH, tagged=True), changes, options)  # fmt: skip

    def decided(self, result: Result, changes: Sequence[Change], options: Options) -> Result:
        draft = result.analysis.draft
        text = apply_edits(draft.text, [Edit(c.span, c.after) for c in changes])
        after = self.check(self.documents.reread(draft, text), options)
        made = tuple(changes) if not result.text else result.changes
        return replace(result, text=text, risk=after.risk, remaining=after.details, changes=made)


def background() -> Background:
    """Sixty clients in the UK."""
    return Background(region="uk")
