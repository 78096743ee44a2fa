"""The spots of a draft: what the plan wants treated, where, and how.

Promises: only details that count and that the plan moves; outside the case only direct identifiers; keeps, points
and hidden markup are fixed, and what lies in markup altogether is no spot.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from assistant.domain.changes import Audience, Move, RewriteRequest, Unresolved, Voice
from assistant.domain.details import Detail, Directness, Kind
from assistant.domain.ladders import Flag
from assistant.domain.text import Passage, Role, Span
from assistant.rewrite.forms import natural
from assistant.rewrite.line import is_choice
from assistant.rewrite.marked import Marked, Spot
from assistant.rewrite.speakers import speaker

NOT_PROSE = "It stands outside the prose; look here."
OUTSIDE = "This passage does not tell of the case, so only names and numbers were looked at."


def mark(request: RewriteRequest) -> dict[int, Marked]:
    """Every passage with the spots that the plan wants treated in it."""
    details = {d.id: d for d in request.details}
    spots: dict[int, list[Spot]] = {}
    fixed = cache(lambda index: _fixed(request, index))
    plain = request.audience is not Audience.BOOK
    for step in request.plan.steps:
        detail = details.get(step.detail)
        if detail is None or not _moves(step.move, step.rung) or not _counts(detail, request.voice):
            continue
        for span in detail.spans:
            if _out_of_sight(request, span):
                continue
            for passage in request.draft.passages:
                if passage.span.overlaps(span) and passage.role.is_prose and _due(request, passage, detail):
                    spot = _spot(passage, span, detail, step.move, step.rung, plain=plain)
                    spot = _beside(spot, fixed(passage.index), passage.text)
                    if detail.id in request.wished:
                        spot = _chosen(spot, step.rung)
                    spots.setdefault(passage.index, []).append(spot)
    return {i: Marked(request.draft.passages[i].text, _apart(found), fixed(i)) for i, found in spots.items()}


def is_soft(spot: Spot) -> bool:
    """Whether putting the sentence as a possibility is treatment enough: it then tells of no one moment."""
    if spot.kind in (Kind.MOMENT, Kind.SEQUENCE):
        return True
    if spot.kind is Kind.SPEECH:
        return spot.detail.attributes.get("form") == "reported"
    ladder = spot.detail.ladder
    plain = ladder is not None and not ladder.rungs[0].flags - {Flag.TOLD}
    return spot.kind is Kind.EVENT and not spot.options and plain


def _out_of_sight(request: RewriteRequest, span: Span) -> bool:
    """Whether it lies in markup: the address of a link, the label of a footnote, code. No wording may change those."""
    return any(hidden.contains(span) for hidden in request.draft.hidden)


def _moves(move: Move, rung: int) -> bool:
    return move is not Move.KEEP or rung > 0


def _counts(detail: Detail, voice: Voice) -> bool:
    return detail.exempt is None and detail.kind is not Kind.PSEUDONYM and (detail.counts or voice is Voice.CLIENT)


def _due(request: RewriteRequest, passage: Passage, detail: Detail) -> bool:
    """Whether it is treated here: of a case everything, elsewhere what names somebody and what the person listed."""
    listed = detail.attributes.get("by") == "glossary"
    told = passage.index in request.case_passages and not is_choice(passage.text)
    return told or detail.directness is Directness.DIRECT or listed


def _spot(passage: Passage, span: Span, detail: Detail, move: Move, rung: int, *, plain: bool) -> Spot:
    start = max(span.start, passage.span.start) - passage.span.start
    end = min(span.end, passage.span.end) - passage.span.start
    end = start + len(passage.text[start:end].rstrip())
    rungs = detail.ladder.rungs if detail.ladder else ()
    lowest = 1 if move is Move.CUT else max(rung, 1)
    options = tuple(
        dict.fromkeys(r.text for r in rungs[lowest:] if r.text and not (r.flags & _TELLING or _of_forms(r.text)))
    )
    if plain:
        common = {r.text for r in rungs if r.share.middle >= _COMMON}
        who = speaker(passage.text, start, end) if detail.kind is Kind.SPEECH else ""
        options = natural(detail.kind, passage.text[start:end], [o for o in options if o in common], who)
    if move is Move.KEEP:
        move = Move.CLIMB
    if move is Move.CLIMB and not (options and rung < len(rungs) and rungs[rung].text):
        move = Move.CUT
    if detail.kind is Kind.SPEECH:
        move = Move.GIST
    return Spot(start, end, detail, move, options)


def _beside(spot: Spot, fixed: tuple[tuple[int, int], ...], text: str) -> Spot:
    """The part of a spot before or after what is fixed, where it reaches into that; the longer one, if any is left.

    A clause that tells may begin outside `{keep: …}` and end inside.
    """
    places = [(start, end) for start, end in fixed if start < spot.end and spot.start < end]
    if not places:
        return spot
    first, last = min(start for start, _ in places), max(end for _, end in places)
    before = (spot.start, spot.start + len(text[spot.start : max(first, spot.start)].rstrip()))
    after = (spot.end - len(text[min(last, spot.end) : spot.end].lstrip()), spot.end)
    start, end = max(before, after, key=lambda part: part[1] - part[0])
    return replace(spot, start=start, end=end) if any(c.isalnum() for c in text[start:end]) else spot


def _chosen(spot: Spot, rung: int) -> Spot:
    """The spot with the very wording that the person chose; as it is where they chose to leave the words out."""
    text = spot.detail.ladder.rungs[rung].text if spot.detail.ladder else ""
    return replace(spot, move=Move.CLIMB, options=(text,), chosen=True) if text else spot


def _of_forms(text: str) -> bool:
    """Whether only a form would say so ("a manual worker"); no author would, so nothing serves better."""
    return text.split()[-1].lower().rstrip("s") in _FORM_NOUNS and len(text.split()) < 4


_FORM_NOUNS = frozenset({"worker", "professional", "servant", "leader", "sportsperson", "businessperson", "relative"})


def _apart(spots: list[Spot]) -> tuple[Spot, ...]:
    """Spots in order, none twice at one place; the wider one stands where two begin together."""
    kept: list[Spot] = []
    for spot in sorted(spots, key=lambda s: (s.start, -s.end)):
        if (
            kept
            and spot.start < kept[-1].end
            and spot.kind not in _WIDE | {Kind.PERSON_NAME}
            and kept[-1].kind not in _WIDE
        ):
            continue
        if kept and (kept[-1].start, kept[-1].end) == (spot.start, spot.end):
            continue
        kept.append(spot)
    return tuple(kept)


_COMMON = 0.1
"""A wording that fits fewer people is no general one, even where it is the last that reads well."""
_TELLING = frozenset(Flag) - {Flag.REPORTED_SPEECH}
_WIDE = frozenset({Kind.SPEECH, Kind.EVENT, Kind.SEQUENCE, Kind.MOMENT})


def _fixed(request: RewriteRequest, index: int) -> tuple[tuple[int, int], ...]:
    """Keeps, points, their delimiters and hidden markup inside the passage, in its own characters."""
    draft, span = request.draft, request.draft.passages[index].span
    return tuple(
        (max(f.start, span.start) - span.start, min(f.end, span.end) - span.start)
        for f in sorted((*draft.keeps, *draft.points, *draft.hidden, *draft.removals))
        if f.overlaps(span)
    )


def names_that_go(request: RewriteRequest) -> tuple[str, ...]:
    """The direct identifiers that the plan takes out."""
    moving = {s.detail for s in request.plan.steps if _moves(s.move, s.rung)}
    return tuple(
        dict.fromkeys(
            text
            for d in request.details
            if d.directness is Directness.DIRECT and d.id in moving and _counts(d, request.voice)
            for text in d.texts
        )
    )


def outside(request: RewriteRequest, marked: dict[int, Marked]) -> list[Unresolved]:
    """Details that the plan moves and that stand where nothing was looked at."""
    details = {d.id: d for d in request.details}
    found: list[Unresolved] = []
    for step in request.plan.steps:
        detail = details.get(step.detail)
        if detail is None or not _moves(step.move, step.rung) or not _counts(detail, request.voice):
            continue
        for span in detail.spans:
            passage = next((p for p in request.draft.passages if p.span.overlaps(span)), None)
            if passage is None:
                continue
            if _out_of_sight(request, span) or not (passage.role.is_prose or passage.role is Role.MARKUP):
                found.append(Unresolved(detail.id, span, NOT_PROSE))
            elif passage.role.is_prose and passage.index not in marked:
                found.append(Unresolved(detail.id, span, OUTSIDE))
    return found
