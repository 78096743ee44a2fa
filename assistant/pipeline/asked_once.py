"""A writing model that is asked each thing once: rounds of one rewriting ask much of the same again, and its answer is
the same every time, whatever else is asked beside it (`engine.decoding`)."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain.ports import Answer, Status, Window, WritingModel

_FINAL = frozenset({Status.DONE, Status.EMPTY, Status.CUT_OFF})
"""Answers that would be the same another time; one that failed or was stopped may not be."""


class AskedOnce:
    """`model` with a memory, for as long as one rewriting takes."""

    def __init__(self, model: WritingModel) -> None:
        self._model = model
        self._answers: dict[Window, Answer] = {}
        self._scores: dict[tuple[str, str], float] = {}

    def propose(self, windows: Sequence[Window]) -> list[Answer]:
        """One answer per window, in order; those that are known are not asked again."""
        fresh = list(dict.fromkeys(w for w in windows if w not in self._answers))
        said = dict(zip(fresh, self._model.propose(fresh), strict=True)) if fresh else {}
        self._answers |= {w: answer for w, answer in said.items() if answer.status in _FINAL}
        return [said[w] if w in said else self._answers[w] for w in windows]

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float | None]:
        """What `model` says of each pair; a score that is known is not asked again."""
        fresh = list(dict.fromkeys(p for p in pairs if p not in self._scores))
        said = dict(zip(fresh, self._model.score(fresh), strict=True)) if fresh else {}
        self._scores |= {p: score for p, score in said.items() if score is not None}
        return [self._scores.get(p) for p in pairs]
