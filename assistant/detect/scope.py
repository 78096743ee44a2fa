"""Scope: which passages tell of a case, and to whom each finding belongs.

A case begins where a person of a case comes in (a client, a named person, a pupil) and goes on while pronouns, kin
and the same paragraph carry it. Theory, advice, "clients often …" and the author's own life are not a case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.detect.referents import PARTNERS, Cues, Referent, Who
from assistant.domain.changes import Voice
from assistant.domain.details import AUTHOR, CASE, Directness, Finding, Kind, Subject, SubjectRole
from assistant.domain.text import Passage, Span

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


def scope(readings: Sequence[Reading], voice: Voice) -> Scope:
    """Walk the passages in order and carry the case along."""
    found = Scope()
    if voice is Voice.CLIENT:
        for reading in readings:
            found.antecedents[reading.passage.index] = CASE
            if not _only_general(reading) or reading.cues.first_person:
                found.case.add(reading.passage.index)
        return found
    current: Subject | None = None
    """Whom the next pronoun means; None while nobody has come in."""
    active = False
    cases = 0
    paragraph = -1
    for reading in readings:
        cues, passage = reading.cues, reading.passage
        carried = active and (cues.third_person or passage.paragraph == paragraph)
        newcomer = _newcomer(reading)
        if newcomer is not None:
            if newcomer is AUTHOR or newcomer is GENERAL:
                current = newcomer
                active = active and newcomer is GENERAL and cues.third_person
            else:
                if newcomer is CASE and _is_new(reading) and cases:
                    cases += 1
                    current = Subject(f"client-{cases}", SubjectRole.CLIENT, "another client")
                elif current is None or current in (AUTHOR, GENERAL) or not active:
                    current = CASE if current is None or not current.id.startswith("client") else current
                    cases = max(cases, 1)
                active = True
                found.case.add(passage.index)
        elif cues.general and not _refers_back(reading, current):
            active = active and passage.paragraph == paragraph
        elif carried and current is not AUTHOR:
            active = True
            if not _only_author(reading):
                found.case.add(passage.index)
        elif cues.third_person and current is None and cues.past and not cues.heading:
            current, active, cases = CASE, True, 1
            found.case.add(passage.index)
        elif cues.third_person and cases and current is not AUTHOR and not cues.general:
            active = True
            found.case.add(passage.index)
        elif passage.paragraph != paragraph:
            active = False
        paragraph = passage.paragraph
        found.antecedents[passage.index] = current or CASE
    return found


def _newcomer(reading: Reading) -> Subject | None:
    """Who comes in by this passage, for the pronouns that follow; None when nobody does."""
    if any(f.kind in (Kind.PUBLIC_FIGURE, Kind.FICTION, Kind.CITATION) for f in reading.findings):
        return GENERAL
    if reading.cues.introduces and any(r.who is Who.CASE for r in reading.referents):
        return CASE
    if any(_names_a_person(f, reading) for f in reading.findings):
        return CASE
    if any(r.who is Who.AUTHOR_KIN for r in reading.referents):
        return AUTHOR
    if reading.cues.introduces:
        return CASE
    return None


def _names_a_person(finding: Finding, reading: Reading) -> bool:
    """A name in running prose that is not the author's own relative."""
    if finding.kind not in PERSON_KINDS or reading.cues.heading:
        return False
    kin = [r for r in reading.referents if r.who is Who.AUTHOR_KIN]
    return not any(r.end <= finding.span.start <= r.end + 3 for r in kin)


def _is_new(reading: Reading) -> bool:
    return any(r.who is Who.CASE and r.new for r in reading.referents)


def _only_general(reading: Reading) -> bool:
    return reading.cues.general and not reading.cues.third_person and not reading.cues.introduces


def _refers_back(reading: Reading, current: Subject | None) -> bool:
    """Whether a sentence with a general cue still speaks of the person at hand ("She can't rest when people …")."""
    return current is not None and current not in (AUTHOR, GENERAL) and reading.cues.third_person


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
    if not in_case:
        return AUTHOR if reading.cues.first_person or finding.directness is Directness.DIRECT else GENERAL
    if finding.kind in WHEN:
        return _owner_of_time(finding, reading, antecedent)
    inside = _inside(finding.span, reading.referents)
    governing = inside or _governing(finding, reading)
    if governing is None:
        return antecedent
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
