"""The registry: every rule module below `detect/rules`, found once, run over views, spans mapped to the draft."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module

from assistant.detect import rules
from assistant.detect.rule import Rule
from assistant.detect.view import View
from assistant.domain.details import Evidence, Finding
from assistant.domain.text import Span

MINIMUM_SCORE = 0.5
"""Findings less certain than this are dropped."""


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, ordered by id. A rule module defines `RULE`; modules whose name starts with "_" are helpers."""
    found: list[Rule] = []
    for module in pkgutil.walk_packages(rules.__path__, f"{rules.__name__}."):
        if module.ispkg or module.name.rpartition(".")[2].startswith("_"):
            continue
        found.append(import_module(module.name).RULE)
    return tuple(sorted(found, key=lambda rule: rule.id))


def find(view: View) -> Iterator[Finding]:
    """What the rules see in one passage, in draft offsets."""
    if not any(character.isalnum() for character in view.text):
        return
    for rule in all_rules():
        for match in rule.find(view):
            if match.score < MINIMUM_SCORE or match.end <= match.start:
                continue
            yield Finding(
                span=view.source(Span(match.start, match.end)),
                kind=match.kind or rule.kind,
                directness=match.directness or rule.directness,
                evidence=Evidence("rule", rule.id, match.score),
                reason=match.reason,
                attributes=match.attributes,
            )
