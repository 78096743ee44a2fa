"""The plan reaches the target with the least loss, explains itself, and is honest where it can't."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.changes import Audience, Move, Plan, Strategy
from assistant.domain.details import CASE, Detail, Directness, Evidence, Kind
from assistant.domain.ladders import EVERYONE, Flag, Ladder, Rung, Share
from assistant.domain.risk import Background, Outcome, Reader, Risk
from assistant.domain.text import Span
from assistant.generalise.plan import NO_WISHES, Wishes, make_plan
from assistant.risk.constants import TARGETS
from assistant.risk.judge import judge


def made(id_: str, kind: Kind, *rungs: Rung, directness: Directness = Directness.QUASI) -> Detail:
    evidence = (Evidence("rule", "test", 0.9),)
    ladder = Ladder((*rungs, Rung("", "left out", EVERYONE)))
    return Detail(id_, kind, directness, CASE, (Span(0, 1),), (rungs[0].text,), evidence, "because", ladder=ladder)


def rung(text: str, low: float, high: float, *flags: Flag) -> Rung:
    return Rung(text, text, Share(low, high, "test"), frozenset(flags))


NURSE = made("d1", Kind.OCCUPATION, rung("nurse", 0.01, 0.015), rung("someone in health care", 0.1, 0.13))
LEEDS = made("d2", Kind.PLACE, rung("Leeds", 0.011, 0.012), rung("a city", 0.2, 0.3))
SISTER = made("d3", Kind.FAMILY, rung("sister", 0.6, 0.8))
QUOTE = made(
    "d4", Kind.SPEECH, rung("I vanish", 1, 1, Flag.VERBATIM_SPEECH), rung("feeling unseen", 1, 1),
    directness=Directness.VERBATIM,
)  # fmt: skip
FLOOD = made("d5", Kind.EVENT, rung("the week of the flood", 0.001, 0.001, Flag.DISTINCTIVE_EVENT),
             directness=Directness.EPISODIC)  # fmt: skip


def judged(details: Sequence[Detail]) -> Risk:
    return judge(details, Background(region="uk"))


def planned(
    *details: Detail,
    strategy: Strategy = Strategy.GENERALISE,
    audience: Audience = Audience.BLOG,
    wishes: Wishes = NO_WISHES,
) -> Plan:
    return make_plan(details, judged, TARGETS[audience], strategy, audience, wishes)


def test_the_plan_reaches_the_target_of_every_reader() -> None:
    plan = planned(NURSE, LEEDS, SISTER, QUOTE)
    assert all(plan.expected[reader] <= tier for reader, tier in TARGETS[Audience.BLOG].items())
    assert plan.telling is None
    assert plan.outcome is Outcome.PUBLISH


def test_the_expected_tiers_are_those_of_the_details_on_their_planned_rungs() -> None:
    details = (NURSE, LEEDS, QUOTE)
    plan = planned(*details)
    rungs = {step.detail: step.rung for step in plan.steps}
    risk = judged([replace(d, rung=rungs[d.id]) for d in details])
    assert plan.expected == {reader: risk.readers[reader].tier for reader in Reader}


def test_what_is_common_stays() -> None:
    steps = {s.detail: s for s in planned(SISTER, QUOTE).steps}
    assert steps["d3"].move is Move.KEEP


def test_a_pattern_cuts_attributes_before_it_climbs() -> None:
    steps = {s.detail: s for s in planned(NURSE, LEEDS, strategy=Strategy.PATTERN).steps}
    assert steps["d1"].move is Move.CUT
    assert steps["d2"].move is Move.CUT


def test_a_generalised_case_says_the_job_more_generally() -> None:
    steps = {s.detail: s for s in planned(NURSE, audience=Audience.TEACHING).steps}
    assert steps["d1"].rung == 1


def test_speech_goes_to_its_gist() -> None:
    steps = {s.detail: s for s in planned(QUOTE).steps}
    assert (steps["d4"].move, steps["d4"].rung) == (Move.GIST, 1)


def test_what_the_person_keeps_is_kept_and_named_when_it_still_tells() -> None:
    plan = planned(FLOOD, NURSE, wishes=Wishes({"d5": (0, "you asked to keep it")}))
    steps = {s.detail: s for s in plan.steps}
    assert steps["d5"].move is Move.KEEP
    assert plan.telling == "d5"
    assert plan.outcome is Outcome.CONSENT


def test_planning_again_from_the_planned_rungs_moves_nothing() -> None:
    plan = planned(NURSE, LEEDS, QUOTE)
    rungs = {s.detail: s.rung for s in plan.steps}
    left = []
    for detail in (NURSE, LEEDS, QUOTE):
        assert detail.ladder is not None
        kept = detail.ladder.rungs[rungs[detail.id] :]
        if len(kept) > 1:
            left.append(replace(detail, ladder=Ladder(kept)))
    assert all(s.rung == 0 for s in planned(*left).steps)


def test_a_teaching_case_gets_back_the_findings_that_no_target_needs() -> None:
    finding = made("d8", Kind.HEALTH, rung("tinnitus", 0.08, 0.1))
    kept = {s.detail: s.rung for s in planned(finding, LEEDS, audience=Audience.TEACHING).steps}
    assert kept == {"d8": 0, "d2": 2}
    assert {s.detail: s.rung for s in planned(finding, LEEDS, audience=Audience.BLOG).steps}["d8"] == 1


def test_every_step_says_why() -> None:
    assert all(step.why for step in planned(NURSE, LEEDS, SISTER, QUOTE, FLOOD).steps)


def test_a_journal_asks_for_consent_while_the_client_could_still_tell() -> None:
    faith = made("d9", Kind.RELIGION, rung("a lapsed Catholic", 0.2, 0.25))
    assert planned(faith, strategy=Strategy.GENERALISE, audience=Audience.JOURNAL).outcome is Outcome.CONSENT
