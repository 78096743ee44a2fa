"""People of stories that everybody knows are nobody's clients; real people who are called like them stay real."""

from __future__ import annotations

import pytest

from assistant.composition import build_pipeline, draft_of
from assistant.domain.details import Kind
from assistant.pipeline import Options, Pipeline
from tests.detect.test_tagged import Marking

CASE = "My patient, a widower from Redcar, left his house of fifty years."


def counted(text: str, *marked: str) -> set[str]:
    tagger = Marking(*((words, "person-name", 0.95, 0.95) for words in marked))
    pipeline = Pipeline(build_pipeline(rules_only=True).documents, tagger)
    found = pipeline.check(draft_of(text, "text"), Options(case=True)).details
    return {words for d in found if d.kind is Kind.PERSON_NAME and d.counts for words in d.texts}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"Abram left Ur, and Moses had a staff. {CASE}", ("Abram", "Moses")),
        (f"Abram left Ur. {CASE} Ruth and Naomi walked too. Naomi called herself bitter.", ("Abram", "Ruth", "Naomi")),
        (
            f"Joseph forgave his brothers, Genesis says. {CASE} He asked whether Joseph had a choice.",
            ("Joseph", "Genesis"),
        ),
        (f"In the story of Hansel and Gretel the father gives in. {CASE}", ("Hansel", "Gretel")),
        (f"In Homer, Penelope weaves by day. {CASE} Telemachus is angry. Penelope isn't.", ("Penelope", "Telemachus")),
    ],
)
def test_the_people_of_a_story_are_exempt(text: str, names: tuple[str, ...]) -> None:
    assert not counted(text, *names) & set(names)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I read Genesis to the ward. Ruth, 84, held my hand. Ruth told me about her sister.", "Ruth"),
        ("Abram left Ur, and Moses had a staff. My patient Naomi is 84. Naomi wept.", "Naomi"),
        ("Ruth and Naomi came as a couple. Naomi cried.", "Naomi"),
        ("We talked about the Bible. I visited David on Friday. David has a stroke behind him.", "David"),
        ("Genesis is read on the ward. Joseph's daughter rang. Joseph was asleep.", "Joseph"),
    ],
)
def test_real_people_with_such_names_stay_real(text: str, name: str) -> None:
    assert name in counted(text, name)
