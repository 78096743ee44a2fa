"""Answers to choose from are no facts of the case, and a letter that stands for one of them is nobody's initial."""

from __future__ import annotations

from assistant.composition import build_pipeline, draft_of
from assistant.pipeline import Options, Pipeline

STEM = "A 52-year-old joiner presents with numbness in two fingers after resting on his elbow at work.\n\n"
ANSWERS = "A. C8 radiculopathy\nB. Ulnar neuropathy\nC. Carpal Tunnel syndrome\nD. Lacunar Infarct\n\nAnswer: B.\n"


def flagged(text: str) -> set[str]:
    pipeline = Pipeline(build_pipeline(rules_only=True).documents)
    return {words for d in pipeline.check(draft_of(text, "text"), Options(case=True)).details for words in d.texts}


def test_nothing_is_found_in_answers_to_choose_from() -> None:
    found = flagged(STEM + ANSWERS)

    assert "joiner" in found
    assert not any(words in ANSWERS for words in found)


def test_two_lines_with_initials_are_people() -> None:
    assert "B. Hartley" in flagged("My client A. Okafor, 34, is a nurse.\n\nB. Hartley is her sister.\n")
