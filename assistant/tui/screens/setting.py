"""Settings, made from the settings' own model, and the vault: what is kept, and only where the person asked for it.

Promises: settings go to the person's own file, one line changed; drafts and taught words go to the vault alone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from assistant.domain.details import Detail, Kind
from assistant.domain.errors import DiscreetError
from assistant.pipeline import NotADetail
from assistant.reports.story import clean, quoted
from assistant.tui.screens.base import Base
from assistant.tui.screens.modals import Choice, Line, Question
from assistant.tui.themes import DARK, LIGHT

if TYPE_CHECKING:
    from assistant.settings.keys import Key
    from assistant.storage.vault import Vault

AUTOSAVE = 15.0
"""Seconds between looks whether an unfinished draft is to be kept."""
_ENOUGH = re.compile(r"^[a-z]+(?:, [a-z]+)*(?: or [a-z]+)$")


class VaultOpened(Message):
    """The vault is open; `taught` are words that the person once said give nobody away."""

    def __init__(self, vault: Vault, taught: tuple[NotADetail, ...], *, show: bool) -> None:
        super().__init__()
        self.vault = vault
        self.taught = taught
        self.show = show
        """Whether the person asked to see what is in it."""


class Setting(Base):
    """The settings' part of the main screen."""

    vault: Vault | None = None
    _kept: str = ""

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

    # --- the vault ------------------------------------------------------------------------------------------------

    def begin_keeping(self) -> None:
        """Where autosave is on, open the vault and keep unfinished drafts in it from now on."""
        if self.settings.screen.autosave and self.vault is None:
            self._open_vault(show=False)

    def action_drafts(self) -> None:
        """What the vault holds of unfinished drafts; opens it first."""
        if self.vault is None:
            self._open_vault(show=True)
        else:
            self._list_drafts()

    def _open_vault(self, *, show: bool) -> None:
        from assistant.storage import vault

        if not vault.exists(vault.default_folder()):
            self.say("There is no vault yet. Make one with: discreet vault new. Until then nothing is kept.")
            return

        def given(passphrase: str) -> None:
            self.say("Opening the vault …")
            self.thinker.ask("vault", lambda _: _unlocked(passphrase, show=show))

        self.after(Line("The passphrase of your vault:", hidden=True), given)

    def on_vault_opened(self, event: VaultOpened) -> None:
        event.stop()
        self.vault = event.vault
        known = self.desk.options.not_details
        self.desk.options = replace(self.desk.options, not_details=(*known, *event.taught))
        if self.settings.screen.autosave:
            self.set_interval(AUTOSAVE, self.keep_now)
            self.say("The vault is open. Unfinished drafts are kept there, encrypted.")
        self.look()
        if event.show:
            self._list_drafts()

    def keep_now(self) -> None:
        """Keep the draft as it is in the vault, if it changed since."""
        text = self.editor.text
        if self.vault is None or not text.strip() or text in (self._kept, self.desk.saved):
            return
        from assistant.storage.vault import Section

        try:
            self.vault.put(Section.DRAFT, self._called(), text)
        except DiscreetError as error:
            self.say(str(error), grave=True)
            return
        self._kept = text

    def _list_drafts(self) -> None:
        from assistant.storage.vault import Section

        assert self.vault is not None
        try:
            entries = self.vault.entries(Section.DRAFT)
        except DiscreetError as error:
            self.say(str(error), grave=True)
            return
        if not entries:
            self.say("There is no unfinished draft in the vault.")
            return
        options = [(e.name, clean(e.name), "") for e in entries]
        self.after(
            Choice("Which unfinished draft?", options), lambda name: self.unless_unsaved(lambda: self._take_draft(name))
        )

    def _take_draft(self, name: str) -> None:
        from assistant.composition import draft_of
        from assistant.storage.vault import Section

        assert self.vault is not None
        text = self.vault.get(Section.DRAFT, name)
        if isinstance(text, str):
            self.lay(draft_of(text, "markdown"), None)
            self.go("write")

    def teach(self, detail: Detail) -> None:
        """Offer to keep in the vault that these words are no detail."""
        if self.vault is None:
            return
        vault = self.vault

        def answered(answer: str) -> None:
            if answer == "keep":
                from assistant.storage.vault import Section

                vault.put(Section.TAUGHT, f"{detail.kind}:{detail.texts[0]}", True)

        words = quoted(detail.texts[0])
        self.after(
            Question(
                f"{words} gives nobody away in this draft. Shall that hold for your other drafts too? It is kept in "
                "the vault, encrypted.",
                (("once", "Only here"), ("keep", "In every draft")),
            ),
            answered,
        )

    def _called(self) -> str:
        if self.desk.path is not None:
            return self.desk.path.name
        words = self.editor.text.split()
        return " ".join(words[:6]) or "draft"


def _unlocked(passphrase: str, *, show: bool) -> Message:
    from assistant.storage import vault

    opened = vault.unlock(vault.default_folder(), passphrase)
    taught = []
    for entry in opened.entries(vault.Section.TAUGHT):
        kind, _, words = entry.name.partition(":")
        taught.append(NotADetail(Kind(kind), words))
    return VaultOpened(opened, tuple(taught), show=show)


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
