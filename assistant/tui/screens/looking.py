"""Reading along: what the rules see is shown at once, and what the tagger adds a moment later.

Promises: a look that a newer edit overtook is not shown as if it were of now; what the last edit changed is read
closely first; nothing is shown as Low before the tagger has spoken.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from assistant.tui.messages import Checked, Read
from assistant.tui.screens.drawing import Drawing
from assistant.tui.themes import paint

if TYPE_CHECKING:
    from assistant.pipeline import Pipeline

PORTION = 8
"""Paragraphs that the tagger reads before newer ones get their turn."""


class Looking(Drawing):
    """The reading's part of the main screen."""

    serial: int
    first: int = 0
    """The first look at the draft on the desk."""
    _awaited: tuple[str, ...] = ()
    """Paragraphs that the tagger still has to read."""

    def look(self) -> None:
        """Read the draft as it is now, beside the screen."""
        self.serial += 1
        self._glance()

    def _glance(self, *, awaited: bool = True) -> None:
        serial, text, base, options = self.serial, self.editor.text, self.desk.draft, self.desk.wanted()

        def work(pipeline: Pipeline) -> Message:
            draft = pipeline.documents.reread(base, text)
            return Checked(serial, pipeline.glance(draft, options, awaited=awaited))

        self.thinker.ask("check", work)

    def on_checked(self, event: Checked) -> None:
        event.stop()
        fresh = [text for text in event.analysis.unread if text not in self._awaited]
        self._read((*fresh, *(text for text in self._awaited if text in event.analysis.unread)))
        if event.serial != self.serial:
            if event.serial >= self.first and not self.deciding:
                self.readers.show(event.analysis.risk)  # the newest there is; its places in the text are not of now
            return
        self.desk.analysis = event.analysis
        if self.desk.review is not None and not self.stale and self.desk.to_judge_with() != self.desk.judged_with:
            self.decide()
        styles = paint(self.app).details
        self.editor.underline(
            (span, styles[d.directness])
            for d in event.analysis.details
            if d.counts and not d.folded
            for span in d.spans
        )
        self.details.show(self.desk)
        self.judge()
        if self.step == "details":
            self.weigh(self.details.listing.detail)
        self._draw_top()
        self._draw_note()

    def _read(self, paragraphs: Sequence[str]) -> None:
        """Have the tagger read these, the first of them next."""
        self._awaited = tuple(paragraphs)
        portion = self._awaited[:PORTION]
        if portion:
            self.closer.ask("read", lambda pipeline: Read(portion, whole=pipeline.read(portion)))

    def on_read(self, event: Read) -> None:
        event.stop()
        if not self._awaited:
            return
        if not event.whole:
            self._awaited = ()
            self._glance(awaited=False)
            return
        self._read([text for text in self._awaited if text not in event.paragraphs])
        if not self._awaited:
            self._glance()
