"""A sentence as the rules of rewriting see it: words with their tags, phrases and clauses found by looking around.

Promises: nothing here changes text. Indices are of words, regions are of characters. Where the grammar is not
plain, an answer is None, so that a rule can leave the sentence alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache

from assistant.language import inflect
from assistant.language.tagging import tags
from assistant.language.words import Word, words

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
VERBS = FINITE | {"VB", "VBN", "VBG"}
ADVERBS = frozenset({"RB", "RBR", "RBS"})
CONTENT = NOUNS | {"VB", "VBD", "VBN", "VBG", "VBP", "VBZ", "JJ", "JJR", "JJS", "RB", "CD"}
_NP_INSIDE = NOUNS | {"DT", "PRP$", "JJ", "JJR", "JJS", "CD", "POS", "VBN", "VBG", "$"}
_BREAKS = frozenset({",", ";", ":", "–", "—", "--", "-", "(", ")", "[", "]", ".", "!", "?", "…", "..."})
_BE = frozenset({"is", "are", "was", "were", "am", "'s", "'re", "'m", "be", "been", "being"})


class Sentence:
    """One sentence with its words and tags."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return words(self.text)

    @cached_property
    def tags(self) -> tuple[str, ...]:
        return tags(self.words)

    def __len__(self) -> int:
        return len(self.words)

    def tag(self, i: int) -> str:
        """Tag of word `i`; "" beyond either end."""
        return self.tags[i] if 0 <= i < len(self.words) else ""

    def low(self, i: int) -> str:
        """Word `i` in lower case; "" beyond either end."""
        return self.words[i].lower if 0 <= i < len(self.words) else ""

    def start(self, i: int) -> int:
        """Where word `i` starts; the end of the text beyond the last word."""
        return self.words[i].start if i < len(self.words) else len(self.text.rstrip())

    def end(self, i: int) -> int:
        """Where word `i` ends; 0 before the first."""
        return self.words[i].end if i >= 0 else 0

    def at(self, start: int, end: int) -> tuple[int, int]:
        """Half-open range of the words that overlap the characters `start` to `end`."""
        inside = [i for i, w in enumerate(self.words) if w.start < end and start < w.end]
        if not inside:
            after = next((i for i, w in enumerate(self.words) if w.start >= start), len(self.words))
            return after, after
        return inside[0], inside[-1] + 1

    def is_break(self, i: int) -> bool:
        """Whether word `i` is a mark that bounds a segment; true beyond either end."""
        return not 0 <= i < len(self.words) or self.words[i].text in _BREAKS

    def segment(self, a: int) -> tuple[int, int]:
        """The words around word `a` up to the nearest comma, dash, bracket or full stop on either side."""
        left, right = a, a
        while not self.is_break(left - 1):
            left -= 1
        while not self.is_break(right):
            right += 1
        return left, right

    def phrase(self, a: int, b: int) -> tuple[int, int]:
        """The plain noun phrase around the words `a` to `b`: determiner to head, no prepositions."""
        left, right = a, b
        while left > 0 and self.tag(left - 1) in _NP_INSIDE and self.tag(left) not in ("DT", "PRP$"):
            if self.tag(left - 1) in ("VBN", "VBG") and not self._premodifies(left - 1):
                break
            left -= 1
        while right < len(self) and self.tag(right) in _NP_INSIDE - {"DT", "PRP$", "VBN", "VBG"}:
            if self.tag(right) == "CD" and self.low(right + 1) == "of":
                break
            right += 1
        return left, right

    def _premodifies(self, i: int) -> bool:
        """Whether a participle stands inside a noun phrase ("my frightened client")."""
        return self.tag(i - 1) in ("DT", "PRP$", "JJ")

    def finite(self, a: int, b: int) -> list[int]:
        """The finite verbs among the words `a` to `b`."""
        return [i for i in range(max(a, 0), min(b, len(self.tags))) if self.tags[i] in FINITE]

    def is_be(self, i: int) -> bool:
        """Whether word `i` is a form of "be" (the clitic 's only where it is tagged as a verb)."""
        return self.low(i) in _BE and self.tag(i) in VERBS

    def content(self, indices: Iterable[int]) -> list[int]:
        """Those of the words that carry meaning: nouns, main verbs, adjectives, adverbs, numbers."""
        return [i for i in indices if self.tag(i) in CONTENT and not self.is_be(i) and self.low(i) not in _EMPTY]


_EMPTY = frozenset(
    "n't not so too very just then also have has had having 've do does did done get got gets thing things "
    "there here now when how as one ones".split()
)


@lru_cache(maxsize=4096)
def parse(text: str) -> Sentence:
    """`text` as a Sentence, remembered."""
    return Sentence(text)


@lru_cache(maxsize=8192)
def lemma(word: str) -> str:
    """The form that different inflections of a word share."""
    low = word.lower().replace("’", "'")
    for ending in ("'s", "s'"):
        low = low.removesuffix(ending)
    return inflect.base(low) or inflect.singular(low) or low
