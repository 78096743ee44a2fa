"""People of stories that everybody knows, spoken of beside a case: Abram and Naomi in a sermon are nobody's clients.

Promises: what is exempted is shown as a statement, never silently. A name that people bear today is a story's only
where it stands beside another of that story or the story's own name, and nowhere beside what only somebody whom the
author met has: an age, a job, a relative, words said to the author. Where it is doubtful a name stays somebody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant import data
from assistant.detect.reading import Reading
from assistant.detect.referents import Who
from assistant.detect.scope import Scope
from assistant.domain.details import Directness, Evidence, Finding, Kind

REASON = "somebody of a story that everybody knows, not a case"
_PEOPLE = frozenset({Who.CASE, Who.CASE_KIN, Who.CASE_OTHER, Who.AUTHOR, Who.AUTHOR_KIN, Who.GENERAL})


@dataclass(frozen=True, slots=True)
class _Tale:
    """A story: the pattern of the words that name it, and its people, True where hardly anybody is called so."""

    told: re.Pattern[str]
    people: Mapping[str, bool]


@cache
def _tales() -> tuple[_Tale, ...]:
    found = []
    for told, people in data.rows("tales.tsv"):
        words = "|".join(re.escape(w) for w in told.split(","))
        found.append(
            _Tale(re.compile(rf"\b(?:{words})\b", re.I), {n.rstrip("!"): n.endswith("!") for n in people.split(",")})
        )
    return tuple(found)


def with_tales(readings: Sequence[Reading], found: Scope) -> list[Reading]:
    """The readings with the people of such stories exempt; sentences that tell of nobody else leave the case."""
    names = {
        r.words_of(f).removesuffix("'s").removesuffix("’s")
        for r in readings
        for f in r.findings
        if f.kind is Kind.PERSON_NAME
    }
    known = {name for tale in _tales() if names & tale.people.keys() for name in _of(tale, names, readings)}
    if not known:
        return list(readings)
    result: list[Reading] = []
    for reading in readings:
        told = [f for f in reading.findings if f.kind is Kind.PERSON_NAME and _bare(reading, f) in known]
        alone = bool(told) and _tells_of_nobody_else(reading, len(told))
        if alone:
            found.case.discard(reading.passage.index)
        added = tuple(_exempting(f, _bare(reading, f), whole=alone) for f in told)
        result.append(replace(reading, findings=(*reading.findings, *added)) if added else reading)
    return result


def _bare(reading: Reading, finding: Finding) -> str:
    return reading.words_of(finding).removesuffix("'s").removesuffix("’s")


def _of(tale: _Tale, names: set[str], readings: Sequence[Reading]) -> Iterator[str]:
    """Those of the draft's names that are this story's."""
    here = names & tale.people.keys()
    firm = {name for name in here if tale.people[name]}
    named = [r for r in readings if tale.told.search(r.passage.text)]
    if not (named or (firm and len(here) > 1) or len(firm) > 1):
        return
    yield from (name for name in names if here and tale.told.fullmatch(name))
    for name in here:
        places = [r for r in readings if re.search(rf"\b{name}\b", r.passage.text)]
        if any(_met(name).search(r.passage.text) for r in places):
            continue
        others = [r for r in readings if any(_stands(other, r) for other in here - {name})]
        beside = any(r in named or any(_is_near(r, other) for other in others) for r in places)
        if tale.people[name] or beside:
            yield name


def _is_near(one: Reading, other: Reading) -> bool:
    """Whether it is the same sentence, or the next in its paragraph."""
    near = abs(one.passage.index - other.passage.index) <= 1
    return near and one.passage.paragraph == other.passage.paragraph


def _stands(name: str, reading: Reading) -> bool:
    return re.search(rf"\b{name}\b", reading.passage.text) is not None


@cache
def _met(name: str) -> re.Pattern[str]:
    """What only stands beside the name of somebody whom the author met."""
    return re.compile(
        rf"\b{name}(?:,? \(?(?:aged )?\d|, an? (?:\w+ )?\w+,|, (?:who|whom) (?:I|we)\b| (?:[A-Z]\w+)\b"
        rf"|(?: \w+){{1,3}} (?:me|us)\b)"
        rf"|\b(?:[Mm]y|[Oo]ur|[Hh]er|[Hh]is|[Tt]heir)(?: \w+){{1,2}},? {name}\b"
        rf"|\b(?:I|[Ww]e)(?: \w+){{0,2}} (?:saw|see|met|meet|asked|told|rang|phoned|visited|taught|sat|worked|know|knew"
        rf"|said)(?: with| to| for)? {name}\b"
        rf"|\b(?:client|patient|pupil|student|resident|called|named|Mrs?|Ms|Miss)\W{{0,3}} {name}\b"
        rf"|\b{name}['’]s (?:mum|mom|mam|mother|dad|father|gp|teacher|school|ward|flat|key ?worker"
        rf"|social worker|session)\b",
    )


def _tells_of_nobody_else(reading: Reading, told: int) -> bool:
    named = sum(f.kind is Kind.PERSON_NAME for f in reading.findings)
    return named == told and not any(r.who in _PEOPLE for r in reading.referents)


def _exempting(finding: Finding, name: str, *, whole: bool) -> Finding:
    return Finding(
        kind=Kind.FICTION,
        directness=Directness.DIRECT,
        span=finding.span,
        evidence=Evidence("rule", "exempt.tale", 0.8),
        reason=REASON,
        attributes={"scope": "paragraph" if whole else "name", "name": name},
    )
