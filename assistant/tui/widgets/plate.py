"""A text in a room of fixed size: drawn anew only when it says something else, and never a reason to lay out again."""

from __future__ import annotations

from rich.text import Text
from textual.visual import VisualType
from textual.widgets import Static


class Plate(Static):
    """Quick to update with every keystroke; its height is set by the stylesheet."""

    _said: object = None

    def update(self, content: VisualType = "", *, layout: bool = False) -> None:
        """Say `content`."""
        said = (content.plain, content.style, content.spans) if isinstance(content, Text) else content
        if said != self._said:
            self._said = said
            super().update(content, layout=layout)
