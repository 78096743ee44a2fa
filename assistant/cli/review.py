"""`discreet review`: take or leave each change; on the whole screen, or with --plain line by line."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import diagnostics, output
from assistant.cli.edit import ModelOption, draw
from assistant.cli.options import (
    AudienceOption,
    CaseloadOption,
    CaseOption,
    GlossaryOption,
    TargetOption,
    VoiceOption,
    common,
    session_of,
    settings_for,
    with_glossary,
)
from assistant.cli.session import check_result
from assistant.domain.errors import UsageError

if TYPE_CHECKING:
    from assistant.cli.session import Session
    from assistant.deciding.review import Item, Review
    from assistant.domain.risk import Risk
    from assistant.pipeline import Options, Pipeline, Result
    from assistant.settings.model import Settings

HELP = (
    "a: accept. r: keep it as you wrote it. e: write it yourself, on the next line. u: take the last decision back. "
    "p: go back one. l: who could tell as decided so far. A: accept the rest. s: save as decided so far. "
    "q: leave without saving. h: these words."
)


def review(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The draft.")],
    plain: Annotated[
        bool, typer.Option("--plain", help="Line by line, for screen readers and pipes: no full screen, no frames.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Where to write; beside the draft without it.", metavar="PATH")
    ] = None,
    audience: AudienceOption = None,
    voice: VoiceOption = None,
    target: TargetOption = None,
    caseload: CaseloadOption = None,
    case: CaseOption = False,
    model: ModelOption = None,
    glossary: GlossaryOption = None,
) -> None:
    """Rewrite a draft and take or leave each change.

    With --plain, every change is printed and an answer of one letter is read: a accepts, r rejects, h helps.
    """
    session = session_of(context)
    settings = settings_for(session, str(file))
    options = common(audience, voice, caseload, target, case=case, settings=settings)
    if not plain:
        if out is not None:
            raise UsageError("--out goes with --plain.", "On the whole screen, save under another name there.")
        draw(session, file, settings, options, model, glossary=glossary, review=True)
        return
    if out is not None:
        check_result(out, file)
    options = with_glossary(options, context, str(file), glossary)
    if model is None and settings.wording.model:
        model = Path(settings.wording.model)
    _Plain(session, file, out, options, settings).run(model)


class _Plain:
    """The loop: prints a change on standard output, asks on standard error, reads a line."""

    def __init__(self, session: Session, file: Path, out: Path | None, options: Options, settings: Settings) -> None:
        self._session, self._file, self._out = session, file, out
        self._options, self._settings = options, settings

    def run(self, model: Path | None) -> None:
        from assistant.cli.helping import help_wanted, own_writer
        from assistant.cli.rewrite import rewritten
        from assistant.deciding.review import Review

        file = str(self._file)
        wanted = help_wanted(
            model, file, self._options, self._settings, prompt=None, prompt_dir=None, find=False, attack=False
        )
        own = self._settings.wording.writer and wanted is None
        with own_writer(self._session, wanted=own) as writer:
            build = self._session.build_pipeline
            self._pipeline: Pipeline = build(teller=writer) if writer else build()
            _, result = rewritten(self._session, self._pipeline, file, self._options, wanted, quiet=False, named=False)
        review = Review(result)
        if not review.items:
            self._say_what_stands(result)
            diagnostics.beside(result.analysis.draft, result=False)
            return
        if refusal := self._refusal(result):
            diagnostics.say(f"As proposed: {refusal}")
        many = "One change" if len(review.items) == 1 else f"{len(review.items)} changes"
        diagnostics.say(f"{many}. a accepts, r keeps it as you wrote it, h lists what else.")
        if self._decide(review):
            self._save(review, result)

    def _refusal(self, result: Result) -> str:
        """Why saving would fail, known before the person decides anything; empty where it would not."""
        from assistant.documents.sources import is_plain

        if self._out is not None and is_plain(self._out.name):
            return ""
        return self._session.refusal(result.analysis.draft, result, self._file)

    def _decide(self, review: Review) -> bool:
        """Ask about each change; whether to save."""
        at = 0
        answers = _lines()
        while at < len(review.items):
            item = review.items[at]
            review.see(item)
            output.lines(_shown(review, item, at + 1))
            diagnostics.say("Your answer:")
            answer = next(answers, None)
            if answer is None:
                raise UsageError(
                    "The answers ended before every change was decided; nothing was saved.",
                    "Answer each, or s to save as decided so far.",
                )
            if answer == "q":
                diagnostics.say("Nothing was saved.")
                return False
            if answer == "s":
                return True
            at = self._answer(review, item, at, answer, answers)
        return True

    def _answer(self, review: Review, item: Item, at: int, answer: str, answers: Iterator[str]) -> int:
        """Do what was answered; the place of the next change."""
        from assistant.deciding.review import ACCEPTED, REJECTED

        if answer in ("a", "r"):
            review.decide(item, ACCEPTED if answer == "a" else REJECTED)
            return at + 1
        if answer == "e":
            diagnostics.say("Your sentence, on one line:")
            while _damaged(wording := next(answers, "")):
                diagnostics.say("Part of that line can’t be read as text (UTF-8). Write it again, on one line:")
            review.edit(item, wording or item.key)
            return at + 1
        if answer == "u":
            diagnostics.say("Taken back." if review.undo() else "There is nothing to take back.")
            return max(at - 1, 0)
        if answer == "p":
            return max(at - 1, 0)
        if answer == "l":
            output.lines(self._readers(review))
            return at
        if answer == "A":
            if review.accept_rest():
                return len(review.items)
            diagnostics.say(f"First look at what weighs most: {len(review.unseen())} of these you have not seen yet.")
            return at
        diagnostics.say(HELP)
        return at

    def _readers(self, review: Review) -> list[str]:
        return _told(self._pipeline.decided(review.result, review.changes(), self._options).risk)

    def _say_what_stands(self, result: Result) -> None:
        """Why there is nothing to decide: nothing needs to change, or discreet has no change to propose."""
        from assistant.domain.risk import Outcome, Tier
        from assistant.reports.words import advice

        if result.outcome is Outcome.UNCHANGED and result.risk.overall is Tier.LOW:
            diagnostics.say("Nothing needs to change, so nothing was saved.")
            return
        output.lines([*_told(result.risk), *_telling(result.risk), *_unresolved(result)])
        what, why = advice(result.outcome, result.risk.tiers)
        diagnostics.say(f"There is no change to decide about, so nothing was saved. {what} {why}")

    def _save(self, review: Review, result: Result) -> None:
        from assistant.reports.words import advice

        decided = self._pipeline.decided(result, review.changes(), self._options)
        place = self._session.write(result.analysis.draft, decided, self._file, self._out)
        output.lines(self._readers(review))
        what = advice(decided.outcome, decided.risk.tiers)[0]
        diagnostics.say(f"{what} Written to {place}. Your own file was not changed.")
        diagnostics.beside(result.analysis.draft)


def _shown(review: Review, item: Item, number: int) -> list[str]:
    """One change in whole lines, without frames: where, before, after, why, and what was decided."""
    from assistant.reports.story import clean
    from assistant.reports.words import kind_name, sentence

    about = ", ".join(dict.fromkeys(kind_name(d.kind) for d in item.details))
    lines = ["", f"Change {number} of {len(review.items)}, line {item.line}{': ' + about if about else ''}."]
    lines.append(f"You wrote: {clean(item.key)}")
    after = clean(item.hunk.after)
    lines.append(f"Proposed: {after}" if after else "Proposed: leave it out.")
    if item.why:
        lines.append(f"Why: {sentence(clean(item.why))}")
    verdict = review.of(item).verdict
    if verdict.value != "undecided":
        lines.append(f"Decided: {verdict.value}.")
    return lines


def _told(risk: Risk) -> list[str]:
    from assistant.domain.risk import Reader
    from assistant.reports.words import LIKELIHOOD, READERS, TIERS

    return [f"{READERS[r]} {LIKELIHOOD[risk.readers[r].tier]} ({TIERS[risk.readers[r].tier]})." for r in Reader]


def _telling(risk: Risk) -> Iterator[str]:
    """The words by which readers above Low could tell, on one line."""
    from assistant.domain.risk import Tier
    from assistant.reports.story import quoted

    reasons = (reason for one in risk.readers.values() for reason in one.reasons if reason.tier > Tier.LOW)
    words = dict.fromkeys(quoted(word) for reason in reasons for word in reason.words)
    if words:
        yield f"They could tell from: {', '.join(words)}."


def _unresolved(result: Result) -> Iterator[str]:
    """What would have to change and could not be worded, a line each."""
    from assistant.reports.story import clean, quoted
    from assistant.reports.words import sentence

    text = result.analysis.draft.text
    for one in result.unresolved:
        words = quoted(one.span.of(text))
        line = text.count("\n", 0, one.span.start) + 1
        yield f"Look here, line {line}: {f'{words}: ' if words else ''}{sentence(clean(one.why))}"


def _damaged(text: str) -> bool:
    """Whether `text` holds bytes that are no UTF-8, which Python reads as lone surrogates and nobody can write."""
    return any("\ud800" <= sign <= "\udfff" for sign in text)


def _lines() -> Iterator[str]:
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")  # what can't be read is asked for again
    for line in sys.stdin:
        yield line.strip()
