"""Invented examples: only what passes every check is shown, and nothing of a case reaches the model for a point."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.ports import Answer, Status
from assistant.passes.inventing import ANGLES, Invented, Origin, composite, from_point, longest_run
from assistant.prompting.store import PromptStore
from tests.passes.test_passes import Model

POINT = "Guilt about resting is learnt."
GOOD = "Someone may sit down only when the last cup is dry, and feel the clock looking at them all the same."
PROMPT, COMPOSITE = (PromptStore().load(name) for name in ("from-the-point", "composite"))


def invented(*answers: str | Answer, count: int = 1, telling: tuple[str, ...] = ()) -> Invented:
    left = list(answers)
    model = Model(lambda turn: left.pop(0) if left else Answer(None, Status.EMPTY))
    return from_point(POINT, count, model, PROMPT, lambda text: [w for w in telling if w in text])


def test_a_good_example_is_shown_and_the_rest_says_why_not() -> None:
    found = invented("Too short.", GOOD)
    assert found.examples == (GOOD,)
    assert found.refused[0] == "It is too short, too long, or breaks off."


def test_several_differ_and_every_angle_is_asked() -> None:
    other = "Some people fold the washing twice before they allow themselves to look out of the window."
    found = invented(GOOD, GOOD, other, count=3)
    assert found.examples == (GOOD, other)
    assert "It came twice." in found.refused
    model = Model(lambda turn: GOOD)
    from_point(POINT, 3, model, PROMPT, lambda text: [])
    assert [angle for angle in ANGLES if any(f"Where it plays: {angle}" in turn for turn in model.turns)] == list(
        ANGLES
    )


@pytest.mark.parametrize(
    "text",
    [
        "Studies show that someone may rest better when the kitchen is clean and the day is over.",
        "Someone may sit down at 7 and feel the clock looking at them all the same, every evening.",
        'Someone may say "I have not earned it" and go on wiping the table until it shines.',
        "Sure! Here is an example about someone who rests only when the last cup is dry and put away.",
        PROMPT.examples[0][1],
        "Someone may sit down <|im_end|> only when the last cup is dry and feel the clock look at them.",
        GOOD.rstrip("."),
        "word " * 200 + ".",
        f"{POINT} Guilt about resting is learnt guilt about resting is learnt guilt about resting is learnt.",
    ],
)
def test_what_is_no_plain_example_is_refused(text: str) -> None:
    found = invented(text)
    assert found.examples == () or text.startswith(POINT)
    assert found.refused


def test_an_example_that_points_at_somebody_is_refused() -> None:
    found = invented(GOOD.replace("Someone", "Morwenna"), telling=("Morwenna",))
    assert found.examples == ()
    assert "It could point to somebody." in found.refused


CASES = (
    Origin("My client Morwenna cooks for the whole street and eats standing up.", "A client cooks.", ("Morwenna",)),
    Origin("My client couldn’t bin her mum’s letters, she said.", "A client keeps things.", ("harbour’s",)),
    Origin("He answers every call from the harbour in the night.", "Someone answers calls.", ("the harbour",)),
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Some people look after everybody else so well that nobody asks when they last sat down.", True),
        ("Somebody cooks for the whole street and eats standing, and another never sleeps at all.", False),
        ("Some people work by the harbour so that nobody asks them when they last sat down.", False),
        ("Somebody couldn't bin her mum's letters, she said, and never looked at them again.", False),
        ("Nobody ever asks about the harbour's lights, or when the others last sat down.", False),
    ],
)
def test_a_composite_holds_nothing_of_its_cases(text: str, shown: bool) -> None:
    model = Model(lambda turn: text)
    found = composite(CASES, "", model, COMPOSITE, lambda text: [])
    assert bool(found.examples) is shown
    assert not any("Morwenna" in turn for turn in model.turns)


@given(st.text(alphabet="ab ", max_size=40), st.text(alphabet="ab ", max_size=40))
def test_the_longest_run_is_the_same_either_way(one: str, two: str) -> None:
    assert longest_run(one, two) == longest_run(two, one)
    assert longest_run(one, one) == len(one.split())
