"""The telling units of a result told in general by the writer, where that stands up to every check.

Promises: what the rules made stays wherever the writer's wording is refused, fails, or leaves a reader better able to
recognise the case; the risk is judged on the whole text, read afresh. Same input, same writer, same result.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from assistant.domain.changes import Change, Check, Declined, Plan, RewriteRequest, Rewritten, Source, Unresolved
from assistant.domain.ports import Answer, Status, Teller, Window
from assistant.domain.risk import Outcome, Targets, Tier
from assistant.domain.text import Draft, Edit, Span, apply_edits
from assistant.pipeline.values import Analysis, Result
from assistant.prompting.retelling import GOES, MOSTLY, STAYS, shortened
from assistant.rewrite.dropping import leans_on_previous
from assistant.rewrite.removing import removals
from assistant.rewrite.spots import mark, names_that_go
from assistant.rewrite.telling import Task, marked_again, refusal, task_of
from assistant.rewrite.units import Unit, units
from assistant.risk.standing import telling

TRIES = 3
"""How often the whole is read again after a wording that still told too much was told once more or taken back."""
CHECKS = ("leak", "truth", "form", "meaning", "style")
WHY = "told in general by the writer"
READ_IT = (
    "The small writer told some of it in general. It often gets wrong what happened and to whom: read each of its "
    "changes beside your own words."
)

Read = Callable[[Plan, Rewritten], tuple[Result, Analysis]]
"""The result of changes, read and judged as it would be published, and what was read."""
Tell = Callable[[str, int, int], None]


@dataclass(slots=True)
class _Unit:
    """A unit while it is told: its words by the rules, and by the writer (None where theirs are not used)."""

    unit: Unit
    original: str
    ruled: str
    task: Task | None
    told: str | None = None
    declined: str = ""
    tried: set[str] = field(default_factory=set)

    @property
    def now(self) -> str:
        return self.ruled if self.told is None else self.told

    @property
    def wanted(self) -> bool:
        """Whether the writer is asked: something of it is to go, or the rules changed it."""
        return self.task is not None and (bool(self.task.marks) or self.ruled != self.original)


def retold(request: RewriteRequest, result: Result, targets: Targets, writer: Teller, read: Read, tell: Tell) -> Result:
    """`result`, a first pass by the rules over `request`, with units told by the writer where that is better."""
    draft = request.draft
    marked, names = mark(request), names_that_go(request)
    parts = [_part(request, unit, result.changes, task_of(request, unit, marked)) for unit in units(draft)]
    asked = [n for n, part in enumerate(parts) if part.wanted]
    for place, n in enumerate(asked):
        tell("telling", place, len(asked))
        _ask(parts, n, request, writer, names)
    best = result
    for _ in range(TRIES):
        if all(part.told is None for part in parts):
            break
        made, after = read(result.plan, _rewritten(draft, result, parts))
        if not _worse(result, made, targets):
            best = made
            break
        left = [words for d in after.details if d.counts and telling(d) for words in d.texts]
        culprits = [part for part in parts if part.told and any(w.lower() in part.told.lower() for w in left)]
        for part in culprits or [part for part in parts if part.told is not None]:
            _once_more(parts, part, request, writer, names, left)
    declined = [Declined(p.unit.span, p.declined) for p in parts if p.declined and p.told is None]
    return best if best is result and not declined else _with_declined(best, declined)


def with_warning(result: Result) -> Result:
    """`result`, which says how far to trust the writer where it told anything."""
    if not any(change.source is Source.MODEL for change in result.changes):
        return result
    return replace(result, risk=replace(result.risk, notes=(*result.risk.notes, READ_IT)))


def _part(request: RewriteRequest, unit: Unit, changes: tuple[Change, ...], task: Task | None) -> _Unit:
    text = request.draft.text
    here = [c for c in changes if c.span.overlaps(unit.span)]
    inside = [Edit(_within(c.span, unit.span), c.after if unit.span.contains(c.span) else "") for c in here]
    # Only an aside of the case: what names somebody there is exchanged by the rules, and the author's words stay.
    in_case = any(i in request.case_passages for i in unit.indices)
    original = unit.span.of(text)
    return _Unit(unit, original, apply_edits(original, inside).strip(), task if in_case else None)


def _within(span: Span, home: Span) -> Span:
    start, end = max(span.start, home.start), min(span.end, home.end)
    return Span(start - home.start, end - home.start)


def _ask(parts: list[_Unit], n: int, request: RewriteRequest, writer: Teller, names: tuple[str, ...]) -> None:
    """Have a unit told, after what will stand before it and by itself; the first answer that stands up is taken."""
    part = parts[n]
    assert part.task is not None
    before, task = _before(parts, n), part.task
    alone = n > 0 and not parts[n - 1].now
    windows = [Window(shortened(before), task.text, task.marks, True, "")]
    if before:
        windows.append(Window("", task.text, task.marks, True, ""))
    for answer in writer.tell(windows, request.audience.value):
        told, why = _taken(answer, part, task, request, names, before)
        if told and alone and leans_on_previous(told):
            told, why = None, "It points at what went."
        part.declined = part.declined or why
        if told is not None:
            part.told, part.declined = told, ""
            return


def _taken(
    answer: Answer, part: _Unit, task: Task, request: RewriteRequest, names: tuple[str, ...], before: str
) -> tuple[str | None, str]:
    """What an answer comes to: the unit's new words ("" where it goes), or None and why it is not used."""
    if answer.status is not Status.DONE or not answer.text:
        return None, answer.status.sentence
    if answer.text == STAYS:
        return (None, "It would have left the words that tell.") if task.marks else (part.original, "")
    if answer.text == GOES:
        may = not part.ruled or task.marked >= MOSTLY * len(part.original)
        return ("", "") if may else (None, "It had nothing to put there.")
    wording = _like(answer.text, part.original)
    if why := refusal(wording, task, names, before):
        return None, why
    if any(wording in texts for span, texts in request.rejected.items() if span.overlaps(part.unit.span)):
        return None, "You turned it down before."
    return wording, ""


def _like(wording: str, original: str) -> str:
    """The wording with the quotation marks and dashes that the author uses."""
    if "’" in original or "“" in original:
        wording = wording.replace("'", "’")
    elif "’" in wording:
        wording = wording.replace("’", "'")
    return wording


def _before(parts: list[_Unit], n: int) -> str:
    """What will stand right before a unit, as far as there is any."""
    return next((part.now for part in reversed(parts[:n]) if part.now), "")


def _once_more(
    parts: list[_Unit],
    part: _Unit,
    request: RewriteRequest,
    writer: Teller,
    names: tuple[str, ...],
    left: list[str],
) -> None:
    """Tell a wording that still tells too much once more, with the words that do marked; else the rules' it is."""
    told, part.told = part.told, None
    if not told or part.task is None or told in part.tried or len(part.tried) > 1:
        part.declined = part.declined or "It still told too much."
        return
    part.tried.add(told)
    first, part.task = part.task, marked_again(part.task, told, left)
    if part.task.marks:
        _ask(parts, parts.index(part), request, writer, names)
    part.declined = part.declined or ("" if part.told is not None else "It still told too much.")
    part.task = first


def _rewritten(draft: Draft, result: Result, parts: list[_Unit]) -> Rewritten:
    """The rules' changes outside the units that were told, and one change for each of those."""
    told = [part for part in parts if part.told is not None]
    gone = {i for c in result.changes if not c.after for i in _covered(draft, c.span)}
    gone -= {i for part in told for i in part.unit.indices}
    kept = [
        c
        for c in result.changes
        if not any(c.span.overlaps(part.unit.span) for part in told) and not (not c.after and _covered(draft, c.span))
    ]
    fresh = [part for part in told if part.told]
    gone |= {i for part in told if not part.told for i in part.unit.indices}
    changes = [*kept, *(change for part in fresh if (change := _change(draft, part)) is not None)]
    why = next((c.why for c in result.changes if not c.after and _covered(draft, c.span)), "left out")
    for span, indices in removals(draft, gone):
        inside = [d for c in result.changes if c.span.overlaps(span) for d in c.details]
        inside += [d.id for part in told if set(part.unit.indices) & set(indices) and part.task
                   for d, _ in part.task.gone]  # fmt: skip
        if not any(span.overlaps(c.span) for c in changes):
            changes.append(Change(span, span.of(draft.text), "", Source.RULE, tuple(dict.fromkeys(inside)), (), why))
    changes.sort(key=lambda c: c.span)
    unresolved: tuple[Unresolved, ...] = tuple(
        u for u in result.unresolved if not any(part.unit.span.overlaps(u.span) for part in told)
    )
    return Rewritten(tuple(changes), unresolved)


def _covered(draft: Draft, span: Span) -> list[int]:
    """Passages that a span takes out as a whole."""
    return [
        p.index
        for p in draft.passages
        if p.text.strip() and span.start <= p.span.start and p.span.start + len(p.text.rstrip()) <= span.end
    ]


def _change(draft: Draft, part: _Unit) -> Change | None:
    if part.told == part.original or part.told is None:
        return None
    ids = tuple(dict.fromkeys(d.id for d, _ in part.task.gone)) if part.task is not None else ()
    checks = tuple(Check(name, True) for name in CHECKS)
    return Change(part.unit.span, part.unit.span.of(draft.text), part.told, Source.MODEL, ids, checks, WHY)


_ORDER = (Outcome.PUBLISH, Outcome.UNCHANGED, Outcome.FURTHER, Outcome.CONSENT)


def _worse(ruled: Result, made: Result, targets: Targets) -> bool:
    """Whether the writer's version lets a reader tell more than is aimed at and than the rules' one does.

    Or comes to a less happy end.
    """
    for reader, one in made.risk.readers.items():
        if one.tier > max(ruled.risk.readers[reader].tier, targets.get(reader, Tier.LOW)):
            return True
    if len(made.unresolved) > len(ruled.unresolved):
        return True
    return _ORDER.index(made.outcome) > _ORDER.index(ruled.outcome)


def _with_declined(result: Result, declined: list[Declined]) -> Result:
    worded = [c.span for c in result.changes if c.source is Source.MODEL]
    here = [d for d in declined if not any(d.span.overlaps(span) for span in worded)]
    return replace(result, declined=(*result.declined, *here))
