"""What a prompt can be for: which values its template may use and has to use, and how long an answer may be.

`output` in a prompt's header names one of these. The answer is one line in every case, so that windows can be decoded
side by side and a model that rambles is cut off.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Output:
    """One purpose. `limit` is the most tokens of an answer unless the prompt says otherwise."""

    name: str
    summary: str
    values: tuple[str, ...]
    """What the block `user` may use, beside the prompt's own inputs."""
    needed: tuple[str, ...]
    """What the block `user` has to use: without it the model is not shown what it is asked about."""
    limit: int


WORDING = Output(
    "wording",
    "Words in place of marked ones, or a whole passage without what they tell.",
    ("before", "passage", "after", "whole", "marks"),
    ("passage",),
    160,
)
DETAILS = Output(
    "details",
    "What in a passage could help recognise someone: its words, then = and a kind; entries parted by |, or none.",
    ("before", "passage", "after"),
    ("passage",),
    96,
)
GUESS = Output(
    "guess",
    "What somebody could tell from a text: its words in quotation marks, then a guess, or none.",
    ("text", "question"),
    ("text", "question"),
    80,
)
GRADE = Output(
    "grade",
    "How far a quotation supports a guess: high, medium, low or invalid.",
    ("text", "quote", "guess"),
    ("quote", "guess"),
    8,
)
EXAMPLE = Output("example", "An invented example for a point.", ("point", "angle"), ("point",), 160)
COMPOSITE = Output("composite", "One example out of several cases.", ("sources", "point"), ("sources",), 200)

OUTPUTS = {each.name: each for each in (WORDING, DETAILS, GUESS, GRADE, EXAMPLE, COMPOSITE)}
LISTS = frozenset({"marks", "sources"})
"""Values that a template may go through one by one."""
