"""A story's structure in its place: one general sentence about what it was about, where none of it can be told.

"One client, who had lost someone close, put into words what had long gone unsaid." The tagger says which structures
the passages that go tell of; the words are those of `assistant.data.structures` and nobody's. Where it isn't sure
enough, nothing is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from assistant.data.structures import ROOM, structures
from assistant.domain.details import Happening

SURE = 0.5
"""How sure the tagger has to be of a structure for it to be said."""


def in_general(happened: Mapping[int, Iterable[Happening]], gone: Collection[int], noun: str) -> str:
    """One sentence for the passages `gone`; "" where too little is sure. `noun` is what a client is called here.

    It ends with what happened between the two, else with what weighs most; before that comes another part of life that
    weighs at least half as much as any.
    """
    known = {each.id: each for each in structures()}
    weights: Counter[str] = Counter()
    for index in sorted(gone):
        for one in happened.get(index, ()):
            if one.structure in known and known[one.structure].wording and one.score >= SURE:
                weights[one.structure] += round(1000 * one.score)
    ranked = sorted((known[name] for name in known if weights[name]), key=lambda each: -weights[each.id])
    room = next((each for each in ranked if each.part == ROOM), None)
    life = [each for each in ranked if each.part != ROOM]
    last = room or next(iter(life), None)
    if last is None:
        return ""
    before = next((e for e in life if e.part != last.part and 2 * weights[e.id] >= weights[life[0].id]), None)
    return f"One {noun}, who {before.wording}, {last.wording}." if before else f"One {noun} {last.wording}."
