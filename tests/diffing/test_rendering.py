"""Differences on a screen: never too wide, marked without colour, harmless to the terminal."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.diffing.render import columns, unified, visible, wrap
from assistant.diffing.words import Kind, Piece, diff

PIECES = diff(
    "My client, a 34-year-old nurse from Leeds, cried when her sister rang.",
    "A client cried after a call from someone in her family.",
)
TEXTS = st.lists(
    st.sampled_from(
        ["client ", "a ", "cried", ", ", ".", " ", "\n\n", "\n", "x" * 30, "日本語", "é", "\x1b[2J", "{+", "-]"]
    ),
    max_size=15,
).map("".join)


def test_plain_lines_carry_signs() -> None:
    lines = wrap(diff("She left Leeds today.", "She left the city today."), 80)
    assert lines == ["She left [-Leeds-] {+the city+} today."]


def test_every_line_has_its_own_marks() -> None:
    lines = wrap([Piece(Kind.REMOVE, "one two three four five six seven")], 20)
    assert lines == ["[-one two three-]", "[-four five six-]", "[-seven-]"]


def test_colour_strikes_and_underlines() -> None:
    (line,) = wrap(diff("She left Leeds.", "She left home."), 80, colour=True)
    assert line == "She left \x1b[31;9mLeeds\x1b[0m \x1b[32;4mhome\x1b[0m."


def test_paragraphs_stay_apart_and_wrapped_lines_flow() -> None:
    assert wrap([Piece(Kind.KEEP, "one\ntwo\n\nthree\n\n")], 40) == ["one two", "", "three"]


def test_an_indent_counts() -> None:
    assert all(line.startswith("  ") and columns(line) <= 24 for line in wrap(PIECES, 24, indent="  "))


def test_narrower_than_twenty_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="less than 20"):
        wrap(PIECES, 19)


@given(TEXTS, TEXTS, st.integers(20, 90), st.booleans())
def test_lines_fit_and_do_not_steer_the_terminal(before: str, after: str, width: int, colour: bool) -> None:
    for line in wrap(diff(before, after), width, colour=colour):
        bare = re.sub(r"\x1b\[(?:31;9|32;4|0)m", "", line)
        assert columns(bare) <= width
        assert "\x1b" not in bare


@given(TEXTS, st.integers(20, 90))
def test_kept_words_are_all_shown(text: str, width: int) -> None:
    shown = "".join(wrap([Piece(Kind.KEEP, text)] if text else [], width))
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", visible(text.replace("\n", " ")))


def test_direction_overrides_do_not_reach_the_terminal() -> None:
    assert wrap([Piece(Kind.KEEP, "a\u202eb\x07c\x9bd")]) == ["a\ufffdb\ufffdc\ufffdd"]


def test_the_unified_form_says_where_a_last_line_ends() -> None:
    assert unified("One.\nTwo.", "One.\n2.", "a.md", "b.md") == (
        "--- a.md\n+++ b.md\n@@ -1,2 +1,2 @@\n One.\n"
        "-Two.\n\\ No newline at end of file\n+2.\n\\ No newline at end of file\n"
    )
    assert unified("same\n", "same\n", "a", "b") == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [("One.\nTwo.", "One.\n2.\nThree.\n"), ("A\r\nB\r\n", "A\r\nC\r\n"), ("", "x\n"), ("x\u2028y\nz\n", "x\u2028y\nw")],
)
def test_the_unified_form_rebuilds_the_new_text(before: str, after: str) -> None:
    """Apply the hunks by hand: kept and added lines, in order, are the new text when the context is wide enough."""
    rebuilt: list[str] = []
    last_kept = False
    for line in unified(before, after, "a", "b", context=100).split("\n")[2:]:
        if line.startswith("\\"):
            if last_kept:
                rebuilt[-1] = rebuilt[-1].removesuffix("\n")
        elif line[:1] in (" ", "+"):
            rebuilt.append(line[1:] + "\n")
        last_kept = line[:1] in (" ", "+")
    assert "".join(rebuilt) == after
