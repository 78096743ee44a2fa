"""Requests from sentences with marks, so that wording can be tried without detectors or ladders.

Notation as in `assistant.rewrite.style.notation`; besides: "~" before a sentence says that it is no part of the case
(theory, advice, the author's own thought), and "@her sister" among the options says who a name belongs to.
"""

from __future__ import annotations

import re

from assistant.domain.changes import Audience, Move, Plan, RewriteRequest, Step, Strategy, Voice
from assistant.domain.details import CASE, Detail, Directness, Kind, Subject, SubjectRole
from assistant.domain.ladders import EVERYONE, Ladder, Rung, Share
from assistant.domain.ports import WritingModel
from assistant.domain.risk import Outcome
from assistant.domain.text import Draft, Edit, Passage, Role, Span, apply_edits
from assistant.rewrite.rewriter import rewrite

_MARK = re.compile(r"\[([^\]|]+)\|([a-z-]+)((?:\|[^\]|]*)*)\]")
_SENTENCE = re.compile(r".+?(?:[.!?…]+[\"”’)]*(?:\s+|$)|\n\n|$)", re.S)
_DIRECT = frozenset({Kind.PERSON_NAME, Kind.CONTACT, Kind.RECORD_NUMBER, Kind.HANDLE, Kind.ADDRESS})
_EPISODIC = frozenset({Kind.EVENT, Kind.MOMENT, Kind.SEQUENCE, Kind.RECENCY})
_RARE = Share(0.001, 0.01, "test")


def case(
    notation: str,
    strategy: Strategy = Strategy.GENERALISE,
    *,
    variety: str = "uk",
    rejected: dict[Span, tuple[str, ...]] | None = None,
) -> RewriteRequest:
    """The request that `notation` writes."""
    plain, places, asides = _plain(notation)
    passages = _passages(plain)
    details = _details(plain, places)
    steps = tuple(_step(d) for d in details)
    about = frozenset(
        p.index for p in passages if p.role is Role.BODY and not any(p.span.start <= a < p.span.end for a in asides)
    )
    draft = Draft("draft.txt", "text", plain, passages)
    plan = Plan(steps, {}, Outcome.PUBLISH)
    return RewriteRequest(draft, details, plan, strategy, Audience.BLOG, Voice.AUTHOR, variety, about, rejected or {})


def rewritten(notation: str, strategy: Strategy = Strategy.GENERALISE, model: WritingModel | None = None) -> str:
    """The draft as it would be published."""
    request = case(notation, strategy)
    result = rewrite(request, model)
    return apply_edits(request.draft.text, [Edit(c.span, c.after) for c in result.changes])


def _plain(notation: str) -> tuple[str, list[tuple[Span, Kind, tuple[str, ...]]], list[int]]:
    parts: list[str] = []
    places: list[tuple[Span, Kind, tuple[str, ...]]] = []
    asides: list[int] = []
    at = length = 0

    def add(text: str) -> None:
        nonlocal length
        for piece in re.split(r"(~)", text):
            if piece == "~":
                asides.append(length)
                continue
            parts.append(piece)
            length += len(piece)

    for match in _MARK.finditer(notation):
        add(notation[at : match.start()])
        start = length
        add(match[1])
        places.append((Span(start, length), Kind(match[2]), tuple(o for o in match[3].split("|") if o)))
        at = match.end()
    add(notation[at:])
    return "".join(parts), places, asides


def _passages(text: str) -> tuple[Passage, ...]:
    found: list[Passage] = []
    paragraph = at = 0
    while at < len(text):
        match = _SENTENCE.match(text, at)
        assert match is not None
        end = match.end()
        found.append(Passage(len(found), Span(at, end), Role.BODY, text[at:end], paragraph))
        paragraph += "\n\n" in text[at:end]
        at = end
    return tuple(found)


def _details(text: str, places: list[tuple[Span, Kind, tuple[str, ...]]]) -> tuple[Detail, ...]:
    grouped: dict[tuple[Kind, str], list[tuple[Span, tuple[str, ...]]]] = {}
    for span, kind, options in places:
        grouped.setdefault((kind, span.of(text).lower()), []).append((span, options))
    return tuple(_detail(n, text, kind, found) for n, ((kind, _), found) in enumerate(grouped.items()))


def _detail(number: int, text: str, kind: Kind, found: list[tuple[Span, tuple[str, ...]]]) -> Detail:
    spans = tuple(span for span, _ in found)
    options = found[0][1]
    label = next((o[1:] for o in options if o.startswith("@")), None)
    subject = Subject(f"s-{label}", SubjectRole.RELATIVE, label) if label else CASE
    words = tuple(o for o in options if not o.startswith("@"))
    rungs = (Rung(spans[0].of(text), "as written", _RARE), *(Rung(w, "general", EVERYONE) for w in words))
    ladder = Ladder((*rungs, Rung("", "left out", EVERYONE)))
    directness = (
        Directness.DIRECT
        if kind in _DIRECT
        else Directness.VERBATIM
        if kind is Kind.SPEECH
        else Directness.EPISODIC
        if kind in _EPISODIC
        else Directness.QUASI
    )
    return Detail(
        f"d{number}", kind, directness, subject, spans, tuple(s.of(text) for s in spans), (), "test", ladder=ladder
    )


def _step(detail: Detail) -> Step:
    assert detail.ladder is not None
    if detail.kind is Kind.SPEECH:
        return Step(detail.id, len(detail.ladder.rungs) - 1, Move.GIST, "test")
    if len(detail.ladder.rungs) > 2 and detail.directness is not Directness.DIRECT:
        return Step(detail.id, 1, Move.CLIMB, "test")
    return Step(detail.id, len(detail.ladder.rungs) - 1, Move.CUT, "test")
