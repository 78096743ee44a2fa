"""Under a negation what is more general says more, so that it is neither climbed to nor left over by a cut."""

from __future__ import annotations

import pytest

from assistant.rewrite.negation import negated, picks_out
from assistant.rewrite.sentence import parse


def denied(marked: str) -> bool:
    """Whether the word in brackets stands under a negation."""
    start = marked.index("[")
    sentence = parse(marked.replace("[", "").replace("]", ""))
    return negated(sentence, sentence.at(start, start + 1)[0])


@pytest.mark.parametrize(
    "marked",
    [
        "She isn't from [Hull].",
        "My client doesn't speak [Polish] at home.",
        "She has never been to [Hull].",
        "Nobody in [Hull] helps.",
        "She has no friend who lives in [Hull].",
        "She knows nobody who works at [Tesco].",
        "Neither my client nor her sister, a [nurse], drives.",
        "She left without telling her [sister].",
        "He isn't gay, isn't [Polish].",
        "He no longer works at [Tesco].",
        "Not everyone in [Hull] is cross.",
    ],
)
def test_a_negation_reaches_to_the_end_of_its_clause(marked: str) -> None:
    assert denied(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "She lives in [Hull].",
        "She can't sleep because her sister in [Hull] rings.",
        "She isn't tired, she lives in [Hull].",
        "She isn't tired and she lives in [Hull].",
        "He has no car and works at [Tesco].",
        "She never rings her mother, who lives in [Hull].",
        "Not only is she a [nurse], she sings.",
        "If you don't rest, a [nurse] will tell you.",
        "She cried, not loudly, in [Hull].",
        "She can't sleep without [Zopiclone].",
        "It is not fair that she lives in [Hull].",
    ],
)
def test_a_negation_beside_the_clause_does_not_reach_it(marked: str) -> None:
    assert not denied(marked)


@pytest.mark.parametrize(
    ("text", "noun", "picked"),
    [
        ("She has no friend who rings.", "friend", True),
        ("Every nurse who works nights is tired.", "nurse", True),
        ("One of her sisters who left rang.", "sisters", True),
        ("She hasn't a friend who rings.", "friend", True),
        ("A friend who works nights rang.", "friend", False),
        ("She doesn't ring her mother who drinks.", "mother", False),
    ],
)
def test_a_clause_that_says_which_one_is_known(text: str, noun: str, picked: bool) -> None:
    sentence = parse(text)
    assert picks_out(sentence, next(i for i in range(len(sentence)) if sentence.low(i) == noun)) is picked
