"""Nothing goes out that was read before the last decision, or that was proposed for an older draft."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input

from assistant.domain.changes import Source
from assistant.domain.details import Kind
from assistant.domain.risk import Risk, Tier
from assistant.tui.screens.modals import Line, Question, Reading
from tests.tui.conftest import POST
from tests.tui.driving import Desktop, Held, desktop, session
from tests.tui.test_finishing import decide_all


async def all_but_the_last_read(there: Desktop, held: Held) -> str:
    """Decide everything while the judgement of the last decision is still awaited; what it will come to."""
    await there.press("ctrl+r")
    review = there.main.desk.review
    assert review is not None
    await there.press(*["a"] * (len(review.items) - 1))
    held.hold("decided")
    await there.pilot.press("a")
    assert not there.main.desk.decided
    return review.result.text


async def test_saving_right_after_a_decision_saves_with_that_decision(post: Path) -> None:
    held, result = Held(), post.with_name("post.discreet.md")
    async with desktop(path=post, parts=session(build_pipeline=lambda: held)) as there:
        wanted = await all_but_the_last_read(there, held)
        await there.pilot.press("ctrl+s")
        await there.pilot.pause()
        assert not result.exists()
        assert "Reading what you decided" in there.notices()
        assert "Reading what you decided" in there.says("#top")
        assert "Nothing is rewritten yet" not in there.notices()
        held.let_go()
        await there.settle()

        assert result.read_text("utf-8") == wanted
        assert "result saved" in there.says("#top")


async def test_saving_under_another_name_waits_for_the_last_decision_too(post: Path, tmp_path: Path) -> None:
    held = Held()
    async with desktop(path=post, parts=session(build_pipeline=lambda: held)) as there:
        wanted = await all_but_the_last_read(there, held)
        there.main.action_save_as()
        await there.pilot.pause()
        assert not isinstance(there.app.screen, Line)
        held.let_go()
        await there.settle()
        there.app.screen.query_one(Input).value = str(tmp_path / "other.md")
        await there.press("enter")

        assert (tmp_path / "other.md").read_text("utf-8") == wanted


async def test_what_is_read_copied_or_written_on_holds_the_last_decision(post: Path) -> None:
    held = Held()
    async with desktop(path=post, parts=session(build_pipeline=lambda: held)) as there:
        wanted = await all_but_the_last_read(there, held)
        await there.pilot.press("f5")
        await there.pilot.pause()
        assert there.says("#finish-text").startswith("Reading what you decided")
        await there.pilot.press("v")
        await there.pilot.pause()
        assert not isinstance(there.app.screen, Reading)
        held.let_go()
        await there.settle()
        assert there.says(".body Static") == wanted

        await there.press("escape", "c", "enter")
        assert there.app.clipboard == wanted
        await there.press("w")
        assert there.main.editor.text == wanted


async def test_a_look_at_the_draft_does_not_lose_a_decision_nor_a_decision_a_look(post: Path) -> None:
    held = Held()
    async with desktop(path=post, parts=session(build_pipeline=lambda: held)) as there:
        wanted = await all_but_the_last_read(there, held)
        there.main.look()
        held.let_go()
        await there.settle()
        assert there.main.desk.decided is not None
        assert there.main.desk.decided.text == wanted

        before = there.main.desk.analysis
        held.hold("glance")
        there.main.look()
        await there.pilot.press("u")
        held.let_go()
        await there.settle()
        assert there.main.desk.analysis is not before
        assert there.main.desk.decided is not None
        assert there.main.desk.decided.text != wanted


async def test_a_judgement_that_fails_is_said_and_tried_again_when_asked(post: Path) -> None:
    held = Held()
    async with desktop(path=post, parts=session(build_pipeline=lambda: held)) as there:
        await decide_all(there)
        held.fails = {"decided"}
        await there.press("r")
        assert there.main.desk.decided is None
        assert there.main.readers.risk is None
        assert "What you decided could not be read" in there.says("#top")
        held.fails = set()
        await there.press("ctrl+s")

        assert there.main.desk.decided is not None
        assert post.with_name("post.discreet.md").read_text("utf-8") == there.main.desk.decided.text


async def test_what_is_decided_after_saving_is_not_saved(post: Path) -> None:
    async with desktop(path=post) as there:
        await decide_all(there)
        await there.press("ctrl+s")
        assert there.main.unsaved == ""
        await there.press("u")

        assert there.main.unsaved == "What you decided is not saved."
        assert "not saved" in there.says("#top")
        await there.press("f5")
        assert "Saved as" not in there.says("#finish-text")
        await there.press("f4", "U")
        assert there.main.unsaved == ""
        assert "result saved" in there.says("#top")


async def test_a_draft_written_here_is_not_saved_with_its_result(tmp_path: Path) -> None:
    async with desktop() as there:
        there.main.editor.load_text(POST)
        await there.settle()
        await decide_all(there)
        await there.press("ctrl+s")
        there.app.screen.query_one(Input).value = str(tmp_path / "result.md")
        await there.press("enter")
        assert (tmp_path / "result.md").exists()
        assert "result saved, draft not" in there.says("#top")
        await there.press("ctrl+q")
        assert isinstance(there.app.screen, Question)
        await there.press("enter")
        there.app.screen.query_one(Input).value = str(tmp_path / "mine.md")
        await there.press("enter")

        assert (tmp_path / "mine.md").read_text("utf-8") == POST
        assert there.main.unsaved == ""


@pytest.mark.parametrize("key", ["c", "t", "v", "s"])
async def test_nothing_of_an_older_draft_is_copied_fitted_read_or_shown(post: Path, key: str) -> None:
    async with desktop(path=post) as there:
        await decide_all(there)
        await there.press("f2", "ctrl+end")
        await there.type("More.")
        await there.press("f5")
        assert there.says("#finish-text").startswith("You changed your draft after it was rewritten.")
        await there.press(key)

        assert isinstance(there.app.screen, Question)
        assert there.app.clipboard == ""
        await there.press("enter")
        assert there.main.desk.result is not None
        assert there.main.desk.result.analysis.draft.text.endswith("More.")


async def test_the_changed_draft_itself_can_be_read(post: Path) -> None:
    async with desktop(path=post) as there:
        await decide_all(there)
        await there.press("f2", "ctrl+end")
        await there.type("More.")
        await there.press("f5", "v", "tab", "enter")

        assert there.says(".body Static") == f"{POST}More."


async def test_how_many_clients_there_are_holds_for_what_is_decided(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.press("ctrl+r", "f5")
        before = there.main.desk.decided
        assert before is not None
        there.main.action_caseload()
        await there.settle()
        there.app.screen.query_one(Input).value = "100000"
        await there.press("enter")

        assert there.main.desk.decided is not None
        assert there.main.desk.analysis is not None
        assert there.main.desk.decided.risk == there.main.desk.analysis.risk
        assert there.main.desk.decided.risk != before.risk


async def test_what_a_rewriting_alone_heeds_is_no_reason_to_judge_again(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.press("ctrl+r")
        before = there.main.desk.decided
        assert before is not None
        await there.go_to("paramedic")
        await there.press("right", "f4")
        there.main.look()
        await there.settle()

        assert there.main.desk.decided is before


async def test_what_was_found_in_the_draft_before_is_not_shown_for_the_next_one(post: Path) -> None:
    from assistant.composition import draft_of
    from assistant.tui.messages import Checked

    async with desktop(path=post) as there:
        old, analysis = there.main.serial, there.main.desk.analysis
        assert analysis is not None
        there.main.lay(draft_of("Rest.", "markdown"), None)
        there.main.on_checked(Checked(old, analysis))

        assert there.main.readers.risk is not analysis.risk


async def test_the_client_is_not_left_out_where_nothing_is_known(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.press("f5", "s")
        assert "Nothing is rewritten yet." in there.notices()
        await decide_all(there)
        decided = there.main.desk.decided
        assert decided is not None
        unknown = {r: replace(one, tier=Tier.CANNOT_TELL, reasons=()) for r, one in decided.risk.readers.items()}
        risk: Risk = replace(decided.risk, overall=Tier.CANNOT_TELL, readers=unknown)
        there.main._consent(replace(decided, risk=risk))
        await there.settle()

        assert "show the client the whole text" in there.says(".body Static")


async def test_an_own_wording_that_is_turned_down_does_not_come_back(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.press("ctrl+r")
        desk = there.main.desk
        assert desk.review is not None
        key = desk.review.items[0].key
        desk.review.edit(desk.review.items[0], "She has a family.")
        await there.press("ctrl+r")
        assert desk.review is not None
        item = next(i for i in desk.review.items if i.key == key)
        assert {c.source for c in item.changes} == {Source.PERSON}
        there.main.changes.listing.highlighted = desk.review.items.index(item)
        await there.press("r")
        assert key not in desk.kept().edited
        assert "She has a family." not in desk.kept().rejected.get(key, ())
        desk.learn()
        await there.press("ctrl+r")

        assert desk.result is not None
        assert "She has a family." not in desk.result.text
        assert key not in desk.edited
        assert "She has a family." not in desk.rejected.get(key, ())


async def test_words_that_were_said_to_be_none_no_longer_count_in_what_is_decided(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.press("ctrl+r")
        await there.go_to("Huddersfield")
        await there.press("n", "f4")

        decided = there.main.desk.decided
        assert decided is not None
        places = [d for d in decided.remaining if d.kind is Kind.PLACE and "Huddersfield" in d.texts]
        assert places
        assert not any(d.counts for d in places)
