"""`discreet glossary`: words that are always generalised, never touched, or always said in one way."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import diagnostics, output
from assistant.domain.errors import UsageError

if TYPE_CHECKING:
    from assistant.settings.glossary import Entry

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True)

VaultOption = Annotated[bool, typer.Option("--vault", help="In the vault, where entries may name people.")]


@app.callback()
def glossary() -> None:
    """Say once what becomes of certain words, in every draft and without any prompt.

    One rule a line: “always: the Thursday group”, “never: EMDR”, “say: the Maudsley = a hospital”. Rules that name
    people live in the vault, or in a file for one run: discreet rewrite --glossary FILE.
    """


@app.command("list")
def list_(context: typer.Context, vault: VaultOption = False) -> None:
    """Print the rules that hold here; where two are about the same words, the later one counts."""
    from assistant.reports.story import one_line
    from assistant.settings.glossary import read, standing

    if vault:
        output.lines(one_line(each.line()) for each in _kept(context))
        return
    found = [(path, read(path).entries) for path in standing(Path())]
    for path, entries in found:
        output.lines(map(one_line, (f"# {path}", *(each.line() for each in entries))))
    if not found:
        diagnostics.say('There is no glossary yet. Start one with: discreet glossary add "never: EMDR"')


@app.command()
def add(
    context: typer.Context,
    rule: Annotated[
        str | None,
        typer.Argument(metavar="RULE", help="Such as “never: EMDR”. With --vault: typed, so that no shell keeps it."),
    ] = None,
    vault: VaultOption = False,
) -> None:
    """Add a rule to your own glossary, or to the one in the vault."""
    from assistant.glossary_wiring import names_somebody
    from assistant.settings.glossary import user_glossary, write

    if vault:
        if rule is not None:
            raise UsageError("What goes into the vault is typed, not given here.", "Leave the rule out; you are asked.")
        _keep(context)
        return
    if rule is None:
        raise UsageError("Which rule?", 'Such as: discreet glossary add "never: EMDR"')
    entry = _entry(rule)
    if names_somebody(entry):
        raise UsageError(
            "That names somebody, and this file lies on the disk for anybody to read.",
            "Put it into the vault: discreet glossary add --vault. If it names nobody, say in brackets what it is, "
            "such as “always (place): words”.",
        )
    path = user_glossary()
    write(path, [*_lines(path), entry.line()])
    diagnostics.say(f"Added to {path}.")


@app.command()
def remove(
    context: typer.Context,
    words: Annotated[
        str | None,
        typer.Argument(
            metavar="WORDS",
            help="The words that the rule is about. With --vault: typed, so that no shell keeps them.",
            show_default=False,
        ),
    ] = None,
    vault: VaultOption = False,
) -> None:
    """Take every rule about these words out of your own glossary, or out of the one in the vault."""
    from assistant.settings.glossary import user_glossary, write

    if vault:
        if words is not None:
            raise UsageError("What is in the vault is typed, not given here.", "Leave the words out; you are asked.")
        _forget(context)
        return
    if words is None:
        raise UsageError("Which words?", 'Such as: discreet glossary remove "EMDR"')
    path = user_glossary()
    lines = _lines(path)
    kept = [line for line in lines if not _about(line, words)]
    if len(kept) == len(lines):
        raise UsageError(
            f"There is no rule about these words in {path}.",
            "See: discreet glossary list. One in the vault is taken out with: discreet glossary remove --vault",
        )
    write(path, kept)
    diagnostics.say(f"Removed from {path}.")


@app.command()
def path() -> None:
    """Print where your own glossary is, then the ones that hold here."""
    from assistant.settings.glossary import standing, user_glossary

    output.lines(dict.fromkeys(str(each) for each in (user_glossary(), *standing(Path()))))


def _entry(rule: str) -> Entry:
    from assistant.settings.glossary import entry

    try:
        return entry(rule)
    except ValueError as problem:
        raise UsageError(
            f"That rule can’t be used: {problem}.",
            "A rule is “always: words”, “never: words” or “say: words = other words”.",
        ) from None


def _lines(path: Path) -> list[str]:
    from assistant.settings.glossary import read
    from assistant.settings.sources import is_file

    if not is_file(path):
        return ["# One rule a line: always: words / never: words / say: words = other words"]
    read(path)
    return path.read_text(encoding="utf-8-sig").splitlines()


def _about(line: str, words: str) -> bool:
    from assistant.settings.glossary import entry

    try:
        return _same(entry(line), words)
    except ValueError:
        return False


def _same(entry: Entry, words: str) -> bool:
    """Whether a rule is about these words, whatever their capitals and spaces."""
    return entry.words.casefold() == " ".join(words.split()).casefold()


def _kept(context: typer.Context) -> tuple[Entry, ...]:
    from assistant.cli.vault import opened
    from assistant.glossary_wiring import in_vault

    return in_vault(opened(context)).entries


def _keep(context: typer.Context) -> None:
    from assistant.cli.vault import opened
    from assistant.glossary_wiring import in_vault, into_vault

    vault = opened(context)
    entry = _entry(_typed("The rule, such as “say: Morwenna = my client”:"))
    into_vault(vault, [*in_vault(vault).entries, entry])
    diagnostics.say("Added to the vault.")


def _forget(context: typer.Context) -> None:
    from assistant.cli.vault import opened
    from assistant.glossary_wiring import in_vault, into_vault

    vault = opened(context)
    entries = in_vault(vault).entries
    words = _typed("The words that the rule is about:")
    kept = [each for each in entries if not _same(each, words)]
    if len(kept) == len(entries):
        raise UsageError("There is no rule about these words in the vault.", "See: discreet glossary list --vault")
    into_vault(vault, kept)
    diagnostics.say("Removed from the vault.")


def _typed(asked: str) -> str:
    """One line that the person types, or the next one of standard input. Raises UsageError for what can't be read."""
    if sys.stdin.isatty():
        diagnostics.say(asked)
    try:
        return sys.stdin.readline().strip()
    except UnicodeDecodeError:
        raise UsageError("What was typed is not UTF-8 text.", "Set the terminal to UTF-8 and try again.") from None
