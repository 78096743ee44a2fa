"""From the tagger's marks on one passage to findings: which of them count, and how far each goes.

Rules come first wherever both see something, because they know what a detail states. What the tagger sees alone is
read once more by the rules in a plain sentence ("She works as a …"), so that its ladder knows the facts too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.detect.folding import Folded
from assistant.detect.met import seen
from assistant.detect.mistaken import (
    is_only_a_lead,
    is_only_somebody,
    kind_of,
    whole_name,
    whole_quotation,
    without_dangling,
)
from assistant.detect.reading import UNSURE
from assistant.detect.registry import find
from assistant.detect.view import View
from assistant.domain.details import EXEMPTING, Attributes, Directness, Evidence, Finding, Kind
from assistant.domain.ports import Tag
from assistant.domain.text import Passage, Role, Span

SURE_OF_CASE = 0.3
"""Below this the tagger holds that the words are about the author, a theorist or people in general."""

_SURE_OF_NAME = 0.5
"""From here on words are a name, or an address of some sort, whoever's: inside a case it counts, but it makes no case
(`UNSURE`)."""

_SURE_OF_TELLING = 0.5
"""From here on, in both its words, what happened is told of the case, and no common event."""

_SURE_OF_WHAT = 0.6
"""Below, a moment in the room or somebody's own words are just something that happened, and a fact inside something
that happened is no fact of its own."""

SURE_THOUGH_AUTHOR = 0.8
"""From here on, in both its words, something is told of the case inside what the rules hold for the author's doing."""

_SURE_IN_SPITE = 0.9
_BY_AUTHOR = re.compile(r"\b(?:I|[Ww]e)(?:['’](?:ve|d|m|ll|re))?(?: (?!and\b|but\b)\w+){0,2} $")
"""What stands before something that the author did; where the tagger isn't sure of the case, it is none of it."""

_TO_SOMEBODY = re.compile(
    r"\b(?:an?|the|one|two|this) (?:[\w-]+ ){0,2}(?:client|patient|pupil|student|resident|boy|girl|lad|child|baby|"
    r"toddler|infant|newborn|woman|man|mother|father|mum|dad|couple|family|twins)\b",
    re.IGNORECASE,
)
""" "I *placed a baby with the wrong name*": what the author did is told of whom they did it to."""

_FEWEST = {Kind.EVENT: 3, Kind.MOMENT: 3, Kind.SPEECH: 3}
"""Words below which an episode is a splinter that says nothing; one less where the tagger is sure ("looked away")."""
_SURE_OF_FEW = 0.8

_EMPTY = frozenset(
    (
        "a an the and or but of to in on at for with by from as if so than that this these those it its he she they we "
        "you i me him her them us my your his their our who what which when where how is are was were be been being am "
        "do does did have has had can could will would shall should may might must not no yes one both there here just "
        "only also too very then now up out off over back s t d ll re ve m don won didn doesn isn wasn couldn wouldn "
        "since before after during following again like gave got one"
    ).split()
)
"""Words that state nothing by themselves: all that is left where the tagger was sure of the middle of a phrase."""

_CITED = re.compile(r"&|\bet al\b|\(?\b(?:18|19|20)\d\d\b")
"""What stands beside the names of authors."""

_DIRECT = frozenset({Kind.PERSON_NAME, Kind.CONTACT, Kind.RECORD_NUMBER, Kind.HANDLE, Kind.ADDRESS})
_CONTAINERS = {Kind.EVENT: Directness.EPISODIC, Kind.MOMENT: Directness.EPISODIC, Kind.SPEECH: Directness.VERBATIM}

KINDS = frozenset(kind.value for kind in Kind)

REASONS: Mapping[Kind, str] = {
    Kind.PERSON_NAME: "it reads like somebody’s name",
    Kind.CONTACT: "it reads like a way to reach somebody",
    Kind.RECORD_NUMBER: "it reads like a number that stands for one person",
    Kind.HANDLE: "it reads like somebody’s name on a platform",
    Kind.ADDRESS: "it reads like where somebody lives",
    Kind.PLACE: "a place narrows down who it can be",
    Kind.ORGANISATION: "whoever knows the place or the people there will look for this person",
    Kind.AGE: "an age narrows people down",
    Kind.DATE: "a date lets people find out what happened then",
    Kind.TIME: "a time of day points to one appointment",
    Kind.RECENCY: "it says that it happened just now, so the person will know it is about them",
    Kind.DURATION: "how long it lasted narrows it down",
    Kind.COUNT: "a number that only this story has",
    Kind.SEX: "it says of which sex the person is",
    Kind.ETHNICITY: "a background narrows people down",
    Kind.NATIONALITY: "a nationality narrows people down",
    Kind.LANGUAGE: "a language narrows people down",
    Kind.RELIGION: "a faith narrows people down",
    Kind.SEXUALITY: "it says something private that narrows people down",
    Kind.FAMILY: "how the family is made up narrows people down",
    Kind.OCCUPATION: "a job narrows people down",
    Kind.EDUCATION: "a school, year or course narrows people down",
    Kind.PHYSICAL: "how somebody looks is what others know them by",
    Kind.HEALTH: "a condition narrows people down",
    Kind.MEDICATION: "a medicine tells of the condition",
    Kind.PROCEDURE: "a treatment narrows people down",
    Kind.LEGAL: "a legal matter is known to others and may be on record",
    Kind.MONEY: "a sum that only this story has",
    Kind.POSSESSION: "what somebody owns is what others know them by",
    Kind.EVENT: "something that happened to this person; whoever was there would know it again",
    Kind.SPEECH: "close to the person’s own words, which they would know again",
    Kind.MOMENT: "a moment between the two of you, which the person would know again",
}
"""Why each kind was flagged, where the tagger alone saw it."""

_CARRIERS: Mapping[Kind, str] = {
    Kind.PERSON_NAME: "My client {} said that she was tired.",
    Kind.PLACE: "My client lives in {}.",
    Kind.ORGANISATION: "My client works at {}.",
    Kind.AGE: "My client is {}.",
    Kind.DATE: "My client came on {}.",
    Kind.TIME: "My client came at {}.",
    Kind.DURATION: "My client has been ill for {}.",
    Kind.NATIONALITY: "My client is {}.",
    Kind.ETHNICITY: "My client is {}.",
    Kind.LANGUAGE: "My client speaks {}.",
    Kind.RELIGION: "My client is {}.",
    Kind.SEXUALITY: "My client is {}.",
    Kind.FAMILY: "My client has {}.",
    Kind.OCCUPATION: "My client works as a {}.",
    Kind.EDUCATION: "My client is in {}.",
    Kind.HEALTH: "My client has {}.",
    Kind.MEDICATION: "My client takes {}.",
    Kind.PROCEDURE: "My client had {}.",
    Kind.LEGAL: "My client is {}.",
    Kind.MONEY: "My client lost {}.",
    Kind.POSSESSION: "My client has a {}.",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One passage as the tagger gets it: its folded words, and what the rules found in it, both from its own start."""

    passage: Passage
    key: Hashable
    """Stands for words and findings: passages with the same key have the same of both."""
    folded: Folded
    findings: tuple[Finding, ...]


def findings(part: Part, tags: Sequence[Tag]) -> tuple[Finding, ...]:
    """Tags as findings where no rule has seen the words, the surest first."""
    taken = list(part.findings)
    found: list[Finding] = []
    for tag in sorted(tags, key=lambda t: (-t.score, t.start)):
        if tag.kind in KINDS:
            for finding in _of(part, tag, taken):
                found.append(finding)
                taken.append(finding)
    return tuple(sorted(found, key=lambda f: f.span))


def _of(part: Part, tag: Tag, taken: Sequence[Finding]) -> list[Finding]:
    """What `tag` says beside the findings `taken`; nothing where it is no detail or says nothing new."""
    text, kind = part.folded.text, Kind(tag.kind)
    unsure = tag.case < SURE_OF_CASE
    if unsure and not (kind in _DIRECT and tag.score >= _SURE_OF_NAME):
        return []
    container = kind in _CONTAINERS
    start, end = _trimmed(text, tag.start, tag.end)
    if kind in _OF_A_PERSON:
        start = _without_person(part, start, end)
    if kind in _WITH_MORE and (article := _ARTICLE.match(text, start, end)):
        start = article.end()
    if not container:
        start, end = _tightened(text, start, end)
    if kind in (Kind.COUNT, Kind.DURATION):
        kind, start, end = _how_often(text, kind, start, end)
    if kind is Kind.PERSON_NAME:
        start, end = whole_name(text, start, end)
    elif container:
        end = whole_quotation(text, start, end)
    if end <= start:
        return []
    span = part.folded.source(Span(start, end))
    if container and kind is not Kind.EVENT and min(tag.score, tag.case) < _SURE_OF_WHAT:
        kind = Kind.EVENT
    if not container and kind not in _DIRECT and tag.score < _SURE_OF_WHAT and _told_inside(span, taken):
        return []
    clash = [f for f in taken if f.span.overlaps(span) and (f.kind in _CONTAINERS) == container]
    if min(tag.score, tag.case) >= SURE_THOUGH_AUTHOR:  # "I sat with *a mum whose boy had been excluded*"
        clash = [f for f in clash if f.attributes.get("by") != "author"]
    pieces, known = [(start, end)], clash[0].attributes if clash and kind in _WITH_MORE else None
    if kind is Kind.PERSON_NAME:  # "van der Kolk", of which the exemption holds "Kolk" alone
        clash = [f for f in clash if not (f.kind in EXEMPTING and span.contains(f.span) and span != f.span)]
    if clash and not (_says_more(kind, span, clash) if container else _extends(tag, span, clash)):
        pieces, known = _rest(part, start, end, clash, every=container), None
        pieces = pieces if container else [p for p in (_tightened(text, *piece) for piece in pieces) if p[1] > p[0]]
    begun = _begun(part, kind, start, end, taken)
    if begun is not None:
        first = bisect_left(part.folded.starts, begun.span.start)
        pieces, known = [(first, end)], begun.attributes
    found = (_finding(part, tag, kind, piece, known) for piece in pieces)
    return [finding for finding in found if finding is not None]


def _finding(part: Part, tag: Tag, kind: Kind, piece: tuple[int, int], known: Attributes | None) -> Finding | None:
    """What `tag` says of one piece of the passage, with the attributes `known` of it; None where that is nothing."""
    text, (start, end) = part.folded.text, piece
    words, unsure = text[start:end], tag.case < SURE_OF_CASE
    told = kind_of(kind, words, text[:start])
    if told is not kind:
        if told is None:
            return None
        kind, known = told, None
    if kind in _CONTAINERS:
        words = without_dangling(words)
        end = start + len(words)
    if not _says_something(kind, words, min(tag.score, tag.case)):
        return None
    if unsure and _CITED.search(text[max(start - 4, 0) : end + 10]):
        return None
    attributes = _attributes(kind, words) if known is None else known
    if kind is Kind.EVENT and min(tag.score, tag.case) >= _SURE_OF_TELLING:
        attributes = {"event": "told"}
    done_to = tag.case >= _SURE_OF_TELLING and _TO_SOMEBODY.search(text, start, end) is not None
    if kind is Kind.EVENT and tag.case < _SURE_IN_SPITE and not done_to and _is_by_author(text, start):
        attributes = {"by": "author"}
    return Finding(
        part.folded.source(Span(start, end)),
        kind,
        _CONTAINERS.get(kind) or (Directness.DIRECT if kind in _DIRECT else Directness.QUASI),
        Evidence("tagger", f"tagger.{kind.value}", round(min(tag.score, 0.99), 3)),
        REASONS[kind],
        {**attributes, UNSURE: True} if unsure else attributes,
    )


def _rest(part: Part, start: int, end: int, clash: Sequence[Finding], *, every: bool) -> list[tuple[int, int]]:
    """The runs of a mark's words that no finding holds yet ("He left, *and had not told her why*").

    Of an episode every one, of a fact the longest.
    """
    runs, begun = [], start
    for at in range(start, end + 1):
        if at == end or any(f.span.start <= part.folded.starts[at] < f.span.end for f in clash):
            if at > begun:
                joined = _JOINS.match(part.folded.text, begun, at)
                runs.append(_trimmed(part.folded.text, joined.end() if joined else begun, at))
            begun = at + 1
    runs = [run for run in runs if run[1] > run[0]]
    return runs if every else sorted(runs, key=lambda run: run[0] - run[1])[:1]


_JOINS = re.compile(r"[\s,;:–-]*(?:(?:and|but|or|so|then|with)\b[\s,]*)*", re.IGNORECASE)


def _without_person(part: Part, start: int, end: int) -> int:
    """Where a fact begins behind the noun for whom it is told of ("a *boy* not quite nine", "*dad* drives a bus")."""
    first = part.folded.source(Span(start, end)).start
    article = _ARTICLE.match(part.folded.text, start, end)
    begins = part.folded.source(Span(article.end(), end)).start if article and article.end() < end else first
    for finding in part.findings:
        if finding.kind in (Kind.SEX, Kind.FAMILY) and finding.span.start in (first, begins):
            after = start + finding.span.end - first
            if after < end and part.folded.text[after].isspace():
                return after + 1
    return start


def _says_something(kind: Kind, words: str, sure: float) -> bool:
    """Whether more is there than a splinter or words that state nothing by themselves."""
    if len(words.split()) < _FEWEST.get(kind, 2) - (kind not in _CONTAINERS or sure >= _SURE_OF_FEW):
        return False
    if kind in _CONTAINERS and (is_only_somebody(words) or is_only_a_lead(words)):
        return False
    if words.lower() in ("a", "an", "the", "one"):  # all that a rule left of "a man"
        return False
    return kind in (Kind.PERSON_NAME, Kind.SEX) or not _EMPTY.issuperset(re.findall(r"\w+", words.lower()))


def _is_by_author(text: str, start: int) -> bool:
    """Whether the author is who did what begins here: no subject of its own stands first ("I know *she lost it*")."""
    found = _BY_AUTHOR.search(text[:start])
    if found is None or _SUBJECT.match(text, start) is not None:
        return False
    return not any(met.told[0] <= found.start() < met.told[1] for met in seen(text))  # "the lad I see *brings a ball*"


_SUBJECT = re.compile(
    r"[A-Z]|(?:she|he|they|it|who|her|his|their|our|my|the|an?|one|no|some\w*|every\w*|nobody|that|this|how|what|when)\b"
)


def _told_inside(span: Span, taken: Sequence[Finding]) -> bool:
    """Whether the words lie in an episode that is marked already."""
    return any(f.kind in _CONTAINERS and f.span.contains(span) for f in taken)


def _says_more(kind: Kind, span: Span, clash: Sequence[Finding]) -> bool:
    """An episode of which the rules saw a small part, a plain one, or what was said in it."""
    seen = sum(len(f.span) for f in clash)
    plain = all(
        f.kind is not kind or f.attributes.get("event") == "scene" or f.attributes.get("rarity") == "common"
        for f in clash
    )
    return plain and seen * _SMALL_PART <= len(span)


_SMALL_PART = 2
"""How many times longer the whole has to be."""


_NOUN_GOES_ON = re.compile(
    r" (?!(?:in|at|on|of|from|with|to|the|an?|and|or|but|for|by|who|that|when|as|is|was|had|has)\b)[a-z]"
)
"""What follows the heart of a fact in its own noun phrase ("a jar of her quince *jelly*")."""


def _begun(part: Part, kind: Kind, start: int, end: int, taken: Sequence[Finding]) -> Finding | None:
    """The fact of which the rules saw the beginning, and whose noun these words go on with."""
    if kind not in _WITH_MORE:
        return None
    starts = part.folded.starts
    for f in taken:
        if f.kind is kind and f.span.start < starts[start] <= f.span.end + 1 and f.span.end < starts[end - 1]:
            after = bisect_left(starts, f.span.end)
            return f if _NOUN_GOES_ON.match(part.folded.text, after) is not None else None
    return None


def _extends(tag: Tag, span: Span, clash: Sequence[Finding]) -> bool:
    """A name that the rules saw only in part is taken whole, and so is a fact of which they saw the heart."""
    kind = Kind(tag.kind)
    if not all(f.kind is kind and span.contains(f.span) and span != f.span for f in clash):
        return False
    return kind is Kind.PERSON_NAME or (
        kind in _WITH_MORE and len(clash) == 1 and min(tag.score, tag.case) >= _SURE_OF_TELLING
    )


_WITH_MORE = frozenset(
    {Kind.HEALTH, Kind.OCCUPATION, Kind.PHYSICAL, Kind.PROCEDURE, Kind.POSSESSION, Kind.EDUCATION, Kind.MEDICATION}
)
"""Kinds of which the rules know the noun, and what stands around it tells as well ("a *stroke* of the left side")."""
_OF_A_PERSON = frozenset(
    {Kind.AGE, Kind.OCCUPATION, Kind.HEALTH, Kind.PHYSICAL, Kind.EDUCATION, Kind.PLACE, Kind.LEGAL}
)
"""Kinds that are told of a person named by a noun just before."""
_ARTICLE = re.compile(r"(?:an?|the) ", re.IGNORECASE)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without white space and signs at either end, and without a genitive."""
    while start < end and not text[start].isalnum() and text[start] not in "£$€#@":
        start += 1
    while start < end and not text[end - 1].isalnum() and text[end - 1] != "%":
        end -= 1
    if ")" in text[start:end] and "(" not in text[start:end] and text[start - 1 : start] == "(":
        start -= 1  # an area code
    if text[start:end].endswith(("'s", "’s")) and end - start > 3:
        end -= 2
    return start, end


_LEADS_ON = re.compile(
    r"[\s,;:]+(?:in|at|on|of|from|with|to|the|an?|and|or|but|for|by|his|their|my|our|when|who|that|than|about|into|as|only)\Z",
    re.IGNORECASE,
)
"""A word at the end of a mark that belongs to what follows ("heart attack *in the* shop")."""


def _tightened(text: str, start: int, end: int) -> tuple[int, int]:
    """A fact's place without a word that leads on to what follows, and without the "s" of a genitive before it."""
    while (leads := _LEADS_ON.search(text[start:end])) is not None:
        end = start + leads.start()
    if text[max(start - 1, 0) : start] in ("'", "’") and text[start : start + 2] in ("s ", "S "):
        start += 2
    return start, end


_OFTEN = re.compile(
    r"\b(?:once|twice|(?:two|three|four|five|six|seven|\d) times)"
    r"(?: (?:an?|each|every|per) (?:day|week|fortnight|month|year|night|term)|[ -](?:weekly|daily|monthly|yearly))\b",
    re.IGNORECASE,
)


def _how_often(text: str, kind: Kind, start: int, end: int) -> tuple[Kind, int, int]:
    """All of "twice a week" where a mark holds some of it, none where it goes on behind it: half would be untrue."""
    for found in _OFTEN.finditer(text, max(start - 20, 0), end + 20):
        if found.start() < end and start < found.end():
            if end <= found.end():
                return Kind.COUNT, *found.span()
            return kind, *_trimmed(text, found.end() if start > found.start() else start, end)
    return kind, start, end


@lru_cache(maxsize=4096)
def _attributes(kind: Kind, words: str) -> Attributes:
    """What the rules read in `words` when they stand where such a detail is expected; nothing where they see none."""
    carrier = _CARRIERS.get(kind)
    if carrier is None:
        return {}
    text = carrier.format(words)
    passage = Passage(0, Span(0, len(text)), Role.BODY, text, 0)
    start = carrier.index("{}")
    wanted = Span(start, start + len(words))
    for finding in find(View(passage)):
        if finding.kind is kind and finding.span.overlaps(wanted):
            return finding.attributes
    if kind is Kind.PERSON_NAME:
        parts = [part for part in words.split() if part.lower() not in _EMPTY] or words.split()
        if len(parts) == 1:
            return {"form": "given", "given": words.lower(), "sex": "unknown"}
        return {"form": "full", "given": parts[0].lower(), "surname": parts[-1].lower(), "sex": "unknown"}
    return {}
