"""Own life: drafts in which the author is the patient, or something is mended for them, and nobody else comes in.

Whoever treats the author, or repairs the boiler, is nobody's case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.detect.reading import PERSON_KINDS, Reading, is_case_name
from assistant.detect.referents import Who
from assistant.domain.details import Finding, Kind

_CARERS = (
    r"(?:surgeon|registrar|consultant|doctor|gp|nurse|midwife|paramedic|anaesthetist|radiographer|radiologist|oncologist|"
    r"physio|physiotherapist|dentist|optician|cardiologist|dermatologist|hospital|clinic|surgery|ambulance|receptionist|"
    r"specialist|osteopath|pharmacist|sonographer|phlebotomist|porter|vet)"
)
_TREATED_BY = re.compile(rf"\b(?:the|my|a|an|one|our) (?:[\w-]+ ){{0,2}}?{_CARERS}s?\b", re.I)
_AILING = frozenset({Kind.HEALTH, Kind.PROCEDURE, Kind.MEDICATION})
_I_AILED = re.compile(
    r"\bI(?:['’](?:ve|m|d))? (?:[\w'’-]+ ){0,3}?(?:broke|fractured|sprained|tore|slipped|fell|fainted|collapsed|"
    r"was diagnosed|been diagnosed|on (?:the|a) waiting list|admitted|discharged|on crutches|off sick|signed off|"
    r"had (?:a|an|my|the) (?:[\w-]+ ){0,2}(?:operation|scan|biopsy|surgery|stroke|fall|bypass|transplant))\b"
    r"|\bmy (?:own )?(?:[\w-]+ ){0,2}(?:operation|surgery|diagnosis|scan|biopsy|wrist|ankle|knee|hip|back|shoulder|"
    r"leg|arm|heart|results)\b",
    re.I,
)


def nobody_else(readings: Sequence[Reading]) -> bool:
    """Whether the draft tells of the author's own illness, or of a repair, and of nobody who could be a case."""
    return _is_the_patient(readings) or _is_about_a_repair(readings)


def _is_the_patient(readings: Sequence[Reading]) -> bool:
    """Whether the author's own illness is told, and nobody else is there but those who treat them."""
    ails = treated = False
    for reading in readings:
        text = reading.passage.text
        carer = _TREATED_BY.search(text) is not None
        if _somebody_else(reading, carer=carer):
            return False
        treated = treated or carer
        mine = reading.cues.first_person and any(f.kind in _AILING for f in reading.findings)
        ails = ails or mine or _I_AILED.search(text) is not None
    return ails and treated


_MENDER = re.compile(
    r"\b(?:the|our|an?) (?:[\w-]+ ){0,2}?(?:plumber|electrician|locksmith|engineer|builder|decorator|roofer|glazier|"
    r"joiner|carpenter|handyman|surveyor|courier|postman|caterer|technician|(?:boiler|gas|heating|lift|"
    r"delivery|repair|window|phone|broadband|printer|it) (?:man|woman|engineer|people|person))\b",
    re.I,
)
_MENDED = re.compile(
    r"\b(?:boilers?|pipes?|heating|radiators?|locks?|keys?|roof|gutters?|drains?|leak\w*|taps?|toilets?|lavator\w+|lifts?|"
    r"fuses?|wiring|lights?|cables?|sockets?|printers?|routers?|broadband|alarms?|fridge|dishwasher|parcels?|shelves|"
    r"carpets?|ceiling|floorboards?|windows?|doorbell|photocopier)\b",
    re.I,
)
_INTIMATE = frozenset({Kind.HEALTH, Kind.MEDICATION, Kind.LEGAL})
_IN_THE_ROOM = re.compile(r"\b(?:cried|wept|sobbed|sessions?|the hour|therapy|told me|came to see me)\b", re.I)


def _is_about_a_repair(readings: Sequence[Reading]) -> bool:
    """Whether somebody came to mend a thing, and nobody else comes in: "The plumber found a shoe in the waste pipe"."""
    came: set[int] = set()
    """Paragraphs in which "he" is whoever mends."""
    thing = False
    for reading in readings:
        if _MENDER.search(reading.passage.text) is not None:
            came.add(reading.passage.paragraph)
        if _somebody_else(reading, carer=reading.passage.paragraph in came):
            return False
        if any(f.kind in _INTIMATE for f in reading.findings) or _IN_THE_ROOM.search(reading.passage.text):
            return False
        thing = thing or _MENDED.search(reading.passage.text) is not None
    return thing and bool(came)


def _somebody_else(reading: Reading, *, carer: bool) -> bool:
    """Whether anybody comes in of whom a case could be told; where a carer or a mender does, "she" is that one."""
    cues = reading.cues
    if cues.introduces or (cues.third_person and not carer):
        return True
    if any(r.who in (Who.CASE, Who.CASE_KIN) for r in reading.referents) or _HARM.search(reading.passage.text):
        return True
    menders = [m.span() for m in _MENDER.finditer(reading.passage.text)]
    nouns = (m.span() for m in _SOMEBODY.finditer(reading.passage.text))
    if any(not any(a < end and start < b for a, b in menders) for start, end in nouns):
        return True
    return any(
        f.kind is Kind.RECORD_NUMBER or (f.kind in PERSON_KINDS and not carer and is_case_name(f, reading))
        for f in reading.findings
    )


_HARM = re.compile(
    r"\b(?:hanged|drowned|suicid\w*|murder\w*|stabbed|raped|assaulted|abused|arrested|electrocuted|crushed|scalded|"
    r"killed|kill (?:him|her|them)sel\w+|(?:his|her|their) own li(?:fe|ves)|was found dead|died)\b",
    re.I,
)
"""What happened to somebody, whoever it was, that is more than an illness of the author's or a repair."""

_EVERYONE_KNOWS = re.compile(
    r"\b(?:every|any|each) (?:[\w-]+ )?(?:gp|doctor|nurse|midwife|teacher|therapist|counsell?or|psychologist|"
    r"psychiatrist|clinician|practitioner|social worker|tutor|carer|paramedic|physio(?:therapist)?|dentist|"
    r"supervisor|vicar|priest|chaplain|trainee|professional|one of us|headteacher|librarian|"
    r"receptionist) (?:knows?|will know|recogni[sz]es|has (?:met|had|heard|seen)|meets|learns|sees|remembers)\b",
    re.I,
)


def general_paragraphs(readings: Sequence[Reading]) -> frozenset[int]:
    """Paragraphs that draw a type ("Every GP knows the hand on the door") and tell nothing that happened to one."""
    typical = {r.passage.paragraph for r in readings if _EVERYONE_KNOWS.search(r.passage.text)}
    if not typical:
        return frozenset()
    return frozenset(typical - {r.passage.paragraph for r in readings if _is_particular(r)})


def _is_particular(reading: Reading) -> bool:
    cues = reading.cues
    told = cues.past and (cues.third_person or cues.third_plural or cues.introduces)
    return told or any(
        f.kind is Kind.RECORD_NUMBER or f.kind in PERSON_KINDS or (f.kind is Kind.AGE and "years" in f.attributes)
        for f in reading.findings
    )


_SOMEBODY = re.compile(
    r"\b(?:a|an|the|this|that|one|another|two|three) (?:(?!the\b|an?\b)[\w'’-]+ ){0,3}?(?:client|patient|pupil|student|"
    r"child|baby|boy|girl|man|woman|couple|family|mother|father|mum|dad|parent|lad|lady|gentleman|kid|twin|resident|"
    r"widow|widower)s?\b(?!['’]s \w)",
    re.I,
)
_ANYBODY = re.compile(r"\b(?:she|he|hers?|his|him|they|them|theirs?|you|who|whose|someone|somebody)\b", re.I)


def is_the_authors_illness(reading: Reading, finding: Finding) -> bool:
    """Whether the words tell of an illness or injury of "I", and of nobody else ("I broke my wrist on the ice")."""
    words = reading.words_of(finding)
    if re.match(r"I(?:['’](?:ve|d|m))? ", words) is None or _I_AILED.match(words) is None:
        return False
    named = any(f.kind in PERSON_KINDS and f.span.overlaps(finding.span) for f in reading.findings)
    return not named and _ANYBODY.search(words) is None and _SOMEBODY.search(words) is None
