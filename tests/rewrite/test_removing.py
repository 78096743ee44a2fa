"""Paragraphs that are taken out leave no blanks, no line ends and no empty lines behind."""

from __future__ import annotations

import pytest

from assistant.documents.reading import from_text
from assistant.rewrite.removing import removals


def without(text: str, *words: str, kind: str = "text") -> str:
    """`text` without the passages that hold one of `words`."""
    draft = from_text(text, "-", kind)
    gone = {p.index for p in draft.passages if any(word in p.text for word in words)}
    for span, _ in reversed(removals(draft, gone)):
        text = text[: span.start] + text[span.end :]
    return text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("lines", "gone", "left"),
    [
        (["One stays.", "", "Two goes.", "", "Three stays.", ""], ["Two"], ["One stays.", "", "Three stays.", ""]),
        (["One goes.", "", "Two goes.", "", "Three stays.", ""], ["One", "Two"], ["Three stays.", ""]),
        (["One stays.", "", "Two stays.", "", "Three goes.", ""], ["Three"], ["One stays.", "", "Two stays.", ""]),
        (["One stays.", "Two goes.", "", "Three stays.", ""], ["Two"], ["One stays.", "", "Three stays.", ""]),
    ],
)
def test_whatever_ends_its_lines_a_text_keeps_no_stray_empty_ones(
    end: str, lines: list[str], gone: list[str], left: list[str]
) -> None:
    assert without(end.join(lines), *gone) == end.join(left)


@pytest.mark.parametrize("blanks", ["\t", "    ", "  "])
def test_a_paragraph_goes_with_the_blanks_before_it_and_leaves_the_next_its_own(blanks: str) -> None:
    story = f"Rest.\n\n{blanks}Two goes, and it told a lot.\n\nThree stays here as it is.\n"
    assert without(story, "Two", kind="markdown") == "Rest.\n\nThree stays here as it is.\n"
    both = story.replace("Three", f"{blanks}Three")
    assert without(both, "Two", kind="markdown") == f"Rest.\n\n{blanks}Three stays here as it is.\n"


def test_what_stands_before_a_paragraph_in_its_line_stays() -> None:
    assert without("Rest.\n\n- Two goes.\n- Three stays.\n", "Two") == "Rest.\n\n- Three stays.\n"
