"""What a model is shown: the passage, and of its neighbours what stands next to it."""

from __future__ import annotations

import pytest

from assistant.domain.ports import Mark
from assistant.prompting.marks import mark
from assistant.rewrite.asking import NEAR_PASSAGE, NEAR_WORDS, apart, in_context

BEFORE = "We had been meeting since the early spring, on most days of the week, in the room above the library stairs."
AFTER = "It took us most of the long summer to see what all of that had to do with the letters in the old drawer."


@pytest.mark.parametrize(("whole", "room"), [(False, NEAR_WORDS), (True, NEAR_PASSAGE)])
def test_neighbours_are_shown_where_they_touch_the_passage(whole: bool, room: int) -> None:
    shown = in_context(BEFORE, "She cried.", (), whole, AFTER)

    assert shown.before.startswith("… ")
    assert shown.after.endswith(" …")
    assert BEFORE.endswith(shown.before.removeprefix("… "))
    assert AFTER.startswith(shown.after.removesuffix(" …"))
    assert max(len(shown.before), len(shown.after)) <= room + 2
    assert set(shown.before.split()) <= {*BEFORE.split(), "…"}


def test_short_neighbours_are_shown_whole_and_a_word_without_end_is_cut() -> None:
    assert in_context("He sat.", "She cried.", (), False, "").before == "He sat."
    assert len(in_context("x" * 500, "She cried.", (), False, "y" * 500).before) <= NEAR_WORDS + 2


def test_a_place_inside_an_event_is_one_mark_with_it() -> None:
    """Overlapping marks make no window, and a passage without a window is never put to the model."""
    passage = "She fell in Leeds in May and rang."
    marks = apart([Mark(12, 17, "place", "a city"), Mark(4, 17, "event", ""), Mark(12, 24, "date", "")])
    assert marks == (Mark(4, 24, "event", ""),)
    assert mark(in_context("", passage, marks, True, "")).passage == "She [[fell in Leeds in May]] and rang."
