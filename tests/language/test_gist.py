"""The gist of somebody's words: what they support and no more, in words that read well."""

from __future__ import annotations

import re

import pytest

from assistant import data
from assistant.language.gist import gist
from assistant.language.inflect import verb_bases


@pytest.mark.parametrize(
    ("words", "about", "feel"),
    [
        ("I feel so alone at night.", "feeling alone", "feel alone"),
        (
            "I only feel real when I'm welding.",
            "feeling real only at certain moments",
            "feel real only at certain moments",
        ),
        ("If I sit down, somebody dies.", "being needed", "feel that everything depends on them"),
        ("Nobody ever listens to me", "not being listened to", "feel that no one is listening"),
        ("I'm such a burden to them.", "being a burden", "feel like a burden"),
        ("I can't sleep", "trouble sleeping", "find it hard to sleep"),
        ("he couldn't say no", "saying no", "find it hard to say no"),
        ("she felt ashamed of it", "shame", "feel ashamed"),
        ("Because in Polish I sound like my mother.", "being like a parent", "notice a likeness to a parent"),
        (
            "I don't want to be alive.",
            "thoughts of not wanting to be alive",
            "have thoughts of not wanting to be alive",
        ),
        ("He doesn't mean it, he's just like his grandad.", "making excuses for someone", "make excuses for someone"),
        ("I can't forgive him", "forgiveness", "find it hard to forgive"),
    ],
)
def test_words_come_down_to_what_they_were_about(words: str, about: str, feel: str) -> None:
    found = gist(words)
    assert found is not None
    assert (found.about, found.feel) == (about, feel)


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("They'd make food.", "food"),
        ("Does that mean with my dog?", "an animal"),
        ("my mother had seven of us and a Tylenol.", "a parent"),
        ("What if I'm angry?", "anger"),
    ],
)
def test_a_topic_that_is_only_named_or_asked_about_gives_no_feeling(words: str, about: str) -> None:
    found = gist(words)
    assert found is not None
    assert (found.about, found.feel) == (about, "")


@pytest.mark.parametrize(
    "words",
    ["I don't hate him.", "I'm not alone.", "I don't think I'm a failure.", "Biscuit.", "The octaves, yes."],
)
def test_what_is_denied_or_says_nothing_has_no_gist(words: str) -> None:
    assert gist(words) is None


def test_dying_of_embarrassment_is_no_wish_to_die() -> None:
    found = gist("I wanted to die of embarrassment")
    assert found is None or found.topic != "wanting-to-die"


def test_somebody_elses_feeling_is_not_the_speakers() -> None:
    assert gist("He hates me and I was late") is None


def test_spelling_follows_the_draft() -> None:
    words = "I keep apologising, I'm sorry"
    british, american = gist(words, "uk"), gist(words, "us")
    assert british is not None
    assert american is not None
    assert (british.about, american.about) == ("apologising", "apologizing")


def test_the_table_is_large_and_every_clause_fits_after_may() -> None:
    rows = data.rows("gist.tsv")
    assert len(rows) >= 120
    assert len({row[0] for row in rows}) == len(rows)
    odd = [
        row[2] for row in rows if row[2] != "-" and row[2].removeprefix("not ").split()[0] not in verb_bases() | {"be"}
    ]
    assert odd == []


def test_every_pattern_is_a_regular_expression() -> None:
    wrong = [
        row[0]
        for row in data.rows("gist.tsv")
        for part in row[3:5]
        for one in part.split(" ;; ")
        if re.search(r"\{(?!am\}|do\}|dont\}|cant\}|I\}|my\}|me\}|\d)", one)
    ]
    assert wrong == []
