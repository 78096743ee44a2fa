"""What the sifter says of a sentence, weighed beside what it says of the others and whose words the tagger holds them.

By itself a score of .6 means another thing in a draft that stands almost whole than among twenty sentences of a story.
The weights are a logistic regression's, fitted by `scripts.train.tagger.weighing` on drafts that the encoder's training
left out: of 13,937 sentences in 900 of them, with the fifth that is judged left out of the fit in its turn, 434 orphans
and 258 needless cuts from .4 on, and 546 drafts all right; by the scores alone, from .5 on, 500, 274 and 524.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from assistant.domain.ports import Tag

FARTHEST, FARTHEST_TOLD = 6.0, 8.0
"""Logits of a sentence, and of how far its words are told of somebody, are taken no farther from 0 than these."""
_LEAST = 1e-6
WEIGHTS = (0.7198, -0.203, -0.0749, -0.0315, -0.409, -0.2785, 0.7778, -0.5859, -3.9842, 0.2042, -0.0306)
"""One for each of `features`, and last what is added to all."""


def features(scores: Sequence[float], told: Sequence[float]) -> list[list[float]]:
    """For each sentence of a draft, in order, what is weighed; from the two logits of each.

    Its own two; how far the words of the sentence before and behind are told of somebody; where it stands, from 0 to 1;
    the logarithm of how many sentences there are; and of all of them the mean and the least logit, the mean of the
    scores as probabilities, and the mean of how far they are told.
    """
    own = [_within(score, FARTHEST) for score in scores]
    of_somebody = [_within(each, FARTHEST_TOLD) for each in told]
    count = len(own)
    if not count:
        return []
    around = [0.0, *of_somebody, 0.0]
    likely = sum(map(probability, own)) / count
    whole = [math.log(count), sum(own) / count, min(own), likely, sum(of_somebody) / count]
    places = (i / max(count - 1, 1) for i in range(count))
    return [[own[i], of_somebody[i], around[i], around[i + 2], at, *whole] for i, at in enumerate(places)]


def weighed(scores: Mapping[int, float], told: Mapping[int, float]) -> dict[int, float]:
    """By passage index, in order, how far each stands (0 to 1), all things weighed; from the logits of both."""
    order = sorted(scores)
    rows = features([scores[i] for i in order], [told.get(i, 0.0) for i in order])
    *weights, added = WEIGHTS
    return {
        index: probability(sum(weight * value for weight, value in zip(weights, row, strict=True)) + added)
        for index, row in zip(order, rows, strict=True)
    }


def probability(logit: float) -> float:
    """A logit as a number from 0 to 1."""
    return 1 / (1 + math.exp(-logit))


def logits(
    marks: Sequence[Tag], places: Sequence[tuple[int, int]], value: Callable[[Tag], float]
) -> list[float | None]:
    """For each place (start, end; in order, apart) the mean over its marks of the logit of `value`; None without marks.

    A mark belongs to the place that it begins in.
    """
    found: list[float | None] = []
    at = 0
    for start, end in places:
        total, count = 0.0, 0
        while at < len(marks) and marks[at].start < end:
            if marks[at].start >= start:
                sure = min(max(value(marks[at]), _LEAST), 1 - _LEAST)
                total, count = total + math.log(sure / (1 - sure)), count + 1
            at += 1
        found.append(total / count if count else None)
    return found


def _within(value: float, farthest: float) -> float:
    return min(max(value, -farthest), farthest)
