"""Help, palette, keys, tour, settings, colours: everything is reached by more than one way and says what it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from assistant.cli.edit import clear_textual_environment
from assistant.domain.changes import Audience
from assistant.domain.errors import UsageError
from assistant.settings.model import Screen, Settings
from assistant.settings.sources import user_file
from assistant.storage import vault
from assistant.tui.actions import ACTIONS, Place, at
from assistant.tui.app import Everything
from assistant.tui.keymap import checked
from assistant.tui.screens.modals import Choice, Reading
from assistant.tui.screens.prompting import DEFAULT_PROMPT
from assistant.tui.tour import STOPS
from tests.tui.driving import desktop


def test_every_action_has_a_name_a_sentence_and_an_id_of_its_own() -> None:
    assert len({a.id for a in ACTIONS}) == len(ACTIONS)
    assert all(a.title and a.help.endswith(".") for a in ACTIONS)


@pytest.mark.parametrize("place", list(Place))
def test_no_key_does_two_things_in_one_place(place: Place) -> None:
    keys = [k for a in (*at(place), *(at(Place.EVERYWHERE) if place is not Place.EVERYWHERE else ())) for k in a.keys]

    assert len(set(keys)) == len(keys)


def test_keys_that_clash_are_refused_and_both_actions_named() -> None:
    with pytest.raises(UsageError, match=r"Accept \(changes.accept\) and Reject \(changes.reject\)"):
        checked({"changes.reject": "a"})
    with pytest.raises(UsageError, match=r"no action called changes\.take"):
        checked({"changes.take": "x"})


async def test_keys_of_ones_own_hold(post: Path) -> None:
    settings = Settings(screen=Screen(keymap={"changes.accept": "y"}))
    async with desktop(path=post, settings=settings) as there:
        await there.press("ctrl+r", "y")

        assert there.main.desk.review is not None
        assert there.main.desk.review.changes()


@pytest.mark.parametrize("step", ["f2", "f3", "f4", "f5"])
async def test_help_is_about_where_one_is(post: Path, step: str) -> None:
    async with desktop(path=post) as there:
        await there.press(step, "f1")
        assert isinstance(there.app.screen, Reading)
        text = there.says(".body Static")
        assert "Ctrl+R" in text
        assert ("Accept" in text) == (step == "f4")
        await there.press("escape")
        assert there.app.screen is there.main


async def test_the_palette_knows_every_action_and_does_what_it_says(post: Path) -> None:
    async with desktop(path=post) as there:
        found = [hit async for hit in Everything(there.main).discover()]
        assert len(found) == len(ACTIONS)
        await there.press("ctrl+p")
        await there.type("who could")
        await there.until(lambda: bool(there.app.screen.query("OptionList")))
        await there.pilot.pause(0.3)
        await there.press("enter")
        await there.pilot.pause(0.3)

        assert isinstance(there.app.screen, Reading)
        assert "would probably tell" in there.says(".body Static")


async def test_the_tour_goes_through_every_step_and_ends() -> None:
    async with desktop(tour=True) as there:
        assert "1 of 5" in there.says("#tour")
        for stop in STOPS[1:]:
            await there.press("f7")
            assert there.main.step == stop.step
        await there.press("f7")

        assert there.says("#tour") == ""
        assert there.main.unsaved == ""


async def test_how_many_clients_there_are_changes_what_a_detail_tells() -> None:
    async with desktop("My client is a teacher and has two brothers. She finds it hard to rest.\n") as there:
        assert there.main.readers.risk is not None
        before = there.main.readers.risk
        await there.press("f6", "tab", "tab", "enter")
        box = there.app.screen.query_one(Input)
        box.value = "5000"
        await there.press("enter")

        assert there.main.desk.options.background.caseload == 5000
        assert there.main.readers.risk != before


async def test_a_setting_is_changed_in_the_persons_own_file_and_holds_at_once(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.press("f8", "enter")  # the first setting: who will read it
        await there.press("down", "enter")

        wanted = there.main.desk.options.audience
        assert wanted is not Audience.BLOG
        assert f'audience = "{wanted}"' in user_file().read_text("utf-8")


async def test_an_unfinished_draft_is_kept_in_the_vault_and_found_again(post: Path) -> None:
    vault.create(vault.default_folder(), "four words nobody guesses")
    async with desktop(path=post, settings=Settings(screen=Screen(autosave=True))) as there:
        await there.until(lambda: bool(there.app.screen.query(Input)))
        there.app.screen.query_one(Input).value = "four words nobody guesses"
        await there.press("enter")
        await there.until(lambda: there.main.vault is not None)
        await there.press("ctrl+end")
        await there.type("More.")
        there.main.keep_now()

        opened = vault.unlock(vault.default_folder(), "four words nobody guesses")
        assert opened.get(vault.Section.DRAFT, "post.md").endswith("More.")
    kept = b"".join(p.read_bytes() for p in vault.default_folder().iterdir())
    assert b"paramedic" not in kept


async def test_without_a_vault_nothing_is_kept_and_that_is_said(post: Path) -> None:
    async with desktop(path=post, settings=Settings(screen=Screen(autosave=True))) as there:
        assert "There is no vault yet" in there.notices()
        there.main.keep_now()

        assert not vault.default_folder().exists()


async def test_light_and_dark_keep_every_sign(post: Path) -> None:
    async with desktop(path=post) as there:
        before = there.says("#readers")
        await there.press("f9")

        assert there.app.theme == "discreet-light"
        assert there.says("#readers") == before


async def test_without_colours_signs_say_it_all(post: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with desktop(path=post) as there:
        assert "● High" in there.says("#readers")
        await there.press("ctrl+r")
        assert "[-go-]" in there.says("#changes-head")


async def test_steps_and_readers_answer_to_the_mouse(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.pilot.click("#steps", offset=(14, 0))
        await there.settle()
        assert there.main.step == "details"
        await there.pilot.click("#readers", offset=(5, 1))
        await there.settle()

        assert isinstance(there.app.screen, Reading)


async def test_a_prompt_is_seen_word_for_word_before_it_is_used(post: Path) -> None:
    async with desktop(path=post) as there:
        there.main.action_prompts()
        await there.press("enter")
        text = there.says(".body Static")
        assert there.main.prompt("generalise").system.strip()[:40] in text
        assert "34-year-old" in text
        await there.press("enter")

        assert there.main.prompt_name
        assert f"The model will be asked with the prompt “{there.main.prompt_name}”." in there.notices()


async def test_back_from_a_prompt_is_the_list_and_u_uses_it(post: Path) -> None:
    async with desktop(path=post) as there:
        there.main.action_prompts()
        await there.press("down", "enter", "escape")
        assert isinstance(there.app.screen, Choice)
        assert there.main.prompt_name == ""
        await there.press("enter", "u")

        assert there.main.prompt_name not in ("", DEFAULT_PROMPT)
        assert there.app.screen is there.main


async def test_a_long_text_says_that_there_is_more_and_where_it_ends(post: Path) -> None:
    async with desktop(path=post) as there:
        await there.press("f1")
        assert "PageDown: more" in there.says("#more")
        await there.press("end")
        assert "That is the end" in there.says("#more")
        await there.press("pageup")
        assert "PageDown: more" in there.says("#more")


async def test_a_text_that_fits_says_nothing_of_more() -> None:
    async with desktop("Rest can feel like stealing.\n", size=(80, 40)) as there:
        await there.press("f6")

        assert not there.app.screen.query_one("#more").display


@pytest.mark.parametrize("keys", [("f3", "down"), ("ctrl+r", "down"), ("f8", "down"), ("ctrl+p", "down")])
async def test_every_list_points_at_its_current_row_without_colour(post: Path, keys: tuple[str, ...]) -> None:
    async with desktop(path=post) as there:
        await there.press(*keys)
        await there.pilot.pause(0.3)
        places = {"f3": there.main.details.listing, "ctrl+r": there.main.changes.listing}
        listing = places.get(keys[0]) or there.app.screen.query_one(OptionList)
        rows = [y for y in range(listing.size.height) if listing.render_line(y).text.startswith("▸")]

        assert len(rows) == 1
        assert listing.highlighted is not None
        assert listing._lines[listing.scroll_offset.y + rows[0]][0] == listing.highlighted


async def test_without_a_model_the_list_says_how_to_get_one() -> None:
    async with desktop() as there:
        there.main.action_models()
        await there.press("down", "enter")

        assert "discreet models suggest" in there.notices()


async def test_a_file_is_opened_by_typing_its_path(post: Path) -> None:
    async with desktop() as there:
        await there.press("ctrl+o")
        there.app.screen.query_one(Input).value = str(post)
        await there.press("enter")

        assert "paramedic" in there.main.editor.text
        assert there.main.desk.path == post


def test_nothing_in_the_environment_makes_the_screen_write_or_listen(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("TEXTUAL", "TEXTUAL_LOG", "TEXTUAL_SCREENSHOT", "TEXTUAL_DEVTOOLS_PORT")
    monkeypatch.setattr(os, "environ", {"TERM": "xterm", **dict.fromkeys(names, "devtools")})

    clear_textual_environment()

    assert os.environ == {"TERM": "xterm"}


async def test_no_picture_of_a_draft_is_written(post: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    async with desktop(path=post) as there:
        await there.app.run_action("screenshot")
        await there.settle()

        assert not list(tmp_path.glob("*.svg"))
        assert all("screenshot" not in a.help.lower() for a in ACTIONS)
