"""A rewriting belongs to the draft and the review that it was begun for, and nothing of it shows up elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import TextArea

from assistant.composition import draft_of
from assistant.deciding.review import Verdict
from assistant.domain.errors import ModelError
from assistant.domain.ports import Answer, Window
from assistant.pipeline import Result
from assistant.tui.screens.modals import Choice, Line, Question, Reading
from assistant.tui.widgets.changes import ChangeList
from tests.tui.conftest import POST
from tests.tui.driving import Desktop, Held, desktop, session
from tests.tui.test_what_goes_wrong import MODEL, SlowModel, opening


class StumblingModel(SlowModel):
    """Comes to grief when it is told to stop."""

    def propose_with(self, windows: Sequence[Window], progress: Callable[[int, Answer], None]) -> Sequence[Answer]:
        super().propose_with(windows, progress)
        raise ValueError("stopped")


async def another_asked(there: Desktop, held: Held) -> None:
    """Ask for another wording of the first change, which is not there yet."""
    await there.press("ctrl+r")
    held.hold("rewrite")
    await there.pilot.press("w")
    await there.until(lambda: there.main.rewriter.running)
    assert there.main.desk.rejected == {}


@pytest.mark.parametrize("kind", [SlowModel, StumblingModel])
async def test_a_new_page_takes_over_nothing_of_the_rewriting_at_work(post: Path, kind: type[SlowModel]) -> None:
    model = kind()
    async with desktop(path=post, parts=opening(model), model=MODEL) as there:
        await there.pilot.press("ctrl+r")
        await there.until(model.asked.is_set)
        await there.until(lambda: "Wording passage 1 of" in there.says("#progress"))
        await there.pilot.press("ctrl+n")
        await there.settle()
        await there.until(lambda: not there.main.rewriter._thinker.busy)

        assert model.stopped.is_set()
        assert there.main.desk.path is None
        assert there.main.desk.result is None
        assert there.main.desk.review is None
        assert there.says("#progress") == ""
        assert not there.main.rewriter.running
        assert "made a mistake" not in there.notices()


async def test_another_wording_that_is_awaited_is_forgotten_with_its_draft(post: Path) -> None:
    held = Held()
    async with desktop(path=post, parts=session(build_pipeline=lambda: held)) as there:
        await another_asked(there, held)
        there.main.lay(draft_of(POST, "markdown"), None)
        held.let_go()
        await there.settle()
        assert there.main.desk.rejected == {}
        assert there.main.desk.review is None
        await there.press("ctrl+r")

        assert there.main.desk.review is not None
        assert "No other wording was found" not in there.notices()


async def test_rewriting_all_of_it_gives_up_the_search_for_another_wording(post: Path) -> None:
    held = Held()
    async with desktop(path=post, parts=session(build_pipeline=lambda: held)) as there:
        await another_asked(there, held)
        before = there.main.desk.review
        await there.pilot.press("ctrl+r")
        held.let_go()
        await there.settle()

        assert there.main.desk.rejected == {}
        assert there.main.desk.review is not before
        assert "No other wording was found" not in there.notices()


async def test_a_rewriting_that_cannot_begin_leaves_no_wording_turned_down(
    post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desktop(path=post) as there:
        await there.press("ctrl+r")

        def broken() -> None:
            raise ModelError("The prompt is damaged.", "Mend it.")

        monkeypatch.setattr(there.main, "help_wanted", broken)
        await there.press("w")
        assert "The prompt is damaged." in there.notices()
        assert there.main.desk.rejected == {}
        monkeypatch.undo()
        await there.press("ctrl+r")

        assert "No other wording was found" not in there.notices()


async def test_own_words_go_to_the_review_that_is_there_when_they_are_written(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.press("ctrl+r", "e")
        old = there.main.desk.review
        assert old is not None
        there.main.action_rewrite()
        await there.settle()
        there.app.screen.query_one("#own-words", TextArea).text = "She has a family."
        await there.press("ctrl+s")

        review, decided = there.main.desk.review, there.main.desk.decided
        assert review is not None
        assert review is not old
        assert review.count(Verdict.EDITED) == 1
        assert decided is not None
        assert "She has a family." in decided.text


async def test_own_words_for_a_sentence_that_is_no_change_any_more_wait_for_the_next_rewriting(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.press("ctrl+r", "e")
        desk = there.main.desk
        assert desk.review is not None
        assert desk.result is not None
        key = desk.review.items[0].key
        result: Result = replace(desk.result, changes=(), text=POST)
        there.main.changes.show(desk.reviewed(result))
        there.app.screen.query_one("#own-words", TextArea).text = "She has a family."
        await there.press("ctrl+s")
        assert desk.edited == {key: "She has a family."}
        assert "Ctrl+R rewrites the draft with your wording." in there.notices()
        await there.press("ctrl+r")

        assert desk.result is not None
        assert "She has a family." in desk.result.text


async def test_a_key_pressed_for_a_change_that_went_decides_nothing(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.press("ctrl+r")
        review = there.main.desk.review
        assert review is not None
        gone = replace(review.items[0], changes=())
        there.main.changes.listing.post_message(ChangeList.Asked("accept", gone))
        await there.settle()

        assert review.count(Verdict.UNDECIDED) == len(review.items)


class MarkingModel(SlowModel):
    """Answers with what a terminal's mark-up looks like."""

    def propose_with(self, windows: Sequence[Window], progress: Callable[[int, Answer], None]) -> Sequence[Answer]:
        answer = Answer("My client [/b] finds [red]it hard to sit down.")
        progress(0, answer)
        self.asked.set()
        self.stopped.wait(300)
        return [answer] * len(windows)


async def test_a_wording_is_shown_as_it_is_whatever_signs_are_in_it(post: Path) -> None:
    model = MarkingModel()
    async with desktop(path=post, parts=opening(model), model=MODEL) as there:
        await there.pilot.press("ctrl+r")
        await there.until(model.asked.is_set)
        await there.until(lambda: "[/b] finds [red]it" in there.says("#progress"))
        model.stopped.set()
        await there.settle()

        assert there.app.is_running


@pytest.mark.parametrize(
    "box",
    [
        Question("“[/b]” gives nobody away.", (("", "Back"),)),
        Line("(in ~/drafts [/b])"),
        Choice("[/b]", [("a", "A", "")]),
        Reading("[/b]", "text"),
    ],
    ids=lambda box: type(box).__name__,
)
async def test_a_question_is_shown_as_it_is_whatever_signs_are_in_it(box: Question | Line | Choice | Reading) -> None:
    async with desktop("Rest.") as there:
        there.app.push_screen(box)
        await there.settle()

        assert "[/b]" in str(there.app.screen.query("Label").first().render())
