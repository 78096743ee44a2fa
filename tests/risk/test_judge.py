"""The judgement is monotone, its floors hold, and it fails closed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.details import AUTHOR, CASE, Detail, Directness, Evidence, Kind, Subject, SubjectRole
from assistant.domain.ladders import EVERYONE, Flag, Ladder, Rung, Share
from assistant.domain.risk import Background, Reader, Risk, Tier
from assistant.domain.text import Span
from assistant.risk.judge import judge

HOME = Background(region="uk")
SISTER = Subject("client.sister", SubjectRole.RELATIVE, "the sister of the client")


def detail(
    kind: Kind = Kind.OCCUPATION,
    low: float = 0.01,
    high: float = 0.02,
    *flags: Flag,
    subject: Subject = CASE,
    directness: Directness = Directness.QUASI,
    words: str = "nurse",
) -> Detail:
    """A detail that stands on the first of two rungs."""
    ladder = Ladder(
        (Rung(words, "as written", Share(low, high, "test"), frozenset(flags)), Rung("", "left out", EVERYONE))
    )
    evidence = (Evidence("rule", "test", 0.9),)
    return Detail("d1", kind, directness, subject, (Span(0, 5),), (words,), evidence, "because", ladder=ladder)


shares = st.floats(0.0001, 1.0).flatmap(lambda high: st.tuples(st.floats(0.00001, high), st.just(high)))
details = st.builds(
    lambda kind, share, flags, subject, directness: detail(
        kind, share[0], share[1], *flags, subject=subject, directness=directness
    ),
    st.sampled_from([k for k in Kind if k.value not in ("consent", "citation", "public-figure", "fiction")]),
    shares,
    st.frozensets(st.sampled_from(list(Flag)), max_size=2),
    st.sampled_from([CASE, SISTER]),
    st.sampled_from(list(Directness)),
)


def not_lower(more: Risk, less: Risk) -> None:
    assert more.score >= less.score
    assert more.overall >= less.overall
    for reader in Reader:
        assert more.readers[reader].tier >= less.readers[reader].tier


@given(st.lists(details, max_size=6), details)
def test_adding_a_detail_never_lowers_anything(some: list[Detail], another: Detail) -> None:
    not_lower(judge([*some, another], HOME), judge(some, HOME))


@given(st.lists(details, max_size=5), details, st.data())
def test_a_more_general_rung_never_raises_anything(some: list[Detail], one: Detail, data: st.DataObject) -> None:
    assert one.ladder is not None
    first = one.ladder.rungs[0]
    high = data.draw(st.floats(first.share.high, 1.0))
    low = data.draw(st.floats(first.share.low, high))
    held = data.draw(st.frozensets(st.sampled_from(sorted(first.flags)), max_size=2)) if first.flags else frozenset()
    general = Rung("something", "more general", Share(low, high, "test"), held)
    climbed = replace(one, ladder=Ladder((first, general, Rung("", "left out", EVERYONE))), rung=1)
    not_lower(judge([*some, one], HOME), judge([*some, climbed], HOME))


def test_a_full_name_of_the_client_is_high_for_everyone() -> None:
    risk = judge([detail(Kind.PERSON_NAME, 0.0001, 0.001, Flag.FULL_NAME, words="Ama Boateng")], HOME)
    assert {risk.readers[r].tier for r in Reader} == {Tier.HIGH}


def test_a_first_name_is_raised_for_a_stranger_and_high_for_those_who_know_them() -> None:
    risk = judge([detail(Kind.PERSON_NAME, 0.5, 0.9, Flag.FIRST_NAME, words="Ama")], HOME)
    assert risk.readers[Reader.CLIENT].tier is Tier.HIGH
    assert risk.readers[Reader.ACQUAINTANCE].tier is Tier.HIGH
    assert risk.readers[Reader.STRANGER].tier is Tier.RAISED


def test_the_name_of_a_relative_is_high_outside_and_raised_for_the_client() -> None:
    name = detail(Kind.PERSON_NAME, 0.0001, 0.001, Flag.FULL_NAME, subject=SISTER)
    risk = judge([name], HOME)
    assert risk.readers[Reader.STRANGER].tier is Tier.HIGH
    assert risk.readers[Reader.CLIENT].tier is Tier.RAISED


def test_demographics_alone_leave_the_client_at_most_raised() -> None:
    rare = [detail(kind, 0.0001, 0.001) for kind in (Kind.AGE, Kind.OCCUPATION, Kind.RELIGION, Kind.FAMILY)]
    assert judge(rare, HOME).readers[Reader.CLIENT].tier is Tier.RAISED


def test_own_words_with_a_recent_time_are_high_for_the_client() -> None:
    quote = detail(Kind.SPEECH, 1, 1, Flag.VERBATIM_SPEECH, directness=Directness.VERBATIM, words="I vanish")
    today = detail(Kind.RECENCY, 1, 1, Flag.RECENCY, words="this morning")
    assert judge([quote], HOME).readers[Reader.CLIENT].tier is Tier.RAISED
    assert judge([quote, today], HOME).readers[Reader.CLIENT].tier is Tier.HIGH


def test_a_distinctive_event_is_at_least_raised_for_acquaintances() -> None:
    event = detail(Kind.EVENT, 1, 1, Flag.DISTINCTIVE_EVENT, directness=Directness.EPISODIC, words="won the lottery")
    assert judge([event], HOME).readers[Reader.ACQUAINTANCE].tier is Tier.RAISED


def test_three_uncommon_facts_about_one_person_are_raised_for_acquaintances() -> None:
    three = [detail(kind, 0.09, 0.099) for kind in (Kind.PLACE, Kind.PLACE, Kind.PLACE)]
    assert judge(three[:2], HOME).readers[Reader.ACQUAINTANCE].tier is Tier.LOW
    assert judge(three, HOME).readers[Reader.ACQUAINTANCE].tier is Tier.RAISED


def test_a_declared_pseudonym_sets_no_floor() -> None:
    pseudonym = detail(Kind.PSEUDONYM, 1, 1, words="Anna")
    assert judge([pseudonym], HOME).overall is Tier.LOW


def test_the_authors_own_facts_do_not_count() -> None:
    own = detail(Kind.PERSON_NAME, 0.0001, 0.001, Flag.FULL_NAME, subject=AUTHOR)
    assert judge([own], HOME) == judge([], HOME)


def test_an_exempt_detail_does_not_count() -> None:
    shown = replace(detail(Kind.PERSON_NAME, 0.0001, 0.001, Flag.FULL_NAME), exempt="a published case")
    assert judge([shown], HOME).overall is Tier.LOW


def test_what_cannot_be_told_is_never_low_and_scores_highest() -> None:
    risk = judge([], HOME, cannot_tell=["It could not be read to the end."])
    assert {risk.readers[r].tier for r in Reader} == {Tier.CANNOT_TELL}
    assert risk.score == 100


def test_reasons_quote_the_words_that_they_saw() -> None:
    risk = judge([detail(Kind.PERSON_NAME, 0.5, 0.9, Flag.FIRST_NAME, words="Ama")], HOME)
    assert all("Ama" in reason.words for r in Reader for reason in risk.readers[r].reasons)


def test_two_clients_are_judged_apart() -> None:
    second = Subject("client-2", SubjectRole.CLIENT, "another client")
    together = [detail(kind, 0.05, 0.06) for kind in (Kind.AGE, Kind.OCCUPATION)]
    apart = [together[0], replace(together[1], subject=second)]
    assert judge(apart, HOME).score < judge(together, HOME).score


def test_the_authors_town_brings_a_stranger_nearer_and_nobody_else() -> None:
    facts = [detail(Kind.OCCUPATION, 0.01), detail(Kind.AGE, 0.02), detail(Kind.PLACE, 0.001)]
    far, near = judge(facts, HOME), judge(facts, replace(HOME, town="Hebden Bridge"))

    def crowd(risk: Risk, reader: Reader) -> tuple[float, float]:
        found = risk.readers[reader].crowd
        assert found is not None
        return found.low, found.high

    assert crowd(near, Reader.STRANGER)[0] < crowd(far, Reader.STRANGER)[0]
    assert crowd(near, Reader.STRANGER)[1] == crowd(far, Reader.STRANGER)[1]
    assert near.readers[Reader.STRANGER].tier >= far.readers[Reader.STRANGER].tier
    assert near.score >= far.score
    assert all(near.readers[r] == far.readers[r] for r in (Reader.CLIENT, Reader.ACQUAINTANCE))


def test_a_town_that_no_list_has_changes_nothing() -> None:
    facts = [detail(Kind.OCCUPATION, 0.01)]

    assert judge(facts, replace(HOME, town="Nether Wibbling")) == judge(facts, HOME)
