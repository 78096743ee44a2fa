"""The author's point by itself: where only scraps of an episode would be left, none of the episode is told.

Promises: nothing is said that the draft does not say; words that the person keeps stay; None where what is left would
be no text of its own. Then the draft needs the client's consent, or another example, and the person is told so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from assistant.domain.changes import UNKNOWN, Audience, Change, Rewritten, Source, Standing
from assistant.domain.details import Detail
from assistant.domain.text import Draft, Passage, Role
from assistant.rewrite.leaving_out import (
    count_words,
    emptied,
    is_request,
    is_thought,
    settled_without,
    taken_out,
    words_now,
)
from assistant.rewrite.line import RUNNING
from assistant.rewrite.people import CLIENT_NOUNS, HE_NOUNS, SHE_NOUNS
from assistant.rewrite.sentence import Sentence, parse

WHY = "What happened could only be told in scraps, so none of it is, and your point stands by itself."
WHY_GLIMPSE = "What happened could only be told in scraps; one sentence stands for all of it, beside your point."


SCRAPS = 0.5
"""Part of a case's words below which what is left of it no longer tells what happened."""
FEW_SENTENCES, FEW_WORDS = 3, 25
"""A case of fewer sentences, or of fewer words, is a glimpse, which may be cut to a few words and still be one."""
LEAST_OF_POST, LEAST, LEAST_TO_TEACH = 8, 15, 25
"""Words of running text that make a text of their own: a post, or another text that is as short, may be one thought."""
LEAST_SHARE = 0.15
"""Part of a longer draft's words below which what is left is no text: of four readers' 21 "nothing worth publishing is
left", six were called fit to publish, and four of those were longer drafts with 8 to 20 % of their words."""
SHORT = 130
"""Words of a draft that is a post, whatever it is for."""
ASKING = 0.34
"""Part of its sentences from which on a handout is an exercise, which asks about the case and is nothing without it."""

_PEOPLE = CLIENT_NOUNS | SHE_NOUNS | HE_NOUNS | frozenset("someone somebody person people couple family".split())
_THIRD = frozenset("she he her him his hers herself himself".split())
_LESSON = re.compile(
    r"\b(?:(?:I|we|what (?:the )?\w+)(?:['’]ve| have|['’]d| had)? (?:\w+ )?(?:learn(?:ed|t)|took)\b|taught me|lesson|"
    r"takeaway|reminded? me|the (?:point|moral) |I (?:think|believe|wonder) |(?:study|studies|research|authors?) )",
    re.I,
)
_BACK = re.compile(
    r"\b(?:it|this|these|those|they|them|both|he|she|her|him|his)\b"
    r"|(?:^\W*|[,;:] |\b(?:of|to|with|about|from|like|and|than|for|on|in|at|after|before|all|is|was|do|did) )that\b",
    re.I,
)
"""Words that point at what stood before; not the "that" of "thoughts that are never spoken"."""
_SUMS_UP = re.compile(r"(?:that|this)(?:['’]?s| is) ", re.I)
_USUALLY = re.compile(r"\b(?:often|usually|always|sometimes|rarely|seldom|never|can|may|might|tends? to)\b", re.I)
_ANYBODY = re.compile(
    r"(?:^|[:,;] |\b(?:that|how|when|if|because|what) )(?:(?:an?|any|every) (?:\w+ )?(?:kid|child|client|patient|"
    r"person|pupil|student|teenager|adult|parent|mother|father|man|woman|boy|girl|family|couple)|someone|somebody|anyone)\b"
    r"[^.:;]{0,60}?\b(?:can|can['’]t|may|might|often|usually|sometimes|rarely|will)\b",
    re.I,
)
"""Whoever it may be, of whom a sentence then says "she" or "him"."""
_TASK = re.compile(
    r"\W*(?:(?:for )?(?:group )?(?:discuss(?:ion)?|questions?)\b|exercise\b|now you\b|your turn\b|(?:your )?task\b|"
    r"in (?:pairs|threes|triads|(?:small )?groups)\b)",
    re.I,
)
"""How a handout begins to ask about its case."""
_TAGS = re.compile(r"[#@]\w+")
"""Under a post, and no words of it."""
_EVERYONE = re.compile(r"\b(?:you|your|yourself|people|we all|most of us|nobody ever|clients|patients|pupils)\b", re.I)


def is_scraps(draft: Draft, changes: Iterable[Change], case_passages: Collection[int]) -> bool:
    """Whether so little is left of what the draft told of its case that it no longer tells it."""
    now = tuple(changes)
    gone = emptied(draft, now)
    told = [p for p in running(draft) if p.index in case_passages or p.index in gone]
    words = sum(count_words(p.text) for p in told)
    if len(told) < FEW_SENTENCES or words < FEW_WORDS:
        return False
    return words_told(told, now) < SCRAPS * words


def words_told(story: Iterable[Passage], changes: Sequence[Change]) -> int:
    """How many words are left of a story; what a model told in general is told, in however few."""
    told = [c.span for c in changes if c.source is Source.MODEL and c.after.strip()]
    return sum(
        count_words(p.text if any(span.overlaps(p.span) for span in told) else words_now(p, changes)) for p in story
    )


def point_alone(
    draft: Draft,
    written: Rewritten,
    details: Collection[Detail],
    still: Collection[Detail],
    case_passages: Collection[int],
    standing: Standing = UNKNOWN,
    glimpse: int = -1,
) -> Rewritten | None:
    """`written` without the case and without what the author did in it; None where no sentence would be left.

    Of the case the passage `glimpse` stays, as it is worded.
    """
    gone = _episode(draft, written, details, still, case_passages)
    gone |= emptied_thoughts(draft, written, case_passages)
    gone = (gone | {p.index for p in running(draft) if p.index in standing.leaning}) - standing.firm - {glimpse}
    outside = only_outside(draft, written, gone)
    gone, anew = settled_without(draft, outside, gone, case_passages, standing)
    if all(p.index in gone for p in running(draft)):
        return None
    why = WHY if glimpse < 0 else WHY_GLIMPSE
    return with_what_went(taken_out(draft, outside, gone, anew, still, case_passages, why), details)


def with_what_went(written: Rewritten, details: Collection[Detail]) -> Rewritten:
    """The changes that leave a story out with every detail that goes with it, for whoever decides on them."""

    def whole(change: Change) -> Change:
        here = {d.id for d in details if d.counts and any(s.overlaps(change.span) for s in d.spans)}
        return replace(change, details=tuple(sorted({*change.details, *here})))

    return replace(written, changes=tuple(c if c.after.strip() else whole(c) for c in written.changes))


def glimpses(draft: Draft, written: Rewritten, still: Collection[Detail], case_passages: Collection[int]) -> list[int]:
    """Passages of the case that could stand for all of it: reworded, with nobody but "a client" in them, and short.

    "A client talked to me about being needed, and I've been carrying it round all day."
    """
    found = []
    for passage in running(draft):
        now = words_now(passage, written.changes).strip()
        reworded = passage.index in case_passages and now and now != passage.text.strip()
        told = any(s.overlaps(passage.span) for d in still for s in d.spans)
        if reworded and not told and count_words(now) <= MOST_OF_A_GLIMPSE and _INTRODUCED.match(now):
            found.append(passage.index)
    return found


MOST_OF_A_GLIMPSE = 24
"""Words of a sentence that may stand for a whole episode."""
_INTRODUCED = re.compile(r"(?:A|One|Another) (?:client|patient|pupil|student|family|couple)\b(?!['’])")


def too_little(draft: Draft, changes: Iterable[Change], case_passages: Collection[int], audience: Audience) -> bool:
    """Whether scraps are left of the case, and besides them no text of its own."""
    now = tuple(changes)
    if not is_scraps(draft, now, case_passages):
        return False
    left = [text for p in running(draft) if p.index not in case_passages and (text := words_now(p, now).strip())]
    left += [
        text
        for p in running(draft)
        if p.index in case_passages and (text := words_now(p, now).strip()) and _is_general(parse(p.text.strip()))
    ]
    return leaves_too_little(draft, left, audience)


def leaves_too_little(draft: Draft, left: Sequence[str], audience: Audience) -> bool:
    """Whether the sentences `left` beside a story that is told no more make no text of their own."""
    asked = sum(text.endswith("?") for text in left)
    task = any(_TASK.match(text) for text in left)
    if audience is Audience.TEACHING and (task or asked > ASKING * len(left)):
        return True
    short = audience is not Audience.TEACHING and (audience is Audience.POST or count_words(draft.text) <= SHORT)
    words = sum(count_words(_TAGS.sub(" ", text)) for text in left)
    least = LEAST_TO_TEACH if audience is Audience.TEACHING else LEAST_OF_POST if short else LEAST
    if not short:
        least = max(least, round(LEAST_SHARE * count_words(draft.text)))
    return words < least or not any(is_thought(text) for text in left)


def emptied_thoughts(draft: Draft, written: Rewritten, case_passages: Collection[int]) -> set[int]:
    """Sentences outside the case that `written` leaves out and that are no thoughts."""
    return {
        i
        for i in emptied(draft, written.changes)
        if i not in case_passages and not _is_general(parse(draft.passages[i].text.strip()))
    }


def running(draft: Draft) -> list[Passage]:
    """The sentences of a draft, without titles, tables and code."""
    return [p for p in draft.passages if p.role in RUNNING and p.text.strip()]


def only_outside(draft: Draft, written: Rewritten, gone: Collection[int]) -> Rewritten:
    """The changes of `written` in passages that stay, without those that leave them out."""
    stays = [p.span for p in draft.passages if p.index not in gone]
    kept = tuple(
        c
        for c in written.changes
        if any(s.overlaps(c.span) for s in stays) and (c.after.strip() or not _leaves_out(draft, c))
    )
    asides = tuple(
        c for c in written.changes if c not in kept and not any(p.span.overlaps(c.span) for p in draft.passages)
    )
    return Rewritten(tuple(sorted((*kept, *asides), key=lambda c: c.span)), written.unresolved)


def _leaves_out(draft: Draft, change: Change) -> bool:
    """Whether a change takes a whole sentence away."""
    return bool(emptied(draft, (change,)))


def _episode(
    draft: Draft,
    written: Rewritten,
    details: Collection[Detail],
    still: Collection[Detail],
    case_passages: Collection[int],
) -> set[int]:
    """The passages that tell of the case, and those in which the author tells what they did then."""
    held = (*draft.keeps, *draft.points)
    telling = [d for d in details if d.counts]
    empty = emptied(draft, written.changes)
    with_case = {draft.passages[i].paragraph for i in case_passages}
    gone: set[int] = set()
    begun, known = False, False
    told_so = -1
    """The paragraph that began with what the author did then."""
    for passage in running(draft):
        if any(h.overlaps(passage.span) for h in held):
            continue
        sentence = parse(passage.text.strip())
        if passage.index in case_passages:
            begun = True
            here = any(s.overlaps(passage.span) for d in telling for s in d.spans)
            open_ = any(s.overlaps(passage.span) for d in still for s in d.spans)
            lesson = _LESSON.search(passage.text) and not open_ and passage.index not in empty
            if not lesson and (here or not _is_general(sentence)):
                gone.add(passage.index)
            continue
        own = passage.paragraph not in with_case
        first = own and not any(p.paragraph == passage.paragraph for p in draft.passages[: passage.index])
        last = not any(p.paragraph == passage.paragraph and p.text.strip() for p in draft.passages[passage.index + 1 :])
        narrates = _narrates(sentence, begun=begun) or (not own and not last and _is_note(sentence))
        if narrates and first and begun:
            told_so = passage.paragraph
        if own and begun and narrates and told_so != passage.paragraph:
            narrates = any(sentence.low(i) in _THIRD for i in range(len(sentence)))
        on = told_so == passage.paragraph and not _stands_alone(sentence)
        if narrates or on or (begun and _points_at_someone(sentence, known=known)):
            gone.add(passage.index)
            continue
        if passage.role is Role.QUOTE and begun and passage.index - 1 in gone:
            gone.add(passage.index)
            continue
        known = any(sentence.low(i) in _PEOPLE for i in range(len(sentence)))
    return gone


def _is_general(s: Sentence) -> bool:
    """Whether a sentence that stands in the case speaks of people in general, to the reader, or of what a thing is."""
    if _supposes(s) or (_ANYBODY.search(s.text) is not None and is_thought(s.text)):
        return True
    if any(s.low(i) in _THIRD for i in range(len(s))) or not is_thought(s.text):
        return False
    if is_request(s) or _EVERYONE.search(s.text) is not None:
        return True
    first = next(iter(s.finite(0, len(s))), -1)
    bare = first == 1 and s.tag(0) in ("NN", "NNS") and s.low(0) not in _PEOPLE | _KIN
    usually = s.tag(0) == "VBG" and _USUALLY.search(s.text) is not None
    defines = s.low(0) == "the" and s.is_be(first) and s.low(first + 1) in ("a", "an", "the", "what", "part", "not")
    return bare or usually or defines


_OWN_KIN = frozenset(
    "mum mom mam mother dad father nan gran granny grandma grandad grandmother grandfather parents brother sister son "
    "daughter wife husband partner uncle aunt cousin".split()
)
_KIN = frozenset("mum mom mam dad nan gran granny grandma grandad parents carers staff".split())


def _stands_alone(s: Sentence) -> bool:
    """Whether a sentence makes sense without what the author told before it."""
    if _is_general(s) or _SUMS_UP.match(s.text) or _LESSON.search(s.text):
        return True
    return is_thought(s.text) and _BACK.search(s.text) is None


def _supposes(s: Sentence) -> bool:
    """ "If you grew up as the one who coped, rest can feel like stealing": nobody in particular, whatever the tense."""
    return s.low(0) in ("if", "when", "whenever", "once") and s.low(1) in ("you", "we", "people", "someone", "somebody")


def _narrates(s: Sentence, *, begun: bool) -> bool:
    """Whether the author tells here what happened: in the past, and before the case only of somebody."""
    first = next(iter(s.finite(0, len(s))), -1)
    if first < 0 or is_request(s) or _LESSON.search(s.text) or _supposes(s):
        return False
    if s.low(len(s) - 1) == "?" and not any(s.low(i) in _THIRD for i in range(len(s))):
        return False
    if _EVERYONE.search(s.text) and any(s.tag(i) in ("VBZ", "VBP") for i in s.finite(0, len(s))[1:]):
        return False  # "It was an opinion, and a quiet student is still telling you something."
    past = s.tag(first) == "VBD" or (s.low(first) in ("'d", "could", "would") and s.tag(first) in ("VBD", "MD"))
    if not past:
        return False
    if any(s.low(i) in ("my", "our") and s.low(i + 1) in _OWN_KIN for i in range(len(s))):
        return False  # the author's own
    return begun or any(s.low(i) in _PEOPLE - {"people", "family"} for i in range(len(s)))


def _is_note(s: Sentence) -> bool:
    """Whether words that stand among those of the case are a note on it: no verb, or none with a subject."""
    if "VB" in s.tags[:3] or s.low(len(s) - 1) == "?" or len(s) > _NOTE:
        return False
    first = next(iter(s.finite(0, len(s))), -1)
    return first <= 0 or s.low(first) == "could"


_NOTE = 12
"""Words and marks of the longest note."""


def _points_at_someone(s: Sentence, *, known: bool) -> bool:
    """Whether a "she" or "he" stands for somebody of whom nothing is told any more."""
    for i in range(len(s)):
        if s.low(i) in _PEOPLE:
            return False
        if s.low(i) in _THIRD:
            return not known
    return False
