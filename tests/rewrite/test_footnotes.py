"""Labels of footnotes that hold a name become numbers, in the text and under it alike."""

from __future__ import annotations

from assistant.composition import build_pipeline, draft_of
from assistant.pipeline import Options, Pipeline
from assistant.rewrite.footnotes import numbers

NOTED = (
    "My client Sarah Okafor rang me this morning.\n\n"
    "Rest is not a prize for finishing.[^sarah] It is part of the work.[^sarah-okafor] So is sleep.[^Rest]\n\n"
    "[^1]: The idea is older.\n[^sarah]: See Nagoski 2019.\n[^Sarah-Okafor]: Likewise.\n[^rest]: Likewise.\n"
)


def test_a_label_that_names_somebody_becomes_a_free_number_at_every_place() -> None:
    text = Pipeline(build_pipeline(rules_only=True).documents).rewrite(draft_of(NOTED, "markdown"), Options()).text

    assert "someone" not in text
    assert "arah" not in text
    assert text.count("[^2]") == text.count("[^3]") == 2
    assert (text.count("[^1]"), text.count("[^Rest]"), text.count("[^rest]")) == (1, 1, 1)


def test_numbers_and_plain_text_have_no_labels_to_change() -> None:
    assert set(numbers(draft_of("One.[^1] Two.\\[^ilka]\n", "markdown"))) == set()
    assert numbers(draft_of("One.[^ilka]\n", "text")) == {}
