"""What is remembered between looks at a draft never changes what is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.composition import build_pipeline, draft_of
from assistant.domain.details import CASE, Detail, Directness, Kind
from assistant.domain.text import Span
from assistant.generalise.laying import Ladders
from assistant.pipeline import Options, Pipeline

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("[0-9]*"))
AGES = "My client is 34; he lives alone. He is a 34-year-old nurse.\n\nAt 34, she left."


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    """One that has read other drafts and edits before."""
    return build_pipeline()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_edited_draft_is_judged_as_if_it_were_read_for_the_first_time(path: Path, pipeline: Pipeline) -> None:
    text, kind = path.read_text(encoding="utf-8"), "markdown" if path.suffix == ".md" else "text"
    middle = text.rindex(" ", 0, len(text) // 2) + 1
    pipeline.check(draft_of(text, kind), Options())
    edited = draft_of(f"{text[:middle]}neighbour, 61, {text[middle:]}", kind)
    assert pipeline.check(edited, Options()) == build_pipeline().check(edited, Options())


def test_a_ladder_fits_its_surroundings_even_where_the_words_were_met_before() -> None:
    draft, ladders = draft_of(AGES, "text"), Ladders()
    places = [at for at in range(len(AGES)) if AGES.startswith("34", at)]
    met = [ladders.of(draft, [_age(at)], "uk", "uk")[0] for at in places]
    assert met == [Ladders().of(draft, [_age(at)], "uk", "uk")[0] for at in places]
    assert len({ladder.rungs[1].text for ladder in met}) > 1


def _age(at: int) -> Detail:
    return Detail("d1", Kind.AGE, Directness.QUASI, CASE, (Span(at, at + 2),), ("34",), (), "", {"years": 34})
