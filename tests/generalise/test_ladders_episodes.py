"""Episodes climb to their structure and speech to its gist, in words that fit the sentence they stand in."""

from __future__ import annotations

import pytest

from assistant.data.events import Event, events
from assistant.detect.registry import all_rules
from assistant.detect.view import View
from assistant.domain.details import CASE, Attributes, Detail, Directness, Evidence, Kind
from assistant.domain.ladders import EVERYONE, Flag, Ladder
from assistant.domain.text import Passage, Role, Span
from assistant.generalise.ladders.episodes import build
from assistant.generalise.slot import Slot


def detail(kind: Kind, words: str, attributes: Attributes) -> Detail:
    directness = Directness.VERBATIM if kind is Kind.SPEECH else Directness.EPISODIC
    evidence = (Evidence("rule", "test", 0.9),)
    return Detail("d1", kind, directness, CASE, (Span(0, len(words)),), (words,), evidence, "because", attributes)


def climbed(sentence: str, rule_id: str, rung: int = 1) -> tuple[str, Ladder]:
    """The sentence with what the rule found put at `rung`, and the ladder."""
    seen = View(Passage(0, Span(0, len(sentence)), Role.BODY, sentence, 0))
    rule = next(r for r in all_rules() if r.id == rule_id)
    match = next(iter(rule.find(seen)))
    words = seen.text[match.start : match.end]
    before, after = seen.text[: match.start], seen.text[match.end :]
    ladder = build(detail(match.kind or rule.kind, words, match.attributes), Slot(before, words, after, "uk", "uk"))
    return before + ladder.rungs[rung].text + after, ladder


@pytest.mark.parametrize(
    ("sentence", "rule", "general"),
    [
        ("She lost her leg in a quarry near Buxton.", "distinctive", "She was badly hurt."),
        ("Tom's twins were stillborn the week of the flood.", "distinctive", "Tom's twins did not survive."),
        (
            "The night of the storm she delivered twins on the hard shoulder of the M62.",
            "distinctive",
            "The night of the storm she helped in an emergency.",
        ),
        ("He had been arrested on his own wedding day.", "distinctive", "He had got into trouble with the law."),
        ("They were kidnapped in Lima.", "distinctive", "They were hurt by someone."),
        ("Excluded on Monday for swinging at Mr Hendry.", "distinctive", "Got into serious trouble at school."),
        (
            "After her brother's suicide she stopped driving.",
            "distinctive",
            "After a sudden death she stopped driving.",
        ),
        ("He fell asleep at the wheel on the ring road.", "distinctive", "He had an accident."),
        ("She buried both her sons in one week.", "distinctive", "She went through a loss."),
        ("His wife left him for the plumber.", "ordinary", "His wife went through a separation."),
        ("She lost her job at the biscuit factory.", "ordinary", "She lost a job."),
    ],
)
def test_an_event_climbs_to_its_structure(sentence: str, rule: str, general: str) -> None:
    text, ladder = climbed(sentence, f"episodic.{rule}")
    assert text == general
    assert ladder.rungs[1].flags == frozenset()


@pytest.mark.parametrize(
    ("sentence", "rule", "general"),
    [
        (
            "He told me that he couldn't say no to his mother.",
            "reported",
            "He told me that he found it hard to say no.",
        ),
        ("She says that she feels alone in the house at Gaddings.", "reported", "She says that she feels alone."),
        (
            "She asked me whether her sister would ever ring back.",
            "reported",
            "She asked me about a brother or sister.",
        ),
        ("She said she couldn't sleep since the lambing.", "reported", "She said she found it hard to sleep."),
        ('He said "I feel like a burden to the whole of Row C."', "quoted", "He said that he felt like a burden."),
        (
            'She said, "I can\'t forgive the ferryman."',
            "quoted",
            "She said, more or less, that she found it hard to forgive.",
        ),
        ('"I am doing an impression of a piano tuner," he said.', "quoted", "It was about pretending, he said."),
        ("She texted me at two in the morning about the boiler.", "messages", "She sent a message."),
        ("He had left a note on my chair with a moth taped to it.", "messages", "He had left a message."),
    ],
)
def test_speech_climbs_to_its_gist(sentence: str, rule: str, general: str) -> None:
    text, ladder = climbed(sentence, f"episodic.{rule}")
    assert text == general
    assert ladder.rungs[1].flags == frozenset()


def test_exact_words_are_flagged_as_such_and_retold_words_as_retold() -> None:
    quoted = climbed('She said, "The bread was still warm."', "episodic.quoted", -1)[1]
    reported = climbed("She told me that the bread was still warm.", "episodic.reported", -1)[1]
    assert quoted.rungs[0].flags == {Flag.VERBATIM_SPEECH}
    assert reported.rungs[0].flags == {Flag.REPORTED_SPEECH}


def test_words_whose_gist_is_not_known_are_kept_or_left_out() -> None:
    ladder = climbed('She said, "It stopped at four minutes eleven."', "episodic.quoted", -1)[1]
    assert [rung.text for rung in ladder.rungs[1:]] == [""]


def test_a_distinctive_event_and_an_only_one_say_so() -> None:
    event = climbed("She lost her leg in a quarry.", "episodic.distinctive")[1]
    only = climbed("He was the only survivor from the minibus.", "episodic.firsts", -1)[1]
    common = climbed("She lost her job in the spring.", "episodic.ordinary")[1]
    assert event.rungs[0].flags == {Flag.DISTINCTIVE_EVENT}
    assert only.rungs[0].flags == {Flag.DISTINCTIVE_EVENT, Flag.FIRST_OR_ONLY}
    assert common.rungs[0].flags == frozenset()


@pytest.mark.parametrize(("kind", "flag"), [(Kind.MOMENT, Flag.MOMENT), (Kind.SEQUENCE, Flag.SEQUENCE)])
def test_a_moment_and_a_sequence_are_kept_or_left_out(kind: Kind, flag: Flag) -> None:
    ladder = build(detail(kind, "cried", {}), Slot("She ", "cried", "."))
    assert [(rung.text, rung.flags) for rung in ladder.rungs] == [("cried", {flag}), ("", frozenset())]


def test_what_somebody_said_shrinks_no_crowd() -> None:
    ladder = climbed('She said, "I feel alone."', "episodic.quoted")[1]
    assert {rung.share for rung in ladder.rungs} == {EVERYONE}


@pytest.mark.parametrize("event", events(), ids=lambda event: event.name)
@pytest.mark.parametrize("region", ["uk", "us", "unknown"])
def test_every_class_of_event_gives_a_ladder_in_every_region(event: Event, region: str) -> None:
    """A share that shrank or a flag that grew would raise."""

    attributes: Attributes = {"event": event.name, "distinctive": event.distinctive, "form": "clause"}
    ladder = build(
        detail(Kind.EVENT, "did it at Foxfield", attributes), Slot("She ", "did it at Foxfield", ".", "uk", region)
    )
    assert ladder.rungs[1].text == ("" if event.past == "-" else event.past)
    assert "Foxfield" not in "".join(rung.text for rung in ladder.rungs[1:])
