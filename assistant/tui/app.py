"""The application: themes, palette, and an end that says a sentence and a code, never a word of the draft.

Promises: no screenshot is written, no debugging socket is opened, no traceback with variables is shown.
"""

from __future__ import annotations

from functools import partial

from textual.app import App
from textual.binding import Binding
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from assistant.cli.diagnostics import code_of
from assistant.cli.session import Session
from assistant.domain.text import Draft
from assistant.tui.actions import ACTIONS, Action, Place, shown
from assistant.tui.keymap import checked
from assistant.tui.screens.main import MainScreen
from assistant.tui.start import Start
from assistant.tui.themes import DARK, LIGHT
from assistant.tui.widgets.palette import Palette


class Everything(Provider):
    """Every action, for the command palette."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for action in ACTIONS:
            yield DiscoveryHit(_label(action), partial(self._do, action), help=action.help)

    async def search(self, query: str) -> Hits:
        """Those that fit what was typed."""
        matcher = self.matcher(query)
        for action in ACTIONS:
            score = max(matcher.match(_label(action)), matcher.match(action.help) / 2)
            if score > 0:
                yield Hit(score, matcher.highlight(_label(action)), partial(self._do, action), help=action.help)

    async def _do(self, action: Action) -> None:
        app = self.app
        if isinstance(app, DiscreetApp):
            await app.perform(action)


class DiscreetApp(App[int]):
    """One main screen; everything else opens on top of it."""

    CSS_PATH = "styles/main.tcss"
    TITLE = "discreet"
    SUSPENDED_SCREEN_CLASS = "-covered"
    COMMANDS = {Everything}  # noqa: RUF012 - Textual reads it from the class
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS = [Binding("ctrl+q", "leave", "Quit", show=False)]  # noqa: RUF012 - Textual reads it from the class

    def __init__(self, session: Session, draft: Draft, wanted: Start) -> None:
        super().__init__(ansi_color=False)
        self.register_theme(LIGHT)
        self.register_theme(DARK)
        self.theme = LIGHT.name if wanted.light else DARK.name
        self.main = MainScreen(session, draft, wanted)
        self.set_keymap(checked(wanted.settings.screen.keymap))
        self.end_message = ""
        """A sentence to say when the screen is gone."""

    def on_mount(self) -> None:
        self.push_screen(self.main)

    def action_command_palette(self) -> None:
        """Every action, to search and to do."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(Palette(id="--command-palette"))

    def action_leave(self) -> None:
        """Leave, after asking about what would be lost."""
        if self.screen is self.main:
            self.main.action_quit_app()
        else:
            self.pop_screen()

    async def perform(self, action: Action) -> None:
        """Do what `action` says, going to its place first."""
        steps = {Place.WRITE: "write", Place.DETAILS: "details", Place.CHANGES: "changes", Place.FINISH: "finish"}
        main = self.main
        owners = {
            Place.WRITE: main.editor,
            Place.DETAILS: main.details.listing,
            Place.CHANGES: main.changes.listing,
            Place.FINISH: main.finish,
        }
        if action.place in steps:
            main.go(steps[action.place])
        await self.run_action(action.call, default_namespace=owners.get(action.place, main))

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """No picture of a draft is written to the disk."""

    def _handle_exception(self, error: Exception) -> None:
        """End with a sentence and a code; a draft may lie in the error's message and in every variable."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._fatal_error()

    def _fatal_error(self) -> None:
        error = self._exception
        code = code_of(error) if error is not None else "an unknown place"
        self.end_message = (
            f"discreet made a mistake and had to close: {code}. Your file was not changed. "
            "Please report that code with what `discreet doctor` says; never send the draft."
        )
        self._close_messages_no_wait()


def _label(action: Action) -> str:
    keys = f"  ({shown(action.keys[0])})" if action.keys else ""
    where = "" if action.place is Place.EVERYWHERE else f", {action.place.value}"
    return f"{action.title}{where}{keys}"
