"""Differences inside a sentence: exact, and in phrases that people can read."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.diffing.words import Kind, Piece, diff

WORDS = st.lists(
    st.sampled_from(
        [
            "My",
            "a",
            "the",
            "client",
            "nurse",
            "cried",
            "from",
            "Leeds",
            ",",
            ".",
            " ",
            " ",
            " ",
            "\n",
            "é",
            "didn't",
            "34",
        ]
    ),
    max_size=30,
).map("".join)


def joined(pieces: tuple[Piece, ...], *kinds: Kind) -> str:
    return "".join(piece.text for piece in pieces if piece.kind in kinds)


def shown(before: str, after: str) -> str:
    marks = {Kind.KEEP: "{}", Kind.REMOVE: "[-{}-]", Kind.ADD: "{{+{}+}}"}
    return "".join(marks[piece.kind].format(piece.text) for piece in diff(before, after))


@given(WORDS | st.text(max_size=60), WORDS | st.text(max_size=60))
def test_both_texts_can_be_put_together_again(before: str, after: str) -> None:
    pieces = diff(before, after)
    assert joined(pieces, Kind.KEEP, Kind.REMOVE) == before
    assert joined(pieces, Kind.KEEP, Kind.ADD) == after
    assert all(piece.text for piece in pieces)
    assert all(one.kind is not other.kind for one, other in pairwise(pieces))


@given(WORDS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert diff(text, text) == ((Piece(Kind.KEEP, text),) if text else ())


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "My client, a 34-year-old nurse from Leeds, cried when her sister rang.",
            "My client cried when her sister rang.",
            "My client[-, a 34-year-old nurse from Leeds,-] cried when her sister rang.",
        ),
        (
            "She works in a school near Hull.",
            "She works in a town.",
            "She works in a [-school near Hull-]{+town+}.",
        ),
        (
            "He told a teacher about a horse in the village.",
            "He told a professional about an animal in the countryside.",
            "He told a [-teacher-]{+professional+} about [-a horse in the village-]{+an animal in the countryside+}.",
        ),
        (
            "In session 14 he finally said he hated his dad's new wife. ",
            "It can take months before anyone dares say they can't stand a step-parent. ",
            "[-In session 14 he finally said he hated his dad's new wife-]"
            "{+It can take months before anyone dares say they can't stand a step-parent+}. ",
        ),
        ("She left.", "", "[-She left.-]"),
    ],
)
def test_changes_are_shown_as_phrases(before: str, after: str, expected: str) -> None:
    assert shown(before, after) == expected
