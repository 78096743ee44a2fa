"""What our own writer is asked: the form that it was taught, and no other. Instruct models have prompts instead."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.domain.ports import Turn, Window

BEFORE = 160
"""Characters of what stands before a unit that the writer is shown."""
STAYS, GOES = "=", "-"
"""Answers that are no wording: the unit stays as it is; nothing of it can be said in general."""
SYSTEM = "Tell it in general, as an example that could be about many people."
MOSTLY = 0.4
"""Part of a unit that has to be marked before the writer may say that nothing of it can be told."""
MOST = 170
"""Tokens of an answer, at most."""


def shortened(before: str) -> str:
    """The end of what stands before a unit, from a word's beginning."""
    return before if len(before) <= BEFORE else before[-BEFORE:].partition(" ")[2]


def limit_for(passage: str) -> int:
    """Tokens that an answer may have: somewhat more than the unit, which is about four characters a token."""
    return min(MOST, 16 + len(passage) // 3)


def asked(window: Window, audience: str) -> str:
    """The writer's task: for whom, what stands before, and the unit with its telling words marked."""
    parts, position = [], 0
    for mark in window.marks:
        parts += [window.passage[position : mark.start], "[[", window.passage[mark.start : mark.end], "]]"]
        position = mark.end
    passage = "".join([*parts, window.passage[position:]])
    before = f"{window.before}\n" if window.before else ""
    return f"{audience}\n{before}> {passage}"


def turn_of(window: Window, audience: str) -> Turn:
    """The question about a unit, with what its answer may not say.

    That is two neighbouring words of what is marked, unless both are small ones or they stand together elsewhere in the
    unit as well; and, where something is marked, that it may stay.
    """
    marked = [window.passage[mark.start : mark.end] for mark in window.marks]
    rest, position = [], 0
    for mark in window.marks:
        rest.append(window.passage[position : mark.start])
        position = mark.end
    rest.append(window.passage[position:])
    fine = {pair for text in rest for pair in _neighbours(text)}
    apart = dict.fromkeys(pair for text in marked for pair in _neighbours(text) if pair not in fine)
    unlike = [STAYS] if marked else []
    if marked and sum(map(len, marked)) < MOSTLY * len(window.passage):
        unlike.append(GOES)
    text = asked(window, audience)
    return Turn(text, limit_for(window.passage), tuple(p for p in apart if not set(p) <= _SMALL), tuple(unlike))


def _neighbours(text: str) -> list[tuple[str, str]]:
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text)
    return list(pairwise(words))


_SMALL = frozenset(
    (
        "a an the and or but nor so if as at by for from in into of off on onto out over to up with about after "
        "before than then that this these those there here i you he she it we they me him her us them my your his "
        "its our their who whom whose which what when where why how is are was were be been being am do does did "
        "have has had will would can could may might must shall should not no all any some one again also just "
        "only very too more most much many few other "
    ).split()
)
"""Words that tell nothing by standing next to each other."""
