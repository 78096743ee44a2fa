"""Forms of verbs and nouns, and the article that a phrase takes."""

from __future__ import annotations

import pytest

from assistant.language import inflect


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("cried", "cry"), ("rang", "ring"), ("told", "tell"), ("was", "be"), ("has", "have"), ("stopped", "stop"),
        ("hoped", "hope"), ("hopped", "hop"), ("travelled", "travel"), ("traveled", "travel"), ("dying", "die"),
        ("left", "leave"), ("felt", "feel"), ("found", "find"), ("saw", "see"), ("texted", "text"), ("needing", "need"),
        ("realised", "realise"), ("studies", "study"), ("watches", "watch"), ("lay", "lie"), ("excluded", "exclude"),
        ("agreed", "agree"), ("visited", "visit"), ("self-harmed", "self-harm"), ("ghosted", "ghost"),
        ("overcame", "overcome"), ("underwent", "undergo"), ("babysat", "babysit"), ("overrode", "override"),
        ("bore", "bear"), ("bored", "bore"),
    ],
)  # fmt: skip
def test_the_base_of_a_form(form: str, base: str) -> None:
    assert inflect.base(form) == base


@pytest.mark.parametrize("word", ["table", "nurse-like", "qqqed", ""])
def test_what_is_no_verb_form_has_no_base(word: str) -> None:
    if word == "table":  # a verb too ("to table a motion")
        assert inflect.base(word) == "table"
    else:
        assert inflect.base(word) is None


@pytest.mark.parametrize(
    ("base", "past", "participle", "third", "gerund"),
    [
        ("cry", "cried", "cried", "cries", "crying"),
        ("ring", "rang", "rung", "rings", "ringing"),
        ("travel", "travelled", "travelled", "travels", "travelling"),
        ("go", "went", "gone", "goes", "going"),
        ("be", "was", "been", "is", "being"),
        ("die", "died", "died", "dies", "dying"),
        ("stop", "stopped", "stopped", "stops", "stopping"),
        ("visit", "visited", "visited", "visits", "visiting"),
        ("offer", "offered", "offered", "offers", "offering"),
        ("refer", "referred", "referred", "refers", "referring"),
        ("see", "saw", "seen", "sees", "seeing"),
        ("lose", "lost", "lost", "loses", "losing"),
        ("play", "played", "played", "plays", "playing"),
        ("open", "opened", "opened", "opens", "opening"),
        ("mimic", "mimicked", "mimicked", "mimics", "mimicking"),
        ("enrol", "enrolled", "enrolled", "enrols", "enrolling"),
        ("wake", "woke", "woken", "wakes", "waking"),
        ("bear", "bore", "borne", "bears", "bearing"),
    ],
)
def test_the_forms_of_a_verb(base: str, past: str, participle: str, third: str, gerund: str) -> None:
    assert (inflect.past(base), inflect.participle(base)) == (past, participle)
    assert (inflect.third_person(base), inflect.gerund(base)) == (third, gerund)


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("nurse", "nurses"), ("child", "children"), ("woman", "women"), ("city", "cities"), ("boy", "boys"),
        ("mother-in-law", "mothers-in-law"), ("head of year", "heads of year"), ("social worker", "social workers"),
        ("crisis", "crises"), ("wife", "wives"), ("church", "churches"), ("person", "people"), ("Client", "Clients"),
        ("potato", "potatoes"), ("policewoman", "policewomen"), ("human", "humans"), ("advice", "advice"),
        ("ex-wife", "ex-wives"), ("passer-by", "passers-by"), ("runner-up", "runners-up"), ("grown-up", "grown-ups"),
        ("ottoman", "ottomans"), ("shaman", "shamans"), ("lay-by", "lay-bys"),
    ],
)  # fmt: skip
def test_plurals(one: str, many: str) -> None:
    assert inflect.plural(one) == many


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("nurses", "nurse"), ("children", "child"), ("women", "woman"), ("cities", "city"), ("wives", "wife"),
        ("mothers-in-law", "mother-in-law"), ("classes", "class"), ("people", "person"), ("boss", None), ("is", None),
        ("nurse", None), ("midwives", "midwife"), ("cookies", "cookie"), ("selfies", "selfie"),
        ("calories", "calorie"), ("ex-wives", "ex-wife"), ("passers-by", "passer-by"), ("series", "series"),
        ("species", "species"),
    ],
)  # fmt: skip
def test_singulars(many: str, one: str | None) -> None:
    assert inflect.singular(many) == one


@pytest.mark.parametrize(
    "phrase",
    ["hour", "honest man", "8-year-old", "18-year-old", "11-year-old", "MP", "NHS nurse", "elderly man", "uncle",
     "unhappy child", "unimportant thing", "A-level student", "SOS call", "X-ray", "heir", "80-year-old", "umbrella",
     "ex-partner", "urgent call", "Irish nurse", "HR manager", "unnamed town", "unidentified man", "MSc student",
     "MPhil"],
)  # fmt: skip
def test_an_stands_before_a_vowel_sound(phrase: str) -> None:
    assert inflect.article(phrase) == "an"


@pytest.mark.parametrize(
    "phrase",
    ["university lecturer", "European city", "one-off", "GP", "UK city", "nurse", "unit", "union rep",
     "hospital", "once-a-week", "uniformed officer", "useful thing", "115-year-old", "TA", "therapist",
     "user", "CAMHS nurse", "unique case", "year", "herbalist", "NATO base", "Ukrainian woman", "U-turn",
     "hotel", "unanimous vote", "onesie", "NICU nurse", "MARAC meeting", "NEET", "BSc", "PhD", "unidirectional link"],
)  # fmt: skip
def test_a_stands_before_a_consonant_sound(phrase: str) -> None:
    assert inflect.article(phrase) == "a"
