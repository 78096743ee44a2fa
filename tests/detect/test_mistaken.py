"""Marks of the tagger that can't be of their kind are put right, and those cut in half are made whole."""

from __future__ import annotations

import pytest

from assistant.detect.clauses import parted
from assistant.detect.mistaken import (
    is_only_a_lead,
    is_only_somebody,
    kind_of,
    whole_name,
    whole_quotation,
    without_dangling,
)
from assistant.domain.details import Directness, Evidence, Finding, Kind
from assistant.domain.text import Passage, Role, Span


@pytest.mark.parametrize(
    ("kind", "words", "before", "expected"),
    [
        (Kind.CONTACT, "number", "NHS ", None),
        (Kind.CONTACT, "01632 960417", "", Kind.CONTACT),
        (Kind.CONTACT, "wren@example.org", "", Kind.CONTACT),
        (Kind.TIME, "bay 4", "called to ", Kind.PLACE),
        (Kind.TIME, "at four", "", Kind.TIME),
        (Kind.DATE, "36/40", "born at ", Kind.HEALTH),
        (Kind.DATE, "3/4", "on ", Kind.DATE),
        (Kind.FAMILY, "she rang", "", None),
        (Kind.FAMILY, "divorced", "", Kind.FAMILY),
        (Kind.FAMILY, "the eldest", "", Kind.FAMILY),
        (Kind.DURATION, "nursery", "since ", Kind.EDUCATION),
        (Kind.DURATION, "stopped", "", None),
        (Kind.DURATION, "nine weeks", "", Kind.DURATION),
        (Kind.PLACE, "lives", "", None),
        (Kind.FAMILY, "lives", "", None),
        (Kind.FAMILY, "lives alone", "", Kind.FAMILY),
        (Kind.PLACE, "Leith", "", Kind.PLACE),
        (Kind.ORGANISATION, "GP", "her ", None),
        (Kind.HEALTH, "exposure", "graded ", Kind.PROCEDURE),
        (Kind.HEALTH, "cut her own hair", "", None),
        (Kind.AGE, "was eleven", "six weeks, and it ", None),
        (Kind.AGE, "was eleven", "she ", Kind.AGE),
    ],
)
def test_words_are_of_a_kind_that_they_can_be(kind: Kind, words: str, before: str, expected: Kind | None) -> None:
    assert kind_of(kind, words, before) is expected


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        ("as van der Hoorn writes", "van der", "van der Hoorn"),
        ("as de la Mare-Hume said", "de la", "de la Mare-Hume"),
        ("Ingrid nightly, Deepak late", "Ingrid nightly", "Ingrid"),
        ("Anna-Lena Bergqvist rang", "Anna-Lena Bergqvist", "Anna-Lena Bergqvist"),
        ("ask Mrs brown", "Mrs brown", "Mrs brown"),
        ("B. was late", "B", "B."),
        ("vitamin B. Then", "B", "B"),
        ("then sadhbh walsh rang", "sadhbh walsh", "sadhbh walsh"),
    ],
)
def test_a_name_is_taken_whole_and_alone(text: str, marked: str, expected: str) -> None:
    start = text.index(marked)
    begin, end = whole_name(text, start, start + len(marked))
    assert text[begin:end] == expected


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        ('she ordered "one tea, black". He left.', 'ordered "one tea, black', 'ordered "one tea, black"'),
        ("he said “not now”, twice", "said “not", "said “not now”"),
        ('he said "no" and left', 'said "no" and', 'said "no" and'),
        ('he said "no and left', 'said "no', 'said "no'),
    ],
)
def test_a_quotation_is_taken_whole(text: str, marked: str, expected: str) -> None:
    start = text.index(marked)
    assert text[start : whole_quotation(text, start, start + len(marked))] == expected


@pytest.mark.parametrize("words", ["a man who", "The nurse", "her daughter Ingrid", "the twins", "his aunt in Leith"])
def test_who_it_was_is_nothing_that_happened(words: str) -> None:
    assert is_only_somebody(words)


@pytest.mark.parametrize("words", ["the judge laughed", "a man fell", "mum says", "her daughter left Ingrid"])
def test_what_somebody_did_is(words: str) -> None:
    assert not is_only_somebody(words)


@pytest.mark.parametrize(
    ("words", "only"),
    [
        ("told me this", True),
        ("morning that", True),
        ("said that", True),
        ("told me off", False),
        ("asked twice", False),
    ],
)
def test_what_leads_to_words_is_not_the_words(words: str, only: bool) -> None:
    assert is_only_a_lead(words) is only


def _told(text: str, words: str) -> Finding:
    start = text.index(words)
    return Finding(Span(start, start + len(words)), Kind.EVENT, Directness.EPISODIC, Evidence("rule", "x", 0.9), "told")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("went white when a porter", "threw a shoe", "went white"),
        ("laughed, because her old coach", "had rung", "laughed"),
        ("went white and", "threw a shoe", "went white and"),
        ("when a porter", "threw a shoe", "when a porter"),
    ],
)
def test_an_episode_ends_before_the_clause_of_the_next(first: str, second: str, expected: str) -> None:
    text = f"She {first} {second}."
    passage = Passage(0, Span(0, len(text)), Role.BODY, text, 0)
    found = parted([_told(text, first), _told(text, second)], passage)
    assert [f.span.of(text) for f in found] == [expected, second]


def test_a_mark_does_not_end_with_the_next_clauses_pronoun() -> None:
    assert without_dangling("funeral of the bursar's wife, who") == "funeral of the bursar's wife"
    assert without_dangling("asked me who") == "asked me"
    assert without_dangling("lost the man who sang") == "lost the man who sang"
