"""The person's glossary: words that are always said in one way, never touched, or always generalised.

Promises: what names somebody goes into the vault or nowhere; a rule holds from the moment that it is added.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from assistant.domain.errors import DiscreetError
from assistant.reports.story import clean
from assistant.tui.screens.base import Base
from assistant.tui.screens.modals import Choice, Line

if TYPE_CHECKING:
    from assistant.pipeline import Pipeline
    from assistant.settings.glossary import Entry, Glossary

_ASK = (
    "A rule, such as:\n  never: EMDR  (it stays)\n  always: the Thursday group  (it never stays)\n"
    "  say: the Maudsley = a hospital  (your wording)"
)


class GlossaryRead(Message):
    """The glossaries that hold for the draft on the desk."""

    def __init__(self, glossary: Glossary) -> None:
        super().__init__()
        self.glossary = glossary


class Glossing(Base):
    """The glossary's part of the main screen."""

    def read_glossary(self) -> None:
        """Read, beside the screen, what holds for drafts in this folder; the draft is looked at again with it."""
        folder, vault = self.desk.path.parent if self.desk.path else Path(), self.vault
        for_this_run = self.for_this_run

        def work(_pipeline: Pipeline) -> Message:
            from assistant.glossary_wiring import glossary

            return GlossaryRead(glossary(folder, for_this_run, vault))

        self.thinker.ask("glossary", work)

    def on_glossary_read(self, event: GlossaryRead) -> None:
        event.stop()
        if event.glossary != self.desk.glossary:
            self.desk.glossary = event.glossary
            self.look()

    def action_glossary(self) -> None:
        """The rules that hold here, and a way to add one."""
        held = self.desk.glossary.entries if self.desk.glossary else ()
        options = [("add", "Add a rule", "Words that stay, never stay, or are always said in one way.")]
        options += [(f"rule{place}", clean(one.line()), "") for place, one in enumerate(held)]
        self.after(Choice("Your glossary. It holds for every draft here, without any prompt.", options), self._picked)

    def _picked(self, name: str) -> None:
        if name == "add":
            self.after(Line(_ASK, placeholder="never: EMDR"), self._add)
        else:
            self.say("To take a rule out: discreet glossary remove, in a terminal.")

    def _add(self, line: str) -> None:
        from assistant.settings.glossary import entry

        try:
            rule = entry(line)
            self._keep_rule(rule)
        except ValueError as error:
            self.say(f"That is no rule: {error}. Ctrl+P, Glossary lets you try again.", grave=True)
        except DiscreetError as error:
            self.say(str(error), grave=True)
        else:
            self.read_glossary()

    def _keep_rule(self, rule: Entry) -> None:
        from assistant.glossary_wiring import in_vault, into_vault, names_somebody
        from assistant.settings.glossary import read, user_glossary, write

        if not names_somebody(rule):
            path = user_glossary()
            before = read(path).entries if path.exists() else ()
            write(path, [each.line() for each in (*before, rule)])
            self.say("It holds from now on, in your own glossary.")
        elif self.vault is not None:
            into_vault(self.vault, (*in_vault(self.vault).entries, rule))
            self.say("It names somebody, so it is kept in the vault, encrypted.")
        else:
            self.say(
                "That names somebody, and your glossary lies on the disk for anybody to read. Open the vault first: "
                "Ctrl+P, Unfinished drafts.",
                grave=True,
            )
