"""`discreet models`: which models are here, which suit this machine, and how to get, check and remove one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import diagnostics, output
from assistant.cli.text import size
from assistant.domain.errors import ModelError, UsageError

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True)

NOT_AS_IT_WAS = 1
"""How `verify` ends when a file is not the one that was installed."""


@app.callback()
def models() -> None:
    """See, get and check the models that word passages. discreet works without any.

    A model runs on this machine, in a process without network. `pull` is the one command of discreet that uses the
    network, and never while a draft is open.
    """


def _installed(incomplete: str) -> list[str]:
    from assistant.engine.catalogue import installed

    return [each.path.stem for each in installed() if each.path.stem.startswith(incomplete)]


def _offered(incomplete: str) -> list[str]:
    from assistant.engine.offered import offers

    return [each.name for each in offers() if each.name.startswith(incomplete)]


ModelArgument = Annotated[
    str,
    typer.Argument(metavar="MODEL", help="An installed model, or the path of a GGUF file.", autocompletion=_installed),
]


@app.command("list")
def list_() -> None:
    """List the models that came with discreet and those that you installed."""
    from assistant.cli.models_shown import listed

    output.lines(listed())


@app.command()
def show(model: ModelArgument) -> None:
    """Show what a model's file says of itself, and whether it fits into memory now."""
    from assistant.cli.models_shown import shown

    output.lines(shown(model))


@app.command()
def add(file: Annotated[Path, typer.Argument(metavar="FILE", help="An instruct model in GGUF format.")]) -> None:
    """Install a model from a file. Where the disk allows it, no second copy is made."""
    from assistant.engine import catalogue, library

    added = library.add(file, _hashing)
    diagnostics.progress("")
    output.lines([str(added)])
    diagnostics.say(f"Installed. Use it always with: discreet models default {catalogue.typed(added.stem)}")


@app.command()
def pull(
    name: Annotated[
        str, typer.Argument(metavar="NAME|REPO/FILE", help="As `suggest` names it.", autocompletion=_offered)
    ],
    sha256: Annotated[
        str,
        typer.Option(
            "--sha256", help="The hash that the file must have, where the catalogue has none.", metavar="HASH"
        ),
    ] = "",
    unpinned: Annotated[bool, typer.Option("--unpinned", help="Accept a file whose hash nobody told you.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Download a model, in a process of its own, and install it once its hash is right.

    Where, how large and under which licence is shown first. What broke off goes on where it stopped.
    """
    from assistant.cli.models_pulled import pulled
    from assistant.engine.catalogue import typed

    got = pulled(name, sha256, unpinned=unpinned, sure=yes)
    output.lines([str(got)])
    diagnostics.say(f"Installed. Use it always with: discreet models default {typed(got.stem)}")


@app.command()
def remove(model: ModelArgument) -> None:
    """Take an installed model away, or forget one that is gone. A file added from elsewhere stays where it was."""
    from assistant.cli.models_shown import used
    from assistant.engine import library
    from assistant.settings.loading import load

    held, name = used(), load(Path()).settings.wording.model
    was_gone = library.gone(model) is not None
    removed = library.remove(model)
    diagnostics.say(
        f"{removed.name} was gone already, and is forgotten." if was_gone else f"{removed.name} is removed."
    )
    if held == removed or (held is None and name in (removed.name, removed.stem)):
        diagnostics.say("It is still set as the model to use. Take that back with: discreet config unset wording.model")


@app.command()
def default(
    model: Annotated[
        str | None, typer.Argument(metavar="MODEL", help="Without it: say which one it is.", autocompletion=_installed)
    ] = None,
) -> None:
    """Set the model that is used unless you say otherwise."""
    from assistant.cli.config import say_if_outranked
    from assistant.engine import catalogue, library
    from assistant.settings.changing import set_key
    from assistant.settings.loading import load
    from assistant.settings.sources import user_file

    if model is None:
        held = load(Path())
        name = held.settings.wording.model
        output.lines([name or "none"])
        if name:
            diagnostics.say(f"Set by {held.origins['wording.model']}.")
        return
    path = catalogue.find(model)
    if problem := catalogue.describe(path).problem:
        raise ModelError(f"{path.name} {problem}.", "Choose an instruct model: discreet models list")
    library.whole(path)
    inside = path.parent == catalogue.models_folder()
    set_key(user_file(), "wording.model", path.stem if inside else str(path.absolute()))
    back = "Take that back with: discreet config unset wording.model"
    if say_if_outranked("wording.model"):
        diagnostics.say(f"Elsewhere {path.stem} is used from now on. {back}")
    else:
        diagnostics.say(f"{path.stem} is used from now on. {back}")


@app.command()
def verify(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="MODEL…", help="All of them without it.", autocompletion=_installed)
    ] = None,
) -> None:
    """Compute the hash of models again and compare it with what was installed.

    Ends with 1 where one differs or is gone.
    """
    from assistant.cli.models_shown import verified

    lines, all_well = verified(names or (), _hashing)
    diagnostics.progress("")
    output.lines(lines)
    if not all_well:
        raise typer.Exit(NOT_AS_IT_WAS)


@app.command()
def bench(model: ModelArgument) -> None:
    """Measure a model here: loading, reading, wording twelve passages, wording one again, and memory."""
    from assistant.cli.models_measured import measured

    output.lines(measured(model))


@app.command()
def suggest() -> None:
    """Name the models of the catalogue that suit this machine's memory and cores."""
    from assistant.cli.models_shown import suggested

    output.lines(suggested())


def _hashing(done: int, total: int) -> None:
    diagnostics.progress(f"Reading {size(done)} of {size(total)} …")


def sure_enough(question: str, *, sure: bool) -> None:
    """Ask on the terminal. Raises UsageError for no, and where nobody is there to ask."""
    import sys

    if sure:
        return
    if not sys.stdin.isatty():
        raise UsageError("Nobody is there to ask.", "Say yes beforehand with --yes.")
    if not typer.confirm(question, err=True):
        raise UsageError("Nothing was downloaded.")
