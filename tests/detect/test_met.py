"""People who come in by what the author does with them, or by how they died, are of a case; helpers and kin are not."""

from __future__ import annotations

import pytest

from assistant.detect.detector import Detector
from assistant.detect.met import died, seen
from assistant.documents.reading import from_text
from assistant.domain.changes import Voice
from assistant.domain.details import Detail


def counting(text: str) -> list[Detail]:
    return [d for d in Detector().detect(from_text(text), Voice.AUTHOR).details if d.counts]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("I asked the lisping saddler I see on Mondays to count.", "the lisping saddler"),
        ("The widow I visit keeps her husband's boots by the door.", "The widow"),
        ("A retired bargeman I work with cannot sleep on land.", "A retired bargeman"),
        ("I told the deaf couple whom I was seeing to face the lamp.", "the deaf couple"),
        ("The blacksmith that I now counsel has stopped eating.", "The blacksmith"),
        ("The boy I've been seeing draws ladders.", "The boy"),
    ],
)
def test_whoever_the_author_sees_comes_in(text: str, who: str) -> None:
    assert [text[m.start : m.end] for m in seen(text)] == [who]


@pytest.mark.parametrize(
    "text",
    [
        "The man I see in the mirror has my father's ears.",
        "The osteopath I see on Mondays says that I sit too much.",
        "The film I see most often is older than I am.",
        "The pattern I see on the ward is an old one.",
        "The nurse I work with brings the milk.",
        "The boy I see on the bus has a trombone.",
        "The child I see in every adult is six.",
    ],
)
def test_whoever_helps_the_author_or_merely_passes_does_not(text: str) -> None:
    assert list(seen(text)) == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("After the funeral of the sexton's son, who was killed on the lock, they asked me in.", "the sexton's son"),
        ("Our caretaker, who drowned in the mill race, had rung me.", "Our caretaker"),
        ("We miss our choirmaster's wife, who took her own life at Easter.", "our choirmaster's wife"),
        ("The bursar, who hanged himself in May, had paid us all.", "The bursar"),
        ("They asked me to sit with the porter, who fell to his death.", ""),
        ("Our ward clerk, who died in a fire, sang as we filed.", "Our ward clerk"),
    ],
)
def test_whoever_died_as_few_people_do_comes_in(text: str, who: str) -> None:
    assert "".join(text[m.start : m.end] for m in died(text)) == (who or "the porter")


@pytest.mark.parametrize(
    "text",
    [
        "My brother, who drowned when I was nine, taught me to whistle.",
        "My friend, who was killed at Easter, taught me chess.",
        "My sister's husband, who drowned, had lent me the boat.",
        "We read about the sailor, who drowned off Naxos.",
        "In 1912 the stoker, who drowned, had written to my great-aunt.",
        "The woman who was murdered in the news had my name.",
        "People who died by suicide are in our prayers.",
    ],
)
def test_kin_figures_of_history_and_people_in_general_do_not(text: str) -> None:
    assert list(died(text)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("After the death of our bursar, who drowned off Lundy, the staff asked me to come.", "drowned off Lundy"),
        ("My trainee, who stammers, was asked to sing.", "stammers"),
        ("A trainee of mine, a former monk, cried in the session.", "monk"),
        ("One of my apprentices, the blind one, told me that she was tired.", "blind"),
        ("I asked the stuttering paramedic I see to read me a page.", "stuttering"),
        ("There is a boy in my class with epilepsy. He hid it from the coach.", "epilepsy"),
        ("A mother rang: her son, on our register for dyspraxia, has won at chess.", "dyspraxia"),
    ],
)
def test_what_is_told_of_them_counts(text: str, words: str) -> None:
    assert any(words in told for d in counting(text) for told in d.texts)


@pytest.mark.parametrize(
    "text",
    [
        "Our trainees start in October, and the apprentice of the year gets a cup.",
        "A trainee asked me whether silence is allowed. I said that it is free.",
        "Congratulations to our apprentice, who passed her Level 3 with distinction.",
        "I wrote about my own depression for ten years.",
    ],
)
def test_what_is_told_of_a_course_or_of_the_author_does_not(text: str) -> None:
    assert counting(text) == []
