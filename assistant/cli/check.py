"""`discreet check`: what could help recognise someone, line by line; no writing model, and nothing is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli import diagnostics, output
from assistant.cli.options import (
    AudienceOption,
    CaseloadOption,
    CaseOption,
    GlossaryOption,
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
    with_glossary,
)
from assistant.domain.errors import DiscreetError, ExitCode
from assistant.domain.risk import Reader, Tier

if TYPE_CHECKING:
    from assistant.pipeline import Analysis


def check(
    context: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Drafts to look at; - is standard input.")],
    as_json: JsonOption = False,
    quote: Annotated[bool, typer.Option("--quote", help="Show the words that were found in every line.")] = False,
    max_risk: MaxRiskOption = None,
    audience: AudienceOption = None,
    voice: VoiceOption = None,
    target: TargetOption = None,
    caseload: CaseloadOption = None,
    case: CaseOption = False,
    glossary: GlossaryOption = None,
    rules_only: RulesOnlyOption = False,
    quiet: QuietOption = False,
) -> None:
    """Find what could help recognise someone; change nothing.

    Prints path:line:column:kind:reader:message, one line for each place. Without --quote no word of the draft is shown.
    """
    from assistant.reports import json, lines
    from assistant.reports.story import one_line

    session = session_of(context)
    held = {file: settings_for(session, file) for file in files}
    limits = {file: limit(max_risk, settings) for file, settings in held.items()}
    asked = {f: common(audience, voice, caseload, target, case=case, settings=s) for f, s in held.items()}
    asked = {f: with_glossary(options, context, f, glossary) for f, options in asked.items()}
    pipeline = session.build_pipeline(rules_only=True) if rules_only else session.build_pipeline()
    diagnostics.hush_logging()
    session.confine()
    failed: dict[str, str] = {}
    documents: list[dict[str, Any]] = []
    above = False
    for path in files:
        options, highest = asked[path], limits[path]
        try:
            analysis = pipeline.check(session.read_draft(path), options)
            if as_json:
                documents.append(json.checked(analysis, path, options))
            else:
                output.lines(lines.lines(analysis, path, quote=quote))
        except DiscreetError as error:
            diagnostics.report(error, one_line(path))
            failed[path] = str(error)
        except Exception as error:  # one draft that fails must not stop the others
            diagnostics.unexpected(error)
            failed[path] = diagnostics.code_of(error)
        else:
            above |= highest is not None and highest.exceeded_by(analysis.risk)
            if not quiet and not as_json:
                diagnostics.say(_summary(one_line(path), analysis))
                diagnostics.beside(analysis.draft, result=False)
    if as_json and len(files) > 1:
        output.document(json.several(documents, failed))
    elif as_json and documents:
        output.document(documents[0])
    if failed:
        raise typer.Exit(ExitCode.SOME_FILES_FAILED)
    if above:
        raise typer.Exit(ExitCode.ABOVE_MAX_RISK)


def _summary(path: str, analysis: Analysis) -> str:
    from assistant.reports.words import LIKELIHOOD, READERS, TIERS, sentence

    risk = analysis.risk
    stands = f"{path}: {TIERS[risk.overall]}, score {risk.score} of 100."
    if risk.overall is Tier.LOW:
        if not analysis.case_passages:
            return f"{stands} It does not read like a case. If it tells of one, add --case."
        return f"{stands} Nobody would easily tell who it is."
    worst = [READERS[reader].lower() for reader in Reader if risk.readers[reader].tier is risk.overall]
    if risk.overall is Tier.CANNOT_TELL:
        return f"{stands} discreet can’t judge this text: {' '.join(_unknown(analysis))}"
    return f"{stands} {sentence(' and '.join(worst) + ' ' + LIKELIHOOD[risk.overall] + ' who it is')}"


def _unknown(analysis: Analysis) -> list[str]:
    """Why nothing can be told."""
    reasons = (r for one in analysis.risk.readers.values() for r in one.reasons if r.tier is Tier.CANNOT_TELL)
    return list(dict.fromkeys(r.text for r in reasons))
