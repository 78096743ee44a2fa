"""When a sentence may be left out altogether, and which sentences make no sense without the one before."""

from __future__ import annotations

import re

from assistant.domain.changes import RewriteRequest
from assistant.domain.details import Kind
from assistant.domain.text import Draft, Passage, Role
from assistant.rewrite.marked import Marked
from assistant.rewrite.sentence import parse

LEANING = re.compile(
    r"^(?:[\"“'‘]?)(?:That|This|These|Those|It|Which|And|But|So|Then|Because|Or|Not|Neither|Nor|Both|Even|Instead|"
    r"He (?:did|was|is|has|had|does)(?:n['’]t)?\.|She (?:did|was|"
    r"is|has|had|does)(?:n['’]t)?\.|She isn['’]t|He isn['’]t)\b"
)
_THERE = re.compile(
    r"^There (?:it|he|she|they) (?:is|was|are|were)\."
    r"|^There(?:['’]s| is| was) (?:one|another) (?:still|left|more|on|in)\b"
)
_STRANDED = re.compile(r"\b(?:to|so|not|did|does|was|too|one|it|that|them|n['’]t)[.!?]?$", re.I)
MAIN_POINT = re.compile(
    r"\b(?:I (?:think|learned|learnt|believe|wonder|keep|notice)|we (?:all|need|should|can)|you(?:r|'re|’re)?|matters?|"
    r"sometimes|often|always|never|people|most of us)\b",
    re.I,
)
_OBJECT = re.compile(
    r"^(?:I|We|You)(?:['’](?:ve|d|m|re|ll))? (?:\w+ ){1,2}(?:it|this|them)"
    r"(?: (?:\w+ times|at least|a lot|all the time|often|every|again|too|so often|once|twice|most|weekly|daily|from)\b"
    r"|[.,!])"
)
"""Something heard or seen that was named in the sentence before ("I hear it at least once a month")."""
_EXPLETIVE = re.compile(
    r"^It (?:seem|appear|occurr|struck|turn|took|was|is|'s|’s)\w*\b[^.;]{0,25}?\b(?:that|to \w+ (?!it|that)|how|me)\b"
)
MOST_WORDS_OF_A_RECORD = 12
"""The same of a draft that is to stay whole: what says when or who, and no finding."""
MOST_WORDS = 30
"""A longer sentence is not left out without being asked."""


def leans_on_previous(text: str) -> bool:
    """Whether the sentence points back at the one before it."""
    bare = text.strip()
    if _EXPLETIVE.match(bare):
        return False
    return LEANING.match(bare) is not None or _THERE.match(bare) is not None or echoes(bare)


def echoes(bare: str) -> bool:
    """Whether the sentence ends in, or is about, an "it" or "them" that the one before it named."""
    if _OBJECT.match(bare):
        return True
    return len(bare.split()) <= 6 and _STRANDED.search(bare) is not None


def may_go(
    request: RewriteRequest, passage: Passage, marked: Marked, *, leaning: bool = False, background: bool = False
) -> bool:
    """Whether the paragraph keeps its sense without this passage: a sentence of the case, in running text, that
    holds no point, is not all that its paragraph says, and does not carry the author's own thought."""
    if (
        request.whole
        or passage.role not in (Role.BODY, Role.QUOTE)
        or marked.fixed
        or passage.index not in request.case_passages
    ):
        return False
    if any(held.overlaps(passage.span) for held in (*request.draft.keeps, *request.draft.points)):
        return False
    if len(marked.text.split()) > (MOST_WORDS_OF_A_RECORD if request.whole else MOST_WORDS) or MAIN_POINT.search(
        marked.text
    ):
        return False
    if not leaning and not marked.spots:
        return False
    if _needed_later(request, passage):
        return False
    if background and any(leans_on_previous(p.text) for p in request.draft.passages if p.index == passage.index + 1):
        return False
    mates = [p for p in request.draft.passages if p.paragraph == passage.paragraph and p.role is passage.role]
    return len(mates) > 1 or len(request.draft.passages) > 4


def _needed_later(request: RewriteRequest, passage: Passage) -> bool:
    """Whether something is introduced here that a later sentence takes as known: "a hamster … the hamster"."""
    sentence = parse(passage.text)
    new = {
        sentence.low(k)
        for i in range(len(sentence))
        if sentence.low(i) in ("a", "an")
        for k in range(i + 1, min(i + 4, len(sentence)))
        if sentence.tag(k) == "NN"
    }
    later = " ".join(p.text.lower() for p in request.draft.passages if p.index > passage.index and p.role.is_prose)
    both = "couple" in new and re.search(r"\bhe\b", later) and re.search(r"\bshe\b", later)
    return bool(both) or any(re.search(rf"\bthe {re.escape(noun)}\b", later) for noun in new)


def is_signature(draft: Draft, passage: Passage, marked: Marked) -> bool:
    """Whether a passage is a name under the text and nothing else: "The client" in its place signs nothing."""
    written = [p for p in draft.passages if p.text.strip()]
    if len(marked.spots) != 1 or len(written) < 2 or passage is not written[-1]:
        return False
    name = marked.spots[0]
    beside = marked.text[: name.start] + marked.text[name.end :]
    return name.kind is Kind.PERSON_NAME and re.search(r"\w", beside) is None


def is_background(marked: Marked) -> bool:
    """Whether the sentence only says who the client is: "is" or "has", and little besides what is to go."""
    sentence = parse(marked.text)
    verbs = sentence.finite(0, len(sentence))
    if not verbs or not all(sentence.is_be(v) or sentence.low(v) in _STATES for v in verbs):
        return False
    if any(sentence.low(i) in ("n't", "not", "never", "been") for i in range(len(sentence))):
        return False
    if any(s.kind in (Kind.SPEECH, Kind.EVENT, Kind.MOMENT, Kind.HEALTH) for s in marked.spots):
        return False
    kept = [
        i
        for i in sentence.content(range(len(sentence)))
        if i not in verbs and not any(s.start <= sentence.start(i) < s.end for s in marked.spots)
    ]
    return len(kept) <= 1


_STATES = frozenset({"has", "had", "have", "lives", "lived", "works", "worked"})
