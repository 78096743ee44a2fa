"""Mentions of known people in a passage, by the list `known_people.tsv`.

Promises: mentions don't overlap and come in order; a single word that is also a usual given name is left out unless
`firm` is False. Offsets are the view's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.detect.view import View
from assistant.language.names import fold, given_names, known_people, ordinary

_MOST_WORDS = 4
_UNMISTAKABLE = frozenset(["hamlet", "narcissus", "hercules"])
"""Ordinary words by the dictionary, but hardly ever meant so with a capital."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters `start` to `end` name a known person; `sort` is theorist, public, mononym, case, eponym or fiction."""

    start: int
    end: int
    name: str
    sort: str
    firm: bool
    """False where the word is also somebody's usual given name and only the context can tell."""


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.split(" ")[0].split("'")[0] for name in known_people())


@lru_cache(maxsize=4)
def mentions(view: View) -> tuple[Mention, ...]:
    """Known people in a view."""
    return tuple(_mentions(view))


def _mentions(view: View) -> Iterator[Mention]:
    words, text, known, firsts = view.words, view.text, known_people(), _first_words()
    free = 0
    for i, word in enumerate(words):
        if i < free or not word.text[0].isupper() or fold(word.text).split("'")[0] not in firsts:
            continue
        for stop in range(min(i + _MOST_WORDS + 1, len(words)), i, -1):
            start, end = word.start, words[stop - 1].end
            folded = fold(text[start:end])
            sort = known.get(folded)
            if sort is None:
                continue
            if stop == i + 1 and word.text.isalpha() and word.text.isupper():
                continue
            yield Mention(start, end, text[start:end], sort, stop > i + 1 or _firm(folded))
            free = stop
            break


def _firm(folded: str) -> bool:
    listed = given_names().get(folded)
    return (listed is None or listed.frequency == 3) and (not ordinary(folded) or folded in _UNMISTAKABLE)
