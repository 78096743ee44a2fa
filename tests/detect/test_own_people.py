"""Who stands on the author's side is not taken for the client: the author, who publishes with them, kin, colleagues."""

from __future__ import annotations

import pytest

from assistant.detect.detector import Detector
from assistant.documents.reading import from_text
from assistant.domain.changes import Voice
from assistant.domain.details import Detail, Kind, SubjectRole


def named(text: str, name: str) -> list[Detail]:
    found = Detector().detect(from_text(text), Voice.AUTHOR, known_case=True).details
    return [d for d in found if d.kind is Kind.PERSON_NAME and name in " ".join(d.texts)]


CASE = "My client, a baker of 34, cried when her sister rang."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{CASE} Bex and I recorded this one in my kitchen. Bex thinks that grief needs an audience.", "Bex"),
        (f"{CASE} My co-host Bex thinks that grief needs an audience. Bex has a point.", "Bex"),
        (f"It's Marcy, this is the practice line. {CASE} Marcy told me so herself.", "Marcy"),
        (f"I'm Marcy, a school counsellor. {CASE}", "Marcy"),
        (f"My sister Anna is a nurse. {CASE} Anna would have known what to say.", "Anna"),
    ],
)
def test_the_authors_own_people_are_the_authors(text: str, name: str) -> None:
    assert not [d for d in named(text, name) if d.counts]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{CASE} My colleague Tomasz and I argued about her. Tomasz would have rung her landlord.", "Tomasz"),
        (f"{CASE} Tomasz and I ran the group for six years. Tomasz never sat down.", "Tomasz"),
    ],
)
def test_who_works_with_the_author_is_a_colleague(text: str, name: str) -> None:
    assert {d.subject.role for d in named(text, name)} == {SubjectRole.COLLEAGUE}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('I met Bex in March. Bex is 34. "I\'m Bex," she said, "and I\'m a fraud."', "Bex"),
        ("My client Bex is 34. Bex and I wrote a letter. Bex and I recorded it on her phone.", "Bex"),
        ("One of my kids, Jamie, hid under the table. Jamie is seven.", "Jamie"),
        ("My client's sister Anna rang me. Anna was crying.", "Anna"),
        ("It's Jamie who worries me. Jamie is seven and my pupil.", "Jamie"),
        ("My son Tom is at school. My client Tom is 34. Tom cried.", "Tom"),
    ],
)
def test_people_of_the_case_stay_of_the_case(text: str, name: str) -> None:
    assert any(d.counts for d in named(text, name))
