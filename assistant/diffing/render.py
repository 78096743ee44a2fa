"""Differences as lines of text: wrapped prose for a screen, and the unified form for a file.

Promises: no line is wider than asked for (20 columns or more); every line stands for itself, with its own marks; the
marks are signs, `[-removed-]` and `{+added+}`, or strike and underline where the caller turns colour on. Control
characters of a draft never reach the terminal.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from difflib import unified_diff

from assistant.diffing.words import Kind, Piece

LEAST_WIDTH = 20
_SIGNS = {Kind.KEEP: ("", ""), Kind.REMOVE: ("[-", "-]"), Kind.ADD: ("{+", "+}")}
# Red and struck through, green and underlined: readable without telling the colours apart.
_CODES = {Kind.KEEP: ("", ""), Kind.REMOVE: ("\x1b[31;9m", "\x1b[0m"), Kind.ADD: ("\x1b[32;4m", "\x1b[0m")}
_NONE = dict.fromkeys(Kind, ("", ""))
_PARAGRAPH = re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)")

Unit = list[tuple[Kind, str]]
"""A run without white space; its parts may have different fates ("nurse" removed, "," kept)."""


def wrap(pieces: Iterable[Piece], width: int = 80, *, colour: bool = False, indent: str = "") -> list[str]:
    """The pieces as lines of at most `width` columns.

    `colour` asks for ANSI codes instead of signs; whether the output can show them is the caller's decision
    (NO_COLOR, no terminal). Raises ValueError for widths below 20.
    """
    if width < LEAST_WIDTH:
        raise ValueError(f"a width of {width} is less than {LEAST_WIDTH}")
    room = width - columns(indent)
    marks = _CODES if colour else _SIGNS
    lines: list[str] = []
    line: list[Unit] = []
    for unit in _units(pieces):
        if unit is None:
            if line:
                lines.append(indent + _line(line, marks))
                line = []
            if lines and lines[-1]:
                lines.append("")
            continue
        for part in _fitting(unit, room, colour):
            if line and _width([*line, part], colour) > room:
                lines.append(indent + _line(line, marks))
                line = []
            line.append(part)
    if line:
        lines.append(indent + _line(line, marks))
    while lines and not lines[-1]:
        lines.pop()
    return lines


def unified(before: str, after: str, before_name: str, after_name: str, context: int = 2) -> str:
    """The difference in the form that `patch` and editors read; empty when there is none.

    It holds the original's words: whoever writes it to a file must say so.
    """
    old, new = _lines(before), _lines(after)
    parts: list[str] = []
    for line in unified_diff(old, new, before_name, after_name, n=context):
        parts.append(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n")
    return "".join(parts)


def columns(text: str) -> int:
    """Columns that the text takes on a terminal: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    total = 0
    for character in text:
        if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Me"):
            continue
        total += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return total


def visible(text: str) -> str:
    """The text with control characters and direction overrides replaced, so that a draft can't steer a terminal."""
    return "".join(
        "\ufffd"
        if unicodedata.category(c) in ("Cc", "Cs") or c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        else c
        for c in text
    )


def _lines(text: str) -> list[str]:
    found = text.split("\n")
    return [line + "\n" for line in found[:-1]] + ([found[-1]] if found[-1] else [])


def _units(pieces: Iterable[Piece]) -> Iterable[Unit | None]:
    """Runs without white space; None for the bound of a paragraph."""
    unit: Unit = []
    before = Kind.KEEP
    for piece in pieces:
        if unit and before is Kind.REMOVE and piece.kind is Kind.ADD:
            yield unit  # a blank between what went and what came, for the eye only
            unit = []
        before = piece.kind
        for paragraph, text in enumerate(_PARAGRAPH.split(piece.text)):
            if paragraph:
                if unit:
                    yield unit
                    unit = []
                yield None
            words = re.split(r"(\s+)", text)
            for number, word in enumerate(words):
                if number % 2:
                    if unit:
                        yield unit
                        unit = []
                elif word:
                    unit.append((piece.kind, visible(word)))
    if unit:
        yield unit


def _fitting(unit: Unit, room: int, colour: bool) -> list[Unit]:
    """The unit itself, or, when it is wider than a line, its parts cut where a line is full."""
    if _width([unit], colour) <= room:
        return [unit]
    found: list[Unit] = []
    for kind, word in unit:
        marks = 0 if colour else sum(map(len, _SIGNS[kind]))
        chunk = ""
        for character in word:
            if chunk and columns(chunk + character) + marks > room:
                found.append([(kind, chunk)])
                chunk = ""
            chunk += character
        if chunk:
            found.append([(kind, chunk)])
    return found


def _width(units: Sequence[Unit], colour: bool) -> int:
    """Columns that the units take side by side; codes take none, signs do."""
    return columns(_line(units, _NONE if colour else _SIGNS))


def _line(units: Sequence[Unit], marks: Mapping[Kind, tuple[str, str]]) -> str:
    """The units side by side; marks open and close once for each run of one kind."""
    parts: list[str] = []
    current = Kind.KEEP
    for number, unit in enumerate(units):
        for place, (kind, text) in enumerate(unit):
            blank = " " if number and not place else ""
            if kind is not current:
                parts += (marks[current][1], blank, marks[kind][0])
                current = kind
            else:
                parts.append(blank)
            parts.append(text)
    parts.append(marks[current][1])
    return "".join(parts)
