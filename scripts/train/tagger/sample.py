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


def held_out(row: dict[str, Any], fold: tuple[int, int] | None) -> bool:
    """Whether a sample, as `prepare` writes it, is of our drafts and in the fold that is left out."""
    return fold is not None and row["source"] in ("drafts", "stories", "harmless") and is_held_out(row["group"], *fold)
