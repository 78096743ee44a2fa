"""Files: an empty page, opening, saving beside the original, and leaving without losing anything unasked.

Promises: the person's own file is never written to; nothing is written that they did not ask for.
"""

from __future__ import annotations

from collections.abc import Callable
from os.path import lexists
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from assistant.cli.session import RESULT
from assistant.deciding.review import Verdict
from assistant.domain.details import Kind
from assistant.domain.errors import DiscreetError
from assistant.domain.text import Draft
from assistant.pipeline import Result
from assistant.reports.words import counted
from assistant.tui.messages import Tried
from assistant.tui.places import folder as named_folder
from assistant.tui.places import typed, where
from assistant.tui.screens.deciding import Deciding
from assistant.tui.screens.modals import Line, Question

if TYPE_CHECKING:
    from assistant.pipeline import Pipeline

RESULT_TO = "Where shall the result go?"


class Opened(Message):
    """A file was read."""

    def __init__(self, draft: Draft, path: Path) -> None:
        super().__init__()
        self.draft = draft
        self.path = path


class Filing(Deciding):
    """The files' part of the main screen."""

    def action_new(self) -> None:
        self.unless_unsaved(self._empty)

    def action_open(self) -> None:
        from assistant.tui.screens.opening import OpenFile  # its tree is loaded only for those who open files

        def chosen(path: Path | None) -> None:
            if path is not None:
                self.read(path)

        folder = self.desk.path.absolute().parent if self.desk.path else Path.cwd()
        self.unless_unsaved(lambda: self.app.push_screen(OpenFile(folder), chosen))

    def read(self, path: Path) -> None:
        """Read a file beside the screen and put it on the desk."""

        def work(_pipeline: Pipeline) -> Message:
            return Opened(self.session.read_draft(str(path)), path)

        self.thinker.ask("open", work)

    def on_opened(self, event: Opened) -> None:
        event.stop()
        self.lay(event.draft, event.path)
        if dropped := ", ".join(event.draft.dropped):
            self.say(f"A result will not hold what this file has beside its text: {dropped}.")

    def try_writing(self, result: Result) -> None:
        """Find out beside the screen whether a result can be written as the document that its draft came from.

        So that a name which still stands in the file, out of sight, is known before the person saves.
        """
        from assistant.documents.sources import is_plain

        desk, path = self.desk, self.desk.path
        if path is None or is_plain(path.name) or self._as_text(result) or result.text in desk.tried:
            return

        def work(_pipeline: Pipeline) -> Message | None:
            refusal = self.session.refusal(result.analysis.draft, result, path)
            return Tried(result.text, refusal) if desk is self.desk else None

        self.closer.ask("try", work)

    def on_tried(self, event: Tried) -> None:
        event.stop()
        self.desk.tried[event.text] = event.refusal
        if event.refusal and not self.stale:
            self.say(event.refusal, grave=True)
        self.redraw()

    def action_save(self) -> None:
        """Save the result, or the draft where nothing was rewritten."""
        if self.desk.review is None:
            self._save_draft()
        elif self.stale:
            self.offer_anew("Save my draft only", self._save_draft)
        else:
            self._unless_open(lambda: self.when_read(self._save_result))

    def _unless_open(self, go_on: Callable[[], None]) -> None:
        """Nothing that is still open is saved as if it were decided."""
        assert self.desk.review is not None
        left = self.desk.review.count(Verdict.UNDECIDED)
        if not left:
            go_on()
            return

        def answered(answer: str) -> None:
            if answer == "decide":
                self.go("changes")
            else:
                go_on()

        self.after(
            Question(
                f"{counted(left, 'change is', 'changes are')} still open. What is open is saved as you wrote it.",
                (("decide", "Decide first"), ("save", "Save as decided so far")),
            ),
            answered,
        )

    def action_save_as(self) -> None:
        """The same, to a place that the person names."""
        if self.desk.review is None or self.stale:
            self._save_draft()
        else:
            self.when_read(lambda decided: self._ask_place(RESULT_TO, lambda place: self._write(decided, place)))

    def action_quit_app(self) -> None:
        self.unless_unsaved(self._leave)

    @property
    def draft_unsaved(self) -> bool:
        """Whether there are words in the editor that stand in no file."""
        return self.editor.text != self.desk.saved and bool(self.editor.text.strip())

    @property
    def unsaved(self) -> str:
        """What would be lost by leaving, as a sentence; empty where nothing would."""
        if self.touring and self.editor.text == self.desk.saved:
            return ""
        kept = self.desk.result_saved
        if self.draft_unsaved:
            return (
                "The result is saved, but the draft that you wrote is not." if kept else "What you wrote is not saved."
            )
        review = self.desk.review
        if review is not None and review.count(Verdict.UNDECIDED) < len(review.items) and not kept:
            return "What you decided is not saved."
        now, settled = self.desk.kept(), self.desk.settled
        if now == settled or (self.keeping and self.desk.path is not None):
            return ""
        if (now.rejected, now.edited) != (settled.rejected, settled.edited):
            return "What you decided is not saved."
        return "What you chose for its details is not saved."

    def _by_itself(self) -> str:
        """What of it is kept all the same, as a sentence."""
        if not self.keep_now():
            return "discreet keeps nothing by itself."
        review = self.desk.review
        but = ""
        if self.desk.path is None and (review is not None or self.desk.kept()):
            but = "; what you decided about it is not"
        elif review is not None and review.count(Verdict.ACCEPTED) and not self.desk.result_saved:
            but = "; which changes you accepted is not"
        return f"It is kept in your vault, encrypted{but}."

    def unless_unsaved(self, go_on: Callable[[], object]) -> None:
        """Go on, after asking where something would be lost."""
        lost = self.unsaved
        if not lost:
            go_on()
            return

        def answered(answer: str) -> None:
            if answer == "leave":
                go_on()
            elif answer == "save" and self.draft_unsaved and self.desk.result_saved:
                self._save_draft()
            elif answer == "save":
                self.action_save()

        self.after(
            Question(
                f"{lost} {self._by_itself()}",
                (("save", "Save first"), ("leave", "Go on without saving"), ("", "Back")),
            ),
            answered,
        )

    def _leave(self) -> None:
        self.keep_now()
        self.thinker.end()
        self.rewriter.end()
        self.app.exit(0)

    def _empty(self) -> None:
        from assistant.composition import draft_of

        self.lay(draft_of("", "markdown"), None)
        self.go("write")

    def _save_result(self, decided: Result) -> None:
        if self.desk.path is None:
            self._ask_place(RESULT_TO, lambda place: self._write(decided, place))
            return
        details = decided.analysis.details
        how = self._as_text(decided), any(d.kind is Kind.FILE_NAME and d.counts for d in details)
        if self._write(decided, self.desk.places.get(how) or self._beside(*how)) and self.desk.written_to:
            self.desk.places[how] = self.desk.written_to

    def _write(self, decided: Result, out: Path | None) -> bool:
        """Write the result to a place, or beside the original (None); whether that was done."""
        try:
            place = self.session.write(decided.analysis.draft, decided, self.desk.path, out)
        except DiscreetError as error:
            self.say(f"Not saved. {error}", grave=True)
            if out is None:
                self._ask_place("Name another place for the result:", lambda named: self._write(decided, named))
            return False
        self.desk.written_to, self.desk.written, self.desk.settled = place, decided.text, self.desk.kept()
        if decided.text == self.editor.text:
            self.desk.saved = self.editor.text
        dropped = ", ".join(decided.analysis.draft.dropped)
        left = f" Not in it: {dropped}." if dropped else ""
        self.say(f"Saved as {where(place)}. Your own file was not changed.{left}")
        self.redraw()
        return True

    def _as_text(self, decided: Result) -> bool:
        """Whether it is saved as text: a document whose own text was written on here can't be put together again."""
        from assistant.documents.sources import is_plain

        path = self.desk.path
        return path is not None and not is_plain(path.name) and decided.analysis.draft.text != self.desk.draft.text

    def _beside(self, as_text: bool, telling: bool) -> Path | None:
        """Where a result goes that is saved as text, in place of nothing that is there; else None."""
        from assistant.storage.atomic import free, output_path

        if not as_text or self.desk.path is None:
            return None
        self.say("You wrote on the text itself, so the result is plain text beside your document.")
        return free(output_path(self.desk.path.with_name(f"{self.desk.path.name}.md"), telling))

    def _save_draft(self) -> None:
        if not self.editor.text.strip():
            self.say("There is nothing to save yet.")
            return
        if self.desk.path is not None and self.editor.text == self.desk.saved:
            self.say("Your draft is on the disk as it is. Ctrl+R rewrites it; the result is saved beside it.")
            return
        none = "" if self.desk.review else "Nothing is rewritten yet. "
        self._ask_place(f"{none}Where shall your draft itself go?", self._keep_draft)

    def _keep_draft(self, path: Path) -> None:
        try:
            self.session.write_text(path, self.editor.text, self.desk.path)
        except DiscreetError as error:
            self.say(f"Not saved. {error}", grave=True)
            return
        self.desk.saved = self.editor.text
        self.desk.path = self.desk.path or path
        self.say(f"Saved as {where(path)}.")
        self.redraw()

    def _ask_place(self, text: str, then: Callable[[Path], object]) -> None:
        folder = self.desk.path.parent if self.desk.path else Path.cwd()

        def named(name: str) -> None:
            place = typed(name, folder)
            if RESULT not in place.name or not lexists(place) or place == self.desk.written_to:
                then(place)  # what is there and is no result is never replaced
                return

            def answered(answer: str) -> None:
                if answer == "replace":
                    then(place)
                else:
                    self._ask_place(text, then)

            self.after(
                Question(
                    f"{where(place)} is there already. Shall this take its place?",
                    (("other", "Another name"), ("replace", "Replace it")),
                ),
                answered,
            )

        self.after(Line(f"{text}\n(in {named_folder(folder)}, or a whole path)", placeholder="my-post.md"), named)
