"""The decisions on a rewritten draft, sentence by sentence, with undo over decisions.

Promises: a sentence is decided as a whole, and by itself where another reads the same; what is undecided or rejected
stays as it was written; nothing is decided that the person did not decide; undo takes back exactly one step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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


Name = tuple[str, int]
Decisions = Mapping[Name, Decision]

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
    nth: int
    """Which of the places in the draft that read like this it is, from 0."""

    @property
    def key(self) -> str:
        """The sentence as written, by which wordings are remembered from one rewriting to the next."""
        return self.hunk.before.strip()

    @property
    def name(self) -> Name:
        """The sentence and which of its like it is, by which decisions are remembered."""
        return self.key, self.nth

    @property
    def wording(self) -> str:
        """What is proposed in its place; empty where it is to be left out."""
        return self.hunk.after.strip()

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
        self.items = _items(result, result.changes)
        self._decisions: Decisions = {}
        self._past: list[Decisions] = []
        self._future: list[Decisions] = []
        self._seen: set[Name] = set()

    def of(self, item: Item) -> Decision:
        """The decision on `item`."""
        return self._decisions.get(item.name, UNDECIDED)

    def decide(self, item: Item, decision: Decision) -> None:
        """Decide about one sentence; deciding again replaces the decision."""
        self._step({**self._decisions, item.name: decision})
        self._seen.add(item.name)

    def edit(self, item: Item, wording: str) -> None:
        """Put the person's own wording. Where it is the sentence as written or as proposed, that is the decision."""
        said = wording.strip()
        if said == item.key:
            self.decide(item, REJECTED)
        elif said == item.wording:
            self.decide(item, ACCEPTED)
        else:
            self.decide(item, Decision(Verdict.EDITED, said))

    def see(self, item: Item) -> None:
        """The person has had `item` before their eyes."""
        self._seen.add(item.name)

    def unseen(self) -> tuple[Item, ...]:
        """Sentences behind a High tier that the person has not looked at yet."""
        return tuple(i for i in self.items if i.grave and i.name not in self._seen)

    def accept_rest(self) -> bool:
        """Accept what is undecided, once everything behind a High tier was seen; whether that was done."""
        if self.unseen():
            return False
        rest = {i.name: ACCEPTED for i in self.items if self.of(i).verdict is Verdict.UNDECIDED}
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

    def refused(self, known: Mapping[str, tuple[str, ...]] | None = None) -> dict[str, tuple[str, ...]]:
        """Wordings that were turned down, by sentence (`Options.rejected`), with those `known` from before.

        None of them is the person's own, nor one that is proposed here for a sentence that was not turned down.
        """
        proposed = [(i.key, i.wording, self.of(i).verdict is Verdict.REJECTED) for i in self.items if not i.own]
        stands = {(key, wording) for key, wording, down in proposed if not down}
        found: dict[str, dict[str, None]] = {key: dict.fromkeys(wordings) for key, wordings in (known or {}).items()}
        for key, wording, _ in proposed:
            found.setdefault(key, {})[wording] = None
        kept = {key: tuple(w for w in wordings if (key, w) not in stands) for key, wordings in found.items()}
        return {key: wordings for key, wordings in kept.items() if wordings}

    def given_up(self) -> tuple[str, ...]:
        """Sentences whose wording was turned down, whoever worded it."""
        return tuple(i.key for i in self.items if self.of(i).verdict is Verdict.REJECTED)

    def written(self) -> dict[str, str]:
        """The person's own wordings, by sentence (`Options.edited`)."""
        return {i.key: d.wording for i in self.items if (d := self.of(i)).verdict is Verdict.EDITED}

    def carry(self, old: Review, refused: Mapping[str, tuple[str, ...]] | None = None) -> None:
        """Take over the decisions of an earlier review, and what can be taken back, where the same is proposed again.

        Where the person wrote their own words, they stand. A change that is missing only because a wording of it is
        among the `refused` is listed as before, so that it can be taken up again.
        """
        self.items = _items(self.result, self._with_refused(old, refused or {}))
        here = {i.name: i.hunk.after for i in self.items}
        same = {i.name for i in old.items if here.get(i.name) == i.hunk.after}

        def again(decisions: Decisions) -> Decisions:
            return {n: d for n, d in decisions.items() if n in same or (n in here and d.verdict is Verdict.EDITED)}

        self._decisions = again(old._decisions)
        self._past = _steps([*map(again, old._past), self._decisions])[:-1]
        self._future = _steps([*map(again, old._future), self._decisions])[:-1]
        self._seen |= old._seen & here.keys()

    def recall(self, refused: Mapping[str, tuple[str, ...]]) -> None:
        """Turn down what was turned down in an earlier sitting, where nothing is decided."""
        down = {i.name: REJECTED for i in self.items if not i.own and i.wording in refused.get(i.key, ())}
        self._decisions = {**down, **self._decisions}

    def _with_refused(self, old: Review, refused: Mapping[str, tuple[str, ...]]) -> list[Change]:
        """The changes of this review with those of `old` that are missing because a wording was turned down.

        So is one that was decided, where own words for another sentence that reads the same would take its place.
        """
        changes = list(self.result.changes)
        for was in old.items:
            down = was.wording in refused.get(was.key, ())
            settled = old.of(was).verdict in (Verdict.ACCEPTED, Verdict.REJECTED)
            if was.own or not (down or settled):
                continue
            span, again = _found_again(was, self.result)
            there = [i for i in self.items if span.overlaps(i.hunk.span)]
            if again and ((down and not there) or (settled and there and all(i.own for i in there))):
                changes = [c for c in changes if not any(c in i.changes for i in there)] + again
        return sorted(changes, key=lambda c: c.span)

    def _step(self, decisions: Decisions) -> None:
        self._past.append(self._decisions)
        self._future.clear()
        self._decisions = decisions


def _steps(states: Sequence[Decisions]) -> list[Decisions]:
    """The states, one for each that differs from the next."""
    return [state for place, state in enumerate(states) if place + 1 == len(states) or state != states[place + 1]]


def _found_again(item: Item, result: Result) -> tuple[Span, list[Change]]:
    """Where the sentence of `item` stands in the draft of `result`, and its changes there; none where it is gone."""
    text, before, start = result.analysis.draft.text, item.hunk.before, -1
    for _ in range(item.nth + 1 if item.key else 0):
        start = text.find(item.key, start + len(item.key) if start >= 0 else 0)
        if start < 0:
            break
    start -= len(before) - len(before.lstrip())
    if start < 0 or not text.startswith(before, start):
        return item.hunk.span, []
    by = start - item.hunk.span.start
    now = {(d.kind, d.texts): d.id for d in result.analysis.details}
    ids = {d.id: now[d.kind, d.texts] for d in item.details if (d.kind, d.texts) in now}
    return item.hunk.span.shifted(by), [
        replace(c, span=c.span.shifted(by), details=tuple(ids[i] for i in c.details if i in ids)) for c in item.changes
    ]


def _items(result: Result, changes: Sequence[Change]) -> tuple[Item, ...]:
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
    for hunk in hunks(draft.text, draft.passages, [Edit(c.span, c.after) for c in changes]):
        if not hunk.changed:
            continue
        inside = tuple(c for c in changes if hunk.span.contains(c.span))
        ids = dict.fromkeys(i for c in inside for i in c.details)
        about = tuple(details[i] for i in ids if i in details)
        texts = {t for d in about for t in d.texts}
        readers = frozenset(reader for reader, seen in words.items() if seen & texts)
        start = hunk.span.start + len(hunk.before) - len(hunk.before.lstrip())
        line = draft.text.count("\n", 0, start) + 1
        nth = draft.text.count(hunk.before.strip(), 0, start)
        found.append(Item(hunk, inside, about, readers, bool(grave & texts), line, nth))
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
