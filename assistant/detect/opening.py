"""Opening: whether a draft tells of a case at all.

Points are gathered over the whole draft. One strong sign is enough ("my client", a record number, a first name with
facts); weak ones ("he was due at ten", "a boy threw a shoe", a bare line of a log) need a second passage that agrees.
Published cases, fiction, public figures, the author's own family and people in general give no points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.detect.reading import PERSON_KINDS, Reading, is_case_name
from assistant.detect.referents import Who
from assistant.domain.details import Directness, Finding, Kind
from assistant.domain.text import Role

ENOUGH = 2
"""Points from which a draft tells of a case."""

DESCRIBING = frozenset(
    {Kind.AGE, Kind.OCCUPATION, Kind.NATIONALITY, Kind.ETHNICITY, Kind.RELIGION, Kind.FAMILY, Kind.PHYSICAL}
    | {Kind.HEALTH, Kind.LEGAL, Kind.MEDICATION, Kind.EVENT, Kind.POSSESSION, Kind.PERSON_NAME, Kind.PROCEDURE}
    | {Kind.RECORD_NUMBER, Kind.EDUCATION, Kind.SEXUALITY, Kind.LANGUAGE}
)
"""Kinds of fact that say who somebody is."""
_PERSONAL = frozenset(
    {Kind.AGE, Kind.HEALTH, Kind.FAMILY, Kind.LEGAL, Kind.MEDICATION, Kind.PHYSICAL, Kind.EVENT, Kind.RECORD_NUMBER}
    | {Kind.PROCEDURE, Kind.POSSESSION}
)
"""What is told of the person of a case, but not of a speaker in a programme."""
_SUPPORT = frozenset(
    {Kind.AGE, Kind.OCCUPATION, Kind.HEALTH, Kind.EVENT, Kind.MEDICATION, Kind.LEGAL, Kind.MOMENT, Kind.RECENCY}
    | {Kind.RECORD_NUMBER, Kind.PROCEDURE, Kind.PHYSICAL, Kind.EDUCATION}
)
"""Kinds that make a bare name somebody's case rather than a colleague, an author or a thank-you."""
_WEAK_SUPPORT = frozenset({Kind.RECENCY, Kind.OCCUPATION, Kind.EDUCATION, Kind.EVENT})
"""What is said of colleagues and speakers too, whose full names stand in acknowledgements."""

OWN_CASE = re.compile(
    r"\b(?:my|our) (?:[\w'-]+ ){0,4}(?:client|patient|pupil|student|supervisee|\d{1,2}[:.]?\d* ?o'?clock)\b"
    r"|\bone of (?:my|our) |\b(?:client|patient|student|pupil) of mine\b",
    re.I,
)


def opens(readings: Sequence[Reading], exempt: frozenset[int]) -> bool:
    """Whether the readings of a draft together tell of somebody's case."""
    if _transcript(readings):
        return True
    points, tail = 0, 0
    paragraph = -1
    standing: Who | None = None
    """Whom a pronoun means by what came before in the paragraph: the author's kin, people in general, or open."""
    for reading in readings:
        if reading.passage.paragraph != paragraph:
            paragraph = reading.passage.paragraph
            standing = None if standing is Who.GENERAL else standing
        if reading.passage.paragraph in exempt and not OWN_CASE.search(reading.passage.text):
            standing = Who.AUTHOR_KIN
            continue
        if strong(reading):
            return True
        standing = _standing(reading, standing)
        worth = 0 if standing in (Who.AUTHOR_KIN, Who.GENERAL) else _weak(reading)
        points += worth
        tail += bool(worth)
        if points >= ENOUGH:
            return True
    short = sum(r.passage.role is not Role.HEADING for r in readings) <= 3
    return short and points > 0 and any(_particular(f) for r in readings for f in r.findings)


def strong(reading: Reading) -> bool:
    """A sign that somebody real is told of, enough by itself."""
    cues = reading.cues
    if cues.introduces and (cues.firmly or OWN_CASE.search(reading.passage.text)):
        return True
    if cues.introduces and any(_particular(f) for f in reading.findings) and (cues.third_person or cues.first_person):
        return True
    record = any(
        f.kind is Kind.RECORD_NUMBER
        or (f.kind in (Kind.ADDRESS, Kind.CONTACT) and cues.third_person and not cues.first_person)
        for f in reading.findings
    )
    return record or _introduces_by_name(reading) or _describes_someone(reading)


def _particular(finding: Finding) -> bool:
    """Something that was said or happened to one person, rather than a scene that could be anybody's."""
    if finding.attributes.get("by") == "author":
        return False
    return finding.directness is Directness.VERBATIM or (
        finding.directness is Directness.EPISODIC and finding.attributes.get("event") != "scene"
    )


def _standing(reading: Reading, before: Who | None) -> Who | None:
    """Whom "she" means after this passage, as far as that keeps it from being a case."""
    people = [r for r in reading.referents if r.who not in (Who.AUTHOR, Who.PRONOUN)]
    if reading.cues.introduces or any(r.who is Who.CASE for r in people):
        return None
    if any(is_case_name(f, reading) for f in reading.findings):
        return None
    if any(r.who is Who.AUTHOR_KIN for r in people):
        return Who.AUTHOR_KIN
    if any(f.kind in PERSON_KINDS for f in reading.findings):
        return Who.AUTHOR_KIN  # a full name or a surname alone: an author, a speaker, a colleague
    if any(r.who is Who.GENERAL for r in people) or reading.cues.supposed:
        return Who.GENERAL
    return before


def _weak(reading: Reading) -> int:
    """Points of a passage that may tell of somebody, but could also be something else."""
    cues, passage = reading.cues, reading.passage
    if cues.heading or cues.supposed:
        return 0
    facts = {f.kind for f in reading.findings if f.kind in DESCRIBING and f.attributes.get("by") != "author"}
    specific = cues.past or bool(facts) or any(_particular(f) for f in reading.findings)
    if cues.introduces:
        return 1 + (cues.third_person and specific)
    if cues.third_person and specific:
        return 1
    if any(is_case_name(f, reading) for f in reading.findings) and cues.past and not cues.general:
        return 1
    if cues.first_person or cues.general:
        return 0
    if cues.bare and (cues.past or facts & _PERSONAL) and passage.role is not Role.TABLE:
        return 1
    quoted = any(f.directness is Directness.VERBATIM and _particular(f) for f in reading.findings)
    return int(quoted and bool(facts & _PERSONAL))


def _introduces_by_name(reading: Reading) -> bool:
    names = [f for f in reading.findings if is_case_name(f, reading)]
    if any(f.kind is Kind.PSEUDONYM for f in names):
        return True
    others = {f.kind for f in reading.findings if f.kind in _SUPPORT and not reading.author_owns(f)}
    if all(f.attributes.get("form") == "full" for f in names) and not reading.cues.third_person:
        others -= _WEAK_SUPPORT
    kin = any(r.who is Who.CASE_KIN for r in reading.referents)
    return bool(names) and (bool(others) or kin) and not reading.cues.general


def _describes_someone(reading: Reading) -> bool:
    """Three or more sorts of fact about one person, or an exact age and another, and the author is not that person."""
    if reading.cues.heading or reading.cues.first_person or reading.cues.supposed:
        return False
    kinds = {f.kind for f in reading.findings if f.kind in DESCRIBING and _says_who(f, reading)}
    exact = any(f.kind is Kind.AGE and "years" in f.attributes for f in reading.findings)
    personal = bool(kinds & _PERSONAL)
    return (len(kinds) >= 3 and personal) or (exact and len(kinds) >= 2 and not reading.cues.general)


def _says_who(finding: Finding, reading: Reading) -> bool:
    return finding.kind is not Kind.PERSON_NAME or is_case_name(finding, reading)


_SPEAKER = re.compile(
    r"^\W*(?P<who>cl?|client|pt?|patient|pupil|student|s|th?|therapist|counsellor|counselor|nurse|sw|teacher|me|i)"
    r"\s?\d{0,3}:\s",
    re.I,
)
_OTHER_SIDE = frozenset("t th therapist counsellor counselor nurse sw teacher me i".split())
_INVENTED = re.compile(r"\b(?:role[- ]?play|script|invented|made[- ]up|fictional|imagin\w+|sample dialogue)\b", re.I)


def _transcript(readings: Iterable[Reading]) -> bool:
    """Lines of two speakers by turns, of whom one is the client and tells of something that happened."""
    sides: set[bool] = set()
    telling = 0
    for reading in readings:
        text = reading.passage.text
        if _INVENTED.search(text):
            return False
        speaker = _SPEAKER.match(text)
        if speaker is None:
            continue
        other = speaker["who"].lower() in _OTHER_SIDE
        sides.add(other)
        telling += not other and (reading.cues.past or reading.cues.first_person)
    return len(sides) == 2 and telling > 0
