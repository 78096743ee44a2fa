"""Events that single somebody out: a death out of the ordinary, an accident, an arrest, a rescue, a prize.

Attributes: see `_events`.
"""

from __future__ import annotations

from functools import lru_cache

from assistant.detect.met import died
from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.episodic._events import Found, find_events
from assistant.detect.rules.episodic._frame import By
from assistant.detect.view import View
from assistant.domain.details import Attributes, Directness, Kind


def attributes(found: Found) -> Attributes:
    """What the ladder reads of an event."""
    facts: dict[str, str | int | float | bool] = {
        "event": found.event.name,
        "distinctive": found.event.distinctive,
        "rarity": "rare" if found.event.distinctive else "common",
        "form": found.form,
    }
    if found.act is not None and found.act.by is By.AUTHOR:
        facts["by"] = "author"
    return facts


@lru_cache(maxsize=8)
def find(view: View) -> tuple[Match, ...]:
    """Distinctive events of the lexicon."""
    found = [
        Match(f.start, f.end, _REASON, 0.85 if f.form == "clause" else 0.7, attributes(f))
        for f in find_events(view)
        if f.event.distinctive
    ]
    for *_who, (start, end) in died(view.text) if "who" in view.runs else ():
        if not any(f.start < end and start < f.end for f in found):
            found.append(Match(start, end, _REASON, 0.85, _DEATH))
    return tuple(found)


_REASON = "few people have lived through this"
_DEATH: Attributes = {"event": "death-unusual", "distinctive": True, "rarity": "rare", "form": "clause"}


RULE = Rule(
    id="episodic.distinctive",
    kind=Kind.EVENT,
    directness=Directness.EPISODIC,
    summary="Something out of the ordinary that happened: whoever heard of it knows whose story this is.",
    source="events.tsv; risk.md (a distinctive event raises client and acquaintance); Norcross "
    "(unique events need a release)",
    find=find,
    matches=(
        Example(
            "The night of the storm she delivered twins on the hard shoulder of the M62.",
            ("delivered twins on the hard shoulder of the M62",),
        ),
        Example("Tom's twins were stillborn the week of the flood.", ("were stillborn the week of the flood",)),
        Example("She lost her leg in a quarry.", ("lost her leg in a quarry",)),
        Example("Excluded on Monday for swinging at Mr Hendry.", ("Excluded on Monday for swinging at Mr Hendry",)),
        Example("It was her brother who opened the sluice.", ("her brother who opened the sluice",)),
        Example("He fell asleep at the wheel on the ring road.", ("fell asleep at the wheel on the ring road",)),
        Example("He had been arrested on his own wedding day.", ("had been arrested on his own wedding day",)),
        Example("After her brother's suicide she stopped driving.", ("her brother's suicide",)),
        Example("Our caretaker, who drowned in the mill race, had rung me.", ("drowned in the mill race",)),
    ),
    ignores=(
        "Grief after a death takes its own time.",
        "People who lose a child often stop sleeping.",
        "If she lost her leg tomorrow she would still run the parish.",
        "A client may have been arrested.",
        "Accidents happen.",
        "The hospital was burning through its budget.",
        "She was afraid that he would kill himself.",
        "We read about the sailor, who drowned off Naxos.",
    ),
)
