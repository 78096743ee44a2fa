"""Who bears a name is read from the words beside it, and from nothing else."""

from __future__ import annotations

import pytest

from assistant.composition import draft_of
from assistant.domain.text import Span
from assistant.rewrite.roles import role_of
from tests.rewrite.cases import rewritten


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Her sister Anna rang at once.", "Anna", "sister"),
        ("Mina's partner, Lee, was away.", "Lee", "partner"),
        ("I rang Joan, his gran, at once.", "Joan", "gran"),
        ("**Trainee:** Pia, second placement", "Pia", "trainee"),
        ("She has three children: Ty (7), Mo (4) and a baby.", "Mo", "child"),
        ("Anna rang, and her sister was out.", "Anna", None),
        ("She has been followed by Dr. Malik since.", "Dr. Malik", "doctor"),
        ("Anna rang at once.", "Anna", None),
    ],
)
def test_a_name_is_known_by_what_stands_beside_it(text: str, name: str, role: str | None) -> None:
    at = text.index(name)
    assert role_of(draft_of(text, "text"), [Span(at, at + len(name))]) == role


def test_a_later_mention_tells_as_well() -> None:
    text = "Anna rang. I had met her sister Anna once."
    spans = [Span(0, 4), Span(text.rindex("Anna"), text.rindex("Anna") + 4)]
    assert role_of(draft_of(text, "text"), spans) == "sister"


def test_a_word_for_a_name_is_small_within_a_sentence_whatever_the_name_opened_first() -> None:
    text = "My client cried. We planted a tree for [Elis|person-name|Someone|@someone] that day."

    assert "a tree for someone that day" in rewritten(text)
