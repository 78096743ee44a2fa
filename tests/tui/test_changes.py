"""Changes: taken, left, worded by hand, asked for anew; every decision shows in the readers and can be taken back."""

from __future__ import annotations

from pathlib import Path

from rich.console import Group
from textual.widgets import TextArea

from assistant.deciding.review import Review, Verdict
from assistant.domain.risk import Tier
from tests.tui.driving import Desktop, desktop


def review_of(there: Desktop) -> Review:
    assert there.main.desk.review is not None
    return there.main.desk.review


def on_show(there: Desktop) -> str:
    """The words of every change on show."""
    listing = there.main.changes.listing
    from rich.console import Console

    console = Console(width=100, no_color=True, record=True, file=open("/dev/null", "w"))  # noqa: SIM115
    for index in range(listing.option_count):
        console.print(listing.get_option_at_index(index).prompt)
    return console.export_text()


async def test_rewriting_proposes_changes_with_signs_and_reasons(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.press("ctrl+r")

        assert there.main.step == "changes"
        assert len(review_of(there).items) >= 2
        shown = on_show(there)
        assert "[-" in shown
        assert "◌ to decide" in shown
        assert "to decide" in there.says("#changes-head")


async def test_accepting_everything_one_by_one_lowers_the_readers(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.press("ctrl+r")
        count = len(review_of(there).items)
        before = there.main.readers.risk
        assert before is not None
        await there.press(*["a"] * count)

        assert review_of(there).count(Verdict.ACCEPTED) == count
        now = there.main.readers.risk
        assert now is not None
        assert now.overall < before.overall
        assert "as decided so far" in there.says("#top")


async def test_rejecting_keeps_the_sentence_and_its_risk(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.press("ctrl+r", "r")
        item = review_of(there).items[0]

        assert review_of(there).of(item).verdict is Verdict.REJECTED
        assert there.main.desk.decided is not None
        assert item.key in there.main.desk.decided.text
        assert there.main.readers.risk is not None
        assert there.main.readers.risk.overall is Tier.HIGH
        shown = there.main.changes.listing.get_option_at_index(0).prompt
        assert isinstance(shown, Group)
        assert "[-" not in str(shown.renderables[1])


async def test_a_sentence_of_ones_own_is_judged_too(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.press("ctrl+r", "e")
        there.app.screen.query_one("#own-words", TextArea).text = "My client, a baker from Todmorden, told me so today."
        await there.press("ctrl+s")

        item = review_of(there).items[0]
        assert review_of(there).of(item).verdict is Verdict.EDITED
        assert there.main.desk.decided is not None
        assert "a baker from Todmorden" in there.main.desk.decided.text
        assert "baker" in " ".join(
            w
            for r in there.main.readers.risk.readers.values()  # type: ignore[union-attr]
            for reason in r.reasons
            for w in reason.words
        )


async def test_typing_in_the_box_for_ones_own_words_replaces_what_was_proposed(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.press("ctrl+r", "e")
        await there.type("No")
        await there.press("right")
        await there.type("ne.")
        box = there.app.screen.query_one("#own-words", TextArea)
        assert box.text == "None."
        await there.press("home", "ctrl+a")

        assert box.selected_text == "None."


async def test_decisions_are_undone_and_done_again(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.press("ctrl+r", "a", "r")
        await there.press("u")
        assert review_of(there).count(Verdict.REJECTED) == 0
        await there.press("u")
        assert review_of(there).count(Verdict.ACCEPTED) == 0
        await there.press("U", "U")

        assert (review_of(there).count(Verdict.ACCEPTED), review_of(there).count(Verdict.REJECTED)) == (1, 1)


async def test_the_rest_is_accepted_only_after_what_weighs_most_was_seen(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.press("ctrl+r")
        grave = [i for i in review_of(there).items if i.grave]
        assert len(grave) >= 2
        await there.press("A")
        assert review_of(there).count(Verdict.ACCEPTED) == 0
        assert "First look at what weighs most" in there.notices()
        await there.press(*["down"] * len(review_of(there).items))
        await there.press("A")

        assert review_of(there).count(Verdict.UNDECIDED) == 0


async def test_another_wording_is_another_one_or_the_first_stays(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.press("ctrl+r")
        item = review_of(there).items[0]
        first = item.hunk.after
        await there.press("w")

        again = next(i for i in review_of(there).items if i.key == item.key)
        assert again.hunk.after != first or "No other wording was found" in there.notices()


async def test_what_was_rejected_or_edited_is_honoured_by_the_next_rewriting(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.press("ctrl+r")
        first, second = review_of(there).items[:2]
        await there.press("r", "e")
        there.app.screen.query_one("#own-words", TextArea).text = "She has a family."
        await there.press("ctrl+s", "ctrl+r")

        assert there.main.desk.result is not None
        assert "She has a family." in there.main.desk.result.text
        assert first.wording not in there.main.desk.result.text
        again = next(i for i in review_of(there).items if i.key == first.key)
        assert again.wording != first.wording or review_of(there).of(again).verdict is Verdict.REJECTED
        assert second.key not in there.main.desk.result.text


async def test_a_filter_shows_changes_of_one_kind(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.press("ctrl+r")
        everything = there.main.changes.listing.option_count
        await there.press("f", "end", "enter")

        assert 0 < there.main.changes.listing.option_count < everything
        assert "only (f)" in there.says("#changes-head")


async def test_side_by_side_needs_a_wide_window(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.press("ctrl+r", "d")
        assert "120 columns" in there.notices()
        await there.pilot.resize_terminal(140, 40)
        await there.press("d")

        assert there.main.changes.sides
        assert "│" in on_show(there)


async def test_a_draft_without_a_case_needs_no_change() -> None:
    async with desktop("Rest can feel like stealing to the one who always coped.\n") as there:
        await there.press("ctrl+r")

        assert "Nothing needs to change" in there.says("#changes-head")
