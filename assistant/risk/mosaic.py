"""The mosaic: which drafts may be about one person, and what they tell together.

Promises: drafts are linked only by facts that both tell, each group says by which and how likely; time grows no worse
than n log n, because a draft is compared with a fixed number of neighbours per fact rather than with every other. The
likelihood is reckoned from the shares of facts under the assumptions named in `linking`; nobody measured it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.domain.details import Kind
from assistant.domain.risk import Background, Reader, Reason, Risk, Tier
from assistant.risk.judge import judge
from assistant.risk.linking import NOT_LINKING, Cluster, clusters
from assistant.risk.portrait import EPISODES, Fact, Portrait, as_details
from assistant.risk.raising import raised

CLOSED = "One of these drafts could not be judged, so nothing is concluded about all of them."
"""Why nothing is told of drafts of which one can't be judged by itself."""
BY_ITSELF = "One of them tells it by itself."
"""Why several tell no less than the one that tells most."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One draft: its portraits as written and as it would be published. `when` is in seconds since 1970."""

    before: tuple[Portrait, ...]
    after: tuple[Portrait, ...]
    when: float = 0.0
    closed: bool = False
    """Whether nothing can be told of what would be published, so that nothing can be told of it with others."""
    alone: tuple[tuple[Reader, Tier], ...] = ()
    """What each reader could tell from what would be published, where more was seen than its portraits hold."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A fact that several drafts of a group tell; `words` as the first of them says it."""

    kind: Kind
    words: str
    drafts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Drafts that may be about one person."""

    drafts: tuple[int, ...]
    """Indices in order of time, then of place."""
    confidence: float
    """From `linking.POSSIBLE` to 1: the weakest link that is needed to hold the group together."""
    by_disguise: bool
    """Linked by what is published alone: the originals do not say that it is one person."""
    shared: tuple[Shared, ...]
    """What links the originals, for whoever wrote them."""
    visible: tuple[Shared, ...]
    """What lets a reader link the published texts."""
    joint: Risk
    """The published texts judged as one."""
    alone: Tier
    """The worst tier that one of them has by itself, judged in the same way."""

    @property
    def adds_up(self) -> bool:
        """Whether together they tell more than each by itself."""
        return self.joint.overall > self.alone


def mosaic(drafts: Sequence[Telling], background: Background) -> tuple[Group, ...]:
    """The groups among these drafts, gravest first."""
    written = clusters([t.before for t in drafts], background)
    published = clusters([t.after for t in drafts], background)
    known = [set(cluster.drafts) for cluster in written]
    found = [_group(drafts, cluster, background, by_disguise=False) for cluster in written]
    found += [
        _group(drafts, cluster, background, by_disguise=True)
        for cluster in published
        if not any(known_drafts.issuperset(cluster.drafts) for known_drafts in known)
    ]
    return tuple(sorted(found, key=lambda g: (-g.joint.overall, -g.joint.score, -g.confidence, g.drafts)))


def _group(drafts: Sequence[Telling], cluster: Cluster, background: Background, *, by_disguise: bool) -> Group:
    members = tuple(sorted(cluster.drafts, key=lambda d: (drafts[d].when, d)))
    after = [(d, portrait) for d in members for portrait in drafts[d].after]
    chosen = cluster.portraits if by_disguise else ()
    published = [(d, p) for d, p in after if not by_disguise or p in chosen]
    alone = max((judge(as_details(p.facts), background).overall for _, p in published), default=Tier.LOW)
    known = [(reader, tier) for d in members for reader, tier in drafts[d].alone if tier > Tier.LOW]
    alone = max((alone, *(tier for _, tier in known)))
    joint = judge(as_details(_once(p for _, p in published)), background)
    closed = (CLOSED,) if any(drafts[d].closed for d in members) else ()
    return Group(
        drafts=members,
        confidence=cluster.confidence,
        by_disguise=by_disguise,
        shared=() if by_disguise else _shared(zip(cluster.drafts, cluster.portraits, strict=True)),
        visible=_shared(published),
        joint=raised(joint, background, [(r, Reason(BY_ITSELF, (), "alone", t)) for r, t in known], closed),
        alone=Tier.CANNOT_TELL if closed else alone,
    )


def _once(portraits: Iterable[Portrait]) -> list[Fact]:
    """Every telling fact of these portraits, the same fact once."""
    found: dict[tuple[object, ...], Fact] = {}
    for portrait in portraits:
        for fact in portrait.facts:
            if fact.tells:
                found.setdefault((fact.kind, fact.role, fact.keys or fact.words), fact)
    return list(found.values())


def _shared(placed: Iterable[tuple[int, Portrait]]) -> tuple[Shared, ...]:
    """Facts that two drafts or more tell; an episode is one fact however many of its words are shared."""
    where: dict[str, dict[int, None]] = {}
    facts: dict[str, Fact] = {}
    for draft, portrait in placed:
        for key, fact in portrait.keys().items():
            if fact.kind is Kind.PSEUDONYM or (fact.tells and fact.kind not in NOT_LINKING):
                where.setdefault(key, {})[draft] = None
                facts.setdefault(key, fact)
    found: dict[tuple[Kind, str], Shared] = {}
    for key, tellers in where.items():
        fact = facts[key]
        if len(tellers) > 1:
            name = (fact.kind, fact.words if fact.kind in EPISODES else key)
            before = found.get(name)
            together = tuple(dict.fromkeys((*before.drafts, *tellers))) if before else tuple(tellers)
            found[name] = Shared(fact.kind, fact.words, together)
    return tuple(found.values())
