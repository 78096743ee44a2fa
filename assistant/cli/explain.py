"""`discreet explain`: what a kind of detail is, what sees it, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from assistant.cli import output
from assistant.domain.details import EXEMPTING, Kind
from assistant.domain.errors import UsageError


def _complete(incomplete: str) -> list[str]:
    return [kind.value for kind in Kind if kind.value.startswith(incomplete)]


def explain(
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="KIND", help="Such as place or speech; all are listed without it.", autocompletion=_complete
        ),
    ] = None,
) -> None:
    """Say what a kind of detail is, how it is found and what becomes of it; alone, list the kinds."""
    from assistant.reports.kinds import page, told, wrap

    if kind is None:
        output.lines(wrap(_listed(), output.width()))
        return
    try:
        wanted = Kind(kind.strip().lower())
    except ValueError:
        raise UsageError(f"There is no kind “{kind}”.", "`discreet explain` lists them all.") from None
    output.lines(wrap(told(page(wanted)), output.width()))


def _listed() -> Iterator[str]:
    from assistant.reports.words import KINDS

    yield "Details that could help someone recognise a person:"
    yield ""
    yield from (f"  {kind.value}: {KINDS[kind][1]}" for kind in Kind if kind not in EXEMPTING)
    yield ""
    yield "Statements that make discreet leave details alone:"
    yield ""
    yield from (f"  {kind.value}: {KINDS[kind][1]}" for kind in Kind if kind in EXEMPTING)
    yield ""
    yield "More about one of them: discreet explain place"
