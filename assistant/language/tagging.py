"""Parts of speech: a Brill tagger, likeliest tags first, then rules that look at the neighbours.

Promises: `tags(words)` gives one Penn Treebank tag for each word, the same for the same words, and never fails.
Contextual rules change a tag only to one that the word may have (`lexicon.possible`). Two sets of rules run:
Brill's own (`assistant/data/tag_rules.txt`), then ours, which decide what rewriting depends on: is this verb
finite, is this *-ed* form a past or a participle, is this *that* a conjunction. Method: E. Brill (1992), A simple
rule-based part of speech tagger.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from assistant import data
from assistant.language import lexicon, repairs
from assistant.language.words import Word

_BOUNDARY = frozenset({".", ":"})
_START = "STAART"

_Condition = Callable[[list[str], list[str], int, tuple[str, ...]], bool]


def tags(words: Sequence[Word]) -> tuple[str, ...]:
    """The Penn Treebank tag of every word."""
    lowers = [word.lower for word in words]
    found: list[str] = []
    opens = True
    for word in words:
        tag = lexicon.likeliest(word.text, word.lower, opens)
        found.append(tag)
        opens = tag in _BOUNDARY or tag == "``" or (opens and tag in ("''", "(", "SYM"))
    _apply_rules(lowers, found)
    repairs.repair([word.text for word in words], lowers, found)
    return tuple(found)


@cache
def _rules() -> tuple[tuple[str, str, _Condition, tuple[str, ...]], ...]:
    return tuple((old, new, _CONDITIONS[name], tuple(rest)) for old, new, name, *rest in data.rows("tag_rules.txt"))


def _apply_rules(lowers: list[str], found: list[str]) -> None:
    """Run Brill's rules in their order, each over the whole text, only where its first tag stands."""
    places: dict[str, set[int]] = {}
    for index, tag in enumerate(found):
        places.setdefault(tag, set()).add(index)
    padded = [_START, _START, _START, *found, _START, _START, _START]
    words = ["", "", "", *lowers, "", "", ""]
    present = {*words, *padded}  # each rule asks for all its arguments, so most need not be tried
    for old, new, condition, arguments in _rules():
        if old not in places or not present.issuperset(arguments):
            continue
        standing = places[old]
        changed = [
            index
            for index in standing
            if new in lexicon.possible(lowers[index]) and condition(words, padded, index + 3, arguments)
        ]
        for index in changed:
            standing.discard(index)
            places.setdefault(new, set()).add(index)
            present.add(new)
            found[index] = padded[index + 3] = new


def _near(values: list[str], place: int, offsets: tuple[int, ...], wanted: str) -> bool:
    return any(values[place + offset] == wanted for offset in offsets)


# The conditions that Brill's rules name: words `w` and tags `t` around place `i`, compared with arguments `a`.
# ruff: noqa: ARG005 (one signature for all of them)
_CONDITIONS: dict[str, _Condition] = {
    "PREVTAG": lambda w, t, i, a: t[i - 1] == a[0],
    "NEXTTAG": lambda w, t, i, a: t[i + 1] == a[0],
    "PREV2TAG": lambda w, t, i, a: t[i - 2] == a[0],
    "NEXT2TAG": lambda w, t, i, a: t[i + 2] == a[0],
    "PREV1OR2TAG": lambda w, t, i, a: _near(t, i, (-1, -2), a[0]),
    "NEXT1OR2TAG": lambda w, t, i, a: _near(t, i, (1, 2), a[0]),
    "PREV1OR2OR3TAG": lambda w, t, i, a: _near(t, i, (-1, -2, -3), a[0]),
    "NEXT1OR2OR3TAG": lambda w, t, i, a: _near(t, i, (1, 2, 3), a[0]),
    "SURROUNDTAG": lambda w, t, i, a: t[i - 1] == a[0] and t[i + 1] == a[1],
    "PREVBIGRAM": lambda w, t, i, a: t[i - 2] == a[0] and t[i - 1] == a[1],
    "NEXTBIGRAM": lambda w, t, i, a: t[i + 1] == a[0] and t[i + 2] == a[1],
    "PREVWD": lambda w, t, i, a: w[i - 1] == a[0],
    "NEXTWD": lambda w, t, i, a: w[i + 1] == a[0],
    "PREV1OR2WD": lambda w, t, i, a: _near(w, i, (-1, -2), a[0]),
    "NEXT1OR2WD": lambda w, t, i, a: _near(w, i, (1, 2), a[0]),
    "CURWD": lambda w, t, i, a: w[i] == a[0],
    "LBIGRAM": lambda w, t, i, a: w[i - 1] == a[0] and w[i] == a[1],
    "RBIGRAM": lambda w, t, i, a: w[i] == a[0] and w[i + 1] == a[1],
    "WDNEXTTAG": lambda w, t, i, a: w[i] == a[0] and t[i + 1] == a[1],
    "WDPREVTAG": lambda w, t, i, a: w[i] == a[1] and t[i - 1] == a[0],
    "WDAND2AFT": lambda w, t, i, a: w[i] == a[0] and w[i + 2] == a[1],
    "WDAND2BFR": lambda w, t, i, a: w[i] == a[1] and w[i - 2] == a[0],
    "WDAND2TAGAFT": lambda w, t, i, a: w[i] == a[0] and t[i + 2] == a[1],
    "WDAND2TAGBFR": lambda w, t, i, a: w[i] == a[1] and t[i - 2] == a[0],
}
