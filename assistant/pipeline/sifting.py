"""Which sentences of a draft would stand without its case, as the sifter holds who has read all of it.

The tagger says so too, from a few paragraphs at a time; the sifter, which is the tagger reading the draft whole, knows
whether a "that" points at the story or at a thought (docs/evaluation/prose.md). Where it can't be asked the tagger's
word on the paragraphs stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from assistant.detect.detector import Detected
from assistant.detect.opening import OWN_CASE
from assistant.detect.reading import PERSON_KINDS
from assistant.detect.tags import Tags
from assistant.domain.changes import Voice
from assistant.domain.details import Detail, Directness, Kind
from assistant.domain.ports import Sifter, Tag
from assistant.domain.text import Draft, Passage, Span
from assistant.pipeline.values import Analysis
from assistant.pipeline.weighing import logits, probability, weighed

STANDS, FIRMLY = 0.35, 0.5
"""From the first on a sentence stands, all things weighed, from the second on one that hangs easily. Of 13,937 in 900
drafts left out of training 429 are orphans then and 251 needless cuts, and 552 drafts are all right (.4 and .5: 404,
271 and 548; .35 and .6: 418, 265 and 551; by the scores alone, from .5 and .7 on: 479, 284 and 529)."""
SHORT = 3
"""Words of a reaction ("Nothing clever."), which hangs easily where the sentence before it goes."""
SURELY = 0.97
"""From here on nothing in a sentence is the case's. Of 5,588 details that must go, in the author's drafts left out of
training, 36 stand in such sentences; with .95 it would be 46."""
SURELY_NAMED = 0.983
"""The same for names and for words that were said: of the 597 that must go in the author's drafts no name stands in
such a sentence, and of what was said two pieces, both in one form (with .98, a name there as well); to leave one would
hurt most. Every third sentence is as sure, hardly one is surer than .986: it was taught .98."""
BESIDE, BARELY = 0.97, 0.9
"""From the first on a name, from the second on anything else is yours where the tagger, who reads word by word, holds
that it tells hardly anything of a person of the case (`NOBODY`, `Detected.barely`). Either alone errs; of what counts
in 216 drafts of authors left out of training, both together freed seven details and no label."""
NOBODY = 0.25
"""How far a name may be that of a person of the case, read in the whole draft, to be yours, where nothing else counts
in its sentences. Of 205 names in those drafts seven were freed that no label asks for ("before Kev does fire exits"),
and of the 135 that must go three, all in one safety plan; else they become a client or somebody in a sentence that
speaks of neither."""
MAYBE, SURE = 0.35, 0.7
"""How far the tagger has to hold that a draft tells of a case before the sifter is asked whether it does, where nobody
saw one; and from where on it isn't asked, where one was seen."""
WHOLE = 0.4
"""Where every sentence stands as far as this, and the tagger is not sure, a draft tells of no case. So it is in 411 of
440 harmless drafts left out of training and in 19 of 900 cases; with .3 in 413 and 23."""
LEANING, SURELY_LEANING, SHARE = 0.1, 0.03, 0.3
"""A sentence below the first makes no sense without a case; where that is so of this share of a draft, and surely so of
one sentence, it tells of one. Of 325 drafts with a case that training had left out 12 were not seen as one: this saw
five of them with an earlier sifter. It is so of 5 of 440 harmless drafts now."""
FEW, LEANING_OF_FEW = 6, 0.075
"""Sentences up to which a draft is short, and below what one of them tells of a case there. Of 400 short drafts with a
case 51 were not seen as one: with that sifter this saw eleven of them, and a case in two of 410 harmless ones."""
YOURS = "its sentence would make sense without the case, so it is taken to be yours"
_SOMEBODY = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.IGNORECASE)
_HIM = re.compile(r"[\W_]*(?:he|she|they|his|her|their)\b", re.IGNORECASE)
_TAGS = re.compile(r"\s*(?:#\w+\s*)+")
_SIGNED = re.compile(r"[\W_]*(?:[A-Z][\w.'’-]*[\s,]*|(?:and|from|the|of|with|love|thanks|wishes|regards)[\s,]+){1,9}")
"""A name under a text, or a greeting with one ("With love from Sandra")."""
_POINTING = re.compile(r"(?:He|She|They|His|Her|Their|It|That|This|Those|These|There)\b")


class _Whole:
    """The sifter as what a memory of marks asks."""

    def __init__(self, sifter: Sifter) -> None:
        self.tag = sifter.sift


class Sifted(NamedTuple):
    """What a sifter read: by passage index, how far it would stand, from 0 to 1, and the same token by token."""

    scores: Mapping[int, float]
    marks: tuple[Tag, ...]
    stands: frozenset[int] = frozenset()
    """The passages that would stand."""

    @property
    def tells(self) -> bool:
        """Whether a draft in which nobody saw a case tells of one: much of it would make no sense without.

        Of a short one, a single sentence is much.
        """
        if len(self.scores) <= FEW:
            return bool(self.leaning)
        return len(self.leaning) >= SHARE * len(self.scores) and min(self.scores.values()) < SURELY_LEANING

    @property
    def leaning(self) -> frozenset[int]:
        """The passages that make no sense without a case."""
        least = LEANING_OF_FEW if len(self.scores) <= FEW else LEANING
        return frozenset(index for index, score in self.scores.items() if score < least)

    @property
    def stands_whole(self) -> bool:
        """Whether nothing in a draft needs a case to make sense."""
        return min(self.scores.values()) >= WHOLE

    def surely(self, detail: Detail, draft: Draft, least: float) -> bool:
        """Whether every place of a detail, and the sentence around it, stand as surely as `least`.

        A sentence that says "my client" never does: what the sifter never saw the like of it may take for anything.
        """
        return self.stands_at(detail, draft, least) and all(mark.score >= least for mark in self.over(detail))

    def over(self, detail: Detail) -> Iterator[Tag]:
        """What was read of the tokens of a detail, wherever it is."""
        return (m for place in detail.spans for m in self.marks if m.start < place.end and place.start < m.end)

    def stands_at(self, detail: Detail, draft: Draft, least: float) -> bool:
        """Whether the sentences around all its places stand as surely as `least`; one with "my client" never does."""
        return all(
            any(p.span.contains(place) and self.passage_stands(p, draft, least) for p in draft.passages)
            for place in detail.spans
        )

    def passage_stands(self, passage: Passage, draft: Draft, least: float) -> bool:
        """Whether a sentence stands as surely as `least`, neither saying "my client" nor speaking of one before."""
        sure = self.scores.get(passage.index, 0.0) >= least
        return sure and not OWN_CASE.search(passage.text) and not self._leans(passage, draft)

    def _leans(self, passage: Passage, draft: Draft) -> bool:
        """Whether a sentence begins with somebody ("She …") of whom one that does not stand has spoken."""
        before = next((p for p in reversed(draft.passages[: passage.index]) if p.index in self.scores), None)
        return before is not None and before.index not in self.stands and _HIM.match(passage.text.lstrip()) is not None


def is_doubtful(draft: Draft, detected: Detected, voice: Voice) -> bool:
    """Whether the sifter is to be asked if a draft tells of a case.

    Where nobody saw one and the draft is short or the tagger holds it possible, or where one was seen of which the
    tagger isn't sure; never against a client's own voice, or against words like "my client", nor against an author who
    says that all of it is invented.
    """
    if not detected.case_passages:
        if any(said.kind is Kind.FICTION for said in detected.statements):
            return False
        short = sum(bool(p.text.strip()) for p in draft.passages) <= FEW
        return short or (detected.tells or 0.0) >= MAYBE
    unsure = detected.tells is not None and detected.tells < SURE
    return unsure and voice is Voice.AUTHOR and OWN_CASE.search(draft.text) is None


class Sifting:
    """A sifter with a memory of what it read."""

    def __init__(self, sifter: Sifter) -> None:
        self._sifter = sifter
        self._read = Tags(_Whole(sifter))
        self._wanted = ""

    def awaits(self, draft: Draft) -> bool:
        """Whether a draft is still to be read; then its text is the one that `wants` knows."""
        if not draft.text.strip() or self._read.known(draft.text) is not None:
            return False
        self._wanted = draft.text
        return True

    def wants(self, text: str) -> bool:
        """Whether `text` is the draft that was found last to be still unread."""
        return bool(text) and text == self._wanted and self._read.known(text) is None

    def ask(self, text: str) -> bool:
        """Have a draft read; whether it could be."""
        return self._read.ask([text])

    def read(self, draft: Draft) -> Sifted | None:
        """What the sifter says of a draft; None where it could not read it."""
        if not draft.text.strip() or not self.ask(draft.text):
            return None
        marks = self._read.known(draft.text) or ()
        scores = scored(draft, marks)
        return Sifted(scores, marks, standing(draft, standing_weighed(draft, marks))) if marks else None


def trusted(read: Sifted | None, draft: Draft, detected: Detected) -> Sifted | None:
    """What was read of a draft in which a case was seen; None where the sifter holds that it tells of none, surely so.

    Its mistake is then the likelier one, and what it says of single sentences is worth nothing: "My client Ann Croft, a
    baker of 34, lost her twins. She came with Sarah Bell again." would stand by .98.
    """
    return None if read is None or (_surely_tells(draft, detected) and read.stands_whole) else read


def _surely_tells(draft: Draft, detected: Detected) -> bool:
    """Whether a case that was seen is one for sure: where the tagger wasn't, the sifter has been asked (`is_doubtful`),
    and it is one all the same."""
    return detected.tells is not None or OWN_CASE.search(draft.text) is not None


def taken_as_own(
    details: Sequence[Detail],
    voice: Voice,
    draft: Draft,
    seen: Detected,
    read: Sifted | None,
    original: Analysis | None,
) -> tuple[Detail, ...]:
    """`details` without ladders yet, in which those do not count that surely stand without the case.

    Not in the client's voice, and never an address, a number, or what he or she said: those left standing would hurt
    most; nor anything beside a detail that does not, except by the tagger's word as well. In our own result, made from
    `original`, they are those that did not count there.
    """
    if original is not None:
        own = {text.lower() for d in original.details if d.exempt == YOURS for text in d.texts}
        own -= {text.lower() for d in original.details if d.counts for text in d.texts}
        return tuple(d.exempted(YOURS) if d.counts and all(t.lower() in own for t in d.texts) else d for d in details)
    if read is None or voice is not Voice.AUTHOR:
        return tuple(details)
    yours = {d.id for d in details if d.counts and _is_yours(d, draft, read)}
    both = {d.id for d in details if d.counts and _is_beside(d, draft, seen, read)}
    named = {d.id for d in details if d.id in both and d.kind in PERSON_KINDS} - yours
    rest = [d for d in details if d.counts and d.id not in yours | both]
    both -= {d.id for d in details if d.id in named and _shares_a_sentence(d, rest, draft)}
    told = [d for d in details if d.counts and d.id not in yours | both]
    if not told and _surely_tells(draft, seen):
        return tuple(details)  # somebody's they must be
    around = [p.span for p in draft.passages if any(p.span.overlaps(s) for d in told for s in d.spans)]
    return tuple(
        d.exempted(YOURS)
        if d.id in both or (d.id in yours and not any(a.overlaps(s) for a in around for s in d.spans))
        else d
        for d in details
    )


def _is_yours(detail: Detail, draft: Draft, read: Sifted) -> bool:
    """Whether a detail surely stands without the case, as surely as its kind asks for."""
    if not detail.spans or (detail.directness is Directness.DIRECT and detail.kind not in PERSON_KINDS):
        return False
    said = detail.directness is Directness.VERBATIM
    if said and any(_SOMEBODY.search(p.text) for p in draft.passages for s in detail.spans if p.span.overlaps(s)):
        return False
    return read.surely(detail, draft, SURELY_NAMED if said or detail.kind in PERSON_KINDS else SURELY)


def _shares_a_sentence(detail: Detail, others: Sequence[Detail], draft: Draft) -> bool:
    """Whether one of `others` lies in a sentence with one of its places."""
    around = [p.span for p in draft.passages if any(p.span.overlaps(s) for s in detail.spans)]
    return any(a.overlaps(s) for a in around for other in others for s in other.spans)


def untold(
    details: Sequence[Detail], voice: Voice, draft: Draft, seen: Detected, read: Sifted | None
) -> frozenset[str]:
    """The sentences that surely stand, of which nothing counts and no word tells of anybody, or something is yours.

    None in the client's voice, where nothing is taken to be yours.
    """
    if read is None or voice is not Voice.AUTHOR:
        return frozenset()
    told = [span for d in details if d.counts for span in d.spans]
    yours = [span for d in details if d.exempt == YOURS for span in d.spans]
    found = set()
    for p in draft.passages:
        words = Span(p.span.start, p.span.start + len(p.text.rstrip()))
        silent = any(w.contains(words) for w in seen.barely) or any(words.overlaps(span) for span in yours)
        if silent and read.passage_stands(p, draft, BARELY) and not any(words.overlaps(span) for span in told):
            found.add(p.text.strip())
    return frozenset(found - {""})


def without_untold(details: Sequence[Detail], draft: Draft, before: frozenset[str]) -> tuple[Detail, ...]:
    """`details`, of which do not count those that name nobody and are seen only now, in sentences that were `untold`.

    With less around them words look otherwise: what tagger and sifter held of the whole draft goes before.
    """
    same = [p.span for p in draft.passages if p.text.strip() in before] if before else []
    return tuple(
        d.exempted(YOURS)
        if same
        and d.counts
        and d.spans
        and d.directness is not Directness.DIRECT
        and all(any(p.contains(span) for p in same) for span in d.spans)
        else d
        for d in details
    )


def _is_beside(detail: Detail, draft: Draft, seen: Detected, read: Sifted) -> bool:
    """Whether the tagger holds its words, wherever they are, to be none of the case's, and their sentences stand."""
    if not detail.spans or (detail.directness is Directness.DIRECT and detail.kind not in PERSON_KINDS):
        return False
    if detail.kind in PERSON_KINDS:
        return read.stands_at(detail, draft, BESIDE) and all(mark.case <= NOBODY for mark in read.over(detail))
    aside = all(any(words.contains(place) for words in seen.barely) for place in detail.spans)
    return aside and read.stands_at(detail, draft, BARELY)


def standing(draft: Draft, scores: Mapping[int, float]) -> frozenset[int]:
    """The passages that stand, as far as `standing_weighed` says; more is asked of what hangs easily."""
    found: set[int] = set()
    before = True
    for passage in draft.passages:
        if passage.index not in scores:
            continue
        follows = not before and (len(passage.text.split()) <= SHORT or _POINTING.match(passage.text.lstrip()))
        hangs = follows or _SOMEBODY.search(passage.text)
        before = scores[passage.index] >= (FIRMLY if hangs else STANDS)
        if before:
            found.add(passage.index)
    return frozenset(found | _belonging(draft)) if found else frozenset()


def _belonging(draft: Draft) -> set[int]:
    """Lines of hashtags and the name under a text: they belong to whatever is left of it.

    In case drafts with labels 51 of 58 such lines stand, and 19 of 20 names; what tells in them goes all the same.
    """
    written = [p for p in draft.passages if p.text.strip()]
    found = {p.index for p in written if _TAGS.fullmatch(p.text)}
    last = written[-1]
    alone = len(written) > 1 and written[-2].text.endswith("\n")
    return found | ({last.index} if alone and _SIGNED.fullmatch(last.text) else set())


def scored(draft: Draft, marks: tuple[Tag, ...]) -> dict[int, float]:
    """By passage index, how far it stands: the mean over its tokens of the logit of their scores, as a probability."""
    return {index: probability(logit) for index, logit in _by_passage(draft, marks, lambda m: m.score).items()}


def standing_weighed(draft: Draft, marks: tuple[Tag, ...]) -> dict[int, float]:
    """By passage index, how far it stands, weighed beside the others and whose its words are."""
    return weighed(_by_passage(draft, marks, lambda m: m.score), _by_passage(draft, marks, lambda m: m.case))


def _by_passage(draft: Draft, marks: tuple[Tag, ...], value: Callable[[Tag], float]) -> dict[int, float]:
    passages = [p for p in draft.passages if p.text.strip()]
    found = logits(marks, [(p.span.start, p.span.end) for p in passages], value)
    return {p.index: logit for p, logit in zip(passages, found, strict=True) if logit is not None}
