"""Hunks follow the passages, and join where an edit joins them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.diffing.align import hunks
from assistant.domain.text import Edit, Passage, Role, Span, apply_edits


def tiled(parts: list[str]) -> tuple[str, tuple[Passage, ...]]:
    position, found = 0, []
    for index, part in enumerate(parts):
        found.append(Passage(index, Span(position, position + len(part)), Role.BODY, part, 0))
        position += len(part)
    return "".join(parts), tuple(found)


def test_each_passage_is_a_hunk() -> None:
    text, passages = tiled(["One. ", "Two. ", "Three."])
    found = hunks(text, passages, [Edit(Span(5, 8), "2")])
    assert [(hunk.before, hunk.after, hunk.changed) for hunk in found] == [
        ("One. ", "One. ", False),
        ("Two. ", "2. ", True),
        ("Three.", "Three.", False),
    ]


def test_an_edit_across_passages_joins_them() -> None:
    text, passages = tiled(["One. ", "Two. ", "Three. ", "Four."])
    found = hunks(text, passages, [Edit(Span(0, 10), "Both. "), Edit(Span(17, 17), "More. ")])
    assert [hunk.passages for hunk in found] == [(0, 1), (2,), (3,)]
    assert [hunk.after for hunk in found] == ["Both. ", "Three. More. ", "Four."]


def test_edits_that_overlap_are_refused() -> None:
    text, passages = tiled(["One two."])
    with pytest.raises(ValueError, match="overlap"):
        hunks(text, passages, [Edit(Span(0, 5), ""), Edit(Span(3, 6), "")])


@given(
    st.lists(st.text("ab. ", min_size=1, max_size=6), min_size=1, max_size=8),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12), st.sampled_from(["", "x"])), max_size=6),
)
def test_hunks_join_to_both_texts(parts: list[str], wanted: list[tuple[int, int, str]]) -> None:
    text, passages = tiled(parts)
    edits: list[Edit] = []
    position = -1
    for start, length, words in sorted(wanted):
        if start > position and start + length <= len(text):
            edits.append(Edit(Span(start, start + length), words))
            position = start + length
    found = hunks(text, passages, edits)
    assert "".join(hunk.before for hunk in found) == text
    assert "".join(hunk.after for hunk in found) == apply_edits(text, edits)
    assert [index for hunk in found for index in hunk.passages] == list(range(len(passages)))
