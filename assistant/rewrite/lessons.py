"""Sentences of a story that hold its lesson: they stay when the story goes, with the person in general in them.

Promises: only what was meant as a contrast is taken for a lesson ("with him, not for him"); nothing else of the
sentence changes, and one that is worded so already stays as it is.
"""

from __future__ import annotations

import re

_THEM = r"(?:him|her|them|(?:the|a|my|our) (?:client|patient|pupil|student|resident|family|child|person))"
_TO = r"(?:with|for|to|about|at|alongside|beside|behind|around|over|without)"
_CONTRAST = re.compile(
    rf"(?P<start>(?:We|I|You|Nothing|Never|Decide|Plan|Talk|Work)\b[^.!?;:\"“”]*?\b{_TO}) {_THEM}"
    rf"(?P<turn>(?:,? (?:and )?(?:not|never|rather than|instead of))? {_TO}) {_THEM}(?P<end>[.!])"
)
_WORDS_BEFORE = 6
"""Words before the contrast, beyond which the sentence tells a story of its own."""


def lesson(text: str, noun: str) -> str:
    """The sentence as a lesson about any `noun`: "We made a plan with the client, not for them."; "" for none."""
    found = _CONTRAST.fullmatch(text.strip())
    if found is None or len(found["start"].split()) > _WORDS_BEFORE:
        return ""
    return f"{found['start']} the {noun}{found['turn']} them{found['end']}"
