"""Ladders of names: as written, then who the person is to the case, then left out.

A name has no truthful "more general name", so there is one step only, to the role: "a client", "her sister". Where
the role stands beside the name already ("my client Anna", "a boy called Anna") there is just leaving out. A declared
pseudonym fits everybody and carries no flags. Names that stay names never come from here.
"""

from __future__ import annotations

import re

from assistant.domain.details import Detail, Kind, SubjectRole
from assistant.domain.ladders import EVERYONE, Flag, Ladder, Rung, Share
from assistant.generalise.slot import Slot
from assistant.language import names as lexicon

KINDS = frozenset({Kind.PERSON_NAME, Kind.PSEUDONYM, Kind.FILE_NAME, Kind.TAG})

_CENSUS = "US Census 1990, frequencies of names by class"
_GIVEN = {1: Share(0.0005, 0.033, _CENSUS), 2: Share(0.00003, 0.0005, _CENSUS), 3: Share(0.0, 0.00003, _CENSUS)}
_SURNAME = {1: Share(0.0001, 0.0101, _CENSUS), 2: Share(0.00001, 0.0001, _CENSUS), 3: Share(0.0, 0.00001, _CENSUS)}
_FULL = Share(0.0, 0.0001, _CENSUS + "; given name and surname together")
_INITIAL = Share(0.002, 0.12, _CENSUS + "; one letter")
_INITIALS = Share(0.0001, 0.014, _CENSUS + "; two letters or more")
_TAG = Share(0.0001, 0.2, "no figure known; a guess with a wide interval")

_PERSON = (
    r"client|patient|pupil|student|supervisee|resident|boy|girl|lad|lass|woman|man|kid|child|teenager|friend|colleague|"
    r"neighbou?r|teacher|boss|manager|carer|sister|brother|mother|father|mum|mom|mam|dad|son|daughter|husband|wife|"
    r"partner|boyfriend|girlfriend|ex|gran|nan|grandmother|grandfather|grandad|grandma|grandpa|grandson|granddaughter|"
    r"aunt|auntie|uncle|cousin|niece|nephew|stepdad|stepmum|stepson|stepdaughter|twin|baby|trainee|tutee|learner"
)
_BESIDE_ROLE = re.compile(rf"\b(?:{_PERSON})s?,? [\"“'(]?$", re.IGNORECASE)
_CALLED = re.compile(
    r"\b(?:called|named|nicknamed|known as|name is|name was|name's|call(?:s|ed)? (?:her|him|them|me)) [\"“']?$",
    re.IGNORECASE,
)
_LED_BY_ADJECTIVE = re.compile(
    r"\b(?:poor|dear|little|wee|big|old|young|lovely|sweet|darling|good|bad|a|an|the|my|our|your|her|his|their) "
    r"[\"“]?$",
    re.IGNORECASE,
)
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?…:]['\"”’)*_]*\s+|\n\s*(?:[-*+>#]+\s*|\d+[.)]\s+)?)[\"“‘'*_(\[]*$")
_CALLS_OUT = re.compile(r"^[,!?…][\"”’ ]")
_SPEAKS = re.compile(r"[\"“‘]$|[\"“][^\"”]{0,40}, $")
_INTRODUCED = re.compile(r"\b(?:clients?|patients?|pupils?|students?|she|he|they|her|his|him|their)\b", re.IGNORECASE)
_SCHOOL = re.compile(
    r"\b(?:class|school|year \d+|yr ?\d+|lesson|teacher|homework|pupils?|playground|assembly|reception|SENCO|form "
    r"tutor|classroom|TA|GCSE|key stage)\b",
    re.IGNORECASE,
)
_US_SCHOOL = re.compile(
    r"\b(?:grade|grader|semester|freshman|sophomore|junior|senior|period|homeroom|middle school|high school)\b",
    re.IGNORECASE,
)
_WARD = re.compile(
    r"\b(?:ward|patients?|bed \d+|nurse|nursing|ICU|shift|hospital|clinic|surgery|GP|hospice)\b", re.IGNORECASE
)
_LABEL = re.compile(r"^(?:the|her|his|their|a|an|another) (?P<noun>[\w' -]+?)(?: of .*)?$")
_KIN_TITLES = {
    "auntie": "aunt", "aunty": "aunt", "aunt": "aunt", "uncle": "uncle", "nan": "nan", "nana": "nan", "gran":
    "gran", "granny": "gran", "grandma": "grandmother", "grandpa": "grandfather", "grandad": "grandad", "cousin":
    "cousin",
}  # fmt: skip


def build(detail: Detail, slot: Slot) -> Ladder:
    """The ladder of a name, a pseudonym, a file name or a hashtag."""
    if detail.kind is Kind.FILE_NAME:
        flags = _flags(detail)
        written = Rung(slot.words, "as written", _share(detail), flags)
        return Ladder((written, Rung("draft", "a neutral file name", EVERYONE), Rung("", "left out", EVERYONE)))
    if detail.kind is Kind.TAG:
        flags = _flags(detail) if "form" in detail.attributes else frozenset()
        return Ladder((Rung(slot.words, "as written", _TAG, flags), Rung("", "left out", EVERYONE)))
    first = (
        Rung(slot.words, "as written", EVERYONE)
        if detail.kind is Kind.PSEUDONYM
        else Rung(slot.words, "as written", _share(detail), _flags(detail))
    )
    role = _role(detail, slot)
    rungs = [first]
    if role and not _holds_name(role, slot.words):
        rungs.append(Rung(role, "who it is to the case", EVERYONE))
    return Ladder((*rungs, Rung("", "left out", EVERYONE)))


def _flags(detail: Detail) -> frozenset[Flag]:
    """What the floor reads. A surname that is not among the thousand commonest says as much as a full name."""
    match detail.attributes.get("form", "full"):
        case "full":
            return frozenset({Flag.FULL_NAME})
        case "title" | "surname":
            common = lexicon.surname(str(detail.attributes.get("surname", ""))) == 1
            return frozenset({Flag.FIRST_NAME if common else Flag.FULL_NAME})
        case "initials":
            return frozenset({Flag.INITIALS})
        case _:
            return frozenset({Flag.FIRST_NAME})


def _share(detail: Detail) -> Share:
    attributes = detail.attributes
    match attributes.get("form", "full"):
        case "given" | "nickname":
            listed = lexicon.given(str(attributes.get("given", "")))
            return _GIVEN[listed.frequency if listed else 3]
        case "title" | "surname":
            return _SURNAME[lexicon.surname(str(attributes.get("surname", ""))) or 3]
        case "initials":
            letters = sum(c.isupper() for c in (detail.texts[0] if detail.texts else ""))
            return _INITIAL if letters <= 1 else _INITIALS
        case _:
            return _FULL


def _holds_name(role: str, words: str) -> bool:
    """Whether the role's wording would repeat a word of the name ("Nan" as a name)."""
    return bool(set(re.findall(r"\w+", role.lower())) & set(re.findall(r"\w{2,}", words.lower())))


def _role(detail: Detail, slot: Slot) -> str:
    """What to say instead of the name in its place, with a capital where a sentence opens; empty where nothing fits."""
    before, after = slot.before, slot.after
    if detail.subject.is_author or any(p.search(before) for p in (_BESIDE_ROLE, _CALLED, _LED_BY_ADJECTIVE)):
        return ""
    if _CALLS_OUT.match(after) and _SPEAKS.search(before):
        return ""
    if re.search(r"[(\[#@/_]$", before) or re.match(r"^[)\]/_]", after):
        return ""
    wording = _wording(detail, slot)
    if not wording:
        return ""
    return wording[0].upper() + wording[1:] if _OPENS_SENTENCE.search(before) else wording


def _wording(detail: Detail, slot: Slot) -> str:
    subject = detail.subject
    title = str(detail.attributes.get("title", "")).lower()
    if title in _KIN_TITLES:
        return f"{_possessive(slot)} {_KIN_TITLES[title]}"
    introduced = _INTRODUCED.search(slot.before) is not None
    if re.search(r"\band\b|&", slot.words):
        return "the couple" if introduced else "a couple"
    match subject.role:
        case SubjectRole.CLIENT:
            noun = _client_noun(subject.label, slot)
            if subject.label.startswith("another"):
                return f"another {noun}"
            return f"the {noun}" if introduced else f"a {noun}"
        case SubjectRole.RELATIVE | SubjectRole.PARTNER | SubjectRole.FRIEND | SubjectRole.COLLEAGUE:
            noun = _label_noun(subject.label)
            fallback = {SubjectRole.FRIEND: "a friend", SubjectRole.COLLEAGUE: "a colleague",
                        SubjectRole.PARTNER: f"{_possessive(slot)} partner"}  # fmt: skip
            return f"{_possessive(slot)} {noun}" if noun else fallback.get(subject.role, "someone in the family")
        case _:
            return "someone"


def _label_noun(label: str) -> str:
    found = _LABEL.match(label)
    noun = found.group("noun") if found else ""
    return "" if noun in ("client", "author", "person", "other") else noun


def _client_noun(label: str, slot: Slot) -> str:
    """What the draft's profession calls the person: its own label, else by the words around."""
    noun = _label_noun(label)
    if noun and noun not in ("one", "relative"):
        return noun
    around = f"{slot.before} {slot.after}"
    if _US_SCHOOL.search(around) and slot.region != "uk":
        return "student"
    if _SCHOOL.search(around):
        return "student" if slot.region == "us" or slot.variety == "us" else "pupil"
    if _WARD.search(around):
        return "patient"
    return "client"


def _possessive(slot: Slot) -> str:
    """The possessive that the text around uses for the person of the case: her, his or their."""
    around = f"{slot.before} {slot.after}".lower()
    hers = len(re.findall(r"\b(?:she|her|hers|herself)\b", around))
    his = len(re.findall(r"\b(?:he|him|his|himself)\b", around))
    return "her" if hers > his else "his" if his > hers else "their"
