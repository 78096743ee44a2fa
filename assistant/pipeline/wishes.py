"""What the person asked for, brought onto a draft: words kept, details pinned, wordings turned down or written anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.diffing.align import hunks
from assistant.domain.changes import Change, Rewritten, Source, Unresolved
from assistant.domain.details import Detail, Kind
from assistant.domain.text import Draft, Edit, Passage, Span
from assistant.domain.works import OMITTED, Rungs, Work, plain
from assistant.pipeline.values import Analysis, NotADetail, Options, Result, Wish
from assistant.rewrite.trim import change_between

TURNED_DOWN = "You turned its wordings down; it is as you wrote it."
BESIDE_YOURS = "It went together with a sentence that you have worded yourself."


def rungs_wished(details: Sequence[Detail], wishes: Sequence[Wish]) -> dict[str, tuple[int, str]]:
    """The rung and the reason for each detail that a wish means, by id; the last wish holds."""
    found: dict[str, tuple[int, str]] = {}
    for wish in wishes:
        for detail in details:
            if detail.ladder is not None and wish.means(detail):
                found[detail.id] = (min(wish.rung, len(detail.ladder.rungs) - 1), wish.why)
    return found


AS_ELSEWHERE = "it is said like this in the other chapters"


def rungs_agreed(details: Sequence[Detail], work: Work | None) -> dict[str, tuple[int, str]]:
    """The rung and the reason for each detail that the chapters of a work say alike, by id."""
    if work is None:
        return {}
    found = {d.id: work.rung(d) for d in details if d.counts and d.kind is not Kind.PERSON_NAME}
    return {name: (rung, AS_ELSEWHERE) for name, rung in found.items() if rung}


def rungs_of(result: Result) -> tuple[Rungs, ...]:
    """Where the plan of a draft put every fact in it but names, by its words."""
    steps = {step.detail: step.rung for step in result.plan.steps}
    found = {
        Rungs(d.kind, plain(text), OMITTED if rung and rung == len(d.ladder.rungs) - 1 else rung): None
        for d in result.analysis.details
        if d.counts and d.ladder is not None and d.kind is not Kind.PERSON_NAME
        for rung in (steps.get(d.id, 0),)
        for text in d.texts
    }
    return tuple(found)


def without_what_is_none(details: Sequence[Detail], none: Sequence[NotADetail]) -> tuple[Detail, ...]:
    """The details, exempt where the person said that they give nobody away."""
    if not none:
        return tuple(details)
    why = "you said that it gives nobody away"
    return tuple(replace(d, exempt=why) if d.counts and any(n.means(d) for n in none) else d for d in details)


def for_the_next_pass(before: Analysis, options: Options) -> tuple[Wish, ...]:
    """The wishes, and those that keep a chosen wording where it is found again in the text that came out."""
    chosen = [
        Wish(d.kind, d.ladder.rungs[rung].text, 0, why)
        for d in before.details
        for rung, why in (rungs_wished([d], options.wishes).get(d.id, (0, "")),)
        if d.ladder is not None and rung and d.ladder.rungs[rung].text
    ]
    return (*options.wishes, *chosen)


def turned_down(draft: Draft, rejected: Mapping[str, tuple[str, ...]]) -> dict[Span, tuple[str, ...]]:
    """Where in `draft` the sentences stand whose wordings were turned down."""
    found: dict[Span, tuple[str, ...]] = {}
    for sentence, wordings in rejected.items():
        start = draft.text.find(sentence) if sentence else -1
        if start >= 0:
            found[Span(start, start + len(sentence))] = wordings
    return found


def honoured(draft: Draft, written: Rewritten, options: Options) -> Rewritten:
    """The changes with the person's own wordings in place and without those that they turned down."""
    changes, unresolved = list(written.changes), list(written.unresolved)
    for hunk in hunks(draft.text, draft.passages, [Edit(c.span, c.after) for c in written.changes]):
        if hunk.changed and hunk.after.strip() in options.rejected.get(hunk.before.strip(), ()):
            gone = [c for c in changes if c.span.overlaps(hunk.span)]
            changes = [c for c in changes if c not in gone]
            unresolved += _open(gone, TURNED_DOWN)
    for passage, wording in _edited(draft, options.edited):
        gone = [c for c in changes if c.span.overlaps(passage.span)]
        changes = [c for c in changes if c not in gone]
        unresolved = [u for u in unresolved if not u.span.overlaps(passage.span)]
        unresolved += _open([c for c in gone if not passage.span.contains(c.span)], BESIDE_YOURS)
        pair = change_between(passage, wording)
        if pair is not None:
            ids = tuple(dict.fromkeys(i for c in gone for i in c.details))
            span = pair[0]
            changes.append(Change(span, span.of(draft.text), pair[1], Source.PERSON, ids, (), "your own words"))
    return Rewritten(tuple(sorted(changes, key=lambda c: c.span)), tuple(sorted(unresolved, key=lambda u: u.span)))


def _edited(draft: Draft, edited: Mapping[str, str]) -> Iterator[tuple[Passage, str]]:
    """Where the person put their own words: a sentence, or several as one that a single change had joined."""
    ends = {p.span.start + len(p.text.rstrip()) for p in draft.passages}
    for words, wording in edited.items():
        for passage in draft.passages:
            start = passage.span.start
            if words and draft.text.startswith(words, start) and start + len(words) in ends:
                whole = Span(start, max(start + len(words), passage.span.end))
                yield replace(passage, span=whole, text=whole.of(draft.text)), wording


def _open(changes: Sequence[Change], why: str) -> list[Unresolved]:
    return [Unresolved(i, c.span, why) for c in changes for i in (c.details or ("",))]


def with_kept(draft: Draft, options: Options) -> Draft:
    """The draft with the words of the keep and point files marked wherever they stand, as inline marks would."""

    def spans(wanted: Sequence[str]) -> tuple[Span, ...]:
        found: list[Span] = []
        for words in wanted:
            if words.strip():
                pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)"
                found += [Span(*m.span()) for m in re.finditer(pattern, draft.text, re.IGNORECASE)]
        return tuple(found)

    wanted = (*options.keep, *(w.words for w in options.wishes if w.rung == 0))
    return replace(draft, keeps=draft.keeps + spans(wanted), points=draft.points + spans(options.point))


def pinned(before: Analysis) -> dict[str, tuple[int, str]]:
    """Details that the person asked to keep: they lie inside words that are kept, or are the point."""
    held = (*before.draft.keeps, *before.draft.points)
    return {
        detail.id: (0, "you asked to keep it")
        for detail in before.details
        if any(k.contains(s) for s in detail.spans for k in held)
    }
