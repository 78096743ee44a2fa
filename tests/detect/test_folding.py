"""Folding shows what a reader sees, and every folded character knows where it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.detect.folding import fold
from assistant.domain.text import Span


@pytest.mark.parametrize(
    ("hidden_name", "seen"),
    [
        ("Ma\u200bria", "Maria"),
        ("\u041caria", "Maria"),  # a Cyrillic capital Em
        ("\uff2d\uff41ria", "Maria"),  # full-width letters
        ("\U0001d40c\U0001d41a\U0001d42bia", "Maria"),  # mathematical bold
        ("M a r i a", "Maria"),
        ("Mar\u00adia", "Maria"),  # a soft hyphen
        ("Anna\u2019s", "Anna's"),
    ],
)
def test_a_disguised_name_is_read_as_it_looks(hidden_name: str, seen: str) -> None:
    folded = fold(f"Then {hidden_name} left.")
    assert folded.text == f"Then {seen} left."
    start = folded.text.index(seen)
    source = folded.source(Span(start, start + len(seen)))
    assert f"Then {hidden_name} left."[source.start : source.end] == hidden_name


def test_words_in_other_alphabets_are_left_alone() -> None:
    assert fold("Она сказала да").text == "Она сказала да"


@pytest.mark.parametrize(
    ("wrapped", "seen"),
    [
        ("a flat in\nWithernsea", "a flat in Withernsea"),
        ("she is 41, a\n   scaffolder", "she is 41, a scaffolder"),
        ("on the\n> 9th of May", "on the 9th of May"),
        ("Monday: swim\nTuesday: sleep", "Monday: swim\nTuesday: sleep"),
    ],
)
def test_a_wrapped_line_reads_on_and_a_list_does_not(wrapped: str, seen: str) -> None:
    folded = fold(wrapped)
    assert folded.text == seen
    last = folded.source(Span(len(seen) - 3, len(seen)))
    assert wrapped[last.start : last.end] == seen[-3:]


def test_hidden_markup_is_not_read() -> None:
    text = "**An**na left"
    folded = fold(text, [Span(0, 2), Span(4, 6)])
    assert folded.text == "Anna left"
    assert folded.source(Span(0, 4)) == Span(2, 8)


@given(st.text(max_size=80))
def test_every_folded_character_has_a_place_in_the_source(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= a < b <= len(text) for a, b in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts)
