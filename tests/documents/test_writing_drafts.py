"""What is written differs from what was read in the edits and in nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents.reading import from_bytes, from_text
from assistant.documents.writing import apply, newline_of, render
from assistant.domain.errors import DraftError
from assistant.domain.text import Edit, Span

TEXTS = st.lists(
    st.sampled_from(["Tilda cried. ", "\r\n", "\n", "> ", "# ", "é👩‍⚕️", "{keep: ", "}", "**", "word ", "- "]),
    max_size=20,
).map("".join)


@settings(deadline=None)
@given(TEXTS, st.sampled_from(["utf-8", "utf-16-le"]), st.booleans())
def test_without_edits_and_marks_the_bytes_are_the_same(text: str, encoding: str, marked: bool) -> None:
    text = ("\ufeff" if marked or encoding != "utf-8" else "") + "A " + text.replace("{keep: ", "").replace("}", "")
    data = text.encode(encoding)
    assert render(from_bytes(data, "a.md")) == data


@settings(deadline=None)
@given(
    TEXTS,
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200), st.sampled_from(["", "x", "two words"])), max_size=6),
)
def test_edits_are_spliced_and_nothing_else_moves(text: str, wanted: list[tuple[int, int, str]]) -> None:
    text = text.replace("{keep: ", "").replace("}", "")
    edits: list[Edit] = []
    position = 0
    for start, length, words in sorted(wanted):
        if start > position and start + length <= len(text):
            edits.append(Edit(Span(start, start + length), words))
            position = start + length
    expected = text
    for edit in reversed(edits):
        expected = expected[: edit.span.start] + edit.text + expected[edit.span.end :]
    assert apply(from_text(text, "a.md"), edits) == expected


def test_marks_are_left_out_and_their_words_stay() -> None:
    draft = from_text("She lives in {keep: Hull}. {point: Grief takes time.}", "a.txt")
    assert apply(draft) == "She lives in Hull. Grief takes time."


def test_an_edit_over_a_mark_takes_it_along() -> None:
    draft = from_text("She lives in {keep: Hull} now. Yes.", "a.txt")
    whole = Edit(Span(0, 30), "She lives in Hull.")
    assert apply(draft, [whole]) == "She lives in Hull. Yes."
    half = Edit(Span(0, 15), "In ")  # ends inside the opening delimiter
    assert apply(draft, [half]) == "In Hull now. Yes."


def test_line_breaks_in_an_edit_are_written_as_the_draft_writes_them() -> None:
    draft = from_text("One.\r\nTwo.\r\n", "a.txt")
    assert apply(draft, [Edit(Span(0, 4), "One.\nMore.")]) == "One.\r\nMore.\r\nTwo.\r\n"


def test_overlapping_edits_are_refused() -> None:
    draft = from_text("One two three.", "a.txt")
    with pytest.raises(ValueError, match="overlap"):
        apply(draft, [Edit(Span(0, 5), "x"), Edit(Span(4, 8), "y")])
    with pytest.raises(ValueError, match="beyond"):
        apply(draft, [Edit(Span(0, 99), "x")])


def test_half_a_character_is_refused_with_a_sentence() -> None:
    draft = from_text("One.", "a.txt")
    with pytest.raises(DraftError, match="broken character"):
        render(draft, [Edit(Span(0, 3), "\ud800")])


@pytest.mark.parametrize(
    ("text", "newline"), [("a", "\n"), ("a\r\nb\r\nc\n", "\r\n"), ("a\rb", "\r"), ("a\nb\r\nc\n", "\n")]
)
def test_the_line_end_of_a_text(text: str, newline: str) -> None:
    assert newline_of(text) == newline
