"""The score: 0 to 100 for sorting and gating, a monotone function of the same evidence as the tiers.

Each reader gives a number between 0 and 1: a third per tier, and within the tier the more the smaller the crowd (on a
logarithmic scale from the whole pool to one person). The score is 60 % the worst reader and 40 % the mean of all.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from assistant.domain.risk import Background, Reader, ReaderRisk, Tier
from assistant.risk.crowd import geometric_mean, pool

WORST, MEAN = 0.6, 0.4


def evidence(reader: Reader, risk: ReaderRisk, background: Background) -> float:
    """Between 0 and 1, never lower for more evidence."""
    if risk.tier is Tier.CANNOT_TELL:
        return 1.0
    if risk.crowd is None:
        return float(risk.tier) / 3
    low, high = pool(reader, background)
    whole = math.log(math.sqrt(low * high))
    left = math.log(max(geometric_mean(risk.crowd), 1.0))
    within = 1.0 - min(left / whole, 1.0) if whole > 0 else 1.0
    return (float(risk.tier) + within) / 3


def score(readers: Mapping[Reader, ReaderRisk], background: Background) -> int:
    """0 (nothing that counts) to 100 (cannot tell, or everything is there)."""
    values = [evidence(reader, risk, background) for reader, risk in readers.items()]
    return round(100 * (WORST * max(values) + MEAN * sum(values) / len(values)))
