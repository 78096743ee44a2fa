"""What a general wording says of someone, the words that it stands for said of them too."""

from __future__ import annotations

from assistant.domain.details import Kind
from assistant.rewrite.forms import natural


def test_nobody_dies_who_buried_someone() -> None:
    assert natural(Kind.EVENT, "had buried his wife and let me in at nine", ["had died"]) == ()


def test_who_was_killed_may_be_said_to_have_died() -> None:
    assert natural(Kind.EVENT, "was killed on the ring road", ["died"]) == ("died",)
