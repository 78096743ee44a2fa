"""The author's point by itself, where the draft was read whole and every sentence is known to stand or not.

The rules of `point_alone` guess from a sentence's own words whether it makes sense without the story; here that has
been said (`pipeline.sifting`). Promises: nothing is said that the draft does not say; words that the person keeps stay;
a sentence that stands goes only if it holds a detail for which no wording was found.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from assistant.domain.changes import Audience, Change, Rewritten
from assistant.domain.details import Detail
from assistant.domain.text import Draft, Passage, Role
from assistant.language.spelling import variety
from assistant.rewrite.cohesion import smoothed
from assistant.rewrite.entities import client_noun
from assistant.rewrite.leaving_out import count_words, emptied, taken_out, words_now
from assistant.rewrite.lessons import lesson
from assistant.rewrite.line import RUNNING, is_choice, lines_of
from assistant.rewrite.point_alone import (
    SCRAPS,
    WHY,
    leaves_too_little,
    only_outside,
    running,
    with_what_went,
    words_told,
)

_PRONOUN = re.compile(r"(?:he|she|they|his|her|their|him|them)(?:['’]\w+)?", re.IGNORECASE)


def is_scraps(draft: Draft, changes: Iterable[Change], stands: Collection[int]) -> bool:
    """Whether sentences of the story went, and so little is left of it that it no longer tells what happened."""
    now = tuple(changes)
    gone = emptied(draft, now)
    story = [p for p in running(draft) if p.index not in stands]
    words = sum(count_words(p.text) for p in story)
    return any(p.index in gone for p in story) and words_told(story, now) < SCRAPS * words


def point_alone(
    draft: Draft,
    written: Rewritten,
    details: Collection[Detail],
    still: Collection[Detail],
    case_passages: Collection[int],
    stands: Collection[int],
) -> Rewritten | None:
    """`written` with all that stands and nothing else; None where that is nothing."""
    held = (*draft.keeps, *draft.points)
    empty = emptied(draft, written.changes)
    telling = [d for d in details if d.counts]
    gone = set()
    for passage in draft.passages:
        if passage.role not in RUNNING | {Role.HEADING} or not passage.text.strip() or is_choice(passage.text):
            continue
        told = passage.index in empty and _holds(passage, telling)
        if passage.index not in stands or told or _holds(passage, still):
            gone.add(passage.index)
    taught = {i: text for i in gone if (text := _lesson(draft, i, telling, case_passages))}
    gone -= taught.keys()
    gone -= {p.index for p in draft.passages if any(h.overlaps(p.span) for h in held)}
    gone |= _headings_over_nothing(draft, gone)
    if all(p.index in gone for p in running(draft)):
        return None
    outside = _with_their_pronouns(draft, only_outside(draft, written, gone), stands)
    lines = lines_of(
        draft,
        lambda p: "" if p.index in gone else taught.get(p.index) or words_now(p, outside.changes),
        case_passages,
    )
    anew = smoothed(lines)
    smoothed_away = {index for index, text in anew.items() if not text}
    if all(p.index in gone | smoothed_away for p in running(draft)):
        return None
    gone |= smoothed_away
    anew = taught | {index: text for index, text in anew.items() if text}
    return with_what_went(taken_out(draft, outside, gone, anew, still, case_passages, WHY), details)


def _lesson(draft: Draft, index: int, telling: Collection[Detail], case_passages: Collection[int]) -> str:
    """What a sentence of the story teaches about any client, where nothing is told in it."""
    passage = draft.passages[index]
    if index not in case_passages or passage.role not in RUNNING or _holds(passage, telling):
        return ""
    case_text = " ".join(draft.passages[i].text for i in sorted(case_passages))
    return lesson(passage.text, client_noun(case_text, draft.text, variety(draft.text)))


def _with_their_pronouns(draft: Draft, written: Rewritten, stands: Collection[int]) -> Rewritten:
    """`written` without the client in place of a "he" in a sentence that stands: there it is people in general."""
    standing = [p.span for p in draft.passages if p.index in stands]
    kept = (
        c for c in written.changes
        if not (_PRONOUN.fullmatch(c.before.strip()) and c.after and any(span.contains(c.span) for span in standing))
    )  # fmt: skip
    return replace(written, changes=tuple(kept))


def too_little(draft: Draft, changes: Iterable[Change], stands: Collection[int], audience: Audience) -> bool:
    """Whether scraps are left of the story, or of a draft that lost more than one, and that is no text of its own."""
    now = tuple(changes)
    written = running(draft)
    scraps = is_scraps(draft, now, stands)
    if not scraps and not (emptied(draft, now) and words_told(written, now) < SCRAPS * count_words(draft.text)):
        return False
    left = [text for p in written if (p.index in stands or not scraps) and (text := words_now(p, now).strip())]
    return leaves_too_little(draft, left, audience)


def _holds(passage: Passage, details: Collection[Detail]) -> bool:
    return any(s.overlaps(passage.span) for d in details for s in d.spans)


def _headings_over_nothing(draft: Draft, gone: Collection[int]) -> set[int]:
    """Headings under which everything goes; one under which nothing stood stays."""
    found: set[int] = set()
    under: list[Passage] = []
    for passage in reversed(draft.passages):
        if passage.role is Role.HEADING:
            if under and all(p.index in gone for p in under):
                found.add(passage.index)
            under = []
        elif passage.text.strip() and passage.role is not Role.MARKUP:
            under.append(passage)
    return found
