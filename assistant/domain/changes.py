"""Plans, proposals, checks and changes: from what should go to what the person sees and decides on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.domain.details import Detail
from assistant.domain.risk import Outcome, Reader, Tier
from assistant.domain.text import Draft, Span
from assistant.domain.works import Work


class Strategy(StrEnum):
    """What the rewritten draft is meant to be."""

    PATTERN = "pattern"
    """The episode as a possibility: "someone may find that …"."""
    GENERALISE = "generalise"
    """Still a case, without what identifies it."""
    OMIT = "omit"
    """Identifying words are left out, nothing is put in their place unless grammar needs it."""


class Audience(StrEnum):
    POST = "post"
    BLOG = "blog"
    TEACHING = "teaching"
    BOOK = "book"
    JOURNAL = "journal"


class Voice(StrEnum):
    """Whose "I" the draft is written in."""

    AUTHOR = "author"
    CLIENT = "client"


class Move(StrEnum):
    """How a plan treats a detail, in the order of prose.md."""

    KEEP = "keep"
    CUT = "cut"
    """Leave the words out: the point does not use them."""
    CLIMB = "climb"
    """Say it more generally, at the chosen rung."""
    GIST = "gist"
    """Speech to what it was about."""


@dataclass(frozen=True, slots=True)
class Step:
    """What the plan does with one detail and why, in a clause for the person."""

    detail: str
    rung: int
    move: Move
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """One step per detail that counts. `expected` is the tier per reader if every step is carried out."""

    steps: tuple[Step, ...]
    expected: Mapping[Reader, Tier]
    outcome: Outcome
    telling: str | None = None
    """Id of the detail that keeps a reader above target, when the target can't be reached."""


class Source(StrEnum):
    """What worded a proposal."""

    RULE = "rule"
    LADDER = "ladder"
    MODEL = "model"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Check:
    """One verdict on a proposal: `name` is leak, truth, form, meaning or style."""

    name: str
    passed: bool
    message: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A wording for a stretch of the draft, not yet checked."""

    span: Span
    after: str
    source: Source
    details: tuple[str, ...]
    """Ids of the details that it deals with."""
    why: str


@dataclass(frozen=True, slots=True)
class Change:
    """A proposal that passed its checks, as the person sees it."""

    span: Span
    before: str
    after: str
    source: Source
    details: tuple[str, ...]
    checks: tuple[Check, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A detail that no wording could be found for: "unchanged – look here"."""

    detail: str
    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Sentences, by passage index, that tell nothing themselves: what becomes of them once the case is told no more."""

    firm: frozenset[int] = frozenset()
    """They make sense without the case."""
    leaning: frozenset[int] = frozenset()
    """They don't: they announce it, point back at it, or only complete it."""


UNKNOWN = Standing()
"""Where nobody says which sentences stand."""


@dataclass(frozen=True, slots=True)
class RewriteRequest:
    """All that wording needs to know; details carry their ladders."""

    draft: Draft
    details: tuple[Detail, ...]
    plan: Plan
    strategy: Strategy
    audience: Audience
    voice: Voice
    variety: str
    """Spelling of the draft: "uk", "us" or "unknown"."""
    case_passages: frozenset[int]
    """Indices of the passages that tell of the case (as against theory, advice or the author's own life)."""
    rejected: Mapping[Span, tuple[str, ...]] = field(default_factory=dict)
    """Wordings that the person turned down, by place; none of them may come again."""
    wished: frozenset[str] = frozenset()
    """Ids of the details whose rung the person chose: their general wording is said, not left out."""
    work: Work | None = None
    """The work that the draft is a chapter of, so that everyone in it is called the same throughout."""
    standing: Standing = UNKNOWN
    whole: bool = False
    """Whether only short sentences may be left out: what no wording is found for stays, and is said."""


@dataclass(frozen=True, slots=True)
class Declined:
    """A passage for which the model's wording was not used, and why, as a sentence for the person."""

    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The changes to show, in order and not overlapping, and what could not be worded."""

    changes: tuple[Change, ...]
    unresolved: tuple[Unresolved, ...]
    declined: tuple[Declined, ...] = ()
