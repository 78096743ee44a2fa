"""Documents as pieces of text at known places, so that an edit of the whole comes out as new texts of single pieces.

Promises: what no edit touches keeps its text; an edit over several pieces puts its words into the first and takes its
own characters out of the others; the gaps between pieces, which stand for paragraphs, are never written anywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.domain.text import Edit, Span

PARAGRAPH, LINE = "\n\n", "\n"

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(slots=True)
class Pieces:
    """A text put together of pieces; their numbers are the order in which they were added."""

    parts: list[str] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)
    length: int = 0
    _gap: str = ""

    def add(self, text: str) -> int | None:
        """The number of a new piece; None for an empty one, which is not kept."""
        if not text:
            return None
        if self._gap and self.length:
            self._put(self._gap)
        self._gap = ""
        self.places.append(Span(self.length, self.length + len(text)))
        self._put(text)
        return len(self.places) - 1

    def gap(self, gap: str = PARAGRAPH) -> None:
        """What follows is another paragraph, or another line."""
        if len(gap) > len(self._gap):
            self._gap = gap

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def edited(self, edits: Iterable[Edit], *, breaks: bool = False) -> dict[int, str]:
        """The new text of every piece that the edits change, by number; `breaks` lets a piece have lines."""
        whole = self.text
        shares = self.shares(edits, breaks=breaks)
        return {number: self._applied(number, each, whole) for number, each in shares.items()}

    def shares(self, edits: Iterable[Edit], *, breaks: bool = False) -> dict[int, list[Edit]]:
        """The edits cut up by piece, by number, in offsets of the whole."""
        changes: dict[int, list[Edit]] = {}
        for edit in sorted(edits):
            for number, piece in self._shares(edit, breaks=breaks):
                words = plain(piece.text)
                changes.setdefault(number, []).append(Edit(piece.span, words) if words != piece.text else piece)
        return changes

    def _shares(self, edit: Edit, *, breaks: bool) -> Iterator[tuple[int, Edit]]:
        """The edit cut up by piece, in offsets of the whole."""
        runs = self._runs(self._covered(edit.span))
        texts = [edit.text] if breaks and len(runs) == 1 else _one_for_each(edit.text, len(runs))
        for run, words in zip(runs, texts, strict=True):
            for place, number in enumerate(run):
                piece = self.places[number]
                start = min(max(piece.start, edit.span.start), piece.end)
                end = max(min(piece.end, edit.span.end), start)
                yield number, Edit(Span(start, end), "" if place else words)

    def _covered(self, span: Span) -> list[int]:
        """Pieces that the span touches; for an insertion the one that ends there, else the one that begins."""
        first = max(bisect_right(self.places, span.start, key=lambda place: place.end) - 1, 0)
        numbers = []
        for number in range(first, len(self.places)):
            place = self.places[number]
            if place.start > span.end:
                break
            if place.overlaps(span) or (not len(span) and place.start <= span.start <= place.end):
                numbers.append(number)
        return numbers[:1] if not len(span) else numbers

    def _runs(self, numbers: Sequence[int]) -> list[list[int]]:
        """Pieces that follow each other without a gap, together."""
        runs: list[list[int]] = []
        for number in numbers:
            if runs and self.places[runs[-1][-1]].end == self.places[number].start:
                runs[-1].append(number)
            else:
                runs.append([number])
        return runs

    def _applied(self, number: int, edits: Sequence[Edit], whole: str) -> str:
        piece = self.places[number]
        parts: list[str] = []
        position = piece.start
        for edit in edits:
            parts += (whole[position : edit.span.start], edit.text)
            position = max(position, edit.span.end)
        parts.append(whole[position : piece.end])
        return plain("".join(parts))


def plain(text: str) -> str:
    """The text without characters that XML can't hold."""
    return _CONTROL.sub("", text)


def _one_for_each(text: str, count: int) -> list[str]:
    """The words of an edit over several paragraphs, one part for each; all in the first where they do not match."""
    parts = re.split(r"[\r\n]+", text.strip("\r\n"))
    if len(parts) == count:
        return parts
    return [" ".join(part for part in parts if part), *[""] * (count - 1)][:count]


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun, as lists of what was dropped say it; empty for none."""
    return "" if number == 0 else f"1 {one}" if number == 1 else f"{number} {many}"


def listed(*entries: str) -> tuple[str, ...]:
    """The entries without empty ones."""
    return tuple(entry for entry in entries if entry)
