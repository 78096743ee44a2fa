"""From blocks of a source to a `Draft`: passages that tile the text, asides, marks, hidden stretches.

Promises: whatever blocks a format finds, joining the passages gives the text back; what no block covers becomes
markup, which is never looked into and never changed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.documents import marks
from assistant.documents.pieces import counted, listed
from assistant.documents.sentences import cut
from assistant.domain.text import Draft, Passage, Role, Span

_REST_OF_LINE = re.compile(r"[ \t]*(?:\r\n?|\n)?")
_HASHTAG = re.compile(r"(?<![\w&/#])#(?=\w*[^\W\d_])\w+")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of one role. `breaks` are offsets where a line ends on purpose, and a passage with it."""

    span: Span
    role: Role
    hidden: tuple[Span, ...] = ()
    code: tuple[Span, ...] = ()
    """Those hidden stretches that stand for a word (inline code, images), as opposed to marks around words."""
    breaks: tuple[int, ...] = ()

    def shifted(self, by: int) -> Block:
        """The same block where the text before it is longer by so many characters."""
        if not (self.hidden or self.code or self.breaks):
            return Block(self.span.shifted(by), self.role)
        return Block(
            self.span.shifted(by),
            self.role,
            tuple(span.shifted(by) for span in self.hidden),
            tuple(span.shifted(by) for span in self.code),
            tuple(place + by for place in self.breaks),
        )


@dataclass(slots=True)
class Found:
    """What a format reader gathers: blocks in order, asides, and metadata."""

    blocks: list[Block] = field(default_factory=list)
    asides: list[tuple[Span, Role]] = field(default_factory=list)
    comments: list[Span] = field(default_factory=list)
    """Comments with their marks, which no result has."""
    properties: dict[str, str] = field(default_factory=dict)


def build(name: str, kind: str, text: str, encoding: str, found: Found) -> Draft:
    """The draft made of these blocks; they must be in order and must not overlap."""
    prose = [block for block in found.blocks if block.role.is_prose]
    inline = marks.find(text, [(block.span, (*block.code, *found.comments)) for block in prose])
    passages = _tile(text, found.blocks, inline.delimiters)
    hidden = sorted({*inline.delimiters, *(span for block in prose for span in block.hidden)})
    visible = [*found.asides, *((span, Role.TAG) for span in _hashtags(text, prose))]
    asides = tuple(
        Passage(len(passages) + place, span, role, span.of(text), _paragraph_at(passages, span.start))
        for place, (span, role) in enumerate(sorted(visible, key=lambda aside: aside[0]))
    )
    return Draft(
        name=name,
        format=kind,
        text=text,
        passages=passages,
        asides=asides,
        hidden=tuple(hidden),
        keeps=inline.keeps,
        points=inline.points,
        removals=tuple(sorted((*inline.delimiters, *found.comments))),
        encoding=encoding,
        properties=dict(found.properties),
        dropped=listed(counted(len(found.comments), "comment", "comments")),
    )


def _tile(text: str, blocks: Sequence[Block], delimiters: Sequence[Span]) -> tuple[Passage, ...]:
    passages: list[Passage] = []
    position = 0

    def add(start: int, end: int, role: Role, paragraph: int) -> None:
        if end > start:
            passages.append(Passage(len(passages), Span(start, end), role, text[start:end], paragraph))

    for number, block in enumerate(blocks):
        start, end = block.span
        add(position, start, Role.MARKUP, max(number - 1, 0))
        rest = _REST_OF_LINE.match(text, end)
        position = rest.end() if rest and block.role.is_prose else end
        if number + 1 < len(blocks):
            position = min(position, blocks[number + 1].span.start)
        if not block.role.is_prose:
            add(start, position, block.role, number)
            continue
        inside: Sequence[Span] = ()
        if delimiters:
            inside = delimiters[bisect_left(delimiters, block.span) : bisect_left(delimiters, Span(end, end))]
        bounds = cut(
            text[start:end],
            [s.shifted(-start) for s in (*block.hidden, *inside)],
            [s.shifted(-start) for s in block.code],
        )
        edges = [start, *(start + bound for bound in bounds)]
        if block.breaks:
            edges = sorted({*edges, *(b for b in block.breaks if start < b < end)})
        for left, right in zip(edges, [*edges[1:], position], strict=True):
            add(left, right, block.role, number)
    add(position, len(text), Role.MARKUP, max(len(blocks) - 1, 0))
    return tuple(passages)


def _hashtags(text: str, prose: Sequence[Block]) -> list[Span]:
    found: list[Span] = []
    starts = [block.span.start for block in prose]
    place = text.find("#")
    while place >= 0:
        at = bisect_right(starts, place) - 1
        block = prose[at] if at >= 0 else None
        match = _HASHTAG.match(text, place, block.span.end) if block is not None and place < block.span.end else None
        if match is not None and block is not None:
            span = Span(*match.span())
            if not any(hidden.overlaps(span) for hidden in block.hidden):
                found.append(span)
        place = text.find("#", match.end() if match else place + 1)
    return found


def _paragraph_at(passages: Sequence[Passage], offset: int) -> int:
    low, high = 0, len(passages)
    while low + 1 < high:
        middle = (low + high) // 2
        if passages[middle].span.start <= offset:
            low = middle
        else:
            high = middle
    return passages[low].paragraph if passages else 0
