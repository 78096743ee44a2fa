"""The writer's plain characters: those in which the product asks for scores, so that no others need be learnt."""

from __future__ import annotations

from assistant.rewrite.rank import plainly


def plain(text: str) -> str:
    """`text` in plain characters, with single spaces."""
    return plainly("", text)[1]
