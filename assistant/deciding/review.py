"""The decisions on a rewritten draft, sentence by sentence, with undo over decisions.

Promises: a sentence is decided as a whole; what is undecided or rejected stays as it was written; nothing is decided
that the person did not decide; undo takes back exactly one step.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.diffing.align import Hunk, hunks
from assistant.domain.changes import Change, Source
from assistant.domain.details import Detail, Kind
from assistant.domain.risk import Reader, Tier
from assistant.domain.text import Edit, Span
from assistant.pipeline import Result


class Verdict(StrEnum):
    """What became of one changed sentence."""

    UNDECIDED = "undecided"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict; `wording` is the person's own text where they edited."""

    verdict: Verdict
    wording: str = ""


UNDECIDED = Decision(Verdict.UNDECIDED)
ACCEPTED = Decision(Verdict.ACCEPTED)
REJECTED = Decision(Verdict.REJECTED)


@dataclass(frozen=True, slots=True)
class Item:
    """One changed sentence, or several that one change joins."""

    hunk: Hunk
    changes: tuple[Change, ...]
    details: tuple[Detail, ...]
    """The details that it deals with."""
    readers: frozenset[Reader]
    """The readers who could tell from its words."""
    grave: bool
    """Whether its words are among the reasons for a High tier."""
    line: int
    """Line of the draft on which it starts, from 1."""

    @property
    def key(self) -> str:
        """The sentence as written, by which decisions are remembered."""
        return self.hunk.before.strip()

    @property
    def own(self) -> bool:
        """Whether what is proposed are the person's own words."""
        return bool(self.changes) and all(c.source is Source.PERSON for c in self.changes)

    @property
    def why(self) -> str:
        """What was done, in clauses for the person."""
        return "; ".join(dict.fromkeys(c.why for c in self.changes if c.why))

    @property
    def kinds(self) -> frozenset[Kind]:
        return frozenset(d.kind for d in self.details)


class Review:
    """Every changed sentence of `result` with its decision."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.items = _items(result)
        self._decisions: dict[str, Decision] = {}
        self._past: list[dict[str, Decision]] = []
        self._future: list[dict[str, Decision]] = []
        self._seen: set[str] = set()

    def of(self, item: Item) -> Decision:
        """The decision on `item`."""
        return self._decisions.get(item.key, UNDECIDED)

    def decide(self, item: Item, decision: Decision) -> None:
        """Decide about one sentence; deciding again replaces the decision."""
        self._step({**self._decisions, item.key: decision})
        self._seen.add(item.key)

    def edit(self, item: Item, wording: str) -> None:
        """Put the person's own wording. Where it is the sentence as written or as proposed, that is the decision."""
        said = wording.strip()
        if said == item.key:
            self.decide(item, REJECTED)
        elif said == item.hunk.after.strip():
            self.decide(item, ACCEPTED)
        else:
            self.decide(item, Decision(Verdict.EDITED, said))

    def see(self, item: Item) -> None:
        """The person has had `item` before their eyes."""
        self._seen.add(item.key)

    def unseen(self) -> tuple[Item, ...]:
        """Sentences behind a High tier that the person has not looked at yet."""
        return tuple(i for i in self.items if i.grave and i.key not in self._seen)

    def accept_rest(self) -> bool:
        """Accept what is undecided, once everything behind a High tier was seen; whether that was done."""
        if self.unseen():
            return False
        rest = {i.key: ACCEPTED for i in self.items if self.of(i).verdict is Verdict.UNDECIDED}
        if rest:
            self._step({**self._decisions, **rest})
        return True

    def undo(self) -> bool:
        """Take the last decision back; whether there was one."""
        if not self._past:
            return False
        self._future.append(self._decisions)
        self._decisions = self._past.pop()
        return True

    def redo(self) -> bool:
        """Decide again what was taken back; whether there was something."""
        if not self._future:
            return False
        self._past.append(self._decisions)
        self._decisions = self._future.pop()
        return True

    def count(self, verdict: Verdict) -> int:
        """How many sentences have this verdict."""
        return sum(self.of(i).verdict is verdict for i in self.items)

    def changes(self) -> tuple[Change, ...]:
        """The changes that were accepted, and the person's own."""
        found: list[Change] = []
        for item in self.items:
            decision = self.of(item)
            if decision.verdict is Verdict.ACCEPTED:
                found += item.changes
            elif decision.verdict is Verdict.EDITED:
                found.append(_own(item, decision.wording))
        return tuple(sorted(found, key=lambda c: c.span))

    def refused(self) -> dict[str, tuple[str, ...]]:
        """Wordings that were turned down, by sentence (`Options.rejected`); the person's own are none of them."""
        return {i.key: (i.hunk.after.strip(),) for i in self._turned_down() if not i.own}

    def given_up(self) -> tuple[str, ...]:
        """Sentences whose wording was turned down, whoever worded it."""
        return tuple(i.key for i in self._turned_down())

    def written(self) -> dict[str, str]:
        """The person's own wordings, by sentence (`Options.edited`)."""
        return {i.key: d.wording for i in self.items if (d := self.of(i)).verdict is Verdict.EDITED}

    def carry(self, old: Review, only: Collection[str] | None = None) -> None:
        """Take over the decisions of an earlier review wherever the same change is proposed again.

        Where the person wrote their own words, they stand. `only` limits it to these sentences.
        """
        before = {i.key: i for i in old.items}
        for item in self.items:
            was = before.get(item.key)
            if was is None or (only is not None and item.key not in only):
                continue
            decision = old.of(was)
            same = was.hunk.after == item.hunk.after
            if decision.verdict is Verdict.EDITED or (same and decision is not UNDECIDED):
                self._decisions[item.key] = decision
        self._seen |= old._seen & {i.key for i in self.items}

    def _turned_down(self) -> list[Item]:
        return [i for i in self.items if self.of(i).verdict is Verdict.REJECTED]

    def _step(self, decisions: dict[str, Decision]) -> None:
        self._past.append(self._decisions)
        self._future.clear()
        self._decisions = decisions


def _items(result: Result) -> tuple[Item, ...]:
    draft = result.analysis.draft
    details = {d.id: d for d in result.analysis.details}
    words = _words_by_reader(result)
    grave = {
        w
        for risk in result.analysis.risk.readers.values()
        for r in risk.reasons
        if r.tier >= Tier.HIGH
        for w in r.words
    }
    found = []
    for hunk in hunks(draft.text, draft.passages, [Edit(c.span, c.after) for c in result.changes]):
        if not hunk.changed:
            continue
        inside = tuple(c for c in result.changes if hunk.span.contains(c.span))
        ids = dict.fromkeys(i for c in inside for i in c.details)
        about = tuple(details[i] for i in ids if i in details)
        texts = {t for d in about for t in d.texts}
        readers = frozenset(reader for reader, seen in words.items() if seen & texts)
        start = hunk.span.start + len(hunk.before) - len(hunk.before.lstrip())
        line = draft.text.count("\n", 0, start) + 1
        found.append(Item(hunk, inside, about, readers, bool(grave & texts), line))
    return tuple(found)


def _words_by_reader(result: Result) -> Mapping[Reader, set[str]]:
    risk = result.analysis.risk
    return {reader: {w for r in one.reasons for w in r.words} for reader, one in risk.readers.items()}


def _own(item: Item, wording: str) -> Change:
    """The person's wording in place of the sentence, its surrounding white space kept."""
    before = item.hunk.before
    lead = len(before) - len(before.lstrip())
    start = item.hunk.span.start + lead
    span = Span(start, start + len(item.key))
    ids = tuple(dict.fromkeys(i for c in item.changes for i in c.details))
    return Change(span, item.key, wording, Source.PERSON, ids, (), "your own words")
