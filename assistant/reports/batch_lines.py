"""A batch as lines for editors: what is left in each result, `path:line:col:kind:reader:message`, no words."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.batch.values import Report
from assistant.reports.lines import line


def lines(report: Report, results: str, *, quote: bool = False) -> Iterator[str]:
    """One line for each place; paths are those of the results below `results`, of the drafts where none was written."""
    for done in report.drafts:
        path = f"{results.rstrip('/')}/{done.written}" if done.written else done.item.path
        for place in done.looked.places if done.looked else ():
            yield line(place, path, quote=quote)
