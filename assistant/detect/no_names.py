"""Words that look like a name and are none: saints of churches, systems in capitals, medicines that are taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.detect.reading import Reading
from assistant.domain.details import Finding, Kind

_SAINT = re.compile(r"\b(?:St\.?|Saint|SS\.?) $")
_CAPITALS = re.compile(r"[A-Z]{4,}\d*")
_TAKEN = re.compile(
    r"\b(?:us(?:ed?|es|ing)|tried|tries|trying|taken|takes?|taking|prescribed|restarted|on) $", re.IGNORECASE
)
_MEDICINES = re.compile(
    r"\b(?:medications?|medicines?|meds|mg|mcg|doses?|tablets?|sprays?|over-the-counter|prescri\w+|allerg\w+|inhalers?|"
    r"antihistamines?|antibiotics?|Claritin|Zyrtec)\b"
)
_A_PERSON = re.compile(r"['’]s? |,? (?:who|and (?:her|his)|said|to|out|home|aside|back|again|for|in|on the phone)\b")


def without_what_is_no_name(readings: Sequence[Reading]) -> list[Reading]:
    """The readings without such names; one that has none is given back itself."""
    done = []
    for reading in readings:
        kept = tuple(f for f in reading.findings if f.kind is not Kind.PERSON_NAME or not _is_none(f, reading))
        done.append(reading if len(kept) == len(reading.findings) else replace(reading, findings=kept))
    return done


def _is_none(finding: Finding, reading: Reading) -> bool:
    text, start = reading.passage.text, reading.passage.span.start
    at, end = finding.span.start - start, finding.span.end - start
    words, before, after = text[at:end], text[:at], text[end:]
    if _SAINT.search(before):
        return True
    if _CAPITALS.fullmatch(words) and sum(c.isupper() for c in text) < 0.5 * sum(c.isalpha() for c in text):
        return True
    taken = _TAKEN.search(before) is not None and _A_PERSON.match(after) is None
    return taken and _MEDICINES.search(text) is not None and len(words.split()) == 1
