"""Complaints that everybody has at some time, and findings that are absent, tell nobody apart."""

from __future__ import annotations

import pytest

from assistant.generalise.ladders._symptoms import is_anybodys


@pytest.mark.parametrize(
    ("words", "before"),
    [
        ("a low-grade fever", "He has had "),
        ("felt very tired", "She "),
        ("no coughing", "but "),
        ("haemoptysis", "She denies cough, fever or "),
        ("headaches", "There are no symptoms of dizziness, "),
    ],
)
def test_an_everyday_complaint_or_none_at_all(words: str, before: str) -> None:
    assert is_anybodys(words, before)


@pytest.mark.parametrize(
    ("words", "before"),
    [
        ("a central scotoma", "She has "),
        ("expressive aphasia", "with "),
        ("bruising to the left ear", "He had "),
        ("lupus", "She denies pain, but she has "),
        ("the", "of "),
    ],
)
def test_an_illness_with_a_name_of_its_own_is_none(words: str, before: str) -> None:
    assert not is_anybodys(words, before)
