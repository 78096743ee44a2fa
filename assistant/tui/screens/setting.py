"""Settings, made from the settings' own model.

Promises: they go to the person's own file, one line changed, and hold at once where they can.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.domain.errors import DiscreetError
from assistant.tui.screens.base import Base
from assistant.tui.screens.modals import Choice, Line
from assistant.tui.themes import DARK, LIGHT

if TYPE_CHECKING:
    from assistant.settings.keys import Key

_ENOUGH = re.compile(r"^[a-z]+(?:, [a-z]+)*(?: or [a-z]+)$")


class Setting(Base):
    """The settings' part of the main screen."""

    def action_settings(self) -> None:
        """List every setting; choosing one changes it in the person's own file."""
        from assistant.settings.keys import described, value

        options = []
        for name, key in described().items():
            now = value(self.settings, name)
            options.append((name, f"{name} = {_shown(now)}", key.meaning))
        self.after(Choice("Settings. They go to your own file; Enter changes one.", options), self._change)

    def _change(self, name: str) -> None:
        from assistant.settings.keys import described, value

        key = described()[name]
        now = _shown(value(self.settings, name))
        choices = _choices(key)
        if choices:
            options = [(choice, choice, "") for choice in choices]
            self.after(Choice(f"{name}\n{key.meaning}", options, now), lambda text: self._set(name, text))
            return

        def written(text: str | None) -> None:
            if text is not None:
                self._set(name, text)

        self.app.push_screen(
            Line(f"{name}\n{key.meaning}\nIt takes {key.takes}.", "" if now == "not set" else now), written
        )

    def _set(self, name: str, text: str) -> None:
        from assistant.settings.changing import set_key, unset_key
        from assistant.settings.sources import user_file

        try:
            if text:
                set_key(user_file(), name, text)
            else:
                unset_key(user_file(), name)
            self.settings = self.session.load_settings(self.desk.path.parent if self.desk.path else Path())
        except DiscreetError as error:
            self.say(str(error), grave=True)
            return
        self._apply(name)
        self.action_settings()

    def _apply(self, name: str) -> None:
        """Bring one changed setting to bear on what is on the desk."""
        from assistant.cli.options import common

        if name.startswith(("writing.", "profile.")):
            fresh = common(None, None, None, None, case=self.desk.options.case, settings=self.settings)
            self.desk.options = replace(fresh, not_details=self.desk.options.not_details)
            self.look()
        elif name == "wording.model":
            self.model = Path(self.settings.wording.model) if self.settings.wording.model else None
        elif name == "screen.theme" and self.settings.screen.theme in ("light", "dark"):
            self.app.theme = LIGHT.name if self.settings.screen.theme == "light" else DARK.name
            self.look()
        elif name == "screen.autosave":
            self.begin_keeping()
        elif name == "screen.keymap":
            self.say("Your keys hold from the next start on.")


def _choices(key: Key) -> tuple[str, ...]:
    """The words that a setting takes, where they are few and fixed."""
    if not _ENOUGH.match(key.takes):
        return ()
    return tuple(re.split(r", | or ", key.takes))


def _shown(value: object) -> str:
    from assistant.settings.changing import toml

    if value is None or value in ("", {}, (), []):
        return "not set"
    return str(value) if isinstance(value, str) else toml(value)
