"""Composing two passes: changes of a draft, then changes of what came out, as one list of changes of the draft.

Promises: applying the composed changes to the draft gives what the two passes give one after the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.domain.changes import Change
from assistant.domain.text import Edit, Span, apply_edits


@dataclass(frozen=True, slots=True)
class _Step:
    """A change with its place in the draft and in the text between the passes; None where it is not of that pass."""

    between: Span
    first: Change | None = None
    second: Change | None = None


def compose(text: str, first: Sequence[Change], second: Sequence[Change]) -> tuple[Change, ...]:
    """`first` are changes of `text`; `second` are changes of the text that `first` make of it."""
    between = apply_edits(text, [Edit(c.span, c.after) for c in first])
    steps: list[_Step] = []
    shift = 0
    for change in sorted(first, key=lambda c: c.span):
        start = change.span.start + shift
        steps.append(_Step(Span(start, start + len(change.after)), first=change))
        shift += len(change.after) - len(change.span)
    steps += [_Step(c.span, second=c) for c in second]
    return tuple(_merged(text, between, group, first) for group in _touching(steps))


def _touching(steps: Sequence[_Step]) -> list[list[_Step]]:
    """Steps whose places between the passes overlap or meet, together."""
    groups: list[list[_Step]] = []
    end = -1
    for step in sorted(steps, key=lambda s: (s.between, s.second is not None)):
        if groups and step.between.start <= end:
            groups[-1].append(step)
            end = max(end, step.between.end)
        else:
            groups.append([step])
            end = step.between.end
    return groups


def _merged(text: str, between: str, group: Sequence[_Step], first: Sequence[Change]) -> Change:
    alone = group[0].first if len(group) == 1 else None
    return alone or _joined(text, between, group, first)


def _joined(text: str, between: str, group: Sequence[_Step], first: Sequence[Change]) -> Change:
    start, end = min(s.between.start for s in group), max(s.between.end for s in group)
    edits = [Edit(Span(s.between.start - start, s.between.end - start), s.second.after) for s in group if s.second]
    after = apply_edits(between[start:end], edits)
    span = Span(_back(start, first, at_end=False), _back(end, first, at_end=True))
    model = next(c for s in group for c in (s.second, s.first) if c)
    details = tuple(dict.fromkeys(d for s in group if s.first for d in s.first.details))
    return replace(model, span=span, before=span.of(text), after=after, details=details)


def _back(place: int, first: Sequence[Change], *, at_end: bool) -> int:
    """The place in the draft that a place between the passes comes from; never inside a change."""
    shift = 0
    for change in sorted(first, key=lambda c: c.span):
        start = change.span.start + shift
        if start > place or (start == place and not at_end and len(change.after)):
            break
        if start == place and not at_end:
            break
        shift += len(change.after) - len(change.span)
    return place - shift
