"""`discreet prompts`: which prompts there are, what is in them, and how to make them one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import diagnostics, output
from assistant.cli.options import GlossaryOption, GlossaryVaultOption
from assistant.domain.errors import UsageError

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True)

SOME_FAILED = 1
"""How `lint` and `test` end when something is wrong."""


@app.callback()
def prompts() -> None:
    """See what a model is asked, and change it: prompts are files that you own.

    A prompt of yours stands in the stead of the one of the same name that comes with discreet; that one is never
    changed. Nearest first: --prompt-dir, the project's folder “prompts”, your own folder, what comes with discreet.
    """


def _names(incomplete: str) -> list[str]:
    from assistant.prompt_wiring import prompt_store

    return [name for name in prompt_store().names() if name.startswith(incomplete)]


NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Such as generalise.", autocompletion=_names)]
DirOption = Annotated[
    Path | None, typer.Option("--prompt-dir", help="A folder of prompts that comes before all others.", metavar="PATH")
]
InputOption = Annotated[
    list[str] | None, typer.Option("--input", help="Set an input; may be given again.", metavar="NAME=VALUE")
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model", help="An installed model, or a GGUF file. Without it: the one that is set.", metavar="MODEL"
    ),
]


@app.command("list")
def list_(prompt_dir: DirOption = None) -> None:
    """List every prompt, what it is for, and where it comes from."""
    from assistant.cli.prompts_shown import listed
    from assistant.prompt_wiring import prompt_store

    output.lines(listed(prompt_store(prompt_dir), output.width()))


@app.command()
def show(
    name: NameArgument,
    origin: Annotated[
        bool, typer.Option("--origin", help="Say which file won, and how it differs from the one it replaces.")
    ] = False,
    raw: Annotated[bool, typer.Option("--raw", help="Print the file itself, then those that it extends.")] = False,
    prompt_dir: DirOption = None,
) -> None:
    """Show a prompt as the model gets it, and what can be set."""
    from assistant.cli import prompts_shown
    from assistant.prompt_wiring import prompt_store

    store = prompt_store(prompt_dir)
    found = store.find(name)
    if raw:
        output.lines(prompts_shown.raw(store, found))
    elif origin:
        output.lines(prompts_shown.origin(store, name))
    else:
        output.lines(prompts_shown.shown(store, found))


@app.command()
def diff(name: NameArgument, prompt_dir: DirOption = None) -> None:
    """Show how your prompt differs, for the model, from the one that it replaces or adds to."""
    from assistant.cli.prompts_shown import difference
    from assistant.prompt_wiring import prompt_store

    store = prompt_store(prompt_dir)
    new = store.find(name)
    old = store.before(new)
    if old is None:
        diagnostics.say(f"There is only one {name}; it replaces nothing and adds to nothing.")
        return
    output.lines(difference(store, old, new))


@app.command()
def new(
    name: NameArgument,
    based_on: Annotated[
        str, typer.Option("--from", help="The prompt that it starts from.", metavar="NAME", autocompletion=_names)
    ] = "generalise",
    copy: Annotated[
        bool, typer.Option("--copy", help="Copy it whole, with what it extends, instead of adding to it.")
    ] = False,
) -> None:
    """Make a prompt of your own, with a place for your own rules and cases to try it on."""
    from assistant.cli.prompts_edited import make

    made = make(name, based_on, copy=copy)
    output.lines([str(made)])
    diagnostics.say(f"Made. Change it with: discreet prompts edit {name}")


@app.command()
def edit(name: NameArgument) -> None:
    """Open your prompt in your editor, and look it through afterwards.

    What comes with discreet is not changed: where you have no prompt of that name, one is made that adds to it.
    """
    from assistant.cli.prompts_edited import edited

    problems = edited(name)
    if problems:
        output.lines(problems)
        raise typer.Exit(SOME_FAILED)
    diagnostics.say("Saved, and nothing is wrong with it.")


@app.command()
def lint(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME…", help="All of them without it.", autocompletion=_names)
    ] = None,
    prompt_dir: DirOption = None,
) -> None:
    """Look through prompts for mistakes; what is found has an id, PR001 to PR008 (docs/guide/prompts.md).

    Ends with 1 when a prompt can't be used.
    """
    from assistant.prompt_wiring import prompt_store
    from assistant.prompting.lint import lint as look

    store = prompt_store(prompt_dir)
    found = [(store.find(name), look(store, store.find(name))) for name in names or store.names()]
    output.lines(
        f"{one.file}:{problem.line or 1}: {problem.id} {problem.text}"
        for one, problems in found
        for problem in problems
    )
    if any(problem.breaks for _, problems in found for problem in problems):
        raise typer.Exit(SOME_FAILED)
    count = sum(len(problems) for _, problems in found)
    diagnostics.say("Nothing is wrong." if not count else "They can be used as they are.")


@app.command()
def preview(
    context: typer.Context,
    name: NameArgument,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A draft; - is standard input.")],
    model: ModelOption = None,
    inputs: InputOption = None,
    prompt_dir: DirOption = None,
    glossary: GlossaryOption = None,
    vault: GlossaryVaultOption = False,
) -> None:
    """Print exactly what the model would get for a draft, role by role, with the number of tokens.

    With a model, markup and numbers are that model's; without one, the numbers are estimates. It is not asked anything.
    """
    from assistant.cli.prompts_preview import previewed

    output.lines(previewed(context, name, file, model, pairs(inputs), prompt_dir, glossary, vault=vault))


@app.command("test")
def try_(
    name: NameArgument,
    model: ModelOption = None,
    compare: Annotated[
        tuple[str, str] | None,
        typer.Option("--compare", help="Two prompts, or two models, side by side on the same cases.", metavar="A B"),
    ] = None,
    prompt_dir: DirOption = None,
) -> None:
    """Run a prompt's cases on a model: what must be gone is gone, what must be there is there.

    Ends with 1 when a case fails.
    """
    from assistant.cli.prompts_tested import run_all

    table, failed = run_all(name, model, compare, prompt_dir)
    output.lines(table)
    if failed:
        raise typer.Exit(SOME_FAILED)


@app.command()
def schema(
    cases: Annotated[bool, typer.Option("--cases", help="Of cases.yaml instead of the header.")] = False,
) -> None:
    """Print the JSON schema of a prompt's header, for editors."""
    from assistant.prompting.cases import cases_schema
    from assistant.prompting.header import Header
    from assistant.prompting.values import schema as whole

    output.document(cases_schema() if cases else whole(Header))


@app.command()
def path(prompt_dir: DirOption = None) -> None:
    """Print the folders that prompts come from, nearest first."""
    from assistant.prompt_wiring import prompt_store

    output.lines(f"{place.kind}: {place.folder}" for place in prompt_store(prompt_dir).places)


def pairs(given: list[str] | None) -> dict[str, str]:
    """What `--input` options say. Raises UsageError."""
    found = {}
    for text in given or ():
        name, sign, value = text.partition("=")
        if not sign or not name.strip():
            raise UsageError(f"--input takes NAME=VALUE, not “{text[:60]}”.")
        found[name.strip()] = value.strip()
    return found
