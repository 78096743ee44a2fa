"""What a look at a text adds to what was found in it: what it still tells of an original, and notes for the person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.detect.detector import Detected
from assistant.domain.changes import Change, Check
from assistant.domain.details import Detail, Directness, Kind
from assistant.domain.risk import Reader, Tier
from assistant.pipeline.values import Analysis
from assistant.risk.echo import echoes
from assistant.risk.floor import Floor
from assistant.risk.left import left_standing
from assistant.risk.retold import retold
from assistant.risk.standing import telling


def still_told(original: Analysis, found: Sequence[Detail], text: str, changes: Sequence[Change]) -> tuple[Detail, ...]:
    """What the new text tells of the original in other forms or out of sight of the rules, and not found in it anew."""
    seen = {words for d in found for words in d.texts}
    told = [d for d in echoes(original.details, text) if telling(d) and not seen & set(d.texts)]
    told += [d for d in left_standing(original.details, found, changes, text) if d not in told]
    return tuple(replace(d, id=f"{d.id}-again", reason=f"{d.reason}; the new text still tells it") for d in told)


def retold_by(original: Analysis | None, text: str) -> tuple[Floor, ...]:
    """Floors for a story of the original that keeps its course in `text`."""
    if original is None or original.risk.readers[Reader.CLIENT].tier is Tier.LOW:
        return ()
    return retold([p for p in original.draft.passages if p.index in original.case_passages], text)


NO_CASE = "It does not read like a case, so nothing in it was held to point to somebody."
CASE_NO_MORE = "What is left no longer reads like a case."


def notes_on(detected: Detected, details: Sequence[Detail], *, again: bool = False) -> tuple[str, ...]:
    """What the person should know of the look itself; `again`: it is one at our own result of a draft with a case."""
    notes: list[str] = []
    tells = any(d.counts and (d.directness is Directness.DIRECT or telling(d)) for d in details)
    if not detected.case_passages and not tells:
        notes.append(CASE_NO_MORE if again else NO_CASE)
    if detected.case_passages and not detected.tagged:
        notes.append(
            "Names were looked for by rules alone, so an unusual one can be missed. Please look once yourself."
        )
    exempt = [s for s in detected.statements if s.kind is Kind.CONSENT]
    if exempt and any(d.exempt for d in details):
        notes.append("The draft says that permission was given or details were changed; that was taken at its word.")
    return tuple(notes)


def checked_again(changes: Sequence[Change], remaining: Sequence[Detail]) -> tuple[Change, ...]:
    """The changes, where a name that one of them left beside itself was taken by another since.

    Whether a name stands is settled by the text as it would be published: while one does, the verdicts stay.
    """
    if any(d.counts and d.directness is Directness.DIRECT for d in remaining):
        return tuple(changes)
    return tuple(
        replace(c, checks=tuple(Check(k.name, True) if k.name == "leak" else k for k in c.checks)) for c in changes
    )
