"""Tracked changes in a Word document: what an edit takes out and what it puts in, side by side, by "discreet".

Promises: accepting every change gives the words of the result, rejecting every change those of the draft; both keep
the formatting of the run that they stand in; nothing says when, so that the same draft gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from assistant.domain.text import Edit

AUTHOR = "discreet"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RUN, _TEXT, _FORMAT = f"{_W}r", f"{_W}t", f"{_W}rPr"


class Revisions:
    """The tracked changes of one document, each with a number of its own."""

    def __init__(self) -> None:
        self._count = 0

    def track(self, element: Any, text: str, edits: Sequence[Edit]) -> None:
        """Put these edits, in offsets of `text`, into the run whose words or tab `element` holds."""
        run = element.getparent()
        parts = self._parts(run, element, text, edits)
        after = [child for child in element.itersiblings() if child.tag != _FORMAT]
        if after:
            rest = _like(run)
            rest.extend(after)
            parts.append(rest)
        run.remove(element)
        for part in reversed(parts):
            run.addnext(part)
        if all(child.tag == _FORMAT for child in run):
            run.getparent().remove(run)

    def remove(self, paragraph: Any) -> None:
        """Mark the end of a paragraph as deleted, so that nothing is left of it once the change is accepted."""
        about = paragraph.find(f"{_W}pPr")
        if about is None:
            about = paragraph.makeelement(f"{_W}pPr")
            paragraph.insert(0, about)
        mark = about.find(_FORMAT)
        if mark is None:
            mark = about.makeelement(_FORMAT)
            last = next((child for child in about if child.tag in (f"{_W}sectPr", f"{_W}pPrChange")), None)
            about.append(mark) if last is None else last.addprevious(mark)
        mark.insert(0, self._change(paragraph, "del"))

    def _parts(self, run: Any, element: Any, text: str, edits: Sequence[Edit]) -> list[Any]:
        """What comes in place of `element`: runs that stay, deletions and insertions, in order."""
        parts: list[Any] = []
        position = 0
        for edit in sorted(edits):
            start, end = max(edit.span.start, position), max(edit.span.end, position)
            if start > position:
                parts.append(_said(run, element, text[position:start]))
            if end > start:
                gone = self._change(run, "del")
                gone.append(_said(run, element, text[start:end], gone=True))
                parts.append(gone)
            if edit.text:
                come = self._change(run, "ins")
                come.append(_said(run, run.makeelement(_TEXT), edit.text))
                parts.append(come)
            position = end
        if position < len(text):
            parts.append(_said(run, element, text[position:]))
        return parts

    def _change(self, near: Any, name: str) -> Any:
        self._count += 1
        return near.makeelement(f"{_W}{name}", {f"{_W}id": str(self._count), f"{_W}author": AUTHOR})


def _like(run: Any) -> Any:
    """A run without words, formatted as `run` is."""
    fresh = run.makeelement(_RUN, dict(run.attrib))
    fresh.extend(deepcopy(child) for child in run.iterchildren(_FORMAT))
    return fresh


def _said(run: Any, element: Any, words: str, *, gone: bool = False) -> Any:
    """A run of these words, formatted as `run` is; a tab or a hyphen stays what it is."""
    fresh = _like(run)
    if element.tag != _TEXT:
        fresh.append(deepcopy(element))
        return fresh
    text = fresh.makeelement(f"{_W}delText" if gone else _TEXT, {_XML_SPACE: "preserve"})
    text.text = words
    fresh.append(text)
    return fresh
