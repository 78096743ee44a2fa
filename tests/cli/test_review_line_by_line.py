"""`review --plain`: every answer is about the change that is shown, and none of them is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_tools import program

TWICE = (
    "Last Tuesday Mrs Holt cancelled again. Shame keeps people away.\n\nShe is a midwife in Whitby.\n\n"
    "Last Tuesday Mrs Holt cancelled again. It is hard to name. \n\nShe is a midwife in Whitby.\n"
)
"""Two sentences, each of them twice."""
AS_A_BOOK = ("--plain", "--case", "--audience", "book")


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """An invented draft that says the same twice."""
    path = tmp_path / "two.md"
    path.write_text(TWICE, encoding="utf-8")
    return path


def test_an_answer_is_about_one_change_and_not_about_one_that_reads_the_same(draft: Path) -> None:
    ran = program("review", *AS_A_BOOK, draft, given=b"a\nr\ns\n")
    assert ran.code == 0
    third = ran.text[ran.text.index("Change 3 of 4") :]

    assert "Decided:" not in third
    assert draft.with_name("two.discreet.md").read_text("utf-8").count("Last Tuesday Mrs Holt") == 1


@pytest.mark.parametrize("encoding", ["utf-8:surrogateescape", "utf-8:strict"])
def test_a_sentence_that_cannot_be_read_as_text_is_asked_for_again(draft: Path, encoding: str) -> None:
    given = b"e\nCaf\xe9 visits help.\nVisits help.\ns\n"
    ran = program("review", *AS_A_BOOK, draft, given=given, settings={"PYTHONIOENCODING": encoding})

    assert ran.code == 0
    assert "can’t be read as text (UTF-8)" in ran.err
    assert draft.with_name("two.discreet.md").read_text("utf-8").startswith("Visits help. Shame")


def test_what_saving_would_refuse_is_said_before_the_first_question(tmp_path: Path) -> None:
    page = tmp_path / "post.html"
    page.write_text(
        "<html><body><p>My client Araceli Okafor, a 34-year-old paramedic from Leeds, cried this morning.</p>"
        "<p>Rest is not a prize for finishing.</p><script>let who = 'Araceli Okafor';</script></body></html>",
        "utf-8",
    )
    said = "As proposed: post.html can’t be written"

    assert said in " ".join(program("review", "--plain", page, given=b"q\n").err.split())
    as_text = program("review", "--plain", page, "--out", tmp_path / "post.txt", given=b"a\ns\n")
    assert said not in " ".join(as_text.err.split())
    assert (tmp_path / "post.txt").is_file()
