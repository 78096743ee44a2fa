"""What quoted or reported words were about: from someone's own words to a topic and a feeling in plain general words.

Promises: `gist` says only what the words support, or nothing. A sentence that denies, supposes or asks yields no
feeling ("I don't hate him" is not hating); a topic that is merely named yields a topic and no feeling. The wording
never repeats a name, a number or a place of the original, because all of it comes from `data/gist.tsv`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from assistant import data
from assistant.language.patterns import Pattern
from assistant.language.spelling import Variety, to_variety


@dataclass(frozen=True, slots=True)
class Gist:
    """`about` fits after "about" ("feeling alone"); `feel` fits after "may" ("feel alone") and is "" where the words
    support no more than the topic. `topic` is the row's name in gist.tsv."""

    topic: str
    about: str
    feel: str


@dataclass(frozen=True, slots=True)
class _Row:
    gist: Gist
    strong: tuple[Pattern, ...]
    weak: tuple[Pattern, ...]


_ADVERBS = (
    r"(?: (?:just|so|very|really|always|still|too|such|completely|all|that|quite|only|even|actually|also|totally"
    r"|honestly))*"
)
_HAVING = r"(?:'d|'ve|'ll|'s| have| had| has| used to| would| will| am| is| was|'m| keep| kept)?"
_BEING = (
    r"(?:'m|'s|'re| am| is| are| was| were|'ve been|'s been|'d been| have been| has been| had been| feel| feels| felt"
    r"|'ve felt|'d felt| had felt| keep feeling| kept feeling| get| gets| got| become| became)"
)
_DENYING = (
    r"(?: don't| doesn't| didn't| do not| does not| did not| never| won't| wouldn't| can't|'ve never| have never"
    r"| had never| haven't| hasn't| hadn't|'d never)"
)
_UNABLE = (
    r"(?: can't| cannot| could not| couldn't| can not| can never| could never|'m not able to| wasn't able to"
    r"| am not able to| don't know how to| doesn't know how to| didn't know how to|'ve never been able to"
    r"| had never been able to| has never been able to| find it hard to| finds it hard to| found it hard to)"
)
_FIRST = {"I": "(?:i|we)", "my": "(?:my|our)", "me": "(?:me|us)"}
_THIRD = {"I": "(?:she|he|they)", "my": "(?:her|his|their)", "me": "(?:her|him|them)"}

_SPEAKS = re.compile(r"\b(?:i|i'm|i'd|i've|i'll|me|my|myself|we|us|our)\b")
_DENIED = re.compile(
    r"(?:n't|\bnot|\bnever|\bno longer|\bnobody|\bno one|\bhardly|\bwithout|\bneither|\bstopped)"
    r"(?:\s+(?!because\b|and\b|but\b|so\b|when\b|if\b|that's\b)[\w']+){0,3}\s*$"
)
_SUPPOSED = re.compile(r"\b(?:if|whether|unless|suppose|imagine|would|could|might|maybe|perhaps)(?:\s+[\w']+){0,2}\s*$")
_END = re.compile(r"[.;:!?…—–]+|--")
_LIGHT = re.compile(r"[^\w' -]+")


def gist(words: str, variety: Variety = "unknown") -> Gist | None:
    """The gist of what someone said, in the spelling `variety`; None where no row of the table fits.

    `words` is the quotation or the reported clause, with or without its quotation marks.
    """
    found = _gist(words)
    if found is None or variety == "unknown":
        return found
    return Gist(found.topic, _spelt(found.about, variety), _spelt(found.feel, variety))


@lru_cache(maxsize=1024)
def _gist(words: str) -> Gist | None:
    text = words.lower().replace("’", "'").replace("‘", "'")
    first = _SPEAKS.search(text) is not None
    sentences = [" ".join(_LIGHT.sub(" ", part).split()) for part in _END.split(text)]
    questions = {index for index, mark in enumerate(_END.findall(text)) if "?" in mark}
    topic: Gist | None = None
    for row in _table(first):
        for index, sentence in enumerate(sentences):
            verdict = _support(row, sentence)
            if verdict == "strong" and index not in questions:
                return row.gist
            if verdict and topic is None:
                topic = Gist(row.gist.topic, row.gist.about, "")
    return topic


def _support(row: _Row, sentence: str) -> str:
    """Whether the sentence supports the row's feeling ("strong"), its topic alone ("weak") or neither ("")."""
    for pattern in row.strong:
        match = pattern.search(sentence)
        if match is None or _DENIED.search(sentence, 0, match.start()):
            continue
        return "weak" if _SUPPOSED.search(sentence, 0, match.start()) else "strong"
    return "weak" if any(pattern.search(sentence) for pattern in row.weak) else ""


@cache
def _table(first: bool) -> tuple[_Row, ...]:
    return tuple(
        _Row(Gist(topic, about, "" if feel == "-" else feel), _patterns(strong, first), _patterns(weak, first))
        for topic, about, feel, strong, weak in data.rows("gist.tsv")
    )


def _patterns(listed: str, first: bool) -> tuple[Pattern, ...]:
    expand = partial(_expanded, first=first)
    return () if listed == "-" else tuple(Pattern(one, expand) for one in listed.split(" ;; "))


def _expanded(pattern: str, first: bool) -> str:
    """The pattern with its macros written out for words in the first or in the third person."""
    who = _FIRST if first else _THIRD
    subject = rf"\b{who['I']}"
    for name, full in {
        "{am}": rf"{subject}{_ADVERBS}{_BEING}{_ADVERBS} ",
        "{do}": rf"{subject}{_ADVERBS}{_HAVING}{_ADVERBS} ",
        "{dont}": rf"{subject}{_ADVERBS}{_DENYING}{_ADVERBS} ",
        "{cant}": rf"{subject}{_ADVERBS}{_UNABLE}{_ADVERBS} ",
        "{I}": who["I"],
        "{my}": who["my"],
        "{me}": who["me"],
    }.items():
        pattern = pattern.replace(name, full)
    return pattern


def _spelt(wording: str, variety: Variety) -> str:
    return " ".join(to_variety(word, variety) for word in wording.split(" ")) if wording else ""
