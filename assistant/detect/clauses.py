"""Clauses: where one episode ends with the subject of the next, it ends with its own clause.

"…, froze when a client" | "threw a shoe at her" becomes "…, froze" | "threw a shoe at her".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.domain.details import Directness, Finding
from assistant.domain.text import Passage, Span

_NEXT_SUBJECT = re.compile(
    r",? (?:when|as|because|while|after|before|until|since|where|and|but) "
    r"(?:an?|the|her|his|their|my|our|one|another) (?:[\w'’-]+ ){0,2}[\w'’-]+\Z"
)
_CONTAINERS = (Directness.EPISODIC, Directness.VERBATIM)


def parted(findings: Sequence[Finding], passage: Passage) -> list[Finding]:
    """The findings, in order of place, where an episode ends before the clause of the next."""
    found = list(findings)
    told = [at for at, f in enumerate(found) if f.directness in _CONTAINERS]
    for at, after in pairwise(told):
        first, second = found[at], found[after]
        if second.span.start != first.span.end + 1:
            continue
        start = passage.span.start
        tail = _NEXT_SUBJECT.search(passage.text[first.span.start - start : first.span.end - start])
        if tail is None or not tail.start():
            continue
        found[at] = replace(first, span=Span(first.span.start, first.span.start + tail.start()))
    return sorted(found, key=lambda f: (f.span.start, f.span.end))
