"""A sentence that is held to stand goes all the same where it shows that the one before it went."""

from __future__ import annotations

import pytest

from assistant.composition import draft_of
from assistant.domain.changes import Rewritten
from assistant.domain.text import Edit, apply_edits
from assistant.rewrite.hanging import hangs_beside
from assistant.rewrite.sifted import point_alone

STORY = "Ilka rang from the ferry with the goat on her lap."


def left(text: str, *story: str) -> str:
    """What is left of a text in which all stands but Ilka's story and the sentences that begin like `story`."""
    draft = draft_of(text, "text")
    told = ("Ilka", *story)
    stands = frozenset(p.index for p in draft.passages if p.text.strip() and not p.text.startswith(told))
    written = point_alone(draft, Rewritten((), ()), [], [], frozenset(), stands)
    assert written is not None
    return apply_edits(draft.text, [Edit(c.span, c.after) for c in written.changes]).strip()


@pytest.mark.parametrize(
    ("sentence", "hangs"),
    [
        ("Explain.", True),
        ("Eleven!", True),
        ("It did not.", True),
        ("Not everyone can and we needn't pretend.", True),
        ("One carries the bags and the other carries the map.", True),
        ("Meaning what?", True),
        ("No more ferries.", True),
        ("Not even a postcard.", True),
        ("Go slowly.", False),
        ("Not everyone can swim.", False),
        ("What would you have asked?", False),
        ("No ferries on Sundays, and none on Mondays.", False),
        ("It is never the goat.", False),
    ],
)
def test_short_answers_and_echoes_hang(sentence: str, *, hangs: bool) -> None:
    assert hangs_beside(sentence) is hangs
    assert left(f"Joy needs no reason. {STORY} {sentence} Make room for it.") == (
        "Joy needs no reason. Make room for it." if hangs else f"Joy needs no reason. {sentence} Make room for it."
    )


def test_a_row_of_single_words_stays_and_so_does_what_is_asked_of_readers() -> None:
    text = f"Joy needs no reason. {STORY} Breathe. Rest. Eat. Ideas welcome."
    assert left(text) == "Joy needs no reason. Breathe. Rest. Eat. Ideas welcome."


@pytest.mark.parametrize(
    "sentence",
    [
        "I'm not telling this to scare you.",
        "I mention it because people ask.",
        "I have given students that story for years as one about ferries.",
        "I no longer argue with this sentence.",
        "I put the question to the committee.",
        "Underline everything that somebody guessed.",
        "In pairs, cross out the adverbs.",
        "I had to go and stack the chairs.",
    ],
)
def test_what_speaks_of_the_telling_goes_with_what_was_told(sentence: str) -> None:
    assert left(f"Joy needs no reason.\n\n{STORY}\n\n{sentence}\n\nMake room for it.") == (
        "Joy needs no reason.\n\nMake room for it."
    )


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("“I haven't slept,” they say.", "I no longer argue with this sentence."),
        ("A story needs an end.", "I have given students that story for years."),
        ("What would help you most?", "I put the question to the committee."),
        ("Here is a letter to a landlord.", "Underline everything that somebody guessed."),
    ],
)
def test_it_stays_where_what_it_speaks_of_stands(before: str, sentence: str) -> None:
    text = f"{STORY} {before} {sentence}"
    assert left(text) == f"{before} {sentence}"


def test_a_phrase_that_went_on_from_what_hangs_goes_with_it() -> None:
    told = "I've told that story to cooks. A pan, two lids, everybody knowing who stirs."
    text = f"Joy needs no reason.\n\n{STORY}\n\n{told}"
    assert left(text) == "Joy needs no reason."


def test_a_short_sentence_takes_no_word_up_that_nobody_says() -> None:
    text = 'How do you bring it up? Ilka keeps telling me she is "coping". I don\'t want coping. Wording welcome.'
    assert left(text) == "How do you bring it up? Wording welcome."


@pytest.mark.parametrize("herald", ["It can go wrong.", "There's a reason I ask."])
def test_what_heralds_a_story_goes_with_all_of_it(herald: str) -> None:
    text = f"Joy needs no reason.\n\n{herald} {STORY} Ilka had lost the ticket.\n\nMake room for it."
    assert left(text) == "Joy needs no reason.\n\nMake room for it."
    assert herald in left(text.replace("Ilka had", "People have"))
    assert left(f"{herald} {STORY} Ilka had lost the ticket.\n\nMake room for it.").startswith(herald)


def test_a_thought_that_opens_a_story_heralds_none() -> None:
    text = f"Joy needs no reason.\n\nIt's never about the goat. {STORY} Ilka had lost the ticket."
    assert left(text) == "Joy needs no reason.\n\nIt's never about the goat."


@pytest.mark.parametrize("herald", ["Case in point.", "Quick update for you all!", "A confession."])
def test_what_presents_a_story_goes_with_it(herald: str) -> None:
    assert left(f"Joy needs no reason. {herald} {STORY} Make room for it.") == "Joy needs no reason. Make room for it."


def test_a_line_that_leads_to_nothing_goes() -> None:
    assert left(f"Joy needs no reason.\n\nMy log:\n\n{STORY}\n\n#joy") == "Joy needs no reason.\n\n#joy"
    assert left(f"Joy needs no reason.\n\nFor discussion\n\n1. {STORY}\n2. Ilka who?\n\nMake room.") == (
        "Joy needs no reason.\n\nMake room."
    )
    assert "What I say:" in left(f"Joy needs no reason.\n\nWhat I say:\n\n{STORY}\n\nMake room for it.")


@pytest.mark.parametrize(
    ("before", "sentence", "now"),
    [
        ("Joy needs no reason.", "We've since put it on the form.", "We've put it on the form."),
        ("In 2012 joy had no reason.", "We've since put it on the form.", "We've put it on the form."),
        ("Joy needs no reason.", "So come once a year.", "So come once a year."),
        ("Joy needs no reason.", "So bring what you need.", "So bring what you need."),
        ("Joy needs no reason.", "So here is the exercise.", "Here is the exercise."),
        ("Joy needs no reason.", "Then take the cups round.", "Then take the cups round."),
        ("Joy needs no reason.", "Because fair is not equal.", "Fair is not equal."),
        ("I do not call this a method.", "But I would ask for time.", "But I would ask for time."),
        ("Joy is a method.", "But I would ask for time.", "I would ask for time."),
    ],
)
def test_a_word_that_joins_stays_where_it_joins_to_what_stands(before: str, sentence: str, now: str) -> None:
    assert left(f"{before} {STORY} {sentence}") == f"{before} {now}"


def test_since_stays_where_it_dates_from_something_that_stands() -> None:
    text = f"{STORY} I was a porter in 1998. I've since trained as a nurse."
    assert left(text) == "I was a porter in 1998. I've since trained as a nurse."


def test_a_place_is_nobody_whom_she_could_be() -> None:
    text = f"I get it, I'm from Bergamo. {STORY} Ask: what did she need?\n\nMake room for joy."
    assert left(text) == "I get it, I'm from Bergamo.\n\nMake room for joy."
