"""The numbers of a list or a thread go on counting when an item went."""

from __future__ import annotations

import pytest

from assistant.composition import draft_of
from assistant.domain.changes import Change, Source
from assistant.domain.text import Draft, Span
from assistant.rewrite.numbering import renumbered


def after(draft: Draft, changes: list[Change]) -> str:
    text = draft.text
    for change in sorted(changes, key=lambda c: c.span, reverse=True):
        text = text[: change.span.start] + change.after + text[change.span.end :]
    return text


def without(text: str, *lines: str, anew: dict[str, str] | None = None) -> str:
    """`text` renumbered, without these lines and with some said anew."""
    draft = draft_of(text, "text")
    changes = [(line + "\n", "") for line in lines] + list((anew or {}).items())
    made = [
        Change(Span(text.index(before), text.index(before) + len(before)), before, now, Source.RULE, (), (), "")
        for before, now in changes
    ]
    return after(draft, made + renumbered(draft, made))


@pytest.mark.parametrize(
    ("text", "gone", "left"),
    [
        ("1/ A.\n2/ B.\n3/ C.\n", "2/ B.", "1/ A.\n2/ C.\n"),
        ("1/3 A.\n2/3 B.\n3/3 C.\n", "2/3 B.", "1/2 A.\n2/2 C.\n"),
        ("1/2 A.\n2/2 B.\n", "2/2 B.", "A.\n"),
        ("1. A.\n2. B.\n", "1. A.", "B.\n"),
        ("1/2 cup of sugar.\nThen stir.\n", "Then stir.", "1/2 cup of sugar.\n"),
    ],
)
def test_what_is_left_counts_on(text: str, gone: str, left: str) -> None:
    assert without(text, gone) == left


def test_a_number_in_what_is_said_anew_counts_on_too() -> None:
    text = "1/3 A.\n2/3 B.\n3/3 She is a nurse.\n"

    assert without(text, "2/3 B.", anew={"is a nurse": "works"}) == "1/2 A.\n2/2 She works.\n"


def test_a_row_from_which_nothing_went_is_left_alone() -> None:
    text = "1/2 A.\n2/2 She is a nurse.\n"

    assert without(text, anew={"She is a nurse.": "She works."}) == "1/2 A.\n2/2 She works.\n"


@pytest.mark.parametrize(
    ("text", "gone", "left"),
    [
        ("5 things.\n\n1. A.\n2. B.\n3. C.\n4. D.\n5. E.\n", "4. D.", "4 things.\n\n1. A.\n2. B.\n3. C.\n4. E.\n"),
        ("Three quick tips:\n1. A.\n2. B.\n3. C.\n", "1. A.", "Two quick tips:\n1. B.\n2. C.\n"),
        ("Two questions\n1. A?\n2. B?\n", "1. A?", "One question\nB?\n"),
        ("Questions:\n1. A?\n2. B?\n", "1. A?", "Question:\nB?\n"),
        ("Questions\n1. A?\n2. B?\n3. C?\n", "1. A?", "Questions\n1. B?\n2. C?\n"),
        ("Two of us:\n1. A.\n2. B.\n3. C.\n", "1. A.", "Two of us:\n1. B.\n2. C.\n"),
        ("3 years on, 3 tips\n1. A.\n2. B.\n3. C.\n", "1. A.", "3 years on, 3 tips\n1. B.\n2. C.\n"),
    ],
)
def test_what_stands_above_a_list_counts_what_is_left(text: str, gone: str, left: str) -> None:
    assert without(text, gone) == left


def test_a_number_above_a_list_that_goes_itself_is_left_alone() -> None:
    text = "Three tips:\n1. A.\n2. B.\n3. C.\n"

    assert without(text, "2. B.", anew={"Three tips": "Tips"}) == "Tips:\n1. A.\n2. C.\n"
