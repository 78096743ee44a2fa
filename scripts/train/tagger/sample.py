"""One training text: what is marked in it, and which outputs its annotators looked for."""

from __future__ import annotations

from dataclasses import dataclass, field


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
