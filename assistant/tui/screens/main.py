"""The main screen: who could tell above, one step of the work below.

Promises: every keystroke is shown at once and read beside the screen; a result that something newer overtook is
never shown as if it were of now; widgets are touched here and nowhere in a thread.
"""

from __future__ import annotations

from pathlib import Path

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Footer, OptionList, Static, TextArea

from assistant.cli.session import Session
from assistant.deciding.review import Item
from assistant.domain.details import Detail
from assistant.domain.text import Draft
from assistant.pipeline import Options, Pipeline
from assistant.reports.story import clean, quoted
from assistant.reports.words import KINDS, sentence
from assistant.tui.actions import Place, bindings
from assistant.tui.desk import Desk
from assistant.tui.messages import Checked, Decided, Judged, Previewed, Progressed, Rewrote, Worded
from assistant.tui.rewriting import Rewriter
from assistant.tui.screens.asking import Asking
from assistant.tui.screens.dialling import Dialling
from assistant.tui.screens.filing import Filing
from assistant.tui.screens.finishing import Finishing
from assistant.tui.screens.reviewing import Reviewing
from assistant.tui.themes import other, paint
from assistant.tui.thinking import Failed, Thinker
from assistant.tui.widgets.changes import ChangeList, Changes
from assistant.tui.widgets.details import Details
from assistant.tui.widgets.editor import LONG_LINE, DraftEditor
from assistant.tui.widgets.finish import Finish
from assistant.tui.widgets.readers import Readers
from assistant.tui.widgets.steps import Steps

WIDE = 110
"""Columns from which draft and details stand side by side."""
_STAGES = {
    "loading": "Loading the model",
    "reading": "Reading",
    "planning": "Planning",
    "wording": "Wording",
    "judging": "Reading it again",
}
_EMPTY = "Write or paste here. Ctrl+O opens a file. Nothing is kept unless you save."


class MainScreen(Filing, Dialling, Reviewing, Finishing, Asking):
    """Draft, details, changes, finish."""

    BINDINGS = bindings(Place.EVERYWHERE)

    def __init__(self, session: Session, draft: Draft, path: Path | None, options: Options, model: Path | None) -> None:
        super().__init__()
        self.session = session
        self.desk = Desk(draft, path, options, saved=draft.text)
        self.model = model
        self.step = "write"
        self.serial = 0
        self.thinker = Thinker(self, session.build_pipeline)
        self.rewriter = Rewriter(self, session)
        self._wanted: tuple[str, Item, dict[str, tuple[str, ...]]] | None = None

    def compose(self) -> ComposeResult:
        yield Static("", id="top")
        yield Readers()
        yield Steps()
        with Horizontal(id="work"):
            with Vertical(id="writing"):
                yield DraftEditor(self.desk.draft.text, id="editor")
                yield Static(_EMPTY, id="note", markup=False)
            yield Details(id="details")
        yield Changes(id="changes")
        yield Finish(id="finish")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self.changes.progress("")
        self.changes.show(None)
        self.details.show(self.desk)
        self.go("write")
        self.call_after_refresh(self.look)

    def on_unmount(self) -> None:
        self.thinker.end()
        self.rewriter.end()

    # --- the draft ------------------------------------------------------------------------------------------------

    def lay(self, draft: Draft, path: Path | None) -> None:
        """Put another draft on the desk; choices made for the last one go with it."""
        self.desk = Desk(draft, path, self.desk.options, saved=draft.text)
        self.rewriter.stop()
        with self.prevent(TextArea.Changed):
            self.editor.load_text(draft.text)
        self.desk.saved = self.editor.text
        self.editor.underline(())
        self.changes.show(None)
        self.details.show(self.desk)
        self.readers.show(None)
        self.look()
        self.redraw()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        if event.text_area is self.editor:
            self.look()
            self._draw_top()

    def look(self) -> None:
        """Read the draft as it is now, beside the screen."""
        self.serial += 1
        serial, text, base, options = self.serial, self.editor.text, self.desk.draft, self.desk.wanted()

        def work(pipeline: Pipeline) -> Message:
            return Checked(serial, pipeline.check(pipeline.documents.reread(base, text), options))

        self.thinker.ask("check", work)

    def on_checked(self, event: Checked) -> None:
        event.stop()
        if event.serial != self.serial:
            self.readers.show(event.analysis.risk)  # the newest there is; its places in the text are not of now
            return
        self.desk.analysis = event.analysis
        styles = paint(self.app).details
        self.editor.underline(
            (span, styles[d.directness])
            for d in event.analysis.details
            if d.counts and not d.folded
            for span in d.spans
        )
        self.details.show(self.desk)
        self.judge()
        self._draw_top()
        self._draw_steps()
        self._draw_note()

    def judge(self) -> None:
        """Show who could tell as the details are turned; at once where none is."""
        analysis, rungs = self.desk.analysis, self.desk.rungs()
        if analysis is None:
            return
        if not rungs:
            self._show_risk(Judged(self.serial, analysis.risk))
            return
        serial, options = self.serial, self.desk.wanted()
        self.thinker.ask("judge", lambda pipeline: Judged(serial, pipeline.judge_at(analysis, rungs, options)))

    def on_judged(self, event: Judged) -> None:
        event.stop()
        self._show_risk(event)

    def _show_risk(self, event: Judged) -> None:
        if event.serial == self.serial and self.desk.analysis is not None and not self._deciding:
            self.readers.show(event.risk, self.desk.analysis.risk)
            self._draw_top()
            if self.step == "finish":
                self._draw_finish()

    def preview(self, detail: Detail | None) -> None:
        """Word the sentence of `detail` as it is turned, beside the screen."""
        analysis = self.desk.analysis
        if detail is None or analysis is None or not detail.spans:
            return
        rungs, options, rung = self.desk.rungs(), self.desk.wanted(), self.desk.rung(detail)
        self.thinker.ask(
            "preview",
            lambda pipeline: Previewed(detail.id, rung, pipeline.preview(analysis, rungs, detail, options)),
        )

    def on_previewed(self, event: Previewed) -> None:
        event.stop()
        self.details.dial.preview(event.detail, event.rung, event.sentence)

    # --- rewriting ------------------------------------------------------------------------------------------------

    def action_rewrite(self) -> None:
        """Propose a rewriting of the draft as it is now; what was decided before is honoured."""
        if not self.editor.text.strip():
            self.say("There is nothing to rewrite yet.")
            return
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
        known = self.desk.rejected.get(item.key, ())
        before = dict(self.desk.rejected)
        self.desk.rejected[item.key] = tuple(dict.fromkeys((*known, item.hunk.after.strip())))
        self._wanted = (item.key, item, before)
        self._start(self.desk.wanted())

    def _start(self, options: Options) -> None:
        self.changes.progress("Starting …  Esc stops.")
        self.rewriter.start_text(self.desk.draft, self.editor.text, options, self.model)
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
        self.redraw()

    def _found_another(self, event: Rewrote) -> bool:
        """Whether the sentence that another wording was wanted for has one."""
        assert self._wanted is not None
        key, item, _ = self._wanted
        texts = [i.hunk.after for i in _items_of(event) if i.key == key]
        if texts and texts[0] != item.hunk.after:
            return True
        self._forget_wanted()
        self.say("No other wording was found. The first one is still there; e lets you write it yourself.")
        return False

    def _forget_wanted(self) -> None:
        if self._wanted is not None:
            self.desk.rejected = self._wanted[2]
            self._wanted = None

    def decide(self) -> None:
        """Judge the text as decided so far, beside the screen."""
        review, result, options = self.desk.review, self.desk.result, self.desk.wanted()
        if review is None or result is None:
            return
        self.serial += 1
        serial, changes = self.serial, review.changes()
        self.thinker.ask("decide", lambda pipeline: Decided(serial, pipeline.decided(result, changes, options)))
        self._draw_steps()

    def on_decided(self, event: Decided) -> None:
        event.stop()
        if event.serial == self.serial:
            self.desk.decided = event.result
            self.redraw()

    def on_failed(self, event: Failed) -> None:
        event.stop()
        if event.kind == "rewrite":
            self.rewriter.done()
            self._forget_wanted()
            self.changes.progress("")
            self.refresh_bindings()
        if event.kind == "check":
            self.readers.show(None)  # what can't be judged is not shown as if it were
        self.say(event.sentence, grave=True)

    def action_theme(self) -> None:
        """Light to dark and back, drawn anew at once."""
        self.app.theme = other(self.app.theme)
        self.look()
        self.changes.refresh_items()
        self.readers.redraw()
        self.redraw()

    # --- steps ----------------------------------------------------------------------------------------------------

    def action_step(self, name: str) -> None:
        self.go(name)

    def on_steps_chosen(self, event: Steps.Chosen) -> None:
        event.stop()
        self.go(event.step)

    def on_readers_asked(self, event: Readers.Asked) -> None:
        event.stop()
        self.action_readers()

    def go(self, step: str) -> None:
        self.step = step
        self._arrange()
        focus = {"write": self.editor, "details": self.details.listing, "finish": self.finish}
        target = focus.get(step, self.changes.listing if self.changes.listing.items else self.changes)
        target.focus()
        self.see()
        self.redraw()

    def redraw(self) -> None:
        self._draw_top()
        self._draw_steps()
        if self._deciding:
            assert self.desk.decided is not None
            self.readers.show(self.desk.decided.risk, self.desk.decided.analysis.risk)
        elif self.desk.analysis is not None:
            self.judge()
        if self.step == "finish":
            self._draw_finish()

    def on_resize(self) -> None:
        self._arrange()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        super().on_option_list_option_highlighted(event)
        if isinstance(event.option_list, ChangeList):
            self.see()

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        if event.text_area is self.editor:
            self._draw_note()

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        if action == "stop":
            return self.rewriter.running
        return True

    @property
    def _deciding(self) -> bool:
        """Whether the readers show the text as decided so far."""
        return self.step in ("changes", "finish") and self.desk.decided is not None and not self.stale

    def _arrange(self) -> None:
        wide = self.app.size.width >= WIDE
        self.query_one("#work").display = self.step in ("write", "details")
        self.query_one("#writing").display = wide or self.step == "write"
        self.details.display = wide or self.step == "details"
        self.changes.display = self.step == "changes"
        self.finish.display = self.step == "finish"
        self.set_class(wide, "wide")

    def _draw_top(self) -> None:
        name = clean(self.desk.path.name) if self.desk.path else "a new draft"
        state = "not saved" if self.unsaved else "result saved" if self.desk.written_to else "as on the disk"
        if not self.editor.text.strip():
            state = "empty"
        about = (
            "as you have decided so far"
            if self._deciding
            else ("with the details as you turned them" if self.desk.rungs() else "as it is written")
        )
        text = Text(no_wrap=True, overflow="ellipsis")
        text.append(f" {name}", style="bold")
        text.append(f"  {state}   Who could tell, {about}:")
        self.query_one("#top", Static).update(text)

    def _draw_steps(self) -> None:
        details = self.desk.analysis.details if self.desk.analysis else ()
        telling = sum(d.counts and not d.folded for d in details)
        review = self.desk.review
        changes = ""
        if review is not None:
            decided = sum(review.of(i).verdict.value != "undecided" for i in review.items)
            changes = f"{decided}/{len(review.items)}"
        self.query_one(Steps).show(self.step, {"details": str(telling or ""), "changes": changes})

    def _draw_finish(self) -> None:
        review = None if self.stale else self.desk.review
        decided = None if self.stale else self.desk.decided
        risk = self.desk.analysis.risk if self.desk.analysis else None
        saved = f"Saved as {self.desk.written_to}" if self.desk.written_to else ""
        self.finish.show(review, decided, risk, saved)

    def _draw_note(self) -> None:
        note = self.query_one("#note", Static)
        text = self.editor.text
        if not text.strip():
            note.update(_EMPTY)
            return
        place = self.editor.place(self.editor.cursor_location)
        here = [
            d
            for d in (self.desk.analysis.details if self.desk.analysis else ())
            if d.counts and not d.folded and any(s.start <= place <= s.end for s in d.spans)
        ]
        if here:
            detail = here[0]
            words = quoted(detail.texts[0])
            note.update(f"{words}: {KINDS[detail.kind][0]}. {sentence(clean(detail.reason))} F3 turns it.")
        elif max((len(line) for line in self.editor.document.lines), default=0) > LONG_LINE:
            note.update("One paragraph is very long, so typing may be slow. A blank line now and then helps.")
        else:
            note.update("Underlined words could give somebody away. F3 lists them, Ctrl+R rewrites the draft.")


def _items_of(event: Rewrote) -> tuple[Item, ...]:
    from assistant.deciding.review import Review

    return Review(event.result).items
