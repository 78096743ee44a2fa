"""What every part of the main screen has in common: the desk, the threads, and ways to say something."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.screen import Screen

from assistant.deciding.review import Item
from assistant.domain.details import Detail
from assistant.domain.text import Draft
from assistant.tui.desk import Desk
from assistant.tui.widgets.changes import Changes
from assistant.tui.widgets.details import Details
from assistant.tui.widgets.editor import DraftEditor
from assistant.tui.widgets.finish import Finish
from assistant.tui.widgets.readers import Readers

if TYPE_CHECKING:
    from assistant.cli.helping import Help
    from assistant.cli.session import Session
    from assistant.pipeline import Result
    from assistant.prompting.prompt import Prompt
    from assistant.settings.model import Settings
    from assistant.storage.vault import Vault
    from assistant.tui.rewriting import Rewriter
    from assistant.tui.thinking import Thinker


class Base(Screen[None]):
    """The state of the main screen; its parts add what can be done."""

    desk: Desk
    session: Session
    thinker: Thinker
    closer: Thinker
    """The thread that waits for other processes: the tagger's, and the one that writes documents."""
    rewriter: Rewriter
    settings: Settings
    model: Path | None
    prompt_name: str = ""
    passes: frozenset[str] = frozenset()
    """What a model does beside wording passages: "find", "attack"."""
    vault: Vault | None = None
    """Open where the person opened it."""
    for_this_run: Path | None = None
    """A glossary that holds for this sitting alone."""
    step: str
    editor: DraftEditor
    """Made with the screen; its text is there until after the screen has gone."""

    def say(self, sentence: str, *, grave: bool = False) -> None:
        """A sentence in the corner that goes by itself."""
        seconds = 8 if grave else 5
        self.notify(sentence, severity="error" if grave else "information", timeout=seconds, markup=False)
        # on a busy machine the place of a sentence that went while a question was open once stayed as it was
        self.set_timer(seconds + 1, lambda: self.refresh(layout=True))

    def look(self) -> None:
        """Read the draft again, as it is now. Defined by the main screen."""
        raise NotImplementedError

    def judge(self) -> None:
        """Judge again with the choices made. Defined by the main screen."""
        raise NotImplementedError

    def decide(self) -> None:
        """Judge the text as decided so far. Defined by the main screen."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Bring everything that is shown up to date. Defined by the main screen."""
        raise NotImplementedError

    def go(self, step: str) -> None:
        """Go to a step. Defined by the main screen."""
        raise NotImplementedError

    def lay(self, draft: Draft, path: Path | None) -> None:
        """Put another draft on the desk. Defined by the main screen."""
        raise NotImplementedError

    @property
    def touring(self) -> bool:
        """Whether the tour's draft is on the desk."""
        from assistant.tui.tour import EXAMPLE

        return self.desk.draft.text == EXAMPLE

    def begin_keeping(self) -> None:
        """Open the vault where drafts are to be kept. Defined by the vault's part."""
        raise NotImplementedError

    def recall(self) -> None:
        """Bring back what was decided about this draft before. Defined by the vault's part."""
        raise NotImplementedError

    def keep_now(self) -> bool:
        """Keep what there is in the vault now; whether it is there. Defined by the vault's part."""
        raise NotImplementedError

    @property
    def keeping(self) -> bool:
        """Whether unfinished drafts and decisions go into the vault. Defined by the vault's part."""
        raise NotImplementedError

    def read_glossary(self) -> None:
        """Read the rules that hold here. Defined by the glossary's part."""
        raise NotImplementedError

    def teach(self, detail: Detail) -> None:
        """Offer to remember that these words are none. Defined by the vault's part."""
        raise NotImplementedError

    def preview(self, detail: Detail | None) -> None:
        """Word the sentence of `detail` as it is turned. Defined by the main screen."""
        raise NotImplementedError

    def weigh(self, detail: Detail | None) -> None:
        """Find out for whom `detail` matters. Defined by the details' part."""
        raise NotImplementedError

    def another(self, item: Item) -> None:
        """Look for another wording of one sentence. Defined by the main screen."""
        raise NotImplementedError

    def try_writing(self, result: Result) -> None:
        """Find out whether `result` can be written. Defined by the files' part."""
        raise NotImplementedError

    def action_save(self) -> None:
        """Save. Defined by the files' part."""
        raise NotImplementedError

    def action_rewrite(self) -> None:
        """Rewrite the draft. Defined by the main screen."""
        raise NotImplementedError

    def help_wanted(self) -> Help | None:
        """The model and everything that it is asked. Defined by the prompts' part."""
        raise NotImplementedError

    def prompt(self, name: str = "") -> Prompt:
        """The prompt that is chosen, or called `name`. Defined by the prompts' part."""
        raise NotImplementedError

    def unless_unsaved(self, go_on: Callable[[], object]) -> None:
        """Go on, after asking where something would be lost. Defined by the files' part."""
        raise NotImplementedError

    def after(self, screen: Screen[str] | Screen[str | None], then: Callable[[str], None]) -> None:
        """Show a question; `then` gets the answer unless the person went back."""

        def answered(answer: str | None) -> None:
            if answer:
                then(answer)

        self.app.push_screen(screen, answered)

    @property
    def readers(self) -> Readers:
        return self.query_one(Readers)

    @property
    def details(self) -> Details:
        return self.query_one(Details)

    @property
    def changes(self) -> Changes:
        return self.query_one(Changes)

    @property
    def finish(self) -> Finish:
        return self.query_one(Finish)

    @property
    def draft_text(self) -> str:
        """The draft as it is now: to the letter what was opened, until something is written on it here."""
        text = self.editor.text
        return self.desk.draft.text if text == self.desk.laid else text

    @property
    def stale(self) -> bool:
        """Whether the draft was changed after it was rewritten."""
        return self.desk.result is not None and self.desk.result.analysis.draft.text != self.draft_text

    @property
    def deciding(self) -> bool:
        """Whether the readers stand for the text as decided so far."""
        return self.step in ("changes", "finish") and self.desk.review is not None and not self.stale

    @property
    def reading(self) -> str:
        """What to say while the text as decided so far is not known; empty where it is, or there is none."""
        if self.desk.review is None or self.stale or self.desk.decided is not None:
            return ""
        return (
            "What you decided could not be read; Ctrl+S tries again."
            if self.desk.unread
            else "Reading what you decided …"
        )

    @property
    def draft_unsaved(self) -> bool:
        """Whether there are words in the editor that stand in no file. Defined by the files' part."""
        raise NotImplementedError

    @property
    def unsaved(self) -> str:
        """What would be lost by leaving, as a sentence. Defined by the files' part."""
        raise NotImplementedError

    def see(self) -> None:
        """The change under the cursor is before the person's eyes. Defined by the changes' part."""
        raise NotImplementedError
