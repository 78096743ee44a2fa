"""`discreet vault`: make the encrypted place for what discreet may remember, see what is in it, and forget it."""

from __future__ import annotations

import getpass
import sys
import time
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import diagnostics, output
from assistant.cli.options import session_of
from assistant.cli.text import printable
from assistant.domain.errors import UsageError

if TYPE_CHECKING:
    from assistant.storage.vault import Vault

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True)


@app.callback()
def vault() -> None:
    """Keep what discreet may remember, encrypted with your passphrase.

    There is no vault unless you make one, and without one nothing that could name somebody is kept.
    """


@app.command()
def new(context: typer.Context) -> None:
    """Make a vault. Nobody can open it without the passphrase, not even you."""
    from assistant.storage.vault import create, default_folder, exists

    session_of(context).confine()
    passphrase = ""
    if not exists(default_folder()):  # else `create` says so, and nothing needs to be typed
        passphrase = _passphrase("A passphrase for the vault: ")
        if sys.stdin.isatty() and _passphrase("The same once more: ") != passphrase:
            raise UsageError("The two were not the same, so nothing was made.", "Try again.")
    diagnostics.progress("Making the vault …")
    try:
        create(default_folder(), passphrase)
    finally:
        diagnostics.progress("")
    diagnostics.say(f"The vault is in {default_folder()}. Keep the passphrase where you will find it again.")


@app.command("list")
def list_(context: typer.Context) -> None:
    """Print what is in the vault: an id, when it changed, what it is, its name."""
    for entry in opened(context).entries():
        changed = time.strftime("%Y-%m-%d %H:%M", time.localtime(entry.changed))
        output.lines([f"{entry.id}\t{changed}\t{entry.section}\t{printable(entry.name)}"])


@app.command()
def forget(
    context: typer.Context,
    identity: Annotated[str | None, typer.Argument(metavar="ID", help="As `discreet vault list` shows it.")] = None,
    everything: Annotated[
        bool, typer.Option("--everything", help="Delete the whole vault; the passphrase is not needed.")
    ] = False,
) -> None:
    """Delete one entry, or the whole vault."""
    from assistant.storage.vault import default_folder, exists, remove

    if everything == (identity is not None):
        raise UsageError("Say what to forget: an ID, or --everything.", "`discreet vault list` shows the ids.")
    if everything:
        there = exists(default_folder())
        remove(default_folder())
        diagnostics.say("The vault is deleted." if there else "There was no vault.")
        return
    vault = opened(context)
    entry = next((one for one in vault.entries() if one.id == identity), None)
    if entry is None:
        raise UsageError("The vault has nothing with that id.", "`discreet vault list` shows the ids.")
    vault.forget(entry.section, entry.name)
    diagnostics.say("Forgotten.")


def opened(context: typer.Context) -> Vault:
    """The vault, once the person has said the passphrase."""
    from assistant.storage.vault import default_folder, exists, unlock

    session_of(context).confine()
    passphrase = _passphrase("The vault’s passphrase: ") if exists(default_folder()) else ""
    diagnostics.progress("Opening the vault …")
    try:
        return unlock(default_folder(), passphrase)
    finally:
        diagnostics.progress("")


def _passphrase(asked: str) -> str:
    """What the person types, unseen; the first line of standard input where nobody types."""
    if sys.stdin.isatty():
        return getpass.getpass(asked, stream=sys.stderr)
    try:
        return sys.stdin.readline().rstrip("\r\n")
    except UnicodeDecodeError:
        raise UsageError("What was typed is not UTF-8 text.", "Set the terminal to UTF-8 and try again.") from None
