"""Several things that happened one after the other: the order itself is a fingerprint.

Attributes: `count` number of happenings.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from assistant.detect.quotations import quotes
from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.episodic._frame import Act, By, acts, span
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_STATES = frozenset(
    "be have seem feel think know want like need believe hope wish mean love hate say tell ask answer reply "
    "explain admit realise "
    "realize understand notice wonder try start begin keep appear sound look can use".split()
)
_THEN = re.compile(
    r"\b(?:and then|then|after that|after which|the (?:next|following) (?:day|morning|week|month|year|night"
    r"|evening|afternoon)|(?:an?|two|three"
    r"|four|five|six|ten|\d+) (?:hours?|days?|weeks?|months?|years?) (?:later|after)|later that|within (?:a"
    r"|the) (?:day|week|month|year|hour)"
    r"|by the time|soon after(?:wards)?|afterwards|before (?:going|coming|returning|moving|leaving|starting)"
    r"|and finally|that same)\b",
    re.I,
)


@lru_cache(maxsize=8)
def find(view: View) -> tuple[Match, ...]:
    """Chains of happenings in one passage."""
    chain = [
        a for a in acts(view) if a.happened and a.by is By.CASE and a.lemma not in _STATES and not _quoted(view, a)
    ]
    if len(chain) < 2:
        return ()
    start, end = span(view, chain[0].start, chain[-1].end)
    joined = _THEN.search(view.text, start, end) is not None or (
        _THEN.match(view.text.lstrip("- *>")) is not None and len(chain) > 2
    )
    same = [a for a in chain if a.label == chain[0].label]
    if not joined and not (len(same) >= 3 and _close(same)):
        return ()
    if joined and len(chain) < 3 and not all(a.end - a.start >= 3 for a in chain):
        return ()
    return (Match(start, end, "one thing after another: the order alone would tell", 0.75, {"count": len(chain)}),)


def _quoted(view: View, act: Act) -> bool:
    at = view.words[act.start].start
    return any(q.start <= at < q.end for q in quotes(view))


def _close(chain: list[Act]) -> bool:
    """Whether the clauses follow one another with no more than a conjunction between."""
    return all(later.start - earlier.end <= 4 for earlier, later in pairwise(chain))


RULE = Rule(
    id="episodic.sequence",
    kind=Kind.SEQUENCE,
    directness=Directness.EPISODIC,
    summary="Several things that happened in a row: their order would tell whose story it is.",
    source="design.md (kinds; the sequence is dropped in a pattern)",
    find=find,
    matches=(
        Example(
            "She delivered the baby on the stairs, went back to the depot, and finished her shift.",
            ("delivered the baby on the stairs, went back to the depot, and finished her shift",),
        ),
        Example(
            "He sold the bakery in March, and the next day he drove to the coast.",
            ("sold the bakery in March, and the next day he drove to the coast",),
        ),
        Example(
            "She cut her hair in the sink, then posted the plait to her father.",
            ("cut her hair in the sink, then posted the plait to her father",),
        ),
    ),
    ignores=(
        "First we agree on a goal, then we look at the week.",
        "She cried, and I waited.",
        "Clients come, sit down and then look at the clock.",
        "He said he was tired and then thought better of it.",
        "I packed, locked up and went home.",
    ),
)
