"""A list whose current row is pointed at with a sign, so that it is seen without colours too."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widgets import OptionList

POINTER = "▸ "


class Pointed(OptionList):
    """A list with a narrow margin at its left, in which the sign stands beside the current row's first line."""

    def _get_left_gutter_width(self) -> int:
        return len(POINTER)

    def render_line(self, y: int) -> Strip:
        line = super().render_line(y)
        number = self.scroll_offset.y + y
        if number >= len(self._lines):
            return line
        index, within = self._lines[number]
        sign = POINTER if index == self.highlighted and not within else " " * len(POINTER)
        style = next((s.style for s in line if s.style is not None), Style())
        return Strip([Segment(sign, style + Style(underline=False, italic=False)), *line])
