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
_CUES = frozenset(
    """
captain president treasurer secretary chair chairman chairwoman head editor leader founder bags mows walks flips
teach teaches teaching taught work works worked working temps temped volunteers volunteered cook cooks cooked closes
drive drives drove driving run runs ran running own owns owned manage manages managed opened founded set bought
clean cleans cleaned cleaning earlies lates buses bins trains tills till rigs boats trawlers doors zero universal
disability benefits offshore sea army navy raf marines force merchant reserves guard stack stacks stacked stacking
sell sells deliver delivers delivered delivering pull pulls pulled pulling wait waits waited waiting tend tends
tended tending dinners bricks carpet carpets tarmac floors tiles pipes hedges turf kitchens windows boilers cars
bikes engines lifts hair nails pick picks picked picking milk milks milked milking shears sheared shearing farm
farms farmed farming pack packs packed packing gut guts gutted gutting bees beekeeping breed breeds breeding bred
train trained training shoe shoes shoeing shoed fishes fished coaches coached referees umpires play plays rides
riding sings drums ex served tours would job
""".split()
)
"""Words of which every pattern needs one."""


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


def ways(lower: str, words: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Where the text says what somebody does, and the group of the job ("" where it tells none)."""
    if words.isdisjoint(_CUES):
        return
    for group, pattern in _patterns():
        found = pattern.search(lower)
        while found is not None:
            start, end = found.span(1) if found.re.groups and found[1] else found.span()
            yield start, end - (len(found[0]) - len(found[0].rstrip())), group
            found = pattern.search(lower, found.end())
