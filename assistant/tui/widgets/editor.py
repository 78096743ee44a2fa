"""The editor: a draft with its details underlined, in characters of the draft, across soft wraps.

Promises: the text is the person's alone and is changed by nothing but their keys and `put`, which they can undo;
underlines move with the words until the next look arrives.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from rich.style import Style
from rich.text import Text
from textual.binding import Binding
from textual.document._wrapped_document import WrappedDocument
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Location

from assistant.domain.text import Span
from assistant.tui.actions import Place, bindings

Underline = tuple[Span, Style]
LONG_LINE = 20_000
"""Characters of one line above which typing gets slow."""


class Wrapped(WrappedDocument):
    """Knows its height without adding up all lines, which a screen asks for once for each line that it draws."""

    @property
    def height(self) -> int:
        return len(self._offset_to_line_info)


class DraftEditor(TextArea):
    """Where the draft is written."""

    BINDINGS = [  # noqa: RUF012 - Textual reads it from the class
        *bindings(Place.WRITE),
        Binding("ctrl+home", "to_start", show=False),
        Binding("ctrl+end", "to_end", show=False),
    ]

    def __init__(self, text: str, *, id: str, read_only: bool = False) -> None:  # noqa: A002 - Textual's own name
        super().__init__(
            text, id=id, soft_wrap=True, tab_behavior="focus", read_only=read_only, highlight_cursor_line=False
        )
        self._lines: dict[int, list[tuple[int, int, Style]]] = {}
        self._starts: list[int] = [0]
        self.cursor_blink = False

    @property  # Textual makes its own and hands it on from here
    def wrapped_document(self) -> WrappedDocument:
        return self._wrapped

    @wrapped_document.setter
    def wrapped_document(self, made: WrappedDocument) -> None:
        self._wrapped = Wrapped(made.document, tab_width=made._tab_width)

    def get_line(self, line_index: int) -> Text:
        """The line with its underlines."""
        line = super().get_line(line_index)
        for start, end, style in self._lines.get(line_index, ()):
            line.stylize(style, start, end)
        return line

    def action_to_start(self) -> None:
        self.move_cursor((0, 0))

    def action_to_end(self) -> None:
        self.move_cursor(self.document.end)

    def underline(self, marks: Iterable[Underline]) -> None:
        """Underline these stretches of the text and nothing else."""
        self._starts = self._line_starts()
        lines: dict[int, list[tuple[int, int, Style]]] = {}
        for span, style in marks:
            if not len(span):
                continue
            first, column = self.location(span.start)
            last, end = self.location(span.end)
            for row in range(first, last + 1):
                width = len(self.document.get_line(row))
                lines.setdefault(row, []).append((column if row == first else 0, end if row == last else width, style))
        if lines != self._lines:
            self._lines = lines
            self.notify_style_update()  # lines that were drawn are forgotten
            self.refresh()

    def location(self, offset: int) -> Location:
        """Row and column of a place in the text."""
        row = max(bisect_right(self._starts, offset) - 1, 0)
        row = min(row, self.document.line_count - 1)
        return row, min(offset - self._starts[row], len(self.document.get_line(row)))

    def place(self, location: Location) -> int:
        """The place in the text of a row and column."""
        starts = self._line_starts() if len(self._starts) != self.document.line_count else self._starts
        row, column = location
        return starts[min(row, len(starts) - 1)] + column

    def show(self, span: Span) -> None:
        """Select a stretch and bring it into view."""
        self._starts = self._line_starts()
        self.move_cursor(self.location(span.start), center=True)
        self.move_cursor(self.location(span.end), select=True)

    def put(self, span: Span, text: str) -> None:
        """Replace a stretch, as one step that can be undone."""
        self._starts = self._line_starts()
        self.replace(text, self.location(span.start), self.location(span.end), maintain_selection_offset=True)

    def edit(self, edit: Edit) -> EditResult:
        """Make an edit; underlines below and behind it move along."""
        top, bottom = sorted((edit.from_location, edit.to_location))
        self._move(top, bottom, edit.text)
        return super().edit(edit)

    def _move(self, top: Location, bottom: Location, text: str) -> None:
        added = text.split("\n")
        rows = len(added) - 1 - (bottom[0] - top[0])
        columns = len(added[-1]) + (top[1] if len(added) == 1 else 0) - bottom[1]
        moved: dict[int, list[tuple[int, int, Style]]] = {}
        for row, marks in self._lines.items():
            for start, end, style in marks:
                if row < top[0] or (row == top[0] and end <= top[1]):
                    moved.setdefault(row, []).append((start, end, style))
                elif row > bottom[0]:
                    moved.setdefault(row + rows, []).append((start, end, style))
                elif row == bottom[0] and start >= bottom[1]:
                    moved.setdefault(row + rows, []).append((start + columns, end + columns, style))
        self._lines = moved

    def _line_starts(self) -> list[int]:
        step = len(self.document.newline)
        lengths: Sequence[int] = [len(line) + step for line in self.document.lines]
        return [0, *accumulate(lengths)][: len(lengths)]
