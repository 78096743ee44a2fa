"""Who speaks: the one whose feeling the words may be."""

from __future__ import annotations

import pytest

from assistant.rewrite.speakers import speaker, who_tells
from tests.rewrite.cases import rewritten


@pytest.mark.parametrize(
    ("before", "words", "after", "who"),
    [
        ("“", "She hates herself", ",” a father told me.", "I"),
        ("He told me ", "she cuts herself", ".", "he"),
        ("A mother told me that ", "he wants to die", ".", "she"),
        ("My client told me ", "she lost her job", ".", ""),
        ("He sat down and told me ", "he was tired", ".", "he"),
        ("Two clients came. They said ", "they were tired", ".", "they"),
        ("", "She can't sleep", ", he told me.", "he"),
        ("", "She said she can't sleep", ".", "she"),
        ("He wrote: ", "I can't sleep", ".", "I"),
    ],
)
def test_the_one_who_tells_is_known_by_the_words_around(before: str, words: str, after: str, who: str) -> None:
    assert speaker(before + words + after, len(before), len(before + words)) == who


@pytest.mark.parametrize(
    ("lead", "who"),
    [("This morning a man ", "he"), ("Her mum has ", "she"), ("A client quietly ", ""), ("I ", "I"), ("", "")],
)
def test_a_noun_without_a_sex_gives_no_pronoun(lead: str, who: str) -> None:
    assert who_tells(lead) == who


@pytest.mark.parametrize(
    "draft",
    [
        "He told me [she cuts herself|speech].",
        "A father told me [his daughter is 12 and she hates herself|speech].",
        "“[She hates herself|speech],” a father told me.",
        "A client told me, “[My boss said I was useless.|speech]”",
        "A patient told me that [his brother had tried to kill himself|speech].",
    ],
)
def test_nobody_is_said_to_feel_what_somebody_else_does(draft: str) -> None:
    found = rewritten(draft)
    assert "about" not in found
    assert "themselves" not in found
