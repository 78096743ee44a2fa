"""Where the report of a batch and its receipt go, and how each is written.

A file that is there already is left alone, but for one that this very run has written and nobody changed since.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli import output
from assistant.cli.session import check_place
from assistant.domain.errors import DraftError, UsageError

if TYPE_CHECKING:
    from assistant.batch.values import Report
    from assistant.batch_wiring import Request
    from assistant.cli.session import Session

PLAIN_WIDTH = 96
"""Columns of a report in a file."""


class Format(StrEnum):
    """How the report is written."""

    TEXT = "text"
    JSON = "json"
    LINES = "lines"
    HTML = "html"
    SARIF = "sarif"


_WHOLE = frozenset({Format.JSON, Format.HTML, Format.SARIF})
"""Formats that are one document in UTF-8, whatever the terminal can show."""
_OF_PLACES = frozenset({Format.LINES, Format.SARIF})
"""Formats that say where something is left."""
_OF_WORDS = frozenset({Format.JSON, Format.HTML})
"""Formats that can hold whole drafts."""


def refuse(
    format_: Format, report: Path | None, receipt: Path | None, *, dry_run: bool, quote: bool, words: bool
) -> None:
    """Refuse what could not be told, or not be kept, before a draft is read. Raises UsageError, DraftError."""
    if dry_run and format_ in _OF_PLACES:
        raise UsageError(
            f"--format {format_} points at places in the results, and with --dry-run there are none.",
            "Leave out --dry-run, or see the places in your drafts with: discreet check",
        )
    for given, option, formats in ((quote, "--quote", _OF_PLACES), (words, "--include-originals", _OF_WORDS)):
        if given and format_ not in formats:
            raise UsageError(
                f"A report in {format_} holds no words of drafts, so {option} changes nothing.",
                f"{option} goes with --format {' or '.join(sorted(formats))}.",
            )
    if report is not None and receipt is not None and os.path.realpath(report) == os.path.realpath(receipt):
        raise UsageError("The report and the receipt can’t be one file.", "Give --receipt another name.")
    for path, option in ((report, "--report"), (receipt, "--receipt")):
        if path is not None:
            check_place(path, option)


class Reports:
    """Tells what came of each round of one run."""

    def __init__(
        self,
        session: Session,
        request: Request,
        format_: Format,
        report: Path | None,
        receipt: Path | None,
        *,
        quote: bool,
        words: bool,
    ) -> None:
        """`quote` shows the words that were found, `words` puts those of drafts and results in."""
        self._session, self._request, self._format = session, request, format_
        self._report, self._receipt = report, receipt
        self._quote, self._words = quote, words
        self._kept: dict[Path, bytes] = {}
        """What this run has written, by file."""

    def tell(self, found: Report) -> None:
        """The report to its place, then the receipt to its own. Raises DraftError."""
        if self._report is not None:
            self._keep(self._report, "\n".join(self._written(found, PLAIN_WIDTH)) + "\n", "--report")
        elif self._format in _WHOLE:
            output.whole("\n".join(self._written(found, PLAIN_WIDTH)) + "\n")
        else:
            output.lines(self._written(found, output.width()))
        if self._receipt is not None:
            from assistant.reports.receipt import receipt

            self._keep(self._receipt, receipt(found, self._session.sign()), "--receipt")

    def wrote(self, path: Path) -> bool:
        """Whether a file is a report or a receipt of this run, or on its way to become one."""
        from assistant.storage.atomic import is_temporary

        return is_temporary(path.name) or any(os.path.realpath(path) == os.path.realpath(each) for each in self._kept)

    def _written(self, found: Report, width: int) -> Iterator[str]:
        if self._format is Format.JSON:
            import json

            from assistant.reports.batch_json import document

            yield json.dumps(document(found, words=self._words), ensure_ascii=False, indent=2)
        elif self._format is Format.HTML:
            from assistant.reports.html import page

            yield page(found, words=self._words)
        elif self._format is Format.SARIF:
            from assistant.reports.sarif import sarif

            source, results = str(self._request.source), str(self._request.out or "")
            yield sarif(found, self._session.sign(), source, results, quote=self._quote)
        elif self._format is Format.LINES:
            from assistant.reports.batch_lines import lines

            yield from lines(found, str(self._request.out or ""), quote=self._quote)
        else:
            from assistant.reports import batch_text
            from assistant.reports.kinds import wrap

            yield from wrap(batch_text.lines(found), width)

    def _keep(self, path: Path, text: str, option: str) -> None:
        try:
            self._session.write_text(path, text, None, replace=self._is_ours(path), option=option)
        except DraftError as error:
            what = f"The {option.removeprefix('--')} was not kept: {error.message}"
            raise DraftError(what, error.next_step) from None
        self._kept[path] = text.encode("utf-8", "replace")

    def _is_ours(self, path: Path) -> bool:
        """Whether what is there is what this run has put there."""
        try:
            return path in self._kept and path.read_bytes() == self._kept[path]
        except OSError:
            return False
