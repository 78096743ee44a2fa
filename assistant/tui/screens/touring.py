"""The tour on the main screen: a line that says what to try, and F7 for the next one."""

from __future__ import annotations

from textual.widgets import Static

from assistant.tui.screens.base import Base
from assistant.tui.tour import EXAMPLE, STOPS


class Touring(Base):
    """The tour's part of the main screen."""

    stop_at: int | None = None
    """Which stop of the tour one is at; None outside it."""

    def action_tour(self) -> None:
        """Begin the tour, after asking about what would be lost."""
        self.unless_unsaved(self.begin_tour)

    def begin_tour(self) -> None:
        """Put the invented draft on the desk and show the first stop."""
        from assistant.composition import draft_of

        self.lay(draft_of(EXAMPLE, "markdown"), None)
        self.stop_at = -1
        self.action_tour_next()

    def action_tour_next(self) -> None:
        """The next stop, or the end."""
        if self.stop_at is None:
            self.action_tour()
            return
        self.stop_at += 1
        if self.stop_at >= len(STOPS):
            self.end_tour()
            return
        self.show_stop(f"{STOPS[self.stop_at].text}  [F7: next]")
        self.go(STOPS[self.stop_at].step)

    def end_tour(self) -> None:
        """Take the line away; what is on the desk stays."""
        self.stop_at = None
        self.show_stop("")

    def show_stop(self, text: str) -> None:
        line = self.query_one("#tour", Static)
        line.update(text)
        line.display = bool(text)
