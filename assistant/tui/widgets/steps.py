"""The four steps of the work on one line: where one is, and how to get to the others by key or mouse."""

from __future__ import annotations

from rich.text import Text
from textual.events import Click
from textual.message import Message

from assistant.tui.widgets.plate import Plate

STEPS = (("write", "F2 Write"), ("details", "F3 Details"), ("changes", "F4 Changes"), ("finish", "F5 Finish"))


class Steps(Plate):
    """Names and counts; the step that one is at is bracketed and reversed."""

    class Chosen(Message):
        """The person wants to go to a step."""

        def __init__(self, step: str) -> None:
            super().__init__()
            self.step = step

    def __init__(self) -> None:
        super().__init__("", id="steps")
        self.step = "write"
        self.counts: dict[str, str] = {}
        self._places: list[tuple[int, int, str]] = []

    def show(self, step: str, counts: dict[str, str]) -> None:
        """Show where one is and what waits in the other steps."""
        self.step, self.counts = step, counts
        text = Text(no_wrap=True, overflow="ellipsis")
        self._places = []
        for name, label in STEPS:
            count = f" {counts[name]}" if counts.get(name) else ""
            words = f"[{label}{count}]" if name == step else f" {label}{count} "
            start = text.cell_len
            text.append(words, style="bold reverse" if name == step else "")
            self._places.append((start, text.cell_len, name))
            text.append("  ")
        help_ = "F1 Help "
        room = self.size.width - text.cell_len - len(help_)
        if room >= 0:
            text.append(" " * room)
            self._places.append((text.cell_len, text.cell_len + len(help_), "help"))
            text.append(help_, style="bold")
        self.update(text)

    def on_resize(self) -> None:
        self.show(self.step, self.counts)

    def on_click(self, event: Click) -> None:
        for start, end, name in self._places:
            if start <= event.x < end:
                event.stop()
                self.post_message(self.Chosen(name))
