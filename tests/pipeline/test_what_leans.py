"""What a pass of rewriting is told of the sentences that stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.composition import build_pipeline, draft_of
from assistant.pipeline import Options
from assistant.pipeline.passes import standing_of


@pytest.mark.parametrize(("last", "firm"), [("No more ferries.", False), ("Ferries need no timetable.", True)])
def test_what_hangs_on_a_sentence_of_the_case_is_not_firm(last: str, *, firm: bool) -> None:
    draft = draft_of(f"Joy needs no reason. She took the goat across twice. {last}", "text")
    before = build_pipeline(rules_only=True).check(draft, Options())
    read = replace(before, details=(), case_passages=frozenset({1}), standing={0: True, 1: False, 2: True})

    standing = standing_of(read)
    assert (2 in standing.firm, 2 in standing.leaning) == (firm, not firm)
    assert 0 in standing.firm
