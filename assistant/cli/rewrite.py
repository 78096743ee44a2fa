"""`discreet rewrite`: a draft in, a generalised example out, with what changed and who could still tell."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli import diagnostics, output
from assistant.cli.helping import ONE_ALONE, Help, help_wanted, opened, own_writer
from assistant.cli.options import (
    AudienceOption,
    CaseloadOption,
    CaseOption,
    GlossaryOption,
    GlossaryVaultOption,
    JsonOption,
    MaxRiskOption,
    QuietOption,
    RulesOnlyOption,
    TargetOption,
    VoiceOption,
    common,
    limit,
    session_of,
    settings_for,
    wishes,
    with_glossary,
)
from assistant.cli.session import NO_PLAIN_TEXT, check_place, check_result
from assistant.domain.changes import Strategy
from assistant.domain.errors import DiscreetError, DraftError, ExitCode, UsageError

if TYPE_CHECKING:
    from assistant.cli.session import Session
    from assistant.domain.ports import WritingModel
    from assistant.domain.text import Draft
    from assistant.pipeline import Options, Pipeline, Result

_STAGES = {"looking": "Looking for more", "attacking": "Trying to tell who it is"} | {
    "reading": "Reading",
    "planning": "Planning",
    "wording": "Wording",
    "telling": "Telling it in general",
    "judging": "Reading it again",
}


def rewrite(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The draft; - is standard input.")],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", help="Where to write, - for standard output. Without it: beside the draft.", metavar="PATH"
        ),
    ] = None,
    as_json: JsonOption = False,
    diff: Annotated[
        str | None,
        typer.Option("--diff", help="Write what changed to a file too; it holds your words.", metavar="PATH"),
    ] = None,
    review_copy: Annotated[
        bool,
        typer.Option(
            "--review-copy",
            help="Also write a copy of the Word document with tracked changes; it holds your original words.",
        ),
    ] = False,
    show: Annotated[bool, typer.Option("--show", help="Print the report even where nobody sees a screen.")] = False,
    strategy: Annotated[
        Strategy | None,
        typer.Option(help="What to make of it. Without it: by audience, or as set."),
    ] = None,
    audience: AudienceOption = None,
    voice: VoiceOption = None,
    target: TargetOption = None,
    max_risk: MaxRiskOption = None,
    point_file: Annotated[
        Path | None, typer.Option("--point-file", help="A file with the point that must survive.", metavar="PATH")
    ] = None,
    keep_file: Annotated[
        Path | None, typer.Option("--keep-file", help="A file with words to keep, one a line.", metavar="PATH")
    ] = None,
    seed: Annotated[int | None, typer.Option(help="Same seed, same result. Without it: 7, or as set.", min=0)] = None,
    model: Annotated[
        Path | None,
        typer.Option("--model", help="An instruct model (GGUF) that may word passages. Without it: none, or as set."),
    ] = None,
    prompt: Annotated[
        str | None, typer.Option("--prompt", help="What the model is asked. Without it: generalise, or as set.")
    ] = None,
    prompt_dir: Annotated[
        Path | None, typer.Option("--prompt-dir", help="A folder of prompts that comes first.", metavar="PATH")
    ] = None,
    find_details: Annotated[
        bool, typer.Option("--find-details", help="Have the model look for what only understanding finds.")
    ] = False,
    attack: Annotated[
        bool, typer.Option("--attack", help="Have the model try to tell from the result who it is.")
    ] = False,
    glossary: GlossaryOption = None,
    vault: GlossaryVaultOption = False,
    no_model: Annotated[
        bool, typer.Option("--no-model", help="Word nothing by a model: not by one that is set, nor by our small one.")
    ] = False,
    writer: Annotated[
        bool,
        typer.Option("--writer", help="Let the small writer that comes along try to tell in general what happened."),
    ] = False,
    rank: Annotated[
        bool, typer.Option("--rank", help="Let the small writer that comes along choose between the rules' wordings.")
    ] = False,
    caseload: CaseloadOption = None,
    case: CaseOption = False,
    rules_only: RulesOnlyOption = False,
    quiet: QuietOption = False,
) -> None:
    """Rewrite a draft so that its people are harder to recognise.

    Your own file is never changed: post.md becomes post.discreet.md. Put {keep: words} around what must stay and
    {point: words} around your point; the marks themselves are left out.
    """
    session = session_of(context)
    settings = settings_for(session, file)
    highest = limit(max_risk, settings)
    options = common(audience, voice, caseload, target, case=case, settings=settings)
    options = replace(
        options,
        strategy=strategy or options.strategy,
        seed=options.seed if seed is None else seed,
        keep=wishes(keep_file, "--keep-file"),
        point=wishes(point_file, "--point-file"),
    )
    if out is not None and str(out) == "-" and file.lower().endswith(NO_PLAIN_TEXT):
        raise UsageError("Such a document can't go to standard output.", "Name a file with --out, or leave --out away.")
    to_stdout = str(out) == "-" if out is not None else file == "-"
    _refuse_two_outputs(to_stdout=to_stdout and not as_json, diff=diff, show=show, as_json=as_json)
    if review_copy and not file.lower().endswith(".docx"):
        raise UsageError(
            "A copy for review with tracked changes is made of Word documents (.docx) alone.",
            "Look at what changed with --diff instead.",
        )
    original = None if file == "-" else Path(file)
    _refuse_places(original, None if to_stdout else out, diff, to_stdout=to_stdout, review_copy=review_copy)
    if model is None and settings.wording.model:
        model = Path(settings.wording.model)
    wanted = help_wanted(
        None if no_model else model,
        file,
        options,
        settings,
        prompt=prompt,
        prompt_dir=prompt_dir,
        find=find_details,
        attack=attack,
    )
    options = with_glossary(options, context, file, glossary, vault=vault)
    parts: dict[str, Any] = {"rules_only": True} if rules_only else {}
    if (writer or rank) and wanted is not None and not quiet:
        diagnostics.say(ONE_ALONE)
    own = (writer or settings.wording.writer) and not no_model and wanted is None
    with own_writer(session, wanted=own or (rank and not no_model and wanted is None)) as ours:
        if ours is not None:
            parts |= {"teller": ours} if own else {}
            parts |= {"ranker": ours} if rank else {}
        pipeline = session.build_pipeline(**parts)
        draft, result = rewritten(session, pipeline, file, options, wanted, quiet=quiet, named=as_json)
    if ours is not None and as_json:
        result = replace(result, versions={**result.versions, "writer": ours.identity})
    written = None if to_stdout else session.write(draft, result, original, out)
    if diff == "-":
        _print_changes(result)
    if as_json:
        from assistant.reports import json

        output.document(json.rewritten(result, file, str(written) if written else None))
    elif to_stdout:
        output.draft(result.text, draft.encoding)
    shown = not as_json and not to_stdout and not quiet and (show or output.is_terminal())
    if shown:
        _show(result)
    if not quiet:
        diagnostics.say(" ".join(filter(None, ("" if shown else _stands(result), _place(written)))))
        diagnostics.beside(draft)
    _keep_more(session, draft, result, original, written, diff, review_copy=review_copy, quiet=quiet)
    if highest is not None and highest.exceeded_by(result.risk):
        raise typer.Exit(ExitCode.ABOVE_MAX_RISK)


def _refuse_places(
    original: Path | None, out: Path | None, diff: str | None, *, to_stdout: bool, review_copy: bool
) -> None:
    """Refuse what could not be kept before the draft is read. Raises UsageError, DraftError."""
    from assistant.composition import likely_output
    from assistant.composition import review_copy as copy_of

    beside = None if to_stdout or original is None else out or likely_output(original)
    if out is not None:
        check_result(out, original)
    if diff is not None and diff != "-":
        if beside is not None and _same(Path(diff), beside):
            raise UsageError("--diff would replace the result.", "Name another file with --diff.")
        check_place(Path(diff), "--diff", original)
    if review_copy and original is not None and beside is not None:
        copy = copy_of(original, beside)
        if os.path.lexists(copy):
            raise DraftError(f"{copy.name} exists already.", "Move it away; somebody may have worked in it.")


def _keep_more(
    session: Session,
    draft: Draft,
    result: Result,
    original: Path | None,
    written: Path | None,
    diff: str | None,
    *,
    review_copy: bool,
    quiet: bool,
) -> None:
    """The files beside the result: last, so that one which can't be kept costs nothing else. Raises typer.Exit."""
    code = ExitCode.DONE
    if review_copy and original is not None and written is not None:
        try:
            copied = session.write_review(draft, result, original, written)
            if not quiet:
                diagnostics.say(f"{copied} holds your original words. Don’t pass it on.")
        except DiscreetError as error:
            code = diagnostics.report(DraftError(f"The copy for review was not made: {error.message}", error.next_step))
    if diff is not None and diff != "-":
        try:
            _keep_diff(session, Path(diff), result, original, written)
        except DiscreetError as error:
            code = diagnostics.report(DraftError(f"What changed was not kept: {error.message}", error.next_step))
    if code:
        raise typer.Exit(code)


def _keep_diff(session: Session, diff: Path, result: Result, original: Path | None, written: Path | None) -> None:
    from assistant.reports.changes import PLAIN_WIDTH, changes

    if written is not None and _same(diff, written):
        raise DraftError("That is the name of the result.", "Name another file with --diff.")
    session.write_text(diff, "\n".join(changes(result, PLAIN_WIDTH)) + "\n", original, option="--diff")


def _same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def _print_changes(result: Result) -> None:
    from assistant.reports.changes import changes

    output.lines(changes(result, output.width(), colour=output.colours()))


def _show(result: Result) -> None:
    from assistant.reports.changes import changes
    from assistant.reports.story import story

    width = output.width()
    output.lines(story(result, changes(result, width, colour=output.colours()), width, output.paint()))
    output.lines([""])


def _stands(result: Result) -> str:
    """How it stands, for whoever did not see the report."""
    from assistant.reports.words import TIERS, advice

    before, after = result.analysis.risk, result.risk
    risk = f"Risk: {TIERS[before.overall]} ({before.score} of 100) before, {TIERS[after.overall]} ({after.score}) now."
    return f"{risk} {advice(result.outcome, after.tiers)[0]}"


def _place(written: Path | None) -> str:
    return f"Written to {written}. Your own file was not changed." if written else ""


def _refuse_two_outputs(*, to_stdout: bool, diff: str | None, show: bool, as_json: bool) -> None:
    """Standard output holds one thing."""
    wanted = [name for name, there in (("the text", to_stdout), ("--json", as_json), ("--show", show)) if there]
    if diff == "-":
        wanted.append("--diff -")
    if len(wanted) > 1:
        raise UsageError(
            f"Standard output can hold one thing only, not {' and '.join(wanted)}.", "Name a file with --out or --diff."
        )


def rewritten(
    session: Session,
    pipeline: Pipeline,
    file: str,
    options: Options,
    wanted: Help | None,
    *,
    quiet: bool,
    named: bool,
) -> tuple[Draft, Result]:
    """Start what runs beside us, give up the network, and only then read the draft."""
    diagnostics.hush_logging()
    with opened(session, wanted) as writer:
        session.confine()
        draft = session.read_draft(file)

        def tell(stage: str, done: int, total: int) -> None:
            if not quiet:
                count = f" ({done + 1} of {total})" if total > 1 else ""
                diagnostics.progress(f"{_STAGES.get(stage, stage)}{count} …")

        try:
            insight = wanted.insight(writer) if wanted is not None and writer is not None else None
            result = (
                pipeline.rewrite(draft, options, writer, tell)
                if insight is None
                else pipeline.rewrite(draft, options, writer, tell, insight)
            )
        finally:
            diagnostics.progress("")
        if writer is not None:
            result = _with_model(result, writer, named=named)
        return draft, result


def _with_model(result: Result, writer: WritingModel, *, named: bool) -> Result:
    """The result with what is to be told of its model; `named` asks for its hash, which takes a while."""
    from assistant.cli.writer import identity, trouble

    if failure := trouble(writer):
        diagnostics.say(failure)
    return replace(result, versions={**result.versions, "model": identity(writer)}) if named else result
