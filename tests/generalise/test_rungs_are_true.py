"""What a rung says is so: sentences whose general wording would be untrue or no English, and what stands there."""

from __future__ import annotations

import pytest

from assistant.detect.registry import all_rules
from assistant.detect.view import View
from assistant.domain.details import CASE, Detail, Directness, Evidence, Kind
from assistant.domain.ladders import Ladder
from assistant.domain.text import Passage, Role, Span
from assistant.generalise.ladders import ladder
from assistant.generalise.slot import Slot


def ladders(sentence: str, kind: Kind, region: str = "uk") -> dict[str, Ladder]:
    """Every ladder of that kind in a draft that is this one sentence, by the words that it is for."""
    view = View(Passage(0, Span(0, len(sentence)), Role.BODY, sentence, 0))
    found: dict[str, Ladder] = {}
    for rule in all_rules():
        for match in rule.find(view):
            if match.score < 0.5 or (match.kind or rule.kind) is not kind:
                continue
            words = view.text[match.start : match.end]
            detail = Detail(
                "d1", kind, match.directness or Directness.QUASI, CASE, (Span(match.start, match.end),), (words,),
                (Evidence("rule", rule.id, match.score),), match.reason, match.attributes,
            )  # fmt: skip
            slot = Slot(view.text[: match.start], words, view.text[match.end :], region, region)
            found.setdefault(words, ladder(detail, slot))
    return found


def rungs(sentence: str, kind: Kind, region: str = "uk") -> list[str]:
    """What stands between the words of the sentence's details of that kind and leaving them out."""
    return [rung.text for one in ladders(sentence, kind, region).values() for rung in one.rungs[1:-1]]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("She lost her dad.", ["went through a loss"]),
        ("He lost his wife.", ["went through a loss"]),
        ("She buried her mother.", ["went through a loss"]),
        ("She lost her brother.", ["went through a loss"]),
        ("She lost her brother's phone.", []),
        ("She was widowed at thirty.", ["went through a loss"]),
        ("Widowed at thirty, she moved.", []),
        ("Since he lost his mum he has not slept.", ["went through a loss"]),
        ("After her friend's funeral she slept.", ["a death"]),
        ("She lost her baby teeth.", []),
        ("She lost her child in the fire.", ["went through a loss"]),
        ("He was deported.", ["had to leave the country"]),
        ("He was acquitted.", ["went through a court case"]),
        ("He was released from prison.", []),
        ("She had an abortion at 16.", ["went through something private"]),
        ("She had an affair.", ["had trouble in a relationship"]),
        ("She had an accident.", []),
        ("She had crashed the car.", ["had had an accident"]),
        ("She had just been arrested.", ["had got into trouble with the law"]),
        ("She was diagnosed with autism.", ["was given a diagnosis"]),
        ("After her diagnosis she slept.", ["a diagnosis"]),
        ("She was rushed to hospital.", ["was in hospital"]),
        ("She got engaged.", ["made a commitment"]),
        ("They got engaged in a long conversation.", []),
        ("Her boyfriend left for work.", []),
        ("Her boyfriend left her a note.", []),
        ("Her boyfriend left her.", ["went through a separation"]),
        ("She left her husband for a colleague.", ["went through a separation"]),
        ("She left her husband for the weekend.", []),
        ("He was suspended from work.", ["had trouble at work"]),
        ("They were evicted.", ["lost a home"]),
        ("She graduated.", ["finished a course"]),
        ("He was struck off.", ["lost a career"]),
        ("She was stranded in the lift.", ["was stuck somewhere"]),
    ],
)
def test_an_event_is_said_of_whom_it_happened_to_and_as_what_it_was(sentence: str, expected: list[str]) -> None:
    assert rungs(sentence, Kind.EVENT) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("She wrote a suicide note.", ["wrote something private"]),
        ("She had written a love letter.", ["had written something private"]),
        ("He wrote me a letter.", ["sent a message"]),
    ],
)
def test_what_was_written_for_nobody_was_not_sent(sentence: str, expected: list[str]) -> None:
    assert rungs(sentence, Kind.SPEECH) == expected


@pytest.mark.parametrize(
    ("sentence", "whose"),
    [
        ("Sam, 34, told me that it hurt.", "their"),
        ("Alex, 41, is a client of mine.", "their"),
        ("My client, 41, rang.", "their"),
        ("Chris died aged 61, and it hurt me.", "their"),
        ("I saw Sam, 34, today.", "their"),
        ("I saw a man aged 34.", "his"),
        ("I am 34 and tired.", "my"),
        ("At the age of 34 I left.", "my"),
        ("I left at the age of 34.", "my"),
    ],
)
def test_an_age_is_mine_only_where_it_is_the_authors(sentence: str, whose: str) -> None:
    assert whose in rungs(sentence, Kind.AGE)[0].split()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("He is over 65.", []),
        ("She is nearly 50.", []),
        ("She is 50.", ["in her fifties", "in midlife"]),
        ("Her 14-year-old hates school.", ["teenager"]),
        ("Her 14-year-old son hates school.", ["teenage"]),
    ],
)
def test_an_age_fits_the_words_around_it(sentence: str, expected: list[str]) -> None:
    assert rungs(sentence, Kind.AGE) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "He's a sensitive, anxious child.",
        "He is a smoker.",
        "He is a gambler.",
        "He is a runner.",
        "He is a bleeder.",
        "He is a jumper.",
        "The groom cried.",
    ],
)
def test_how_somebody_is_is_no_trade(sentence: str) -> None:
    assert not rungs(sentence, Kind.OCCUPATION)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("She is an intern at a law firm.", []),
        ("She is a resident at a care home.", []),
        ("She is a registrar.", []),
        ("He is a consultant at an oil firm.", ["professional"]),
        ("She is a hygienist.", ["someone who works in health care", "frontline worker"]),
        ("She is a supervisor in a warehouse.", []),
        ("He is a detention officer.", ["frontline worker"]),
        ("She is a playwright.", ["writer"]),
        ("He is a radio producer.", ["professional"]),
        ("She is a policy officer.", ["professional"]),
        ("She is a research scientist.", ["scientist", "professional"]),
        ("He is a police inspector.", ["frontline worker"]),
        ("She is a shift supervisor.", []),
        ("He is a food inspector.", ["professional"]),
        ("He is an operating engineer.", ["tradesperson", "manual worker"]),
        ("She is an artist's model.", []),
        ("He is a shop steward.", []),
        ("She is a program director.", ["professional"]),
        ("She is a case manager.", ["helping professional", "professional"]),
        ("He was a juror.", []),
        ("He is an apprentice at a garage.", []),
        ("She is a chambermaid.", ["service worker"]),
        ("He is a boat builder.", ["craftsperson", "tradesperson"]),
        ("She is an economist.", ["professional"]),
        ("She is a medium.", ["service worker"]),
        ("She is a journalist.", ["writer"]),
        ("He is a shopkeeper.", ["businessperson"]),
        ("She is a TV presenter.", ["performer"]),
        ("He is a betting shop manager.", []),
        ("She teaches Sunday school.", []),
        ("He served in Iraq.", []),
        ("He teaches his son guitar.", []),
        ("She teaches maths.", ["works"]),
    ],
)
def test_a_job_is_put_among_its_own_kind(sentence: str, expected: list[str]) -> None:
    assert rungs(sentence, Kind.OCCUPATION) == expected


@pytest.mark.parametrize(
    ("kind", "sentence", "expected"),
    [
        (Kind.HEALTH, "He is bipolar.", ["living with a mental health problem"]),
        (Kind.HEALTH, "She has bipolar disorder.", ["a mental health problem"]),
        (Kind.HEALTH, "He is type 1 diabetic.", ["living with a long-term condition"]),
        (Kind.HEALTH, "She is coeliac.", ["living with a long-term condition"]),
        (Kind.HEALTH, "He is HIV positive.", ["living with a long-term condition"]),
        (Kind.HEALTH, "A diabetic man came to me.", []),
        (Kind.HEALTH, "He is terminally ill.", ["unwell"]),
        (Kind.HEALTH, "It was cancer.", ["a serious illness"]),
        (Kind.HEALTH, "He is non-verbal.", []),
        (Kind.HEALTH, "She has Lyme disease.", ["an illness"]),
        (Kind.HEALTH, "She had a head injury.", ["injury"]),
        (Kind.HEALTH, "She has gestational diabetes.", ["a health problem"]),
        (Kind.HEALTH, "They found heroin in his room.", ["drugs"]),
        (Kind.PROCEDURE, "She had an abortion.", []),
        (Kind.PROCEDURE, "After her abortion she slept.", ["something private"]),
        (Kind.PROCEDURE, "He has a pacemaker.", []),
        (Kind.PROCEDURE, "She has a new hip.", []),
        (Kind.PROCEDURE, "She had a colonoscopy.", ["procedure"]),
        (Kind.PROCEDURE, "He is a sperm donor.", []),
        (Kind.HEALTH, "She is hard of hearing.", ["living with a long-term condition"]),
        (Kind.HEALTH, "A hard of hearing client came.", []),
        (Kind.HEALTH, "He is deafblind.", ["disabled"]),
        (Kind.HEALTH, "She is sight impaired.", ["disabled"]),
        (Kind.HEALTH, "She has a visual impairment.", ["health problem"]),
        (Kind.HEALTH, "He has a speech impediment.", ["difficulty with speaking"]),
        (Kind.HEALTH, "He stammers.", ["has difficulty with speaking"]),
        (Kind.HEALTH, "He is dyslexic.", ["neurodivergent"]),
        (Kind.HEALTH, "She is a wheelchair user.", ["disabled person"]),
        (Kind.PHYSICAL, "She uses a wheelchair.", ["mobility aid"]),
        (Kind.PHYSICAL, "She sat in a wheelchair.", []),
        (Kind.PHYSICAL, "Her father wears hearing aids.", ["medical devices"]),
        (Kind.PHYSICAL, "She has a cochlear implant.", ["medical device"]),
        (Kind.PHYSICAL, "He is an amputee.", ["disabled person"]),
        (Kind.PHYSICAL, "She wears a prosthetic leg.", ["medical device"]),
        (Kind.POSSESSION, "She came with her guide dog.", ["dog"]),
        (Kind.MEDICATION, "She takes Wegovy.", ["medication"]),
        (Kind.MEDICATION, "He takes pregabalin.", ["medication"]),
        (Kind.MEDICATION, "She takes propranolol.", ["medication"]),
        (Kind.MEDICATION, "She takes prednisolone.", ["medication"]),
        (Kind.MEDICATION, "She took two paracetamol.", ["painkillers"]),
    ],
)
def test_nobody_is_their_diagnosis_and_no_remedy_is_another(kind: Kind, sentence: str, expected: list[str]) -> None:
    assert rungs(sentence, kind) == expected


@pytest.mark.parametrize(
    ("kind", "sentence", "expected"),
    [
        (Kind.LEGAL, "He was sectioned.", []),
        (Kind.LEGAL, "He was deported.", []),
        (Kind.LEGAL, "He was acquitted.", []),
        (Kind.LEGAL, "He was arrested.", ["in trouble with the law"]),
        (Kind.LEGAL, "He is a sex offender.", []),
        (Kind.LEGAL, "He has a criminal record.", []),
        (Kind.LEGAL, "He was seen at the crown court.", ["court"]),
        (Kind.LEGAL, "He was granted parole.", []),
        (Kind.LEGAL, "It was a murder trial.", []),
        (Kind.LEGAL, "He pays child support.", []),
        (Kind.LEGAL, "She filed for custody.", []),
        (Kind.LEGAL, "She passed her citizenship test.", []),
        (Kind.EDUCATION, "She is a PhD student.", ["student"]),
        (Kind.EDUCATION, "She has a diploma in nursing.", []),
        (Kind.EDUCATION, "He is in the gifted program.", []),
        (Kind.EDUCATION, "He passed his viva.", []),
        (Kind.EDUCATION, "She is at medical school.", []),
        (Kind.RELIGION, "She goes to chapel.", ["a place of worship"]),
        (Kind.RELIGION, "He sits on the parish council.", []),
        (Kind.RELIGION, "She goes to bible study.", []),
        (Kind.POSSESSION, "He has a hot tub.", []),
        (Kind.POSSESSION, "She lives on a narrowboat.", []),
        (Kind.POSSESSION, "She has a double buggy.", []),
        (Kind.POSSESSION, "She plays the piano.", []),
        (Kind.ORGANISATION, "He works for Arriva.", ["a transport firm", "a firm"]),
        (Kind.ORGANISATION, "He works for Thames Water.", ["a utility company", "a firm"]),
        (Kind.ORGANISATION, "She works for UNICEF.", ["an international body"]),
        (Kind.ORGANISATION, "She works for Pixar.", ["a film company", "a firm"]),
        (Kind.ORGANISATION, "He bought a BMW.", ["car"]),
        (Kind.ORGANISATION, "She is Church of England.", []),
        (Kind.MONEY, "Their £900,000 house was sold.", []),
        (Kind.MONEY, "He has a £60k job.", []),
        (Kind.MONEY, "He earns £25,000.", ["money"]),
        (Kind.MONEY, "He earns £125,000.", ["a large sum", "money"]),
    ],
)
def test_a_thing_is_called_only_what_it_is(kind: Kind, sentence: str, expected: list[str]) -> None:
    assert rungs(sentence, kind) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("She has two children.", ["children"]),
        ("She has three children.", ["several children"]),
        ("Her baby brother cried.", []),
        ("Her nanny cooked.", []),
        ("Her godmother called.", []),
        ("Her baby daddy left.", []),
        ("He is one of twins.", []),
        ("She is the eldest.", []),
        ("Their eldest left home.", ["one of their children", "someone in their family"]),
        ("She is his eldest.", ["his child", "someone in his family"]),
        ("Her parents are divorced.", []),
        ("Her aunt and uncle came.", []),
        ("Her mum and dad came.", []),
    ],
)
def test_kin_keep_their_place_among_the_words(sentence: str, expected: list[str]) -> None:
    assert rungs(sentence, Kind.FAMILY) == expected


def test_three_people_do_not_come_of_two() -> None:
    found = ladders("She saw her sister and her sister's husband.", Kind.FAMILY)

    assert [rung.text for rung in found["husband"].rungs[1:-1]] == ["partner"]
    assert "someone" not in " ".join(rung.text for rung in found["husband"].rungs)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("She flew home in July to Sydney.", []),
        ("They met in January in Cape Town.", []),
        ("In New Zealand, in July, she slept.", []),
        ("She flew home in July.", ["the summer"]),
    ],
)
@pytest.mark.parametrize("region", ["uk", "unknown"])
def test_july_is_no_summer_in_the_south(sentence: str, expected: list[str], region: str) -> None:
    assert rungs(sentence, Kind.DATE, region) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Over five years he lost everything.", ["Over some years"]),
        ("She is six weeks sober.", []),
        ("Every two weeks she comes.", []),
        ("In the last six weeks she slept.", ["few weeks"]),
        ("In the last twenty years she slept.", []),
        ("After eleven weeks he came.", ["some weeks"]),
    ],
)
def test_a_length_of_time_reads_behind_what_stands_before_it(sentence: str, expected: list[str]) -> None:
    assert rungs(sentence, Kind.DURATION) == expected


@pytest.mark.parametrize(
    ("sentence", "region", "first"),
    [
        ("She lives in Newport, Wales.", "uk", "a city in South Wales"),
        ("She grew up in Hay-on-Wye.", "uk", "a village in Mid Wales"),
        ("She grew up in Todmorden.", "uk", "a small town in West Yorkshire"),
        ("She lives in Bangor.", "uk", "a city"),
        ("She lives in Galway.", "uk", "a city in Ireland"),
        ("She lives in Berwick.", "uk", "a small town in Northumberland"),
        ("She lives in Washington, DC.", "us", "a city"),
        ("She comes from Jamaica.", "us", "another country"),
        ("She flew to Paris.", "us", "a city in France"),
        ("She flew to Rome.", "us", "a city in Italy"),
        ("She grew up in Dublin.", "us", "a city in Ireland"),
        ("She grew up in Vancouver.", "unknown", "a city"),
        ("She lives in Dunedin.", "unknown", "a city"),
        ("She lives in Vancouver, Canada.", "uk", "a city in Canada"),
        ("She lives in Halifax, Canada.", "us", "a city in Canada"),
        ("She lives in Solihull.", "uk", "a town in the West Midlands"),
        ("He climbed Ben Nevis.", "uk", "the mountain"),
    ],
)
def test_a_place_is_the_one_that_is_meant(sentence: str, region: str, first: str) -> None:
    assert rungs(sentence, Kind.PLACE, region)[0] == first


def test_grimsby_is_not_in_the_midlands() -> None:
    assert "a town in the Midlands" not in rungs("She grew up in Grimsby.", Kind.PLACE)


@pytest.mark.parametrize(
    "sentence",
    [
        "She lives on the Isle of Wight.",
        "He lives on Anglesey.",
        "He walked on Dartmoor.",
        "She works at Heathrow.",
    ],
)
@pytest.mark.parametrize("region", ["uk", "us"])
def test_nobody_is_on_a_part_of_the_country(sentence: str, region: str) -> None:
    assert rungs(sentence, Kind.PLACE, region) == []


@pytest.mark.parametrize(
    ("kind", "rare", "common"),
    [
        (Kind.PHYSICAL, "He has a swastika tattoo.", "He has a tattoo."),
        (Kind.LEGAL, "He is a murderer.", "He has a criminal record."),
        (Kind.LEGAL, "He is a sex offender.", "He has a criminal record."),
        (Kind.EDUCATION, "She has a medical degree.", "She has a degree."),
        (Kind.EDUCATION, "She has a history of art degree.", "She has an art degree."),
        (Kind.EDUCATION, "She has an MBA.", "She has a master's degree."),
        (Kind.EDUCATION, "She is a law student.", "She is an undergraduate."),
        (Kind.HEALTH, "He is learning disabled.", "He is disabled."),
        (Kind.HEALTH, "He has porphyria.", "He has lupus."),
        (Kind.POSSESSION, "She plays the theremin.", "She plays the piano."),
        (Kind.POSSESSION, "He has a George Cross.", "He has a wedding ring."),
    ],
)
def test_the_rare_does_not_pass_for_the_common(kind: Kind, rare: str, common: str) -> None:
    first = [next(iter(ladders(sentence, kind).values())).rungs[0].share for sentence in (rare, common)]

    assert first[0].high < first[1].high
    assert first[0].high <= 0.035
