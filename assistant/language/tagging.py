"""Parts of speech: a Brill tagger, likeliest tags first, then rules that look at the neighbours.

Promises: `tags(words)` gives one Penn Treebank tag for each word, the same for the same words, and never fails.
Contextual rules change a tag only to one that the word may have (`lexicon.possible`). Two sets of rules run:
Brill's own (`assistant/data/tag_rules.txt`), then ours, which decide what rewriting depends on: is this verb
finite, is this *-ed* form a past or a participle, is this *that* a conjunction. Method: E. Brill (1992), A simple
rule-based part of speech tagger.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from assistant import data
from assistant.language import lexicon, repairs
from assistant.language.words import Word

_BOUNDARY = frozenset({".", ":"})
_START = "STAART"
_PADDING = 3
"""Places beyond either end of a text that a condition may look at."""


def tags(words: Sequence[Word]) -> tuple[str, ...]:
    """The Penn Treebank tag of every word."""
    lowers = [word.lower for word in words]
    found: list[str] = []
    opens = True
    for word in words:
        tag = lexicon.likeliest(word.text, word.lower, opens)
        found.append(tag)
        opens = tag in _BOUNDARY or tag == "``" or (opens and tag in ("''", "(", "SYM"))
    _mark_genitives(words, found)
    _apply_rules(lowers, found)
    repairs.repair([word.text for word in words], lowers, found)
    return tuple(found)


def _mark_genitives(words: Sequence[Word], found: list[str]) -> None:
    """A bare mark after an s is a genitive ("her sons' teacher"), unless it closes somebody's words."""
    open_ = False
    for index, word in enumerate(words):
        if word.lower not in ("'", "‘", "’"):
            continue
        touches = index > 0 and words[index - 1].end == word.start
        if not touches:
            open_ = True
        elif open_:
            open_ = False
        elif words[index - 1].lower.endswith("s") and _phrase_goes_on(words, found, index):
            found[index] = "POS"


def _phrase_goes_on(words: Sequence[Word], found: Sequence[str], mark: int) -> bool:
    """Whether, after a space, a word follows that something can belong to."""
    after = mark + 1
    apart = after < len(words) and words[after].start > words[mark].end
    return apart and found[after] in ("NN", "NNS", "NNP", "JJ", "JJS", "CD", "VBG")


_TAGS, _WORDS = 0, 1
"""Which row a condition looks at: the tags or the words."""
_AT: dict[str, tuple[tuple[int, int], ...]] = {
    "PREVTAG": ((_TAGS, -1),),
    "NEXTTAG": ((_TAGS, 1),),
    "PREV2TAG": ((_TAGS, -2),),
    "NEXT2TAG": ((_TAGS, 2),),
    "SURROUNDTAG": ((_TAGS, -1), (_TAGS, 1)),
    "PREVBIGRAM": ((_TAGS, -2), (_TAGS, -1)),
    "NEXTBIGRAM": ((_TAGS, 1), (_TAGS, 2)),
    "PREVWD": ((_WORDS, -1),),
    "NEXTWD": ((_WORDS, 1),),
    "CURWD": ((_WORDS, 0),),
    "LBIGRAM": ((_WORDS, -1), (_WORDS, 0)),
    "RBIGRAM": ((_WORDS, 0), (_WORDS, 1)),
    "WDNEXTTAG": ((_WORDS, 0), (_TAGS, 1)),
    "WDPREVTAG": ((_TAGS, -1), (_WORDS, 0)),
    "WDAND2AFT": ((_WORDS, 0), (_WORDS, 2)),
    "WDAND2BFR": ((_WORDS, -2), (_WORDS, 0)),
    "WDAND2TAGAFT": ((_WORDS, 0), (_TAGS, 2)),
    "WDAND2TAGBFR": ((_TAGS, -2), (_WORDS, 0)),
}
"""Brill's conditions by name: where each argument must stand, counted from the word that changes."""
_WITHIN: dict[str, tuple[int, int, int]] = {
    "PREV1OR2TAG": (_TAGS, -2, -1),
    "NEXT1OR2TAG": (_TAGS, 1, 2),
    "PREV1OR2OR3TAG": (_TAGS, -3, -1),
    "NEXT1OR2OR3TAG": (_TAGS, 1, 3),
    "PREV1OR2WD": (_WORDS, -2, -1),
}
"""Conditions whose one argument may stand anywhere from the first to the last place."""


class _Rule(NamedTuple):
    """Changes tag `old` where `first` stands as `where` says."""

    old: str
    first: str
    where: _Where


class _Where(NamedTuple):
    """Sets `new` where the first argument stands at `offset` (up to `last`) in a row, and `second` at `other`.

    Offsets count from three places before the word, which is how far the rows are padded.
    """

    new: str
    row: int
    offset: int
    last: int
    other_row: int
    other: int
    second: str | None


@cache
def _rules() -> tuple[tuple[_Rule, ...], dict[str, list[int]], dict[str, list[int]]]:
    """All rules in their order; the places of those that look at tags alone, by the tag they change; and the places of
    the others by a word that they need."""
    rules: list[_Rule] = []
    by_tag: dict[str, list[int]] = {}
    by_word: dict[str, list[int]] = {}
    for place, (old, new, name, *wanted) in enumerate(data.rows("tag_rules.txt")):
        if name in _WITHIN:
            row, begin, end = _WITHIN[name]
            where = _Where(new, row, begin + _PADDING, end + _PADDING, row, 0, None)
            asked = [row]
        else:
            at = _AT[name]
            (row, offset), (other_row, other) = at[0], at[-1]
            second = wanted[1] if len(at) > 1 else None
            first = offset + _PADDING
            where = _Where(new, row, first, first, other_row, other + _PADDING, second)
            asked = [row for row, _ in at]
        rules.append(_Rule(old, wanted[0], where))
        word = asked.index(_WORDS) if _WORDS in asked else None
        (by_tag.setdefault(old, []) if word is None else by_word.setdefault(wanted[word], [])).append(place)
    return tuple(rules), by_tag, by_word


def _insert(fitting: list[int], done: int, further: Sequence[int]) -> None:
    """Add those of `further` whose turn is after `done` to the rules that are being gone through, in their order."""
    at = bisect_right(fitting, done)
    fitting[at:] = sorted([*fitting[at:], *(place for place in further if place > done)])


def _apply_rules(lowers: list[str], found: list[str]) -> None:
    """Run Brill's rules in their order, each over the whole text, only where its first tag stands."""
    places: dict[str, set[int]] = {}
    for index, tag in enumerate(found):
        places.setdefault(tag, set()).add(index)
    tags = [_START] * _PADDING + found + [_START] * _PADDING
    words = [""] * _PADDING + lowers + [""] * _PADDING
    rows = (tags, words)
    present = {*words, *tags}  # each rule asks for all its arguments, so most need not be tried
    options = [lexicon.possible(lower) for lower in lowers]
    rules, by_tag, by_word = _rules()
    fitting = [place for tag in places for place in by_tag.get(tag, ())]
    for word in by_word.keys() & present:
        fitting += by_word[word]
    fitting.sort()
    for place in fitting:  # `_insert` adds to what is still to come
        old, first, where = rules[place]
        if first not in present or old not in places:
            continue
        standing = places[old]
        new, row, offset, last, other_row, other, second = where
        one = rows[row]
        if second is not None:
            if second not in present:
                continue
            two = rows[other_row]
            changed = [
                i for i in standing if one[i + offset] == first and two[i + other] == second and new in options[i]
            ]
        elif last == offset:
            changed = [i for i in standing if one[i + offset] == first and new in options[i]]
        else:
            changed = [i for i in standing if first in one[i + offset : i + last + 1] and new in options[i]]
        if not changed:
            continue
        standing.difference_update(changed)
        if new not in places:
            places[new] = set()
            present.add(new)
            _insert(fitting, place, by_tag.get(new, ()))
        places[new].update(changed)
        for index in changed:
            found[index] = tags[index + _PADDING] = new
