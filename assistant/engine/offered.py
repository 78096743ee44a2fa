"""The models that discreet knows of and does not bring along: where they are, what they need, which suits a machine.

The data is `assistant/models/catalogue.json`; what in it is unverified is said there and shown.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.engine.admission import OVERHEAD, WEIGHTS
from assistant.engine.embedded import FOLDER

CACHE = 450 * 1024 * 1024
"""Bytes that four windows of a model of three to four billion parameters may take, as a cautious guess."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One model of the catalogue. Sizes are rounded, in GB of 10⁹ bytes."""

    name: str
    title: str
    memory_gb: int
    """The memory of the machines that it is meant for."""
    repo: str
    file: str
    about_gb: float
    sha256: str
    licence: str
    open_licence: bool
    """Whether the licence is one that the Open Source Initiative lists."""
    note: str

    @property
    def need(self) -> int:
        """Bytes of memory while it runs, estimated."""
        return int(self.about_gb * 1e9 * WEIGHTS) + CACHE + OVERHEAD


@cache
def offers() -> tuple[Offer, ...]:
    """Every model of the catalogue, smallest machines first."""
    found = json.loads((FOLDER / "catalogue.json").read_text(encoding="utf-8"))["models"]
    return tuple(Offer(**each) for each in found)


@cache
def unverified() -> str:
    """What nobody has checked about the catalogue, in sentences for the person."""
    return str(json.loads((FOLDER / "catalogue.json").read_text(encoding="utf-8"))["checked"])


def offer(name: str) -> Offer | None:
    """The model of the catalogue with that name, or file, or REPO/FILE."""
    wanted = name.lower()
    return next((each for each in offers() if wanted in _names(each)), None)


def _names(each: Offer) -> tuple[str, ...]:
    return each.name, each.file.lower(), f"{each.repo}/{each.file}".lower()


def suited(available: int | None, cores: int, choices: Sequence[Offer] | None = None) -> Offer | None:
    """The largest with an open licence that fits into `available` bytes; with two cores none above 3 GB.

    None where none fits or memory is unknown.
    """
    if available is None:
        return None
    fit = [
        each
        for each in (offers() if choices is None else choices)
        if each.open_licence and each.need < available and (cores > 2 or each.about_gb <= 3)
    ]
    return max(fit, key=lambda each: each.about_gb, default=None)
