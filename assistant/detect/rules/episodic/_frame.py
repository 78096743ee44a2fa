"""Who did what in a passage: each finite verb with its subject, read once for all episodic rules.

A light reading over words and tags, not a parse: it looks left from a finite verb for its subject and right for the
end of its clause. What it cannot tell it calls a thing, which no rule takes for a person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from assistant.detect.referents import CASE_NOUNS, KIN, OTHERS
from assistant.detect.view import View
from assistant.language.inflect import base
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
    """A finite verb: `subject` is its head word's index (-1 for none), `start` to `end` the words from the finite verb to
    the end of its clause, `main` its main verb, `lemma` that verb's base form."""

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
_ADVERBS = frozenset({"RB", "RBR", "RBS"})
_GROUP = frozenset({"VB", "VBN", "VBG"})
_AUXILIARY = frozenset(
    "be am is are was were been being 'm 're 's have has had having 've 'd do does did 'll get got gets".split()
)
_BEING = frozenset("be am is are was were been being 'm 're got get gets".split())
_HAVE = frozenset({"has", "have", "had", "'ve", "'s", "'d"})
_NEGATIONS = frozenset({"n't", "not", "never", "nobody", "hardly", "no"})
_SUPPOSING = frozenset({"if", "whenever", "unless", "imagine", "suppose", "supposing", "whether", "let", "lest", "until"})
_STOPS = frozenset(
    "because cos 'cos so although though while whilst whereas unless if which but since until than whose that".split()
)
_NOMINATIVE = frozenset("i he she we they".split())
_ALSO_PREPOSITIONS = frozenset({"since", "until", "than", "but", "so"})
_OPENING_QUOTES = frozenset({'"', "“", "``", "«", "”"})
_FIRST = {"i": By.AUTHOR, "we": By.BOTH, "you": By.GENERAL, "one": By.GENERAL, "it": By.THING, "there": By.THING,
          "she": By.CASE, "he": By.CASE, "they": By.CASE, "both": By.BOTH}  # fmt: skip
_INDEFINITE = frozenset("everyone everybody anyone anybody nobody people others some many most few none whoever clients".split())
_OF_CASE = frozenset("someone somebody another".split())
_PERSON = re.compile(
    rf"(?:{CASE_NOUNS}|{KIN}|{OTHERS}|trooper|judge|bailiff|driver|officer|paramedic|midwife|surgeon|assistant|farmer|midwives"
    r"|actor|singer|builder|soldier|veteran|lawyer|attorney|solicitor|magistrate|policeman|policewoman|consultant|registrar"
    r"|sister|stranger|ta|ta's|trainee|intern|applicant|carer|lady|ladies|women|men|guys|lads|youngest|oldest|eldest|lodger"
    r"|ones|two|three|four|auntie|abuela|abuelo|mammy|granny|grandson|granddaughter|great-aunt|bridesmaid|team-mate|teammate"
    r"|participant|guest|inspector|headmaster|headmistress|principal|secretary|cleaner|porter)(?:s|es)?", re.I)
_INITIALS = re.compile(r"[B-HJ-Z]|(?:[A-Z]\.){1,3}[A-Z]?\.?")
_OWN = frozenset({"my", "our"})
_OWN_CASE = re.compile(
    r"(?:client|patient|pupil|student|supervisee|analysand|tutee|learner|mentee|couple|o'clock|user|kid|lad|boy|girl)s?", re.I)


@lru_cache(maxsize=4096)
def is_person(lower: str) -> bool:
    """Whether the noun is a person whom a professional might write about."""
    return _PERSON.fullmatch(lower) is not None


@lru_cache(maxsize=8)
def acts(view: View) -> tuple[Act, ...]:
    """The finite verbs of the passage, in order."""
    words, tags = view.words, view.tags
    found: list[Act] = []
    for index, tag in enumerate(tags):
        if tag in FINITE and (not found or index > found[-1].main):
            found.append(_act(words, tags, index, found[-1] if found else None))
        elif tag == "VBN" and index and tags[index - 1] in (",", "CC") and found and _joined_participle(found[-1], index, tags):
            found.append(_act(words, tags, index, found[-1]))
        elif tag == "VBN" and found and found[-1].by is By.AUTHOR and _describes_another(words, tags, index, found[-1]):
            found.append(_act(words, tags, index, found[-1]))
        elif tag == "VBN" and index == 0:
            found.append(_act(words, tags, index, None))
    return tuple(found)


def _describes_another(words: tuple[Word, ...], tags: tuple[str, ...], index: int, last: Act) -> bool:
    """"I've got a girl, new here, only started in January": a participle about the girl."""
    at = index - 1
    while at > last.main and tags[at] in _ADVERBS:
        at -= 1
    return tags[at] == "," and any(tags[k] in NOUNS and is_person(words[k].lower) for k in range(last.main + 1, at))


def _joined_participle(last: Act, index: int, tags: tuple[str, ...]) -> bool:
    """"She had packed, and driven off": the second participle goes on the first verb."""
    return last.past and tags[last.main] == "VBN" and index - last.main < 8


def _act(words: tuple[Word, ...], tags: tuple[str, ...], finite: int, last: Act | None) -> Act:
    main, modal, negated, past = _group(words, tags, finite)
    by, label, subject, before = _subject(words, tags, finite, last)
    if by is By.THING:
        by, label, subject, before = _first_person_noun(words, tags, finite) or (by, label, subject, before)
    lemma = base(words[main].lower) or words[main].lower
    relative = any(words[at].lower in ("who", "that", "which") for at in range(max(subject, 0) + 1, finite))
    passive = tags[main] == "VBN" and any(words[at].lower in _BEING for at in range(finite, main))
    supposed = _supposed(words, before, past) or words[0].lower in ("imagine", "suppose", "picture", "consider", "let", "say")
    negated = negated or label in ("nobody", "no one", "none")
    return Act(by, label, subject, finite, main, _end(words, tags, main, relative), lemma, past, modal, negated, supposed, passive)


def _group(words: tuple[Word, ...], tags: tuple[str, ...], finite: int) -> tuple[int, bool, bool, bool]:
    """Main verb, whether modal, whether negated, whether told as past, of the group that `finite` opens."""
    main, negated = finite, False
    modal = tags[finite] == "MD" and words[finite].lower not in ("did",)
    auxiliary = modal or words[finite].lower in _AUXILIARY
    index = finite + 1
    while index < len(tags) and auxiliary:
        lower = words[index].lower
        if tags[index] in _ADVERBS or lower in _NEGATIONS:
            negated = negated or lower in _NEGATIONS
            index += 1
            continue
        if tags[index] not in _GROUP and not (tags[index] == "VBD" and lower not in _AUXILIARY):
            break
        main, auxiliary = index, lower in _AUXILIARY
        index += 1
    if main == finite and index < len(words) and words[index].lower in ("n't", "not", "never"):
        negated = True
    if finite and words[finite - 1].lower == "never":
        negated = True
    if words[finite].lower == "'d" and main > finite and tags[main] != "VB":
        modal = False
    perfect = words[finite].lower in _HAVE and main > finite and tags[main] in ("VBN", "VBD", "VBG")
    return main, modal, negated, tags[finite] in ("VBD", "VBN") or perfect


def _subject(
    words: tuple[Word, ...], tags: tuple[str, ...], finite: int, last: Act | None
) -> tuple[By, str, int, int]:
    """Whose act, the head word in lower case, its index, and the index of the first word of the subject."""
    at = finite - 1
    while at >= 0 and (tags[at] in _ADVERBS or words[at].lower in ("just", "then", "also", "all", "both") and tags[at] != "PRP"):
        at -= 1
    for _ in range(4):
        if at < 0:
            return By.NONE, "", -1, 0
        tag, lower = tags[at], words[at].lower
        if lower in _FIRST:
            return _FIRST[lower], lower, at, at
        if lower in _INDEFINITE:
            return By.GENERAL, lower, at, at
        if lower in _OF_CASE or lower == "who" and at == 0:
            return By.CASE, lower, at, at
        if tag in ("CC", ",", ":") or lower in ("and", "but", "or", "then"):
            return _carried(words, tags, at, last)
        if lower in ("who", "that", "which"):
            at -= 2 if at > 1 and tags[at - 1] == "," else 1
            continue
        if tag in NOUNS or tag == "CD" or tag == "JJ" and at and tags[at - 1] in ("DT", "PRP$"):
            start = _phrase_start(words, tags, at)
            if start >= 1 and tags[start - 1] in ("IN", "TO") and words[start - 1].lower not in _STOPS | {"after", "when", "before", "as"}:
                earlier = start - 2
                if earlier >= 0 and tags[earlier] in NOUNS:
                    at = earlier
                    continue
            return (*_noun(words, tags, start, at), at, start)
        if tag == ")" or lower in ("”", '"'):
            at -= 1
            continue
        return By.NONE, "", -1, at
    return By.THING, "", -1, max(at, 0)


def _carried(words: tuple[Word, ...], tags: tuple[str, ...], at: int, last: Act | None) -> tuple[By, str, int, int]:
    """The subject of a joined verb: that of the verb before it."""
    if last is not None and tags[at] == "," and last.subject > 1 and words[last.subject - 1].text == "," and last.end >= at - 1:
        noun = last.subject - 2  # "her sister-in-law, it turned out, had …": the subject stands before the insertion
        if tags[noun] in (*NOUNS, "PRP"):
            start = _phrase_start(words, tags, noun)
            return (*(_noun(words, tags, start, noun) if tags[noun] != "PRP" else (_FIRST.get(words[noun].lower, By.THING), "")), noun, start)
    if last is not None and last.by is By.AUTHOR and tags[at] == ",":
        # "I've got a girl, new in January, only started in …": what is said of the girl
        for noun in range(last.main + 1, at):
            if tags[noun] in NOUNS and is_person(words[noun].lower):
                return By.CASE, words[noun].lower, noun, noun
    if last is None or last.end < at - 12:
        if at >= 1 and tags[at] == "," and tags[at - 1] in NOUNS:
            start = _phrase_start(words, tags, at - 1)
            return (*_noun(words, tags, start, at - 1), at - 1, start)
        return By.NONE, "", -1, at
    return last.by, last.label, last.subject, at


def _phrase_start(words: tuple[Word, ...], tags: tuple[str, ...], at: int) -> int:
    while at > 0 and (
        tags[at - 1] in ("DT", "PRP$", "JJ", "CD", "NN", "NNP", "NNS", "NNPS", "POS", "JJR", "JJS", "VBN", "PDT")
        and not (tags[at - 1] in NOUNS and tags[at] in ("DT", "PRP$"))
    ):
        at -= 1
    return at


def _noun(words: tuple[Word, ...], tags: tuple[str, ...], start: int, head: int) -> tuple[By, str]:
    """Whose act a noun phrase makes it."""
    lower, first = words[head].lower, words[start].lower
    if first in _OWN:
        return (By.CASE if _OWN_CASE.fullmatch(lower) else By.AUTHOR), lower
    if tags[head] in ("NNP", "NNPS") and not is_person(lower) or _INITIALS.fullmatch(words[head].text):
        return By.CASE, lower
    if is_person(lower) or tags[head] == "CD" or tags[start] == "DT" and tags[head] == "JJ":
        if first in ("any", "every", "each", "no", "most", "many", "some", "all"):
            return By.GENERAL, lower
        if tags[head] == "NNS" and tags[start] not in ("PRP$", "CD", "DT", "NNP") and start == head:
            return By.GENERAL, lower
        return By.CASE, lower
    return By.THING, lower


def _supposed(words: tuple[Word, ...], before: int, past: bool) -> bool:
    near = [words[place].lower for place in range(max(before - 3, 0), before)]
    return any(word in _SUPPOSING for word in near) or (not past and "when" in near)


def _first_person_noun(words: tuple[Word, ...], tags: tuple[str, ...], finite: int) -> tuple[By, str, int, int] | None:
    """The person at the head of a long subject: "A gentleman last month with nine cards came in"."""
    start = finite
    while start > 0 and tags[start - 1] not in (*FINITE, ".", ":", ",", "WP", "WDT", "``", "''"):
        start -= 1
    for at in range(start, finite):
        if tags[at] == "IN" or tags[at] == "CC":
            return None
        if tags[at] in NOUNS and (at + 1 == len(tags) or tags[at + 1] not in NOUNS):
            return (*_noun(words, tags, _phrase_start(words, tags, at), at), at, start) if is_person(words[at].lower) else None
    return None


def _end(words: tuple[Word, ...], tags: tuple[str, ...], main: int, relative: bool) -> int:
    """Where the clause of the verb at `main` ends: at its stop, or where another clause begins."""
    index = main + 1
    degree = False
    while index < len(tags):
        tag, lower = tags[index], words[index].lower
        if relative and tag in FINITE and tags[index - 1] in NOUNS:
            return index
        if lower == "so" and index + 1 < len(tags) and tags[index + 1] in ("JJ", "RB"):
            degree = True
            index += 2
            continue
        if not degree and index > main + 1 and lower in _NOMINATIVE and index + 1 < len(tags) and tags[index + 1] in FINITE and tags[
            index - 1] not in ("IN", "WRB", "CC", "WP", "WDT") and index - main > 2:
            return index
        if tag in (".", ":", "''", ")") or lower in _OPENING_QUOTES or lower in ("...", "…", ";"):
            return index
        if lower in _STOPS and tag in ("IN", "WDT", "CC", "RB") and (
            lower not in _ALSO_PREPOSITIONS or _new_clause(words, tags, index + 1)
        ):
            return index
        if tag == "," and not _goes_on(words, tags, index + 1):
            return index
        if tag == "CC" and _new_clause(words, tags, index + 1):
            return index
        index += 1
    return index


def _goes_on(words: tuple[Word, ...], tags: tuple[str, ...], index: int) -> bool:
    """After a comma: a phrase of the same clause ("…, in his lanyard", "…, carrying the medal")."""
    if index >= len(tags):
        return False
    return tags[index] == "VBG" or tags[index] == "IN" and words[index].lower not in _STOPS | {"like", "as"}


def _new_clause(words: tuple[Word, ...], tags: tuple[str, ...], index: int) -> bool:
    """After "and": a finite verb, alone or with a short subject."""
    for place in range(index, min(index + 6, len(tags))):
        if tags[place] in FINITE:
            return True
        if tags[place] in (".", ",", ":", "IN", "CC"):
            return False
    return False


def span(view: View, start: int, end: int) -> tuple[int, int]:
    """Characters of the words from `start` to before `end`."""
    words = view.words
    return words[start].start, words[max(end, start + 1) - 1].end
