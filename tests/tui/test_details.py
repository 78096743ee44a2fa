"""Details: turned, kept, left out, dismissed; the readers move with them and every choice can be taken back."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from assistant.domain.risk import Reader, Tier
from assistant.pipeline import NotADetail, Wish
from tests.tui.driving import Desktop, desktop

ONE = "My client lives in Todmorden. She finds it hard to rest.\n"


def standing(there: Desktop) -> str:
    """The rung that the dial has in brackets."""
    text = there.says("#dial")
    return text[text.index("[") + 1 : text.index("]")]


async def test_turning_one_detail_brings_the_acquaintance_to_low() -> None:
    async with desktop(ONE) as there:
        assert there.tier(Reader.ACQUAINTANCE) > Tier.LOW
        await there.go_to("Todmorden")
        for _ in range(4):
            await there.press("right")
            if there.tier(Reader.ACQUAINTANCE) is Tier.LOW:
                break

        assert there.tier(Reader.ACQUAINTANCE) is Tier.LOW
        assert "↓ was Raised" in there.says("#readers")
        assert "with your choices" in there.says("#top")


async def test_a_detail_that_was_turned_far_enough_is_no_longer_counted(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.go_to("Huddersfield")
        before = int(there.says("#details-head").split()[0])
        await there.press("o")

        assert there.says("#details-head").startswith(f"{before - 1} of {before} details could still give")
        assert str(before - 1) in there.says("#steps")
        await there.press("u")
        assert there.says("#details-head").startswith(f"{before} details")


async def test_a_detail_says_for_whom_it_matters() -> None:
    async with desktop(ONE) as there:
        await there.go_to("Todmorden")
        assert "Without it" in there.says("#dial")
        assert "someone who knows them would hardly tell" in " ".join(there.says("#dial").split())
        await there.press("o")

        assert "Without it" not in there.says("#dial")


async def test_where_a_detail_was_found_is_said_without_the_names_of_rules(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.go_to("Huddersfield")

        assert "(found by a rule)" in there.says("#dial")


async def test_the_sentence_moves_with_the_dial(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.go_to("Leeds")
        await there.press("right")

        assert standing(there) == "a city in West Yorkshire"
        assert "her sister in a city in West Yorkshire" in " ".join(there.says("#dial").split())
        await there.press("left")
        assert standing(there) == "Leeds"


async def test_the_dial_stops_at_both_ends(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.go_to("paramedic")
        await there.press("left")
        assert "as exact as it was written" in there.notices()
        await there.press("o", "right")

        assert standing(there) == "left out"
        assert "left out already" in there.notices()


async def test_a_kept_detail_keeps_its_reason_and_its_words(post: Path) -> None:
    async with desktop(path=post) as there:
        detail = await there.go_to("paramedic")
        await there.press("k")
        there.app.screen.query_one(Input).value = "it is the point"
        await there.press("enter")

        choice = there.main.desk.choice(detail)
        assert choice == Wish(detail.kind, "paramedic", 0, "it is the point")
        assert "Kept as it stands, because you noted: it is the point" in there.says("#dial")
        await there.press("ctrl+r")
        assert there.main.desk.result is not None
        assert "paramedic" in there.main.desk.result.text


async def test_what_is_no_detail_counts_no_more_and_can_be_taken_back(post: Path) -> None:
    async with desktop(path=post) as there:
        detail = await there.go_to("paramedic")
        before = len(there.main.details.listing.shown)
        await there.press("n")

        assert isinstance(there.main.desk.choice(detail), NotADetail)
        assert "paramedic" not in there.says("#readers")
        await there.press("u")
        assert there.main.desk.choice(detail) is None
        assert "paramedic" in there.says("#readers")
        assert len(there.main.details.listing.shown) == before


async def test_a_choice_outlives_an_edit_elsewhere(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.go_to("Huddersfield")
        await there.press("right", "right", "f2", "ctrl+end")
        await there.type("More.")
        there_again = await there.go_to("Huddersfield")

        assert there.main.desk.rung(there_again) == 2


async def test_what_was_turned_is_worded_so_in_the_rewriting(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.go_to("Huddersfield")
        await there.press("right", "right", "ctrl+r")

        assert there.main.desk.result is not None
        assert "a northern English town" in there.main.desk.result.text
        assert "Huddersfield" not in there.main.desk.result.text


async def test_freeing_a_detail_lets_discreet_choose_again(post: Path) -> None:
    async with desktop(path=post) as there:
        detail = await there.go_to("Huddersfield")
        await there.press("p")
        assert there.main.desk.choice(detail) is not None
        await there.press("backspace")

        assert there.main.desk.choice(detail) is None


async def test_undo_with_nothing_to_take_back_says_so(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.press("f3", "u")

        assert "nothing to take back" in there.notices()
