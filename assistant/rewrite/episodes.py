"""Episodes: runs of passages that tell of the case, put as possibilities together or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.domain.changes import Audience, RewriteRequest, Source
from assistant.domain.details import Kind
from assistant.domain.text import Passage, Role
from assistant.language.chunks import time_adverbials
from assistant.rewrite.entities import Naming
from assistant.rewrite.people import CLIENT_NOUNS, Cast
from assistant.rewrite.propose import Wording
from assistant.rewrite.sentence import FINITE, NOUNS, parse
from assistant.rewrite.style.possibility import following, opening

Fits = Callable[[int, Wording], bool]


def as_possibilities(
    request: RewriteRequest, chosen: dict[int, Wording], naming: Naming, fits: Fits
) -> dict[int, Wording]:
    """The chosen wordings with every episode that allows it put as a possibility; the others stay as they are."""
    result = dict(chosen)
    if any(d.kind is Kind.PSEUDONYM for d in request.details):
        return result  # whoever gives someone a made-up name means to tell of one person
    if request.audience is Audience.POST and not _is_glimpse(request, chosen):
        return result
    runs = episodes(request)
    if any(_TWO.search(p.text) for run in runs for p in run):
        return result  # one "they" for two people, of whom each does something to the other
    if _SUPERVISES.search(request.draft.text):
        return result  # the one who comes to the author, and the one whom they speak of
    if _goes_on_telling(request, runs):
        return result
    lost = any(_DEATH.search(p.text) for run in runs for p in run)
    for episode in runs:
        for neutral in (True, False):
            cast = replace(naming.cast, neutral=neutral, lost=lost)
            put = _put(request, episode, result, cast, naming.definite, fits)
            if put is not None and not any(_IS_SOMEBODY.search(w.text) for w in put.values()):
                result.update(put)
                break
        else:
            if len(runs) > 1:
                return dict(chosen)  # one tense, and one way of speaking of the client, in the whole draft
    return result


_SUPERVISES = re.compile(r"\b(?:I|[Ww]e) supervised? (?:an?|the|two) ")
_DEATH = re.compile(
    r"\b(?:die[ds]?|dead|deaths?|dying|killed|murder(?:ed)?|drowned|funeral|bereave\w*|stillb\w+|suicides?|hanged|"
    r"widow\w*|passed away|miscarr\w+|(?:her|his|their|the) late \w+|(?:lost|losing) (?:her|his|their|an?|the) "
    r"(?:\w+ )?(?:mum|mom|mam|mother|dad|father|wife|husband|partner|baby|babies|child|son|daughter|brother|sister|"
    r"twin|nan|gran\w*|grand\w+|friend|dog|cat))\b",
    re.I,
)
"""Words that tell of somebody's death, be they left out of what is published."""
_TWO = re.compile(
    r"\b(?:couple|(?:two|both) (?:people|partners|clients|brothers|sisters|friends))\b",
    re.I,
)
MOST_WORDS, FEW_SENTENCES = 130, 4
"""A draft of more words, with more sentences of the case than that, is a story, and stays one."""


def _goes_on_telling(request: RewriteRequest, runs: list[list[Passage]]) -> bool:
    """Whether the draft is a story rather than a glimpse: long, or with the author acting in it, in the past."""
    inside = {p.index for run in runs for p in run}
    if len(inside) >= FEW_SENTENCES and len(request.draft.text.split()) > MOST_WORDS:
        return True
    touched = {p.paragraph for run in runs for p in run}
    around = [p for p in request.draft.passages if p.role is Role.BODY and p.paragraph in touched]
    acted = [p for p in around if _AUTHOR_ACTED.search(p.text) and _past(p.text)]
    return len(around) > 4 and len(acted) > 1


_AUTHOR_ACTED = re.compile(r"\b(?:I|[Ww]e) (?:had |never |just |only |once )*(?!think|thought|wonder|wondered)\w+")


def _is_glimpse(request: RewriteRequest, chosen: dict[int, Wording]) -> bool:
    """Whether a short post tells so little, in whole sentences and without the author acting in it, that all of it
    reads naturally as a possibility; else it stays told, in the author's own tense."""
    told = _told(request)
    left = [chosen[p.index].text if p.index in chosen else p.text for p in told]
    if len(told) > MOST_IN_A_POST:
        return False
    around = [p.text for p in request.draft.passages if p.role is Role.BODY and p.index not in request.case_passages]
    if any(_OWN_ACT.search(text) for text in (*around, *left)) or any(_ASKS.search(text) for text in left):
        return False
    first = next((p.text for p, text in zip(told, left, strict=True) if text.strip()), "")
    return _NAMED.search(first) is not None and all(_has_subject(text) for text in left if text.strip())


def _told(request: RewriteRequest) -> list[Passage]:
    """The sentences that tell of the case, whatever is to become of them."""
    return [p for p in request.draft.passages if p.index in request.case_passages and p.role is Role.BODY]


MOST_IN_A_POST = 2
"""Sentences of a case in a post; from three on, a row of possibilities reads like a list."""
_IS_SOMEBODY = re.compile(r"\b(?:may|might) be (?:an? (?!bit\b|little\b|lot\b)|in (?:my|their) \w+ies\b)")
"""What somebody is, is no possibility: "A client may be a nurse"."""
_NAMED = re.compile(
    rf"\b(?:[Aa]n?|[Oo]ne|[Mm]y|[Tt]his)(?: of (?:my|our))?(?: [\w-]+)? (?:{'|'.join(CLIENT_NOUNS)})s?\b"
)
"""Where the client comes in: a pronoun for someone of whom the author spoke before can't become "a client"."""
_ASKS = re.compile(r"[?\"“”]|\byou\b", re.I)
"""What no possibility can hold: a question, words that were said, and the reader."""
_OWN_ACT = re.compile(
    r"\b(?:I|[Ww]e)(?:['’](?:d|ve))? (?:have |had |never |just |only |once |may have )*(?:\w+ed|was|were|had|told|"
    r"sat|went|said|got|felt|did|held|thought|kept|left|came|saw|made|took|gave|cried|asked)\b"
)


def _has_subject(text: str) -> bool:
    """Whether the sentence is a whole one: it has a verb, and someone or something before it."""
    sentence = parse(text.strip())
    first = next(iter(sentence.finite(0, len(sentence))), -1)
    return first > 0 and any(sentence.tag(i) in NOUNS | {"PRP", "EX", "WP", "DT"} for i in range(first))


def episodes(request: RewriteRequest) -> list[list[Passage]]:
    """Runs of case passages in running text, broken where a whole paragraph tells of something else."""
    runs: list[list[Passage]] = []
    paragraph = -10
    for passage in request.draft.passages:
        if passage.index not in request.case_passages or passage.role is not Role.BODY:
            continue
        if not runs or passage.paragraph > paragraph + 2:
            runs.append([])
        runs[-1].append(passage)
        paragraph = passage.paragraph
    return runs


def _put(
    request: RewriteRequest,
    episode: list[Passage],
    chosen: dict[int, Wording],
    cast: Cast,
    definite: str,
    fits: Fits,
) -> dict[int, Wording] | None:
    """Every sentence of the episode recast, or None where one of them can't be."""
    found: dict[int, Wording] = {}
    opened, others = False, False
    paragraph, number = -1, 0
    for passage in episode:
        wording = chosen.get(passage.index)
        if wording is not None and (wording.drops or "model" in wording.moves):
            opened = opened or not wording.drops
            continue
        text = timeless(wording.text if wording else passage.text)
        about = mentions_client(text, cast)
        named, others = definite if others and cast.neutral else "", acts_of_others(text, cast)
        if not about and not _narrates(text):
            if _past(text):
                return None  # one tense for what is told
            continue
        if any(h.overlaps(passage.span) for h in request.draft.hidden):
            return None
        number = number + 1 if passage.paragraph == paragraph else 1
        put = opening(text, cast) if about and not opened else following(text, cast, number, named)
        if put is None:
            return None
        opened, paragraph = opened or about, passage.paragraph
        new = Wording(
            put,
            Source.RULE,
            (*(wording.moves if wording else ()), "possibility"),
            wording.open if wording else (),
            True,
        )
        if put != passage.text and not fits(passage.index, new):
            return None
        found[passage.index] = new
    return found if found and opened else None


_ORDINAL = re.compile(
    r"^(?:(?P<later>By|After)|On|In|At|During) (?:the|her|his|their) "
    r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+teenth|twentieth|thirtieth|"
    r"\d+(?:st|nd|rd|th)|last|next) "
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|day|week|month|year|session|visit|lesson|appointment|meeting|"
    r"morning|afternoon|evening|night|time|term|shift)(?=,? (?:she|he|they|I|we|the|an?|my|her|his|their|nobody|"
    r"something)\b),?"
)
"""Which of several times it was, at the start of a sentence."""
_RECENT = re.compile(
    r"^(?:this|last|yesterday|today|tonight|earlier|then|next|recently|one (?:day|night|week|weekend|month|time|"
    r"\w*noon|morning|evening|spring|summer|autumn|winter|lunchtime|lesson|session|visit|\w+day))\b(?! of\b)",
    re.I,
)
""" "Last week", "one morning"; not "one minute", which is how long."""


def timeless(text: str) -> str:
    """The sentence without "last week", "one day", "then": a possibility has no date and no sequence."""
    sentence = parse(text)
    capital = text[:1].isupper()
    for chunk in reversed(time_adverbials(sentence.words, sentence.tags)):
        words = text[sentence.start(chunk.start_word) : sentence.end(chunk.end_word - 1)]
        if not _RECENT.match(words):
            continue
        if chunk.start_word == 0:
            text = text[sentence.start(chunk.end_word) :]
        elif chunk.end_word >= len(sentence) or sentence.tag(chunk.end_word) in (".", ",", "IN"):
            text = text[: sentence.end(chunk.start_word - 1)] + text[sentence.end(chunk.end_word - 1) :]
    text = re.sub(r"^(?:And then|Then|Recently|Today|Yesterday|Tonight),? ", "", text)
    text = _ORDINAL.sub(lambda when: "In time" if when["later"] else "One day", text)
    return text[:1].upper() + text[1:] if capital else text


_OTHERS = re.compile(
    r"\b(?:crew|team|staff|police|class|ward|choir|jury|board|council|congregation|group|village|neighbours|neighbors|"
    r"(?!clients|patients|pupils|students|residents|times|days|weeks|months|years|hours|minutes|sessions)[a-z]+s)$"
)


def acts_of_others(text: str, cast: Cast) -> bool:
    """Whether the sentence begins with several others, whom a "they" after it would mean: "The crew turned left"."""
    sentence = parse(text.strip())
    first = next(iter(sentence.finite(0, len(sentence))), -1)
    while sentence.tag(first - 1) == "RB":
        first -= 1
    several = first > 0 and sentence.tag(first - 1) in NOUNS and _OTHERS.search(sentence.low(first - 1)) is not None
    return several and not mentions_client(sentence.text[: sentence.end(first - 1)], cast)


def mentions_client(text: str, cast: Cast) -> bool:
    """Whether the sentence speaks of the client, by noun or pronoun."""
    low = text.lower()
    pronouns = {"she": r"she|her|hers|herself", "he": r"he|him|his|himself"}.get(cast.pronoun, "(?!)")
    nouns = "|".join(sorted(CLIENT_NOUNS | {cast.noun}))
    return bool(
        re.search(
            rf"\b(?:{pronouns})\b|\bone of (?:my|our) \w+s\b|^some(?:one|"
            rf"body) (?!in\b)|\b(?:an?|my|the|one|this|that)(?: [\w-]+)? (?:{nouns})\b",
            low,
        )
    )


def _past(text: str) -> bool:
    sentence = parse(text)
    return "VBD" in sentence.tags and not any(t in ("VBZ", "VBP", "MD") for t in sentence.tags)


def _narrates(text: str) -> bool:
    """Whether the sentence goes on telling, in the past, what others than the author did."""
    sentence = parse(text)
    first = next((i for i in range(len(sentence)) if sentence.tag(i) in FINITE), None)
    if first is None or sentence.tag(first) != "VBD":
        return False
    return sentence.low(first - 1) != "i"
