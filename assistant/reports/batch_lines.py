"""A batch as lines for editors: what is left in each result, `path:line:col:kind:reader:message`, no words."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.batch.values import Report
from assistant.reports.lines import line


def lines(report: Report, results: str, *, quote: bool = False) -> Iterator[str]:
    """One line for each place; paths are those of the results below `results`, since places are of what is written."""
    for done in report.drafts:
        for place in done.looked.places if done.looked and done.written else ():
            yield line(place, below(results, done.written or ""), quote=quote)


def below(folder: str, path: str) -> str:
    """The path of a file in a folder, both as they are."""
    return f"{folder.rstrip('/')}/{path}"
