"""The text as decided so far: judged beside the screen, and gone on with once it is.

Promises: nothing goes out that was judged before the last decision, or made from a draft that was changed since.
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.deciding.review import Review
from assistant.pipeline import Result
from assistant.tui.messages import Decided
from assistant.tui.screens.drawing import Drawing
from assistant.tui.screens.modals import Question


class Deciding(Drawing):
    """The decisions' part of the main screen."""

    _decision = 0
    """The last decision; what was judged after an earlier one is not of now."""
    _waits: tuple[Review, Callable[[Result], None]] | None = None
    """What goes on once the decisions on this review are read."""

    def decide(self) -> None:
        """Judge the text as decided so far, beside the screen."""
        review, result, options = self.desk.review, self.desk.result, self.desk.wanted()
        if review is None or result is None:
            return
        self._decision += 1
        self.desk.judged_with, self.desk.unread = self.desk.to_judge_with(), False
        number, changes = self._decision, review.changes()
        self.thinker.ask(
            "decide", lambda pipeline: Decided(number, changes, pipeline.decided(result, changes, options))
        )
        self._draw_top()
        self._draw_steps()
        if self.step == "finish":
            self._draw_finish()

    def on_decided(self, event: Decided) -> None:
        event.stop()
        if event.number != self._decision:
            return
        self.desk.judged(event.changes, event.result)
        if self.step == "finish":
            self.try_writing(event.result)
        self.redraw()
        waits, self._waits = self._waits, None
        if waits is not None and waits[0] is self.desk.review and not self.stale:
            self.when_read(waits[1])

    def not_decided(self) -> None:
        """What was decided could not be judged; nothing is shown as if it were."""
        self.desk.unread, self._waits = True, None
        if self.deciding:
            self.readers.show(None)
        self.redraw()

    def overtake(self) -> None:
        """What is being judged is not of now any more."""
        self._decision += 1
        self._waits = None

    def when_read(self, go_on: Callable[[Result], None]) -> None:
        """Go on with the text as decided so far, at once or as soon as it is read."""
        decided = self.desk.decided
        if decided is not None:
            go_on(decided)
        elif self.desk.review is not None:
            self._waits = self.desk.review, go_on
            if self.desk.unread:
                self.decide()
            self.say(self.reading)

    def with_what_is_published(self, go_on: Callable[[Result | None], None], as_it_is: str = "") -> None:
        """Go on with what would be published now: None is the draft itself, where nothing was rewritten.

        Where the draft was changed since, a new rewriting is offered; `as_it_is` answers that the draft will do.
        """
        if self.desk.review is None:
            go_on(None)
        elif self.stale:
            self.offer_anew(as_it_is, lambda: go_on(None))
        else:
            self.when_read(go_on)

    def offer_anew(self, as_it_is: str, go_on: Callable[[], None]) -> None:
        """Say that the proposal is of an older draft, and rewrite again or `go_on` with the draft as it is."""
        answers = [("rewrite", "Rewrite again"), ("draft", as_it_is) if as_it_is else ("", "Back")]
        self.after(
            Question(
                "You changed your draft after it was rewritten. What was proposed does not know of that.", answers
            ),
            lambda answer: self.action_rewrite() if answer == "rewrite" else go_on(),
        )
