"""Shallow parsing, in one place: `parse` a sentence, then ask for its phrases and clauses.

Promises: everything here works on word indices of one parsed text; the functions are pure and never fail.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from assistant.language.clauses import (
    Clause,
    VerbGroup,
    clauses,
    finite_verb,
    next_finite,
    relative_clauses,
    subject_before,
    verb_group,
)
from assistant.language.phrases import (
    Chunk,
    appositives,
    noun_phrases,
    parentheticals,
    prepositional_phrases,
    time_adverbials,
)
from assistant.language.tagging import tags
from assistant.language.words import Word, words

__all__ = [
    "Chunk",
    "Clause",
    "Parsed",
    "VerbGroup",
    "appositives",
    "clauses",
    "finite_verb",
    "next_finite",
    "noun_phrases",
    "parentheticals",
    "parse",
    "prepositional_phrases",
    "relative_clauses",
    "subject_before",
    "time_adverbials",
    "verb_group",
]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text with its words and their tags."""

    text: str
    words: tuple[Word, ...]
    tags: tuple[str, ...]

    def slice(self, start_word: int, end_word: int) -> str:
        """The author's characters from one word to before another."""
        if start_word >= end_word:
            return ""
        return self.text[self.words[start_word].start : self.words[end_word - 1].end]

    def word_at(self, offset: int) -> int:
        """The index of the word that holds, or first follows, the character `offset`; `len(words)` at the end."""
        low, high = 0, len(self.words)
        while low < high:
            middle = (low + high) // 2
            if self.words[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        return low


@lru_cache(maxsize=512)
def parse(text: str) -> Parsed:
    """Cut and tag the text; repeated calls with the same text cost nothing."""
    found = words(text)
    return Parsed(text, found, tags(found))
