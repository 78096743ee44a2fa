"""Whether words stand under a negation, where what is more general says more: "not from Hull" is not "not from a city".

Promises: `negated` sees a negation of the clause that the word stands in, and one that reaches into it over a "who";
never one of a clause beside it.
"""

from __future__ import annotations

import re

from assistant.domain.details import Kind
from assistant.language import inflect
from assistant.language.lexicon import possible
from assistant.rewrite.sentence import FINITE, Sentence

_NOT = frozenset({"n't", "not", "never", "hardly", "scarcely", "without"})
_NOBODY = frozenset({"no", "nobody", "none", "neither", "nor", "nothing", "noone", "few"})
_ENDS = frozenset({".", "!", "?", ";", ":", "–", "—", "--", "(", ")", "“", "”", '"', "but", "because"})
_RELATIVE = frozenset({"who", "that", "which", "whose", "where"})
_SUBORDINATE = frozenset("when while if although though since after before until till whether because as".split())
_ONLY = frozenset({"only", "just", "merely", "doubt", "sooner", "until", "till"})
"""After "not", "no" and "never": what makes them deny nothing of what follows."""
_NONE = frozenset({"no", "few", "neither"})
_PICKING = frozenset({"any", "every", "each", "either", "only"})
_OF_SEVERAL = frozenset(
    "one two three four five six some any none each few many most all both neither either half several".split()
)

_THE = frozenset({"the", "this", "that", "these", "those"})
_PARTICULAR = r"(?:the|her|his|their|my|our) "
_FACED = frozenset(
    "cope face forgive stand bear trust accept understand leave forget handle manage stop escape deal tell ask "
    "talk".split()
)
"""Verbs whose object is there whether or not they are denied."""

WHEN = frozenset({Kind.DATE, Kind.TIME, Kind.RECENCY, Kind.DURATION, Kind.MOMENT, Kind.SEQUENCE})
"""What says when: what is denied of a Monday is denied without it too."""


def negated(sentence: Sentence, a: int) -> bool:
    """Whether the clause before word `a` denies what stands there."""
    verbs = 0
    for i in range(a - 1, -1, -1):
        low = sentence.low(i)
        if low in _ENDS or (low == "," and _joins_a_clause(sentence, i)):
            return False
        if low in _RELATIVE and sentence.tag(i) != "IN" and _hangs_on_nobody(sentence, i):
            return True
        if low in _RELATIVE | _SUBORDINATE and (verbs or any(_is_finite(sentence, k) for k in _rest(sentence, a))):
            return False
        verbs += _is_finite(sentence, i)
        if low == "not" and sentence.low(i - 1) == "," and "," in [sentence.low(k) for k in range(i, a)]:
            return False  # "She cried, not loudly, in Hull"
        if low in _NOT | _NOBODY and sentence.low(i + 1) not in _ONLY and verbs <= _own_verbs(sentence, i):
            return not (low == "without" and negated(sentence, i))  # "can't sleep without it" takes it
    return False


def says_more(sentence: Sentence, a: int, text: str) -> bool:
    """Whether `text`, more general than what stands at word `a`, would deny more there than the sentence does.

    What is about somebody or something in particular ("can't face the supermarket", "can't forgive someone in her
    family") denies no more than before.
    """
    if not negated(sentence, a) or any(inflect.base(sentence.low(k)) in _FACED for k in range(max(0, a - 6), a)):
        return False
    if sentence.tag(a - 1) in ("PRP$", "POS") or sentence.low(a - 1) in _THE or re.match(_PARTICULAR, text):
        return False
    return sentence.low(a - 1) == "by" or not text.startswith("someone in ")


def picks_out(sentence: Sentence, anchor: int) -> bool:
    """Whether what follows noun `anchor` says which ones are meant: "no friend who", "every nurse who", "one of her
    sisters who", "hasn't a friend who"."""
    left = sentence.phrase(anchor, anchor + 1)[0]
    if sentence.low(left) in _PICKING or sentence.low(left - 1) in _PICKING:
        return True
    several = sentence.low(left - 1) == "of" and sentence.low(left - 2) in _OF_SEVERAL
    return several or denies(sentence, anchor)


def denies(sentence: Sentence, anchor: int) -> bool:
    """Whether noun `anchor` is said not to be there at all: "no friend", "nobody", "hasn't a friend"."""
    left = sentence.phrase(anchor, anchor + 1)[0]
    if sentence.low(left) in _NONE or sentence.low(left - 1) in _NONE or sentence.low(anchor) in _NOBODY:
        return True
    return not is_definite(sentence, left) and negated(sentence, left)


def is_definite(sentence: Sentence, left: int) -> bool:
    """Whether the phrase that opens at word `left` is about somebody or something in particular."""
    return sentence.tag(left) in ("PRP$", "PRP", "NNP") or sentence.low(left) in _THE


def _rest(sentence: Sentence, a: int) -> range:
    """The words from word `a` to the next mark."""
    return range(a, sentence.segment(a)[1])


def _is_finite(sentence: Sentence, i: int) -> bool:
    """Whether word `i` is a finite verb, also where it was taken for a noun ("and lives in Hull")."""
    if sentence.tag(i) in FINITE:
        return True
    taken = sentence.tag(i) == "NNS" and sentence.tag(i - 1) in ("CC", "PRP") and sentence.tag(i + 1) in ("IN", "TO")
    return taken and "VBZ" in possible(sentence.low(i))


def _own_verbs(sentence: Sentence, i: int) -> int:
    """How many finite verbs may follow the negation at word `i` in its own clause."""
    if sentence.low(i) in _NOBODY:
        return 0 if sentence.tag(i - 1) in FINITE | {"VB", "VBN", "VBG", "IN"} else 1
    k = i - 1
    while sentence.tag(k) == "RB":
        k -= 1
    return 0 if sentence.tag(k) in FINITE else 1


def _hangs_on_nobody(sentence: Sentence, i: int) -> bool:
    return sentence.low(i - 1) != "," and i > 0 and picks_out(sentence, i - 1)


def _joins_a_clause(sentence: Sentence, comma: int) -> bool:
    """Whether a comma parts two clauses: a subject, or a "who", follows it."""
    after = comma + 1
    while sentence.tag(after) in ("CC", "RB"):
        after += 1
    if sentence.tag(after) in ("DT", "PRP$", "NNP") and sentence.tag(sentence.phrase(after, after + 1)[1]) in FINITE:
        return True
    return sentence.tag(after) in ("WP", "WDT", "WP$", "WRB") or (
        sentence.tag(after) in ("PRP", "EX") and sentence.tag(after + 1) in FINITE | {"RB"}
    )
