"""`discreet archive`: posts that are public already, ranked by what they tell, with what to do about each."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli import diagnostics, output
from assistant.cli.options import (
    CaseloadOption,
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
from assistant.cli.session import check_place
from assistant.domain.changes import Audience
from assistant.domain.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from assistant.batch.posts import Archive


def archive(
    context: typer.Context,
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="The archive of X (Twitter): zip file, folder, or tweets.js.")
    ],
    list_: Annotated[
        Path | None,
        typer.Option("--list", help="Write all posts that want a look to a .csv or .html file.", metavar="PATH"),
    ] = None,
    include_originals: Annotated[
        bool, typer.Option("--include-originals", help="Put the posts’ words and new wordings into the list.")
    ] = False,
    quote: Annotated[
        bool, typer.Option("--quote", help="Show the posts’ words and new wordings on the screen.")
    ] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", help="Worker processes; 0 for one a processor.", min=0, max=64)
    ] = 0,
    voice: VoiceOption = None,
    target: TargetOption = None,
    max_risk: MaxRiskOption = None,
    glossary: GlossaryOption = None,
    vault: GlossaryVaultOption = False,
    caseload: CaseloadOption = None,
    rules_only: RulesOnlyOption = False,
    quiet: QuietOption = False,
) -> None:
    """Rank posts that are public already by what they tell, and say what to do.

    Nothing is deleted or posted for you, and the network is not used: you get a list to work through.
    """
    from assistant.batch_wiring import PostsRequest
    from assistant.reports import archive as reports
    from assistant.reports.kinds import wrap

    session = session_of(context)
    settings = session.load_settings(path if path.is_dir() else path.parent)
    highest = limit(max_risk, settings)
    if list_ is not None and list_.suffix.lower() not in (".csv", ".html"):
        raise UsageError("--list writes a table or a page.", "Give it a name that ends in .csv or .html.")
    if include_originals and list_ is None:
        raise UsageError(
            "--include-originals puts words into a list, and none is written.",
            "Name one with --list, or show the words on the screen with --quote.",
        )
    if list_ is not None:
        check_place(list_, "--list")
    request = PostsRequest(
        path=path,
        options=with_glossary(
            common(Audience.POST, voice, caseload, target, settings=settings), context, path, glossary, vault=vault
        ),
        jobs=jobs or os.cpu_count() or 1,
        rules_only=rules_only,
    )
    diagnostics.hush_logging()

    def hear(done: int, total: int) -> None:
        if not quiet:
            diagnostics.progress(f"{done} of {total} posts")

    try:
        found: Archive = session.read_archive(request, session.confine, hear)
    finally:
        diagnostics.progress("")
    output.lines(wrap(reports.lines(found, quote=quote), output.width()))
    if list_ is not None:
        written: Any = reports.table if list_.suffix.lower() == ".csv" else reports.page
        session.write_text(list_, written(found, words=include_originals), None, option="--list")
        if not quiet:
            diagnostics.say(f"The list is in {list_}.")
    if found.unread:
        diagnostics.say(reports.unread(found))
        raise typer.Exit(ExitCode.SOME_FILES_FAILED)
    if highest is not None and above(found, highest):
        raise typer.Exit(ExitCode.ABOVE_MAX_RISK)


def above(found: Archive, highest: Limit) -> bool:
    """Whether a post by itself, or several together, are above the limit."""
    alone = any(highest.exceeded_by(each.told.standing) for each in found.ranked)
    return alone or any(highest.exceeded_by(group.joint) for group in found.groups)
