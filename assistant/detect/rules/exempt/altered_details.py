"""The author says that details, names or several people were changed or put together.

This is no consent: what happened may still be recognised by whoever was there. Attributes: `scope` ("draft"),
`consent` (False), `names` ("all" where every name was changed, "one" where a single person's was, "" where it speaks of
none), `composite` (True where several people make one).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.view import View
from assistant.domain.details import Attributes, Directness, Kind

_TRIGGERS = (
    "chang",
    "alter",
    "disguis",
    "anonymi",
    "composit",
    "amalgam",
    "pseudonym",
    "mixture",
    "mix of",
    "blend",
    "fictionali",
    "particular",
    "any one",
    "any single",
    "obscured",
    "removed",
    "modified",
    "swapped",
    "adjusted",
    "tweaked",
    "scrambled",
    "invented",
    "made up",
)
_DONE = (
    r"(?:changed|altered|disguised|anonymi[sz]ed|modified|obscured|removed|fictionali[sz]ed|swapped|adjusted|tweaked|"
    r"scrambled)"
)
_NAMES = re.compile(
    rf"\b(?:all |the |client |their |real |any |every |some )*(?:names?|initials)(?: (?:and|or|,) (?:\w+ "
    rf"){{0,3}}?\w+)?(?: in this \w+| here| below| used)? "
    rf"(?:has|have|had|is|are|were|was)(?: all)?(?: been)? {_DONE}\b|\bnames? changed\b|\bI(?:'ve| have) changed "
    rf"(?:\w+ )?(?:her|his|their|the|all)?(?: \w+)? ?names?\b"
    r"|\bwhose names? (?:I|we)(?:['’]ve| have)? (?:changed|altered)\b"
    rf"|\b(?:all|both) (?:the )?names are (?:pseudonyms|invented|made up)\b",
    re.IGNORECASE,
)
_DETAILS = re.compile(
    rf"\b(?:(?:some|all|many|several|a few|certain|most|key|any|the|other|various|minor|small|identifying|personal|"
    rf"biographical|case)[ ,]+(?:of (?:the )?)?)*"
    rf"(?:details|particulars|identifiers|information|facts|features|specifics|circumstances)(?: \w+){{0,3}}? "
    rf"(?:has|have|had|is|are|were|was)(?: all)?(?: been)? (?:\w+ )?{_DONE}\b"
    rf"|\b(?:identifying |some |personal |a few )+(?:details|information) (?:changed|altered|removed|disguised)\b"
    rf"|\bI(?:'ve| have)? {_DONE} (?:\w+ ){{0,4}}?(?:details|identifying|particulars|enough)\b"
    rf"|\b(?:heavily|thoroughly|carefully|suitably) (?:disguised|anonymi[sz]ed|altered)\b"
    rf"|\b(?:has|have) been anonymi[sz]ed\b",
    re.IGNORECASE,
)
_COMPOSITE = re.compile(
    r"\b(?:(?:is|are|a|as|all|both|each|this|these|of) (?:\w+ ){0,2}?composites?(?! of (?:materials|fibres?|metals?))\b"
    r"(?: of (?:several|many|a number of|two|three|a few|different) \w+)?|composite (?:case|client|character|"
    r"vignette|example|portrait|figure|of (?:several|many|two|three|a few))\w*"
    r"|amalgam(?:ation)? of (?:\w+ ){0,3}?(?:clients|patients|people|cases|students|pupils|families|stories|"
    r"conversations)"
    r"|(?:blend|mixture|mix) of (?:several|many|a few|two|three|different|various) (?:\w+ )?(?:clients|patients|"
    r"people|cases|students|pupils|families|stories)"
    r"|(?:isn't|is not|not|nobody|none of (?:these|them)|no one)(?: \w+){0,5}? (?:any one|one particular|a "
    r"particular|any single|any particular|anyone in particular|anybody in particular)(?: \w+)?)",
    re.IGNORECASE,
)
_REASONS = {
    "names": "you say that names were changed; what happened may still be recognised",
    "name": "you say that a name was changed; what happened may still be recognised",
    "composite": "you say that several people make up this one",
    "details": "you say that details were changed; what happened may still be recognised",
}


def find(view: View) -> Iterator[Match]:
    """Statements of disguise."""
    text = view.text
    if not any(word in view.lower for word in _TRIGGERS):
        return
    taken: list[tuple[int, int]] = []
    for sort, pattern in (("composite", _COMPOSITE), ("names", _NAMES), ("details", _DETAILS)):
        for found in pattern.finditer(text):
            start, end = found.span()
            if any(s < end and start < e for s, e in taken) or _happened(sort, text, start, end):
                continue
            taken.append((start, end))
            whose = _whose_names(found.group())
            reason = _REASONS["name" if sort == "names" and whose == "one" else sort]
            facts: Attributes = {"scope": "draft", "consent": False, "names": whose, "composite": sort == "composite"}
            yield Match(start, end, reason, 0.85, facts)


_A_NAME = re.compile(r"\b(?:names?|initials)\b", re.IGNORECASE)
_EVERY_NAME = re.compile(r"\b(?:names|all|every|any|those)\b|(?<!his )(?<!her )\binitials\b", re.IGNORECASE)


def _whose_names(said: str) -> str:
    """Whether every name was changed ("all names have been changed") or one person's ("(name changed)")."""
    if _A_NAME.search(said) is None:
        return ""
    return "all" if _EVERY_NAME.search(said) is not None else "one"


_OWNED = re.compile(
    r"\b(?:her|his|their|my|our|whose)\b(?: \w+){0,2} ?$|^(?:her|his|their|my|our|whose)\b", re.IGNORECASE
)
_AGENT = re.compile(r" (?:by (?!me\b|us\b|the author)|from|when|since|after|on)\b", re.IGNORECASE)
_MEASURE = re.compile(
    r" (?:score|index|filling|fracture|measure|scale|number|material|bonding|resin|deck)", re.IGNORECASE
)


def _happened(sort: str, text: str, start: int, end: int) -> bool:
    """Whether it tells what happened to somebody ("her name was removed from the list") or of a thing."""
    if sort == "composite":
        return _MEASURE.match(text, end) is not None
    said = text[start:end].lower()
    owned = _OWNED.search(text[:start]) is not None or _OWNED.match(said) is not None
    if not owned or said.startswith(("i ", "i'")):
        return False
    return _AGENT.match(text, end) is not None or "removed" in said or (sort == "details" and "been" not in said)


RULE = Rule(
    id="exempt.altered_details",
    kind=Kind.CONSENT,
    directness=Directness.DIRECT,
    summary="Changed details make a stranger's search harder; the client and those close by may still know.",
    source="Gabbard 2000 (disguise, composite); ICMJE Recommendations: alterations should be declared",
    find=find,
    matches=(
        Example("Some details have been changed.", ("Some details have been changed",)),
        Example("All names have been changed and she has read this.", ("All names have been changed",)),
        Example("Identifying details altered.", ("Identifying details altered",)),
        Example("The man in this piece is a composite of several clients.", ("is a composite of several clients",)),
        Example("I have changed her name and her job.", ("I have changed her name",)),
        Example("Osric, whose name I have changed, mends nets.", ("whose name I have changed",)),
    ),
    ignores=(
        "Everything changed when the details of the will came out.",
        "He changed his mind about the funeral.",
        "Her name is on the door and nothing else has changed.",
        "The boat is made of a composite of fibres and glue.",
        "The law on disguised remuneration was altered in 2017.",
        "Her name was removed from the waiting list.",
        "Her surname was changed by her stepfather when she was six.",
        "Since then her circumstances have changed.",
        "She got a composite score of 78.",
        "Osric, whose name I could not recall, mends nets.",
    ),
)
