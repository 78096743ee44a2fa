"""Met: people who come in by what the author does with them ("the blind pianist I see"), or by how they died.

Promises: spans of one passage's folded text, in order, each a noun phrase that ends with the noun for the person. The
author's own kin and friends, whoever helps the author, and figures of books and history are none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from assistant.detect.rules.quasi._lexicon import lexicon
from assistant.detect.rules.quasi._people import ONE
from assistant.domain.details import Kind


class Met(NamedTuple):
    """Characters `start` to `end` are somebody ("the blind pianist"), `noun` says who; `told` is where it stands what
    happened to them, or that the author sees them."""

    start: int
    end: int
    noun: str
    told: tuple[int, int]


_NOUN_PHRASE = (
    r"(?P<adjectives>(?:(?!(?:of|in|on|at|to|for|with|from|by|and|that|who|when|if|as|is|was|had|has|said|told|after)\b)"
    r"[\w'’-]+,? ){0,4}?)(?P<noun>[a-z][\w-]+)"
)

_SEEING = (
    r"(?:see|visit|support|counsel|supervise|look after|care for|(?:am|['’]m|was|have been|['’]ve been) seeing|"
    r"used to see)"
)
_WORKING = r"(?:work with|worked with|(?:am|['’]m|was|have been|['’]ve been) working with)"
_SEEN = re.compile(
    rf"\b(?P<who>(?:the|an?|one|another|this) {_NOUN_PHRASE})(?:,? who| whom| that)? I ?"
    rf"(?:still |now |also |currently )?(?:{_SEEING}|(?P<working>{_WORKING}))(?P<rest>\b[^.!?;]*)",
    re.I,
)
_ELSEWHERE = re.compile(
    r" (?:as\b|through\b|when|every (?:morning|day|time)|most\b|walking|running|out of|"
    r"in (?!clinic|private|therapy|supervision|outpatients|my (?:clinic|practice|room|surgery)|"
    r"(?:the|a) (?:hospice|prison|clinic|ward|school|care home))|"
    r"(?:on|at|from|outside) (?:the|my) (?:bus|train|tram|tube|platform|way|street|corner|telly|tv|screen|gym|pool|"
    r"shop|park|window|school gates?|allotment)|on television)",
    re.I,
)
"""What says that the author only comes across them: in the mirror, on the bus, in general."""

HELPERS = frozenset(
    """
    therapist psychotherapist counsellor counselor supervisor analyst psychologist psychiatrist doctor gp consultant
    dentist hygienist optician optometrist osteopath chiropractor physio physiotherapist acupuncturist specialist coach
    mentor dietitian nutritionist podiatrist masseuse masseur hairdresser barber surgeon trainer accountant solicitor
    lawyer priest tutor
    """.split()
)
"""Whoever the author may see for help of their own."""
COLLEAGUES = frozenset(
    """
    colleague nurse teacher assistant midwife carer worker porter registrar manager secretary receptionist matron
    headteacher head deputy pharmacist interpreter volunteer paramedic team partner
    """.split()
)
"""Whoever the author may work with as one of a team."""
_NO_PERSON = frozenset(
    "model host guide chair cook page head cleaner cleaners driver drivers one person family".split()
)
"""Words for a job that mostly mean a thing, and words that say too little."""

_DIED = re.compile(
    rf"\b(?P<who>(?P<det>the|our|my) {_NOUN_PHRASE})(?P<comma>,)? who (?P<told>(?:had |has )?(?:\w+ly |just )?"
    r"(?:died by suicide|killed (?:him|her|them)self|took (?:his|her|their) own life|hanged (?:him|her|them)self|"
    r"drowned(?: (?:him|her|them)self)?|(?:was|been|got) (?:killed|murdered|stabbed|shot|crushed|electrocuted|"
    r"run over|knocked down)|(?:fell|jumped) to (?:his|her|their) death|burned to death|"
    r"died in (?:an?|the) (?:\w+ ){0,2}(?:crash|accident|fire|flood|collision|explosion|avalanche))\b"
    r"(?: (?!(?:and|but|when|while|because|so|asked|came|was|had|has)\b)[\w'’-]+){0,8})",
    re.I,
)
_ME = re.compile(r"\b(?:I|me|my|we|us|our)\b", re.I)
_LONG_AGO = re.compile(r"\b1[0-8]\d\d\b|\b19[0-6]\d\b")
_STORIED = frozenset(
    """
    king queen prince princess emperor poet painter novelist author writer composer singer hero heroine narrator
    protagonist character detective saint knight sailor pirate witch god goddess nymph person one
    """.split()
)
"""Whoever died so in books and history."""
FRIENDS = frozenset("friend mate pal ex flatmate".split())


@cache
def is_person(noun: str) -> bool:
    """Whether the noun is for one person: a job, a relative, "boy"."""
    if noun in ONE or noun in ("couple", "pensioner"):
        return True
    entries = lexicon().phrases.get(noun, ())
    return any(e.kind is Kind.OCCUPATION or (e.kind is Kind.FAMILY and e.form == "n") for e in entries)


@cache
def is_kin(noun: str) -> bool:
    """Whether the noun is for a relative."""
    return any(e.kind is Kind.FAMILY for e in lexicon().phrases.get(noun, ()))


def seen(text: str) -> Iterator[Met]:
    """Whoever the author sees, visits or works with: "the stammering paramedic I see", "a baker I work with"."""
    for m in _SEEN.finditer(text):
        noun = m["noun"].lower()
        beside = HELPERS | COLLEAGUES if m["working"] else HELPERS
        if noun in beside or noun in _NO_PERSON or not is_person(noun) or _ELSEWHERE.match(m["rest"]):
            continue
        yield Met(*m.span("who"), noun, (m.end("who"), m.start("rest")))


def died(text: str) -> Iterator[Met]:
    """Whoever died as few people do, where the author was near: "our headteacher, who drowned off Skomer"."""
    if _ME.search(text) is None or _LONG_AGO.search(text) is not None:
        return
    for m in _DIED.finditer(text):
        noun, phrase = m["noun"].lower(), m["adjectives"].lower().replace("’", "'")
        owner = re.search(r"([\w-]+)'s ", phrase)
        if noun in _STORIED or not is_person(noun) or not (m["comma"] or owner or m["det"].lower() == "our"):
            continue
        nearest = owner[1] if owner else noun
        if m["det"].lower() != "the" and (nearest in FRIENDS or is_kin(nearest)):
            continue
        yield Met(*m.span("who"), noun, m.span("told"))
