"""The writer's plain characters: one sort of quotation mark, apostrophe and dash, so that none is learnt twice."""

from __future__ import annotations

PLAIN = str.maketrans(
    {
        "‘": "'", "’": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "\u00a0": " ", "\u2009": " ", "\u200b": None,
        "\u00ad": None, "\u2060": None, "\u2011": "-", "—": " – ", "―": " – ", "…": "...",
    }
)  # fmt: skip


def plain(text: str) -> str:
    """`text` with plain characters; the product's `rewrite.rank` does the same before it asks for a score."""
    return " ".join(text.translate(PLAIN).split(" "))
