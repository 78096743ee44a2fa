"""Which word a finite verb agrees with, as far as a sentence says so plainly.

Promises: `_subject` answers None where it can't tell; it never guesses between two.
"""

from __future__ import annotations

from assistant.rewrite.sentence import FINITE, NOUNS, Sentence

_HANGING = frozenset("of in from with at on for about to across over under near by between behind around".split())
_OBJECTS = frozenset({"him", "her", "them", "me", "us"})
_PLURAL_PRONOUNS = frozenset({"you", "we", "they", "these", "those", "both", "many", "few"})


class Subjects:
    """The subjects of one sentence; `plural` holds what is known of words that were exchanged."""

    def __init__(self, sentence: Sentence) -> None:
        self.s = sentence
        self.plural: dict[int, bool] = {}

    def _subject(self, verb: int, depth: int = 0) -> int | None:
        """The word that the finite verb agrees with, or None where that is not plain."""
        s, j = self.s, verb - 1
        while j >= 0 and (s.tag(j) in ("RB", "RBR", "UH") or s.low(j) in ("never", "always", "just", "all", "both")):
            j -= 1
        if j < 0:
            nxt = verb + 1
            return nxt if s.tag(nxt) in ("PRP", "DT", "NN", "NNS", "EX") else None
        tag, low = s.tag(j), s.low(j)
        if tag == "PRP" and low in _OBJECTS:  # "What helped him was walking"
            return next((k for k in range(j) if s.low(k) == "what"), None)
        if tag in ("PRP", "EX") or low in (
            "someone",
            "nobody",
            "everyone",
            "something",
            "nothing",
            "anyone",
            "everything",
        ):
            return j
        if tag in ("WP", "WDT", "WRB") or (low == "that" and tag in ("IN", "WDT", "DT")):
            if tag == "WRB":
                return None
            k = j - 1
            while k >= 0 and s.low(k) in (",",):
                k -= 1
            return k if s.tag(k) in NOUNS | {"PRP", "DT", "CD"} else j if low in ("what", "who", "that") else None
        if tag in NOUNS:
            return self._head(j)
        if tag in ("CC", ",", ":", ")", "``", "''") or low in ("and", "but", "or"):
            previous = [k for k in range(j) if s.tag(k) in FINITE]
            opener = self._after_aside(j)
            if opener is not None:
                return opener
            if (
                low == ","
                and s.tag(j - 1) in NOUNS
                and s.tag(verb) == "VBD"
                and "and" not in [s.low(k) for k in range(verb, len(s))]
            ):
                return None  # may be a participle: "a lie, told once"
            if previous and depth < 6:
                return self._subject(previous[-1], depth + 1)
            return None
        if tag in ("DT", "CD", "PRP$"):
            return j
        previous = [k for k in range(j) if s.tag(k) in FINITE]
        if tag in ("VBN", "VBG", "JJ", "IN", "RP", "VB", "VBD", "VBZ", "VBP", "TO"):
            return None
        return None

    def _after_aside(self, j: int) -> int | None:
        """The subject before an aside between commas: "My client, …, cried"."""
        if self.s.low(j) != ",":
            return None
        for k in range(j - 1, 0, -1):
            if self.s.low(k) == "," and not self.s.finite(k + 1, j):
                return self._head(k - 1) if self.s.tag(k - 1) in NOUNS else None
            if self.s.tag(k) in FINITE and self.s.tag(k - 1) not in ("WP", "WDT"):
                return None
        return None

    def _head(self, j: int) -> int:
        """The noun that the phrase ending in noun `j` is about: "one of my clients" is about "one"."""
        k = j
        while k > 0:
            left = k
            if self.s.tag(k) == "VBG":
                break
            while left > 0 and self.s.tag(left - 1) in NOUNS | {"DT", "PRP$", "JJ", "JJR", "CD", "POS", "VBN", "$"}:
                left -= 1
            if (
                left > 0
                and self.s.tag(left - 1) == "IN"
                and self.s.low(left - 1) in _HANGING
                and self.s.tag(left - 2) in NOUNS | {"CD", "DT", "VBG"}
            ):
                if self.s.tag(left - 2) == "DT" and self.s.low(left - 2) not in ("some", "all", "most"):
                    break
                k = left - 2
                continue
            if left > 1 and self.s.low(left - 1) == "and" and self.s.tag(left - 2) in NOUNS | {"PRP"}:
                self.plural[j] = True
                return j
            break
        return k

    def _is_plural(self, subject: int) -> bool:
        if subject in self.plural:
            return self.plural[subject]
        low, tag = self.s.low(subject), self.s.tag(subject)
        if tag == "EX":
            following = next((k for k in range(subject + 2, len(self.s)) if self.s.tag(k) in NOUNS), None)
            return following is not None and self.s.tag(following) == "NNS"
        if tag == "CD":
            return low not in ("one", "1")
        return low in _PLURAL_PRONOUNS or tag in ("NNS", "NNPS") or low in ("people", "children", "parents")
