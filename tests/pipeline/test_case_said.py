"""Who says that a draft tells of a case is believed."""

from __future__ import annotations

from dataclasses import replace

from assistant.composition import build_pipeline, draft_of
from assistant.pipeline import Options

HEADLINE = "New roof, old grief: roofer, 58, from Hexham, and the ladder by the back door.\n"


def test_what_does_not_read_like_a_case_is_one_when_the_person_says_so() -> None:
    pipeline, draft = build_pipeline(), draft_of(HEADLINE, "text")
    unsaid = pipeline.check(draft, Options())
    said = pipeline.check(draft, replace(Options(), case=True))

    assert any("does not read like a case" in note for note in unsaid.risk.notes) == (not unsaid.case_passages)
    assert said.case_passages
    assert any(d.counts for d in said.details)
    assert not any("does not read like a case" in note for note in said.risk.notes)
