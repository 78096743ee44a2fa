"""Take out "the only X in Y" and "the first X to Y": both the rank and the group that it ranks in."""

from __future__ import annotations

import re

from assistant.domain.ladders import Flag
from assistant.rewrite.marked import Marked, Region, Spot
from assistant.rewrite.style.rule import StyleRule

_RANK = re.compile(r"\b(?:the )?(?:only|first|last|youngest|oldest|eldest|sole|lone)\b", re.I)
_SEGMENT = re.compile(r"(?:,\s*)?(?:and )?\b(?:the )?(?:only|sole|lone)\b[^,.;:!?–—]*(?:,(?=\s))?", re.I)


def _apply(marked: Marked, spot: Spot) -> Region | None:
    ladder = spot.detail.ladder
    flagged = ladder is not None and Flag.FIRST_OR_ONLY in ladder.rungs[0].flags
    if not flagged and not _RANK.search(marked.words(spot)):
        return None
    for match in _SEGMENT.finditer(marked.text):
        if not (match.start() <= spot.start and spot.end <= match.end()):
            continue
        segment = marked.text[match.start() : match.end()]
        if segment[:1] != "," or marked.sentence.finite(*marked.sentence.at(match.start(), match.end())):
            return None
        kept = "," if segment.endswith(",") and marked.text[: match.start()].count(",") else ""
        region = Region(match.start(), match.end(), kept)
        return region if marked.allows(region, over=frozenset(s.move for s in marked.spots)) else None
    return None


RULE = StyleRule(
    "only-or-first",
    "the rank and its group left out together",
    "prose.md, row 8: take out both, state the mechanism",
    _apply,
    (
        ("A lad in my form, [only Traveller kid in the whole school|ethnicity].", "A lad in my form."),
        ("A pupil, [the only girl|sex] on the team, cried.", "A pupil cried."),
    ),
)
