"""What can be done with a detail: turn it, keep it, leave it out, say that it is none, go to its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from assistant.domain.details import Detail
from assistant.domain.risk import Reader, Tier
from assistant.tui.desk import CHOSEN
from assistant.tui.messages import Weighed
from assistant.tui.screens.base import Base
from assistant.tui.screens.modals import Line
from assistant.tui.widgets.details import DetailList

if TYPE_CHECKING:
    from assistant.pipeline import Pipeline


class Dialling(Base):
    """The details' part of the main screen."""

    def on_detail_list_asked(self, event: DetailList.Asked) -> None:
        event.stop()
        detail = event.detail
        if event.what == "undo":
            self._undo()
        elif detail is None or not detail.texts:
            return
        elif event.what == "turn":
            self._turn(detail, event.by)
        elif event.what == "omit" and detail.ladder is not None:
            self._choose(detail, len(detail.ladder.rungs) - 1)
        elif event.what == "pin":
            self._choose(detail, self.desk.rung(detail))
            self.say("Held where it stands.")
        elif event.what == "keep":
            self._keep(detail)
        elif event.what == "none":
            self.desk.dismiss(detail)
            self.look()
            self.teach(detail)
        elif event.what == "free" and self.desk.free(detail):
            self.look()
        elif event.what == "jump" and detail.spans:
            self.go("write")
            self.editor.show(detail.spans[0])
            self.editor.focus()

    def on_option_list_option_highlighted(self, event: DetailList.OptionHighlighted) -> None:
        if isinstance(event.option_list, DetailList):
            detail = event.option_list.detail
            self.details.dial.show(detail, self.desk)
            self.preview(detail)
            self.weigh(detail)

    def weigh(self, detail: Detail | None) -> None:
        """Find out, beside the screen, for whom it would matter if `detail` alone were left out."""
        analysis = self.desk.analysis
        if detail is None or analysis is None or detail.ladder is None or detail.ladder.rungs[-1].text:
            return
        rungs, options, rung = self.desk.rungs(), self.desk.wanted(), self.desk.rung(detail)
        last = len(detail.ladder.rungs) - 1
        if rung == last or all(r.tier is Tier.CANNOT_TELL for r in analysis.risk.readers.values()):
            return
        without = {**rungs, detail.id: last}

        def work(pipeline: Pipeline) -> Message:
            now = pipeline.judge_at(analysis, rungs, options).readers
            then = pipeline.judge_at(analysis, without, options).readers
            return Weighed(detail.id, rung, {r: then[r].tier for r in Reader if then[r].tier < now[r].tier})

        self.thinker.ask("weigh", work)

    def on_weighed(self, event: Weighed) -> None:
        event.stop()
        self.details.dial.weighed(event.detail, event.rung, event.then)

    def _turn(self, detail: Detail, by: int) -> None:
        if detail.ladder is None:
            return
        rung = min(max(self.desk.rung(detail) + by, 0), len(detail.ladder.rungs) - 1)
        if rung == self.desk.rung(detail):
            self.say("This is as exact as it was written." if by < 0 else "It is left out already.")
            return
        self._choose(detail, rung)

    def _choose(self, detail: Detail, rung: int, why: str = CHOSEN) -> None:
        self.desk.choose(detail, rung, why)
        self.details.refresh_one(self.desk)
        self.judge()
        self.preview(detail)
        self.weigh(detail)

    def _keep(self, detail: Detail) -> None:
        def kept(why: str | None) -> None:
            if why is not None:
                self._choose(detail, 0, why or CHOSEN)

        self.app.push_screen(
            Line("Why should these words stay? (It is noted here, nowhere else.)", placeholder="the point needs it"),
            kept,
        )

    def _undo(self) -> None:
        if self.desk.undo():
            self.look()
        else:
            self.say("There is nothing to take back here.")
