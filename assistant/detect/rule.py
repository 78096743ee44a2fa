"""What a rule is: a named way of seeing one kind of detail in a passage, with its source and its examples."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from assistant.detect.view import View
from assistant.domain.details import Attributes, Directness, Kind


@dataclass(frozen=True, slots=True)
class Match:
    """Characters `start` to `end` of a view's text, why they matter, and the facts that they state.

    `score` is the rule's confidence (below 0.5 is dropped unless something else agrees). `kind` and `directness`
    replace the rule's own where one rule sees several sorts.
    """

    start: int
    end: int
    reason: str
    score: float = 0.9
    attributes: Attributes = field(default_factory=dict)
    kind: Kind | None = None
    directness: Directness | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and the words in it that the rule must find, in order."""

    sentence: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of seeing one kind of detail."""

    id: str
    """Dotted path of the rule's module below `detect/rules`."""
    kind: Kind
    directness: Directness
    summary: str
    """What it sees and why it matters, one plain sentence for `discreet explain`."""
    source: str
    """Where the rule, its list or its figures come from."""
    find: Callable[[View], Iterable[Match]]
    matches: tuple[Example, ...]
    """Sentences that it must find something in."""
    ignores: tuple[str, ...]
    """Tempting sentences that it must find nothing in."""
