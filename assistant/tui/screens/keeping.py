"""The vault: what is kept between sittings, encrypted, and only where the person asked for it.

Promises: unfinished drafts, decisions and taught words go to the vault alone; nothing is kept before it is open.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.message import Message

from assistant.deciding.kept import Kept, from_plain, to_plain
from assistant.domain.details import Detail, Kind
from assistant.domain.errors import DiscreetError
from assistant.pipeline import NotADetail
from assistant.reports.story import clean, quoted
from assistant.tui.screens.base import Base
from assistant.tui.screens.modals import Choice, Line, Question

if TYPE_CHECKING:
    from assistant.storage.vault import Vault

AUTOSAVE = 15.0
"""Seconds between looks whether an unfinished draft is to be kept."""


class VaultOpened(Message):
    """The vault is open; `taught` are words that the person once said give nobody away."""

    def __init__(self, vault: Vault, taught: tuple[NotADetail, ...], *, show: bool) -> None:
        super().__init__()
        self.vault = vault
        self.taught = taught
        self.show = show
        """Whether the person asked to see what is in it."""


class Keeping(Base):
    """The vault's part of the main screen."""

    _keeps: bool = False
    _kept: str = ""
    _kept_decisions: Kept = Kept()

    def begin_keeping(self) -> None:
        """Where autosave is on, open the vault and keep unfinished drafts in it from now on."""
        if self.settings.screen.autosave and self.vault is None:
            self._open_vault(show=False)
        elif self.settings.screen.autosave:
            self._keep_from_now_on()

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
            self._keep_from_now_on()
        self.read_glossary()
        self.look()
        if event.show:
            self._list_drafts()

    def recall(self) -> None:
        """Bring back what was decided about this draft before; what was decided since holds."""
        self._kept, self._kept_decisions = "", Kept()
        if self.vault is None or not self.keeping or self.desk.path is None:
            return
        from assistant.storage.vault import Section

        try:
            kept = from_plain(self.vault.get(Section.DECISION, self._called()))
        except DiscreetError as error:
            self.say(str(error), grave=True)
            return
        self._kept_decisions = kept
        if kept and self.desk.recall(kept):
            self.changes.refresh_items()
            self.decide()
            self.say("Your earlier decisions about this draft are here again.")

    def _keep_from_now_on(self) -> None:
        self.recall()
        if not self._keeps:
            self._keeps = True
            self.set_interval(AUTOSAVE, self.keep_now)
            self.say("The vault is open. Unfinished drafts and decisions are kept there, encrypted.")

    @property
    def keeping(self) -> bool:
        """Whether unfinished drafts and decisions go into the vault."""
        return self.vault is not None and self.settings.screen.autosave

    def keep_now(self) -> bool:
        """Keep the draft and what was decided about it in the vault, where they changed since; whether it is there.

        Decisions about a draft that has no file yet are not kept.
        """
        text, decided = self.editor.text, self.desk.kept()
        if self.vault is None or not self.keeping or not text.strip():
            return False
        from assistant.storage.vault import Section

        try:
            if text not in (self._kept, self.desk.saved):
                self.vault.put(Section.DRAFT, self._called(), text)
                self._kept = text
            if decided != self._kept_decisions and self.desk.path is not None:
                self.vault.put(Section.DECISION, self._called(), to_plain(decided))
                self._kept_decisions = decided
        except DiscreetError as error:
            self.say(str(error), grave=True)
            return False
        return True

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
