"""Answers to choose from under a question ("B. Ulnar neuropathy"): general knowledge, their letters no initials."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from assistant.detect.reading import Reading
from assistant.domain.details import Finding, Kind

FEWEST = 3
"""Answers that make a question of choice."""
_ANSWER = re.compile(r"\W*([A-Ha-h])[.)]\s+\S")
_LETTER = re.compile(r"[A-Ha-h]\.?")


def without_choices(readings: Sequence[Reading]) -> list[Reading]:
    """The readings with nothing found in such answers, nor in a letter that stands for one of them."""
    answers: set[int] = set()
    run: list[tuple[int, str]] = []
    for place, reading in enumerate([*readings, None]):
        match = _ANSWER.match(reading.passage.text) if reading is not None else None
        letter = match[1].lower() if match else ""
        if letter and (letter == "a" or (run and ord(letter) == ord(run[-1][1]) + 1)):
            run = [(place, letter)] if letter == "a" else [*run, (place, letter)]
            continue
        if len(run) >= FEWEST:
            answers |= {at for at, _ in run}
        run = []
    if not answers:
        return list(readings)
    return [
        replace(r, findings=()) if place in answers else r.without(partial(_is_letter, r))
        for place, r in enumerate(readings)
    ]


def _is_letter(reading: Reading, finding: Finding) -> bool:
    return finding.kind is Kind.PERSON_NAME and _LETTER.fullmatch(reading.words_of(finding)) is not None
