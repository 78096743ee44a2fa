"""Nothing that was decided is lost unasked: not by a rewriting, not by leaving, not by a file that is there already."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Button, Input, TextArea

from assistant.composition import draft_of
from assistant.deciding.review import Review, Verdict
from assistant.domain.changes import Audience
from assistant.domain.details import Kind
from assistant.pipeline import Options
from assistant.settings.model import Screen, Settings
from assistant.storage import vault
from assistant.tui.screens.modals import Question
from tests.documents import made
from tests.tui.driving import Desktop, desktop
from tests.tui.test_finishing import decide_all

PASSPHRASE = "four words nobody guesses"
KEEPING = Settings(screen=Screen(autosave=True))
BOOK = Options(case=True, audience=Audience.BOOK)
TWICE = (
    "Last Tuesday Mrs Holt cancelled again. Shame keeps people away.\n\nShe is a midwife in Whitby.\n\n"
    "Last Tuesday Mrs Holt cancelled again. It is hard to name. \n\nShe is a midwife in Whitby.\n"
)
"""Two sentences, each of them twice."""


def review_of(there: Desktop) -> Review:
    assert there.main.desk.review is not None
    return there.main.desk.review


def verdicts(there: Desktop) -> list[Verdict]:
    review = review_of(there)
    return [review.of(item).verdict for item in review.items]


async def unlock(there: Desktop) -> None:
    await there.until(lambda: bool(there.app.screen.query(Input)))
    there.app.screen.query_one(Input).value = PASSPHRASE
    await there.press("enter")
    await there.until(lambda: there.main.vault is not None)
    await there.settle()


async def leave(there: Desktop) -> None:
    await there.pilot.press("ctrl+q")
    await there.pilot.pause()


async def test_a_change_accepted_after_all_stands_through_the_next_rewriting() -> None:
    async with desktop(TWICE, options=BOOK) as there:
        await there.press("ctrl+r")
        assert len(review_of(there).items) == 4
        there.main.changes.listing.highlighted = 1
        await there.press("r")
        there.main.changes.listing.highlighted = 3
        await there.press("w")
        assert "No other wording was found" in there.notices()
        there.main.changes.listing.highlighted = 1
        await there.press("a", "ctrl+r")

        left = [Verdict.UNDECIDED, Verdict.ACCEPTED, Verdict.UNDECIDED, Verdict.UNDECIDED]
        assert verdicts(there) == left
        assert there.main.desk.rejected == {}


async def test_a_change_that_was_turned_down_is_listed_after_the_next_rewriting_and_can_be_taken_back(
    post: Path,
) -> None:
    async with desktop(TWICE, options=BOOK) as there:
        await there.press("ctrl+r")
        there.main.changes.listing.highlighted = 1
        await there.press("r")
        there.main.changes.listing.highlighted = 3
        await there.press("r", "ctrl+r")
        assert len(review_of(there).items) == 4
        assert verdicts(there).count(Verdict.REJECTED) == 2
        assert there.main.desk.rejected
        await there.press("u", "u")
        assert "There is nothing to take back." not in there.notices()
        assert set(verdicts(there)) == {Verdict.UNDECIDED}
        there.main.changes.listing.highlighted = 1
        await there.press("a")
        assert there.main.desk.decided is not None
        assert there.main.desk.decided.text.count("midwife") == 1
        await there.press("ctrl+r")

        assert there.main.desk.rejected == {}
        assert verdicts(there).count(Verdict.ACCEPTED) == 1


async def test_what_was_turned_down_before_a_rewriting_is_not_called_saved(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.press("ctrl+r", "r", "ctrl+r")

        assert there.main.unsaved == "What you decided is not saved."
        assert "not saved" in there.says("#top")


async def test_sentences_that_read_the_same_are_decided_one_by_one() -> None:
    async with desktop(TWICE, options=BOOK) as there:
        await there.press("ctrl+r", "a")

        assert verdicts(there) == [Verdict.ACCEPTED, *[Verdict.UNDECIDED] * 3]
        assert there.main.changes.listing.highlighted == 1


async def test_a_word_file_nobody_wrote_on_is_saved_as_one(tmp_path: Path) -> None:
    body = "My client is a 34-year-old midwife from Whitby.\u2028She rests.\u0085Rest is hard."
    (tmp_path / "ls.docx").write_bytes(made.docx(body))
    (tmp_path / "ls.discreet.md").write_text("of another draft", "utf-8")
    async with desktop(path=tmp_path / "ls.docx") as there:
        assert "Unusual line breaks were evened out here." in there.notices()
        await decide_all(there)
        await there.press("ctrl+s")

        assert (tmp_path / "ls.discreet.docx").is_file()
        assert (tmp_path / "ls.discreet.md").read_text("utf-8") == "of another draft"


async def test_a_word_file_that_was_written_on_takes_no_other_results_place(tmp_path: Path) -> None:
    (tmp_path / "ls.docx").write_bytes(made.docx("My client is a 34-year-old midwife from Whitby."))
    for name in ("ls.discreet.md", "ls.docx.discreet.md"):
        (tmp_path / name).write_text("of another sitting", "utf-8")
    async with desktop(path=tmp_path / "ls.docx") as there:
        await there.press("ctrl+end")
        await there.type("More.")
        await decide_all(there)
        await there.press("ctrl+s")
        assert there.main.desk.decided is not None
        assert (tmp_path / "ls.docx-2.discreet.md").read_text("utf-8") == there.main.desk.decided.text
        await there.press("u", "ctrl+s", "tab", "enter")

        assert (tmp_path / "ls.docx-2.discreet.md").read_text("utf-8") == there.main.desk.decided.text
    assert sorted(p.name for p in tmp_path.glob("ls*.md")) == [
        "ls.discreet.md",
        "ls.docx-2.discreet.md",
        "ls.docx.discreet.md",
    ]
    assert (tmp_path / "ls.docx.discreet.md").read_text("utf-8") == "of another sitting"


async def test_a_result_that_the_person_names_replaces_another_only_when_they_say_so(
    post: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.discreet.md"
    other.write_text("of another draft", "utf-8")
    async with desktop(path=post) as there:
        await decide_all(there)
        there.main.action_save_as()
        await there.settle()
        there.app.screen.query_one(Input).value = str(other)
        await there.press("enter")
        assert isinstance(there.app.screen, Question)
        assert other.read_text("utf-8") == "of another draft"
        await there.press("tab", "enter")

        assert there.main.desk.decided is not None
        assert other.read_text("utf-8") == there.main.desk.decided.text


async def test_uneven_line_breaks_of_a_file_are_no_change_and_come_back_in_the_result(tmp_path: Path) -> None:
    path = tmp_path / "mixed.md"
    path.write_bytes(b"My client is a 34-year-old midwife from Whitby.\r\n\r\nRest is hard.\n\fIt is slow.\r\n")
    async with desktop(path=path) as there:
        assert there.main.unsaved == ""
        assert "as on the disk" in there.says("#top")
        assert "Unusual line breaks were evened out here." in there.notices()
        await decide_all(there)
        assert not there.main.stale
        await there.press("ctrl+s")

        assert there.main.unsaved == ""
    assert path.with_name("mixed.discreet.md").read_bytes().endswith(b"Rest is hard.\n\fIt is slow.\r\n")


async def test_what_was_chosen_for_details_is_not_lost_unasked(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.go_to("paramedic")
        await there.press("right")
        assert there.main.unsaved == "What you chose for its details is not saved."
        assert "not saved" in there.says("#top")
        await leave(there)
        assert isinstance(there.app.screen, Question)
        assert there.app.screen._text.endswith("discreet keeps nothing by itself.")
        await there.press("escape", "u")
        assert there.main.unsaved == ""
        await there.press("right")
        await decide_all(there)
        await there.press("ctrl+s")
        assert there.main.unsaved == ""
        await there.go_to("paramedic")
        await there.press("right")

        assert there.main.unsaved == "What you chose for its details is not saved."
        assert "result saved, choices not" in there.says("#top")


async def test_choices_are_in_the_vault_when_the_person_leaves(post: Path) -> None:
    vault.create(vault.default_folder(), PASSPHRASE)
    async with desktop(path=post, settings=KEEPING) as there:
        await unlock(there)
        await there.go_to("paramedic")
        await there.press("right")
        await leave(there)
        assert there.app.return_code == 0

    kept = vault.unlock(vault.default_folder(), PASSPHRASE).get(vault.Section.DECISION, post.name)
    assert [(c["words"], c["rung"]) for c in kept["choices"]] == [("paramedic", 1)]


@pytest.mark.parametrize("how", ["another draft", "the end"])
async def test_choices_are_in_the_vault_however_the_draft_goes(post: Path, how: str) -> None:
    vault.create(vault.default_folder(), PASSPHRASE)
    async with desktop(path=post, settings=KEEPING) as there:
        await unlock(there)
        await there.go_to("paramedic")
        await there.press("right")
        if how == "another draft":
            there.main.lay(draft_of("Rest.", "markdown"), None)
            await there.settle()

    assert vault.unlock(vault.default_folder(), PASSPHRASE).get(vault.Section.DECISION, post.name)["choices"]


async def test_leaving_says_what_the_vault_keeps(post: Path) -> None:
    vault.create(vault.default_folder(), PASSPHRASE)
    async with desktop(path=post, settings=KEEPING) as there:
        await unlock(there)
        await there.press("ctrl+r", "a", "f2", "ctrl+end")
        await there.type("More.")
        await leave(there)
        assert isinstance(there.app.screen, Question)
        text = there.app.screen._text

        assert text == (
            "What you wrote is not saved. It is kept in your vault, encrypted; which changes you accepted is not."
        )
        assert there.main.vault is not None
        assert there.main.vault.get(vault.Section.DRAFT, post.name).endswith("More.")


async def test_what_the_vault_says_was_turned_down_is_shown_as_that(post: Path) -> None:
    vault.create(vault.default_folder(), PASSPHRASE)
    async with desktop(path=post, settings=KEEPING) as there:
        await unlock(there)
        await there.press("ctrl+r", "r")
        there.main.keep_now()
    async with desktop(path=post, settings=KEEPING) as there:
        await there.until(lambda: bool(there.app.screen.query(Input)))
        there.main.action_rewrite()
        await there.settle()
        await unlock(there)

        assert verdicts(there)[0] is Verdict.REJECTED
        assert there.main.desk.kept().rejected


async def test_a_telling_file_name_leaves_one_result(tmp_path: Path) -> None:
    path = tmp_path / "Mrs Holt session 14.md"
    path.write_text("My client, Mrs Holt, is a 34-year-old midwife from Whitby. She has twins.\n", "utf-8")
    async with desktop(path=path) as there:
        await there.press("ctrl+r")
        details = review_of(there).result.analysis.details
        assert any(d.kind is Kind.FILE_NAME for d in details)
        await there.press("r", *["a"] * (len(review_of(there).items) - 1), "ctrl+s")
        first = (tmp_path / "draft-1.discreet.md").read_text("utf-8")
        there.main.changes.listing.highlighted = 0
        await there.press("f4", "a", "ctrl+s")

        assert [p.name for p in tmp_path.glob("*.discreet.md")] == ["draft-1.discreet.md"]
        assert (tmp_path / "draft-1.discreet.md").read_text("utf-8") != first


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_box_for_ones_own_words_shows_its_keys_however_long_the_sentence(size: tuple[int, int]) -> None:
    long = " and ".join(["My client, a 34-year-old paramedic from Huddersfield, told me that she never rests"] * 6)
    async with desktop(f"{long}.\n", size=size) as there:
        await there.press("ctrl+r", "e")
        area, box = there.app.screen.query_one("#own-words", TextArea), there.app.screen.query_one(".box")
        assert area.region.height >= 4
        for button in there.app.screen.query(Button):
            assert box.content_region.contains_region(button.region)
            assert button.region.bottom < size[1]


async def test_a_case_that_is_not_seen_can_be_named_on_the_screen() -> None:
    hint = "If it does tell of a case, say so: Ctrl+P, then “It tells of a case”."
    async with desktop("Rest can feel like stealing to the one who always coped.\n") as there:
        await there.press("f3")
        assert hint in there.says("#details-head")
        await there.press("f5")
        assert hint in there.says("#finish-text")
        await there.press("ctrl+r", "f5")
        assert hint in there.says("#finish-text")
        assert "--case" not in there.says("#finish-text")
        there.main.action_case()
        await there.settle()

        assert hint not in there.says("#finish-text")
        assert hint not in there.says("#details-head")
