"""What exempts a detail exempts no more than it says, and small forms hide nobody: whole sentences, by rules alone."""

from __future__ import annotations

import unicodedata

import pytest

from assistant.composition import build_pipeline, draft_of
from assistant.domain.details import Kind
from assistant.domain.risk import Reader, Tier
from assistant.pipeline import Analysis, Options, Pipeline

PIPELINE = Pipeline(build_pipeline(rules_only=True).documents)


def seen(text: str) -> Analysis:
    return PIPELINE.check(draft_of(text, "text"), Options())


@pytest.mark.parametrize(
    "text",
    [
        "A girl of 14 from Todmorden came to see me in March. She lost her leg in the flood and her twin drowned. "
        "She plays Taylor Swift all night.",
        "I see a girl called Mia, who is 14 and lives in Todmorden. She lost her leg in the flood. It made me think "
        "of Winnicott.",
        "My client lost her leg at the Ariana Grande concert and rang me from the ward.",
        "When Anna Kowalska came in on Tuesday she was shaking. I made her a cup of tea and she told me about the "
        "flood. She is 34 and works at the bakery in Hebden Bridge.",
        "My client lost her leg in the flood. Her father carries on as if she doesn't exist. Her daughter Mia asked "
        "me why.",
        "My client Kerry Butterworth, a midwife from Todmorden, lost her twins in the flood. My manager read my notes "
        "and approved them.",
        "My client Kerry Butterworth, a midwife from Todmorden, lost her twins in the flood. She has read and agreed "
        "the care plan.",
        "My client Kerry Butterworth, a midwife from Todmorden, lost her twins in the flood. She let me tell her the "
        "truth.",
        "My client Kerry Butterworth is always sad on Mondays. Her name was removed from the waiting list.",
        "My client is 34, a midwife from Todmorden, Somali, and a Quaker. Since then her circumstances have changed.",
        "Anna Kowalska lost her son that winter (2014). She is 34 and a baker from Todmorden, and she told me about "
        "the flood.",
        "My pupil Jake Murphy argued with his stepdad and lost his eye on Tuesday. He is 15 and lives in Todmorden.",
        "My pupil Tyler lost his brother in March and lives with his gran in Todmorden. Tyler's essay was the best.",
        "My pupil Tyler's dad, a judge from Todmorden, hit him on Tuesday.",
    ],
)
def test_an_aside_exempts_nobody_else(text: str) -> None:
    assert seen(text).risk.overall is Tier.HIGH


@pytest.mark.parametrize(
    "text",
    [
        "She gave me permission to share her story. My client Kerry is a midwife from Todmorden who lost her twins.",
        "My client Kerry is a midwife from Todmorden who lost her twins. She has read this and approved every word.",
        "My client Kerry is a midwife from Todmorden who lost her twins. Shared with permission.",
    ],
)
def test_who_agreed_to_this_is_exempt(text: str) -> None:
    assert not [d for d in seen(text).details if d.counts]


def test_a_first_name_of_somebody_who_is_cited_is_not_exempt() -> None:
    found = seen("As Carl Rogers said, listen. My client Carl is a baker from Todmorden.")

    assert any(d.counts and d.kind is Kind.PERSON_NAME and "Carl" in d.texts for d in found.details)


def test_two_people_with_one_surname_are_two() -> None:
    found = seen(
        "My client Tom Harris came with his wife Emma Harris. Emma is a midwife. Tom lost his job at the mill."
    )
    names = {d.subject.id: d.texts for d in found.details if d.kind is Kind.PERSON_NAME}

    assert "Tom Harris" in names["client"]
    assert "Emma" in names["client.wife"]
    assert found.risk.readers[Reader.CLIENT].tier is Tier.HIGH


def test_a_fact_belongs_to_whoever_is_named_before_it_and_not_to_kin_behind_it() -> None:
    found = seen("My pupil Mia came. Mia is 14 and lives in Todmorden with her gran.")

    assert {d.subject.id for d in found.details if d.kind in (Kind.AGE, Kind.PLACE)} == {"client"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("My client, ANNA KOWALSKA, is 34.", "ANNA KOWALSKA"),
        (unicodedata.normalize("NFD", "My client Zoë Müller is 34. Zoë sleeps badly."), "Müller"),
        ("My client lives at ls6 2qd with her dog.", "ls6 2qd"),
        ("My client drives ab12 cde to work.", "ab12 cde"),
        ("My client, hospital no. A1234567, was seen.", "A1234567"),
    ],
)
def test_another_spelling_hides_nobody(text: str, words: str) -> None:
    found = [unicodedata.normalize("NFC", t) for d in seen(text).details if d.counts for t in d.texts]

    assert any(words in t for t in found), found


def test_an_inch_is_no_quotation_mark() -> None:
    assert not [d for d in seen("My client is 5'10\" and a judge from Todmorden.").details if d.kind is Kind.SPEECH]


def test_the_same_fact_said_twice_counts_once() -> None:
    once = seen("My client is 34. She is a woman of some standing.").risk.readers[Reader.STRANGER].crowd
    twice = seen("My client is 34. She is a woman of thirty-four.").risk.readers[Reader.STRANGER].crowd

    assert once is not None
    assert twice is not None
    assert twice.low == pytest.approx(once.low, rel=0.3)


@pytest.mark.parametrize(
    "text", ["THE CBT GROUP MEETS ON MONDAY AND EVERYONE MAY COME.", "Dr Hale from CAMHS and the DBT team spoke."]
)
def test_abbreviations_are_no_names(text: str) -> None:
    assert not [d for d in seen(text).details if d.counts]


def test_one_persons_permission_is_not_anothers() -> None:
    found = seen(
        "Two clients this week. Anna gave me permission to write about her panic attacks. The other, Kerry "
        "Butterworth, a midwife from Todmorden, lost her twins in the flood and never agreed to anything."
    )
    counted = {t for d in found.details if d.counts for t in d.texts}

    assert "Kerry Butterworth" in counted
    assert not counted & {"Anna", "panic attacks"}


def test_who_signs_is_the_author_also_where_the_client_calls_them_by_name() -> None:
    found = seen(
        "I see feet all day. I had a gentleman of 78 in from Todmorden, and he said, “Gail, it never hurt once.” "
        "Look at yours.\n\nGail\n"
    )

    assert not [d for d in found.details if d.counts and "Gail" in d.texts]
    assert [d for d in found.details if d.counts]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dr. Hal Weston was 58 when he came to see me. He told me, “I was a pair of hands.”", "58"),
        ("My client Kofi wrote poems about buses. He cried.", "wrote poems about buses"),
        ("Bobby, who's nine, came to me. His teacher at Park Lane Primary had noticed bruises.", "Park Lane Primary"),
        ("My client Ms. K presented with restrictive eating.", "Ms. K"),
    ],
)
def test_an_ordinary_telling_is_seen(text: str, words: str) -> None:
    counted = [t for d in seen(text).details if d.counts for t in d.texts]

    assert any(words in t for t in counted), counted


@pytest.mark.parametrize("text", ["My youngest client, Teddy, is five.", "My oldest client, Teddy, is 81."])
def test_the_youngest_client_is_nobodys_child(text: str) -> None:
    assert not [d for d in seen(text).details if d.kind is Kind.FAMILY]
