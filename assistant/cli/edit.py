"""`discreet edit`: the full-screen application on one draft or on an empty page."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import diagnostics
from assistant.cli.options import (
    CASELOAD,
    AudienceOption,
    CaseloadOption,
    CaseOption,
    TargetOption,
    VoiceOption,
    common,
    session_of,
)
from assistant.domain.changes import Audience, Voice
from assistant.domain.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from assistant.cli.session import Session


def edit(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="The draft; without it, you begin with an empty page.")
    ] = None,
    audience: AudienceOption = Audience.BLOG,
    voice: VoiceOption = Voice.AUTHOR,
    target: TargetOption = None,
    caseload: CaseloadOption = CASELOAD,
    case: CaseOption = False,
    model: Annotated[
        Path | None,
        typer.Option("--model", help="An instruct model (GGUF) that may word passages.", envvar="DISCREET_MODEL"),
    ] = None,
    tour: Annotated[bool, typer.Option("--tour", help="Be shown round on an invented draft.")] = False,
    light: Annotated[bool, typer.Option("--light", help="Begin with the light colours.")] = False,
) -> None:
    """Write, see who could tell, and decide on every change, on the whole screen.

    Your own file is never changed: the result is saved beside it. Nothing is kept that you do not save.
    """
    session = session_of(context)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "discreet edit needs a terminal to draw on.",
            "In a pipe, use: discreet rewrite, or discreet review --plain.",
        )
    options = common(audience, voice, caseload, target, case=case)
    clear_textual_environment()
    diagnostics.hush_logging()
    session.confine()
    code = run_app(session, file, options=options, model=model, tour=tour, light=light)
    if code:
        raise typer.Exit(code)


def clear_textual_environment() -> None:
    """Take away what could make the screen's library log, take pictures, or open a debugging socket."""
    for name in list(os.environ):
        if name == "TEXTUAL" or name.startswith("TEXTUAL_"):
            del os.environ[name]


def run_app(session: Session, file: Path | None, **wanted: object) -> int:
    """Draw the application until the person leaves; the code to end with. Raises DraftError for an unreadable file."""
    from assistant.tui.start import start

    message = start(session, file, **wanted)  # type: ignore[arg-type]
    if message:
        diagnostics.say(message)
        return ExitCode.SOME_FILES_FAILED
    return ExitCode.DONE
