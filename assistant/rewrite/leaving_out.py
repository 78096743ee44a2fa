"""Leaving sentences out: the last resort for what still tells when no wording was found for it.

Only sentences of the case go, with what leans on them; never one that holds a point or words to keep, and never so
many that the draft is stripped bare: then the words stay and the outcome says so. A direct identifier outside running
prose (a title, a table cell, pasted code) gives way to the person's role or to a dash.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import replace

from assistant.domain.changes import UNKNOWN, Change, Check, Rewritten, Source, Standing
from assistant.domain.details import Detail, Directness, Kind
from assistant.domain.text import Draft, Passage, Role, Span
from assistant.language.spelling import variety
from assistant.rewrite.cohesion import settled
from assistant.rewrite.dropping import leans_on_previous
from assistant.rewrite.entities import client_noun, usual_pronoun
from assistant.rewrite.footnotes import numbers
from assistant.rewrite.line import is_choice, lines_of
from assistant.rewrite.numbering import WHY as COUNTS_ON
from assistant.rewrite.numbering import renumbered
from assistant.rewrite.removing import removals
from assistant.rewrite.sentence import Sentence, parse
from assistant.rewrite.trim import change_between

MOST = 0.6
"""Part of a draft's words that may go as whole sentences; beyond that it would no longer be the author's text."""
SHORT = 130
"""Words of a draft that is a post: its point may be one sentence, and all the rest the case."""
MOST_OF_SHORT = 0.75
MUCH = 0.4
"""Part of a draft's words from which on what is left has to hold a thought of the author's."""
LEAST = 8
"""Words that have to be left of a post."""
BOLD = "**"
"""What opens and closes bold words, which may go on over sentences."""
WHY = "Nothing general could be said here that reads well, so it is left out."
WHY_ANEW = "The sentence before it went, and this one leant on it."
WHY_INSTEAD = "It identifies by itself, and stands where no sentence can be worded around it."
DASH = "–"
SOMEONE = "someone"
"""Stands for a name inside an address or a file name."""
FRAGMENT = 8
"""Words up to which a sentence without a finite verb makes no sense after one that went."""

_CHECKED = (Check("leak", True), Check("form", True))
_SENTENCES = frozenset({Role.BODY, Role.QUOTE, Role.LIST_ITEM})


def leave_out(
    draft: Draft,
    written: Rewritten,
    still: Collection[Detail],
    case_passages: Collection[int],
    standing: Standing = UNKNOWN,
) -> Rewritten:
    """`written`, with the passages left out in which the details `still` can be read."""
    already = emptied(draft, written.changes)
    gone = set(already)
    spent = sum(count_words(draft.passages[i].text) for i in gone)
    words = count_words(draft.text)
    budget = (
        int(MOST * words) if words > SHORT else max(int(MOST * words), min(int(MOST_OF_SHORT * words), words - LEAST))
    )
    for passage in sorted(_places(draft, still), key=lambda p: (count_words(p.text), p.index)):
        direct = any(d.directness is Directness.DIRECT for d in _here(passage, still))
        spent += count_words(passage.text)
        if _may_go(draft, passage, case_passages) and (direct or spent <= budget):
            gone.add(passage.index)
        else:
            spent -= count_words(passage.text)
    gone = _with_what_leans(draft, gone, already, case_passages) - standing.firm
    gone, anew = settled_without(draft, written, gone, case_passages, standing)
    stays = sum(count_words(p.text) for p in draft.passages if p.index not in gone and p.role is not Role.MARKUP)
    lost = sum(count_words(draft.passages[i].text) for i in gone)
    bare = stays < min(LEAST, words) or (lost > MUCH * words and not _has_point(draft, gone, case_passages))
    if bare and gone - already:
        # Nothing would be left to publish: what then stands is for the person to decide, but no name stands.
        named = [d for d in still if d.directness is Directness.DIRECT]
        apart = _instead(draft, named, written.changes, frozenset())
        return replace(written, changes=tuple(sorted((*written.changes, *apart), key=lambda c: c.span)))
    return taken_out(draft, written, gone, anew, still, case_passages)


def settled_without(
    draft: Draft, written: Rewritten, gone: Set[int], case_passages: Collection[int], standing: Standing
) -> tuple[set[int], dict[int, str]]:
    """The passages that go when `gone` do, and the words of those that have to be said anew."""
    anew = _settled(draft, written, gone, case_passages, standing)
    return {*gone, *(i for i, text in anew.items() if not text)}, {i: text for i, text in anew.items() if text}


def taken_out(
    draft: Draft,
    written: Rewritten,
    gone: Set[int],
    anew: Mapping[int, str],
    still: Collection[Detail],
    case_passages: Collection[int],
    why: str = "",
) -> Rewritten:
    """`written` without the passages `gone`, with `anew` said anew and a role or a dash for names that still stand.

    `why` is the reason that the person is shown; without one, that of each passage.
    """
    unnumbered = replace(written, changes=tuple(c for c in written.changes if c.why != COUNTS_ON))
    changes = _sentences_left_out(draft, unnumbered, gone, still, why)
    changes = _said_anew(draft, changes, anew)
    changes += _instead(draft, still, changes, case_passages)
    changes += renumbered(draft, changes)
    left = tuple(u for u in written.unresolved if not any(c.span.contains(u.span) for c in changes if not c.after))
    return Rewritten(tuple(sorted(changes, key=lambda c: c.span)), left)


def _has_point(draft: Draft, gone: Collection[int], case_passages: Collection[int]) -> bool:
    """Whether a thought of the author's is left, and not only what they did in a scene that is told no more."""
    return any(
        p.role in _SENTENCES and p.index not in gone and p.index not in case_passages and is_thought(p.text)
        for p in draft.passages
    )


def is_thought(text: str) -> bool:
    """Whether a sentence says something that holds, or asks the reader to do it: no scene, and no "I've never …"."""
    sentence = parse(text.strip())
    first = next(iter(sentence.finite(0, len(sentence))), -1)
    if len(sentence) < _THOUGHT:
        return False
    if first < 0 or is_request(sentence):
        return is_request(sentence)
    if first == 0:  # "Will bring lasagne." "Can anyone help?"
        return False
    perfect = sentence.low(first) in ("'ve", "have", "'d", "'m", "am", "has") and sentence.low(0) in ("i", "we")
    return sentence.tag(first) in ("VBZ", "VBP", "MD") and not perfect


def is_request(sentence: Sentence) -> bool:
    """Whether a sentence asks the reader to do something ("Please don't guess." "A rule of thumb: ask who drove.")."""
    colon = next((i for i in range(min(len(sentence), _LABEL)) if sentence.low(i) == ":"), -1)
    at = colon + 2 if sentence.low(colon + 1) == "please" else colon + 1
    return sentence.tag(at) == "VB" or sentence.tag(0) == "VB" or (at == 1 and sentence.low(1) in ("do", "don't"))


_LABEL = 10
"""Words and marks of the longest label before what is asked."""
_THOUGHT = 4
"""Words and marks of the shortest sentence that says something by itself."""


def count_words(text: str) -> int:
    return len(re.findall(r"\w+", text))


def _here(passage: Passage, details: Iterable[Detail]) -> list[Detail]:
    return [d for d in details if any(s.overlaps(passage.span) for s in d.spans)]


def _places(draft: Draft, still: Collection[Detail]) -> list[Passage]:
    return [p for p in draft.passages if p.role in _SENTENCES and _here(p, still)]


def emptied(draft: Draft, changes: Iterable[Change]) -> frozenset[int]:
    """Passages that a change leaves out already; of several that it words as fewer, those least like what it says."""
    gone: set[int] = set()
    for change in changes:
        whole = [
            p
            for p in draft.passages
            if p.text.strip() and change.span.contains(Span(p.span.start, p.span.start + len(p.text.rstrip())))
        ]
        left = len(_SENTENCE.findall(change.after))
        if change.source is Source.MODEL and left:
            continue  # several sentences told as one
        kept = _beginnings(change.after)
        near = sorted(whole, key=lambda p: (-len(kept & _beginnings(p.text)), p.index))
        gone |= {p.index for p in near[left:]}
    return frozenset(gone)


def _beginnings(text: str) -> set[str]:
    """The first letters of its longer words, which "grinned" and "grin" share."""
    return {word[:4] for word in re.findall(r"\w{4,}", text.lower())}


_SENTENCE = re.compile(r"\w[^.!?…]*(?:[.!?…]+|$)")


def _may_go(draft: Draft, passage: Passage, case_passages: Collection[int]) -> bool:
    held = (*draft.keeps, *draft.points)
    free = not is_choice(passage.text) and not any(h.overlaps(passage.span) for h in held)
    return passage.index in case_passages and free


def _with_what_leans(draft: Draft, gone: Set[int], already: Set[int], case_passages: Collection[int]) -> set[int]:
    """Also the short sentences that make no sense after one that went now ("With voices.", "That was all.")."""
    wider = set(gone)
    for before, passage in zip(draft.passages, draft.passages[1:], strict=False):
        if (
            before.index in wider
            and passage.index not in wider
            and passage.paragraph == before.paragraph
            and passage.role in _SENTENCES
            and _may_go(draft, passage, case_passages)
            and (_is_fragment(passage.text) or (before.index not in already and leans_on_previous(passage.text)))
        ):
            wider.add(passage.index)
    return wider


def _settled(
    draft: Draft, written: Rewritten, gone: Set[int], case_passages: Collection[int], standing: Standing
) -> dict[int, str]:
    """What else has to go or to change in a text without the passages `gone` (assistant.rewrite.cohesion)."""
    case_text = " ".join(p.text for p in draft.passages if p.index in case_passages)
    noun, pronoun = client_noun(case_text, draft.text, variety(draft.text)), usual_pronoun(case_text)
    lines = lines_of(draft, lambda p: "" if p.index in gone else words_now(p, written.changes), case_passages, standing)
    return settled(lines, noun, pronoun)


def words_now(passage: Passage, changes: Iterable[Change]) -> str:
    """The passage as the changes leave it."""
    text, start = passage.text, passage.span.start
    for change in sorted(changes, key=lambda c: c.span, reverse=True):
        if change.span.overlaps(passage.span):
            a, b = max(change.span.start - start, 0), min(change.span.end - start, len(text))
            text = text[:a] + (change.after if passage.span.contains(change.span) else "") + text[b:]
    return text


def _said_anew(draft: Draft, changes: list[Change], texts: Mapping[int, str]) -> list[Change]:
    """The changes with the passages `texts` worded so; what a wider change takes along stays with it."""
    for index, text in texts.items():
        passage = draft.passages[index]
        body = Span(passage.span.start, passage.span.start + len(passage.text.rstrip()))
        inside = [c for c in changes if c.span.overlaps(body)]
        pair = change_between(passage, text)
        if pair is None or not all(passage.span.contains(c.span) for c in inside):
            continue
        ids = tuple(dict.fromkeys(i for c in inside for i in c.details))
        changes = [c for c in changes if c not in inside]
        changes.append(Change(pair[0], pair[0].of(draft.text), pair[1], Source.RULE, ids, _CHECKED, WHY_ANEW))
    return changes


def _is_fragment(text: str) -> bool:
    sentence = parse(text.strip())
    return count_words(text) <= FRAGMENT and not sentence.finite(0, len(sentence))


def _sentences_left_out(
    draft: Draft, written: Rewritten, gone: Set[int], still: Collection[Detail], reason: str
) -> list[Change]:
    changes = list(written.changes)
    for span, run in removals(draft, gone):
        inside = [c for c in changes if c.span.overlaps(span)]
        changes = [c for c in changes if not c.span.overlaps(span)]
        passages = [draft.passages[i] for i in run]
        details = {d.id for p in passages for d in _here(p, still)} | {i for c in inside for i in c.details}
        why = reason or (inside[0].why if inside and not _here(passages[0], still) else WHY)
        words = span.of(draft.text)
        changes.append(
            Change(span, words, _half_of_a_pair(draft.text, span), Source.RULE, tuple(sorted(details)), _CHECKED, why)
        )
    return changes


def _half_of_a_pair(text: str, span: Span) -> str:
    """The sign of bold or slanted words in `span` whose other half stands in what is left of its paragraph."""
    words = span.of(text)
    if words.count(BOLD) % 2:
        return BOLD
    end = text.find("\n\n", span.end)
    around = text[text.rfind("\n\n", 0, span.start) + 1 : end if end >= 0 else len(text)]
    single, all_of_them = (len(_SLANTED.findall(each)) for each in (words, around))
    return "*" if single % 2 and not all_of_them % 2 else ""


_SLANTED = re.compile(r"(?m)(?<![*\\])\*(?!\*)(?<!^\*(?= ))")


def _instead(
    draft: Draft, still: Collection[Detail], changes: Collection[Change], case_passages: Collection[int]
) -> list[Change]:
    """A role, a dash or a number for direct identifiers that still stand, and a dash for cells that tell."""
    found: list[Change] = []
    taken = [c.span for c in changes]
    held = (*draft.keeps, *draft.points)
    labels = numbers(draft)
    for passage in draft.passages:
        for detail in _here(passage, still):
            cell = passage.role is Role.TABLE and passage.index in case_passages
            if detail.directness is not Directness.DIRECT and not cell:
                continue
            for span in detail.spans:
                if not passage.span.contains(span) or any(t.overlaps(span) for t in (*taken, *held)):
                    continue
                body = passage.text.strip()
                start = passage.span.start + passage.text.index(body)
                label = next((at for at in labels if at.contains(span)), None)
                place = label or (Span(start, start + len(body)) if cell else span)
                if any(t.overlaps(place) for t in taken):
                    continue
                taken.append(place)
                after = labels[label] if label else DASH if cell else _role(draft, detail, span)
                found.append(
                    Change(place, place.of(draft.text), after, Source.RULE, (detail.id,), _CHECKED, WHY_INSTEAD)
                )
    return found


def _role(draft: Draft, detail: Detail, span: Span) -> str:
    """What the person is, where a name stood ("A pupil reads aloud"); a dash for numbers and the like."""
    wording = detail.ladder.rungs[1].text if detail.ladder and len(detail.ladder.rungs) > 2 else ""
    joined = draft.text[span.end : span.end + 1] in ("-", "_") or draft.text[: span.start].endswith(("#", "-", "_"))
    if joined or any(h.contains(span) for h in draft.hidden):
        return SOMEONE
    if detail.kind is not Kind.PERSON_NAME or not wording:
        return DASH
    line = draft.text[draft.text.rfind("\n", 0, span.start) + 1 : span.start]
    starts = re.search(r"(?:^|[:.!?])[\s\"'“‘>#*_-]*$", line) is not None
    return wording[0].upper() + wording[1:] if starts else wording
