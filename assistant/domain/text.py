"""A draft and its parts, all in character offsets into the draft's source text; parts tile it without loss."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Self


class _Range(NamedTuple):
    start: int
    end: int


class Span(_Range):
    """Half-open range of characters, `start` included and `end` not.

    A tuple underneath: a look at a long draft makes and compares tens of thousands. Its length is that of the range.
    """

    __slots__ = ()

    def __new__(cls, start: int, end: int) -> Self:
        if not 0 <= start <= end:
            raise ValueError(f"not a span: {start}..{end}")
        return tuple.__new__(cls, (start, end))

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)

    def of(self, text: str) -> str:
        """The characters that this span covers in `text`."""
        return text[self.start : self.end]


class Role(StrEnum):
    """What a stretch of the source is to its reader."""

    BODY = "body"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    QUOTE = "quote"
    TABLE = "table"
    ALT_TEXT = "alt-text"
    LINK_TARGET = "link-target"
    LINK_TITLE = "link-title"
    FRONT_MATTER = "front-matter"
    TAG = "tag"
    CODE = "code"
    COMMENT = "comment"
    """An HTML comment: readers do not see it, but it is published with the source."""
    MARKUP = "markup"
    """Blank lines, bullets, rulers and whatever else is not prose; never looked into, never changed."""

    @property
    def is_prose(self) -> bool:
        """Whether sentences of this role are read for details and may be rewritten."""
        return self in _PROSE


_PROSE = frozenset({Role.BODY, Role.HEADING, Role.LIST_ITEM, Role.QUOTE, Role.TABLE})


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or its nearest unit, with the white space that follows it.

    `span` is its place in the draft; `paragraph` counts blocks, so that neighbours in one paragraph share it.
    """

    index: int
    span: Span
    role: Role
    text: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What the author wrote, decoded and cut into passages, with enough kept to write it back byte by byte.

    `passages` tile `text`: joining their texts gives `text`. `asides` are further short texts that lie inside
    hidden or non-prose stretches and are read for details too (alt text, link targets, front matter values, tags).
    """

    name: str
    """File name as the person knows it, or "-" for standard input."""
    format: str
    """"text" or "markdown"."""
    text: str
    passages: tuple[Passage, ...]
    asides: tuple[Passage, ...] = ()
    hidden: tuple[Span, ...] = ()
    """Stretches inside prose passages that a reader does not see: emphasis marks, inline code, link targets."""
    keeps: tuple[Span, ...] = ()
    """Words inside `{keep: …}`: not to be changed."""
    points: tuple[Span, ...] = ()
    """Words inside `{point: …}`: the teaching point, not to be lost."""
    removals: tuple[Span, ...] = ()
    """Delimiters of the inline marks, left out of every output."""
    encoding: str = "utf-8"
    """Codec that the bytes were read with; a byte order mark stays the first character of `text`."""
    properties: dict[str, str] = field(default_factory=dict)
    """What the front matter says, by name."""
    dropped: tuple[str, ...] = ()
    """What its file holds that is in no result, in words that hold none of it: "2 comments"."""
    unseen: tuple[str, ...] = ()
    """What of its file is in the result and was not looked at, likewise: "2 pictures"."""


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replace the characters of `span` by `text`."""

    span: Span
    text: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """`text` with every edit applied; everything outside their spans is kept as it is.

    Raises ValueError when two edits overlap.
    """
    parts: list[str] = []
    position = 0
    for edit in sorted(edits):
        if edit.span.start < position:
            raise ValueError("edits overlap")
        parts += (text[position : edit.span.start], edit.text)
        position = edit.span.end
    parts.append(text[position:])
    return "".join(parts)
