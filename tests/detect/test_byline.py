"""What the byline tells already is the author's, wherever the draft has it; what only looks like it is not."""

from __future__ import annotations

import pytest

from assistant.detect.byline import known_from_byline
from assistant.domain.details import CASE, Detail, Directness, Kind
from assistant.domain.text import Span


def named(text: str, kind: Kind = Kind.PERSON_NAME) -> Detail:
    return Detail("d1", kind, Directness.DIRECT, CASE, (Span(0, len(text)),), (text,), (), "because")


@pytest.mark.parametrize("text", ["Ines Marlow", "Dr Ines Marlow", "INES MARLOW", "Ms. Ines Marlow"])
def test_the_authors_whole_name_is_the_authors(text: str) -> None:
    (found,) = known_from_byline([named(text)], "Ines Marlow", "")

    assert found.subject.is_author
    assert not found.counts


@pytest.mark.parametrize("text", ["Ines", "Marlow", "Ines Okafor", "Ines Marlow-Reid", "Dr Marlow"])
def test_parts_and_other_names_are_not(text: str) -> None:
    assert known_from_byline([named(text)], "Ines Marlow", "") == (named(text),)


def test_one_word_in_the_profile_makes_nobody_the_author() -> None:
    assert known_from_byline([named("Ines")], "Ines", "") == (named("Ines"),)


def test_the_workplace_is_the_authors_where_it_is_an_organisation() -> None:
    place = named("the Oakwood Clinic", Kind.ORGANISATION)

    assert known_from_byline([place], "", "Oakwood Clinic")[0].subject.is_author
    assert known_from_byline([named("Oakwood Clinic", Kind.PLACE)], "", "Oakwood Clinic")[0].counts
