"""Quoted labels: the name of a method or a phrase that heads what the author says of it ("“The empty chair.” We use it
when …") is nobody's speech.

Promises: only quotations that are all of the first sentence of a paragraph or list item, have no verb and no "I" or
"you", and are followed there by what holds at all times; what somebody said in answer stays theirs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.detect.reading import Reading
from assistant.detect.referents import Who
from assistant.domain.details import Finding, Kind
from assistant.language.tagging import tags
from assistant.language.words import words

LONGEST = 8
"""Words of a label."""
_QUOTED = re.compile(r"[\s*_>\d.)(–—-]*[\"“«‘'](?P<inner>[^\"”»]+?)[\"”»’']?[.:?!]?[\"”»’']?[\s*_]*")
_SPEAKING = re.compile(r"\b(?:i|me|my|mine|you|your|we|us|our)\b|['’](?:m|re|ve|ll|d)\b", re.I)
_SAID = re.compile(
    r"^\W*(?:(?:he|she|they|i|we|[A-Z]\w+)\b (?:\w+ )?(?:said|says?|told|asked|whispered|wrote|replied|answered)\b|"
    r"(?:said|says) )"
)
_OF_IT = re.compile(r"\b(?:we|i|you|use[ds]?|it|this|that|clients?|people|means?|is|when|for|ask|try|say)\b", re.I)


def without_labels(readings: Sequence[Reading]) -> list[Reading]:
    """The readings with no speech found in such labels."""
    return [r.without(_is_speech) if _is_label(readings, place) else r for place, r in enumerate(readings)]


def _is_speech(finding: Finding) -> bool:
    return finding.kind is Kind.SPEECH


def _is_label(readings: Sequence[Reading], place: int) -> bool:
    reading = readings[place]
    if not any(_is_speech(f) for f in reading.findings):
        return False
    paragraph = reading.passage.paragraph
    quoted = _QUOTED.fullmatch(reading.passage.text)
    if quoted is None or (place and readings[place - 1].passage.paragraph == paragraph):
        return False
    after = readings[place + 1] if place + 1 < len(readings) else None
    if after is None or after.passage.paragraph != paragraph:
        return False
    inner = words(quoted["inner"])
    if len(inner) > LONGEST or _SPEAKING.search(quoted["inner"]):
        return False
    tagged = tags(inner)
    participle = len(tagged) > 1 and tagged[-1] == "VBD" and tagged[-2] == "RB"  # "the letter never sent"
    if any(tag in ("VBD", "VBZ", "VBP", "MD") for tag in (tagged[:-1] if participle else tagged)):
        return False
    told = after.cues.past or after.cues.introduces or after.cues.third_person
    told = told or any(r.who in (Who.CASE, Who.CASE_KIN, Who.PRONOUN) for r in after.referents)
    return not told and _SAID.match(after.passage.text) is None and _OF_IT.search(after.passage.text) is not None
