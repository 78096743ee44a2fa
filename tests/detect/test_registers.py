"""Tables that list people by name with what is on file about them tell of somebody; other tables of names don't."""

from __future__ import annotations

import pytest

from assistant.composition import build_pipeline, draft_of
from assistant.pipeline import Options


def table(*rows: str) -> str:
    head, *rest = rows
    return "\n".join((f"| {head} |", "|---" * (head.count("|") + 1) + "|", *(f"| {row} |" for row in rest))) + "\n"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (table("Name | Age | Town", "Maud Oakley | 34 | Leeds", "Tom Berry | 51 | Hull"), True),
        (table("Pupil | SEN | What helps", "Tom Berry | dyslexia | a quiet corner"), True),
        (table("Client name | Presenting issue", "Maud Oakley | panic"), True),
        (table("Name | Shift | Phone", "Maud Oakley | early | 3021"), False),
        (table("Kind | Age | Toys", "toddlers | 2 | bricks"), False),
        (table("Author | Born | Known for", "Carl Rogers | 1902 | listening"), False),
    ],
    ids=["ages", "needs", "issues", "rota", "nobody", "theorists"],
)
def test_a_table_of_people_with_what_is_on_file_is_a_case(text: str, seen: bool) -> None:
    found = build_pipeline(rules_only=True).check(draft_of(text, "markdown"), Options())

    assert bool(found.case_passages) is seen
