"""Stretches: which paragraphs the tagger reads together, so that a short one is read in the light of its neighbours.

"Saturdays at ten, supervised." says nothing by itself. On the 70 newest drafts left out of its training, a tagger that
read up to 700 characters together instead of single paragraphs found .830 of the details instead of .782, without being
taught anew (docs/evaluation/detection.md).
"""

from __future__ import annotations

from collections.abc import Sequence

ENOUGH = 500
"""Characters from which on a stretch takes in no further paragraph. What an edit does to one paragraph seldom moves the
borders of the stretches behind it, because a border depends on this alone."""

LONGEST = 900
"""Characters of the longest stretch of more than one paragraph: some 210 tokens, below the tagger's 254."""


def stretches(lengths: Sequence[int]) -> list[range]:
    """Which paragraphs, of so many characters each, are read together: ranges of their places, in order."""
    found: list[range] = []
    start = size = 0
    for place, length in enumerate(lengths):
        if place > start and (size >= ENOUGH or size + length > LONGEST):
            found.append(range(start, place))
            start, size = place, 0
        size += length
    if start < len(lengths):
        found.append(range(start, len(lengths)))
    return found
