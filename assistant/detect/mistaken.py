"""Mistaken: marks of the tagger whose words can't be of their kind, or that end in the middle of something.

Where it is doubtful a mark stays as it is: a detail with the wrong label is still one that is seen.
"""

from __future__ import annotations

import re

from assistant.detect.met import is_person
from assistant.domain.details import Kind
from assistant.language.names import given, ordinary, surname

_REACHABLE = re.compile(r"\d|@|\.\w|#|://")
_NUMBERED_SPOT = re.compile(
    r"(?:bed|bay|room|side room|cubicle|cell|ward|table|chair|flat|seat) (?:\d+\w?|[A-Z])", re.I
)
_WEEKS = re.compile(r"\d{1,2}(?:\s?\+\s?\d)?\s?/\s?40")
_OF_FAMILY = re.compile(
    r"marri|divorc|separat|widow|single|adopt|foster|\bcare\b|alone|only|eldest|oldest|youngest|born|rais|brought up|"
    r"liv(?:e|es|ed|ing)\b|kid|child|engaged|household|home|together|split|left|relationship|dating|expect|pregnan|"
    r"orphan|bereave|grand|step|half|twin|elder|first|second|last|three|two|four|five|six|\d|sole|lone|estranged|"
    r"partner|famil|parent|other|nan\b|gran|mum|mom|mam|dad|son\b|sons\b|daughter|sibling|uncle|aunt|cousin|niece|nephew|"
    r"husband|wife|girlfriend|boyfriend|fianc|ex\b|in-law|baby|babies|couple|virgin|sister|guardian|carer|papa|pa\b|ma\b|"
    r"spouse|bachelor|spinster|affair|heir|god(?:mother|father|son|daughter)|\bpap|wed|abuel|relative|kin\b|lover|clan",
    re.I,
)
_LASTS = re.compile(
    r"\d|second|minute|hour|day|night|week|fortnight|month|year|decade|centur|term|semester|season|session|while|long|"
    r"lif|age|forever|since|half|summer|winter|spring|autumn|morning|evening|afternoon|always|ever|brief|moment|quick|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|teen|twenty|thirty|forty|fifty|hundred|until",
    re.I,
)
_SCHOOLING = frozenset("nursery kindergarten preschool school primary infants reception college university uni".split())
_PLAIN_VERBS = frozenset("lives lived living live works worked comes came went goes moved stays stayed sat".split())
_ROLES = frozenset("gp gps doctor doctors nurse nurses consultant therapist counsellor teacher teachers".split())


def kind_of(kind: Kind, words: str, before: str) -> Kind | None:
    """The kind that the words are of, where the tagger holds them for `kind`; None where they are no detail.

    `before` is what stands before them in the passage.
    """
    low = words.lower()
    match kind:
        case Kind.CONTACT if _REACHABLE.search(words) is None:
            return None
        case Kind.TIME if _NUMBERED_SPOT.fullmatch(words):
            return Kind.PLACE
        case Kind.DATE if _WEEKS.fullmatch(words):
            return Kind.HEALTH
        case Kind.PLACE | Kind.FAMILY if low in _PLAIN_VERBS:
            return None
        case Kind.FAMILY if len(low.split()) <= 3 and _OF_FAMILY.search(low) is None:
            return None
        case Kind.DURATION if low in _SCHOOLING:
            return Kind.EDUCATION
        case Kind.DURATION if " " not in low and _LASTS.search(low) is None:
            return None
        case Kind.ORGANISATION if low in _ROLES:
            return None
        case Kind.HEALTH if low == "exposure":
            return Kind.PROCEDURE
        case Kind.HEALTH if re.match(r"cut\b.{0,20}\bhair$", low):
            return None
        case Kind.AGE if re.search(r"\bit $", before) and low.startswith(("was ", "is ")):
            return None
        case _:
            return kind


_PARTICLES = frozenset(
    "de der den del della di da das do dos du la le les van von vom zu zur ten ter af av al el bin ibn ben abu y e "
    "ní nic ó mac o' 't st san".split()
)
_MORE_NAME = re.compile(r"(?:[ -](?:[A-Z][\w'’]+(?:-[A-Z][\w'’]+)*))+")
_INITIAL, _POINT_AFTER = re.compile(r"[A-Z]"), re.compile(r"\.(?= [a-z])")
_TITLED = re.compile(r"\b(?:mr|mrs|ms|miss|mx|dr|prof|sir|nurse|sister|auntie?|uncle)\.? ", re.I)


def whole_name(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of a name with the capitals that its particles lead to, and without ordinary words behind it.

    "van der" takes "Kolk", an initial its point ("C. is"); "Sandra early" loses "early".
    """
    if _INITIAL.fullmatch(text[start:end]) and _POINT_AFTER.match(text, end):
        return start, end + 1
    words = text[start:end].split(" ")
    if words[-1].lower() in _PARTICLES and (more := _MORE_NAME.match(text, end)) is not None:
        return start, more.end()
    if not words[0][:1].isupper() or _TITLED.match(text, max(start - 8, 0), end):
        return start, end
    while len(words) > 1 and _is_plain(words[-1]):
        end -= len(words.pop()) + 1
    return start, end


def _is_plain(word: str) -> bool:
    """Whether a word in small letters is an ordinary one and nobody's name."""
    return word.islower() and word not in _PARTICLES and ordinary(word) and given(word) is None and not surname(word)


_OPEN = {'"': '"', "“": "”"}


def whole_quotation(text: str, start: int, end: int) -> int:
    """Where the words end when a quotation that begins in them, and ends close by, is taken whole."""
    for opening, closing in _OPEN.items():
        inside = text[start:end]
        opened = inside.count(opening) % 2 if opening == closing else inside.count(opening) > inside.count(closing)
        if opened and 0 <= (at := text.find(closing, end)) <= end + _NEAR:
            return at + 1
    return end


_NEAR = 60
"""Characters within which a quotation has to end."""

_DANGLING = re.compile(r",? (?:who|whom|which)\Z")


def without_dangling(words: str) -> str:
    """The words of an episode without a "who" at their end, whose clause is marked by itself."""
    return _DANGLING.sub("", words)


_BARE_PERSON = re.compile(
    r"(?:(?i:an?|the|his|her|their|my|our|this|one|two|both) )?(?P<noun>[\w-]+)(?: [A-Z][\w'’-]+)?"
    r"(?: (?:in|from|near) [A-Z][\w'’-]+)?(?: (?:who|that|which))?"
)


_LEAD = re.compile(
    r"(?:(?:he|she|they) )?(?:told|tells?|said|says?|asked|asks?)(?: (?:me|us|him|her|them))?(?: (?:this|that))?"
    r"|(?:this |that |last )?(?:morning|afternoon|evening|night|week|month|year|day|time|once|today|yesterday) that",
    re.I,
)


def is_only_a_lead(words: str) -> bool:
    """ "told me this", "morning that": what leads to what was said, or stands before it, and says nothing of it."""
    return _LEAD.fullmatch(words) is not None


def is_only_somebody(words: str) -> bool:
    """ "A man who", "the twins", "her daughter Ingrid": who it was, and nothing of what happened."""
    found = _BARE_PERSON.fullmatch(words)
    if found is None:
        return False
    noun = found["noun"].lower()
    return is_person(noun) or is_person(noun.removesuffix("s"))
