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
    named = {r.passage.paragraph for r in readings if _is_named(r.passage.text)}
    own = any(
        p.who is Who.AUTHOR_KIN for r in readings if r.passage.paragraph not in named for p in r.referents
    )
    for reading in readings:
        passage = reading.passage
        invented, who, end = _opening(passage.text)
        if invented:
            return {}
        if who == _NAME and (len(named) < _FEWEST_BY_NAME or own):
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


@lru_cache(maxsize=8192)  # every look at a draft asks about all of its passages
def _opening(text: str) -> tuple[bool, str, int]:
    """Whether a passage calls a dialogue invented; the speaker that it begins with, or "", and where their words do."""
    label = _SPEAKER.match(text) or (_NAMED.match(text) if _is_named(text) else None)
    return (
        _INVENTED.search(text) is not None,
        "" if not label else label["who"].lower() if label.re is _SPEAKER else _NAME,
        label.end() if label else 0,
    )


def _is_named(text: str) -> bool:
    label = _NAMED.match(text)
    return label is not None and given(label["who"]) is not None


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
