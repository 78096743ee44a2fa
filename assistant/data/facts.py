"""Shares of the population that a fact fits, as intervals with their source (facts.tsv; see SOURCES.md)."""

from __future__ import annotations

from functools import cache

from assistant.data import rows
from assistant.domain.ladders import Share

_REGIONS = {"uk": ("UK", "EW", "world"), "us": ("US", "world"), "unknown": ("UK", "EW", "US", "world")}


@cache
def _table() -> dict[tuple[str, str], dict[str, Share]]:
    table: dict[tuple[str, str], dict[str, Share]] = {}
    for kind, value, region, of, low, high, source in rows("facts.tsv"):
        table.setdefault((kind, value), {})[region] = Share(float(low), float(high), source, of)
    return table


def share(kind: str, value: str, region: str = "unknown") -> Share | None:
    """The share for one row of the facts table, or None when there is none.

    `region` is "uk", "us" or "unknown"; for "unknown" the interval spans every region that has a figure.
    """
    found = _table().get((kind, value))
    if not found:
        return None
    rows_here = [found[r] for r in _REGIONS[region] if r in found]
    if not rows_here:
        return None
    if region != "unknown":
        return rows_here[0]
    return Share(min(s.low for s in rows_here), max(s.high for s in rows_here), rows_here[0].source, rows_here[0].of)


def values(kind: str) -> tuple[str, ...]:
    """Every value that the facts table has for `kind`."""
    return tuple(value for known, value in _table() if known == kind)
