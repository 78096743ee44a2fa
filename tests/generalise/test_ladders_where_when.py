"""Ladders of where and when: truthful rungs that read well in the sentence, from the rule's words to leaving out."""

from __future__ import annotations

import re

import pytest

from assistant.detect.registry import all_rules
from assistant.detect.rule import Rule
from assistant.detect.view import View
from assistant.domain.details import CASE, Detail, Directness, Kind
from assistant.domain.ladders import EVERYONE, Flag, Ladder
from assistant.domain.text import Passage, Role, Span
from assistant.generalise.ladders import ladder
from assistant.generalise.slot import Slot

KINDS = {
    Kind.PLACE,
    Kind.ORGANISATION,
    Kind.AGE,
    Kind.DATE,
    Kind.TIME,
    Kind.RECENCY,
    Kind.DURATION,
    Kind.COUNT,
    Kind.MONEY,
}
RULES = {rule.kind: rule for rule in all_rules() if rule.kind in KINDS and rule.id.startswith("quasi.")}
EXAMPLES = [(rule, example.sentence) for rule in RULES.values() for example in rule.matches]


def ladders(kind: Kind, sentence: str, region: str = "uk") -> list[tuple[str, Ladder]]:
    """Every ladder of that kind in a draft that is this one sentence, each with the words it is for."""
    view = View(Passage(0, Span(0, len(sentence)), Role.BODY, sentence, 0))
    found = []
    for match in sorted(RULES[kind].find(view), key=lambda m: m.start):
        words = sentence[match.start : match.end]
        span = Span(match.start, match.end)
        detail = Detail("d1", kind, RULES[kind].directness, CASE, (span,), (words,), (), match.reason, match.attributes)
        slot = Slot(sentence[: match.start], words, sentence[match.end :], region, region)
        found.append((words, ladder(detail, slot)))
    return found


def written(kind: Kind, sentence: str, rung: int, region: str = "uk") -> str:
    """The sentence with its first detail of that kind put on a rung."""
    words, found = ladders(kind, sentence, region)[0]
    return sentence.replace(words, found.rungs[rung].text, 1)


@pytest.mark.parametrize(("rule", "sentence"), EXAMPLES, ids=lambda v: v.id if isinstance(v, Rule) else None)
@pytest.mark.parametrize("region", ["uk", "us", "unknown"])
def test_every_ladder_runs_from_the_words_as_written_to_leaving_them_out(
    rule: Rule, sentence: str, region: str
) -> None:
    for words, found in ladders(rule.kind, sentence, region):
        assert found.rungs[0].text == words
        assert found.rungs[-1].omits
        assert found.rungs[-1].share == EVERYONE
        assert not found.rungs[-1].flags


@pytest.mark.parametrize(("rule", "sentence"), EXAMPLES, ids=lambda v: v.id if isinstance(v, Rule) else None)
def test_shares_never_shrink_and_flags_never_grow(rule: Rule, sentence: str) -> None:
    for _, found in ladders(rule.kind, sentence):
        for specific, general in zip(found.rungs, found.rungs[1:], strict=False):
            assert specific.share.low <= general.share.low
            assert specific.share.high <= general.share.high
            assert general.flags <= specific.flags


@pytest.mark.parametrize(("rule", "sentence"), EXAMPLES, ids=lambda v: v.id if isinstance(v, Rule) else None)
def test_no_later_rung_holds_the_words_as_written_or_a_number(rule: Rule, sentence: str) -> None:
    for words, found in ladders(rule.kind, sentence):
        for rung in found.rungs[1:]:
            assert not re.search(rf"(?i)\b{re.escape(words)}(?!\w)", rung.text)
            assert not re.search(r"\d", rung.text)


STILTED = (
    "some time ago",
    "an individual",
    "a person",
    "a relative",
    "an organisation",
    "a location",
    "health professional",
)


@pytest.mark.parametrize(("rule", "sentence"), EXAMPLES, ids=lambda v: v.id if isinstance(v, Rule) else None)
def test_no_rung_is_stilted(rule: Rule, sentence: str) -> None:
    for _, found in ladders(rule.kind, sentence):
        assert not [rung.text for rung in found.rungs for phrase in STILTED if phrase in rung.text.lower()]


@pytest.mark.parametrize(
    ("kind", "sentence", "region", "expected"),
    [
        (Kind.PLACE, "My client, a nurse from Leeds, cried.", "uk",
         ["My client, a nurse from a city in West Yorkshire, cried.",
          "My client, a nurse from a northern English city, cried.", "My client, a nurse from a city, cried."]),
        (Kind.PLACE, "Her mum teaches in Hebden Bridge.", "uk",
         ["Her mum teaches in a small town in West Yorkshire.", "Her mum teaches in a small northern English town.",
          "Her mum teaches in a small town."]),
        (Kind.PLACE, "They moved to Fresno.", "us",
         ["They moved to a city in California.", "They moved to a city out West.", "They moved to a city."]),
        (Kind.PLACE, "He lives near Chadron, Nebraska, with his dog.", "us",
         ["He lives near a small town in Nebraska, with his dog.",
          "He lives near a small Midwestern town, with his dog.",
          "He lives near a small town, with his dog."]),
        (Kind.PLACE, "She went to a Leeds primary school.", "uk", ["She went to a northern primary school."]),
        (Kind.PLACE, "He came from Poland as a boy.", "uk", ["He came from another country as a boy."]),
        (Kind.PLACE, "It was born on the hard shoulder of the M62.", "uk",
         ["It was born on the hard shoulder of the motorway."]),
        (Kind.PLACE, "They live in Cornwall.", "uk", ["They live in the south of England."]),
        (Kind.ORGANISATION, "She still can't face Tesco.", "uk", ["She still can't face the supermarket."]),
        (Kind.ORGANISATION, "He goes to St Mary's Primary.", "uk",
         ["He goes to a primary school.", "He goes to a school."]),
        (Kind.ORGANISATION, "They met in the Tesco car park.", "uk", ["They met in the supermarket car park."]),
        (Kind.ORGANISATION, "They took her to Hexham General.", "uk", ["They took her to a hospital."]),
        (Kind.ORGANISATION, "He had just come out of HMP Wakefield.", "uk", ["He had just come out of a prison."]),
        (Kind.AGE, "My client, a 34-year-old nurse, cried.", "uk", ["My client, a young nurse, cried."]),
        (Kind.AGE, "Her 8-year-old son slept.", "uk", ["Her young son slept."]),
        (Kind.AGE, "A 52-year-old man came.", "uk", ["A middle-aged man came."]),
        (Kind.AGE, "She's 34, a paramedic.", "uk", ["She's in her thirties, a paramedic."]),
        (Kind.AGE, "His uncle, 58, drove the bus.", "uk",
         ["His uncle, in his fifties, drove the bus.", "His uncle, in midlife, drove the bus."]),
        (Kind.AGE, "Her oldest, Mateo, is 8.", "us", ["Her oldest, Mateo, is a child."]),
        (Kind.AGE, "He was sent away at the age of nine.", "uk", ["He was sent away as a child."]),
        (Kind.AGE, "He died aged 24.", "uk", ["He died in his twenties."]),
        (Kind.AGE, "A woman in her early forties left.", "uk",
         ["A woman in her forties left.", "A woman in midlife left."]),
        (Kind.AGE, "Her 9-year-old was asleep.", "uk", ["Her child was asleep."]),
        (Kind.AGE, "A four-year-old bit me.", "uk", ["A child bit me."]),
        (Kind.AGE, "A Year 9 boy threw a chair.", "uk", ["A teenage boy threw a chair."]),
        (Kind.AGE, "He was in Year 5.", "uk", ["He was in primary school.", "He was in school."]),
        (Kind.AGE, "A sophomore stayed behind.", "us",
         ["A high-school student stayed behind.", "A student stayed behind."]),
        (Kind.DURATION, "She nursed him for eleven years.", "uk", ["She nursed him for years."]),
        (Kind.DURATION, "After six months of therapy he wept.", "uk", ["After months of therapy he wept."]),
        (Kind.DURATION, "In session 14 he finally said it.", "uk", ["After some months he finally said it."]),
        (Kind.DURATION, "In the fifth week he finally said it.", "uk", ["Later on he finally said it."]),
        (Kind.DURATION, "It was the fifth week, I think.", "uk", ["It was later on, I think."]),
        (Kind.DURATION, "After the second year he wept.", "uk", ["After some years he wept."]),
        (Kind.DURATION, "The third week she said it.", "uk", ["One week she said it."]),
        (Kind.DURATION, "He laughed for the first time in eleven weeks.", "uk",
         ["He laughed for the first time in weeks."]),
        (Kind.DURATION, "A nine-year marriage had ended.", "uk", ["A long marriage had ended."]),
        (Kind.DURATION, "Her twin died three years ago.", "uk", ["Her twin died years ago."]),
        (Kind.COUNT, "He missed it for the third time.", "uk", ["He missed it again."]),
        (Kind.COUNT, "She had survived three overdoses.", "uk", ["She had survived several overdoses."]),
        (Kind.TIME, "My 3 o'clock ghosted me.", "uk", ["A client ghosted me."]),
        (Kind.TIME, "She rang me at 2am in tears.", "uk", ["She rang me in the small hours in tears."]),
        (Kind.DATE, "She lost her job in January.", "uk", ["She lost her job in the winter."]),
        (Kind.MONEY, "He has £40k of debt.", "uk", ["He has a great deal of debt."]),
        (Kind.MONEY, "She lost $20,000 in a year.", "us",
         ["She lost a large sum in a year.", "She lost money in a year."]),
        (Kind.MONEY, "A £31,400 loan in her name.", "uk", ["A large loan in her name."]),
    ],
)  # fmt: skip
def test_every_rung_reads_as_if_it_had_been_written_so(
    kind: Kind, sentence: str, region: str, expected: list[str]
) -> None:
    _, found = ladders(kind, sentence, region)[0]
    assert [written(kind, sentence, rung, region) for rung in range(1, len(found.rungs) - 1)] == expected


@pytest.mark.parametrize(
    "sentence", ["A client said that this morning.", "Last Thursday I sat in court.", "I just had a client who cried."]
)
def test_recency_goes_straight_out(sentence: str) -> None:
    _, found = ladders(Kind.RECENCY, sentence)[0]
    assert [rung.text for rung in found.rungs[1:]] == [""]
    assert found.rungs[0].flags == {Flag.RECENCY}


@pytest.mark.parametrize(
    ("kind", "sentence", "flag"),
    [
        (Kind.PLACE, "She lives in Hebden Bridge.", Flag.SMALL_PLACE),
        (Kind.PLACE, "She grew up in Little Wenham.", Flag.SMALL_PLACE),
        (Kind.ORGANISATION, "He goes to St Mary's Primary.", Flag.SMALL_ORGANISATION),
        (Kind.AGE, "Her nan, 93, was cross.", Flag.AGE_OVER_89),
        (Kind.DATE, "He died on 14 March 2019.", Flag.EXACT_DATE),
    ],
)
def test_the_floor_sees_the_words_as_written_and_not_the_first_rung_down(kind: Kind, sentence: str, flag: Flag) -> None:
    _, found = ladders(kind, sentence)[0]
    assert flag in found.rungs[0].flags
    assert flag not in found.rungs[1].flags


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (Kind.PLACE, "She lives in Leeds."),
        (Kind.ORGANISATION, "She works at Tesco."),
        (Kind.AGE, "Her nan, 89, was cross."),
        (Kind.DATE, "He died in March."),
    ],
)
def test_what_is_large_or_vague_is_not_on_the_floor(kind: Kind, sentence: str) -> None:
    _, found = ladders(kind, sentence)[0]
    assert not found.rungs[0].flags


def test_a_name_of_two_towns_is_read_as_the_one_at_home() -> None:
    british, american = (ladders(Kind.PLACE, "They live in Boston.", region)[0][1] for region in ("uk", "us"))
    assert british.rungs[1].text == "a town in Lincolnshire"
    assert american.rungs[1].text == "a city in Massachusetts"


def test_a_tiny_namesake_at_home_is_not_meant() -> None:
    _, found = ladders(Kind.PLACE, "Two sons in Houston ring on Sundays.")[0]
    assert found.rungs[1].text == "another country"


def test_an_exact_age_fits_about_one_person_in_eighty() -> None:
    _, found = ladders(Kind.AGE, "She's 34, a paramedic.")[0]
    assert 0.01 < found.rungs[0].share.middle < 0.02
    assert 0.1 < found.rungs[1].share.middle < 0.2


@pytest.mark.parametrize(
    ("kind", "before", "words"),
    [
        (Kind.DURATION, "They agreed in ", "twenty minutes"),
        (Kind.DURATION, "He waited ", "eleven seconds"),
        (Kind.AGE, "He is ", "79y"),
        (Kind.AGE, "She came at ", "fifteen weeks"),
        (Kind.TIME, "He rang ", "at 11am"),
        (Kind.COUNT, "She works the ", "nine"),
        (Kind.DATE, "He left in ", "week 5"),
    ],
)
def test_what_only_the_tagger_saw_is_put_no_more_generally_than_anybody_knows(
    kind: Kind, before: str, words: str
) -> None:
    span = Span(len(before), len(before) + len(words))
    detail = Detail("d1", kind, Directness.QUASI, CASE, (span,), (words,), (), "why", {})

    assert [rung.text for rung in ladder(detail, Slot(before, words, ".", "uk", "uk")).rungs] == [words, ""]


@pytest.mark.parametrize("sentence", ["She left after March.", "She left before May.", "It was her third admission."])
def test_a_time_is_not_said_wrongly(sentence: str) -> None:
    said = {rung.text for _, one in ladders(Kind.DATE, sentence) + ladders(Kind.COUNT, sentence) for rung in one.rungs}

    assert not said & {"the spring", "latest"}
