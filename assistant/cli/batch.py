"""`discreet batch`: every draft below a folder, with what is left to worry about in each and in all together."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import diagnostics
from assistant.cli.batch_told import Format, Reports, refuse
from assistant.cli.options import (
    AudienceOption,
    CaseloadOption,
    CaseOption,
    GlossaryOption,
    GlossaryVaultOption,
    Limit,
    MaxRiskOption,
    QuietOption,
    RulesOnlyOption,
    TargetOption,
    VoiceOption,
    common,
    limit,
    session_of,
    with_glossary,
)
from assistant.domain.changes import Strategy
from assistant.domain.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from assistant.batch.run import Plan, Progress
    from assistant.batch.values import Report
    from assistant.batch_wiring import Request
    from assistant.cli.session import Session
    from assistant.domain.ports import WritingModel

PLAIN_STEPS = 20
"""Where nobody watches, a line is written for every so many parts of the run."""


def batch(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder with the drafts; it is only read.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="The folder for the results, outside FOLDER.", metavar="DIR"),
    ] = None,
    review_copies: Annotated[
        Path | None,
        typer.Option(
            "--review-copies",
            help="A folder for copies of Word documents with tracked changes. They hold your original words.",
            metavar="DIR",
        ),
    ] = None,
    include: Annotated[
        list[str] | None, typer.Option("--include", help="Only files like this: *.md; may be given again.")
    ] = None,
    exclude: Annotated[
        list[str] | None, typer.Option("--exclude", help="No files or folders like this: old; may be given again.")
    ] = None,
    changed_since: Annotated[
        str | None,
        typer.Option("--changed-since", help="Only files changed since: 2026-11-01, 7d or 12h.", metavar="WHEN"),
    ] = None,
    column: Annotated[
        list[str] | None, typer.Option("--column", help="A column of tables (csv, tsv) to read; may be given again.")
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", help="Worker processes; 0 for one a processor.", min=0, max=64)
    ] = 0,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write no results; only say how it would go.")] = False,
    resume: Annotated[
        bool, typer.Option("--resume/--no-resume", help="Go on where an earlier run ended, or make all anew.")
    ] = True,
    watch: Annotated[bool, typer.Option("--watch", help="Stay, and do again what changes.")] = False,
    one_work: Annotated[
        bool,
        typer.Option(
            "--one-work",
            help="They are chapters of one book: call everyone the same in all. This links them for a reader.",
        ),
    ] = False,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop at the first draft that fails.")] = False,
    format_: Annotated[
        Format, typer.Option("--format", help="How the report is written.", case_sensitive=False)
    ] = Format.TEXT,
    report: Annotated[
        Path | None,
        typer.Option("--report", help="Where the report goes instead of the screen.", metavar="PATH"),
    ] = None,
    receipt: Annotated[
        Path | None,
        typer.Option("--receipt", help="Write a receipt without any content, to show to a supervisor.", metavar="PATH"),
    ] = None,
    include_originals: Annotated[
        bool, typer.Option("--include-originals", help="Put the words of the drafts into the report (json, html).")
    ] = False,
    quote: Annotated[bool, typer.Option("--quote", help="Show the words that were found (lines, sarif).")] = False,
    strategy: Annotated[
        Strategy | None,
        typer.Option(help="What to make of each. Without it: by audience, or as set."),
    ] = None,
    audience: AudienceOption = None,
    voice: VoiceOption = None,
    target: TargetOption = None,
    max_risk: MaxRiskOption = None,
    seed: Annotated[int | None, typer.Option(help="Same seed, same result. Without it: 7, or as set.", min=0)] = None,
    model: Annotated[
        Path | None,
        typer.Option("--model", help="An instruct model (GGUF) that may word passages. Without it: none, or as set."),
    ] = None,
    no_model: Annotated[
        bool, typer.Option("--no-model", help="Word nothing by a model: not by one that is set, nor by our small one.")
    ] = False,
    prompt: Annotated[
        str | None, typer.Option("--prompt", help="What the model is asked. Without it: generalise, or as set.")
    ] = None,
    prompt_dir: Annotated[
        Path | None, typer.Option("--prompt-dir", help="A folder of prompts that comes first.", metavar="PATH")
    ] = None,
    glossary: GlossaryOption = None,
    vault: GlossaryVaultOption = False,
    writer: Annotated[
        bool,
        typer.Option("--writer", help="Let the small writer that comes along try to tell in general what happened."),
    ] = False,
    caseload: CaseloadOption = None,
    case: CaseOption = False,
    rules_only: RulesOnlyOption = False,
    quiet: QuietOption = False,
) -> None:
    """Rewrite every draft below a folder, and say what they tell together.

    Your own files are only read. The results go to --out under the same names; run the same command again to go on
    where it ended. Reads plain text, Markdown, web pages, Word, OpenDocument, RTF, tables and mails.
    """
    from assistant.batch_wiring import Request
    from assistant.cli.helping import refuse_prompt

    session = session_of(context)
    settings = session.load_settings(folder)
    highest = limit(max_risk, settings)
    options = common(audience, voice, caseload, target, case=case, settings=settings)
    options = with_glossary(options, context, folder, glossary, vault=vault)
    if model is None and settings.wording.model:
        model = Path(settings.wording.model)
    if model is None or no_model:
        refuse_prompt(prompt, prompt_dir)
    if out is None and not dry_run:
        raise UsageError("Say where the results go.", "Name a folder with --out, or only look with --dry-run.")
    if review_copies is not None and (out is None or dry_run):
        raise UsageError("Copies for review are made beside results.", "Name a folder with --out, without --dry-run.")
    refuse(format_, report, receipt, dry_run=dry_run, quote=quote, words=include_originals)
    if one_work and changed_since is not None:
        raise UsageError(
            "Everyone can be called the same in all chapters only if all of them are read.",
            "Leave out --changed-since, or --one-work.",
        )
    request = Request(
        source=folder,
        out=None if dry_run else out,
        reviews=review_copies,
        options=replace(
            options,
            strategy=strategy or options.strategy,
            seed=options.seed if seed is None else seed,
        ),
        include=tuple(include or ()),
        exclude=(*settings.batch.skip, *(exclude or ())),
        since=since(changed_since),
        columns=tuple(column or ()),
        jobs=jobs or os.cpu_count() or 1,
        resume=resume,
        fail_fast=fail_fast,
        one_work=one_work,
        texts=include_originals or quote,
        model=None if no_model else model,
        prompt=prompt or settings.wording.prompt or None,
        prompt_dir=prompt_dir,
        rules_only=rules_only,
        writer=(writer or settings.wording.writer) and not no_model,
    )
    if one_work and not quiet:
        from assistant.reports.batch_text import ONE_WORK

        diagnostics.say(ONE_WORK)
    if writer and request.model is not None and not quiet:
        from assistant.cli.helping import ONE_ALONE

        diagnostics.say(ONE_ALONE)
    reports = Reports(session, request, format_, report, receipt, quote=quote, words=include_originals)
    code = ExitCode.DONE
    with _interruptible() as stopping, _opened(session, request) as (plan, at_work):
        if request.writer and request.model is None and "writer" not in dict(plan.versions):
            from assistant.cli.helping import NO_WRITER

            diagnostics.say(NO_WRITER)
        if not quiet:
            _say_what_is_not_used(request)
        for _ in _rounds(request, stopping, reports.wrote, watch=watch):
            found = _run(plan, at_work, stopping, quiet=quiet)
            reports.tell(found)
            code = _code(found, highest)
            if not quiet and any(each.review for each in found.drafts):
                diagnostics.say(f"The copies in {review_copies} hold your original words. Don’t pass them on.")
            if not quiet and (report is not None or format_ is not Format.TEXT):
                from assistant.reports.batch_text import total

                diagnostics.say(total(found))
    if code:
        raise typer.Exit(code)


def since(text: str | None) -> float | None:
    """What `--changed-since` says, in seconds since 1970. Raises UsageError."""
    if text is None:
        return None
    wanted = text.strip().lower()
    units = {"d": timedelta(days=1), "h": timedelta(hours=1), "w": timedelta(weeks=1)}
    if wanted[:-1].isascii() and wanted[:-1].isdigit() and wanted[-1:] in units and len(wanted) < 6:
        return time.time() - int(wanted[:-1]) * units[wanted[-1]].total_seconds()
    try:
        day = datetime.fromisoformat(wanted)
        return (day if day.tzinfo else day.astimezone()).timestamp()
    except (ValueError, OverflowError, OSError):  # the last two for a day long before there were files
        raise UsageError(
            f"--changed-since takes a day or a time such as 2026-11-01, 7d or 12h, not “{text}”."
        ) from None


def _say_what_is_not_used(request: Request) -> None:
    """Which files are glossaries and no drafts, and where folders below have settings or a glossary of their own."""
    from assistant.settings.glossary import FILE
    from assistant.settings.sources import PROJECT_FILE
    from assistant.storage.folders import named

    glossaries = named(request.source, FILE, request.include, request.exclude)
    if glossaries:
        what = "a glossary and no draft" if len(glossaries) == 1 else "glossaries and no drafts"
        diagnostics.say(f"Passed over as {what}: {_some(glossaries)}. A draft of that name needs another for batch.")
    below = [path for path in named(request.source, PROJECT_FILE, exclude=request.exclude) if "/" in path]
    if below:
        diagnostics.say(
            f"Not used: {_some(below)}, nor a glossary beside it. The settings and the glossary of {request.source} "
            "hold for all drafts of a run; give such a folder a run of its own."
        )


def _some(paths: Sequence[str]) -> str:
    """The first of them, and whether there are more."""
    return ", ".join(paths[:3]) + (" and others" if len(paths) > 3 else "")


@contextmanager
def _opened(session: Session, request: Request) -> Iterator[tuple[Plan, WritingModel | None]]:
    diagnostics.hush_logging()
    with session.open_batch(request, session.confine) as opened:
        yield opened


class _Stopping:
    """Whether Ctrl-C was pressed; a second time ends the program at once."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self) -> bool:
        return self.asked

    def hear(self, _signal: int, _frame: object) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True


@contextmanager
def _interruptible() -> Iterator[_Stopping]:
    """Let Ctrl-C be heard between two writes rather than within one."""
    stopping = _Stopping()
    before = signal.signal(signal.SIGINT, stopping.hear)
    try:
        yield stopping
    finally:
        signal.signal(signal.SIGINT, before)


def _rounds(request: Request, stopping: _Stopping, wrote: Callable[[Path], bool], *, watch: bool) -> Iterator[None]:
    """One round, or one for every change to the folder until Ctrl-C, but for those that this run `wrote` itself.

    Watching begins before the first round, so that nothing is missed which is saved meanwhile.
    """
    if not watch:
        yield
        return
    from watchfiles import watch as changes

    seen = changes(request.source, rust_timeout=500, yield_on_timeout=True, raise_interrupt=False, force_polling=False)
    next(seen, None)  # only then does it watch; what it has seen till now is in the first round
    yield
    diagnostics.say("Watching. Ctrl-C ends it.")
    for found in seen:
        if stopping():
            return
        if not all(wrote(Path(path)) for _, path in found):
            yield


def _run(plan: Plan, writer: WritingModel | None, stopping: _Stopping, *, quiet: bool) -> Report:
    """One walk over the folder, told as it goes. Ends the program where it is interrupted."""
    from assistant.batch.run import InterruptedRunError, run

    speed = _Speed(writer, quiet=quiet)
    try:
        found = run(plan, speed.hear, stopping)
        _say_trouble(writer)
        if found.unanswered and plan.journal is not None:
            diagnostics.progress("")
            diagnostics.say(again(found.unanswered))
        return found
    except InterruptedRunError:
        diagnostics.progress("")
        done = f"{speed.done} of {speed.total} drafts are done" if speed.total else "Nothing was written"
        diagnostics.say(f"Stopped. {done}; run the same again to go on.")
        raise typer.Exit(ExitCode.INTERRUPTED) from None
    finally:
        diagnostics.progress("")


def _say_trouble(writer: WritingModel | None) -> None:
    """Why a model's last wordings are missing, if they are; rules worded those passages."""
    from assistant.cli.writer import trouble

    if writer is not None and (failure := trouble(writer)):
        diagnostics.progress("")
        diagnostics.say(failure)


def again(drafts: int) -> str:
    """What becomes of so many drafts that are done without an answer which they waited for."""
    which, them = ("one draft", "it") if drafts == 1 else (f"{drafts} drafts", "them")
    return (
        f"In {which} a question to the model or the tagger was left without an answer. The next run makes {them} again."
    )


class _Speed:
    """Says how far a run is: on a terminal one line that changes, elsewhere a line now and then."""

    def __init__(self, writer: WritingModel | None, *, quiet: bool) -> None:
        self._writer, self._quiet = writer, quiet
        self._began = time.monotonic()
        self.done = self.total = 0

    def hear(self, progress: Progress) -> None:
        if progress.first:
            self._began = time.monotonic()
            if not self._quiet and diagnostics.watched():
                diagnostics.progress(f"Looking through all of them first: {progress.done} of {progress.total}")
            return
        self.done, self.total = progress.done, progress.total
        if self._quiet:
            return
        text = f"{progress.done} of {progress.total} drafts, {progress.passages} passages"
        text += f", {progress.failed} failed" if progress.failed else ""
        text += self._tokens() + self._left()
        if diagnostics.watched():
            diagnostics.progress(text)
        elif progress.total >= PLAIN_STEPS and progress.done % (progress.total // PLAIN_STEPS) == 0:
            diagnostics.say(text)

    def _tokens(self) -> str:
        seconds = getattr(getattr(self._writer, "report", None), "seconds", 0.0)
        tokens = getattr(getattr(self._writer, "report", None), "tokens", 0)
        return f", {tokens / seconds:.0f} tokens a second" if seconds and tokens else ""

    def _left(self) -> str:
        took = time.monotonic() - self._began
        if self.done < 3 or took < 2 or self.done == self.total:
            return ""
        left = took / self.done * (self.total - self.done)
        return f", about {left / 60:.0f} min left" if left >= 90 else f", about {left:.0f} s left"


def _code(found: Report, highest: Limit | None) -> ExitCode:
    if found.failed:
        return ExitCode.SOME_FILES_FAILED
    if highest is not None and above(found, highest):
        return ExitCode.ABOVE_MAX_RISK
    return ExitCode.DONE


def above(found: Report, highest: Limit) -> bool:
    """Whether a result by itself, or several together, are above the limit."""
    alone = any(highest.exceeded_by(each.told.after) for each in found.drafts if each.told)
    return alone or any(highest.exceeded_by(group.joint) for group in found.groups)
