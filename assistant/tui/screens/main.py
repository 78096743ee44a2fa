"""The main screen: who could tell above, one step of the work below.

Promises: every keystroke is shown at once and read beside the screen; a result that something newer overtook is
never shown as if it were of now; widgets are touched here and nowhere in a thread.
"""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import OptionList, Static, TextArea

from assistant.cli.session import Session
from assistant.domain.details import Detail
from assistant.domain.text import Draft
from assistant.tui.actions import Place, bindings
from assistant.tui.desk import Desk
from assistant.tui.messages import Judged, Previewed
from assistant.tui.rewriting import Rewriter
from assistant.tui.screens.asking import Asking
from assistant.tui.screens.dialling import Dialling
from assistant.tui.screens.drawing import EMPTY
from assistant.tui.screens.filing import Filing
from assistant.tui.screens.finishing import Finishing
from assistant.tui.screens.glossing import Glossing
from assistant.tui.screens.keeping import Keeping
from assistant.tui.screens.looking import Looking
from assistant.tui.screens.prompting import Prompting
from assistant.tui.screens.reviewing import Reviewing
from assistant.tui.screens.rewording import Rewording
from assistant.tui.screens.setting import Setting
from assistant.tui.screens.touring import Touring
from assistant.tui.start import Start
from assistant.tui.themes import other
from assistant.tui.thinking import Failed, Shared, Thinker
from assistant.tui.widgets.changes import ChangeList, Changes
from assistant.tui.widgets.details import Details
from assistant.tui.widgets.editor import DraftEditor
from assistant.tui.widgets.finish import Finish
from assistant.tui.widgets.keys import Keys
from assistant.tui.widgets.plate import Plate
from assistant.tui.widgets.readers import Readers
from assistant.tui.widgets.steps import Steps

WIDE = 110
"""Columns from which draft and details stand side by side."""


class MainScreen(
    Filing, Dialling, Rewording, Reviewing, Looking, Finishing, Setting, Keeping, Glossing, Prompting, Touring, Asking
):
    """Draft, details, changes, finish."""

    BINDINGS = bindings(Place.EVERYWHERE)

    def __init__(self, session: Session, draft: Draft, wanted: Start) -> None:
        super().__init__()
        self.session = session
        self.settings = wanted.settings
        self.desk = Desk(draft, wanted.file, wanted.options)
        self.model = wanted.model
        self.for_this_run = wanted.for_this_run
        self.desk.glossary = wanted.glossary
        self._begin = wanted
        self.step = "write"
        self.serial = 0
        build = Shared(session.build_pipeline)
        self.thinker = Thinker(self, build)
        self.closer = Thinker(self, build)
        self.rewriter = Rewriter(self, session, build)
        self.rewriter.own_writer = self.settings.wording.writer

    def compose(self) -> ComposeResult:
        yield Plate("", id="top")
        yield Readers()
        yield Steps()
        with Horizontal(id="work"):
            with Vertical(id="writing"):
                self.editor = DraftEditor(self.desk.draft.text, id="editor")
                yield self.editor
                yield Plate(EMPTY, id="note", markup=False)
            yield Details(id="details")
        yield Changes(id="changes")
        yield Finish(id="finish")
        yield Static("", id="tour", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        self._laid()
        self.changes.progress("")
        self.changes.show(None)
        self.details.show(self.desk)
        self.show_stop("")
        self.go("write")
        self.call_after_refresh(self._begin_work)

    def _begin_work(self) -> None:
        if self._begin.tour:
            self.begin_tour()
            return
        self.look()
        if self._begin.review:
            self.action_rewrite()
        self.begin_keeping()

    def on_unmount(self) -> None:
        self.thinker.end()
        self.closer.end()
        self.rewriter.end()
        self.keep_now()

    @property
    def busy(self) -> bool:
        """Whether anything is being read, thought about or rewritten."""
        return self.thinker.busy or self.closer.busy or self.rewriter.running

    # --- the draft ------------------------------------------------------------------------------------------------

    def lay(self, draft: Draft, path: Path | None) -> None:
        """Put another draft on the desk; choices made for the last one go with it."""
        self.give_up()
        self.overtake()
        self.keep_now()
        self.desk = Desk(draft, path, self.desk.options, self.desk.glossary)
        with self.prevent(TextArea.Changed):
            self.editor.load_text(draft.text)
        self._laid()
        self.recall()
        self.read_glossary()
        self.editor.underline(())
        self.changes.show(None)
        self.details.show(self.desk)
        self.readers.show(None)
        self.first = self.serial + 1
        self.look()
        self.redraw()

    def _laid(self) -> None:
        """The editor holds the draft on the desk as it was opened."""
        self.desk.saved = self.desk.laid = self.editor.text
        if self.desk.laid != self.desk.draft.text:
            self.say("Unusual line breaks were evened out here. Your own file stays as it is.")

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        if event.text_area is self.editor:
            self.look()
            self._draw_top()

    def judge(self) -> None:
        """Show who could tell as the details are turned; at once where none is."""
        analysis, rungs = self.desk.analysis, self.desk.rungs()
        if analysis is None:
            return
        self._draw_steps()
        if not rungs:
            self._show_risk(Judged(self.serial, analysis.risk))
            return
        serial, options = self.serial, self.desk.wanted()
        self.thinker.ask("judge", lambda pipeline: Judged(serial, pipeline.judge_at(analysis, rungs, options)))

    def on_judged(self, event: Judged) -> None:
        event.stop()
        self._show_risk(event)

    def _show_risk(self, event: Judged) -> None:
        if event.serial == self.serial and self.desk.analysis is not None and not self.deciding:
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

    def on_failed(self, event: Failed) -> None:
        event.stop()
        if event.kind == "rewrite":
            self.rewriter.done()
            self._forget_wanted()
            self.changes.progress("")
            self.refresh_bindings()
        if event.kind == "decide":
            self.not_decided()
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
        if event.step == "help":
            self.action_help()
        else:
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
        if step == "details":
            self.weigh(self.details.listing.detail)
        if step == "finish" and self.desk.decided is not None:
            self.try_writing(self.desk.decided)
        self.redraw()

    def redraw(self) -> None:
        self._draw_top()
        self._draw_steps()
        if self.deciding:
            decided = self.desk.decided
            if decided is not None:
                self.readers.show(decided.risk, decided.analysis.risk)
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

    def _arrange(self) -> None:
        wide = self.app.size.width >= WIDE
        self.query_one("#work").display = self.step in ("write", "details")
        self.query_one("#writing").display = wide or self.step == "write"
        self.details.display = wide or self.step == "details"
        self.changes.display = self.step == "changes"
        self.finish.display = self.step == "finish"
        self.set_class(wide, "wide")
