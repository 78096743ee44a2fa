"""One instruct model by other makers, which came in a package: whatever it says, every promise holds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.composition import draft_of
from assistant.domain.changes import Audience, Source, Strategy
from assistant.engine import embedded
from assistant.engine.base import WriterClient
from assistant.pipeline import Options
from assistant.prompting import load_prompt
from tests.pipeline.promises import broken, pipeline

FOUND = embedded.find("writer")
TEXT = (
    "My client, a 34-year-old nurse from Leeds, cried in March when her sister rang. Rest is not a prize.\n\n"
    "A man told me this morning that he fell through the ice at Hebden as a boy. He plays the cornet in a brass band.\n"
)
SECRETS = ("Leeds", "34-year-old", "Hebden", "cornet")


@pytest.fixture(scope="module")
def model() -> Iterator[WriterClient]:
    assert FOUND is not None, "run `make install`: the package with the weights is not here"
    assert FOUND.base is not None
    with WriterClient(FOUND.base, load_prompt()) as client:
        yield client


@pytest.mark.parametrize("strategy", [Strategy.PATTERN, Strategy.GENERALISE])
def test_it_is_asked_about_every_passage_and_leaks_nothing(model: WriterClient, strategy: Strategy) -> None:
    options = Options(strategy=strategy, audience=Audience.BLOG)
    without = pipeline().rewrite(draft_of(TEXT, "text"), options)
    result = pipeline().rewrite(draft_of(TEXT, "text"), options, model)
    assert model.report.failure is None
    assert broken(result, options) == []
    assert [s for s in SECRETS if s in result.text] == []
    assert result.risk.overall <= without.risk.overall
    told = [c for c in result.changes if c.source is Source.MODEL]
    assert told or result.declined
    assert [d.why for d in result.declined if "failed" in d.why] == []
