"""What quoted or reported words were about: from someone's own words to a topic and a feeling in plain general words.

Promises: `gist` says only what the words support of the person who spoke, or nothing. A sentence that denies, supposes
or asks yields no feeling ("I don't hate him" is not hating), nor does what somebody else says, feels or does; a topic
that is merely named yields a topic and no feeling. The wording never repeats a name, a number or a place of the
original, because all of it comes from `data/gist.tsv`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from assistant import data
from assistant.language.gist_patterns import FAMILIES, SELF, expanded
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


_SPEAKS = re.compile(r"\b(?:i|i'm|i'd|i've|i'll|me|my|myself|we|us|our)\b")
_PRONOUN = re.compile(r"\b(she|her|hers|herself|he|him|his|himself|they|them|their|theirs|themselves)(?:'\w+)?\b")
_QUOTED = re.compile(r"\s*[\"“«]")
_DENIED = re.compile(
    r"(?:n't|\bnot|\bnever|\bno longer|\bnobody|\bno one|\bhardly|\bwithout|\bneither|\bstopped)"
    r"(?:\s+(?!because\b|and\b|but\b|so\b|when\b|if\b|that's\b)[\w']+){0,3}\s*$"
)
_SUPPOSED = re.compile(
    r"\b(?:if|whether|unless|suppose|imagine|would|could|might|maybe|perhaps|wish(?:es|ed)?|pretend(?:s|ed|ing)?"
    r"|thought)(?:\s+[\w']+){0,2}\s*$"
)
_SAID = re.compile(
    r"(?P<who>[\w']+) (?:(?:always|just|never|once|also|only|really|still|even|had|has|have) )*"
    r"(?:said|says?|saying|thinks?|thought|thinking|told|tells?|telling|reckons?|believes?|believed|calls?|called|asks?"
    r"|asked|claims?|claimed|assumes?|assumed)(?: [\w']+){0,3} ?$"
)
_OVER = re.compile(r"\b(?:not|\w+n't)(?: \w+)? any ?more\b|\bno longer\b|\bnot now\b")
_USED_TO = re.compile(r"\bused to\b(?! it\b)")
_END = re.compile(r"[.;:!?…—–]+|--")
_LIGHT = re.compile(r"[^\w' -]+")


def gist(words: str, variety: Variety = "unknown", speaker: str = "") -> Gist | None:
    """The gist of what someone said, in the spelling `variety`; None where no row of the table fits.

    `words` is the quotation or the reported clause, with or without its quotation marks. `speaker` is how the person
    who spoke stands in them: "I" in a quotation, "she", "he" or "they" in a report; "" where only the words can tell.
    """
    found = _gist(words, speaker)
    if found is None or variety == "unknown":
        return found
    return Gist(found.topic, _spelt(found.about, variety), _spelt(found.feel, variety))


@lru_cache(maxsize=1024)
def _gist(words: str, speaker: str) -> Gist | None:
    text = words.lower().replace("’", "'").replace("‘", "'")
    speaker = speaker or ("I" if words[:1].isupper() else _speaker(text))
    sentences = [" ".join(_LIGHT.sub(" ", part).split()) for part in _END.split(text)]
    questions = {index for index, mark in enumerate(_END.findall(text)) if "?" in mark}
    topic: Gist | None = None
    for row in _table(speaker):
        for index, sentence in enumerate(sentences):
            verdict = _support(row, sentence, speaker)
            if verdict == "strong" and index not in questions:
                return row.gist
            if verdict and topic is None:
                topic = Gist(row.gist.topic, row.gist.about, "")
    return topic


def _speaker(text: str) -> str:
    """Who speaks, by the words alone: "I" in a quotation or where an "I" stands, else the first of the others.

    A reported clause begins with a small letter ("told me that she …"), words with a capital are a quotation.
    """
    if _QUOTED.match(text) or _SPEAKS.search(text):
        return "I"
    found = _PRONOUN.search(text)
    return next((who for who, forms in FAMILIES.items() if found and found[1] in forms), "they")


def _support(row: _Row, sentence: str, speaker: str) -> str:
    """Whether the sentence supports the row's feeling ("strong"), its topic alone ("weak") or neither ("")."""
    for pattern in row.strong:
        match = pattern.search(sentence)
        if match is None or sentence[match.end() :][:1] == "-" or _DENIED.search(sentence, 0, match.start()):
            continue
        if _is_said_by_another(sentence[: match.start()], speaker):
            continue
        doubtful = _SUPPOSED.search(sentence, 0, match.start()) or _USED_TO.search(match[0])
        return "weak" if doubtful or _OVER.search(sentence, match.end()) else "strong"
    return "weak" if any(pattern.search(sentence) for pattern in row.weak) else ""


def _is_said_by_another(before: str, speaker: str) -> bool:
    """Whether the words follow somebody else's saying or thinking so: "my boss said (I was useless)"."""
    said = _SAID.search(before)
    return said is not None and re.match(rf"{SELF[speaker]}(?:'\w+)?$", said["who"]) is None


@cache
def _table(speaker: str) -> tuple[_Row, ...]:
    return tuple(
        _Row(Gist(topic, about, "" if feel == "-" else feel), _patterns(strong, speaker), _patterns(weak, speaker))
        for topic, about, feel, strong, weak in data.rows("gist.tsv")
    )


def _patterns(listed: str, speaker: str) -> tuple[Pattern, ...]:
    expand = partial(expanded, speaker=speaker)
    return () if listed == "-" else tuple(Pattern(one, expand) for one in listed.split(" ;; "))


def _spelt(wording: str, variety: Variety) -> str:
    return " ".join(to_variety(word, variety) for word in wording.split(" ")) if wording else ""
