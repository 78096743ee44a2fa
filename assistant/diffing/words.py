"""Word-level differences inside a hunk, tidied so that people see whole phrases.

Promises: joining kept and removed pieces gives the text before, joining kept and added pieces the text after; a
removal stands before the addition that replaces it. A lone "a", "the" or comma between two changes is no
agreement worth showing, and a sentence that shares little with its successor is shown as replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from assistant.domain.text import Edit, Span


class Kind(StrEnum):
    """What happened to the words of a piece."""

    KEEP = "keep"
    REMOVE = "remove"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters with one fate."""

    kind: Kind
    text: str


_WORD_OR_SPACE = re.compile(r"\s+|[^\W_]+(?:[-'’][^\W_]+)*|.", re.DOTALL)
_MINOR = frozenset(
    "a an the of to in on at for from by with and or but as her his their my our your its she he they it i we you that "
    "this is was were are be been had has have who when so not".split()
)
# Kept words between two changes, up to this many and all of them minor, are shown as part of the change.
_ISLAND_WORDS = 2
# Below this share of words in common, a sentence is shown as replaced as a whole.
_LEAST_IN_COMMON = 0.25

_Run = tuple[Kind, list[str], list[str]]


def diff(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces that lead from one text to the other, without empty ones."""
    old, new = _WORD_OR_SPACE.findall(before), _WORD_OR_SPACE.findall(after)
    runs = _absorb_islands(_runs(old, new))
    if _too_little_in_common(runs, old, new):
        runs = _as_a_whole(old, new)
    return tuple(_pieces(runs))


def edits(start: int, before: str, after: str) -> list[Edit]:
    """The same as edits of a text in which `before` begins at `start`, in order."""
    found: list[Edit] = []
    for piece in diff(before, after):
        if piece.kind is Kind.ADD:
            if found and found[-1].span.end == start and not found[-1].text:
                found[-1] = Edit(found[-1].span, piece.text)
            else:
                found.append(Edit(Span(start, start), piece.text))
            continue
        end = start + len(piece.text)
        if piece.kind is Kind.REMOVE:
            found.append(Edit(Span(start, end), ""))
        start = end
    return found


def _runs(old: Sequence[str], new: Sequence[str]) -> list[_Run]:
    """Kept runs, and changed runs with both sides, in turn."""
    found: list[_Run] = []
    for name, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        kind = Kind.KEEP if name == "equal" else Kind.REMOVE
        found.append((kind, list(old[i:j]), list(new[k:m])))
    return found


def _absorb_islands(runs: list[_Run]) -> list[_Run]:
    """Join changes that only minor words or marks keep apart."""
    found: list[_Run] = []
    for place, (kind, old, new) in enumerate(runs):
        island = kind is Kind.KEEP and 0 < place < len(runs) - 1 and _is_minor(old)
        if found and found[-1][0] is Kind.REMOVE and (kind is Kind.REMOVE or island):
            found[-1][1].extend(old)
            found[-1][2].extend(new)
        else:
            found.append((kind, list(old), list(new)))
    return found


def _is_minor(tokens: Sequence[str]) -> bool:
    words = [token for token in tokens if token[0].isalnum()]
    if not {".", "!", "?"}.isdisjoint(tokens) or "\n" in "".join(tokens):
        return False
    return len(words) <= _ISLAND_WORDS and all(word.lower() in _MINOR for word in words)


def _too_little_in_common(runs: Sequence[_Run], old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether so few telling words stay that single kept words would only confuse."""
    changes = sum(1 for kind, _, _ in runs if kind is Kind.REMOVE)
    if changes < 2:
        return False
    kept = sum(_telling(tokens) for kind, tokens, _ in runs if kind is Kind.KEEP)
    return kept < _LEAST_IN_COMMON * max(_telling(old), _telling(new))


def _telling(tokens: Sequence[str]) -> int:
    return sum(1 for token in tokens if token[0].isalnum() and token.lower() not in _MINOR)


def _as_a_whole(old: list[str], new: list[str]) -> list[_Run]:
    """One change, with what both sides begin and end with kept when it is only space and closing marks."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start] and not old[start][0].isalnum():
        start += 1
    end = 0
    while (
        end < min(len(old), len(new)) - start
        and old[len(old) - 1 - end] == new[len(new) - 1 - end]
        and not old[len(old) - 1 - end][0].isalnum()
    ):
        end += 1
    return [
        (Kind.KEEP, old[:start], new[:start]),
        (Kind.REMOVE, old[start : len(old) - end], new[start : len(new) - end]),
        (Kind.KEEP, old[len(old) - end :], new[len(new) - end :]),
    ]


def _pieces(runs: Sequence[_Run]) -> Iterator[Piece]:
    """Pieces of the runs; neighbours of one kind joined, space shared by both sides of a change kept outside it."""
    pending = ""
    for kind, old_tokens, new_tokens in runs:
        old, new = "".join(old_tokens), "".join(new_tokens)
        if kind is Kind.KEEP:
            pending += old
            continue
        lead = _shared_space(old, new)
        pending += old[:lead]
        old, new = old[lead:], new[lead:]
        trail = _shared_space(old[::-1], new[::-1])
        if pending and (old or new):
            yield Piece(Kind.KEEP, pending)
            pending = ""
        removed, added = old[: len(old) - trail], new[: len(new) - trail]
        if removed:
            yield Piece(Kind.REMOVE, removed)
        if added:
            yield Piece(Kind.ADD, added)
        pending += old[len(old) - trail :]
    if pending:
        yield Piece(Kind.KEEP, pending)


def _shared_space(one: str, other: str) -> int:
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count] and one[count].isspace():
        count += 1
    return count
