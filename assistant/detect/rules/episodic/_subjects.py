"""Whose act a finite verb tells: the subject that stands to its left, read from words and tags.

What cannot be told is a thing, which no rule takes for a person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from assistant.detect.referents import CASE_NOUNS, KIN, OTHERS
from assistant.language.names import given
from assistant.language.words import Word


class By(StrEnum):
    """Whose act it is."""

    CASE = "case"
    """Somebody other than the author, one or a few known people."""
    AUTHOR = "author"
    """The author, or a relative of theirs ("my mother")."""
    BOTH = "both"
    """"We": the author with the person of the case."""
    GENERAL = "general"
    """People in general, "you", nobody in particular."""
    THING = "thing"
    NONE = "none"
    """No subject is said ("Excluded on Monday")."""


@dataclass(frozen=True, slots=True)
class Act:
    """A finite verb: `subject` is its head word's index (-1 for none), `start` to `end` the words from the finite verb
    to the end of its clause, `main` its main verb, `lemma` that verb's base form."""

    by: By
    label: str
    subject: int
    start: int
    main: int
    end: int
    lemma: str
    past: bool
    """Told as something that happened: simple past or perfect."""
    modal: bool
    negated: bool
    supposed: bool
    """Inside "if …", "whenever …", "imagine …"."""
    passive: bool

    @property
    def happened(self) -> bool:
        """Asserted as a fact of the past, not supposed, possible or denied."""
        return self.past and not (self.modal or self.supposed or self.negated)


FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
ADVERBS = frozenset({"RB", "RBR", "RBS"})
CLAUSE_OPENERS = frozenset(
    "because cos 'cos so although though while whilst whereas unless if which but since until than whose that".split()
)
_FIRST = {"i": By.AUTHOR, "we": By.BOTH, "you": By.GENERAL, "one": By.GENERAL, "it": By.THING, "there": By.THING,
          "she": By.CASE, "he": By.CASE, "they": By.CASE, "both": By.BOTH}  # fmt: skip
_INDEFINITE = frozenset(
    "everyone everybody anyone anybody nobody people others some many most few none whoever clients".split()
)
_OF_CASE = frozenset("someone somebody another".split())
_PERSON = re.compile(
    rf"(?:{CASE_NOUNS}|{KIN}|{OTHERS}|people|trooper|judge|bailiff|driver|officer|paramedic|midwife|surgeon|assistant"
    rf"|farmer|midwives"
    r"|actor|singer|builder|soldier|veteran|lawyer|attorney|solicitor|magistrate|policeman|policewoman"
    r"|consultant|registrar"
    r"|sister|stranger|ta|ta's|trainee|intern|applicant|carer|lady|ladies|women|men|guys|lads|youngest|oldest"
    r"|eldest|lodger"
    r"|ones|two|three|four|auntie|abuela|abuelo|mammy|granny|grandson|granddaughter|great-aunt|bridesmaid"
    r"|team-mate|teammate"
    r"|participant|guest|inspector|headmaster|headmistress|principal|secretary|cleaner|porter)(?:s|es)?",
    re.I,
)
_INITIALS = re.compile(r"[B-HJ-Z]|(?:[A-Z]\.){1,3}[A-Z]?\.?")
_OWN = frozenset({"my", "our"})
_OWN_CASE = re.compile(
    r"(?:client|patient|pupil|student|supervisee|analysand|tutee|learner|mentee|couple|o'clock|user|kid|lad|boy"
    r"|girl)s?",
    re.I,
)


@lru_cache(maxsize=4096)
def is_person(lower: str) -> bool:
    """Whether the noun is a person whom a professional might write about."""
    return _PERSON.fullmatch(lower) is not None


def leading_person(words: tuple[Word, ...], tags: tuple[str, ...], finite: int) -> tuple[By, str, int, int] | None:
    """The person at the head of a long subject: "A gentleman last month with nine cards came in"."""
    start = finite
    while start > 0 and tags[start - 1] not in (*FINITE, ".", ":", ",", "WP", "WDT", "``", "''"):
        start -= 1
    if start >= 3 and tags[start - 1] in FINITE and tags[start - 2] == "PRP" and is_person(words[start - 3].lower):
        # "a mom I've worked with for months got …": the person stands before the clause about them
        begun = _phrase_start(tags, start - 3)
        return (*_noun(words, tags, begun, start - 3), start - 3, begun)
    for at in range(start, finite):
        if tags[at] == "IN" or tags[at] == "CC":
            return None
        if tags[at] in NOUNS and (at + 1 == len(tags) or tags[at + 1] not in NOUNS):
            return (*_noun(words, tags, _phrase_start(tags, at), at), at, start) if is_person(words[at].lower) else None
    return None


def subject_of(
    words: tuple[Word, ...], tags: tuple[str, ...], finite: int, last: Act | None
) -> tuple[By, str, int, int]:
    """Whose act, the head word in lower case, its index, and the index of the first word of the subject."""
    at = finite - 1
    while at >= 0 and (
        tags[at] in ADVERBS or (words[at].lower in ("just", "then", "also", "all", "both") and tags[at] != "PRP")
    ):
        at -= 1
    for _ in range(4):
        if at < 0:
            return By.NONE, "", -1, 0
        tag, lower = tags[at], words[at].lower
        if lower in _FIRST:
            return _FIRST[lower], lower, at, at
        if lower in _INDEFINITE and not (lower == "people" and at and tags[at - 1] == "CD"):
            return By.GENERAL, lower, at, at
        if lower in _OF_CASE or (lower == "who" and at == 0):
            return By.CASE, lower, at, at
        if tag in ("CC", ",", ":") or lower in ("and", "but", "or", "then"):
            return _carried(words, tags, at, last)
        if lower == "who" and tags[at - 1] == ",":
            holder = _person_before(words, tags, at - 1)
            if holder is not None:
                return holder
        if lower in ("who", "that", "which"):
            at -= 2 if at > 1 and tags[at - 1] == "," else 1
            continue
        if tag in NOUNS or tag == "CD" or _is_age(lower) or (tag == "JJ" and at and tags[at - 1] in ("DT", "PRP$")):
            start = _phrase_start(tags, at)
            if (
                start >= 1
                and tags[start - 1] in ("IN", "TO")
                and words[start - 1].lower not in CLAUSE_OPENERS | {"after", "when", "before", "as"}
            ):
                earlier = start - 2
                if earlier >= 0 and (tags[earlier] in NOUNS or _is_age(words[earlier].lower)):
                    at = earlier
                    continue
            return (*_noun(words, tags, start, at), at, start)
        if tag == ")" or lower in ("”", '"'):
            at -= 1
            continue
        return By.NONE, "", -1, at
    return By.THING, "", -1, max(at, 0)


def _person_before(words: tuple[Word, ...], tags: tuple[str, ...], at: int) -> tuple[By, str, int, int] | None:
    """ "An attorney, early in my career, who …": the person before what is inserted."""
    if tags[at - 1] in NOUNS and is_person(words[at - 1].lower):
        return None
    for place in range(at - 1, max(at - 12, -1), -1):
        if tags[place] in FINITE:
            return None
        if tags[place] in NOUNS and is_person(words[place].lower):
            start = _phrase_start(tags, place)
            return (*_noun(words, tags, start, place), place, start)
    return None


def _is_age(lower: str) -> bool:
    return lower.endswith(("-year-old", "yo", "y/o")) and is_person(lower)


def _apposed(words: tuple[Word, ...], tags: tuple[str, ...], at: int) -> tuple[By, str, int, int] | None:
    """ "Glyn, a farrier, went first": the name before what describes it."""
    if at < 3 or tags[at] != "," or tags[at - 1] not in (*NOUNS, "CD"):
        return None
    start = _phrase_start(tags, at - 1)
    name = start - 2
    if start < 2 or tags[start - 1] != "," or tags[start] not in ("DT", "CD", "PRP$"):
        return None
    if tags[name] in ("NNP", "PRP") or is_person(words[name].lower):
        if tags[name] == "PRP":
            return _FIRST.get(words[name].lower, By.THING), words[name].lower, name, name
        first = _phrase_start(tags, name)
        return (*_noun(words, tags, first, name), name, first)
    return None


def _carried(words: tuple[Word, ...], tags: tuple[str, ...], at: int, last: Act | None) -> tuple[By, str, int, int]:
    """The subject of a joined verb: that of the verb before it."""
    if (
        last is not None
        and tags[at] == ","
        and last.subject > 1
        and words[last.subject - 1].text == ","
        and last.end >= at - 1
    ):
        noun = last.subject - 2  # "her sister-in-law, it turned out, had …": the subject stands before the insertion
        if tags[noun] in (*NOUNS, "PRP"):
            start = _phrase_start(tags, noun)
            return (
                *(
                    _noun(words, tags, start, noun)
                    if tags[noun] != "PRP"
                    else (_FIRST.get(words[noun].lower, By.THING), "")
                ),
                noun,
                start,
            )
    named = _apposed(words, tags, at)
    if named is not None:
        return named
    if last is not None and last.by is By.AUTHOR and tags[at] == ",":
        # "I've got a girl, new in January, only started in …": what is said of the girl
        for noun in range(last.main + 1, at):
            if tags[noun] in NOUNS and is_person(words[noun].lower):
                return By.CASE, words[noun].lower, noun, noun
    if last is None or last.end < at - 12:
        if at >= 1 and tags[at] == "," and tags[at - 1] in NOUNS:
            start = _phrase_start(tags, at - 1)
            return (*_noun(words, tags, start, at - 1), at - 1, start)
        return By.NONE, "", -1, at
    return last.by, last.label, last.subject, at


def _phrase_start(tags: tuple[str, ...], at: int) -> int:
    while at > 0 and (
        tags[at - 1] in ("DT", "PRP$", "JJ", "CD", "NN", "NNP", "NNS", "NNPS", "POS", "JJR", "JJS", "VBN", "PDT")
        and not (tags[at - 1] in NOUNS and tags[at] in ("DT", "PRP$"))
    ):
        at -= 1
    return at


def _noun(words: tuple[Word, ...], tags: tuple[str, ...], start: int, head: int) -> tuple[By, str]:
    """Whose act a noun phrase makes it."""
    lower, first = words[head].lower, words[start].lower
    if first in _OWN:  # "my client", "my client Kofi", "my sister"
        case = any(_OWN_CASE.fullmatch(word.lower) for word in words[start : head + 1])
        return (By.CASE if case else By.AUTHOR), lower
    if (tags[head] in ("NNP", "NNPS") and not is_person(lower)) or _INITIALS.fullmatch(words[head].text):
        return By.CASE, lower
    if is_person(lower) or tags[head] == "CD" or (tags[start] == "DT" and tags[head] == "JJ"):
        if first in ("any", "every", "each", "no", "most", "many", "some", "all"):
            return By.GENERAL, lower
        if tags[head] == "NNS" and tags[start] not in ("PRP$", "CD", "DT", "NNP") and start == head:
            return By.GENERAL, lower
        return By.CASE, lower
    named = words[head].text[:1].isupper() and start == head > 0 and given(words[head].text) is not None
    return (By.CASE if named else By.THING), lower
