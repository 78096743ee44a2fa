"""One training text: what is marked in it, and which outputs its annotators looked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from scripts.train.writer.retold import is_held_out


@dataclass(frozen=True, slots=True)
class Sample:
    """`spans` are (start, end, output) in characters; outputs not in `known` teach nothing.

    Inside `unsure` stretches only the outputs that a span there names are taught.
    """

    text: str
    spans: tuple[tuple[int, int, str], ...]
    known: frozenset[str]
    unsure: tuple[tuple[int, int], ...] = field(default=())
    group: str = ""
    """Where it comes from: documents of one group are held out together."""
    sentences: tuple[tuple[int, int, bool], ...] = field(default=())
    """Of a draft read whole: the characters of each sentence, and whether it stands without the case."""


COURT_PARTS = 8
"""Of the court documents, which are few, one in eight is left out."""


def held_out(row: dict[str, Any], fold: tuple[int, int] | None) -> bool:
    """Whether a sample, as `prepare` writes it, is of our drafts or a court's and in the fold that is left out."""
    if fold is None or row["source"] not in ("drafts", "stories", "harmless", "whole", "court"):
        return False
    return is_held_out(row["group"], *((fold[0], COURT_PARTS) if row["source"] == "court" else fold))
