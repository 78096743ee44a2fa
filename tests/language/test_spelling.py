"""British or American, told from spelling and vocabulary."""

from __future__ import annotations

import pytest

from assistant.language.spelling import to_variety, variety


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Her mum rang the NHS helpline.", "uk"),
        ("A Year 9 lad was excluded.", "uk"),
        ("My mom is a sophomore counselor.", "us"),
        ("He apologized to his neighbor at the parking lot.", "us"),
        ("She realised it was over.", "uk"),
        ("A client cried today.", "unknown"),
        ("", "unknown"),
        ("He ghosted me again.", "unknown"),
        ("We met at the hospital and he practised breathing with his GP.", "uk"),
    ],
)
def test_the_side_of_a_text(text: str, side: str) -> None:
    assert variety(text) == side


def test_words_are_respelt_in_their_own_case() -> None:
    assert to_variety("Mum", "us") == "Mom"
    assert to_variety("counselor", "uk") == "counsellor"
    assert to_variety("ORGANISATION", "us") == "ORGANIZATION"
    assert to_variety("nurse", "us") == "nurse"
    assert to_variety("mum", "unknown") == "mum"


def test_what_is_common_to_both_sides_stays_in_britain() -> None:
    assert to_variety("apartment", "uk") == "apartment"
    assert to_variety("student", "uk") == "student"
