"""A case is told from theory, advice and the author's own life; facts go to the person whom they are about."""

from __future__ import annotations

import pytest

from assistant.detect.detector import Detected, Detector
from assistant.documents.reading import from_text
from assistant.domain.changes import Voice
from assistant.domain.details import Detail, Kind, SubjectRole


def detected(text: str, voice: Voice = Voice.AUTHOR) -> Detected:
    return Detector().detect(from_text(text), voice)


def of(text: str, words: str, voice: Voice = Voice.AUTHOR) -> Detail:
    """The detail with these words."""
    return next(d for d in detected(text, voice).details if words in d.texts)


@pytest.mark.parametrize(
    "text",
    [
        "My client cried when her sister rang.",
        "One of my Year 9s threw a chair at the door.",
        "I once worked with a woman who lost her leg in an accident.",
        "A man came to see me last spring. He had not slept.",
        "My 3 o'clock ghosted me for the third time since Easter.",
        "Anna, 34, a nurse from Leeds, could not stop counting.",
    ],
)
def test_a_case_is_seen(text: str) -> None:
    assert detected(text).case_passages


@pytest.mark.parametrize(
    "text",
    [
        "Clients often say that they are fine. They may need time.",
        "If a client tells you that she wants to die, ask. Don't leave her alone with it.",
        "I grew up in Leeds, and my mother was a nurse. She counted everything.",
        "Winnicott said that there is no such thing as a baby. He meant the pair.",
        "A therapist who listens will sometimes be bored, and that can be useful.",
        "Between the sessions I walk. In May the path is full of garlic.",
        "You can't rest when you grew up as the one who coped.",
    ],
)
def test_theory_advice_and_the_authors_life_are_no_case(text: str) -> None:
    found = detected(text)
    assert not found.case_passages
    assert not [d for d in found.details if d.counts]


def test_the_authors_own_facts_stay_the_authors() -> None:
    text = "I am a counsellor in Leeds. My client is a plumber from Hull."
    assert of(text, "Leeds").subject.is_author
    assert of(text, "Hull").counts


def test_what_a_relative_is_belongs_to_the_relative() -> None:
    text = "My client is 34. Her mum, a headteacher in Hebden Bridge, read her diary."
    assert of(text, "Hebden Bridge").subject.role is SubjectRole.RELATIVE
    assert of(text, "34").subject.role is SubjectRole.CLIENT


def test_in_the_clients_voice_i_is_the_case() -> None:
    text = "I am a nurse in Leeds and I have stopped sleeping."
    assert of(text, "Leeds", Voice.CLIENT).subject.role is SubjectRole.CLIENT


def test_a_name_and_its_short_form_are_one_detail() -> None:
    text = "My client Anna Kowalska came late. Anna had run. Ms Kowalska is never late."
    names = [d for d in detected(text).details if d.kind is Kind.PERSON_NAME]
    assert len(names) == 1
    assert len(names[0].spans) == 3


def test_a_declared_pseudonym_is_no_name() -> None:
    text = "I will call her Anna. My client Anna came late, and Anna left early."
    assert {d.kind for d in detected(text).details if "Anna" in d.texts} == {Kind.PSEUDONYM}


def test_consent_exempts_and_is_shown() -> None:
    text = "Shared with her permission. My client Anna is a nurse from Leeds."
    found = detected(text)
    assert found.statements
    assert found.details
    assert all(d.exempt for d in found.details)
