"""The command `discreet`: which commands there are, and how a run ends. A command is loaded when it is called."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from assistant import __version__
from assistant.cli import diagnostics
from assistant.cli.session import Session

COMMANDS = {
    "edit": "Write and rewrite on the whole screen; so does discreet alone.",
    "review": "Rewrite a draft and take or leave each change; --plain for screen readers.",
    "rewrite": "Rewrite a draft so that its people are harder to recognise.",
    "check": "Find what could help recognise someone; change nothing.",
    "batch": "Rewrite every draft in a folder, and say what they tell together.",
    "archive": "Rank posts that are public already by what they tell.",
    "explain": "What a kind of detail is and what becomes of it.",
    "models": "Which models are here, which suit this machine, and how to get one.",
    "invent": "An invented example for a point, about nobody.",
    "glossary": "Words that are always generalised, never touched, or always said in one way.",
    "prompts": "What a model is asked, and how to change it.",
    "config": "What you have set, where it comes from, and how to change it.",
    "vault": "The encrypted place for what discreet may remember, if you want one.",
    "doctor": "What is installed, what is missing, what protects you.",
}
"""Name of each command, which is its module's and its function's too, and what the list of commands says of it."""


NEW_OBJECTS = 50_000
"""Objects made before Python looks for cycles among them. Word lists and patterns are many objects that all stay, so
with the usual 700 a check spends 5 to 8 % of its time looking for nothing."""


class Commands(TyperGroup):
    """Knows its commands by name and loads them one at a time, so that help is there at once."""

    def list_commands(self, _ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"assistant.cli.{cmd_name}")
        if isinstance(group := getattr(module, "app", None), typer.Typer):
            return typer.main.get_command(group)
        alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        alone.command(name=cmd_name)(getattr(module, cmd_name))
        return typer.main.get_command(alone)

    def format_commands(self, _ctx: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


app = typer.Typer(
    name="discreet",
    cls=Commands,
    epilog="Start with: discreet rewrite my-draft.md",
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help: quick, and readable on every terminal
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,  # variables hold the draft
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"discreet {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Turns a draft about a case into a generalised example. Nothing you write leaves this machine."""


def run(arguments: Sequence[str], session: Session | None = None) -> int:
    """Run one command and return its exit code (docs/guide/README.md). Never raises for anything a draft can do."""
    from assistant.domain.errors import DiscreetError, ExitCode

    diagnostics.hush()
    gc.set_threshold(NEW_OBJECTS)
    if not arguments and sys.stdin.isatty() and sys.stdout.isatty():
        arguments = ["edit"]
    try:
        app(args=list(arguments), prog_name="discreet", obj=session or Session())
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else ExitCode.DONE
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except DiscreetError as error:
        return diagnostics.report(error)
    except Exception as error:
        return diagnostics.unexpected(error)
    return ExitCode.DONE
