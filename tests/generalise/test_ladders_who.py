"""What someone is climbs truthfully, agrees with its sentence, and never reads like a form."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.data import rows
from assistant.detect.rule import Match, Rule
from assistant.detect.rules.quasi import (
    education,
    ethnicity,
    family,
    first_or_only,
    health,
    language,
    legal,
    medication,
    nationality,
    occupation,
    physical,
    possession,
    procedure,
    religion,
    sex,
    sexuality,
)
from assistant.detect.view import View
from assistant.domain.details import CASE, Detail, Directness, Evidence, Kind
from assistant.domain.ladders import Flag, Ladder
from assistant.domain.text import Passage, Role, Span
from assistant.generalise.ladders import ladder
from assistant.generalise.slot import Slot

RULES: tuple[Rule, ...] = tuple(
    module.RULE
    for module in (
        education, ethnicity, family, first_or_only, health, language, legal, medication, nationality, occupation,
        physical, possession, procedure, religion, sex, sexuality,
    )
)  # fmt: skip
STILTED = ("a person", "a relative", "an individual", "professional in", "an unspecified", "of some kind", "a quantity")


def seen(sentence: str) -> View:
    """A view of a draft that is this one sentence."""
    return View(Passage(0, Span(0, len(sentence)), Role.BODY, sentence, 0))


def climbed(view: View, rule: Rule, match: Match, region: str = "uk") -> Ladder:
    """The ladder of what a rule found, in its surroundings."""
    words = view.text[match.start : match.end]
    detail = Detail(
        "d1", match.kind or rule.kind, rule.directness, CASE, (Span(match.start, match.end),), (words,),
        (Evidence("rule", rule.id, match.score),), match.reason, match.attributes,
    )  # fmt: skip
    return ladder(detail, Slot(view.text[: match.start], words, view.text[match.end :], "uk", region))


def ladders_of(sentence: str, region: str = "uk") -> dict[str, Ladder]:
    """Every ladder of a sentence by the words as written."""
    view = seen(sentence)
    return {
        view.text[m.start : m.end]: climbed(view, rule, m, region)
        for rule in RULES
        for m in rule.find(view)
        if m.score >= 0.5
    }


def wordings(found: Ladder) -> list[str]:
    """What stands between the words as written and leaving them out."""
    return [rung.text for rung in found.rungs[1:-1]]


READS_WELL = [
    ("My client, a paramedic, cried.", "paramedic", ["someone in a caring job"]),
    ("She's a 34-year-old nurse now.", "nurse", ["frontline worker"]),
    ("Her mum, a headteacher, read it.", "headteacher", ["someone who works in a school", "frontline worker"]),
    ("He is a maths teacher, she said.", "maths teacher", ["teacher", "professional"]),
    ("Two welders laughed at him.", "welders", ["people who work with their hands", "manual workers"]),
    ("He's an ex-trawlerman.", "ex-trawlerman", ["former manual worker"]),
    ("Her husband teaches at a school nearby.", "teaches", ["works"]),
    ("He was a piano tuner.", "piano tuner", ["craftsperson", "tradesperson"]),
    ("She cried when her sister rang.", "her sister", ["someone in her family"]),
    ("His mum kept it from him.", "His mum", ["a parent", "someone in his family"]),
    ("He brought her two children.", "her two children", ["her children", "people in her family"]),
    ("He is a TA and tired.", "TA", ["someone who works in a school", "frontline worker"]),
    ("He is a retired signalman.", "signalman", []),
    ("She lives with her daughters.", "her daughters", ["her children", "people in her family"]),
    ("My client's husband said so.", "husband", ["partner"]),
    ("Her ex-husband rang.", "Her ex-husband", ["her ex"]),
    ("Her wife said so.", "Her wife", ["her partner"]),
    ("She gave birth to twins that night.", "twins", ["children"]),
    ("He lives with his twins.", "his twins", ["his children"]),
    ("He told his mums.", "his mums", ["his parents"]),
    ("She is the second of five sisters.", "the second of five sisters", ["one of several children"]),
    ("A single mum of three came.", "single mum of three", ["single parent", "parent"]),
    ("The grandfather who brought her waited.", "grandfather", ["someone in the family"]),
    ("She's on 40 mg citalopram.", "40 mg citalopram", ["an antidepressant", "medication"]),
    ("She threw her Prozac away.", "Prozac", ["antidepressant", "medication"]),
    ("He takes ramipril 5 mg.", "ramipril 5 mg", ["heart medicine", "medication"]),
    ("She has bipolar disorder.", "bipolar disorder", ["a mental health problem"]),
    ("Now she has aphasia.", "aphasia", ["a health problem"]),
    ("Her bipolar disorder came back.", "bipolar disorder", ["mental health problem"]),
    ("Her panic attacks came back.", "panic attacks", ["mental health problems"]),
    ("He has motor neurone disease.", "motor neurone disease", ["a serious illness"]),
    ("She had a hysterectomy.", "hysterectomy", ["operation"]),
    ("She read it in Farsi.", "Farsi", ["another language"]),
    ("She is Muslim.", "Muslim", ["religious"]),
    ("She is Jewish.", "Jewish", []),
    ("He was Lithuanian.", "Lithuanian", ["European"]),
    ("A woman came to me.", "woman", ["someone"]),
    ("Year 9 lad, excluded again.", "lad", ["child"]),
    ("Her mum read her diary.", "diary", ["something private"]),
    ("He keeps two tortoises.", "tortoises", ["pets"]),
    ("He was convicted of fraud.", "convicted of fraud", ["in trouble with the law"]),
    ("She has a PhD in marine biology.", "PhD in marine biology", ["degree"]),
    ("She has red hair.", "red hair", []),
]


@pytest.mark.parametrize(("sentence", "words", "expected"), READS_WELL, ids=lambda value: str(value)[:40])
def test_a_wording_reads_well_in_its_sentence(sentence: str, words: str, expected: list[str]) -> None:
    assert wordings(ladders_of(sentence)[words]) == expected


def test_a_job_that_others_are_met_in_counts_only_where_it_is_someones_own() -> None:
    assert "nurse" not in ladders_of("The nurse rang her GP.")
    assert "nurse" in ladders_of("She's a nurse, and rang.")


EXAMPLES = [(rule, example.sentence) for rule in RULES for example in rule.matches]


@pytest.mark.parametrize(("rule", "sentence"), EXAMPLES, ids=lambda value: value.id if isinstance(value, Rule) else "")
@pytest.mark.parametrize("region", ["uk", "us", "unknown"])
def test_a_ladder_is_lawful_wherever_the_case_plays(rule: Rule, sentence: str, region: str) -> None:
    view = seen(sentence)
    for match in rule.find(view):
        found = climbed(view, rule, match, region)
        words = view.text[match.start : match.end].lower()
        plain = re.sub(r"^(?:her|his|their|my|our|the|an?) ", "", words)

        assert found.rungs[0].text.lower() == words
        assert found.rungs[-1].omits
        for rung in found.rungs[1:]:
            assert not re.search(rf"(?<!\w){re.escape(plain)}(?!\w)", rung.text.lower())
            assert not any(phrase in rung.text for phrase in STILTED)
            assert not rung.flags
        assert 0 < found.rungs[0].share.high <= 1


def test_only_and_first_carry_a_flag_until_they_are_gone() -> None:
    found = ladders_of("Year 9 lad, only Traveller in school.")["only Traveller"]

    assert found.rungs[0].flags == frozenset({Flag.FIRST_OR_ONLY})
    assert wordings(found) == ["odd one out"]
    assert not found.rungs[1].flags


def test_a_rarer_fact_fits_fewer_people() -> None:
    def share(sentence: str, words: str) -> float:
        return ladders_of(sentence)[words].rungs[0].share.middle

    assert share("She has motor neurone disease.", "motor neurone disease") < share("She has lupus.", "lupus")
    assert share("She has lupus.", "lupus") < share("She has depression.", "depression")
    assert share("She had triplets.", "triplets") < share("She had twins.", "twins")
    assert share("He is one of seven.", "one of seven") < share("He is one of three.", "one of three")
    assert share("He rang her sister.", "her sister") < share("He rang her mum.", "her mum")


def test_the_region_decides_which_figure_holds() -> None:
    uk, us = (ladders_of("She is Black.", region)["Black"].rungs[0].share for region in ("uk", "us"))

    assert uk.high < us.low


def test_a_dose_narrows_a_medicine_down() -> None:
    plain = ladders_of("She takes sertraline.")["sertraline"].rungs[0].share
    dosed = ladders_of("She takes 50 mg sertraline.")["50 mg sertraline"].rungs[0].share

    assert dosed.middle < plain.middle


@given(st.sampled_from(EXAMPLES), st.sampled_from(EXAMPLES))
def test_no_two_rules_flag_the_same_words(one: tuple[Rule, str], other: tuple[Rule, str]) -> None:
    view = seen(f"{one[1]} {other[1]}")
    found = sorted((m.start, m.end) for rule in RULES for m in rule.find(view) if m.score >= 0.5)

    assert all(left[1] <= right[0] for left, right in pairwise(found))


def test_every_class_of_wording_is_known() -> None:
    classes = {row[0] for row in rows("trait_classes.tsv")}

    assert {row[2] for row in rows("traits.tsv")} <= classes
    assert {row[1] for row in rows("occupations.tsv")} <= {row[0] for row in rows("occupation_groups.tsv")}


def test_every_figure_that_a_trait_names_stands_in_the_facts_table() -> None:
    known = {(row[0], row[1]) for row in rows("facts.tsv")}
    named = [f.partition(":") for row in rows("traits.tsv") for f in row[5].split("|") if f]
    jobs = [value for row in rows("occupations.tsv") if len(row) > 3 for value in row[3].split("/") if value]

    assert [(k, v) for k, _, v in named if (k, v) not in known] == []
    assert [value for value in jobs if ("occupation", value) not in known] == []


@pytest.mark.parametrize(
    ("sentence", "words", "never"),
    [
        ("Her foster brother rang her twice.", "foster brother", "carer"),
        ("Her birth mother rang her twice.", "birth mother", "carer"),
        ("A widow came to see me.", "widow", "family"),
        ("Her guide dog lay on my feet.", "guide dog", "pet"),
        ("My client is a phlebotomy technician.", "phlebotomy technician", "animals"),
        ("My client is a band teacher.", "band teacher", "university"),
    ],
)
def test_no_rung_says_what_is_not_so(sentence: str, words: str, never: str) -> None:
    found = {w: step for w, step in ladders_of(sentence).items() if words in w}

    assert found
    assert not any(never in rung.text for step in found.values() for rung in step.rungs[1:])


def test_who_fosters_is_a_carer_and_who_bore_is_a_parent() -> None:
    (foster,) = ladders_of("Her foster mum rang her twice.").values()
    (birth,) = ladders_of("Her birth mother rang her twice.").values()

    assert any("carer" in rung.text for rung in foster.rungs)
    assert any("parent" in rung.text for rung in birth.rungs)


def test_what_begins_with_a_verb_keeps_it() -> None:
    words, known = "is dyslexic", {"value": "dyslexia", "group": "neuro-adjective", "form": "a"}
    evidence = (Evidence("tagger", "t", 0.9),)
    detail = Detail("d1", Kind.HEALTH, Directness.QUASI, CASE, (Span(4, 15),), (words,), evidence, "why", known)

    rungs = ladder(detail, Slot("Hal ", words, ".", "uk", "uk")).rungs
    assert [rung.text for rung in rungs] == [words, "is neurodivergent", ""]


def test_what_begins_with_a_possessive_keeps_it() -> None:
    words = "her guide dog"
    detail = Detail(
        "d1", Kind.POSSESSION, Directness.QUASI, CASE, (Span(14, 27),), (words,), (Evidence("rule", "t", 0.9),), "why",
        {"value": "assistance animal", "group": "pet"},
    )  # fmt: skip

    rungs = ladder(detail, Slot("She came with ", words, ".", "uk", "uk")).rungs
    assert [rung.text for rung in rungs[1:-1]] == ["her dog"]
