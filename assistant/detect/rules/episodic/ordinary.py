"""Life events that many people share: a divorce, a lost job, a move, the death of an old parent, an exam.

Attributes: see `_events`; `distinctive` is false; `particular` where it is told in such detail that it is one person's.
"""

from __future__ import annotations

from functools import lru_cache

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.episodic._events import Found, find_events
from assistant.detect.rules.episodic._richness import richness
from assistant.detect.rules.episodic.distinctive import attributes
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_PARTICULAR = 3
"""Richness (see `_richness`) from which a common event is told as one person's own."""


@lru_cache(maxsize=8)
def find(view: View) -> tuple[Match, ...]:
    """Common events of the lexicon."""
    return tuple(
        Match(
            f.start,
            f.end,
            "an event in a life; common, but it adds up",
            0.8 if f.form == "clause" else 0.65,
            {**attributes(f), **_particular(view, f)},
        )
        for f in find_events(view)
        if not f.event.distinctive
    )


def _particular(view: View, found: Found) -> dict[str, bool]:
    """ "Died in the toilets at the ferry terminal": told so that a common event is this person's."""
    words = view.words
    inside = [i for i, w in enumerate(words) if found.start <= w.start < found.end]
    rich = richness(view, inside[0] + 1, inside[-1] + 1) if inside else 0
    return {"particular": True} if rich >= _PARTICULAR else {}


RULE = Rule(
    id="episodic.ordinary",
    kind=Kind.EVENT,
    directness=Directness.EPISODIC,
    summary="A life event that many people share: common, but it adds to the rest.",
    source="events.tsv (shares from facts.tsv where it has them, else estimates)",
    find=find,
    matches=(
        Example("She lost her job in the spring.", ("lost her job in the spring",)),
        Example("His wife left him for the plumber.", ("left him for the plumber",)),
        Example("Her mother died at home, quite old.", ("died at home",)),
        Example("They moved to Coventry when he was nine.", ("moved to Coventry when he was nine",)),
        Example("A tall man in his sixties, recently widowed, came in.", ("widowed",)),
    ),
    ignores=(
        "Divorce is hard on everyone.",
        "Clients who lose their jobs often wait too long.",
        "If your mother died last year, go gently.",
        "Moving house is on every list of stressful events.",
        "A student might fail an exam.",
    ),
)
