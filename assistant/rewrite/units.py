"""The units that a model words anew as a whole: a few sentences of one paragraph and line.

A sentence by itself cannot be told in general: what it points at stands in the one before. A whole paragraph of a
book is more than a small model keeps in mind. So neighbouring sentences go together up to `LONGEST` characters.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain.text import Draft, Passage, Role, Span

LONGEST = 480
"""Characters of a unit, at most, unless one sentence alone has more."""
_ROLES = frozenset({Role.BODY, Role.QUOTE, Role.LIST_ITEM, Role.HEADING})


@dataclass(frozen=True, slots=True)
class Unit:
    """Passages that are worded together; `span` covers them without the white space at their end."""

    passages: tuple[Passage, ...]
    span: Span

    @property
    def indices(self) -> tuple[int, ...]:
        return tuple(p.index for p in self.passages)


def units(draft: Draft) -> tuple[Unit, ...]:
    """The units of a draft in order; passages that are no prose belong to none. No unit holds a line break."""
    runs: list[list[Passage]] = []
    for passage in draft.passages:
        if passage.role not in _ROLES or not passage.text.strip():
            continue
        if runs and _goes_with(runs[-1][-1], passage):
            runs[-1].append(passage)
        else:
            runs.append([passage])
    return tuple(_unit(part) for run in runs for part in _parts(run))


def _goes_with(last: Passage, passage: Passage) -> bool:
    """Whether a passage stands on the line of the one before it, in one paragraph."""
    apart = last.text[len(last.text.rstrip()) :]
    here = last.index + 1 == passage.index and last.role is passage.role
    return here and last.paragraph == passage.paragraph and "\n" not in apart


def _parts(run: list[Passage]) -> list[list[Passage]]:
    """The run in parts of about equal length, none above `LONGEST` where sentences allow it."""
    whole = sum(len(p.text) for p in run)
    each = whole / max(1, -(-whole // LONGEST))
    parts: list[list[Passage]] = [[]]
    length = 0
    for passage in run:
        if parts[-1] and (length + len(passage.text) > LONGEST or length >= each):
            parts.append([])
            length = 0
        parts[-1].append(passage)
        length += len(passage.text)
    return parts


def _unit(part: list[Passage]) -> Unit:
    end = part[-1].span.start + len(part[-1].text.rstrip())
    return Unit(tuple(part), Span(part[0].span.start, end))
