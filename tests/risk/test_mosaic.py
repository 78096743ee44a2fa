"""Which drafts may be about one person, from which facts, and what they tell as one."""

from __future__ import annotations

import time

import pytest

from assistant.composition import draft_of, pipeline_with
from assistant.domain.details import Directness, Kind, SubjectRole
from assistant.domain.risk import Background, Reader, Tier
from assistant.pipeline import Options, Pipeline
from assistant.risk.linking import LIKELY, POSSIBLE
from assistant.risk.mosaic import Group, Telling, mosaic
from assistant.risk.portrait import Fact, Portrait, portraits


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return pipeline_with(None)


def groups(pipeline: Pipeline, *texts: str, published: tuple[str, ...] | None = None) -> tuple[Group, ...]:
    """The groups of these drafts, published as they are or as given."""

    def told(text: str) -> tuple[Portrait, ...]:
        return portraits(pipeline.check(draft_of(text, "text"), Options(case=True)).details)

    after = published or texts
    return mosaic(
        [Telling(told(a), told(b), n) for n, (a, b) in enumerate(zip(texts, after, strict=True))], Background()
    )


PARAMEDIC = "My client, a 34-year-old paramedic with twins, cried today."
AGAIN = "My patient is a 34-year-old paramedic. She has twins."
VICAR = "My client, a retired vicar of 71, keeps bees."


def test_drafts_that_share_what_few_people_are_belong_together(pipeline: Pipeline) -> None:
    found = groups(pipeline, PARAMEDIC, VICAR, AGAIN)

    assert [group.drafts for group in found] == [(0, 2)]
    assert found[0].confidence >= LIKELY
    assert {shared.kind for shared in found[0].shared} >= {Kind.AGE, Kind.OCCUPATION}


def test_people_who_are_called_differently_are_different_people(pipeline: Pipeline) -> None:
    one = "My client Maria is a 34-year-old paramedic with twins."
    other = "My client Bodil is a 34-year-old paramedic with twins."

    assert groups(pipeline, one, other) == ()


def test_a_shared_town_alone_links_nobody(pipeline: Pipeline) -> None:
    assert groups(pipeline, "My client from Leeds cried.", "My client from Leeds laughed.") == ()


def test_theory_is_about_nobody(pipeline: Pipeline) -> None:
    assert groups(pipeline, "Silence can help.", "Silence can help.") == ()


def test_what_is_published_apart_may_tell_together(pipeline: Pipeline) -> None:
    texts = ("My client Maria lives in Leeds.", "My client Maria has twins.", "My client Maria is 34.")
    apart = ("My client lives in Leeds.", "My client has twins.", "My client is 34.")
    [group] = groups(pipeline, *texts, published=apart)

    assert group.drafts == (0, 1, 2)
    assert group.visible == ()
    assert group.adds_up
    assert group.joint.overall > group.alone


def test_one_made_up_name_for_two_people_links_them_for_readers(pipeline: Pipeline) -> None:
    texts = (PARAMEDIC, VICAR)
    published = (
        "I will call her Anna (not her real name). My client Anna cried.",
        "I will call her Anna (not her real name). My client Anna keeps bees.",
    )
    [group] = groups(pipeline, *texts, published=published)

    assert group.by_disguise
    assert group.drafts == (0, 1)
    assert {each.kind for each in group.visible} == {Kind.PSEUDONYM}


def test_the_order_of_drafts_changes_nothing_but_their_numbers(pipeline: Pipeline) -> None:
    forwards = groups(pipeline, PARAMEDIC, VICAR, AGAIN)
    backwards = groups(pipeline, AGAIN, VICAR, PARAMEDIC)

    assert [(g.drafts, round(g.confidence, 6)) for g in forwards] == [
        (g.drafts, round(g.confidence, 6)) for g in backwards
    ]


def test_of_what_can_not_be_judged_nothing_is_concluded() -> None:
    facts = (fact("occupation:paramedic"), fact("age:34", Kind.AGE))
    both = [Telling((Portrait(facts),), (), closed=number == 0) for number in range(2)]
    [group] = mosaic(both, Background())

    assert group.joint.overall is Tier.CANNOT_TELL
    assert not group.adds_up


def test_two_people_of_one_draft_never_become_one() -> None:
    facts = Portrait((fact("occupation:paramedic"), fact("age:34", Kind.AGE)))
    found = mosaic([Telling((facts, facts), ()), Telling((facts,), ())], Background())

    assert all(len(set(group.drafts)) == len(group.drafts) for group in found)


def test_a_thousand_drafts_about_one_person_are_one_group_in_good_time() -> None:
    facts = Portrait(
        (fact("occupation:paramedic"), fact("age:34", Kind.AGE), fact("person-name:maria", Kind.PERSON_NAME))
    )
    began = time.process_time()
    found = mosaic([Telling((facts,), ()) for _ in range(1000)], Background())

    assert time.process_time() - began < 10
    assert [len(group.drafts) for group in found] == [1000]


def test_likelihood_is_never_certainty(pipeline: Pipeline) -> None:
    same = "My client Maria, a 34-year-old paramedic from Hebden Bridge with twins, lost her leg in March 2019."
    [group] = groups(pipeline, same, same)

    assert POSSIBLE <= group.confidence < 1.0


def fact(key: str, kind: Kind = Kind.OCCUPATION) -> Fact:
    return Fact(kind, Directness.QUASI, SubjectRole.CLIENT, (key,), key.partition(":")[2], 0.0005, 0.02, ())


def test_several_together_tell_no_less_than_the_one_that_tells_most() -> None:
    both = Portrait((fact("occupation:paramedic"), fact("age:34", Kind.AGE)))
    known = ((Reader.CLIENT, Tier.RAISED), (Reader.ACQUAINTANCE, Tier.HIGH))
    [group] = mosaic([Telling((both,), (), alone=known), Telling((both,), ())], Background())

    assert group.joint.readers[Reader.CLIENT].tier is Tier.RAISED
    assert group.joint.readers[Reader.STRANGER].tier is Tier.LOW
    assert (group.joint.overall, group.alone, group.adds_up) == (Tier.HIGH, Tier.HIGH, False)
