"""Rewriting on the main screen: begin, show how far it is, stop, take what came out.

Promises: stopping answers at once; a rewriting that something newer overtook is never shown; what was decided before
is honoured.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.deciding.review import Item, Review
from assistant.domain.errors import DiscreetError
from assistant.pipeline import Options
from assistant.reports.story import clean
from assistant.tui.desk import with_refused
from assistant.tui.messages import Progressed, Rewrote, Worded
from assistant.tui.screens.base import Base

_STAGES = {
    "loading": "Loading the model",
    "looking": "The model looks for more",
    "attacking": "The model tries to tell who it is",
    "reading": "Reading",
    "planning": "Planning",
    "wording": "Wording",
    "telling": "Telling it in general",
    "judging": "Reading it again",
}


class Rewording(Base):
    """The rewriting's part of the main screen."""

    _wanted: Item | None = None
    """The change that another wording is looked for."""

    def action_rewrite(self) -> None:
        """Propose a rewriting of the draft as it is now; what was decided before is honoured."""
        if not self.editor.text.strip():
            self.say("There is nothing to rewrite yet.")
            return
        self._forget_wanted()
        self.desk.learn()
        self._start(self.desk.wanted())
        self.go("changes")

    def another(self, item: Item) -> None:
        """Look for another wording of one sentence; the rest stays as it is."""
        if self.rewriter.running:
            self.say("One rewriting is at work already. Esc stops it.")
            return
        if self.stale:
            self.say("You changed your draft since. Ctrl+R rewrites it; your decisions are kept.")
            return
        self.desk.learn()
        self._wanted = item
        self.say(
            f"{clean(self.model.stem)} is asked for another wording."
            if self.model
            else "The rules look for another wording; no model is needed."
        )
        self._start(replace(self.desk.wanted(), rejected=with_refused(self.desk.rejected, item)))

    def _start(self, options: Options) -> None:
        try:
            wanted = self.help_wanted()
        except DiscreetError as error:
            self._forget_wanted()
            self.say(str(error), grave=True)
            return
        self.changes.progress("Starting …  Esc stops.")
        self.rewriter.start_text(self.desk.draft, self.draft_text, options, wanted)
        self.refresh_bindings()

    def action_stop(self) -> None:
        """Stop the rewriting; the answer is here at once."""
        if not self.rewriter.running:
            return
        coming = self.rewriter.stop()
        self._forget_wanted()
        self.changes.progress("Stopped. What the model has worded is being put together …" if coming else "")
        if not coming:
            self.say("Stopped. Nothing was changed.")
        self.refresh_bindings()

    def give_up(self) -> None:
        """Give up the rewriting at work, if any; nothing of it will come."""
        self._forget_wanted()
        self.rewriter.abandon()
        self.changes.progress("")
        self.refresh_bindings()

    def on_progressed(self, event: Progressed) -> None:
        event.stop()
        if event.run == self.rewriter.number and self.rewriter.running:
            times = f" ({event.done + 1} of {event.total})" if event.total > 1 else ""
            self.changes.progress(f"{_STAGES.get(event.stage, event.stage)}{times} …  Esc stops.")

    def on_worded(self, event: Worded) -> None:
        event.stop()
        if event.run != self.rewriter.number or not self.rewriter.running:
            return
        rate = f", {event.tokens / event.seconds:.0f} tokens a second" if event.tokens and event.seconds else ""
        left = event.seconds / event.done * (event.total - event.done)
        latest = f"\n{clean(event.wording)}" if event.wording else ""
        self.changes.progress(
            f"Wording passage {event.done} of {event.total}{rate}, about {left:.0f} s left.  Esc stops.{latest}"
        )

    def on_rewrote(self, event: Rewrote) -> None:
        event.stop()
        if event.run != self.rewriter.number:
            return
        self.rewriter.done()
        self.changes.progress("")
        self.refresh_bindings()
        if self._wanted is not None and not self._found_another(event):
            return
        self._wanted = None
        self.changes.show(self.desk.reviewed(event.result))
        if event.note:
            self.say(event.note)
        if self.step == "changes" and self.changes.listing.items:
            self.changes.listing.focus()
        self.see()
        self.decide()
        self.try_writing(event.result)
        self.redraw()

    def _found_another(self, event: Rewrote) -> bool:
        """Whether the sentence that another wording was wanted for has one."""
        assert self._wanted is not None
        item = self._wanted
        if any(i.name == item.name and i.hunk.after != item.hunk.after for i in Review(event.result).items):
            self.desk.turn_down(item)
            return True
        self._forget_wanted()
        self.say("No other wording was found. The first one is still there; e lets you write it yourself.")
        return False

    def _forget_wanted(self) -> None:
        self._wanted = None
