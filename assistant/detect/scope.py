"""Scope: which passages tell of a case, and to whom each finding belongs.

A draft tells of a case when somebody of a case comes in (a client, a pupil, a named person with facts about them).
Then pronouns, kin, quoted words and further facts carry it. Theory, advice, "clients often …" and the author's own
life are not a case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.detect.referents import PARTNERS, Cues, Referent, Who
from assistant.domain.changes import Voice
from assistant.domain.details import AUTHOR, CASE, EXEMPTING, Directness, Finding, Kind, Subject, SubjectRole
from assistant.domain.text import Passage, Role, Span

WHEN = frozenset({Kind.RECENCY, Kind.TIME, Kind.DATE, Kind.DURATION, Kind.COUNT})
"""Kinds that hang on the whole sentence rather than on the person next to them."""

PERSON_KINDS = frozenset({Kind.PERSON_NAME, Kind.PSEUDONYM})

GENERAL = Subject("general", SubjectRole.OTHER, "people in general")
"""Owner of findings that are about nobody in particular; they are dropped."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one passage says by itself: its findings and referents in draft offsets, and its cues."""

    passage: Passage
    findings: tuple[Finding, ...]
    referents: tuple[Referent, ...]
    cues: Cues


@dataclass(slots=True)
class Scope:
    """Which passages are about a case, and the subject that a third-person pronoun means in each."""

    case: set[int] = field(default_factory=set)
    antecedents: dict[int, Subject] = field(default_factory=dict)


def scope(readings: Sequence[Reading], voice: Voice, *, known: bool = False) -> Scope:
    """First whether the draft tells of a case at all, by its strong cues; then, liberally, where.

    `known` says that it does: a rewritten text may have lost the cue, not the case.
    """
    found = Scope()
    if voice is Voice.CLIENT:
        for reading in readings:
            found.antecedents[reading.passage.index] = CASE
            if not _only_general(reading) or reading.cues.first_person:
                found.case.add(reading.passage.index)
        return found
    exempt = _exempt_paragraphs(readings)
    if not known and not any(_opens_a_case(reading, exempt) for reading in readings):
        return found
    current: Subject | None = None
    cases, paragraph = 0, -1
    carried = False
    """Whether the passage before, in the same paragraph, told of the case."""
    for reading in readings:
        passage = reading.passage
        carried = carried and passage.paragraph == paragraph
        current, cases = _antecedent(reading, current, cases, exempt)
        found.antecedents[passage.index] = current or CASE
        carried = _tells(reading, current, carried, exempt)
        if carried:
            found.case.add(passage.index)
        paragraph = passage.paragraph
    return found


def _exempt_paragraphs(readings: Sequence[Reading]) -> frozenset[int]:
    """Paragraphs that speak of a published case, fiction or a public figure; all of them where the whole draft does."""
    found: set[int] = set()
    for reading in readings:
        for finding in reading.findings:
            if finding.kind not in (Kind.CITATION, Kind.FICTION, Kind.PUBLIC_FIGURE):
                continue
            if finding.attributes.get("scope") == "draft":
                return frozenset(r.passage.paragraph for r in readings)
            found.add(reading.passage.paragraph)
    return frozenset(found)


_OWN_CASE = re.compile(
    r"\b(?:my|our) (?:[\w'-]+ ){0,4}(?:client|patient|pupil|student|supervisee|\d{1,2}[:.]?\d* ?o'?clock)\b"
    r"|\bone of (?:my|our) |\b(?:client|patient|student|pupil) of mine\b",
    re.I,
)


def _opens_a_case(reading: Reading, exempt: frozenset[int]) -> bool:
    """A strong cue that somebody real is told of."""
    published = reading.passage.paragraph in exempt
    if reading.cues.introduces and (not published or _OWN_CASE.search(reading.passage.text)):
        return True
    record = any(
        f.kind is Kind.RECORD_NUMBER
        or (f.kind in (Kind.ADDRESS, Kind.CONTACT) and reading.cues.third_person and not reading.cues.first_person)
        for f in reading.findings
    )
    return not published and (record or _introduces_by_name(reading) or _describes_someone(reading))


_SUPPORT = frozenset(
    {Kind.AGE, Kind.OCCUPATION, Kind.HEALTH, Kind.EVENT, Kind.MEDICATION, Kind.LEGAL, Kind.MOMENT, Kind.RECENCY}
    | {Kind.RECORD_NUMBER, Kind.PROCEDURE, Kind.PHYSICAL, Kind.EDUCATION}
)
"""Kinds that make a bare name somebody's case rather than a colleague, an author or a thank-you."""
_WEAK_SUPPORT = frozenset({Kind.RECENCY, Kind.OCCUPATION, Kind.EDUCATION, Kind.EVENT})
"""What is said of colleagues and speakers too, whose full names stand in acknowledgements."""


def _introduces_by_name(reading: Reading) -> bool:
    names = [f for f in reading.findings if _is_case_name(f, reading)]
    if any(f.kind is Kind.PSEUDONYM for f in names):
        return True
    others = {f.kind for f in reading.findings if f.kind in _SUPPORT and not _author_owns(f, reading)}
    if all(f.attributes.get("form") == "full" for f in names) and not reading.cues.third_person:
        others -= _WEAK_SUPPORT
    kin = any(r.who is Who.CASE_KIN for r in reading.referents)
    return bool(names) and (bool(others) or kin) and not reading.cues.general


def _is_case_name(finding: Finding, reading: Reading) -> bool:
    """A first name, initials or a plain title; full names and doctors are mostly authors and colleagues."""
    if finding.kind is Kind.PSEUDONYM:
        return True
    if finding.kind is not Kind.PERSON_NAME or reading.cues.heading:
        return False
    title = str(finding.attributes.get("title", "")).lower().rstrip(".")
    form = finding.attributes.get("form")
    if title in ("dr", "prof", "professor", "doctor") or form == "surname":
        return False
    kin = [r for r in reading.referents if r.who is Who.AUTHOR_KIN]
    return not any(r.end <= finding.span.start <= r.end + 3 for r in kin)


_DESCRIBING = frozenset(
    {
        Kind.AGE,
        Kind.OCCUPATION,
        Kind.NATIONALITY,
        Kind.ETHNICITY,
        Kind.RELIGION,
        Kind.FAMILY,
        Kind.PHYSICAL,
        Kind.HEALTH,
    }
    | {Kind.LEGAL, Kind.MEDICATION, Kind.EVENT, Kind.POSSESSION, Kind.PERSON_NAME, Kind.PROCEDURE, Kind.RECORD_NUMBER}
)


def _describes_someone(reading: Reading) -> bool:
    """Three or more sorts of fact about one person, or an exact age and another, and the author is not that person."""
    if reading.cues.heading or reading.cues.first_person:
        return False
    kinds = {f.kind for f in reading.findings if f.kind in _DESCRIBING}
    exact = any(f.kind is Kind.AGE and "years" in f.attributes for f in reading.findings)
    return len(kinds) >= 3 or (exact and len(kinds) >= 2 and not reading.cues.general)


def _antecedent(
    reading: Reading, current: Subject | None, cases: int, exempt: frozenset[int]
) -> tuple[Subject | None, int]:
    """Whom third-person pronouns mean from this passage on, and how many clients have come in so far."""
    if reading.passage.paragraph in exempt and not _OWN_CASE.search(reading.passage.text):
        return GENERAL, cases
    if reading.cues.introduces or any(_is_case_name(f, reading) for f in reading.findings):
        if cases and any(r.who is Who.CASE and r.new for r in reading.referents):
            return Subject(f"client-{cases + 1}", SubjectRole.CLIENT, "another client"), cases + 1
        keeps = current is not None and current not in (AUTHOR, GENERAL)
        return (current if keeps else CASE), max(cases, 1)
    if any(r.who is Who.AUTHOR_KIN for r in reading.referents) and not any(
        r.who in (Who.PRONOUN, Who.CASE_KIN) for r in reading.referents
    ):
        return AUTHOR, cases
    return current, cases


def _tells(reading: Reading, current: Subject | None, carried: bool, exempt: frozenset[int]) -> bool:
    """Whether this passage of a case draft is about the case."""
    cues = reading.cues
    if reading.passage.paragraph in exempt and not _OWN_CASE.search(reading.passage.text):
        return False
    if cues.introduces or (reading.passage.role is Role.TABLE and not cues.general):
        return True
    if current in (AUTHOR, GENERAL):
        return False
    if cues.third_person:
        return True
    if any(f.directness is not Directness.QUASI and f.kind not in EXEMPTING for f in reading.findings):
        return not _only_author(reading)
    if cues.general or _only_author(reading):
        return False
    if any(f.kind in _DESCRIBING or f.kind is Kind.PLACE for f in reading.findings):
        return True
    return carried and (cues.third_plural or (cues.past and not cues.first_person))


def _only_general(reading: Reading) -> bool:
    return reading.cues.general and not reading.cues.third_person and not reading.cues.introduces


def _only_author(reading: Reading) -> bool:
    """ "I went home and cried": about the author, though the case is at hand."""
    return (
        reading.cues.first_person
        and not reading.cues.third_person
        and not any(r.who in (Who.CASE, Who.CASE_KIN, Who.CASE_OTHER, Who.PRONOUN) for r in reading.referents)
        and not any(f.directness in (Directness.DIRECT, Directness.VERBATIM) for f in reading.findings)
    )


def owner(finding: Finding, reading: Reading, found: Scope, voice: Voice) -> Subject:
    """The person that a finding is about: the nearest referent that governs it, else whom the passage is about."""
    index = reading.passage.index
    in_case = index in found.case
    antecedent = found.antecedents.get(index, CASE)
    if antecedent in (AUTHOR, GENERAL):
        antecedent = CASE
    if voice is Voice.CLIENT:
        return _owner_in_client_voice(finding, reading) if in_case else GENERAL
    if finding.attributes.get("by") == "author":
        return AUTHOR
    if not in_case:
        return AUTHOR if reading.cues.first_person or finding.directness is Directness.DIRECT else GENERAL
    if finding.kind in WHEN:
        return _owner_of_time(finding, reading, antecedent)
    inside = _inside(finding.span, reading.referents)
    governing = inside or _governing(finding, reading)
    if governing is None:
        return antecedent
    own = governing.who in (Who.AUTHOR, Who.AUTHOR_KIN)
    if own and finding.directness in (Directness.EPISODIC, Directness.VERBATIM):
        return antecedent  # the rules say themselves when an act or a line is the author's ("by")
    return _subject_of(governing, antecedent)


def _owner_of_time(finding: Finding, reading: Reading, antecedent: Subject) -> Subject:
    left = [r for r in reading.referents if r.end <= finding.span.start]
    if left and left[-1].who is Who.AUTHOR_KIN:
        return AUTHOR
    return antecedent


def _inside(span: Span, people: Sequence[Referent]) -> Referent | None:
    """The referent whose own words hold the finding ("my *34-year-old* client", "her *sister*")."""
    return next((r for r in people if r.start <= span.start and span.end <= r.end and r.who is not Who.PRONOUN), None)


def _governing(finding: Finding, reading: Reading) -> Referent | None:
    """The nearest person to the left, else the first to the right; an author who merely perceives doesn't govern."""
    people = [r for r in reading.referents if r.who is not Who.GENERAL]
    left = [r for r in people if r.end <= finding.span.start]
    for referent in reversed(left):
        if referent.who is Who.AUTHOR and not _author_governs(referent, finding, reading):
            continue
        return referent
    right = [r for r in people if r.start >= finding.span.end and r.who is not Who.AUTHOR]
    return right[0] if right else None


def _author_owns(finding: Finding, reading: Reading) -> bool:
    left = [r for r in reading.referents if r.end <= finding.span.start]
    return (
        bool(left)
        and left[-1].who in (Who.AUTHOR, Who.AUTHOR_KIN)
        and (left[-1].who is Who.AUTHOR_KIN or _author_governs(left[-1], finding, reading))
    )


_BEING = frozenset(
    (
        "am 'm was were are be been became live lived living grew work worked working trained moved studied "
        "had turned born qualified come came from left lost got have 've own"
    ).split()
)


def _author_governs(author: Referent, finding: Finding, reading: Reading) -> bool:
    """ "I grew up in Leeds", "my own mother's funeral" against "I saw a nurse from Leeds"."""
    if author.label in ("me", "us", "mine"):
        return False
    start = reading.passage.span.start
    between = reading.passage.text[author.end - start : finding.span.start - start].lower().replace("’", "'")
    if author.label in ("my", "our"):
        return len(between.split()) <= 4
    words = between.replace("'m", " am ").split()
    return (
        bool(words)
        and len(words) <= 8
        and any(word.strip(",.") in _BEING for word in words[:4])
        and not any(
            word in ("with", "who", "client", "patient", "woman", "man", "she", "he", "her", "his") for word in words
        )
    )


def _subject_of(referent: Referent, antecedent: Subject) -> Subject:
    match referent.who:
        case Who.AUTHOR | Who.AUTHOR_KIN:
            return AUTHOR
        case Who.CASE_KIN:
            role = SubjectRole.PARTNER if referent.label in PARTNERS else SubjectRole.RELATIVE
            return Subject(f"{antecedent.id}.{referent.label}", role, f"the {referent.label} of {antecedent.label}")
        case Who.CASE_OTHER:
            role = SubjectRole.FRIEND if "friend" in referent.label else SubjectRole.COLLEAGUE
            return Subject(f"{antecedent.id}.{referent.label}", role, f"the {referent.label} of {antecedent.label}")
        case _:
            return antecedent


def _owner_in_client_voice(finding: Finding, reading: Reading) -> Subject:
    """In the client's voice "I" and "my" are the case; kin are theirs."""
    holder = _inside(finding.span, reading.referents)
    if holder is None:
        left = [r for r in reading.referents if r.end <= finding.span.start]
        holder = left[-1] if left else None
    if holder is not None and holder.who in (Who.AUTHOR_KIN, Who.CASE_KIN) and finding.kind is not Kind.FAMILY:
        role = SubjectRole.PARTNER if holder.label in PARTNERS else SubjectRole.RELATIVE
        return Subject(f"client.{holder.label}", role, f"the {holder.label} of the client")
    return CASE
