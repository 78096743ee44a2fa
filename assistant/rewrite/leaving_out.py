"""Leaving sentences out: the last resort for what still tells when no wording was found for it.

Only sentences of the case go, never one that holds a point or words to keep, and never so many that the draft is
stripped bare: then the words stay and the outcome says so. A direct identifier outside running prose (a table cell,
pasted code, a list of facts) gives way to a dash.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from assistant.domain.changes import Change, Check, Rewritten, Source
from assistant.domain.details import Detail, Directness
from assistant.domain.text import Draft, Passage, Role, Span
from assistant.language.spelling import variety
from assistant.rewrite.cohesion import Line, settled
from assistant.rewrite.entities import client_noun, usual_pronoun
from assistant.rewrite.trim import change_between

MOST = 0.6
"""Part of a draft's words that may go as whole sentences; beyond that it would no longer be the author's text."""
WHY = "Nothing general could be said here that reads well, so the sentence is left out."
DASH = "–"

_CHECKED = (Check("leak", True), Check("form", True))


@dataclass(frozen=True, slots=True)
class _Gone:
    """A place to empty, and what stands there afterwards."""

    span: Span
    after: str


def leave_out(draft: Draft, written: Rewritten, still: Collection[Detail], case_passages: Collection[int]) -> Rewritten:
    """`written`, with the passages left out in which the details `still` can be read."""
    budget = int(MOST * _count(draft.text))
    spent = sum(_count(c.before) for c in written.changes if not c.after.strip())
    changes = list(written.changes)
    done: set[str] = set()
    for passage in sorted(_places(draft, still), key=lambda p: (_count(p.text), p.index)):
        here = [d for d in still if any(s.overlaps(passage.span) for s in d.spans)]
        gone = _gone(draft, passage, here, case_passages, {c.span for c in changes if not c.after.strip()})
        cost = sum(_count(g.span.of(draft.text)) for g in gone)
        direct = any(d.directness is Directness.DIRECT for d in here)
        if not gone or (spent + cost > budget and not direct):
            continue
        spent += cost
        for place in gone:
            changes = [c for c in changes if not c.span.overlaps(place.span)]
            changes.append(
                Change(
                    place.span,
                    place.span.of(draft.text),
                    place.after,
                    Source.RULE,
                    tuple(d.id for d in here),
                    _CHECKED,
                    WHY,
                )
            )
        done |= {d.id for d in here}
    changes = _settle(draft, changes, case_passages)
    left = tuple(u for u in written.unresolved if u.detail not in done or not _covered(u.span, changes))
    return Rewritten(tuple(sorted(changes, key=lambda c: c.span)), left)


def _settle(draft: Draft, changes: list[Change], case_passages: Collection[int]) -> list[Change]:
    """The changes, and those that a text without these sentences needs so that nothing hangs."""
    case_text = " ".join(p.text for p in draft.passages if p.index in case_passages)
    noun, pronoun = client_noun(case_text, draft.text, variety(draft.text)), usual_pronoun(case_text)
    fixed = (*draft.keeps, *draft.points)
    lines = [
        Line(
            p.index,
            p.paragraph,
            p.role,
            p.text,
            _now(p, changes),
            p.index in case_passages,
            any(f.overlaps(p.span) for f in fixed),
        )
        for p in draft.passages
    ]
    passages = {p.index: p for p in draft.passages}
    for index, text in settled(lines, noun, pronoun).items():
        passage = passages[index]
        ids = tuple(dict.fromkeys(i for c in changes if c.span.overlaps(passage.span) for i in c.details))
        kept = [c for c in changes if not c.span.overlaps(passage.span)]
        if text:
            pair = change_between(passage, text)
            places = [_Gone(*pair)] if pair else []
        elif passage.role is Role.LIST_ITEM:
            places = [_Gone(_item(draft, passage), "")]
        else:
            places = [_Gone(_sentence(draft, passage, {c.span for c in kept if not c.after.strip()}), "")]
        wide = any(c.span.overlaps(passage.span) and not passage.span.contains(c.span) for c in changes)
        if wide or any(c.span.overlaps(g.span) for g in places for c in kept):
            continue
        why = "said anew, since the sentence before it went" if text else WHY
        changes = kept + [
            Change(g.span, g.span.of(draft.text), g.after, Source.RULE, ids, _CHECKED, why) for g in places
        ]
    return changes


def _now(passage: Passage, changes: Collection[Change]) -> str:
    """The passage as the changes leave it."""
    text, start = passage.text, passage.span.start
    for change in sorted(changes, key=lambda c: c.span, reverse=True):
        if not change.span.overlaps(passage.span):
            continue
        a, b = max(change.span.start - start, 0), min(change.span.end - start, len(text))
        text = text[:a] + (change.after if passage.span.contains(change.span) else "") + text[b:]
    return text


def _count(text: str) -> int:
    return len(re.findall(r"\w+", text))


def _covered(span: Span, changes: Collection[Change]) -> bool:
    return any(c.span.contains(span) for c in changes)


def _places(draft: Draft, still: Collection[Detail]) -> list[Passage]:
    spans = [s for d in still for s in d.spans]
    return [p for p in draft.passages if p.role is not Role.MARKUP and any(s.overlaps(p.span) for s in spans)]


def _gone(
    draft: Draft, passage: Passage, here: list[Detail], case_passages: Collection[int], empty: Collection[Span]
) -> list[_Gone]:
    """What to empty in this passage: all of it, or only its direct identifiers, or nothing."""
    held = (*draft.keeps, *draft.points)
    if any(h.overlaps(passage.span) for h in held):
        return []
    if passage.role in (Role.BODY, Role.QUOTE) and passage.index in case_passages:
        return [_Gone(_sentence(draft, passage, empty), "")]
    if passage.role is Role.LIST_ITEM and passage.index in case_passages:
        return [_Gone(_item(draft, passage), "")]
    if passage.role is Role.TABLE and passage.index in case_passages:
        body = passage.text.strip()
        start = passage.span.start + passage.text.index(body)
        return [_Gone(Span(start, start + len(body)), DASH)]
    return [
        _Gone(s, DASH) for d in here if d.directness is Directness.DIRECT for s in d.spans if passage.span.contains(s)
    ]


def _sentence(draft: Draft, passage: Passage, empty: Collection[Span]) -> Span:
    """The sentence with the space that it would leave behind; a whole paragraph goes with its line end."""
    text, span = draft.text, passage.span
    mates = [p for p in draft.passages if p.paragraph == passage.paragraph and p.role is passage.role]
    others = [p for p in mates if p is not passage and not any(e.overlaps(p.span) for e in empty)]
    end = span.end
    if not others:
        return Span(min(p.span.start for p in mates) if len(mates) == 1 else span.start, _after_blank(text, end))
    while end > span.start and text[end - 1] in "\r\n":
        end -= 1
    start = span.start
    if end < span.end:
        while start > 0 and text[start - 1] in " \t":
            start -= 1
    return Span(start, end)


def _after_blank(text: str, end: int) -> int:
    """Past the blank lines that follow a paragraph."""
    match = re.compile(r"[ \t]*(?:\r?\n[ \t]*)*").match(text, end)
    return match.end() if match and match.end() < len(text) else end


def _item(draft: Draft, passage: Passage) -> Span:
    """A one-sentence list item with its bullet and line end; of a longer item, the sentence alone."""
    mates = [p for p in draft.passages if p.paragraph == passage.paragraph and p.role is passage.role]
    if len(mates) > 1:
        return _sentence(draft, passage, ())
    start = draft.text.rfind("\n", 0, passage.span.start) + 1
    end = passage.span.end
    if not draft.text[:end].endswith("\n"):
        line = draft.text.find("\n", end)
        end = len(draft.text) if line < 0 else line + 1
    return Span(start, end)
