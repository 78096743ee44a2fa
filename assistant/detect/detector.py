"""The detector: a draft in, details and statements out, with everything that was read from a passage remembered.

Rules run once per distinct passage; editing one sentence re-reads that sentence, and merging is linear.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.detect.folding import Folded
from assistant.detect.merge import consent, file_name_detail, merge
from assistant.detect.noticed import noticed
from assistant.detect.reading import Reading
from assistant.detect.referents import Cues, Referent, cues, referents
from assistant.detect.registry import find
from assistant.detect.scope import scope
from assistant.detect.story import with_story
from assistant.detect.tagged import Part, Tagging
from assistant.detect.transcript import with_turns
from assistant.detect.view import View
from assistant.domain.changes import Voice
from assistant.domain.details import Detail, Directness, Finding, Statement
from assistant.domain.notices import Notice
from assistant.domain.ports import Tagger
from assistant.domain.text import Draft, Passage, Role, Span

_REMEMBERED = 20_000
"""Passages kept in memory; the oldest go first."""


@dataclass(frozen=True, slots=True)
class Detected:
    """Everything that detection says about a draft."""

    details: tuple[Detail, ...]
    statements: tuple[Statement, ...]
    case_passages: frozenset[int]
    """Indices of the passages that tell of a case."""
    tagged: bool
    """Whether the tagger read everything that the rules read."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one passage says by itself, in offsets from its own start."""

    findings: tuple[Finding, ...]
    referents: tuple[Referent, ...]
    cues: Cues
    folded: Folded


class Detector:
    """Finds details by rules and tagger. Keeps what it read of each passage in memory, never anywhere else."""

    def __init__(self, tagger: Tagger | None = None) -> None:
        self._tagging = Tagging(tagger) if tagger is not None else None
        self._seen: dict[tuple[str, Role, tuple[Span, ...]], _Seen] = {}

    def detect(
        self, draft: Draft, voice: Voice, *, known_case: bool = False, notices: Sequence[Notice] = ()
    ) -> Detected:
        """The details of `draft`, subjects and exemptions settled; `known_case`: it is known to tell of a case.

        `notices` are words that count as details wherever they stand.
        """
        hidden = sorted(draft.hidden + draft.removals)
        readings = [
            self._reading(p, hidden)
            for p in draft.passages
            if (p.role.is_prose or p.role is Role.CODE) and p.text.strip()
        ]
        readings, tagged, tells = self._tagged(readings, hidden)
        readings = with_turns(readings)
        found = scope(readings, voice, known=known_case, tells=tells)
        readings = with_story(readings, found)
        asides = [self._reading(p, ()) for p in draft.asides] if found.case else []
        for aside in asides:
            found.case.add(aside.passage.index)
        further = noticed(draft, notices)
        readings = [replace(r, findings=(*r.findings, *further.get(r.passage.index, ()))) for r in readings]
        details, statements = merge(draft, [*readings, *asides], found, voice)
        permission, changed = consent(readings)
        details = tuple(_with_consent(d, permission, changed) for d in details)
        named = file_name_detail(draft, details)
        if named is not None:
            details = (*details, named)
        prose = {r.passage.index for r in readings if r.passage.role.is_prose}
        return Detected(details, statements, frozenset(found.case & prose), tagged)

    def _tagged(
        self, readings: list[Reading], hidden: Sequence[Span]
    ) -> tuple[list[Reading], bool, float | None]:
        """The readings with what the tagger adds, whether it read all of them, and how far they tell of a case."""
        if self._tagging is None:
            return readings, False, None
        parts = [Part(r.passage, self._look_at(r.passage, hidden).folded, r.findings) for r in readings]
        read = self._tagging.read(parts)
        return [
            replace(
                r,
                findings=(*r.findings, *read.added.get(r.passage.index, ())),
                telling=r.passage.index in read.telling,
            )
            for r in readings
        ], read.whole, read.tells

    def _reading(self, passage: Passage, hidden: Sequence[Span]) -> Reading:
        start = passage.span.start
        seen = self._look_at(passage, hidden)
        return Reading(
            passage,
            tuple(
                Finding(f.span.shifted(start), f.kind, f.directness, f.evidence, f.reason, f.attributes)
                for f in seen.findings
            ),
            tuple(Referent(r.start + start, r.end + start, r.who, r.label, r.new, r.firm) for r in seen.referents),
            seen.cues,
        )

    def _look_at(self, passage: Passage, hidden: Sequence[Span]) -> _Seen:
        start = passage.span.start
        inside = tuple(
            Span(max(h.start, start) - start, min(h.end, passage.span.end) - start)
            for h in hidden
            if h.overlaps(passage.span)
        )
        key = (passage.text, passage.role, inside)
        seen = self._seen.get(key)
        if seen is None:
            at_zero = replace(passage, span=Span(0, len(passage.span)))
            seen = _look(View(at_zero, inside))
            if len(self._seen) >= _REMEMBERED:
                self._seen.pop(next(iter(self._seen)))
            self._seen[key] = seen
        return seen


def _look(view: View) -> _Seen:
    code = view.role is Role.CODE and not _is_prose(view.text)
    findings = tuple(f for f in find(view) if not code or f.directness is Directness.DIRECT)
    people = referents(view)
    found_cues = cues(view, people)
    placed = tuple(
        replace(r, start=where.start, end=where.end) for r in people for where in (view.source(Span(r.start, r.end)),)
    )
    return _Seen(findings, placed, found_cues, view.folded)


def _is_prose(text: str) -> bool:
    """Whether a code block holds notes rather than code or a table: mostly letters, hardly any signs of either."""
    letters = sum(c.isalpha() or c.isspace() for c in text)
    signs = sum(c in "{}[];=<>|_\\" for c in text)
    table = text.count(",") >= 0.03 * len(text)
    return len(text.split()) >= 12 and letters >= 0.75 * len(text) and signs <= 0.005 * len(text) and not table


def _with_consent(detail: Detail, permission: str | None, changed: str | None) -> Detail:
    """Permission exempts everything; "details changed" exempts what can be changed, not what happened or was said."""
    if detail.exempt is None and permission:
        return detail.exempted(permission)
    if detail.exempt is None and changed and detail.directness is Directness.QUASI:
        return detail.exempted(changed)
    return detail
