"""One work: who is the same person in several chapters, and how general a fact is put in all of them."""

from __future__ import annotations

import random

from assistant.domain.details import CASE, Detail, Directness, Kind, Subject, SubjectRole
from assistant.domain.ladders import EVERYONE, Ladder, Rung
from assistant.domain.works import OMITTED, Chapter, Person, Rungs, Work, together

SISTER = Subject("client.relative", SubjectRole.RELATIVE, "her sister")


def chapter(*people: Person, noun: str = "client", rungs: tuple[Rungs, ...] = ()) -> Chapter:
    return Chapter(noun, False, people, rungs)


def person(*names: str, client: bool = False, role: str = "", sex: str = "") -> Person:
    return Person(names, client, role, CASE if client else SISTER, sex)


def name(**attributes: str) -> Detail:
    return Detail("d1", Kind.PERSON_NAME, Directness.DIRECT, CASE, (), ("x",), (), "", attributes)


def test_a_person_keeps_what_the_chapters_know_of_them() -> None:
    work = together(
        [
            chapter(person("given:joanna"), person("given:maya", "surname:lindqvist", client=True, sex="f")),
            chapter(person("given:joanna", role="sister"), person("given:maya", client=True)),
            chapter(person("surname:lindqvist", client=True)),
        ]
    )

    joanna, maya = (work.person(name(given=given)) for given in ("Joanna", "Maya"))
    assert joanna is not None
    assert joanna.role == "sister"
    assert maya is not None
    assert (maya.client, maya.sex, maya.names) == (True, "f", ("given:maya", "surname:lindqvist"))
    assert work.person(name(surname="Lindqvist")) == maya


def test_a_surname_that_two_people_have_means_neither() -> None:
    work = together(
        [chapter(person("given:maya", "surname:lindqvist", client=True), person("given:tom", "surname:lindqvist"))]
    )

    assert work.person(name(surname="Lindqvist")) is None
    assert len(work.people) == 2


def test_two_people_of_one_given_name_and_different_surnames_stay_two() -> None:
    work = together(
        [chapter(person("given:maya", "surname:lindqvist")), chapter(person("given:maya", "surname:okoro"))]
    )

    assert len(work.people) == 2
    assert work.person(name(given="Maya")) is None
    assert work.person(name(given="Maya", surname="Okoro")) is not None


def test_a_fact_stands_everywhere_where_the_most_general_chapter_puts_it() -> None:
    leeds = [Rungs(Kind.PLACE, "leeds", rung) for rung in (1, 2, 0)]
    work = together([chapter(rungs=(one,)) for one in leeds] + [chapter(rungs=(Rungs(Kind.AGE, "34", OMITTED),))])
    rungs = tuple(Rung(text, "", EVERYONE) for text in ("Leeds", "a northern city", "a city", ""))
    place = Detail("d1", Kind.PLACE, Directness.QUASI, CASE, (), ("Leeds",), (), "", ladder=Ladder(rungs))

    assert work.rung(place) == 2
    assert work.rungs == (Rungs(Kind.PLACE, "leeds", 2),), "an age in one chapter alone is that chapter’s affair"


def test_what_is_left_out_in_one_chapter_is_left_out_in_all() -> None:
    work = together([chapter(rungs=(Rungs(Kind.PLACE, "leeds", rung),)) for rung in (1, OMITTED)])
    place = Detail("d1", Kind.PLACE, Directness.QUASI, CASE, (), ("Leeds",), (), "")
    ladder = Ladder(tuple(Rung(text, "", EVERYONE) for text in ("Leeds", "a city", "")))

    assert work.rung(place) == 0, "nothing is agreed about what has no ladder"
    assert work.rung(place.standing_on(ladder)) == 2


def test_the_order_of_facts_and_people_in_chapters_changes_nothing() -> None:
    people = [person(f"given:{n}", f"surname:{n[0]}", client=n == "ann") for n in ("ann", "ada", "bo", "cy")]
    rungs = [Rungs(Kind.PLACE, place, rung) for place in ("leeds", "york") for rung in (1, 2)]
    works = set()
    for seed in range(6):
        chance = random.Random(seed)
        works.add(
            together([chapter(*chance.sample(people, 4), rungs=tuple(chance.sample(rungs, 4))) for _ in range(2)])
        )
    assert len(works) == 1


def test_the_word_for_the_client_is_the_one_of_most_chapters_that_tell_of_a_case() -> None:
    nouns = ["client", "patient", "patient", "", ""]

    assert together([chapter(noun=noun) for noun in nouns]).noun == "patient"
    assert together([]) == Work("", False, (), ())


def test_a_client_who_is_only_named_is_known_within_a_sentence() -> None:
    work = together([chapter(person("given:grace", client=True), person("given:joanna"))])

    assert work.tells_of("I thought of Grace’s hands.")
    assert not work.tells_of("Grace is a gift.")
    assert not work.tells_of("I thought of Joanna.")
