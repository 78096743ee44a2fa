"""What the tagger adds to the rules: details that only their context shows, read stretch by stretch."""

from __future__ import annotations

import contextlib
from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

from assistant.detect.folding import Folded
from assistant.detect.marked import KINDS, SURE_THOUGH_AUTHOR, Part, findings
from assistant.detect.stretches import stretches
from assistant.detect.tags import Tags
from assistant.domain.details import Finding
from assistant.domain.ports import Tag
from assistant.domain.text import Passage, Role, Span

_REMEMBERED = 5_000
"""Stretches whose findings are kept in memory; the oldest go first."""

_TELLING, _LIKELY = 0.8, 0.5
"""From here on it is sure of the case, and of what is told; two such details make a passage one that tells of it."""

_TELLING_ALONE, _CERTAIN = 0.9, 0.8
"""From here on one such detail does."""

TELLS, BESIDE, BARELY, STANDS, LEANS = "tells", "beside", "barely", "stands", "leans"
"""The tagger's word on a whole stretch, on words that are none or hardly any of the case's, and on sentences that would
make sense without it or would not (`domain.ports.Tag`)."""

_TOGETHER = 1_000
"""Characters over which that word is averaged: by itself a paragraph of a novel's review reads like a case."""


class Read(NamedTuple):
    """What the tagger adds, by passage index, from the passage's own start, and what it holds of the whole draft."""

    added: Mapping[int, tuple[Finding, ...]]
    telling: frozenset[int]
    """Passages in which it is sure that something is told of the person of a case."""
    likely: frozenset[int]
    """Passages in which it holds that more likely than not."""
    sure: Mapping[int, tuple[Span, ...]]
    """The words of which it is sure that, by passage index, from the passage's own start."""
    beside: Mapping[int, tuple[Span, ...]]
    """The words of which it is sure that they tell nothing of a case, likewise."""
    barely: Mapping[int, tuple[Span, ...]]
    """The words that hardly tell anything of one, likewise."""
    standing: Mapping[int, bool]
    """Whether a passage would make sense without the case, where it is sure enough of either."""
    unread: tuple[str, ...]
    """Stretches that it has not read."""
    tells: float | None
    """How far the draft tells of somebody's case at all, from 0 to 1; None where it can't say."""


NOTHING_READ = Read({}, frozenset(), frozenset(), {}, {}, {}, {}, (), None)


class _Adds(NamedTuple):
    """What the tagger adds to one passage, whether it is sure that something is told there, and by which words."""

    findings: tuple[Finding, ...]
    telling: bool
    likely: bool
    sure: tuple[Span, ...]
    beside: tuple[Span, ...]
    barely: tuple[Span, ...]
    stands: bool | None


class Tagging:
    """Puts what the tagger says of stretches onto the passages of a draft, and remembers it, in memory alone."""

    def __init__(self, tags: Tags) -> None:
        self._tags = tags
        self._added: dict[tuple[Hashable, ...], tuple[_Adds, ...]] = {}
        self._last: list[tuple[str, tuple[Tag, ...]]] = []
        """The stretches of the last draft, with their marks or what was taken for them."""

    def ask(self, passages: Sequence[tuple[Passage, Folded]]) -> None:
        """Have these read, so that `read` finds it done. Whatever fails is asked for again there."""
        texts = _texts(_stretches([Part(passage, None, folded, ()) for passage, folded in passages]))
        with contextlib.suppress(Exception):
            self._tags.ask([text for text in texts if text.strip()])

    def read(self, parts: Sequence[Part], *, wait: bool) -> Read:
        """What the tagger sees in these passages, which are in the order of the draft.

        Without `wait`, what it has not read yet is taken to be as it was before the last edit, where that is known.
        """
        read = _stretches(parts)
        texts = _texts(read)
        unread = {t: None for t in texts if t.strip() and self._tags.known(t) is None}
        if wait and unread:
            self._tags.ask(list(unread))
            unread = {t: None for t in unread if self._tags.known(t) is None}
        marks = [(text, self._tags.known(text) or ()) for text in texts]
        if unread and not wait:
            marks = [
                (text, before if text in unread else now)
                for (text, now), before in zip(marks, carried(self._last, texts), strict=True)
            ]
        self._last = marks
        added: dict[int, tuple[Finding, ...]] = {}
        telling: set[int] = set()
        likely: set[int] = set()
        sure: dict[int, tuple[Span, ...]] = {}
        beside: dict[int, tuple[Span, ...]] = {}
        barely: dict[int, tuple[Span, ...]] = {}
        standing: dict[int, bool] = {}
        told: list[tuple[int, float]] = []
        for stretch, (text, tags) in zip(read, marks, strict=True):
            told += [(len(text), tag.score) for tag in tags if tag.kind == TELLS]
            if not tags:
                continue
            for part, adds in zip(stretch, self._adds(stretch, tags, sure=text not in unread), strict=True):
                if adds.findings:
                    added[part.passage.index] = adds.findings
                if adds.telling:
                    telling.add(part.passage.index)
                if adds.likely:
                    likely.add(part.passage.index)
                if adds.sure:
                    sure[part.passage.index] = adds.sure
                if adds.beside:
                    beside[part.passage.index] = adds.beside
                if adds.barely:
                    barely[part.passage.index] = adds.barely
                if adds.stands is not None:
                    standing[part.passage.index] = adds.stands
        tells = None if unread and wait else most_told(told)
        return Read(added, frozenset(telling), frozenset(likely), sure, beside, barely, standing, tuple(unread), tells)

    def _adds(self, stretch: Sequence[Part], tags: Sequence[Tag], *, sure: bool) -> tuple[_Adds, ...]:
        """What `tags` add to each passage of the stretch; remembered where they are the tagger's word."""
        key = tuple(part.key for part in stretch)
        known = self._added.get(key) if sure else None
        if known is None:
            known = tuple(_added(part, mine) for part, mine in _shared_out(stretch, tags))
            if sure:
                if len(self._added) >= _REMEMBERED:
                    self._added.pop(next(iter(self._added)))
                self._added[key] = known
        return known


def _added(part: Part, tags: Sequence[Tag]) -> _Adds:
    """What these marks on one passage say of it."""
    told = [tag for tag in tags if tag.kind in KINDS]
    sure = [tag for tag in told if min(tag.score, tag.case) >= SURE_THOUGH_AUTHOR]
    beside, barely = ([tag for tag in tags if tag.kind == kind] for kind in (BESIDE, BARELY))
    words = len(part.folded.text.strip())
    firm, leaning = (sum(tag.end - tag.start for tag in tags if tag.kind == kind) for kind in (STANDS, LEANS))
    return _Adds(
        findings(part, tags),
        _is_telling(told),
        any(min(tag.score, tag.case) >= _LIKELY for tag in told),
        tuple(part.folded.source(Span(tag.start, tag.end)) for tag in sure),
        tuple(part.folded.source(Span(tag.start, tag.end)) for tag in beside),
        tuple(part.folded.source(Span(tag.start, tag.end)) for tag in barely),
        True if 2 * firm > words else False if 2 * leaning > words else None,
    )


def _is_telling(told: Sequence[Tag]) -> bool:
    """Whether the tagger is sure that a passage with these details tells of the person of a case."""
    alone = any(tag.case >= _TELLING_ALONE and tag.score >= _CERTAIN for tag in told)
    return alone or sum(tag.case >= _TELLING and tag.score >= _LIKELY for tag in told) >= 2


def carried(before: Sequence[tuple[str, Sequence[Tag]]], texts: Sequence[str]) -> list[tuple[Tag, ...]]:
    """Marks for each of `texts`, from the same stretches before an edit: those that the edit did not touch."""
    old = [text for text, _ in before]
    head = _alike(old, texts)
    tail = _alike(old[head:][::-1], texts[head:][::-1])
    found: list[tuple[Tag, ...]] = []
    for place, text in enumerate(texts):
        was = place if place < max(head, len(old) - tail) else place + len(old) - len(texts)
        found.append(_kept(*before[was], text) if 0 <= was < len(old) else ())
    return found


def _kept(before: str, tags: Sequence[Tag], now: str) -> tuple[Tag, ...]:
    """The tags of `before` that stand wholly in front of or behind what became different in `now`, at their place."""
    if before == now:
        return tuple(tags)
    front = _alike(before, now)
    back = _alike(before[front:][::-1], now[front:][::-1])
    moved = len(now) - len(before)
    kept: list[Tag] = []
    for tag in tags:
        if tag.kind == TELLS:
            kept.append(tag._replace(end=len(now)))
        elif tag.end <= front:
            kept.append(tag)
        elif tag.start >= len(before) - back:
            kept.append(tag._replace(start=tag.start + moved, end=tag.end + moved))
    return tuple(kept)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many entries two sequences share from their beginning."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def most_told(read: Sequence[tuple[int, float]]) -> float | None:
    """The mean over the part that tells most of a case, so that one case in a long essay is not outvoted.

    `read` are lengths in characters and scores, in the draft's order.
    """
    best: float | None = None
    start = length = 0
    weighed = 0.0
    for size, score in read:
        length, weighed = length + size, weighed + size * score
        while length - read[start][0] >= _TOGETHER:
            length, weighed = length - read[start][0], weighed - read[start][0] * read[start][1]
            start += 1
        if length >= _TOGETHER and length:
            best = max(best or 0.0, weighed / length)
    return best if best is not None else weighed / length if length else None


def is_prose(text: str) -> bool:
    """Whether a code block holds notes rather than code or a table: mostly letters, hardly any signs of either."""
    letters = sum(c.isalpha() or c.isspace() for c in text)
    signs = sum(c in "{}[];=<>|_\\" for c in text)
    table = text.count(",") >= 0.03 * len(text)
    return len(text.split()) >= 12 and letters >= 0.75 * len(text) and signs <= 0.005 * len(text) and not table


def _stretches(parts: Sequence[Part]) -> list[list[Part]]:
    """Paragraphs in the stretches in which they are read."""
    paragraphs: list[list[Part]] = []
    for part in parts:
        if part.passage.role is Role.CODE and not is_prose(part.folded.text):
            continue
        if paragraphs and paragraphs[-1][-1].passage.paragraph == part.passage.paragraph:
            paragraphs[-1].append(part)
        else:
            paragraphs.append([part])
    lengths = [sum(len(part.folded.text) for part in paragraph) for paragraph in paragraphs]
    return [[part for at in places for part in paragraphs[at]] for places in stretches(lengths)]


def _texts(read: Sequence[Sequence[Part]]) -> list[str]:
    """The folded words of each stretch, as the tagger gets them."""
    return ["".join(part.folded.text for part in stretch) for stretch in read]


def _shared_out(stretch: Sequence[Part], tags: Sequence[Tag]) -> list[tuple[Part, list[Tag]]]:
    """Each passage with its tags in offsets of its own folded text; a tag over a border is cut there."""
    shared: list[tuple[Part, list[Tag]]] = []
    start = 0
    for part in stretch:
        end = start + len(part.folded.text)
        mine = [
            tag._replace(start=max(tag.start, start) - start, end=min(tag.end, end) - start)
            for tag in tags
            if tag.start < end and tag.end > start
        ]
        shared.append((part, mine))
        start = end
    return shared
