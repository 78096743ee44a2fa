"""How people say what they do without a title: where they work, what they run, drive, teach, play or clean.

Words and patterns are in work.tsv. A pattern is compiled and run only where the text has words that it needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.data import rows
from assistant.language.patterns import Pattern

_NAME = re.compile(r"\{([a-z]+)\}")
_CUES = re.compile(
    r"teach|taught|work|temp|volunteer|cook|close|driv|drove|run|ran |own|manag|opened|founded|set up|bought|clean"
    r"|on (?:earl|lat|the|zero|univ|disab|benef)|offshore|at sea|in the |stack|sell|deliver|pull|wait|tend|dinner"
    r"|brick|fit|fix|hair|nails|pick|milk|shear|farm|pack|gut|bees|beek|bre|train|shoe|fish|coach|refer|umpire"
    r"|play|rid|sing|drum|ex[- ]|served|tours| would"
)


@cache
def _words() -> dict[str, str]:
    """For each name, its words as one group of alternatives, longest first."""
    return {
        what: f"(?:{'|'.join(re.escape(word) for word in sorted(listed.split(','), key=len, reverse=True))})"
        for what, listed in ((row[0], row[1]) for row in rows("work.tsv") if row[0] != "say")
    }


def _written_out(source: str) -> str:
    words = _words()
    return _NAME.sub(lambda match: words[match[1]].replace(r"\#", r"\d+"), source)


@cache
def _patterns() -> tuple[tuple[str, Pattern], ...]:
    return tuple((row[1], Pattern(row[2], _written_out)) for row in rows("work.tsv") if row[0] == "say")


def ways(lower: str) -> Iterator[tuple[int, int, str]]:
    """Where the text says what somebody does, and the group of the job ("" where it tells none)."""
    if not _CUES.search(lower):
        return
    for group, pattern in _patterns():
        found = pattern.search(lower)
        while found is not None:
            start, end = found.span(1) if found.re.groups and found[1] else found.span()
            yield start, end - (len(found[0]) - len(found[0].rstrip())), group
            found = pattern.search(lower, found.end())
