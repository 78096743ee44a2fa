"""`discreet edit`: the full-screen application on one draft or on an empty page."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import diagnostics
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
)
from assistant.domain.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from assistant.cli.session import Session
    from assistant.pipeline import Options
    from assistant.settings.model import Settings

ModelOption = Annotated[
    Path | None,
    typer.Option("--model", help="An instruct model (GGUF) that may word passages. Without it: none, or as set."),
]


def edit(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="The draft; without it, you begin with an empty page.")
    ] = None,
    audience: AudienceOption = None,
    voice: VoiceOption = None,
    target: TargetOption = None,
    caseload: CaseloadOption = None,
    case: CaseOption = False,
    model: ModelOption = None,
    glossary: GlossaryOption = None,
    tour: Annotated[bool, typer.Option("--tour", help="Be shown round on an invented draft.")] = False,
    theme: Annotated[str, typer.Option("--theme", help="light or dark. Without it: as set, or the terminal’s.")] = "",
) -> None:
    """Write, see who could tell, and decide on every change, on the whole screen.

    Your own file is never changed: the result is saved beside it. Nothing is kept that you do not save.
    """
    session = session_of(context)
    settings = settings_for(session, "-" if file is None else str(file))
    options = common(audience, voice, caseload, target, case=case, settings=settings)
    draw(session, file, settings, options, model, glossary=glossary, theme=theme, tour=tour)


def draw(
    session: Session,
    file: Path | None,
    settings: Settings,
    options: Options,
    model: Path | None,
    *,
    glossary: Path | None = None,
    theme: str = "",
    tour: bool = False,
    review: bool = False,
) -> None:
    """Draw the application until the person leaves. Raises UsageError without a terminal, DraftError for a file.

    `glossary` holds for this sitting beside those that stand in files.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "This needs a terminal to draw on.", "In a pipe, use discreet rewrite or discreet review --plain."
        )
    if theme not in ("", "light", "dark"):
        raise UsageError(f"--theme takes light or dark, not “{theme}”.")
    clear_textual_environment()
    diagnostics.hush_logging()
    session.confine()
    from assistant.tui.start import Start, start

    if model is None and settings.wording.model:
        model = Path(settings.wording.model)
    from assistant.glossary_wiring import glossary as standing

    rules = standing(file.parent if file is not None else Path(), glossary)
    message = start(session, Start(file, settings, options, model, theme, tour, review, rules, glossary))
    if message:
        diagnostics.say(message)
        raise typer.Exit(ExitCode.SOME_FILES_FAILED)


def clear_textual_environment() -> None:
    """Take away what could make the screen's library log, take pictures, or open a debugging socket."""
    for name in list(os.environ):
        if name == "TEXTUAL" or name.startswith("TEXTUAL_"):
            del os.environ[name]
