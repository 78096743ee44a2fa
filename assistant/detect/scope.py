"""Scope: which passages tell of a case, and to whom each finding belongs.

A draft tells of a case when somebody of a case comes in (a client, a pupil, a named person with facts about them).
Then pronouns, kin, quoted words and further facts carry it. Theory, advice, "clients often …" and the author's own
life are not a case.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from assistant.detect.opening import DESCRIBING, OWN_CASE, SUPPOSED_ALOUD, describes, follows_kin, opens, opens_a_record
from assistant.detect.own_life import general_paragraphs, is_the_authors_illness, nobody_else
from assistant.detect.reading import PERSON_KINDS, Reading, is_case_name
from assistant.detect.referents import PARTNERS, Referent, Who
from assistant.detect.slipped import is_bare_note, overhears, speaks_of_mine
from assistant.domain.changes import Voice
from assistant.domain.details import AUTHOR, CASE, EXEMPTING, Directness, Finding, Kind, Subject, SubjectRole
from assistant.domain.text import Role, Span

WHEN = frozenset({Kind.RECENCY, Kind.TIME, Kind.DATE, Kind.DURATION, Kind.COUNT})
"""Kinds that hang on the whole sentence rather than on the person next to them."""

GENERAL = Subject("general", SubjectRole.OTHER, "people in general")
"""Owner of findings that are about nobody in particular; they are dropped."""


@dataclass(slots=True)
class Scope:
    """Which passages are about a case, and the subject that a third-person pronoun means in each."""

    case: set[int] = field(default_factory=set)
    antecedents: dict[int, Subject] = field(default_factory=dict)


def scope(readings: Sequence[Reading], voice: Voice, *, known: bool = False, tells: float | None = None) -> Scope:
    """First whether the draft tells of a case at all, by its strong cues; then, liberally, where.

    `known` says that it does: a rewritten text may have lost the cue, not the case. `tells` is how far the tagger
    holds that it does, from 0 to 1.
    """
    found = Scope()
    if voice is Voice.CLIENT:
        for reading in readings:
            found.antecedents[reading.passage.index] = CASE
            if not _only_general(reading) or reading.cues.first_person:
                found.case.add(reading.passage.index)
        return found
    exempt = _exempt_paragraphs(readings)
    unsaid = _without_saying(readings, exempt) if not nobody_else(readings) else frozenset()
    if not known and not unsaid and not opens(readings, exempt, tells):
        return found
    current: Subject | None = None
    cases, paragraph = 0, -1
    carried = False
    """Whether the passage before, in the same paragraph, told of the case."""
    own: set[str] = set()
    """Kin of the author's that were spoken of, while nobody of the case has such kin."""
    theirs: set[str] = set()
    for reading in readings:
        passage = reading.passage
        own |= {r.label for r in reading.referents if r.who is Who.AUTHOR_KIN}
        theirs |= {r.label for r in reading.referents if r.who is Who.CASE_KIN and r.start > passage.span.start}
        carried = carried and passage.paragraph == paragraph
        current, cases = _antecedent(reading, current, cases, exempt)
        found.antecedents[passage.index] = current or CASE
        opening = passage.paragraph != paragraph
        carried = not (opening and _of_own_kin(reading, own - theirs)) and _tells(reading, current, carried, exempt)
        if carried:
            found.case.add(passage.index)
        paragraph = passage.paragraph
    found.case |= unsaid
    return found


def _exempt_paragraphs(readings: Sequence[Reading]) -> frozenset[int]:
    """Paragraphs that speak of a published case, fiction or a public figure; all of them where the whole draft does."""
    found: set[int] = set()
    story: set[int] = set()
    """Paragraphs that tell of a published case or of fiction, which may take a whole draft."""
    somebody: set[int] = set()
    """Paragraphs in which somebody of a case has come in: a theorist or singer named after them takes none."""
    for reading in readings:
        new = [r.start for r in reading.referents if r.who is Who.CASE] if reading.cues.introduces else []
        for finding in reading.findings:
            if finding.kind not in (Kind.CITATION, Kind.FICTION, Kind.PUBLIC_FIGURE):
                continue
            if finding.attributes.get("scope") == "draft":
                return frozenset(r.passage.paragraph for r in readings)
            after = reading.passage.paragraph in somebody or any(start < finding.span.start for start in new)
            if finding.attributes.get("scope") == "name" and after:
                continue
            found.add(reading.passage.paragraph)
            if finding.kind is Kind.FICTION or finding.evidence.id == "exempt.published_case":
                story.add(reading.passage.paragraph)
        if reading.cues.introduces:
            somebody.add(reading.passage.paragraph)
    aloud = {r.passage.paragraph for r in readings if SUPPOSED_ALOUD.search(r.passage.text)}
    found |= (aloud | general_paragraphs(readings)) - {r.passage.paragraph for r in readings if _is_own(r)}
    first = [r for r in readings if r.passage.role.is_prose][:2]
    begun = {r.passage.paragraph for r in first} & story
    if begun and (len(story) > 1 or first[0].cues.heading) and not any(_is_own(r) for r in readings):
        return frozenset(r.passage.paragraph for r in readings)
    return frozenset(found)


def _without_saying(readings: Sequence[Reading], exempt: frozenset[int]) -> frozenset[int]:
    """Passages that tell of somebody who isn't said to come in, by index.

    In notes without an article, as "mine" after a word for the author's clients, or overheard where the author works.
    """
    by_paragraph: dict[int, list[Reading]] = {}
    for reading in readings:
        if reading.passage.role.is_prose and not reading.cues.heading and reading.passage.paragraph not in exempt:
            by_paragraph.setdefault(reading.passage.paragraph, []).append(reading)
    found: set[int] = set()
    for paragraph in by_paragraph.values():
        notes = {r.passage.index for r in paragraph if is_bare_note(r.passage.text)}
        found |= notes if len(notes) > 1 else set()
        for at, reading in enumerate(paragraph[1:], 1):
            told = describes(reading)
            before = paragraph[at - 1].passage.text
            if speaks_of_mine(reading.passage.text, before, facts=told or reading.cues.third_person):
                found.add(reading.passage.index)
            near = any(overhears(r.passage.text) for r in paragraph[max(at - 2, 0) : at])
            if near and told and reading.cues.third_person:
                found.add(reading.passage.index)
    return frozenset(found)


def _is_own(reading: Reading) -> bool:
    """Whether a client of the author's own comes in."""
    cues = reading.cues
    return OWN_CASE.search(reading.passage.text) is not None or (cues.introduces and cues.firmly)


def _antecedent(
    reading: Reading, current: Subject | None, cases: int, exempt: frozenset[int]
) -> tuple[Subject | None, int]:
    """Whom third-person pronouns mean from this passage on, and how many clients have come in so far."""
    if reading.passage.paragraph in exempt and not OWN_CASE.search(reading.passage.text):
        return GENERAL, cases
    if current is GENERAL and follows_kin(reading) and not reading.cues.introduces:
        return GENERAL, cases
    if reading.cues.introduces or any(is_case_name(f, reading) for f in reading.findings):
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
    if reading.passage.paragraph in exempt and not OWN_CASE.search(reading.passage.text):
        return False
    if cues.introduces or opens_a_record(reading) or (reading.passage.role is Role.TABLE and not cues.general):
        return True
    if reading.telling or reading.sure:  # whatever the author or people in general do beside it
        return True
    if current in (AUTHOR, GENERAL):
        return False
    if reading.likely and current is not None:
        return True
    if cues.third_person:
        return True
    if any(f.directness is not Directness.QUASI and f.kind not in EXEMPTING for f in reading.findings):
        return not _only_author(reading)
    if cues.general or _only_author(reading):
        return False
    if any(f.kind in DESCRIBING or f.kind is Kind.PLACE for f in reading.findings):
        return True
    if current is not None and cues.third_plural and cues.past and not cues.first_person:
        return True
    return carried and (cues.third_plural or (cues.past and not cues.first_person))


_BARE_KIN = re.compile(r"\W*(Dad|Mum|Mom|Mam|Mother|Father|Nan|Gran|Granny|Grandma|Grandad)\b(?!,)")


def _of_own_kin(reading: Reading, own: Collection[str]) -> bool:
    """ "Dad's tomato plants", after "my dad died": still the author's, unless the tagger is sure of the case."""
    case = reading.cues.introduces or reading.telling
    match = _BARE_KIN.match(reading.passage.text) if own and not case else None
    return match is not None and match[1].lower() in own


def _only_general(reading: Reading) -> bool:
    return reading.cues.general and not reading.cues.third_person and not reading.cues.introduces


def _only_author(reading: Reading) -> bool:
    """ "I went home and cried": about the author, though the case is at hand."""
    return (
        reading.cues.first_person
        and not reading.cues.third_person
        and not any(r.who in (Who.CASE, Who.CASE_KIN, Who.CASE_OTHER, Who.PRONOUN) for r in reading.referents)
        and not any(f.directness in (Directness.DIRECT, Directness.VERBATIM) for f in reading.findings)
        and not any(f.kind is Kind.MOMENT and f.attributes.get("label") in ("we", "both") for f in reading.findings)
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
    sure = in_case and reading.surely_of_the_case(finding)
    if finding.attributes.get("by") == "author" and not (sure and finding.evidence.source == "rule"):
        return AUTHOR
    if finding.directness is Directness.EPISODIC and is_the_authors_illness(reading, finding):
        return AUTHOR
    if finding.attributes.get("by") == "glossary":  # the person says whose it is, wherever it stands
        return antecedent
    if not in_case or reading.surely_beside_the_case(finding):
        return AUTHOR if reading.cues.first_person or finding.directness is Directness.DIRECT else GENERAL
    if finding.kind in PERSON_KINDS:  # `people` says whose name it is
        kin = any(r.who is Who.AUTHOR_KIN and -2 <= finding.span.start - r.end <= 3 for r in reading.referents)
        return AUTHOR if kin else antecedent
    if finding.kind in WHEN:
        return antecedent if sure else _owner_of_time(finding, reading, antecedent)
    inside = _inside(finding.span, reading.referents)
    governing = inside or _governing(finding, reading)
    if governing is None:
        return antecedent
    own = governing.who in (Who.AUTHOR, Who.AUTHOR_KIN)
    if own and (sure or finding.directness in (Directness.EPISODIC, Directness.VERBATIM)):
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
        if referent.who is Who.AUTHOR and not reading.author_governs(referent, finding):
            continue
        return referent
    if any(f.kind in PERSON_KINDS and f.span.end <= finding.span.start for f in reading.findings):
        return None  # of whoever is named there, not of kin that come in behind it
    right = [r for r in people if r.start >= finding.span.end and r.who is not Who.AUTHOR]
    return right[0] if right else None


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
