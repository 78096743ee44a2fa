"""The detector: a draft in, details and statements out, with everything that was read from a passage remembered.

Rules run once per distinct passage; editing one sentence re-reads that sentence, and merging is linear.
"""

from __future__ import annotations

import threading
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from assistant.detect.choices import without_choices
from assistant.detect.folding import Folded
from assistant.detect.labels import without_labels
from assistant.detect.marked import Part
from assistant.detect.merge import Owners, consent, file_name_detail, merge, who_agreed
from assistant.detect.no_names import without_what_is_no_name
from assistant.detect.noticed import noticed
from assistant.detect.opening import UNLIKELY
from assistant.detect.own_life import nobody_else
from assistant.detect.reading import Reading
from assistant.detect.referents import Cues, Referent, cues, referents
from assistant.detect.registry import find
from assistant.detect.scope import scope
from assistant.detect.story import with_story
from assistant.detect.tagged import NOTHING_READ, Read, Tagging, is_prose
from assistant.detect.tags import Tags
from assistant.detect.tales import with_tales
from assistant.detect.transcript import with_turns
from assistant.detect.view import View
from assistant.domain.changes import Voice
from assistant.domain.details import Detail, Directness, Finding, Statement
from assistant.domain.notices import Notice
from assistant.domain.text import Draft, Passage, Role, Span

_MUCH = 8
"""Passages that are new from which on the tagger begins before the rules have seen them."""
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
    standing: Mapping[int, bool] = field(default_factory=dict)
    """Whether a passage would make sense without the case, by index, where the tagger says so."""
    tells: float | None = None
    """How far the tagger holds that the draft tells of a case at all, from 0 to 1."""
    unread: tuple[str, ...] = ()
    """Stretches that the tagger has not read, with what the rules see in them alone."""
    barely: tuple[Span, ...] = ()
    """The words that hardly tell anything of a person of a case, as the tagger holds who saw one in the draft."""


@dataclass(slots=True)
class _Seen:
    """What one passage says by itself, in offsets from its own start."""

    key: Hashable
    findings: tuple[Finding, ...]
    referents: tuple[Referent, ...]
    cues: Cues
    folded: Folded


@dataclass(slots=True)
class _Placed:
    """A passage as it was read where it stood at the last look, so that what no edit moved is not put together anew."""

    plain: Reading
    likely: bool = False
    told: tuple[tuple[Finding, ...], tuple[Span, ...], tuple[Span, ...]] = ((), (), ())
    """What the tagger added, was sure of, and held to be beside the case."""
    tagged: Reading | None = None
    """With what the tagger added then."""


class Hidden:
    """What a draft hides from its readers, to be asked for by place without going through all of it."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]
        self._ends = list(accumulate((span.end for span in self._spans), max))
        """How far everything up to each of them reaches."""

    def inside(self, where: Span) -> tuple[Span, ...]:
        """What is hidden of `where`, in offsets from its start."""
        first, last = bisect_right(self._ends, where.start), bisect_left(self._starts, where.end)
        if first >= last:
            return ()
        return tuple(
            Span(max(h.start, where.start) - where.start, min(h.end, where.end) - where.start)
            for h in self._spans[first:last]
            if h.overlaps(where)
        )


class Detector:
    """Finds details by rules and tagger. Keeps what it read of each passage in memory, never anywhere else."""

    def __init__(self, tags: Tags | None = None) -> None:
        self._tagging = Tagging(tags) if tags is not None else None
        self._seen: dict[_Key, _Seen] = {}
        self._placed: dict[int, _Placed] = {}
        """What the last look put together, by where the passage begins."""
        self._owners: Owners = {}

    def detect(
        self,
        draft: Draft,
        voice: Voice,
        *,
        known_case: bool = False,
        notices: Sequence[Notice] = (),
        wait: bool = True,
        told: float = 0.0,
        doubted: bool = False,
        leaning: Collection[int] = (),
    ) -> Detected:
        """The details of `draft`, subjects and exemptions settled; `known_case`: it is known to tell of a case.

        `doubted`: whoever read it whole holds that it tells of none; then only "my client" and the like make it one.
        `leaning` are passages, by index, that make no sense without a case, as whoever read it whole holds.

        `notices` are words that count as details wherever they stand. Without `wait` the tagger is not asked: what
        it has said before counts, and `unread` says what it still has to read. `told` is `Detected.tells` of the text
        from which this one was made: a case that was seen there is no less one where it is told no more.
        """
        hidden = Hidden(draft.hidden + draft.removals)
        passages = [p for p in draft.passages if (p.role.is_prose or p.role is Role.CODE) and p.text.strip()]
        keys = [(p.text, p.role, hidden.inside(p.span)) for p in passages]
        views: dict[_Key, View] = {}
        ahead = self._ahead(passages, keys, views) if wait and self._tagging is not None else None
        looked = [(p, self._look_at(p, key, views)) for p, key in zip(passages, keys, strict=True)]
        if ahead is not None:
            ahead.join()
        before, self._placed = self._placed, {}
        plain = [self._reading(p, seen, before) for p, seen in looked]
        readings, read = self._tagged(plain, looked, told, wait=wait)
        unread, tells = read.unread, read.tells
        tagged = self._tagging is not None and not unread
        readings = with_turns(without_labels(without_choices(readings)))
        if voice is Voice.AUTHOR and nobody_else(readings):
            tells = 0.0 if tells is not None else None
            known_case, leaning = known_case and not leaning, ()  # nobody is there on whom these could hang
        found = scope(readings, voice, known=known_case, tells=0.0 if doubted else tells)
        found.case.update(leaning)
        readings = with_tales(without_what_is_no_name(readings), found)
        readings = with_story(readings, found)  # which may have told that it is a case
        asides = [_reading(p, self._look_at(p, (p.text, p.role, ()), {})) for p in draft.asides] if found.case else []
        for aside in asides:
            found.case.add(aside.passage.index)
        further = noticed(draft, notices)
        if further:
            readings = [replace(r, findings=(*r.findings, *further.get(r.passage.index, ()))) for r in readings]
        details, statements, self._owners = merge(draft, [*readings, *asides], found, voice, self._owners)
        permission, changed = consent(readings)
        agreed = who_agreed(readings, details, found.antecedents) if permission else None
        details = tuple(_with_consent(d, permission if _is_of(d, agreed) else None, changed) for d in details)
        named = file_name_detail(draft, details)
        if named is not None:
            details = (*details, named)
        prose = {r.passage.index for r in readings if r.passage.role.is_prose}
        standing = read.standing if found.case else {}
        sees = max(tells or 0.0, told) >= UNLIKELY
        barely = _placed(read.barely, draft) if sees else ()
        return Detected(details, statements, frozenset(found.case & prose), tagged, standing, tells, unread, barely)

    def _ahead(
        self, passages: Sequence[Passage], keys: Sequence[_Key], views: dict[_Key, View]
    ) -> threading.Thread | None:
        """Where much of a draft was never looked at, have the tagger read it while the rules do.

        What it says is asked for later; the views that this takes are left in `views` for the rules.
        """
        assert self._tagging is not None
        views |= {key: _view(p, key) for p, key in zip(passages, keys, strict=True) if key not in self._seen}
        if len(views) < _MUCH:
            return None
        folded = [
            (p, views[key].folded if key in views else self._seen[key].folded)
            for p, key in zip(passages, keys, strict=True)
        ]
        reading = threading.Thread(target=self._tagging.ask, args=(folded,), daemon=True)
        reading.start()
        return reading

    def _tagged(
        self, readings: list[Reading], looked: Sequence[tuple[Passage, _Seen]], told_before: float, *, wait: bool
    ) -> tuple[list[Reading], Read]:
        """The readings with what the tagger adds to them, and all that it says."""
        if self._tagging is None:
            return readings, NOTHING_READ
        read = self._tagging.read([Part(p, seen.key, seen.folded, seen.findings) for p, seen in looked], wait=wait)
        sees_the_case = max(read.tells or 0.0, told_before) >= UNLIKELY
        for place, reading in enumerate(readings):
            index = reading.passage.index
            added, sure = read.added.get(index, ()), read.sure.get(index, ())
            beside = read.beside.get(index, ()) if sees_the_case else ()
            likely = index in read.likely
            if added or likely or sure or beside:
                start = reading.passage.span.start
                at = self._placed[start]
                told = (added, sure, beside)
                same = all(was is now for was, now in zip(at.told, told, strict=True))
                if at.tagged is None or not same or at.likely != likely:
                    at.told, at.likely = told, likely
                    at.tagged = replace(
                        reading,
                        findings=(*reading.findings, *(finding.shifted(start) for finding in added)),
                        telling=index in read.telling,
                        likely=likely,
                        sure=tuple(span.shifted(start) for span in sure),
                        beside=tuple(span.shifted(start) for span in beside),
                    )
                readings[place] = at.tagged
        return readings, read

    def _reading(self, passage: Passage, seen: _Seen, before: dict[int, _Placed]) -> Reading:
        """The reading of `passage`, which is the one `before` where nothing moved."""
        start = passage.span.start
        placed = before.get(start)
        if placed is None or placed.plain.passage != passage or placed.plain.cues is not seen.cues:
            placed = _Placed(_reading(passage, seen))
        self._placed[start] = placed
        return placed.plain

    def _look_at(self, passage: Passage, key: _Key, views: dict[_Key, View]) -> _Seen:
        seen = self._seen.get(key)
        if seen is None:
            seen = _look(key, views.pop(key) if key in views else _view(passage, key))
            if len(self._seen) >= _REMEMBERED:
                self._seen.pop(next(iter(self._seen)))
            self._seen[key] = seen
        return seen


_Key = tuple[str, Role, tuple[Span, ...]]
"""What a passage says by itself depends on: its words, its role and what is hidden of it."""


def _placed(by_passage: Mapping[int, tuple[Span, ...]], draft: Draft) -> tuple[Span, ...]:
    """Spans from their passages' starts, in the draft's own offsets."""
    return tuple(s.shifted(p.span.start) for p in draft.passages for s in by_passage.get(p.index, ()))


def _view(passage: Passage, key: _Key) -> View:
    return View(replace(passage, span=Span(0, len(passage.span))), key[2])


def _reading(passage: Passage, seen: _Seen) -> Reading:
    start = passage.span.start
    return Reading(
        passage,
        tuple(f.shifted(start) for f in seen.findings),
        tuple(Referent(r.start + start, r.end + start, r.who, r.label, r.new, r.firm) for r in seen.referents),
        seen.cues,
    )


def _look(key: Hashable, view: View) -> _Seen:
    code = view.role is Role.CODE and not is_prose(view.text)
    findings = tuple(f for f in find(view) if not code or f.directness is Directness.DIRECT)
    people = referents(view)
    found_cues = cues(view, people)
    placed = tuple(
        replace(r, start=where.start, end=where.end) for r in people for where in (view.source(Span(r.start, r.end)),)
    )
    return _Seen(key, findings, placed, found_cues, view.folded)


def _is_of(detail: Detail, whose: frozenset[str] | None) -> bool:
    """Whether a detail is of one of these subjects or theirs; of anybody where that is None."""
    return whose is None or any(detail.subject.id == one or detail.subject.id.startswith(f"{one}.") for one in whose)


def _with_consent(detail: Detail, permission: str | None, changed: str | None) -> Detail:
    """Permission exempts everything; "details changed" exempts what can be changed, not what happened or was said."""
    if detail.exempt is None and permission:
        return detail.exempted(permission)
    if detail.exempt is None and changed and detail.directness is Directness.QUASI:
        return detail.exempted(changed)
    return detail
