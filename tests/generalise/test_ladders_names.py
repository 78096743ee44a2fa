"""Names and contacts give way to a role or to nothing, and never come back in another wording."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.details import AUTHOR, CASE, Detail, Directness, Evidence, Kind, Subject, SubjectRole
from assistant.domain.ladders import EVERYONE, Flag, Ladder
from assistant.domain.text import Span
from assistant.generalise.ladders import contact, names
from assistant.generalise.slot import Slot

SISTER = Subject("client.sister", SubjectRole.RELATIVE, "the sister of the client")
HUSBAND = Subject("client.husband", SubjectRole.PARTNER, "the husband of the client")
COLLEAGUE = Subject("client.manager", SubjectRole.COLLEAGUE, "the manager of the client")
OTHER = Subject("other", SubjectRole.OTHER, "someone else")
SUBJECTS = (CASE, SISTER, HUSBAND, COLLEAGUE, OTHER, AUTHOR)
FORMS = ("full", "given", "surname", "title", "initials", "nickname")


def detail(words: str, kind: Kind = Kind.PERSON_NAME, subject: Subject = CASE, **attributes: str) -> Detail:
    """A detail that is these words, once."""
    return Detail(
        "d1",
        kind,
        Directness.DIRECT,
        subject,
        (Span(0, len(words)),),
        (words,),
        (Evidence("rule", "direct.full_name", 0.9),),
        "a name",
        attributes,
    )


def rungs(before: str, words: str, after: str, subject: Subject = CASE, **attributes: str) -> list[str]:
    """The wordings below the name."""
    ladder = names.build(detail(words, Kind.PERSON_NAME, subject, **attributes), Slot(before, words, after))
    return [rung.text for rung in ladder.rungs[1:]]


def built(kind: Kind, words: str, slot: Slot, subject: Subject, form: str) -> Ladder:
    module = names if kind in names.KINDS else contact
    first, last = words.split()[0], words.split()[-1]
    return module.build(detail(words, kind, subject, form=form, given=first, surname=last), slot)


@given(
    kind=st.sampled_from(sorted(names.KINDS | contact.KINDS)),
    words=st.sampled_from(
        ["Araceli", "Grace Okafor", "Mrs Adeyemi", "K.", "Mr and Mrs Lumb", "14b Chestnut Avenue", "Kev"]
    ),
    before=st.sampled_from(
        ["", "Then ", "my client ", "She rang. ", "a boy called ", "“", "I told ", "her sister, ", "lives at "]
    ),
    after=st.sampled_from(["", "'s mum rang.", " said so.", ", who is ill,", " (23)", "!"]),
    subject=st.sampled_from(SUBJECTS),
    form=st.sampled_from(FORMS),
)
def test_a_ladder_only_ever_gets_more_general(
    kind: Kind, words: str, before: str, after: str, subject: Subject, form: str
) -> None:
    ladder = built(kind, words, Slot(before, words, after), subject, form).rungs

    assert ladder[0].text == words
    assert ladder[-1].text == ""
    for specific, general in pairwise(ladder):
        assert specific.share.low <= general.share.low
        assert specific.share.high <= general.share.high
        assert general.flags <= specific.flags
    parts = {part.lower() for part in re.findall(r"\w{2,}", words)} - {"mr", "mrs", "and"}
    for rung in ladder[1:]:
        assert not parts & set(re.findall(r"\w+", rung.text.lower()))
        assert not rung.flags


@pytest.mark.parametrize(
    ("form", "attributes", "flag"),
    [
        ("full", {}, Flag.FULL_NAME),
        ("given", {"given": "Anna"}, Flag.FIRST_NAME),
        ("nickname", {"given": "Kev"}, Flag.FIRST_NAME),
        ("initials", {}, Flag.INITIALS),
        ("title", {"surname": "Smith"}, Flag.FIRST_NAME),
        ("title", {"surname": "Postlethwaite"}, Flag.FULL_NAME),
    ],
)
def test_a_name_as_written_says_how_much_of_a_name_it_is(form: str, attributes: dict[str, str], flag: Flag) -> None:
    ladder = names.build(detail("Anna", form=form, **attributes), Slot("", "Anna", " came."))

    assert ladder.rungs[0].flags == {flag}


def test_a_rare_given_name_fits_fewer_people_than_a_common_one() -> None:
    common = names.build(detail("Mary", form="given", given="Mary"), Slot("", "Mary", " came.")).rungs[0].share
    rare = names.build(detail("Xochitl", form="given", given="Xochitl"), Slot("", "Xochitl", " came.")).rungs[0].share

    assert rare.high < common.high


def test_a_declared_pseudonym_fits_everyone_and_flags_nothing() -> None:
    first = names.build(detail("Ruth", Kind.PSEUDONYM, form="given"), Slot("", "Ruth", " came.")).rungs[0]

    assert first.share == EVERYONE
    assert not first.flags


@pytest.mark.parametrize(
    ("before", "after", "wording"),
    [
        ("", " came back in spring.", "A client"),
        ("She had slept at last. ", " came back in spring.", "The client"),
        ("Last week ", " came back.", "a client"),
        ("On the ward ", " asked for tea.", "a patient"),
        ("In my Year 9 class ", " read aloud.", "a pupil"),
        ("After 5th period ", ", a sophomore in my class, read aloud.", "a student"),
    ],
)
def test_a_client_is_called_what_the_profession_calls_them(before: str, after: str, wording: str) -> None:
    assert rungs(before, "Araceli", after, form="given", given="Araceli") == [wording, ""]


@pytest.mark.parametrize(
    ("before", "after", "subject", "wording"),
    [
        ("She cried when ", " rang.", SISTER, "her sister"),
        ("He cried when ", " rang.", SISTER, "his sister"),
        ("There was crying when ", " rang.", SISTER, "their sister"),
        ("She said that ", " drives at night.", HUSBAND, "her husband"),
        ("He was told by ", " to go home.", COLLEAGUE, "his manager"),
    ],
)
def test_relatives_and_others_are_named_by_what_they_are_to_the_client(
    before: str, after: str, subject: Subject, wording: str
) -> None:
    assert rungs(before, "Bronagh", after, subject, form="given", given="Bronagh") == [wording, ""]


@pytest.mark.parametrize(
    "before", ["my client ", "my client, ", "her sister ", "a boy called ", "Her name is ", "poor ", "our "]
)
def test_a_name_beside_its_role_can_only_go(before: str) -> None:
    assert rungs(before, "Kofi", " laughed.", form="given", given="Kofi") == [""]


def test_a_kin_title_becomes_the_kin_word() -> None:
    below = rungs("She said that ", "Auntie Jean", " rang.", SISTER, form="given", given="Jean", title="Auntie")

    assert below == ["her aunt", ""]


def test_two_people_under_one_name_are_a_couple() -> None:
    below = rungs("On Monday ", "Mr and Mrs Lumb", " came.", form="title", surname="Lumb", title="Mr")

    assert below == ["a couple", ""]


def test_the_authors_own_name_has_no_role_to_fall_back_on() -> None:
    assert rungs("I said, ", "Jo", " and left.", AUTHOR, form="given", given="Jo") == [""]


def test_a_file_name_becomes_a_neutral_one() -> None:
    name = detail("kofi-reads.md", Kind.FILE_NAME, form="given", given="Kofi")
    ladder = names.build(name, Slot("", "kofi-reads.md", ""))

    assert [rung.text for rung in ladder.rungs[1:]] == ["draft", ""]
    assert ladder.rungs[0].flags == {Flag.FIRST_NAME}


@pytest.mark.parametrize("kind", sorted(contact.KINDS))
def test_what_leads_to_a_person_is_flagged_until_it_goes(kind: Kind) -> None:
    ladder = contact.build(detail("07700 900417", kind, sort="phone"), Slot("Ring ", "07700 900417", "."))

    assert ladder.rungs[0].flags == {Flag.CONTACT}
    assert [rung.text for rung in ladder.rungs[1:]] == [""]


@pytest.mark.parametrize(
    ("before", "wording"),
    [
        ("She lives at ", "home"),
        ("I drove her to ", "her home"),
        ("We met him outside ", "his home"),
        ("We met outside ", "their home"),
    ],
)
def test_an_address_becomes_a_home(before: str, wording: str) -> None:
    words = "14b Chestnut Avenue"
    ladder = contact.build(detail(words, Kind.ADDRESS, sort="street"), Slot(before, words, "."))

    assert [rung.text for rung in ladder.rungs[1:]] == [wording, ""]
