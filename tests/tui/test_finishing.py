"""Finishing: how it stands is said in words, the result goes beside the original, and nothing is lost unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from assistant.tui.places import LONGEST, folder, typed
from assistant.tui.screens.modals import Question, Reading
from tests.tui.conftest import POST
from tests.tui.driving import Desktop, desktop


async def decide_all(there: Desktop) -> None:
    await there.press("ctrl+r")
    assert there.main.desk.review is not None
    await there.press(*["a"] * len(there.main.desk.review.items))


async def test_the_result_goes_beside_the_original_which_stays(post: Path) -> None:
    async with desktop(path=post) as there:
        await decide_all(there)
        await there.press("f5", "ctrl+s")

        result = post.with_name("post.discreet.md")
        assert there.main.desk.decided is not None
        assert result.read_text("utf-8") == there.main.desk.decided.text
        assert "paramedic" not in result.read_text("utf-8")
        assert post.read_text("utf-8") == POST
        assert there.says("#finish-text").startswith("Saved as post.discreet.md, in ")
        assert "Saved as post.discreet.md, in " in there.notices()
        assert "result saved" in there.says("#top")


async def test_what_the_result_leaves_out_is_told_when_it_is_saved(post: Path) -> None:
    post.write_text(f"{POST}\n<!-- Ilka Zorn -->\n", "utf-8")
    async with desktop(path=post) as there:
        await decide_all(there)
        await there.press("f5", "ctrl+s")

        assert "Not in it: 1 comment." in there.notices()
        assert "Ilka" not in post.with_name("post.discreet.md").read_text("utf-8")


HELD = (
    "<html><body><p>My client Araceli Okafor, a 34-year-old paramedic from Leeds, cried this morning.</p>"
    "<p>Rest is not a prize for finishing.</p><script>let who = 'Araceli Okafor';</script></body></html>"
)
"""A page whose script holds the name that goes from its text."""


async def test_what_saving_would_refuse_is_said_before_anybody_saves(tmp_path: Path) -> None:
    page = tmp_path / "post.html"
    page.write_text(HELD, "utf-8")
    async with desktop(path=page) as there:
        await decide_all(there)
        assert "post.html can’t be written" in there.notices()
        await there.press("f5")

        assert there.says("#finish-text").startswith("post.html can’t be written: a name or an address that went")
        assert "You can publish it" not in there.says("#finish-text")
        await there.press("f4", *["u"] * 9, *["r"] * 9, "f5")
        assert "can’t be written" not in there.says("#finish-text")


async def test_the_whole_result_can_be_read_before_it_is_saved(post: Path) -> None:
    async with desktop(path=post) as there:
        await decide_all(there)
        await there.press("f5", "v")

        assert isinstance(there.app.screen, Reading)
        assert there.main.desk.decided is not None
        shown = there.says(".body Static")
        assert "never sit down" in shown
        assert "paramedic" not in shown


def test_a_place_is_said_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/home/ana"))
    deep = Path("/home/ana/Documents/writing/for the newsletter/drafts of this spring/letting go")

    assert folder(Path("/home/ana")) == "your home folder (~)"
    assert folder(Path("/home/ana/posts")) == "~/posts"
    assert folder(Path("/srv/posts")) == "/srv/posts"
    assert len(folder(deep)) == LONGEST
    assert folder(deep).startswith("~/Documents")
    assert folder(deep).endswith("letting go")
    assert typed("~/posts/a.md", Path("/srv")) == Path("~/posts/a.md").expanduser()
    assert typed("a.md", Path("/srv")) == Path("/srv/a.md")
    assert typed("~nobody-here-7/a.md", Path("/srv")) == Path("/srv/~nobody-here-7/a.md")


async def test_open_changes_are_never_saved_as_if_they_were_decided(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.press("ctrl+r", "ctrl+s")
        assert isinstance(there.app.screen, Question)
        await there.press("enter")

        assert there.main.step == "changes"
        assert not post.with_name("post.discreet.md").exists()


async def test_the_checklist_says_what_was_changed_and_what_stays(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.press("ctrl+r", "r")
        assert there.main.desk.review is not None
        await there.press(*["a"] * (len(there.main.desk.review.items) - 1), "f5")

        text = there.says("#finish-text")
        assert "Said less exactly or left out:" in text
        assert "because you rejected the change: one sentence" in text
        assert "Still there:" in text
        assert "Score" in text


async def test_changing_the_draft_after_the_rewriting_asks_for_a_new_one(post: Path) -> None:
    async with desktop(path=post) as there:
        await decide_all(there)
        await there.press("f2", "ctrl+end")
        await there.type("More.")
        await there.press("ctrl+s")

        assert isinstance(there.app.screen, Question)
        await there.press("enter")
        assert there.main.desk.result is not None
        assert there.main.desk.result.analysis.draft.text.endswith("More.")


async def test_a_written_draft_is_kept_where_the_person_says(tmp_path: Path) -> None:
    async with desktop() as there:
        await there.type("Rest is hard.")
        await there.press("ctrl+s")
        there.app.screen.query_one(Input).value = str(tmp_path / "mine.md")
        await there.press("enter")

        assert (tmp_path / "mine.md").read_text("utf-8") == "Rest is hard."
        assert there.main.unsaved == ""


async def test_copying_says_first_what_the_clipboard_means(post: Path) -> None:
    async with desktop(path=post) as there:
        await decide_all(there)
        await there.press("f5", "c")
        assert isinstance(there.app.screen, Question)
        assert there.app.clipboard == ""
        await there.press("enter")

        assert there.main.desk.decided is not None
        assert there.app.clipboard == there.main.desk.decided.text


async def test_a_long_text_is_shown_as_a_thread_and_judged_as_one(post: Path) -> None:
    async with desktop("Rest is hard to find for those who cope. " * 20) as there:
        await there.press("f5", "t", "enter")

        assert isinstance(there.app.screen, Reading)
        text = there.says(".body Static")
        assert "(1/" in text
        assert "judged as one text" in text


async def test_what_to_show_a_client_names_the_sentences_that_tell(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.press("ctrl+r", "r", "f5", "s")

        assert "told me this morning" in there.says(".body Static")


async def test_the_result_can_be_written_on(post: Path) -> None:
    async with desktop(path=post) as there:
        await decide_all(there)
        assert there.main.desk.decided is not None
        result = there.main.desk.decided.text
        await there.press("f5", "w")

        assert there.main.editor.text == result
        assert there.main.step == "write"
        await there.press("ctrl+z")
        assert there.main.editor.text == POST


async def test_leaving_asks_about_what_is_not_saved() -> None:
    async with desktop() as there:
        await there.type("Rest.")
        await there.press("ctrl+q")
        assert isinstance(there.app.screen, Question)
        await there.press("escape")
        assert there.app.is_running
        await there.pilot.press("ctrl+q")
        await there.pilot.pause()
        await there.pilot.press("tab", "enter")
        await there.pilot.pause()

        assert there.app.return_code == 0


async def test_leaving_without_anything_to_lose_asks_nothing(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.pilot.press("ctrl+q")
        await there.pilot.pause()

        assert there.app.return_code == 0
