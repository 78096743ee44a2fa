"""Echoes: what happened or was said in the original that can still be read in the rewritten text.

Turning an episode into a possibility changes tense and person, so that rules no longer see a moment or a quotation;
the client still would. An episodic or verbatim detail echoes when at least half of its content words, and no fewer
than two, stand close together in the new text, whatever their inflection.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.domain.details import Detail, Directness
from assistant.language.inflect import base, singular

NEAR = 40
"""Words within which the echoing words have to stand."""
LEAST = 2
PART = 0.5

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_EMPTY = frozenset(
    "the a an and or but of to in on at for with is was are were be been being am it that this these those she he "
    "they i you we my her his their our your its not no as if when what who which so me him them us had have has "
    "having do did does done from by about into out up down over off just then than there here now very really "
    "all any some one two first last more most much many other only even still again never ever always can could "
    "will would may might must should said say says saying told tell tells telling asked ask went go goes going "
    "gone came come comes coming got get gets getting put take took taken make made thing things something "
    "anything nothing someone people client clients time times day days week weeks month months year years way "
    "back like know knew think thought feel felt want wanted because after before while until how why where too "
    "also talk talked talks".split()
)


def echoes(details: Sequence[Detail], text: str) -> tuple[Detail, ...]:
    """Those episodic and verbatim details of the original that the new text still tells."""
    candidates = [d for d in details if d.counts and d.directness in (Directness.EPISODIC, Directness.VERBATIM)]
    if not candidates:
        return ()
    places = places_of(text)
    return tuple(d for d in candidates if any(_echoes(words, places) for words in d.texts))


def places_of(text: str) -> dict[str, list[int]]:
    """Where each word stands in `text`, counted in words, by its uninflected form."""
    places: dict[str, list[int]] = {}
    for place, match in enumerate(_WORD.finditer(text)):
        places.setdefault(_root(match.group().lower()), []).append(place)
    return places


def content_roots(words: str) -> frozenset[str]:
    """The uninflected content words of `words`."""
    return frozenset(
        _root(w) for w in (m.group().lower() for m in _WORD.finditer(words)) if w not in _EMPTY and len(w) > 2
    )


def stand_together(roots: frozenset[str], places: dict[str, list[int]], needed: float) -> bool:
    """Whether at least `needed` of the words stand within `NEAR` words of each other."""
    spots = sorted((spot, root) for root in roots for spot in places.get(root, ()))
    return any(
        len({root for other, root in spots[index:] if other - spot <= NEAR}) >= needed
        for index, (spot, _) in enumerate(spots)
    )


def _echoes(words: str, places: dict[str, list[int]]) -> bool:
    content = content_roots(words)
    return len(content) >= LEAST and stand_together(content, places, max(LEAST, PART * len(content)))


@lru_cache(maxsize=20_000)
def _root(word: str) -> str:
    return base(word) or singular(word) or word
