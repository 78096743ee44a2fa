"""Short drafts, read and found fit to be posted as they are; a change in wording shows here first."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.domain.changes import Strategy
from tests.rewrite.cases import rewritten

_FILE = Path(__file__).with_name("golden.txt")


def drafts() -> list[tuple[str, str, str]]:
    """Draft, generalised example, pattern."""
    blocks = _FILE.read_text(encoding="utf-8").split("\n\n")[1:]
    parts = [block.strip().split("\n") for block in blocks]
    return [(draft, generalised[3:], pattern[3:]) for draft, generalised, pattern in parts]


@pytest.mark.parametrize(("draft", "generalised", "pattern"), drafts())
def test_a_draft_reads_as_it_did_when_it_was_found_good(draft: str, generalised: str, pattern: str) -> None:
    assert rewritten(draft) == generalised
    assert rewritten(draft, Strategy.PATTERN) == pattern
