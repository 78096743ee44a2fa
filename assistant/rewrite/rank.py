"""Which of several wordings that passed their checks is shown: the one that reads most as if nothing had been done.

Promises: deterministic; without a model by oddities, closeness and brevity, with one by its score and then those.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_ODDITIES = (
    re.compile(r"\b(?:someone|somebody)\b.*\b(?:someone|somebody)\b", re.I),
    re.compile(r"\bin (?:their|her|his) \w+s from\b", re.I),
    re.compile(r"\b(\w{5,})\b(?=.{1,40}\b\1\b)", re.I),
    re.compile(r"\b(?:of|from|in|at|with) (?:of|from|in|at|with)\b", re.I),
    re.compile(r"\b(?:in|from|near|to) an? (?:[\w-]+ ){0,2}(?:town|city|village)\b", re.I),
    re.compile(r"\b(?:may|might|can)\b.*\b(?:may|might|can)\b", re.I),
)
"""What makes a reader look twice: said twice, prepositions in a row, two modals in a sentence."""

_PLAIN = str.maketrans(
    {
        "‘": "'", "’": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "\u00a0": " ", "\u2009": " ", "\u200b": None,
        "\u00ad": None, "\u2060": None, "\u2011": "-", "—": " – ", "―": " – ", "…": "...",
    }
)  # fmt: skip
"""The characters that the embedded writer has learnt: one sort of quotation mark, apostrophe and dash."""

CLOSENESS = 1.0
"""Weight of the part of the original that is kept, in oddities."""
BOLD = 0.6
"""What it costs to cut what the plan would keep."""
SECOND = 0.8
"""What each generalised attribute after the first costs: one in a noun phrase reads as written, two as disguised."""
LENGTH = 0.3
"""Weight of the length against the original's."""


def cost(after: str, before: str, *, bold: bool = False, general: int = 0, score: float | None = None) -> float:
    """How much speaks against a wording; the lowest is shown. `score` is the model's log-probability per token."""
    odd = sum(bool(o.search(after)) and not o.search(before) for o in _ODDITIES)
    likeness = SequenceMatcher(None, before.split(), after.split(), autojunk=False).ratio()
    base = (
        odd
        + CLOSENESS * (1 - likeness)
        + LENGTH * len(after) / max(len(before), 1)
        + BOLD * bold
        + SECOND * max(0, general - 1)
    )
    return base if score is None else base - score


def plainly(before: str, text: str) -> tuple[str, str]:
    """A pair to score: in plain characters, the text going on after a space where something stands before it."""
    first, second = (" ".join(part.translate(_PLAIN).split()) for part in (before, text))
    return first, f" {second}" if first else second
