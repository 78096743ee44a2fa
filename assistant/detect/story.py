"""The rest of a story: sentences that go on telling of a distinctive event, which its words alone would not show.

"The bus went off the road. Of the eleven children on board one walked home, still carrying the other child's medal."
Sentences that follow a distinctive event in its paragraph and tell what happened belong to it, until one speaks of the
author, of people in general or of how things are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.detect.reading import Reading
from assistant.detect.scope import Scope
from assistant.domain.details import Directness, Evidence, Finding, Kind
from assistant.domain.text import Span

_FAR = 3
"""Sentences after the event that may still be its own."""
_LEAST = 7
"""Words that such a sentence has at least."""
_NUMBERED = re.compile(r"\b(?:of|all|both|\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", re.I)
_ADVICE = re.compile(r"\b(?:clients|patients|therapists|people|we|you|your|our|often|usually|sometimes)\b", re.I)


def with_story(readings: Sequence[Reading], found: Scope) -> list[Reading]:
    """The readings, where sentences that go on telling a distinctive event of the case are events; `found` learns."""
    result: list[Reading] = []
    paragraph, left = -1, 0
    for reading in readings:
        passage = reading.passage
        if passage.paragraph != paragraph:
            paragraph, left = passage.paragraph, 0
        mine = any(_distinctive(f) for f in reading.findings) and passage.index in found.case
        if left and not mine and _goes_on(reading):
            span = _rest(reading)
            if span is not None:
                reading = replace(reading, findings=(*reading.findings, _finding(span)))
                found.case.add(passage.index)
            left -= 1
        else:
            left = _FAR if mine else 0
        result.append(reading)
    return result


def _distinctive(finding: Finding) -> bool:
    return (
        finding.directness is Directness.EPISODIC
        and finding.attributes.get("distinctive") is True
        and finding.attributes.get("by") != "author"
    )


def _goes_on(reading: Reading) -> bool:
    """Whether the sentence tells what happened, and not to the author or to people in general."""
    cues, text = reading.cues, reading.passage.text
    if not cues.past or cues.first_person or cues.supposed or cues.heading:
        return False
    if _ADVICE.search(text) and not cues.third_person:
        return False
    return cues.third_person or cues.third_plural or _NUMBERED.search(text) is not None


def _rest(reading: Reading) -> Span | None:
    """The whole sentence, unless it is short or told by other findings already."""
    text = reading.passage.text
    words = text.strip()
    start = reading.passage.span.start + text.index(words)
    span = Span(start, start + len(words.rstrip(".!?")))
    told = sum(len(f.span) for f in reading.findings if f.directness in (Directness.EPISODIC, Directness.VERBATIM))
    return span if len(words.split()) >= _LEAST and 2 * told < len(span) else None


def _finding(span: Span) -> Finding:
    return Finding(
        span,
        Kind.EVENT,
        Directness.EPISODIC,
        Evidence("rule", "episodic.distinctive", 0.7),
        "it goes on telling what few people have lived through",
        {"event": "scene", "distinctive": True, "rarity": "rare", "form": "sentence"},
    )
