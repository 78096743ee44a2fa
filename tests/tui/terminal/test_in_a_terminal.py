"""Every flow once more in a real terminal, asserted on what stands on its screen."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from assistant.tui.screens.keeping import AUTOSAVE
from tests import tiny
from tests.tui.conftest import POST
from tests.tui.terminal.screen import Terminal, needs_tmux

pytestmark = needs_tmux


def test_writing_on_an_empty_page_moves_the_readers(tmp_path: Path) -> None:
    with Terminal(tmp_path) as there:
        there.until("Nothing is kept unless you save", "F1 Help")
        there.type("My client is a paramedic in Huddersfield. She has twins.")

        there.until("● High", "“paramedic”", "not saved")
        there.press("C-q")
        there.until("What you wrote is not saved.")
        there.press("Tab", "Enter")
        there.until("ended with 0")
    assert not list(tmp_path.glob("*.md"))


def test_turning_a_detail_moves_the_readers(post: Path) -> None:
    with Terminal(post.parent, "edit", post.name) as there:
        there.until("post.md", "● High")
        there.press("F3")
        there.until("[F3 Details", "“34-year-old”")
        there.press("Down", "Down")
        there.until("[Huddersfield]")
        there.press("Right", "Right")

        there.until("[a northern English", "with your choices")


TWO_CHANGES = (
    "My client, a 34-year-old paramedic from Huddersfield, told me this morning that she never sits down.\n\n"
    "If you grew up as the one who coped, rest can feel like stealing. Start with five minutes in a chair, on purpose, "
    "and notice who you think you are letting down.\n\n"
    "She has twins, and her sister in Leeds rings every evening.\n\n"
    "Rest is not a prize for finishing. You are allowed to stop in the middle.\n"
)


def test_a_draft_is_rewritten_decided_on_and_saved(post: Path) -> None:
    post.write_text(TWO_CHANGES, encoding="utf-8")
    with Terminal(post.parent, "edit", post.name) as there:
        there.until("● High")
        there.press("C-r")
        there.until("to decide", "[-", "a Accept")
        there.press("a")
        there.until("✓ accepted")
        there.press("r")
        there.until("✗ as you wrote it")
        there.press("u", "e")
        there.until("Say it your way.")
        there.press("C-s")
        there.until("0 to decide")
        there.press("F5")
        there.until("Checklist")
        there.press("C-s")
        there.until("Saved as post.discreet.md")
        there.press("C-q")
        there.until("ended with 0")

    assert post.read_text("utf-8") == TWO_CHANGES
    assert "paramedic" not in post.with_name("post.discreet.md").read_text("utf-8")


def test_the_prompt_is_found_through_the_palette(post: Path) -> None:
    with Terminal(post.parent, "edit", post.name) as there:
        there.until("● High")
        there.press("C-p")
        there.until("Search")
        there.type("prompts")
        there.until("what a language model is asked")
        there.press("Enter")
        there.until("What is the model asked?")
        there.press("Enter")
        there.until("What it is told", "Use this prompt")
        there.press("u")
        there.until("The model will be asked with")


def test_help_tour_and_colours_are_a_key_away(tmp_path: Path) -> None:
    with Terminal(tmp_path, "edit", "--tour") as there:
        there.until("1 of 5", "● High")
        there.press("F1")
        there.until("Help", "Back (Esc)")
        there.press("Escape")
        there.until_gone("Back (Esc)")
        there.press("F7")
        there.until("2 of 5", "[F3 Details")
        there.press("F9", "F6")
        there.until("would probably tell")
        there.press("Escape")
        there.until_gone("Back (Esc)")
        there.press("C-q")
        there.until("ended with 0")


def test_a_detail_is_kept_left_out_and_said_to_be_none(post: Path) -> None:
    with Terminal(post.parent, "edit", post.name) as there:
        there.until("● High")
        there.press("F3")
        there.until("[F3 Details", "▸   “34-year-old”")
        there.press("k")
        there.until("Why should these words stay?")
        there.type("the point needs it")
        there.press("Enter")
        there.until("= “34-year-old”", "you noted: the point needs it")
        there.press("Down", "o")
        there.until("≈ “paramedic” → left out")
        there.press("n")
        there.until("You said: no detail", "– “paramedic”")
        there.press("u")
        there.until_gone("You said: no detail")


def test_the_last_step_fits_posts_copies_and_says_what_to_show(post: Path) -> None:
    post.write_text(TWO_CHANGES, encoding="utf-8")
    with Terminal(post.parent, "edit", post.name) as there:
        there.until("● High")
        there.press("C-r")
        there.until("to decide")
        there.press("a")
        there.until("1 accepted")
        there.press("a")
        there.until("Every change is decided.")
        there.press("F5")
        there.until("Checklist", "Ctrl+Q Quit")
        there.press("v")
        there.until("As it would be published", "rest can feel")
        there.press("Escape")
        there.until_gone("As it would be published")
        there.press("t")
        there.until("Where do you want to post it?", "fits")
        there.press("Enter")
        there.until("characters", "Back (Esc)")
        there.press("Escape")
        there.until_gone("Back (Esc)")
        there.press("s")
        there.until("What to show the client")
        there.press("Escape")
        there.until_gone("What to show the client")
        there.press("c")
        there.until("The clipboard belongs to the whole machine")
        there.press("Escape")
        there.until_gone("The clipboard belongs")


def test_another_file_is_opened_and_the_first_stays_as_it_was(post: Path) -> None:
    other = post.with_name("another.txt")
    other.write_text("Theory is a way of looking. It is not a place to stand.\n", encoding="utf-8")
    with Terminal(post.parent, "edit", post.name) as there:
        there.until("● High")
        there.press("C-o")
        there.until("another.txt")
        there.press("Tab", "Down", "Enter")
        there.until("another.txt  as on the disk", "○ Low")
        there.press("C-q")
        there.until("ended with 0")
    assert post.read_text("utf-8") == POST


def test_a_setting_and_the_caseload_are_changed(post: Path) -> None:
    with Terminal(post.parent, "edit", post.name) as there:
        there.until("● High")
        there.press("F8")
        there.until("Settings. They go to your own file", "writing.audience")
        there.press("Enter")
        there.until("post")
        there.press("Down", "Enter")
        there.until("Settings. They go to your own file")
        there.press("Escape")
        there.until_gone("Settings. They go")
        there.press("F6")
        there.until("Who could tell", "How many clients (h)")
        there.press("h")
        there.until("One of them might read it")
        there.type("0")
        there.press("Enter")
        there.until_gone("One of them might read it")
        there.press("F6")
        there.until("Who could tell", "Back (Esc)")


def test_a_rule_of_the_glossary_is_added(post: Path) -> None:
    with Terminal(post.parent, "edit", post.name) as there:
        there.until("● High")
        there.press("C-p")
        there.until("Search")
        there.type("glossary")
        there.until("are always said in one way")
        there.press("Enter")
        there.until("Your glossary.")
        there.press("Enter")
        there.until("A rule, such as")
        there.type("never: paramedic")
        there.press("Enter")
        there.until("It holds from now on")


def test_the_window_changes_its_size(post: Path) -> None:
    with Terminal(post.parent, "edit", post.name) as there:
        there.until("● High", "Ctrl+Q Quit")
        there.resize(120, 40)
        there.until("could give somebody away", "fits ")
        there.resize(60, 18)
        there.until("Quit", "● High")
        there.resize(80, 24)
        there.until("F1 Help Ctrl+S Save", "● High")


def test_fifty_thousand_words_are_pasted_and_the_screen_goes_on(tmp_path: Path) -> None:
    with Terminal(tmp_path) as there:
        there.until("Nothing is kept unless you save")
        there.paste("Rest can feel like stealing to the one who always coped at home.\n\n" * 3_900)
        there.until("not saved")
        there.press("F3")
        there.until("[F3 Details")
        there.press("C-q")
        there.until("What you wrote is not saved.")
        there.press("Tab", "Enter")
        there.until("ended with 0")


def test_a_rewriting_is_stopped_and_begun_again(post: Path) -> None:
    with Terminal(post.parent, "edit", post.name) as there:
        there.until("● High")
        there.press("C-r")
        there.until("[F4 Changes")
        there.press("Escape")
        there.until_gone("Esc stops.")
        there.press("C-r")
        there.until("to decide")


def test_a_result_that_cannot_be_written_asks_for_another_place(post: Path) -> None:
    post.with_name("post.discreet.md").mkdir()
    with Terminal(post.parent, "edit", post.name) as there:
        there.until("● High")
        there.press("C-r")
        there.until("to decide")
        there.press("a")
        there.until("1 accepted")
        there.press("a")
        there.until("Every change is decided.")
        there.press("C-s")
        there.until("Name another place for the result")
        there.type("elsewhere.md")
        there.press("Enter")
        there.until("Saved as elsewhere.md")
    assert post.with_name("elsewhere.md").is_file()


def test_a_file_that_is_not_there_ends_with_a_sentence(tmp_path: Path) -> None:
    with Terminal(tmp_path, "edit", "nowhere.md") as there:
        there.until("There is no file called nowhere.md there.", "ended with 4")


def test_plain_review_asks_line_by_line_without_frames(post: Path) -> None:
    post.write_text(f"{POST}\nAnother client of mine, a joiner from Leeds, sleeps in his van.\n", encoding="utf-8")
    with Terminal(post.parent, "review", "--plain", post.name, lines=60) as there:
        there.until("Change 1 of 2", "You wrote: My client", "Your answer:")
        there.press("a", "Enter")
        there.until("Change 2 of 2")
        there.press("r", "Enter")
        text = there.until("Written to post.discreet.md", "ended with 0")

    assert not set(text) & set("│─╭╮╰╯▏█")
    assert "Leeds" in post.with_name("post.discreet.md").read_text("utf-8")


def test_an_unfinished_draft_comes_back_from_the_vault(tmp_path: Path) -> None:
    passphrase = "four words nobody guesses"
    (tmp_path / "discreet.toml").write_text("[screen]\nautosave = true\n", encoding="utf-8")
    with Terminal(tmp_path, "vault", "new") as there:
        there.until("assphrase")
        there.type(passphrase)
        there.press("Enter")
        time.sleep(1.0)
        there.type(passphrase)
        there.press("Enter")
        there.until("ended with 0")
    with Terminal(tmp_path, "edit") as there:
        there.until("The passphrase of your vault:")
        there.type(passphrase)
        there.press("Enter")
        there.until("The vault is open.")
        there.type("My client is a paramedic in Huddersfield.")
        there.until("● High")
        time.sleep(AUTOSAVE + 2)  # then the power goes
    with Terminal(tmp_path, "edit") as there:
        there.until("The passphrase of your vault:")
        there.type("not these words")
        there.press("Enter")
        there.until("does not open")
        there.press("C-p")
        there.until("Search")
        there.type("unfinished")
        there.until("Open the vault")
        there.press("Enter")
        there.until("The passphrase of your vault:")
        there.type(passphrase)
        there.press("Enter")
        there.until("Which unfinished draft?", "My client is a paramedic in")
        there.press("Enter")
        there.until("paramedic in Huddersfield.", "● High")

    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(b"paramedic" in content for content in kept)


def test_a_model_that_dies_while_it_words_leaves_its_passages_to_the_rules(post: Path) -> None:
    pytest.importorskip("llama_cpp")
    model = tiny.build(post.with_name("tiny.gguf"), "random", shape=tiny.Shape(8, 512))  # words for seconds
    prompt = post.parent / "prompts" / "short" / "prompt.md"
    prompt.parent.mkdir(parents=True)
    prompt.write_text(tiny.SHORT_PROMPT, encoding="utf-8")
    post.write_text("\n\n".join(POST.replace("34", str(age)) for age in range(31, 79)), encoding="utf-8")
    (post.parent / "discreet.toml").write_text('[wording]\nprompt = "short"\n', encoding="utf-8")
    with Terminal(post.parent, "edit", post.name, "--model", model.name) as there:
        there.until("● High")
        there.press("C-r")
        there.until("Wording passage")
        first = there.worker("writer")
        os.kill(first, signal.SIGKILL)
        there.until("to decide", "F4 Changes 0/")
        there.press("C-r")
        there.until("Wording passage")
        assert there.worker("writer") != first
        there.until("to decide", "F4 Changes 0/")
