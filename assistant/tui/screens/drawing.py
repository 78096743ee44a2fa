"""What the main screen says around its parts: the top line, the steps, the note below the draft, the last step."""

from __future__ import annotations

from rich.text import Text

from assistant.reports.story import clean, quoted
from assistant.reports.words import KINDS, sentence
from assistant.tui.places import where
from assistant.tui.screens.base import Base
from assistant.tui.widgets.editor import LONG_LINE
from assistant.tui.widgets.plate import Plate
from assistant.tui.widgets.steps import Steps

EMPTY = (
    "Write or paste here; Ctrl+O opens a file. Nothing is kept unless you save, and nothing leaves this machine. "
    "New here? F7 shows you round."
)

CHANGED_SINCE = "You changed your draft after it was rewritten. Ctrl+R rewrites it; your decisions are kept."


class Drawing(Base):
    """The drawing's part of the main screen."""

    def _draw_top(self) -> None:
        name = clean(self.desk.path.name) if self.desk.path else "a new draft"
        kept = self.desk.result_saved
        state = "result saved" if kept else "as on the disk"
        if self.unsaved:
            rest = "draft not" if self.draft_unsaved else "choices not"
            state = f"result saved, {rest}" if kept else "not saved"
        if self.touring:
            name, state = "an invented draft", "for the tour"
        elif not self.editor.text.strip():
            state = "empty"
        elif self.desk.path is None and not kept:
            state = "not saved"
        about = (
            "as decided so far" if self.deciding else ("with your choices" if self.desk.rungs() else "as it is written")
        )
        text = Text(no_wrap=True, overflow="ellipsis")
        text.append(f" {name}", style="bold")
        text.append(f"  {state}   ")
        text.append(self.reading if self.deciding and self.reading else f"Who could tell, {about}:")
        self.query_one("#top", Plate).update(text)

    def _draw_steps(self) -> None:
        details = self.desk.analysis.details if self.desk.analysis else ()
        telling = sum(self.desk.telling(d) for d in details)
        review = self.desk.review
        changes = ""
        if review is not None:
            decided = sum(review.of(i).verdict.value != "undecided" for i in review.items)
            changes = f"{decided}/{len(review.items)}"
        self.query_one(Steps).show(self.step, {"details": str(telling or ""), "changes": changes})

    def _draw_finish(self) -> None:
        review = None if self.stale else self.desk.review
        decided = None if self.stale else self.desk.decided
        risk = self.desk.analysis.risk if self.desk.analysis and not self.reading else None
        place = self.desk.written_to if self.desk.result_saved and not self.stale else None
        saved = f"Saved as {where(place)}." if place else ""
        instead = CHANGED_SINCE if self.stale else self.reading
        self.finish.show(review, decided, risk, saved, instead, self.desk.if_a_case, self.desk.refusal)

    def _draw_note(self) -> None:
        note = self.query_one("#note", Plate)
        text = self.editor.text
        if not text.strip():
            note.update(EMPTY)
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
