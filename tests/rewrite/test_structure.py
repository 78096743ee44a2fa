"""One general sentence for a story that goes."""

from __future__ import annotations

import re

import pytest

from assistant.data.structures import structures
from assistant.domain.details import Happening
from assistant.rewrite.structure import in_general


def test_each_structure_has_words_that_hold_no_name_number_or_time() -> None:
    """What stands for a story may say nothing that only one story has."""
    said = [each.wording for each in structures() if each.wording]

    assert len(said) == len(set(said)) > 80
    assert not [words for words in said if re.search(r"[A-Z](?!\w* )|\d|[.;:]", words)]


def test_the_surest_of_life_and_room_make_one_sentence() -> None:
    told = {
        3: (Happening("bereaved", 0.9), Happening("cried", 0.7)),
        4: (Happening("moved", 0.6), Happening("bereaved", 0.6)),
    }

    assert in_general(told, {3, 4}, "patient") == "One patient, who had lost someone close, cried."


def test_two_parts_of_a_life_make_one_sentence_and_two_of_the_same_part_do_not() -> None:
    told = {1: (Happening("bereaved", 0.9), Happening("child-lost", 0.8), Happening("overwork", 0.7))}

    assert in_general(told, {1}, "nurse") == "One nurse, who was working far too hard, had lost someone close."


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (("cried", 0.9), "One pupil cried."),
        (("bereaved", 0.9), "One pupil had lost someone close."),
        (("routine", 0.9), ""),
    ],
)
def test_one_alone_is_said_alone(told: tuple[str, float], sentence: str) -> None:
    assert in_general({1: (Happening(*told),)}, {1}, "pupil") == sentence


def test_what_stays_is_not_said_again() -> None:
    assert in_general({1: (Happening("bereaved", 0.9),)}, {2}, "client") == ""
