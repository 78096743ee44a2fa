"""Every flow once more in a real terminal, asserted on what stands on its screen."""

from __future__ import annotations

from pathlib import Path

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


def test_a_draft_is_rewritten_decided_on_and_saved(post: Path) -> None:
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

    assert post.read_text("utf-8") == POST
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
        there.until("The model will be asked:")


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


def test_a_file_that_is_not_there_ends_with_a_sentence(tmp_path: Path) -> None:
    with Terminal(tmp_path, "edit", "nowhere.md") as there:
        there.until("There is no file called nowhere.md there.", "ended with 4")


def test_plain_review_asks_line_by_line_without_frames(post: Path) -> None:
    with Terminal(post.parent, "review", "--plain", post.name, lines=60) as there:
        there.until("Change 1 of 2", "You wrote: My client", "Your answer:")
        there.press("a", "Enter")
        there.until("Change 2 of 2")
        there.press("r", "Enter")
        text = there.until("Written to post.discreet.md", "ended with 0")

    assert not set(text) & set("│─╭╮╰╯▏█")
    assert "Leeds" in post.with_name("post.discreet.md").read_text("utf-8")
