"""One module per family of kinds; each says which `KINDS` it serves and how to `build` a ladder for one detail."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from functools import cache
from importlib import import_module

from assistant.domain.details import Detail, Kind
from assistant.domain.ladders import EVERYONE, Ladder, Rung, Share
from assistant.generalise.slot import Slot

Builder = Callable[[Detail, Slot], Ladder]
"""Raises nothing: a detail that a builder can't place gets `plain`."""

UNKNOWN_SHARE = Share(0.01, 0.2, "no figure known; a guess with a wide interval", "all")


@cache
def builders() -> dict[Kind, Builder]:
    """The builder of each kind that has one."""
    found: dict[Kind, Builder] = {}
    for module in pkgutil.iter_modules(__path__):
        if module.name.startswith("_"):
            continue
        loaded = import_module(f"{__name__}.{module.name}")
        for kind in loaded.KINDS:
            found[kind] = loaded.build
    return found


def ladder(detail: Detail, slot: Slot) -> Ladder:
    """The ladder of `detail` in its surroundings."""
    build = builders().get(detail.kind)
    return build(detail, slot) if build else plain(slot.words)


def plain(words: str, share: Share = UNKNOWN_SHARE) -> Ladder:
    """As written, or left out."""
    return Ladder((Rung(words, "as written", share), Rung("", "left out", EVERYONE)))
