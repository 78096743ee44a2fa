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


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("My client is 34. Her husband, Kamran, took the nights.", "Kamran", SubjectRole.PARTNER),
        ("My client Anna is 34. Tomasz, her brother, rang.", "Tomasz", SubjectRole.RELATIVE),
        ("My client Anna is 34. Her mate Deb drove her home.", "Deb", SubjectRole.FRIEND),
        ("My co-leader was a trainee, Petra. Glyn, 41, took his cap off and cried.", "Petra", SubjectRole.COLLEAGUE),
        ("My co-leader was a trainee, Petra. Glyn, 41, took his cap off and cried.", "Glyn", SubjectRole.CLIENT),
        ("Yvonne, 52, tore the plan in half. Tariq ate his half.", "Tariq", SubjectRole.OTHER),
        ("Jimmy's mam came up to reception in her slippers. He is 14.", "Jimmy", SubjectRole.CLIENT),
    ],
)
def test_each_name_is_given_to_the_person_that_its_words_say(text: str, name: str, role: SubjectRole) -> None:
    assert of(text, name).subject.role is role


def test_what_a_named_relative_does_is_the_relatives() -> None:
    text = "My client is 34. Her husband Kamran, a plumber, coaches in Leeds."
    assert of(text, "plumber").subject.role is SubjectRole.PARTNER
    assert of(text, "34").subject.role is SubjectRole.CLIENT


def test_the_professional_named_by_a_client_is_not_the_client() -> None:
    assert of("I saw Deirdre every week. I'm a nurse.", "Deirdre", Voice.CLIENT).subject.role is SubjectRole.COLLEAGUE


@pytest.mark.parametrize(
    "text",
    [
        "He was due at ten and came at ten past.\n\nI found him outside the bakery, in the rain, with his coat on.",
        "Nineteen, third baby. Discharged herself at 2am in slippers.\n\nAsked if she could have her toast now.",
        "there's this lad in our youth club, fifteen. tonight he handed me his phone",
        "Got a 14yo on my caseload, hears voices. Any ideas?",
        "Pt in 14 called 911 from her bed to report that her sister was dead.",
        "T: You went quiet.\n\nC: I was thinking about the piano. They took it out through the window.",
        "me: nice weekend?\n\nKacper: my dad come. we sat in it\n\nme: where?\n\nKacper: no. we sat in the car",
        "An attorney, early in my career, who let me know by voicemail that I had bored her.",
    ],
)
def test_letters_logs_and_transcripts_tell_of_a_case_too(text: str) -> None:
    assert detected(text).case_passages


@pytest.mark.parametrize(
    "text",
    [
        "Led by Joss Penhale, a consultant, who taught in Kendal for nine years. Contact Barbara in the office.",
        "My grandfather was a signalman. He taught me to mend clocks. He died when I was eleven.",
        "# Little Hans again\n\nFive-year-old Hans was afraid of horses. His father wrote to Freud.\n\n"
        "His sister Hanna was born when he was three. He saw a horse fall down in the street.",
        "My son has opinions.\n\nme: shoes?\n\nTheo: no. I was busy\n\nme: please\n\nTheo: I said no",
        "me: tea?\n\nTheo: I was going to ask that",
        "In 2019 a child waited nine weeks. This spring it is fifty-one.",
        "If a client comes late, wait. He may have stood outside. She may have cried in the car.",
    ],
)
def test_programmes_ancestors_and_published_cases_are_no_case(text: str) -> None:
    assert not detected(text).case_passages


def test_consent_exempts_and_is_shown() -> None:
    text = "Shared with her permission. My client Anna is a nurse from Leeds."
    found = detected(text)
    assert found.statements
    assert found.details
    assert all(d.exempt for d in found.details)


def test_the_rest_of_a_story_belongs_to_its_event() -> None:
    text = (
        "I worked with someone who had swapped seats. It was the school minibus, and they'd swapped for a friend. "
        "The bus went off the road above the reservoir. Of the eleven children on board one walked home, still "
        "carrying the other child's medal.\n\nSurvivor's guilt is often argued with. Ask what it keeps hold of."
    )
    told = " ".join(t for d in detected(text).details if d.attributes.get("distinctive") for t in d.texts)
    for words in ("swapped seats", "school minibus", "above the reservoir", "the other child's medal"):
        assert words in told
    assert "guilt" not in told


def test_advice_after_an_event_is_not_part_of_it() -> None:
    text = "My client lost her leg in a quarry. Most clients needed longer than the books said, and you will too."
    assert not [d for d in detected(text).details if d.attributes.get("form") == "sentence"]


@pytest.mark.parametrize(
    ("sign", "hers"),
    [
        ("Dale Hartnell", False),
        ("— Dale Hartnell, PT, DPT", False),
        ("Dale Hartnell, MSc, LCSW-S", False),
        ("Dale Hartnell, plumber", True),
    ],
)
def test_a_name_under_a_text_is_the_authors_whatever_letters_follow_it(sign: str, hers: bool) -> None:
    text = f"My client rang the cowbell today. She told me that I could go. I wept on the choir stairs.\n\n{sign}\n"

    assert any(d.counts for d in detected(text).details if "Dale Hartnell" in d.texts) is hers


def test_a_client_who_signs_what_they_tell_gives_themselves_away() -> None:
    text = "I rang the cowbell today. I wet myself on a trampoline in Leeds, at 44.\n\nDale Hartnell\n"

    assert of(text, "Dale Hartnell", Voice.CLIENT).counts
