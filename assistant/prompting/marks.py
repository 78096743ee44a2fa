"""Brackets around the words that tell too much: put in for the model, taken out of its answer."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain.ports import Mark, Window

BRACKETS = (("[[", "]]"), ("<<", ">>"), ("{{", "}}"), ("((", "))"))
"""Pairs to choose from; the first that the passage itself does not use."""


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """One mark as a template sees it."""

    words: str
    wanted: str
    kind: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage on one line with its marked words in brackets."""

    passage: str
    marks: tuple[MarkedWords, ...]


def mark(window: Window) -> Marked:
    """The passage of `window` with brackets. Raises ValueError when marks overlap or lie outside the passage."""
    opening, closing = next(
        (pair for pair in BRACKETS if not any(bracket in window.passage for bracket in pair)), BRACKETS[-1]
    )
    parts: list[str] = []
    at = 0
    for each in sorted(window.marks):
        if not at <= each.start <= each.end <= len(window.passage):
            raise ValueError("marks overlap or lie outside the passage")
        parts += (window.passage[at : each.start], opening, window.passage[each.start : each.end], closing)
        at = each.end
    parts.append(window.passage[at:])
    marks = tuple(
        MarkedWords(one_line(window.passage[each.start : each.end]), one_line(each.wanted), each.kind)
        for each in sorted(window.marks)
    )
    return Marked(one_line("".join(parts)), marks)


def window_of(passage: str, wanted: tuple[str, ...], whole: bool, before: str = "", after: str = "") -> Window:
    """The window that an example's passage with [[ and ]] stands for.

    Raises ValueError when brackets don't pair up, or their number is not that of `wanted`.
    """
    plain: list[str] = []
    marks: list[Mark] = []
    length = 0
    for number, part in enumerate(passage.split("[[")):
        inside, closing, rest = part.partition("]]")
        if bool(closing) != bool(number) or "]]" in rest:
            raise ValueError("brackets [[ and ]] don't pair up in an example")
        if number:
            if len(marks) == len(wanted):
                raise ValueError("an example has more marks than values in 'wanted'")
            marks.append(Mark(length, length + len(inside), "", wanted[len(marks)]))
        plain += (inside, rest)
        length += len(inside) + len(rest)
    if len(marks) != len(wanted):
        raise ValueError("an example has fewer marks than values in 'wanted'")
    return Window(before, "".join(plain), tuple(marks), whole, after)


def one_line(text: str) -> str:
    """`text` with every run of white space as one space, and without characters that can't be encoded."""
    return " ".join(text.split()).encode("utf-8", "replace").decode("utf-8")
