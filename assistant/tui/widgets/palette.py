"""The list of all actions, with its current row pointed at as in every other list."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.command import CommandInput, CommandList, CommandPalette, SearchIcon
from textual.containers import Horizontal, Vertical
from textual.widgets import LoadingIndicator

from assistant.tui.widgets.pointed import Pointed


class Actions(CommandList, Pointed, can_focus=False):
    """What was found."""


class Palette(CommandPalette):
    """Textual's own palette around that list; the ids are those that it looks for."""

    def compose(self) -> ComposeResult:
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                yield SearchIcon()
                yield CommandInput(placeholder=self._placeholder, select_on_focus=False)
            with Vertical(id="--results"):
                yield Actions()
                yield LoadingIndicator()
