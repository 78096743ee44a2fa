"""What models are asked: for wordings, and how well those and the rules' own read. Without one, nothing is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.domain.changes import Move, RewriteRequest, Source, Strategy
from assistant.domain.ports import Mark, Ranker, Status, Window, WritingModel
from assistant.rewrite.entities import Naming
from assistant.rewrite.marked import Marked, Region, Spot
from assistant.rewrite.propose import Wording
from assistant.rewrite.rank import plainly
from assistant.rewrite.repair import mend
from assistant.rewrite.style.climb import fitted

WIDTH = 16
"""Windows asked for at once; fixed, so that results do not depend on how many there are."""

NEAR_WORDS, NEAR_PASSAGE = 45, 90
"""Characters of the neighbours on either side that a model sees."""
NEAR_LEAST = 5
"""Spaces around and between the words of a neighbour, from which on to say it again is no chance."""


@dataclass(slots=True)
class Asked:
    """The model's wordings per passage, and the score of each wording that was compared, by passage and text."""

    wordings: dict[int, list[Wording]] = field(default_factory=dict)
    scores: dict[tuple[int, str], float] = field(default_factory=dict)
    declined: dict[int, str] = field(default_factory=dict)
    """Why a passage has no wording of the model's."""

    @property
    def ranked(self) -> frozenset[int]:
        """The passages whose wordings have scores."""
        return frozenset(i for i, _ in self.scores)


def ask(
    request: RewriteRequest,
    marked: dict[int, Marked],
    candidates: dict[int, list[Wording]],
    naming: Naming,
    model: WritingModel | None,
    ranker: Ranker | None = None,
) -> Asked:
    """Ask for one wording per passage with spots, and score it beside those of the rules.

    Without a model, `ranker` scores the rules' wordings wherever there are several.
    """
    asked = Asked()
    if model is None:
        if ranker is not None:
            _score(request, candidates, asked, ranker)
        return asked
    places = [i for i in sorted(marked) if marked[i].spots]
    for at in range(0, len(places), WIDTH):
        part = places[at : at + WIDTH]
        windows = [window(request, i, marked, candidates, naming) for i in part]
        for i, one, answer in zip(part, windows, model.propose(windows), strict=True):
            wording = _wording(marked[i], one, answer.text) if answer.status is Status.DONE and answer.text else None
            if wording is not None and _echoes(wording.text, one):
                asked.declined[i] = "It says again what stands beside it."
            elif wording is not None:
                asked.wordings.setdefault(i, []).append(wording)
            else:
                unfit = answer.status is Status.DONE
                asked.declined[i] = "It does not fit into the sentence." if unfit else answer.status.sentence
    _score(request, candidates, asked, model)
    return asked


def _echoes(wording: str, asked: Window) -> bool:
    """Whether the wording has the words of a neighbour, as far as the model was shown them, and the passage has not."""
    own, passage = _words(wording), _words(asked.passage)
    beside = [_words(each) for each in (asked.before, asked.after)]
    return any(each.count(" ") >= NEAR_LEAST and each in own and each not in passage for each in beside)


def _words(text: str) -> str:
    return " ".join(["", *re.findall(r"[^\W_]+", text.casefold()), ""])


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
    marks = apart(
        Mark(s.start, s.end, s.kind.value.replace("-", " "), _wanted(s, naming, request, index))
        for s in one.spots
        if s.end <= len(text)
    )
    whole = len(one.spots) != 1 or request.strategy is Strategy.PATTERN or one.spots[0].move is not Move.CLIMB
    return in_context(
        _neighbour(request, index - 1, index, candidates),
        text,
        marks,
        whole,
        _neighbour(request, index + 1, index, candidates),
    )


def apart(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks without overlaps: what lies in an event, or reaches out of one, is one mark with it."""
    joined: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if joined and mark.start < joined[-1].end:
            joined[-1] = joined[-1]._replace(end=max(joined[-1].end, mark.end))
        else:
            joined.append(mark)
    return tuple(joined)


def in_context(before: str, passage: str, marks: tuple[Mark, ...], whole: bool, after: str) -> Window:
    """A window that shows of its neighbours what is next to the passage: every token read costs time, and a few words
    show what a wording has to fit, more of them where the whole passage is worded anew.
    """
    room = NEAR_PASSAGE if whole else NEAR_WORDS
    if len(before) > room:
        before = f"… {before[-room:].partition(' ')[2] or before[-room:]}"
    if len(after) > room:
        after = f"{after[:room].rpartition(' ')[0] or after[:room]} …"
    return Window(before, passage, marks, whole, after)


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
    ranker: Ranker,
) -> None:
    """Wordings are scored only where there is a choice, and then all of them or none."""
    pairs: list[tuple[str, str]] = []
    owners: list[tuple[int, str]] = []
    for i, planned in sorted(candidates.items()):
        texts = [w.text for w in (*asked.wordings.get(i, ()), *planned) if not w.drops]
        texts = list(dict.fromkeys(texts))
        if len(texts) < 2:
            continue
        before = _neighbour(request, i - 1, i, candidates)
        owners += [(i, text) for text in texts]
        pairs += [plainly(before, text) for text in texts]
    scores = dict(zip(owners, ranker.score(pairs), strict=True)) if pairs else {}
    unknown = {i for (i, _), score in scores.items() if score is None}
    asked.scores.update({o: score for o, score in scores.items() if score is not None and o[0] not in unknown})
