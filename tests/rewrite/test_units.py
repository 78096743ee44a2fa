"""Units: what the writer is given at once."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.composition import draft_of
from assistant.rewrite.units import LONGEST, units

EXAMPLES = sorted(Path("examples").glob("[0-9]*"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_units_of_the_examples_are_whole_sentences_of_one_line(path: Path) -> None:
    draft = draft_of(path.read_text(encoding="utf-8"), "markdown" if path.suffix == ".md" else "text")
    found = units(draft)
    assert found
    for unit in found:
        assert unit.span.start == unit.passages[0].span.start
        assert unit.span.of(draft.text) == "".join(p.text for p in unit.passages).rstrip()
        assert len({p.paragraph for p in unit.passages}) == 1
        assert len(unit.passages) == 1 or "\n" not in "".join(p.text for p in unit.passages[:-1])
        assert len(unit.passages) == 1 or len(unit.span) <= LONGEST


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=900), st.sampled_from(["text", "markdown"]))
def test_units_never_overlap_and_keep_the_order_of_the_draft(text: str, kind: str) -> None:
    draft = draft_of(text, kind)
    spans = [unit.span for unit in units(draft)]
    assert all(one.end <= two.start for one, two in pairwise(spans))


def test_a_long_paragraph_is_parted_into_equal_parts() -> None:
    draft = draft_of("She came late again and said nothing of it at all. " * 20, "text")
    lengths = [len(unit.span) for unit in units(draft)]
    assert len(lengths) == 3
    assert max(lengths) - min(lengths) < 120


def test_lines_of_a_post_are_units_of_their_own() -> None:
    draft = draft_of("One thing.\nAnother thing.\n\nA third. And more of it.\n", "text")
    assert [unit.span.of(draft.text) for unit in units(draft)] == [
        "One thing.",
        "Another thing.",
        "A third. And more of it.",
    ]
