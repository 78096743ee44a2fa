"""Saints of churches, systems in capitals and medicines that are taken are nobody's names."""

from __future__ import annotations

import pytest

from assistant.composition import build_pipeline, draft_of
from assistant.domain.details import Kind
from assistant.pipeline import Options, Pipeline
from tests.detect.test_tagged import Marking


def names(text: str, *marked: str) -> set[str]:
    tagger = Marking(*((words, "person-name", 0.95, 0.95) for words in marked))
    pipeline = Pipeline(build_pipeline(rules_only=True).documents, tagger)
    found = pipeline.check(draft_of(text, "text"), Options(case=True)).details
    return {words for d in found if d.kind is Kind.PERSON_NAME for words in d.texts}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("She sang at St Bertram every week.", "Bertram"),
        ("My client says that SACWIS ate her Friday.", "SACWIS"),
        ("She presents with allergies. She has used Allegra also, and a spray from the chemist.", "Allegra"),
        ("She presents with allergies. She has used Allegra also. It does not work.", "Allegra"),
        ("My client thanked the OTs and went home.", "OTs"),
        ("My client hates Tuesdays more than the rest.", "Tuesdays"),
        ("My client sits beside the Vietnamese lady.", "Vietnamese"),
        ("My client says Sertraline made her sleep.", "Sertraline"),
        ("My client came in and sat down.", "in"),
        ("My client, let's call her Jane, hates buttons.", "her"),
        ("My client came with her dog, a black Labrador.", "Labrador"),
        ("My client brought a jar of chutney. Chutney is shared in the kitchen.", "Chutney"),
    ],
)
def test_what_is_no_name_is_not_taken_for_one(text: str, word: str) -> None:
    assert word not in names(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("My client Bertram sang every week.", "Bertram"),
        ("MY CLIENT KEZIA SANG EVERY WEEK.", "KEZIA"),
        ("She is on medication. She has used Allegra's spray.", "Allegra"),
        ("Seen with Mrs OYELARAN after her tablets.", "OYELARAN"),
        ("Reviewed by HARTLEY in clinic.", "HARTLEY"),
        ("Her tablets are late. She leans on Kezia every morning.", "Kezia"),
        ("My client has hope. Hope rang on Friday.", "Hope"),
        ("My client keeps a badger. She told Badger about it. Badger rang.", "Badger"),
        ("My client Sarah Little rang. Little was late.", "Little"),
    ],
)
def test_people_still_have_names(text: str, word: str) -> None:
    assert any(word in found for found in names(text, word))


def test_an_article_is_no_part_of_a_name() -> None:
    text = "The Lindqvists came in the winter. The ballot was secret. The boy had stopped eating."

    assert not any(found == "The" for found in names(text, "The Lindqvists"))
