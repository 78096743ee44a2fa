"""Names that stand in no prose: in front matter, labels of footnotes, and what is marked as code."""

from __future__ import annotations

import pytest

from assistant.composition import build_pipeline, draft_of
from assistant.pipeline import Options

CASE = "My client Ilka Zornbach, a saddler from Hull, came to see me on Tuesday. She told me that her sister died."
REST = "Rest is a need, as water is. Nobody earns water, and nobody has to."


@pytest.mark.parametrize(
    ("told", "left"),
    [
        (
            f"{CASE}\n\n{REST}[^zornbach]\n\n[^zornbach]: See chapter two on sleep, and on the need for it.\n",
            "[^1]",
        ),
        (f"{CASE}\n\n{REST} See [this talk](https://a.example/zornbach-on-rest) on it.\n", "/someone-on-rest"),
        (f"---\ntitle: Rest\nIlka Zornbach: yes\n---\n{CASE}\n\n{REST}\n", "title: Rest"),
        (f"{CASE}\n\n{REST} The sheet is called `zornbach-rest.pdf`, and there is one for everybody.\n", REST[:20]),
    ],
)
def test_a_name_out_of_the_prose_goes_too_at_every_place_alike(told: str, left: str) -> None:
    result = build_pipeline(rules_only=True).rewrite(draft_of(told, "markdown"), Options())

    assert "zornbach" not in result.text.lower()
    assert left in result.text
    assert result.text.count("[^1]") in (0, 2)
