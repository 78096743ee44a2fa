"""Words: lossless, and cut where the tagger expects it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.words import words


def texts(text: str) -> list[str]:
    return [word.text for word in words(text)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("She didn't.", ["She", "did", "n't", "."]),
        ("i dont know", ["i", "do", "nt", "know"]),
        ("im sure ive said", ["i", "m", "sure", "i", "ve", "said"]),
        ("My client’s mum", ["My", "client", "’s", "mum"]),
        ("a 34-year-old nurse", ["a", "34-year-old", "nurse"]),
        ("the girls' room", ["the", "girls", "'", "room"]),
        ("my mother-in-law's flat", ["my", "mother-in-law", "'s", "flat"]),
        ("at 3 o'clock, Dr. Hale", ["at", "3", "o'clock", ",", "Dr.", "Hale"]),
        ("write to a.b@example.org today", ["write", "to", "a.b@example.org", "today"]),
        ("#therapy and @someone", ["#therapy", "and", "@someone"]),
        ("wait... no—really", ["wait", "...", "no", "—", "really"]),
        ("£20, 1,200 or 12%", ["£", "20", ",", "1,200", "or", "12%"]),
        ("I couldn't've", ["I", "could", "n't", "'ve"]),
        ("lets go. Lets talk", ["let", "s", "go", ".", "Let", "s", "talk"]),
        ("She lets nobody in", ["She", "lets", "nobody", "in"]),
    ],
)
def test_words_are_cut_like_this(text: str, cut: list[str]) -> None:
    assert texts(text) == cut


def test_a_clitic_without_apostrophe_has_its_full_lower_form() -> None:
    assert [word.lower for word in words("Dont")] == ["do", "n't"]


@given(st.text(max_size=200))
def test_no_character_is_lost_or_moved(text: str) -> None:
    place = 0
    for word in words(text):
        assert text[word.start : word.end] == word.text
        assert text[place : word.start].strip() == ""
        place = word.end
    assert text[place:].strip() == ""
