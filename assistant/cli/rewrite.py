"""`discreet rewrite`: a draft in, a generalised example out, with what changed and who could still tell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli import diagnostics, output
from assistant.cli.options import (
    AudienceOption,
    CaseloadOption,
    CaseOption,
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
)
from assistant.domain.changes import Strategy
from assistant.domain.errors import DraftError, ExitCode, UsageError

if TYPE_CHECKING:
    from assistant.cli.session import Session
    from assistant.domain.ports import WritingModel
    from assistant.domain.text import Draft
    from assistant.engine.ranker import RankerClient
    from assistant.pipeline import Options, Result
    from assistant.prompting.prompt import Prompt
    from assistant.settings.model import Settings

_STAGES = {"reading": "Reading", "planning": "Planning", "wording": "Wording", "judging": "Reading it again"}


def rewrite(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The draft; - is standard input.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Where to write; beside the draft without it.", metavar="PATH")
    ] = None,
    as_json: JsonOption = False,
    diff: Annotated[
        str | None,
        typer.Option("--diff", help="Write what changed to a file too; it holds your words.", metavar="PATH"),
    ] = None,
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
    no_model: Annotated[bool, typer.Option("--no-model", help="Use no model, even if one is set.")] = False,
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
    to_stdout = file == "-" and out is None
    _refuse_two_outputs(to_stdout=to_stdout and not as_json, diff=diff, show=show, as_json=as_json)
    if model is None and settings.wording.model:
        model = Path(settings.wording.model)
    model = None if no_model else model
    asked = _asked(file, options, settings, prompt, prompt_dir) if model is not None else None
    draft, result = _rewritten(
        session,
        file,
        options,
        model,
        asked,
        quiet=quiet,
        named=as_json,
        rules_only=rules_only,
        rank=rank and not no_model,
    )
    original = None if file == "-" else Path(file)
    written = None if to_stdout else session.write(draft, result, original, out)
    if diff is not None:
        _keep_diff(session, diff, result, original)
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
    if highest is not None and highest.exceeded_by(result.risk):
        raise typer.Exit(ExitCode.ABOVE_MAX_RISK)


def _keep_diff(session: Session, diff: str, result: Result, original: Path | None) -> None:
    from assistant.reports.changes import PLAIN_WIDTH, changes

    if diff == "-":
        output.lines(changes(result, output.width(), colour=output.colours()))
        return
    try:
        session.write_text(Path(diff), "\n".join(changes(result, PLAIN_WIDTH)) + "\n", original)
    except DraftError as error:
        raise DraftError(f"What changed was not kept: {error.message}", "Name another file with --diff.") from None


def _show(result: Result) -> None:
    from assistant.reports.changes import changes
    from assistant.reports.story import story

    width = output.width()
    output.lines(story(result, changes(result, width, colour=output.colours()), width, output.paint()))
    output.lines([""])


def _stands(result: Result) -> str:
    """How it stands, for whoever did not see the report."""
    from assistant.reports.words import ADVICE, TIERS

    before, after = result.analysis.risk, result.risk
    risk = f"Risk: {TIERS[before.overall]} ({before.score} of 100) before, {TIERS[after.overall]} ({after.score}) now."
    return f"{risk} {ADVICE[result.outcome][0]}"


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


def _asked(file: str, options: Options, settings: Settings, name: str | None, folder: Path | None) -> Prompt | None:
    """The prompt for wordings, set for the audience. Raises PromptError."""
    from assistant.prompt_wiring import wording_prompt

    beside = Path() if file == "-" else Path(file).parent
    return wording_prompt(name or settings.wording.prompt, folder, beside, options.audience)


def _rewritten(
    session: Session,
    file: str,
    options: Options,
    model: Path | None,
    asked: Prompt | None,
    *,
    quiet: bool,
    named: bool,
    rules_only: bool = False,
    rank: bool = False,
) -> tuple[Draft, Result]:
    """Start what runs beside us, give up the network, and only then read the draft."""
    diagnostics.hush_logging()
    with _ranking(session, wanted=rank and model is None) as ranker, _opened(session, model, asked) as writer:
        parts: dict[str, Any] = {"rules_only": True} if rules_only else {}
        pipeline = session.build_pipeline(**parts, ranker=ranker) if ranker else session.build_pipeline(**parts)
        session.confine()
        draft = session.read_draft(file)

        def tell(stage: str, done: int, total: int) -> None:
            if not quiet:
                count = f" ({done + 1} of {total})" if total > 1 else ""
                diagnostics.progress(f"{_STAGES.get(stage, stage)}{count} …")

        try:
            result = pipeline.rewrite(draft, options, writer, tell)
        finally:
            diagnostics.progress("")
        if writer is not None:
            result = _with_model(result, writer, named=named)
        if ranker is not None and named:
            result = replace(result, versions={**result.versions, "ranker": ranker.identity})
        return draft, result


def _with_model(result: Result, writer: WritingModel, *, named: bool) -> Result:
    """The result with what is to be told of its model; `named` asks for its hash, which takes a while."""
    from assistant.cli.writer import identity, trouble

    if failure := trouble(writer):
        diagnostics.say(failure)
    return replace(result, versions={**result.versions, "model": identity(writer)}) if named else result


@contextmanager
def _ranking(session: Session, *, wanted: bool) -> Iterator[RankerClient | None]:
    """The embedded writer as a ranker; where it can't be used the rules decide, and a sentence says so."""
    ranker = session.open_ranker() if wanted else None
    if ranker is None or not ranker.ready():
        if wanted:
            missing = "The small writer is not here, so wordings are not ranked by it. Install discreet again."
            diagnostics.say(missing if ranker is None else ranker.problem or missing)
        yield None
        return
    with closing(ranker):
        yield ranker


@contextmanager
def _opened(session: Session, model: Path | None, asked: Prompt | None) -> Iterator[WritingModel | None]:
    if model is None:
        yield None
        return
    with session.open_model(model, asked) as writer:
        yield writer
