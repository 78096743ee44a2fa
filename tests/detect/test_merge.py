"""Findings become details: one per fact and person, at every place where the draft states it, whoever it is about."""

from __future__ import annotations

import pytest

from assistant.detect.detector import Detector
from assistant.documents.reading import from_text
from assistant.domain.changes import Voice
from assistant.domain.details import Detail, Kind, SubjectRole
from assistant.domain.text import Draft

NAMES = (Kind.PERSON_NAME, Kind.PSEUDONYM)


def details(text: str, name: str = "note.md") -> tuple[Detail, ...]:
    return found(from_text(text, name))


def found(draft: Draft) -> tuple[Detail, ...]:
    return Detector().detect(draft, Voice.AUTHOR).details


def people(text: str) -> list[tuple[str, ...]]:
    """The words of each person that is named and counts."""
    return [d.texts for d in details(text) if d.kind in NAMES and d.counts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My client Anna Kowalska is 34. Anna ran. Ms Kowalska rang.", ("Anna Kowalska", "Anna", "Ms Kowalska")),
        ("My client Anna is 34. Anna's sister rang. ANNA’S bag stood there.", ("Anna", "Anna", "ANNA")),
        ("My client Anna is 34. I like anna a lot.", ("Anna", "anna")),
        ("My client Anna is 34. Then An\u200bna left.", ("Anna", "An\u200bna")),
        ("My client Anna is 34. Then \u0410nna left.", ("Anna", "\u0410nna")),
        ("S.K. is 34 and my client. **What S.K. brought:** a cup.", ("S.K.", "S.K.")),
    ],
)  # fmt: skip
def test_every_form_of_a_name_is_one_detail(text: str, expected: tuple[str, ...]) -> None:
    assert people(text) == [expected]


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        ("Tired now. #Anna", "Anna"),
        ("Tired now. #AnnaKowalska", "AnnaKowalska"),
        ("![Anna at the door](door.jpg)", "Anna"),
        ("![A door](img/anna-2.jpg)", "anna"),
        ("[More](https://example.org/annaWeek)", "annaWeek"),
        ('[More](https://example.org "About Anna")', "Anna"),
    ],
)
def test_a_named_client_is_found_outside_the_sentences_too(rest: str, words: str) -> None:
    text = f"My client Anna is 34 and cried.\n\n{rest}\n"
    (name,) = (d for d in details(text) if d.kind is Kind.PERSON_NAME)
    assert words in name.texts[1:]
    assert all(span.of(text) == told for span, told in zip(name.spans, name.texts, strict=True))


def test_a_named_client_is_found_in_front_matter() -> None:
    text = "---\ntitle: Anna and the door\ntags: [anna, grief]\n---\nMy client Anna is 34 and cried.\n"
    (name,) = (d for d in details(text) if d.kind is Kind.PERSON_NAME)
    assert name.texts == ("Anna", "anna", "Anna")


def test_a_draft_about_nobody_has_no_names_in_its_links() -> None:
    assert not [d for d in details("Theory is slow.\n\n![Anna](anna.jpg) #anna\n") if d.counts]


@pytest.mark.parametrize(
    "text",
    [
        "My client May is 34. In May the path is full of garlic.",
        "My client May is 34. The path may be wet.",
        "My client Will is 34. Will it be wet?",
        "My client Grace is 34. There is some grace in that.",
        "My client Chester is 34. The train to Chester was late.",
    ],
)
def test_a_word_that_is_also_a_name_is_not_the_client_again(text: str) -> None:
    assert [len(words) for words in people(text)] == [1]


@pytest.mark.parametrize(
    ("name", "telling"),
    [("anna-week-3.md", True), ("Anna_K.txt", True), ("week-3.md", False), ("banana.md", False), ("-", False)],
)
def test_a_file_name_counts_when_it_names_a_person_of_the_case(name: str, telling: bool) -> None:
    seen = [d for d in details("My client Anna is 34 and cried.", name) if d.kind is Kind.FILE_NAME]
    assert [d.texts for d in seen] == ([(name,)] if telling else [])


@pytest.mark.parametrize(
    ("text", "name", "telling"),
    [
        ("My client is a vicar of 61 and cried.", "Session with Sarah Jones.md", True),
        ("My client is a vicar of 61 and cried.", "jane-doe-session.md", True),
        ("My client is a vicar of 61 and cried.", "hope.md", False),
        ("My client is a vicar of 61 and cried.", "march-newsletter.md", False),
        ("My client is a vicar of 61 and cried. My sister Sarah laughed.", "sarah.md", False),
        ("Rest is not a prize for finishing.", "sarah.md", False),
    ],
)
def test_a_name_that_the_draft_keeps_out_may_be_in_its_files(text: str, name: str, telling: bool) -> None:
    assert [d.texts for d in details(text, name) if d.kind is Kind.FILE_NAME] == ([(name,)] if telling else [])


def test_a_file_name_is_not_judged_by_a_pseudonym() -> None:
    text = "My client, whom I will call Anna, is 34 and cried."
    assert not [d for d in details(text, "anna.md") if d.kind is Kind.FILE_NAME]


def test_two_clients_are_kept_apart() -> None:
    text = "My client is a nurse from Leeds. She cried.\n\nAnother client, a plumber, came from Hull."
    whose = {d.texts[0]: d.subject.id for d in details(text) if d.counts}
    assert whose["Leeds"] == whose["nurse"]
    assert whose["Hull"] == whose["plumber"]
    assert whose["Leeds"] != whose["Hull"]


def test_two_names_are_two_people() -> None:
    assert people("My client Anna is 34. My client Tomasz is 61. Anna cried. Tomasz laughed.") == [
        ("Anna", "Anna"),
        ("Tomasz", "Tomasz"),
    ]


def test_a_pseudonym_stands_beside_a_real_name() -> None:
    text = "I will call her Anna. My client Anna is 34. Her husband Tomasz rang, and Anna cried."
    kinds = {d.texts[0]: d.kind for d in details(text) if d.kind in NAMES}
    assert kinds == {"Anna": Kind.PSEUDONYM, "Tomasz": Kind.PERSON_NAME}


def test_a_name_in_a_paragraph_of_theory_is_still_the_client() -> None:
    text = "My client Anna is 34 and cried.\n\nClients often need time. I think of Anna when I say so."
    assert people(text) == [("Anna", "Anna")]


def test_the_same_fact_twice_is_one_detail_with_two_places() -> None:
    text = "My client is a nurse from Leeds. Leeds is far, she says."
    (place,) = (d for d in details(text) if d.kind is Kind.PLACE)
    assert [span.of(text) for span in place.spans] == ["Leeds", "Leeds"]


def test_the_same_fact_of_two_people_is_two_details() -> None:
    text = "My client is a nurse. Her sister is a nurse too."
    roles = [d.subject.role for d in details(text) if d.kind is Kind.OCCUPATION]
    assert sorted(roles) == [SubjectRole.CLIENT, SubjectRole.RELATIVE]


@pytest.mark.parametrize("whose", ["My client's", "Her", "My pupil’s"])
def test_a_relative_of_the_client_is_not_the_authors(whose: str) -> None:
    text = f"My client is 34 and my pupil is 9. {whose} mother is a nurse from Hull."
    assert {d.subject.role for d in details(text) if d.texts[0] in ("nurse", "Hull")} == {SubjectRole.RELATIVE}


def test_a_relative_of_the_author_is_nobody_of_the_case() -> None:
    text = "My client is 34 and cried. My mother is a nurse from Hull."
    assert all(d.subject.is_author for d in details(text) if d.texts[0] in ("nurse", "Hull"))


def test_details_are_numbered_in_the_order_of_their_first_place() -> None:
    text = "My client Anna, a 34-year-old nurse from Leeds, cried when her sister rang on Tuesday."
    all_ = details(text)
    assert [d.id for d in all_] == [f"d{i}" for i in range(1, len(all_) + 1)]
    assert [d.spans[0].start for d in all_] == sorted(d.spans[0].start for d in all_)


def _made_up(text: str) -> set[str]:
    return {words for d in details(text) if d.kind is Kind.PSEUDONYM for words in d.texts}


@pytest.mark.parametrize(
    ("text", "changed", "real"),
    [
        ("My pupil Wenna (name changed) was hit by Rufus Ashgrove.", "Wenna", "Rufus Ashgrove"),
        ("I have changed her name. My client Wenna hates her mother, Petra Qureshi.", "Wenna", "Petra Qureshi"),
        ("My client Wenna cried about her brother Cormac Tully. Her name has been changed.", "Wenna", "Cormac Tully"),
        ("My client Wenna cried about her brother Cormac (name changed).", "Cormac", "Wenna"),
        ("My client Wenna, whose name I have changed, fears Dr Hollis.", "Wenna", "Dr Hollis"),
        ("*Name changed. My client Wenna, 34, fears Dr Hollis.", "Wenna", "Dr Hollis"),
    ],
)
def test_a_changed_name_is_one_persons(text: str, changed: str, real: str) -> None:
    assert _made_up(text) == {changed}
    assert any(real in texts for texts in people(text))


@pytest.mark.parametrize(
    "said",
    [
        "All names have been changed.",
        "(Names changed.)",
        "I've changed the names.",
        "Every name has been altered.",
        "All the names are invented.",
        "Names and places have been changed.",
    ],
)
def test_changed_names_are_everybodys(said: str) -> None:
    assert _made_up(f"{said} My client Wenna cried about her brother Cormac Tully.") == {"Wenna", "Cormac Tully"}
