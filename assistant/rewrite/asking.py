"""What the model is asked, and its answers as wordings; with no model, nothing is asked."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.domain.changes import Move, RewriteRequest, Source, Strategy
from assistant.domain.ports import Mark, Status, Window, WritingModel
from assistant.rewrite.entities import Naming
from assistant.rewrite.marked import Marked, Region, Spot
from assistant.rewrite.propose import Wording
from assistant.rewrite.repair import mend
from assistant.rewrite.style.climb import fitted

WIDTH = 16
"""Windows asked for at once; fixed, so that results do not depend on how many there are."""


_MISSING = {
    Status.EMPTY: "The model said nothing.",
    Status.CUT_OFF: "The model did not come to an end.",
    Status.CANCELLED: "The model was stopped.",
    Status.FAILED: "The model failed.",
}
"""What is said of passages for which no answer came."""


@dataclass(slots=True)
class Asked:
    """The model's wordings per passage, and its score per wording."""

    wordings: dict[int, list[Wording]] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)
    declined: dict[int, str] = field(default_factory=dict)
    """Why a passage has no wording of the model's."""


def ask(
    request: RewriteRequest,
    marked: dict[int, Marked],
    candidates: dict[int, list[Wording]],
    naming: Naming,
    model: WritingModel | None,
) -> Asked:
    """Ask for one wording per passage with spots, and score it beside those of the rules."""
    asked = Asked()
    if model is None:
        return asked
    places = [i for i in sorted(marked) if marked[i].spots]
    for at in range(0, len(places), WIDTH):
        part = places[at : at + WIDTH]
        windows = [window(request, i, marked, candidates, naming) for i in part]
        for i, one, answer in zip(part, windows, model.propose(windows), strict=True):
            wording = _wording(marked[i], one, answer.text) if answer.status is Status.DONE and answer.text else None
            if wording is not None:
                asked.wordings.setdefault(i, []).append(wording)
            else:
                asked.declined[i] = _MISSING.get(answer.status, "It does not fit into the sentence.")
    _score(request, candidates, asked, model)
    return asked


def window(
    request: RewriteRequest,
    index: int,
    marked: dict[int, Marked],
    candidates: dict[int, list[Wording]],
    naming: Naming,
) -> Window:
    """The window of one passage: its neighbours as the rules have put them, its spots, and what is asked for."""
    one = marked[index]
    text = one.text.rstrip()
    marks = tuple(
        Mark(s.start, s.end, s.kind.value.replace("-", " "), _wanted(s, naming, request, index))
        for s in one.spots
        if s.end <= len(text)
    )
    whole = len(marks) != 1 or request.strategy is Strategy.PATTERN or one.spots[0].move is not Move.CLIMB
    return Window(
        _neighbour(request, index - 1, index, candidates),
        text,
        marks,
        whole,
        _neighbour(request, index + 1, index, candidates),
    )


def _wanted(spot: Spot, naming: Naming, request: RewriteRequest, index: int) -> str:
    at = request.draft.passages[index].span.start
    for span, wording in naming.wordings.items():
        if span.start == at + spot.start:
            return wording
    return "" if spot.move is Move.CUT or not spot.options else spot.options[0]


def _neighbour(request: RewriteRequest, index: int, of: int, candidates: dict[int, list[Wording]]) -> str:
    """The passage beside, without what tells: a rule's wording, or nothing where it has none."""
    passages = request.draft.passages
    if not 0 <= index < len(passages) or passages[index].paragraph != passages[of].paragraph:
        return ""
    if index not in candidates:
        return passages[index].text.strip()
    return next((w.text.strip() for w in candidates[index] if not w.open), "")


def _wording(one: Marked, asked: Window, answer: str) -> Wording | None:
    """The answer as a wording of the whole passage."""
    space = one.text[len(one.text.rstrip()) :]
    line = answer.strip()
    if asked.whole:
        return Wording(line + space, Source.MODEL, ("model",), (), True) if line else None
    spot = one.spots[0]
    region: Region | None = fitted(one, spot, line)
    if region is None or not one.allows(region, over=frozenset({spot.move})):
        return None
    return Wording(mend(one.apply(region).text, one.text), Source.MODEL, ("model",))


def _score(
    request: RewriteRequest,
    candidates: dict[int, list[Wording]],
    asked: Asked,
    model: WritingModel,
) -> None:
    pairs: list[tuple[str, str]] = []
    for i, answers in asked.wordings.items():
        before = _neighbour(request, i - 1, i, candidates)
        pairs += [(before, w.text.strip()) for w in (*answers, *candidates[i]) if not w.drops]
    pairs = list(dict.fromkeys(pairs))
    space = {
        text.strip(): text
        for texts in (*asked.wordings.values(), *candidates.values())
        for text in (w.text for w in texts)
    }
    for (_, text), score in zip(pairs, model.score(pairs), strict=True):
        if score is not None:
            asked.scores[space.get(text, text)] = score
