"""Linking: how likely two drafts are about one person, and the clusters that such links make.

Promises: the same drafts give the same clusters in whatever order links are found; two people of one draft, or two
who are called differently, never come into one cluster. Every assumption is a constant here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.domain.details import Kind
from assistant.domain.risk import Background
from assistant.risk.portrait import EPISODES, Fact, Portrait

LIKELY, POSSIBLE = 0.9, 0.5
"""From here on drafts are called probably, or possibly, about one person; below, they are not linked."""

SUREST = 0.99
"""Facts alone never make it surer than this."""

AGAIN = 0.5
"""How often a second draft about one person tells a fact that the first told (assumed)."""
RAREST = 0.002
"""No fact is believed to be rarer than this among the people somebody writes about (assumed)."""
USUAL = {
    Kind.PLACE: 0.05, Kind.ADDRESS: 0.01, Kind.ORGANISATION: 0.02, Kind.HEALTH: 0.05, Kind.MEDICATION: 0.05,
    Kind.PROCEDURE: 0.05, Kind.EDUCATION: 0.05, Kind.COUNT: 0.05, Kind.DURATION: 0.05, Kind.TAG: 0.2,
}  # fmt: skip
"""Shares that one author's clients have at the least, whatever the population: they live near by and come for the same
reasons (assumed)."""
CUE = 0.1
"""Share of other cases whose telling has a given content word (assumed; the drafts at hand can only raise it)."""
SAME_PSEUDONYM = 120.0
"""How much likelier one made-up name makes one person: writers keep a name for a case (assumed)."""
OTHER_SEX, OTHER_AGE = 0.02, 0.1
"""What a differing sex, or an age that differs by more than three years, leaves of the odds (assumed)."""
COUNTED, CUES = 5, 3
"""At most so many shared facts are multiplied, one of a kind, and so many words of episodes: they go together."""
ENOUGH = 200
"""From so many portraits on, how often a key occurs among them says how common it is here."""
NEIGHBOURS = 6
"""With so many later drafts of a key a draft is compared; those beyond are reached through these."""
NOT_LINKING = frozenset({Kind.RECENCY, Kind.TIME, Kind.SEX, Kind.LANGUAGE})
"""Kinds that say nothing about whether it is the same person."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Portraits that may be of one person, with the draft of each; `confidence` is the weakest link that is needed."""

    drafts: tuple[int, ...]
    portraits: tuple[Portrait, ...]
    confidence: float


def clusters(drafts: Sequence[tuple[Portrait, ...]], background: Background) -> list[Cluster]:
    """The clusters among these drafts, each of two drafts or more, in order of their first draft."""
    people = _People(drafts, background)
    together = _Together(people)
    for link in sorted(people.links(), key=lambda each: (-each[0], each[1], each[2])):
        together.join(*link)
    return together.clusters()


class _People:
    """Every portrait of every draft in one row, and what their keys say."""

    def __init__(self, drafts: Sequence[tuple[Portrait, ...]], background: Background) -> None:
        self.portraits = [portrait for several in drafts for portrait in several]
        self.draft_of = [number for number, several in enumerate(drafts) for _ in several]
        self.keys = [
            {key: fact for key, fact in portrait.keys().items() if fact.kind not in NOT_LINKING}
            for portrait in self.portraits
        ]
        self.names = [portrait.names() for portrait in self.portraits]
        self._sexes = [portrait.names(Kind.SEX) for portrait in self.portraits]
        self._ages = [_ages(portrait) for portrait in self.portraits]
        self._often = Counter(key for keys in self.keys for key in keys)
        self._prior = 1.0 / max(background.caseload - 1, 1)

    def links(self) -> Iterator[tuple[float, int, int]]:
        """Confidence and the two portraits of every pair that is compared and likely enough."""
        seen: set[tuple[int, int]] = set()
        for row in self._rows():
            for at, one in enumerate(row):
                for other in row[at + 1 : at + 1 + NEIGHBOURS]:
                    if self.draft_of[one] != self.draft_of[other] and (one, other) not in seen:
                        seen.add((one, other))
                        confidence = self._confidence(one, other)
                        if confidence >= POSSIBLE:
                            yield confidence, one, other

    def _rows(self) -> Iterator[list[int]]:
        """Portraits that share a telling key, or two of their four rarest, in order."""
        found: dict[object, list[int]] = {}
        for number, keys in enumerate(self.keys):
            worth = sorted((key for key in keys if self._often[key] > 1), key=lambda k: (self._often[k], k))
            for key in worth:
                if self._gain(key, keys[key]) >= 2.0:
                    found.setdefault(key, []).append(number)
            for pair in combinations(worth[:4], 2):
                found.setdefault(tuple(sorted(pair)), []).append(number)
        return (row for row in found.values() if len(row) > 1)

    def _gain(self, key: str, fact: Fact) -> float:
        """By how much sharing this key multiplies the odds."""
        count = len(self.portraits)
        others = max(self._often[key] - 2, 0) / count if count >= ENOUGH else 0.0
        if fact.kind is Kind.PSEUDONYM:
            return min(SAME_PSEUDONYM, AGAIN / others if others else SAME_PSEUDONYM)
        if fact.kind is Kind.PERSON_NAME:
            return AGAIN / max(fact.middle, RAREST)  # one name in many drafts is one person, not a common name
        usual = CUE if fact.kind in EPISODES else max(fact.middle, USUAL.get(fact.kind, RAREST))
        return AGAIN / max(usual, others)

    def _confidence(self, one: int, other: int) -> float:
        if _named_otherwise(self.names[one], self.names[other]):
            return 0.0
        gains: dict[Kind, float] = {}
        cues: list[float] = []
        for key in self.keys[one].keys() & self.keys[other].keys():
            fact = self.keys[one][key]
            gain = self._gain(key, fact)
            if fact.kind in EPISODES:
                cues.append(gain)
            else:
                gains[fact.kind] = max(gains.get(fact.kind, 1.0), gain)
        odds = self._prior
        for gain in sorted((*gains.values(), *sorted(cues)[-CUES:]), reverse=True)[:COUNTED]:
            odds *= gain
        odds *= self._differing(one, other)
        return min(odds / (1.0 + odds), SUREST)

    def _differing(self, one: int, other: int) -> float:
        """What differing facts about the client leave of the odds."""
        left = 1.0
        if _named_otherwise(self._sexes[one], self._sexes[other]):
            left *= OTHER_SEX
        ages = self._ages[one], self._ages[other]
        if all(ages) and min(abs(a - b) for a in ages[0] for b in ages[1]) > 3:
            left *= OTHER_AGE
        return left


def _named_otherwise(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and not one & other


def _ages(portrait: Portrait) -> list[int]:
    found = [key.rpartition(":")[2] for key in portrait.names(Kind.AGE)]
    return [int(age) for age in found if age.isdigit()]


class _Together:
    """Portraits joined step by step; what a cluster may not hold twice is looked at whenever two are joined."""

    def __init__(self, people: _People) -> None:
        self._people = people
        count = range(len(people.portraits))
        self._root = list(count)
        self._members = [[number] for number in count]
        self._drafts = [{people.draft_of[number]} for number in count]
        self._names = list(people.names)
        self._weakest = [1.0 for _ in count]

    def join(self, confidence: float, one: int, other: int) -> None:
        """Put the clusters of two portraits together, unless something in them speaks against it.

        The smaller is added to the larger, so that all joins together take n log n.
        """
        large, small = self._find(one), self._find(other)
        if large == small or not self._drafts[large].isdisjoint(self._drafts[small]):
            return
        if _named_otherwise(self._names[large], self._names[small]):
            return
        if len(self._members[large]) < len(self._members[small]):
            large, small = small, large
        self._members[large] += self._members[small]
        self._drafts[large] |= self._drafts[small]
        self._names[large] |= self._names[small]
        self._weakest[large] = min(confidence, self._weakest[large], self._weakest[small])
        self._root[small] = large
        self._members[small], self._drafts[small] = [], set()

    def clusters(self) -> list[Cluster]:
        found = []
        for root, members in enumerate(self._members):
            if len(members) > 1:
                members.sort()
                drafts = tuple(self._people.draft_of[m] for m in members)
                portraits = tuple(self._people.portraits[m] for m in members)
                found.append(Cluster(drafts, portraits, self._weakest[root]))
        return sorted(found, key=lambda cluster: cluster.drafts)

    def _find(self, number: int) -> int:
        while self._root[number] != number:
            self._root[number] = self._root[self._root[number]]
            number = self._root[number]
        return number
