"""Opening: whether a draft tells of a case at all.

Points are gathered over the whole draft. One strong sign is enough ("my client", a record number, a first name with
facts); weak ones ("he was due at ten", "a boy threw a shoe", a bare line of a log) need a second passage that agrees.
Published cases, fiction, public figures, the author's own family and people in general give no points.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.detect.own_life import nobody_else
from assistant.detect.reading import PERSON_KINDS, Reading, is_case_name
from assistant.detect.referents import Who
from assistant.detect.transcript import turns
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

_CLINICAL = frozenset({Kind.HEALTH, Kind.MEDICATION, Kind.PROCEDURE, Kind.MOMENT, Kind.RECORD_NUMBER})
_ROOM = re.compile(
    r"\b(?:doses?|dosage|meds|tablets?|sessions?|appointment|(?:most|all|half) of the hour|cried|sobbed|wept|crying|"
    r"sleeping badly|not sleeping|relapsed?|sectioned|admitted|discharged|self-?harm\w*|overdosed?|suicidal|"
    r"flashbacks?|panic attacks?|nightmares)\b",
    re.I,
)
_SHORT = 3
"""Passages of a post."""

OWN_CASE = re.compile(
    r"\b(?:my|our) (?:[\w'-]+ ){0,4}(?:client|patient|pupil|student|supervisee|\d{1,2}[:.]?\d* ?o'?clock)\b"
    r"|\bmy (?:[\w'-]+ ){0,4}(?:trainee|apprentice|mentee)\b"
    r"|\bmy (?:[\w'-]+ ){0,2}\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\.?(?= (?:\w+ly )?(?:brought|said|told|came|sat|cried|"
    r"wept|left|gave|asked|had|has|wanted|rang|walked|arrived|wore|laughed)\b)"
    r"|\bmy (?:[\w'-]+ ){0,2}(?:mon|tues|wednes|thurs|fri|satur|sun)day (?:morning |afternoon |evening )?(?:[\w'-]+ )?"
    r"(?:lady|gentleman|man|woman|couple|chap|lad|girl|boy)\b"
    r"|\bone of (?:my|our) |\b(?:client|patient|student|pupil|supervisee|trainee|apprentice|mentee) of mine\b"
    r"|\b(?:client|patient|pupil|student|supervisee) (?:who |whom |that )?I(?:['’](?:d|ve))? (?:have |had )?"
    r"(?:\w+ly |once )?(?:saw|see|seen|met|discharged|assessed|treated|taught|visited|supported|referred|admitted|"
    r"worked with|looked after)\b"
    r"|\ba (?:\w+ )?(?:woman|man|boy|girl|couple|child|teenager|lad) (?:who |whom |that )?I (?:see|work with|visit)\b"
    r"(?! (?:on|at|in|out|every (?:day|morning)) )",
    re.I,
)
SUPPOSED_ALOUD = re.compile(
    r"^\W*(?:[\w’', ]{0,40}\b)?(?:picture|imagine) (?:this|it|the scene)\b|\bwe['’]ll say\b|\blet(?:['’]s| us) say,",
    re.I,
)
"""What opens a scene that could be anybody's."""


_MADE_UP = re.compile(
    r"\b(?:who|that) (?:does(?: not|n['’]t)|do(?: not|n['’]t)|never) exist(?:ed)?\b"
    r"|\b(?:invented|fictional|made[- ]up|imaginary|pretend|hypothetical) "
    r"(?:client|patient|pupil|student|woman|man|child|boy|girl|person|case)\b"
    r"|^\W*Say (?:there['’]s|there is|you have|an?) ",
    re.I,
)

_ADVERT = re.compile(
    r"\b(?:we['’]?re|we are|now|currently|is|are) (?:recruiting|hiring)\b|\bvacanc(?:y|ies)\b|\bjob (?:advert|opening)",
    re.I,
)
"""How an advertisement for a post begins."""

UNLIKELY, LIKELY = 0.5, 0.7
"""Below the first the tagger holds the whole for a review, an announcement, the author's own life or advice: then only
somebody of the author's own work of whom a fact is told makes it a case, or, in a post, a name that stands with what
ails them. From the second on its own marks are enough. Chosen on the 122 drafts that its training left out: of 59
cases in the author's voice all but one are above .57, of 56 harmless drafts 47 below .5."""

CERTAIN = 0.9
"""From here on a fact about somebody is enough: of 126 harmless drafts none is above it, of 144 cases 107."""


def opens(readings: Sequence[Reading], exempt: frozenset[int], tells: float | None = None) -> bool:
    """Whether the readings of a draft together tell of somebody's case; `tells` is the tagger's word on it (0 to 1)."""
    if turns(readings) or any(_is_called_a_client(at, readings) for at in range(len(readings))):
        return True
    if any(_ADVERT.search(r.passage.text) for r in readings[:2]):
        return any(OWN_CASE.search(r.passage.text) and _described(r, readings) for r in readings)
    if nobody_else(readings):
        return False
    if any(_on_file(r) for r in readings if r.passage.paragraph not in exempt) or _is_register(readings):
        return True
    if tells is not None and tells < UNLIKELY:
        meant = [r for r in readings if r.passage.paragraph not in exempt or OWN_CASE.search(r.passage.text)]
        named = len(readings) <= _SHORT and any(_names_a_patient(r) for r in meant)
        return named or any(_own(r) and _described(r, meant) for r in meant)
    marked = any(r.telling and r.passage.paragraph not in exempt for r in readings)
    marked = marked or (tells is not None and tells >= CERTAIN and any(describes(r) for r in readings))
    if tells is not None and tells >= LIKELY and marked and not _of_own_family(readings):
        return True
    points, paragraph = 0, -1
    known: Standing | None = None
    supposed = False
    """Whether the paragraph has spoken of people in general, whom its pronouns mean from there."""
    full = _full_names(readings)
    for reading in readings:
        if reading.passage.paragraph != paragraph:
            paragraph, supposed = reading.passage.paragraph, False
        if reading.passage.paragraph in exempt and not OWN_CASE.search(reading.passage.text):
            known = Standing()
            continue
        if strong(reading, known):
            return True
        known = _standing(reading, known)
        supposed = not reading.cues.introduces and (supposed or _supposes(reading))
        if known is None or not known.explains(reading):
            points += 0 if supposed else max(_weak(reading, full), int(_tagged(reading)))
        if points >= ENOUGH:
            return True
    short = sum(r.passage.role is not Role.HEADING for r in readings) <= _SHORT
    return short and points > 0 and any(_particular(f) for r in readings for f in r.findings)


_BOTH = "fm"


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody who is not of a case and whom later pronouns may mean: the author's kin, an author, a character."""

    sex: str = ""
    """f, m, both of them, or "" where it is not known."""

    def explains(self, reading: Reading) -> bool:
        """Whether the passage may be about this person: it names nobody of the other sex."""
        said = {r.label[:2] for r in reading.referents if r.who is Who.PRONOUN}
        other = {"f": {"he", "hi"}, "m": {"sh"}}.get(self.sex, set())
        return not (said & other and not said - other)


def _full_names(readings: Sequence[Reading]) -> frozenset[str]:
    """Words of the names that stand in full: speakers and colleagues, whose first names may follow alone."""
    return frozenset(
        str(f.attributes[part]).lower()
        for r in readings
        for f in r.findings
        if f.kind is Kind.PERSON_NAME and f.attributes.get("form") == "full"
        for part in ("given", "surname")
        if f.attributes.get(part)
    )


def strong(reading: Reading, known: Standing | None = None) -> bool:
    """A sign that somebody real is told of, enough by itself; `known` stands before and explains pronouns."""
    cues = reading.cues
    if _own(reading):
        return True
    if cues.introduces and any(_particular(f) for f in reading.findings) and (cues.third_person or cues.first_person):
        return True
    record = any(
        f.kind is Kind.RECORD_NUMBER
        or (f.kind in (Kind.ADDRESS, Kind.CONTACT) and cues.third_person and not cues.first_person)
        for f in reading.findings
    )
    if record or (known is not None and (cues.third_person or follows_kin(reading))):
        return record
    return _introduces_by_name(reading) or _describes_someone(reading) or opens_a_record(reading)


_PERSONS_NUMBER = re.compile(
    r"\b(?:NHS|CHI|MRN|hosp(?:ital)?|patient|medical record|chart|client|case|prison(?:er)?|inmate|UPN|pupil|DOB|SSN|"
    r"NINO?|Medicaid|Medicare|social security|national insurance)\b",
    re.I,
)
_LIVES = re.compile(r"\b(?:lives?|lived|living|stays?|staying|address|home|moved)\b", re.I)


def _on_file(reading: Reading) -> bool:
    """Whether somebody's record stands there: their number on file, where they live, whom to ring about them."""
    if reading.cues.first_person:
        return False
    text, kinds = reading.passage.text, {f.kind for f in reading.findings}
    if Kind.RECORD_NUMBER in kinds and _PERSONS_NUMBER.search(text) is not None:
        return True
    if not reading.cues.third_person:
        return False
    kin = any(r.who is Who.CASE_KIN for r in reading.referents)
    return (Kind.ADDRESS in kinds and _LIVES.search(text) is not None) or (
        Kind.CONTACT in kinds and (kin or not kinds.isdisjoint(_CLINICAL))
    )


_NAME_COLUMN = re.compile(
    r"\W*(?:(?:full |first |(?:client|patient|pupil)(?:['’]s)? )?names?|clients?|patients?|pupils?|students?|"
    r"child(?:ren)?|residents?|service users?|young (?:person|people)|supervisees?)\W*",
    re.I,
)
_FACT_COLUMN = re.compile(
    r"\W*(?:ages?|d\.?o\.?b\.?|date of birth|born|diagnos[ei]s|conditions?|medications?|meds|address|"
    r"nhs(?: (?:no\.?|number))?|concerns?|presenting (?:problem|issue)s?|allerg(?:y|ies)|sen|needs|risks?|"
    r"(?:reason for )?referral)\W*",
    re.I,
)


def _is_register(readings: Sequence[Reading]) -> bool:
    """Whether a table lists people by name with what is on file about them: a column for each, and a name in full."""
    cells = [r for r in readings if r.passage.role is Role.TABLE]
    return (
        any(_NAME_COLUMN.fullmatch(r.passage.text) for r in cells)
        and any(_FACT_COLUMN.fullmatch(r.passage.text) for r in cells)
        and any(f.attributes.get("form") == "full" and is_case_name(f, r) for r in cells for f in r.findings)
    )


def _own(reading: Reading) -> bool:
    """Whether somebody of the author's own work comes in."""
    cues = reading.cues
    return cues.introduces and (cues.firmly or OWN_CASE.search(reading.passage.text) is not None)


_AS_CLIENT = (
    r"(?:one of )?(?:my|our) (?:[\w'’-]+ ){0,2}(?:client|patient|pupil|student|supervisee)s?"
    r"|an? (?:[\w'’-]+ ){0,2}(?:client|patient|pupil|student) of mine"
)
_FOLLOWED = re.compile(
    rf"(?:,| \(|,? who| and)?,? ?(?:is|was|['’]s|has been|had been|still)? ?(?:{_AS_CLIENT})"
    r"(?=\s*(?:[.,;:!?)–—]|\Z|(?:and|who|but|when|from|for|in|since|at|on) ))",
    re.I,
)
_THEY_ARE = re.compile(rf"\W*(?:he|she|they)(?: (?:is|was|are|were)|['’](?:s|re)) (?:{_AS_CLIENT})\b", re.I)

_WORKED_WITH = re.compile(r"\bI(?:['’]ve| have)? (?:\w+ )?(?:worked|been working|work|am working) with ", re.I)
_CAME = re.compile(r"\W*(?:he|she|they) (?:came|comes|attended|attends|would come|had (?:\w+ )?sessions)\b", re.I)


def _is_called_a_client(at: int, readings: Sequence[Reading]) -> bool:
    """Whether a name is said there to be a client's: "Tom, my client", "Hope is my client", "Sarah. She is my client",
    "I worked with John, a retired policeman. He came every Tuesday".

    Enough by itself, whatever the tagger holds of the draft.
    """
    passage = readings[at].passage
    named = [f for f in readings[at].findings if f.kind is Kind.PERSON_NAME]
    if any(_FOLLOWED.match(passage.text, f.span.end - passage.span.start) for f in named):
        return True
    after = readings[at + 1].passage if at + 1 < len(readings) else None
    if not named or after is None or after.paragraph != passage.paragraph:
        return False
    worked = {passage.span.start + m.end() for m in _WORKED_WITH.finditer(passage.text)}
    came = _CAME.match(after.text) is not None and any(f.span.start in worked for f in named)
    return came or _THEY_ARE.match(after.text) is not None


def _described(reading: Reading, readings: Sequence[Reading]) -> bool:
    """Whether a fact is told of whoever comes in there, in the same sentence or in the next of its paragraph."""
    at = reading.passage.index
    place = at + 1, reading.passage.paragraph
    following = (r for r in readings if (r.passage.index, r.passage.paragraph) == place)
    return describes(reading) or any(describes(r) for r in following)


def _of_own_family(readings: Sequence[Reading]) -> bool:
    """Whether the author's own kin come in first, and nobody else of whom the third person could be said."""
    family = _FEMALE | _MALE
    kin = [n for n, reading in enumerate(readings) for r in reading.referents
           if r.who is Who.AUTHOR_KIN and r.label in family]  # fmt: skip
    told = [n for n, reading in enumerate(readings) if reading.telling]
    others = any(
        reading.cues.introduces
        or OWN_CASE.search(reading.passage.text)
        or any(r.who is Who.CASE for r in reading.referents)
        or any(is_case_name(f, reading) or f.kind is Kind.RECORD_NUMBER for f in reading.findings)
        for reading in readings
    )
    return bool(kin) and bool(told) and kin[0] <= told[0] and not others


def describes(reading: Reading) -> bool:
    """Whether a fact is told of somebody other than the author, who is neither supposed nor said to be made up."""
    if reading.cues.supposed or _MADE_UP.search(reading.passage.text):
        return False
    return any(f.kind in DESCRIBING and not reading.author_owns(f) for f in reading.findings)


def _names_a_patient(reading: Reading) -> bool:
    """A name, whoever's, in one sentence with an illness, a treatment or what happens in the room."""
    kinds = {f.kind for f in reading.findings if not reading.author_owns(f)}
    ails = kinds & _CLINICAL or _ROOM.search(reading.passage.text)
    return Kind.PERSON_NAME in kinds and bool(ails) and not reading.cues.general


def _particular(finding: Finding) -> bool:
    """Something that was said or happened to one person, rather than a scene that could be anybody's."""
    if finding.attributes.get("by") == "author":
        return False
    return finding.directness is Directness.VERBATIM or (
        finding.directness is Directness.EPISODIC and finding.attributes.get("event") != "scene"
    )


_FEMALE = frozenset(
    "mum mom mam mother sister daughter wife girlfriend gran nan grandmother grandma aunt auntie niece".split()
)
_MALE = frozenset("dad father brother son husband boyfriend grandfather grandad grandpa uncle nephew".split())


def _standing(reading: Reading, before: Standing | None) -> Standing | None:
    """Who other than a person of a case may be meant from this passage on."""
    people = [r for r in reading.referents if r.who not in (Who.AUTHOR, Who.PRONOUN)]
    if reading.cues.introduces or any(r.who is Who.CASE for r in people):
        return None
    if before is None and any(is_case_name(f, reading) for f in reading.findings):
        return None
    kin = [r for r in people if r.who is Who.AUTHOR_KIN]
    if kin:
        sex = "f" if kin[-1].label in _FEMALE else "m" if kin[-1].label in _MALE else ""
        return Standing(sex if before is None or not before.sex or before.sex == sex else _BOTH)
    if any(f.kind is Kind.PERSON_NAME for f in reading.findings):
        spoken = [f.span for f in reading.findings if f.directness is Directness.VERBATIM]
        named = not follows_kin(reading) and any(
            is_case_name(f, reading) and not any(s.contains(f.span) for s in spoken) for f in reading.findings
        )
        # a full name or a surname alone is an author's, a speaker's, a colleague's
        return None if named else before or Standing()
    return before


def follows_kin(reading: Reading) -> bool:
    """ "His sister Hanna": the name is a relative's of whoever was spoken of before."""
    kin = [r.end for r in reading.referents if r.who is Who.CASE_KIN]
    names = [f.span.start for f in reading.findings if f.kind is Kind.PERSON_NAME]
    return bool(names) and all(any(0 <= at - end <= 2 for end in kin) for at in names)


def _supposes(reading: Reading) -> bool:
    return reading.cues.supposed or any(r.who is Who.GENERAL for r in reading.referents)


def _tagged(reading: Reading) -> bool:
    """What only the tagger takes for somebody's case, and no cue speaks against."""
    cues = reading.cues
    return reading.telling and not (cues.general or cues.heading or cues.first_person or cues.supposed)


_PRONOUNS = re.compile(r"(?:she|he)(?:'\w+)?|hers?|his|him|herself|himself")


def _weak(reading: Reading, full: frozenset[str]) -> int:
    """Points of a passage that may tell of somebody, but could also be something else."""
    cues, passage = reading.cues, reading.passage
    if cues.heading or cues.supposed:
        return 0
    facts = {f.kind for f in reading.findings if f.kind in DESCRIBING and f.attributes.get("by") != "author"}
    specific = cues.past or bool(facts) or any(_particular(f) for f in reading.findings)
    if cues.introduces:
        return 1 + (cues.third_person and specific)
    told = cues.third_person or any(
        r.who is Who.PRONOUN and not _PRONOUNS.fullmatch(r.label) for r in reading.referents
    )
    if told and specific:
        return 1
    names = [f for f in reading.findings if f.kind in PERSON_KINDS]
    if names:
        new = any(is_case_name(f, reading) and str(f.attributes.get("given", "")).lower() not in full for f in names)
        return int(new and cues.past and not cues.general)
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


_RECORD = re.compile(
    r"^\W*(?:(?:the|this|our) (?:is an? )?(?:[\w/-]+ ){0,6}?"
    r"|\d+[- ](?:year|month|week|yr|y)[- ]?o?l?d? (?:[\w/-]+ ){0,4}?)?"
    r"(?:patient|client|pupil|resident|male|female|woman|man|lady|gentleman|boy|girl|infant|child)\b.{0,60}?"
    r"\b(?:is|was|has|had|presents?|presented|comes|came|returns?|returned|reports?|states|here)\b",
    re.I | re.S,
)


def opens_a_record(reading: Reading) -> bool:
    """The first sentence of a clinical record or referral: an exact age and "the patient is", "this lady presents"."""
    exact = any(f.kind is Kind.AGE and "years" in f.attributes for f in reading.findings)
    return exact and not reading.cues.supposed and _RECORD.match(reading.passage.text) is not None


def _describes_someone(reading: Reading) -> bool:
    """Three or more sorts of fact about one person, or an exact age and another, and the author is not that person."""
    if reading.cues.heading or reading.cues.first_person or reading.cues.supposed:
        return False
    kinds = {f.kind for f in reading.findings if f.kind in DESCRIBING and _says_who(f, reading)}
    exact = any(f.kind is Kind.AGE and "years" in f.attributes for f in reading.findings)
    personal = bool(kinds & _PERSONAL)
    return (len(kinds) >= 3 and personal) or (exact and len(kinds) >= 2 and not reading.cues.general)


def _says_who(finding: Finding, reading: Reading) -> bool:
    if finding.kind is Kind.PERSON_NAME:
        return is_case_name(finding, reading) and finding.attributes.get("form") != "full"
    return finding.kind is not Kind.EVENT or finding.attributes.get("event") != "scene"
