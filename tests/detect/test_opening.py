"""Whether a draft is a case: the tagger's word on the whole keeps quiet what only looks like one, and names no less."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.composition import build_pipeline, draft_of
from assistant.detect.tagged import most_told
from assistant.domain.ports import Tag
from assistant.domain.risk import Tier
from assistant.pipeline import Options, Pipeline

REVIEW = (
    "Tony comes back on Thursday, still in the same coat. He cried when his mother rang, and went home early. "
    "Watch the second series for the way that she waits."
)


class Telling:
    """A tagger that says of every text how far it tells of a case, and of these words that they are a name."""

    def __init__(self, tells: float, name: str = "") -> None:
        self.tells, self.name = tells, name

    def tag(self, texts: Sequence[str]) -> list[tuple[Tag, ...] | None]:
        return [self._tags(text) for text in texts]

    def _tags(self, text: str) -> tuple[Tag, ...]:
        at = text.find(self.name) if self.name else -1
        names = (Tag(at, at + len(self.name), "person-name", 0.9, 0.01),) if at >= 0 else ()
        return (*names, Tag(0, len(text), "tells", self.tells, 0.0))


def tier(text: str, tagger: Telling) -> Tier:
    pipeline = Pipeline(build_pipeline(rules_only=True).documents, tagger)
    return pipeline.check(draft_of(text, "text"), Options()).risk.overall


def test_what_looks_like_a_case_counts_unless_the_whole_speaks_against_it() -> None:
    assert tier(REVIEW, Telling(0.6)) > Tier.LOW
    assert tier(REVIEW, Telling(0.05)) is Tier.LOW


def test_a_client_of_ones_own_is_a_case_whatever_the_whole_looks_like() -> None:
    assert tier("My client Tony, 34, cried when his mother rang from Hebden Bridge.", Telling(0.05)) > Tier.LOW


@pytest.mark.parametrize(
    "text",
    [
        "I have learned a lot from Tom, my client.",
        "I have learned a lot from Sarah. She is my client.",
        "Hope is my client. Hope can sleep.",
        "I rang Tom (a patient of mine) at home.",
    ],
)
def test_a_name_that_is_said_to_be_a_clients_is_one_whatever_the_whole_looks_like(text: str) -> None:
    assert tier(text, Telling(0.01)) > Tier.LOW
    other = text.replace("my client", "my dentist").replace("a patient of mine", "a painter")
    assert tier(other, Telling(0.01)) is Tier.LOW


def test_whoever_one_worked_with_and_who_came_is_no_colleague() -> None:
    assert tier("I worked with Tom, a retired policeman. He came every Tuesday.", Telling(0.01)) > Tier.LOW
    assert tier("I worked with Tom, a retired policeman. He ran the night desk.", Telling(0.01)) is Tier.LOW


@pytest.mark.parametrize(
    "text",
    [
        "Say there's a patient of 82 in the dining room who takes warfarin. What would you ask her first?",
        "I have filled in the same form nine times for a woman of 82 who does not exist.",
        "“My client says he doesn't mind” is no consent. Ask again, and write it down.",
    ],
)
def test_somebody_made_up_or_of_whom_nothing_is_told_is_no_case(text: str) -> None:
    long = f"{text}\n\nForms are for people. People are not for forms. Nobody minds being asked twice."
    assert tier(long, Telling(0.1)) is Tier.LOW


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Saw Sadhbh Ní Riain again today, who is on a new dose and sleeping badly.", "Sadhbh Ní Riain"),
        ("Samira al-Khouri cried for most of the hour about the house in Aleppo.", "Samira al-Khouri"),
    ],
)
def test_a_post_that_names_somebody_with_what_ails_them_is_a_case(text: str, name: str) -> None:
    assert tier(text, Telling(0.0, name)) is Tier.HIGH


def test_a_post_that_names_a_colleague_is_none() -> None:
    assert tier("Proud of Priya Nair, who passed her viva today!", Telling(0.0, "Priya Nair")) is Tier.LOW


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        ([], None),
        ([(100, 0.2), (300, 0.6)], 0.5),
        ([(2000, 0.0), (1000, 0.9), (2000, 0.0)], 0.9),
        ([(600, 0.0), (600, 0.9), (600, 0.9), (600, 0.0)], 0.9),
    ],
)
def test_a_case_in_a_long_essay_is_not_outvoted(paragraphs: list[tuple[int, float]], expected: float | None) -> None:
    found = most_told(paragraphs)

    assert found == (None if expected is None else pytest.approx(expected))


def test_the_authors_own_kin_stay_the_authors_without_a_my() -> None:
    text = (
        "My dad died in February.\n\nThen my client, a retired telephonist of 71, took off her scarf for me.\n\n"
        "Dad's tomato plants came up by themselves in Whitby that summer."
    )
    found = Pipeline(build_pipeline(rules_only=True).documents).check(draft_of(text, "text"), Options()).details

    assert not any("Whitby" in d.texts and d.counts for d in found)


def test_the_kin_of_the_case_are_not_the_authors() -> None:
    text = (
        "My dad taught me patience.\n\nMy client, a girl of 9, misses her dad.\n\n"
        "Dad has been in prison in Whitby since Easter."
    )
    found = Pipeline(build_pipeline(rules_only=True).documents).check(draft_of(text, "text"), Options()).details

    assert any("Whitby" in d.texts and d.counts for d in found)


@pytest.mark.parametrize(
    "text",
    [
        "NHS number 485 777 3456, DOB 3.11.81. She wants a female nurse.",
        "Hosp no 4471902, aged 71. He does not like the lift.",
        "DOB 3.11.81, lives at 14 Tanner's Row with her son. Please ask.",
        "Call her niece on 07700 900123 before the scan.",
        "MRN 00481516, lives above the chandler's. She opens at ten.",
    ],
)
def test_a_record_is_a_case_whatever_the_whole_looks_like(text: str) -> None:
    assert tier(text, Telling(0.01)) is Tier.HIGH


@pytest.mark.parametrize(
    "text",
    [
        "I am registered with the BACP, no. 0123456. My rooms are at 4 High Street.",
        "Charity number 1123581. Ring Mrs Doyle on 01632 960312; she has the tickets.",
        "Our new treasurer can be reached on 01632 960777. She answers in the evening.",
        "Please quote reference 20214417 when you pay. He will send a receipt.",
        "The key to the hall is at 14 Mill Lane. Ask for the head gardener.",
    ],
)
def test_a_notice_with_a_number_or_an_address_is_none(text: str) -> None:
    assert tier(text, Telling(0.01)) is Tier.LOW
