"""Citations and works by their author ("(Smith, 2019)", "Casement writes", "by Lenore Asch").

Attributes: `scope` ("name"), `name` (who is cited, as written).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.direct._cited import cited
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind
from assistant.language.names import given

_PERSON = r"(?P<who>[A-Z][\w'-]+(?: [A-Z]\.| (?:van|von|de|der|le|la))*(?: [A-Z][\w'-]+){1,2})"
_BY = re.compile(
    rf"(?:\b(?:book|novel|memoir|paper|article|chapter|essay|poem|study|handbook|textbook|play|blog|podcast|talk|"
    rf"lecture|review|edition|"
    rf"translation|foreword|Review|quote|quotation|line|words)\b[^.!?]{{0,60}}?|[\"”'] ?,? ?)\b(?:by|from) {_PERSON}"
)
_WRITES = re.compile(
    rf"\b(?:[Aa]s |[Ll]ike )?{_PERSON} (?:writes(?! to\b)|wrote(?! (?:to|me|him|her|us|back|down)\b)|"
    rf"argue[sd](?! with\b)|suggests|suggested in|puts it|calls it|coined|defines|proposes|proposed|has written|"
    rf"showed in|found in|describes in|describes how(?! (?:her|his|their|she|he|they)\b)|reminds us|notes that|"
    rf"observed that)\b"
)
_WRITING = frozenset(
    "writes wrote argues argued suggests suggested puts calls coined defines proposes proposed written showed found "
    "describes reminds notes observed".split()
)
"""Words without which `_WRITES` can't match."""
_BOOK_OF = re.compile(
    r"\b(?P<who>[A-Z][\w-]+(?: [A-Z][\w-]+)?)'s (?:book|novel|paper|article|theory|model|concept|idea|notion|work|"
    r"chapter|memoir|essay|footnote|\d{4} )"
)
_SEE = re.compile(
    rf"^[\W_]*(?:[Ss]ee also|[Ff]urther reading|[Rr]ecommended reading|[Rr]eading list|[Tt]o read)[\W_]+{_PERSON} on\b"
)
""" "See also: Lenore Entwistle on sleep"."""
_LISTED = re.compile(
    r"^(?P<who>[A-Z][\w'-]+(?: [A-Z]\.)*(?: [A-Z][\w'-]+){1,2}(?:(?:,| and| &) [A-Z][\w'-]+(?: [A-Z][\w'-]+)?)*), "
    r"[A-Z\"“'‘][\w'’-]+(?: [\w'’,:-]+)+(?:\(\w|[0-9]{4}|$)"
)


def find(view: View) -> Iterator[Match]:
    """Those who are cited."""
    text = view.text
    taken: list[tuple[int, int]] = []
    for one in cited(text):
        taken.append((one.start, one.end))
        yield _match(one.start, one.end, one.who, 0.9)
    patterns = [_SEE] if view.lacks(_WRITING) else [_SEE, _WRITES]
    if " by " in text or " from " in text:
        patterns.append(_BY)
    if "'s " in text:
        patterns.append(_BOOK_OF)
    for pattern in patterns:
        for found in pattern.finditer(text):
            start, end = found.span("who")
            who = found.group("who").split()
            if any(s < end and start < e for s, e in taken) or who[0] in _NOT_AUTHORS:
                continue
            if pattern is _BOOK_OF and len(who) == 1 and given(who[0]) is not None:
                continue  # a pupil's essay
            taken.append((start, end))
            yield _match(start, end, found.group("who"), 0.75)


_NOT_AUTHORS = frozenset(
    "The A An My Her His Their Our When Then But And If As She He They We I Monday Tuesday Wednesday Thursday Friday "
    "Mum Dad".split()
)


def _match(start: int, end: int, who: str, score: float) -> Match:
    return Match(start, end, "cited for what they published", score, {"scope": "name", "name": who.rstrip(" ,(.")})


RULE = Rule(
    id="exempt.citation",
    kind=Kind.CITATION,
    directness=Directness.DIRECT,
    summary="Whoever is cited published under that name.",
    source="forms of citation: APA style, 7th edition, and plain usage",
    find=find,
    matches=(
        Example("Ruptures mend more often than we fear (Fairbrother, 2019).", ("Fairbrother",)),
        Example("Oyelaran and Lumb (2021) found the opposite.", ("Oyelaran and Lumb",)),
        Example("As Hannah Whitlock argues, rest is a skill.", ("Hannah Whitlock",)),
        Example("A review of the new book by Lenore Entwistle.", ("Lenore Entwistle",)),
        Example("Postlethwaite et al. counted them.", ("Postlethwaite et al.",)),
        Example("See also: Lenore Entwistle on sleep.", ("Lenore Entwistle",)),
    ),
    ignores=(
        "She left in June (2019 was a bad year).",
        "He wrote to Anna Kowalska and she wrote back.",
        "The card was signed by everyone in the ward.",
        "My client's book club met on Monday.",
        "Anna Kowalska lost her son that winter (2014).",
        "Jake Murphy argued with his stepdad.",
        "Emma Clarke describes how her uncle hurt her.",
        "Anna Kowalska wrote to me from the ward.",
        "Tyler's essay was the best in the class.",
        "We went to see also Anna Kowalska on the ward.",
    ),
)
