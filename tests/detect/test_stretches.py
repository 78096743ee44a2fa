"""Which paragraphs are read together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.detect.stretches import ENOUGH, LONGEST, stretches


@pytest.mark.parametrize(
    ("lengths", "together"),
    [
        ([], []),
        ([40], [range(1)]),
        ([40, 40, 40], [range(3)]),
        ([ENOUGH, 40], [range(1), range(1, 2)]),
        ([ENOUGH - 1, 40, 40], [range(2), range(2, 3)]),
        ([100, LONGEST], [range(1), range(1, 2)]),
        ([LONGEST + 500, 10, 10], [range(1), range(1, 3)]),
    ],
)
def test_short_ones_join_until_there_is_enough(lengths: list[int], together: list[range]) -> None:
    assert stretches(lengths) == together


@given(st.lists(st.integers(1, 1500), max_size=30))
def test_each_paragraph_is_in_one_stretch_and_none_of_several_is_too_long(lengths: list[int]) -> None:
    found = stretches(lengths)

    assert [place for places in found for place in places] == list(range(len(lengths)))
    assert all(len(places) == 1 or sum(lengths[at] for at in places) <= LONGEST for places in found)


@given(st.lists(st.integers(1, 1500), min_size=1, max_size=30), st.data())
def test_a_stretch_that_stays_as_long_as_it_was_moves_no_border(lengths: list[int], data: st.DataObject) -> None:
    """What is typed into one stretch leaves the others alone while it neither fills nor empties."""
    found = stretches(lengths)
    at = data.draw(st.integers(0, len(lengths) - 1))
    places = next(p for p in found if at in p)
    if len(places) > 1 or at == len(lengths) - 1 or lengths[at] < ENOUGH:
        return
    longer = [*lengths[:at], lengths[at] + data.draw(st.integers(0, 50)), *lengths[at + 1 :]]

    assert stretches(longer) == found
