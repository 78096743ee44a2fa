"""Words that look like a name and are none: saints of churches, systems in capitals, medicines that are taken, and
ordinary words with a capital because a sentence begins.

Where it is doubtful they stay names: one that is missed hurts more than one too many.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache, partial

from assistant import data
from assistant.detect.reading import Reading
from assistant.domain.details import Finding, Kind
from assistant.language.names import given, ordinary, surname

_PLAIN = re.compile(r"(?<!\w)[a-z]{3,}(?![\w@/]|[.:](?!\s|$))")
"""Words in small letters that are no part of an address."""
_WITHIN = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+")
"""Words with a capital that no sentence begins with."""
_DAYS = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?", re.IGNORECASE)
_SEVERAL = re.compile(r"[A-Z]{2,5}s")
""" "OTs", "GPs"."""
_PRONOUNS = frozenset("i me my we us our you your he him his she her hers they them their it its who".split())
_BREEDS = frozenset(
    "labrador alsatian collie spaniel poodle retriever dalmatian beagle rottweiler staffie staffy terrier chihuahua "
    "whippet greyhound lurcher husky dachshund labradoodle cockapoo cavapoo cockerpoo schnauzer pomeranian doberman "
    "bulldog shetland clydesdale appaloosa siamese burmese".split()
)
"""Breeds of dogs, horses and cats, which are written with a capital."""
_LEAST = 3
"""Letters that a name in small letters has at least."""
_SAINT = re.compile(r"\b(?:St\.?|Saint|SS\.?) $")
_CAPITALS = re.compile(r"[A-Z]{4,}\d*")
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Rev|Sir|Sister|Nurse|[A-Z][a-z]+)\.? $")
"""What stands before a surname in capitals, as notes have it."""
_TAKEN = re.compile(r"\b(?:us(?:ed?|es|ing)|prescribed) $", re.IGNORECASE)
_MEDICINES = re.compile(
    r"\b(?:medications?|medicines?|meds|mg|mcg|doses?|tablets?|sprays?|over-the-counter|prescri\w+|allerg\w+|inhalers?|"
    r"antihistamines?|antibiotics?)\b"
)
_A_PERSON = re.compile(r"['’]s? |,? (?:who|and (?:her|his)|said|to|out|home|aside|back|again|for|in|on the phone)\b")


def without_what_is_no_name(readings: Sequence[Reading]) -> list[Reading]:
    """The readings without such names; one that has none is given back itself."""
    named = {r.passage.paragraph for r in readings if any(f.kind is Kind.PERSON_NAME for f in r.findings)}
    medical = {
        r.passage.paragraph
        for r in readings
        if r.passage.paragraph in named and _MEDICINES.search(r.passage.text) is not None
    }
    plain = _plain_words(readings) if named else frozenset()
    return [r.without(partial(_is_none, r, medical, plain)) if r.passage.paragraph in named else r for r in readings]


@cache
def _no_names() -> frozenset[str]:
    """Medicines, and words for where somebody is from and what they believe or speak."""
    kinds = ("nationality", "ethnicity", "religion", "language")
    told = {w.strip() for row in data.rows("traits.tsv") if row[0] in kinds for w in row[-1].split(",")}
    return frozenset(told) | {w for row in data.rows("medicines.tsv") for w in row[1].split()}


def _plain_words(readings: Sequence[Reading]) -> frozenset[str]:
    """Names that are in no list, and that the draft also writes small and never with a capital within a sentence."""
    names = {r.words_of(f) for r in readings for f in r.findings if f.kind is Kind.PERSON_NAME}
    doubtful = {name.lower() for name in names if not (given(name) or surname(name))}
    if not doubtful:
        return frozenset()
    capitals = {word.lower() for r in readings for word in _WITHIN.findall(r.passage.text)}
    return frozenset(doubtful - capitals).intersection(w for r in readings for w in _PLAIN.findall(r.passage.text))


def _is_none(reading: Reading, medical: Collection[int], plain: Collection[str], finding: Finding) -> bool:
    if finding.kind is not Kind.PERSON_NAME:
        return False
    words = reading.words_of(finding)
    if words.lower() in plain and not (given(words) or surname(words)):
        return True
    low = words.lower()
    if low in _PRONOUNS or low.removesuffix("s") in _BREEDS:
        return True
    if not given(words) and (low in _no_names() or _DAYS.fullmatch(words) or _SEVERAL.fullmatch(words)):
        return True
    if words.islower() and (len(low) < _LEAST or (ordinary(low) and not (given(words) or surname(words)))):
        return True
    text, start = reading.passage.text, reading.passage.span.start
    before, after = text[: finding.span.start - start], text[finding.span.end - start :]
    if _SAINT.search(before):
        return True
    if _CAPITALS.fullmatch(words):
        shouting = sum(c.isupper() for c in text) >= 0.5 * sum(c.isalpha() for c in text)
        return not (shouting or given(words) or surname(words) or _TITLE.search(before))
    taken = _TAKEN.search(before) is not None and _A_PERSON.match(after) is None
    return taken and reading.passage.paragraph in medical and len(words.split()) == 1
