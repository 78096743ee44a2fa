"""A name at the end of a clause, and one that no wording fits."""

from __future__ import annotations

import pytest

from assistant.rewrite.nameless import nameless
from assistant.rewrite.style.notation import read
from tests.rewrite.cases import rewritten


@pytest.mark.parametrize(
    ("sentence", "general"),
    [
        ("I wasn't angry with [Sarah|person-name], only worried.", "I wasn't angry with her, only worried."),
        ("Nobody helps [Sarah|person-name].", "Nobody helps her."),
    ],
)
def test_a_pronoun_stands_for_a_name_at_the_end_of_a_clause(sentence: str, general: str) -> None:
    assert rewritten(f"[Sarah|person-name] cried. She rests. {sentence}").endswith(general)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("I rang [Ms Darcy|person-name].", "I rang someone."),
        ("[Sarah|person-name] came. I liked [Sarah|person-name]'s hat.", "Someone came. I liked someone's hat."),
        ("My client [Ada Brook|person-name] told me about it.", "My client told me about it."),
        ("A shy pupil, [Tom|person-name], drew it.", "A shy pupil drew it."),
        ("My patient [Ada Brook|person-name], a nurse, left.", "My patient, a nurse, left."),
        ("We sat with [Ada Brook|person-name], a client.", "We sat with someone, a client."),
    ],
)
def test_somebody_stands_for_a_name_that_no_wording_fits(before: str, after: str) -> None:
    found = nameless(read(before), None)
    assert found is not None
    assert (found.text, found.open) == (after, ())


@pytest.mark.parametrize("sentence", ["She lives in [Leeds|place].", "[Ulnar|person-name] neuropathy at the elbow"])
def test_a_sentence_without_a_name_stays_as_it_was(sentence: str) -> None:
    assert nameless(read(sentence), None) is None
