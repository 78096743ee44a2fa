"""Transcripts: lines of two speakers by turns ("T: … C: …"), in which all that the client says is their own words.

Counts only where the client's turns tell of something, and the draft doesn't call the dialogue invented.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.detect.reading import Reading
from assistant.detect.referents import Who
from assistant.domain.details import Directness, Evidence, Finding, Kind
from assistant.domain.text import Span
from assistant.language.names import given

_SPEAKER = re.compile(
    r"^\W*(?P<who>cl?|client|pt?|patient|pupil|student|s|th?|therapist|counsell?or|nurse|sw|teacher|me|i)"
    r"\s?\d{0,3}\W{0,3}:\W{0,3}\s",
    re.I,
)
_NAMED = re.compile(r"^\W*(?P<who>[A-Z][a-z]{2,14})\W{0,2}:\s")
"""A speaker called by a first name ("Kacper: we sat in it"), beside one who is "me" or a professional."""
_OTHER_SIDE = frozenset("t th therapist counsellor counselor nurse sw teacher me i".split())
_NAME = "a first name"
_FEWEST_BY_NAME = 2
"""Turns of somebody called by name from which on it is no caption; and an author with kin in it talks at home."""
_INVENTED = re.compile(r"\b(?:role[- ]?play|script|invented|made[- ]up|fictional|imagin\w+|sample dialogue)\b", re.I)
_REASON = "their own words: the person would know them at once"


def turns(readings: Sequence[Reading]) -> dict[int, Span]:
    """What the client says in each passage of a transcript, by the passage's index; empty for other drafts."""
    said: dict[int, Span] = {}
    sides: set[bool] = set()
    telling = 0
    paragraph, speaks = -1, False
    openings = [_opening(reading.passage.text) for reading in readings]
    by_name = _is_by_name(readings, openings)
    for reading, (invented, who, end) in zip(readings, openings, strict=True):
        passage = reading.passage
        if invented:
            return {}
        if who == _NAME and not by_name:
            who, end = "", 0
        if who:
            speaks = who not in _OTHER_SIDE
            sides.add(speaks)
        elif passage.paragraph != paragraph:
            speaks = False
        paragraph = passage.paragraph
        if speaks:
            start = passage.span.start + end
            said[passage.index] = Span(start, max(passage.span.start + len(passage.text.rstrip()), start))
            telling += reading.cues.past or reading.cues.first_person
    return said if len(sides) == 2 and telling else {}


def _is_by_name(readings: Sequence[Reading], openings: Sequence[tuple[bool, str, int]]) -> bool:
    """Whether somebody called by a first name talks here by turns, and it is no talk at the author's home."""
    named = {r.passage.paragraph for r, (_, who, _) in zip(readings, openings, strict=True) if who == _NAME}
    return len(named) >= _FEWEST_BY_NAME and not any(
        p.who is Who.AUTHOR_KIN for r in readings if r.passage.paragraph not in named for p in r.referents
    )


@lru_cache(maxsize=8192)  # every look at a draft asks about all of its passages
def _opening(text: str) -> tuple[bool, str, int]:
    """Whether a passage calls a dialogue invented; the speaker that it begins with, or "", and where their words do."""
    invented = _INVENTED.search(text) is not None
    if label := _SPEAKER.match(text):
        return invented, label["who"].lower(), label.end()
    named = _NAMED.match(text)
    if named and given(named["who"]) is not None:
        return invented, _NAME, named.end()
    return invented, "", 0


def with_turns(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, with the client's turns of a transcript as speech."""
    said = turns(readings)
    if not said:
        return list(readings)
    return [
        replace(r, findings=(*r.findings, _speech(said[r.passage.index]))) if r.passage.index in said else r
        for r in readings
    ]


def _speech(span: Span) -> Finding:
    evidence = Evidence("rule", "episodic.quoted", 0.8)
    return Finding(span, Kind.SPEECH, Directness.VERBATIM, evidence, _REASON, {"form": "quoted"})
