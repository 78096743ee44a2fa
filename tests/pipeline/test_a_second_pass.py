"""What leans on a story that went stays away, also where the text is taken as a draft once more."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.composition import build_pipeline, read_draft
from assistant.domain.changes import Audience
from assistant.pipeline import Options

DRAFTS = Path(__file__).parents[1] / "drafts" / "further4"


@pytest.mark.parametrize("name", ["rc29.txt", "rd57.txt", "rd96.txt"])
def test_a_rewritten_draft_is_not_rewritten_again(name: str) -> None:
    pipeline, options = build_pipeline(), Options(audience=Audience.BLOG)
    draft = read_draft(str(DRAFTS / name))
    once = pipeline.rewrite(draft, options)
    again = pipeline.rewrite(pipeline.documents.reread(draft, once.text), options)

    assert once.text != draft.text
    assert again.text == once.text
