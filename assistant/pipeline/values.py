"""What goes into the use case and what comes out of it: options, wishes, an analysis, a result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant import __version__
from assistant.domain.changes import Audience, Change, Declined, Plan, Strategy, Unresolved, Voice
from assistant.domain.details import Detail, Kind, Statement
from assistant.domain.notices import Notice
from assistant.domain.ports import Attacked, Looked
from assistant.domain.risk import Background, Outcome, Risk, Targets
from assistant.domain.text import Draft
from assistant.domain.works import Work
from assistant.risk.constants import TARGETS

DEFAULT_STRATEGY: Mapping[Audience, Strategy] = {
    Audience.POST: Strategy.PATTERN,
    Audience.BLOG: Strategy.PATTERN,
    Audience.TEACHING: Strategy.GENERALISE,
    Audience.BOOK: Strategy.GENERALISE,
    Audience.JOURNAL: Strategy.OMIT,
}
"""What a draft for this audience is turned into unless the person says otherwise (design.md)."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person decided about the detail of `kind` that the draft states with `words`.

    Wishes name words rather than numbers, so that they outlive an edit elsewhere in the draft.
    """

    kind: Kind
    words: str
    rung: int
    """Where on its ladder it shall stand: 0 keeps the words, the last leaves them out."""
    why: str = "you chose it"
    """A clause for the person."""

    def means(self, detail: Detail) -> bool:
        """Whether `detail` is the one that the person decided about."""
        return detail.kind is self.kind and any(_same(self.words, text) for text in detail.texts)


@dataclass(frozen=True, slots=True)
class NotADetail:
    """Words that the person says give nobody away."""

    kind: Kind
    words: str

    def means(self, detail: Detail) -> bool:
        """Whether `detail` is these words."""
        return detail.kind is self.kind and any(_same(self.words, text) for text in detail.texts)


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


@dataclass(frozen=True, slots=True)
class Options:
    """What the person asks for. `strategy` and `targets` default by audience; `keep` and `point` are their words."""

    strategy: Strategy | None = None
    audience: Audience = Audience.BLOG
    voice: Voice = Voice.AUTHOR
    targets: Targets | None = None
    background: Background = field(default_factory=Background)
    keep: tuple[str, ...] = ()
    point: tuple[str, ...] = ()
    seed: int = 7
    case: bool = False
    """The person says that the draft tells of a case, even if it does not read like one."""
    untold: frozenset[str] = frozenset()
    """`Analysis.untold` of the draft from which this one was made, where it is a result to go on with."""
    wishes: tuple[Wish, ...] = ()
    """Where single details shall stand."""
    not_details: tuple[NotADetail, ...] = ()
    notices: tuple[Notice, ...] = ()
    """Words that count as details wherever they stand, from the glossary or a model."""
    rejected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Wordings that the person turned down, by the sentence of the draft; none of them comes again."""
    edited: Mapping[str, str] = field(default_factory=dict)
    """The person's own wordings, by the sentence of the draft; they stand as they are."""
    work: Work | None = None
    """What is the same in all drafts of the work that this one is a chapter of."""

    def goal(self) -> Targets:
        """The target per reader."""
        return {**TARGETS[self.audience], **(self.targets or {})}


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a draft says about whom, and who could tell."""

    draft: Draft
    details: tuple[Detail, ...]
    statements: tuple[Statement, ...]
    risk: Risk
    case_passages: frozenset[int]
    variety: str
    region: str
    tagged: bool = False
    """Whether the tagger read all of it."""
    standing: Mapping[int, bool] = field(default_factory=dict)
    """Which passages would make sense without the case, where the tagger says so (`detect.tagged`)."""
    tells: float | None = None
    """How far the tagger holds that it tells of a case at all, from 0 to 1."""
    unread: tuple[str, ...] = ()
    """Paragraphs that the tagger is still to read; until then this is what the rules see."""
    stands: frozenset[int] | None = None
    """Every passage that would make sense without the case, as the sifter holds; None where it did not read it."""
    untold: frozenset[str] = frozenset()
    """Sentences that surely stand and in which nothing is told of anybody (`sifting.untold`)."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """What the passes of a model found while a draft was rewritten."""

    looked: Looked = field(default_factory=Looked)
    attacked: Attacked = field(default_factory=Attacked)
    """Its last attack, with every reason that it ever gave: words that went come back with a change turned down."""
    notices: tuple[Notice, ...] = ()
    """Words of the draft that it noticed or could tell something from."""


@dataclass(frozen=True, slots=True)
class Result:
    """A rewritten draft: `text` is the whole of it, `remaining` the details that the new text still holds."""

    analysis: Analysis
    plan: Plan
    changes: tuple[Change, ...]
    unresolved: tuple[Unresolved, ...]
    text: str
    risk: Risk
    remaining: tuple[Detail, ...]
    outcome: Outcome
    versions: dict[str, str] = field(default_factory=dict)
    declined: tuple[Declined, ...] = ()
    """Passages for which the model's wording was not used, in the draft's own offsets."""
    tagged: bool = False
    """Whether the tagger read all of the new text."""
    learnt: Learnt | None = None
    """None where no model was asked for more than wordings."""


def versions() -> dict[str, str]:
    """What a result depends on besides the draft."""
    from assistant.detect.registry import all_rules

    return {"discreet": __version__, "rules": str(len(all_rules())), "model": "none"}
