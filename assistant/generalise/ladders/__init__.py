"""One module per family of kinds; each says which `KINDS` it serves and how to `build` a ladder for one detail."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Callable
from dataclasses import replace
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
    if build is None:
        return plain(slot.words)
    verb = _BEING.match(slot.words) if detail.kind in _SAID_OF_SOMEBODY else None
    if verb is None:
        return build(detail, slot)
    said = replace(slot, before=f"{slot.before}{verb[0]}", words=slot.words[verb.end() :])
    return _behind(verb[0], build(detail, said), slot.words)


_SAID_OF_SOMEBODY = frozenset(
    {Kind.HEALTH, Kind.PHYSICAL, Kind.SEXUALITY, Kind.ETHNICITY, Kind.NATIONALITY, Kind.RELIGION, Kind.LANGUAGE}
)
_BEING = re.compile(r"(?:is|was|am|are|were|being|been) (?=\w)")
"""A verb that a detail may begin with: "is dyslexic"."""


def _behind(verb: str, built: Ladder, words: str) -> Ladder:
    """The ladder of what somebody is, with the verb kept before every wording."""
    first, *others = built.rungs
    kept = (rung if rung.omits or _BEING.match(rung.text) else replace(rung, text=verb + rung.text) for rung in others)
    return replace(built, rungs=(replace(first, text=words), *kept))


def plain(words: str, share: Share = UNKNOWN_SHARE) -> Ladder:
    """As written, or left out."""
    return Ladder((Rung(words, "as written", share), Rung("", "left out", EVERYONE)))
