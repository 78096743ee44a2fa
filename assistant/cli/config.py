"""`discreet config`: what is set, where each value comes from, and how to change it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import diagnostics, output

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True)


@app.callback()
def config() -> None:
    """Show and change what you have set.

    Options of a command come first, then DISCREET_… variables, then discreet.toml beside or above the draft, then your
    own file, then the defaults.
    """


def _keys(incomplete: str) -> list[str]:
    from assistant.settings.keys import names

    return [name for name in names() if name.startswith(incomplete)]


KeyArgument = Annotated[str, typer.Argument(metavar="KEY", help="Such as writing.audience.", autocompletion=_keys)]


@app.command()
def show(
    origin: Annotated[bool, typer.Option("--origin", help="Say beside each value where it comes from.")] = False,
    folder: Annotated[
        Path, typer.Option("--for", metavar="PATH", help="A draft or its folder; this folder without it.")
    ] = Path(),
) -> None:
    """Print every setting as a settings file would have it."""
    output.lines(_shown(folder if folder.is_dir() else folder.parent, origin=origin))


@app.command()
def path() -> None:
    """Print where your own file is, then the project's file that holds in this folder, if there is one."""
    from assistant.settings.sources import is_file, project_file, user_file

    own, project = user_file(), project_file(Path())
    output.lines([str(own), *([str(project)] if project else [])])
    if not is_file(own):
        diagnostics.say("Your own file is not there yet. It is made by: discreet config set KEY VALUE")


@app.command("set")
def set_(
    key: KeyArgument,
    value: Annotated[str, typer.Argument(metavar="VALUE", help="Lists as a,b; pairs as a=b,c=d.", show_default=False)],
) -> None:
    """Set a key in your own file; other lines stay as they are."""
    from assistant.settings.changing import set_key
    from assistant.settings.sources import user_file

    set_key(user_file(), key, value)
    diagnostics.say(f"{key} is set in {user_file()}.")
    say_if_outranked(key)


@app.command()
def unset(key: KeyArgument) -> None:
    """Take a key out of your own file."""
    from assistant.settings.changing import unset_key
    from assistant.settings.sources import user_file

    unset_key(user_file(), key)
    diagnostics.say(f"{key} is no longer set in {user_file()}.")
    say_if_outranked(key)


@app.command()
def schema() -> None:
    """Print the JSON schema of a settings file, for editors."""
    from assistant.settings.checking import schema as whole

    output.document(dict(whole()))


def say_if_outranked(key: str) -> bool:
    """Say so where a project's file or a variable comes before the person's own file; whether that is so."""
    from assistant.settings.loading import Level, load

    origin = load(Path()).origins[key]
    outranked = origin.level in (Level.PROJECT, Level.ENVIRONMENT)
    if outranked:
        diagnostics.say(f"In this folder something else comes first: {origin}.")
    return outranked


def _shown(folder: Path, *, origin: bool) -> Iterator[str]:
    from assistant.settings.changing import toml
    from assistant.settings.keys import names, value
    from assistant.settings.loading import load

    loaded = load(folder)
    last = ""
    for name in names():
        group, _, one = name.partition(".")
        if group != last:
            yield from ([""] if last else [])
            yield f"[{group}]"
            last = group
        given = value(loaded.settings, name)
        line = f"# {one} is not set" if given in (None, "") else f"{one} = {toml(given)}"
        yield f"{line}  # {loaded.origins[name]}" if origin else line
