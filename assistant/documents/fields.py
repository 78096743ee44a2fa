"""Fields of Word documents: links, index entries and other instructions, whose words no page shows.

Promises: a field that is undone leaves what it shows; its instruction is gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_QUOTED = re.compile(r"[\"“]((?:\\.|[^\"“”\\])+)[\"”]")
_BARE = re.compile(r"\s*(?:HYPERLINK|INCLUDEPICTURE|INCLUDETEXT)\s+(?![\\\"“])(\S+)", re.IGNORECASE)
_LAYOUT = re.compile(r"\s*(?:TOC|PAGE|NUMPAGES|SEQ)\b", re.IGNORECASE)
"""Fields that count pages and the like, which only Word can; their quoted words say how."""
_LINK = re.compile(r"\s*HYPERLINK\b", re.IGNORECASE)
_NAMED = re.compile(r"[ \t]*\\[tb][ \t]*(?:\"[^\"]*\"|[^\s\\]+)")
"""What a table of contents names: formats and bookmarks, which may be called anything."""
_SWITCH = re.compile(r"\\[@#*][ \t]*(?:\"[^\"]*\"|\S+)")


def found(root: Any) -> Iterator[tuple[str, list[Any]]]:
    """Each field: its instruction, and the elements that make it one."""
    opened: list[tuple[list[str], list[Any]]] = []
    for element in root.iter(f"{_W}fldChar", f"{_W}instrText", f"{_W}fldSimple"):
        kind = element.get(f"{_W}fldCharType")
        if element.tag == f"{_W}fldSimple":
            yield element.get(f"{_W}instr", ""), [element]
        elif kind == "begin":
            opened.append(([], [element]))
        elif opened:
            opened[-1][1].append(element)
            if element.tag == f"{_W}instrText":
                opened[-1][0].append(element.text or "")
            elif kind == "end":
                words, parts = opened.pop()
                yield "".join(words), parts
    for words, parts in opened:  # cut off: its instruction can be read all the same
        yield "".join(words), parts


def is_undone(instruction: str) -> bool:
    """Whether a field is made what it shows whatever it says: all but links and those that count."""
    return not (_LAYOUT.match(instruction) or _LINK.match(instruction))


def bare(parts: Sequence[Any]) -> None:
    """Take the names of formats and bookmarks out of the instruction of a table of contents."""
    for element in parts:
        if element.tag == f"{_W}instrText" and element.text:
            element.text = _NAMED.sub("", element.text)
        elif element.tag == f"{_W}fldSimple":
            element.set(f"{_W}instr", _NAMED.sub("", element.get(f"{_W}instr", "")))


def said(instruction: str) -> list[str]:
    """The words and addresses in an instruction."""
    if _LAYOUT.match(instruction):
        return []
    plain = _SWITCH.sub("", instruction)
    return [m[1] for m in _QUOTED.finditer(plain)] + [m[1] for m in _BARE.finditer(plain)]


def undo(parts: Sequence[Any]) -> None:
    """Make of a field what it shows."""
    for element in parts:
        parent = element.getparent()
        if parent is None:
            continue  # undone already
        if element.tag == f"{_W}fldSimple":
            at = parent.index(element)
            parent[at : at + 1] = list(element)
        else:
            parent.remove(element)
