"""The gist of somebody's words: what they support and no more, in words that read well."""

from __future__ import annotations

import re

import pytest

from assistant import data
from assistant.language.gist import gist
from assistant.language.gist_patterns import expanded
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


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("I don't want to go on the school trip.", "wanting-to-die"),
        ("I was killing myself laughing.", "wanting-to-die"),
        ("There's no point living in Leeds when I work in York.", "wanting-to-die"),
        ("I cut myself shaving.", "self-harm"),
        ("My dad beat me at chess.", "being-hurt"),
        ("They let me go home early.", "betrayed"),
        ("He let me keep the dog.", "betrayed"),
        ("I'm used to it.", "betrayed"),
        ("I'm nothing like my father.", "worthless"),
        ("I was nobody's favourite.", "worthless"),
        ("It's not worth the money.", "worthless"),
        ("I lost my keys.", "loss"),
        ("she lost her job", "loss"),
        ("I missed my period.", "missing"),
        ("I love it.", "love"),
        ("I made it all up.", "pride"),
        ("I never slept with him.", "sleep"),
        ("I can't stop laughing.", "worry"),
        ("I can't stop drinking.", "worry"),
        ("I can't remember.", "memory"),
        ("I can't tell you how happy I am.", "hiding"),
        ("she'd never said it before", "speaking-up"),
        ("Sorry, I can't do this Thursday.", "overwhelmed"),
        ("I can't pay attention.", "money"),
        ("I don't eat meat.", "food"),
        ("I'm done with chemo.", "hopeless"),
        ("I'm down to two cigarettes a day.", "sadness"),
        ("I'm dying for a cup of tea.", "illness"),
        ("There's never enough money.", "not-enough"),
        ("He left me a note.", "left"),
        ("I hope he dies.", "hope"),
        ("I wish I was happy.", "happiness"),
        ("I thought I was happy.", "happiness"),
        ("Everyone thinks I'm happy.", "happiness"),
        ("I'm cross-legged on the floor.", "anger"),
        ("I'm flat out at work.", "numb"),
        ("I used to be angry.", "anger"),
        ("I was angry but I'm not any more.", "anger"),
        ("I don't belong to a gym.", "outsider"),
        ("I can't change the sheets.", "stuck"),
        ("I need space on my phone.", "space"),
        ("I failed my driving test.", "failing"),
        ("I can't cry.", "crying"),
        ("I feel real.", "unreal"),
    ],
)
def test_words_that_only_look_like_a_feeling_yield_none(words: str, topic: str) -> None:
    found = gist(words)
    assert found is None or found.topic != topic or found.feel == ""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("she cuts herself", "he"),
        ("his brother had tried to kill himself", "she"),
        ("his daughter is 12 and she hates herself", "he"),
        ("his boss thinks he is useless", "he"),
        ("She hates herself", "I"),
        ("My boss said I was useless.", "I"),
        ("My mum wishes she was dead.", "I"),
        ("My son says he wants to die.", "I"),
    ],
)
def test_what_somebody_else_feels_does_or_says_is_not_the_speakers(words: str, speaker: str) -> None:
    found = gist(words, speaker=speaker)
    assert found is None or found.feel == ""


@pytest.mark.parametrize(
    ("words", "speaker", "topic"),
    [
        ("she cuts herself", "she", "self-harm"),
        ("he thinks he is useless", "he", "worthless"),
        ("I tried to kill myself", "I", "wanting-to-die"),
        ("Nobody listens", "I", "unheard"),
        ("I miss my old dog", "I", "missing"),
        ("he lost his mum", "he", "loss"),
        ("I'm not good enough for them", "I", "not-enough"),
        ("they can't stop crying", "they", "crying"),
    ],
)
def test_what_the_speaker_feels_is_understood(words: str, speaker: str, topic: str) -> None:
    found = gist(words, speaker=speaker)
    assert found is not None
    assert (found.topic, bool(found.feel)) == (topic, True)


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
        if re.search(r"\{(?!,?\d)", expanded(one, "I")) or not re.compile(expanded(one, "she"))
    ]
    assert wrong == []
