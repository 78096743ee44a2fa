"""Regular expressions by the hundred, from tables: each is compiled only when a text could match it.

Compiling an expression costs a thousand times what running it does, and most rows of a table never meet a text that
they could fit. Promises: `Pattern` finds exactly what `re.compile` of the same source would, in text that is in lower
case already; `needed` never names words that a match could do without.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

_PIECE = re.compile(
    r"(?P<words>[a-z' -]+(?![*+?{])|[a-z' -])"  # a run of plain characters, save one that is repeated or optional
    r"|(?P<look>\(\?<?[=!])|(?P<open>\((?:\?:)?)|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<optional>[*?]\??|\{0?,\d*\}|\{0\})|(?P<repeated>\+\??|\{\d[\d,]*\})"
    r"|(?P<other>\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{\w+\}|.)",
    re.S,
)
# `\{\w+\}` is a name that the table's reader writes out later; whatever it stands for, nothing is known of it here.


_Needs = tuple[tuple[str, ...], ...]
"""Groups of plain words; of each group at least one is needed."""
_Pieces = list[tuple[str, str]]


@cache
def needed(source: str) -> _Needs:
    """What every match of `source` holds: of each group at least one stretch of plain words. The longest come first.

    `source` uses letters, groups, classes, looks around and counts; no flags, and no names or back references.
    """
    pieces = [(m.lastgroup or "", m.group()) for m in _PIECE.finditer(source)]
    if any(text == "(" and pieces[at + 1 : at + 2] == [("optional", "?")] for at, (_, text) in enumerate(pieces)):
        return ()  # a group of a sort that is not read here
    return tuple(sorted(_of_choice(pieces, 0)[0], key=_telling, reverse=True))


def _of_choice(pieces: _Pieces, at: int) -> tuple[_Needs, int]:
    """What the alternatives from `at` on need between them, and where they end (past the closing bracket)."""
    found: list[_Needs] = []
    while True:
        needs, at = _of_sequence(pieces, at)
        found.append(needs)
        if at >= len(pieces) or pieces[at][0] == "close":
            break
        at += 1
    if len(found) == 1:
        return found[0], at + 1
    if not all(found):
        return (), at + 1
    return (tuple(dict.fromkeys(words for needs in found for words in max(needs, key=_telling))),), at + 1


def _of_sequence(pieces: _Pieces, at: int) -> tuple[_Needs, int]:
    """What one alternative needs, and where it ends (on a bar, a bracket or the end)."""
    found: _Needs = ()
    while at < len(pieces) and pieces[at][0] not in ("bar", "close"):
        kind, text = pieces[at]
        at += 1
        needs: _Needs = ()
        if kind == "words":
            needs = ((text,),)
        elif kind in ("open", "look"):
            needs, at = _of_choice(pieces, at)
            needs = () if kind == "look" else needs
        if at < len(pieces) and pieces[at][0] == "optional":
            needs = ()
        found += tuple(group for group in needs if _telling(group) > 1)
    return found, at


def _telling(group: tuple[str, ...]) -> int:
    return min(map(len, group))


class Pattern:
    """One expression of a table; `expand` makes it of `source`, where the table uses names for parts of it."""

    __slots__ = ("_compiled", "_expand", "_needs", "_source")

    def __init__(self, source: str, expand: Callable[[str], str] = str) -> None:
        self._source = source
        self._needs = needed(source)
        self._expand = expand
        self._compiled: re.Pattern[str] | None = None

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first match in `text` from `start` on."""
        return self._expression().search(text, start) if self._possible(text) else None

    def match(self, text: str, start: int) -> re.Match[str] | None:
        """The match in `text` that begins at `start`."""
        return self._expression().match(text, start) if self._possible(text) else None

    def _possible(self, text: str) -> bool:
        for group in self._needs:  # asked often enough for generators to show
            for words in group:
                if words in text:
                    break
            else:
                return False
        return True

    def _expression(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(self._expand(self._source))
        return self._compiled
