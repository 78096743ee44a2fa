"""Which stretches of a passage the sharper episodic rules have taken, so that the broad ones leave them alone."""

from __future__ import annotations

from functools import lru_cache

from assistant.detect.quotations import quotes
from assistant.detect.rules.episodic import distinctive, dreams, messages, moments, ordinary, reported
from assistant.detect.view import View


@lru_cache(maxsize=8)
def taken(view: View) -> tuple[tuple[int, int], ...]:
    """Characters that hold speech, messages, dreams, moments or events of the lexicon."""
    found = [(q.start, q.end) for q in quotes(view)]
    for rule in (distinctive, ordinary, moments, reported, messages, dreams):
        found += [(m.start, m.end) for m in rule.find(view)]
    return tuple(found)
