"""Cases that were published long ago and have a name of their own ("Dora", "Anna O.", "H.M.").

Attributes: `scope` ("paragraph" where the sentence tells of the case, else "name"), `name`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.exempt._known import mentions
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_AUTHORS = re.compile(
    r"\b(?:Freud|Breuer|Klein|Winnicott|Yalom|Sacks|Axline|Binswanger|Watson|Rogers|Luria|Scoville|Milner|Lacan|"
    r"Decker|Harlow|"
    r"Tulving|Pavlov|psychoanaly\w+|neuropsycholog\w+|hysteria|published case|famous case|classic case|case stud(?:y|"
    r"ies)|"
    r"case of|textbook|memory|amnesia|conditioning|seminar|chapter)\b"
)
_CASE_OF = re.compile(
    r"\b(?:the |that |'s )?(?:famous |classic |published |celebrated )?case of \"?(?P<name>[A-Z][\w'-]*\.?(?: "
    r"[A-Z][\w'-]*\.?)?)"
)
_WRITTEN_UP = re.compile(
    r"\b(?P<who>[A-Z][\w-]+)'s? (?:(?:famous|classic|published|own|first|early|later|celebrated) )*(?:patient|case|"
    r"client|case study|account|description)"
    r"(?: of)?,? \"?(?P<name>[A-Z][\w'-]*\.?)"
)


def find(view: View) -> Iterator[Match]:
    """Published cases by name, and cases that a citation introduces."""
    text = view.text
    context = _AUTHORS.search(text) is not None
    found: list[tuple[int, int]] = []
    for mention in mentions(view):
        if mention.sort != "case" or not (mention.firm or context):
            continue
        found.append((mention.start, mention.end))
        yield Match(
            mention.start,
            mention.end,
            "a published case",
            0.9,
            {"scope": "paragraph" if context else "name", "name": mention.name},
        )
    if "case" in text or "patient" in text or "client" in text:
        for pattern in (_CASE_OF, _WRITTEN_UP):
            for match in pattern.finditer(text):
                start, end = match.span("name")
                if any(s < end and start < e for s, e in found) or not _cites(match, context):
                    continue
                found.append((start, end))
                yield Match(start, end, "a published case", 0.8, {"scope": "paragraph", "name": match.group("name")})


def _cites(match: re.Match[str], context: bool) -> bool:
    """ "the case of X" needs an author beside it; "Yalom's patient X" has one."""
    groups = match.groupdict()
    if groups.get("who"):
        return re.search(_AUTHORS, groups["who"]) is not None
    return re.search(r"famous|classic|published|celebrated", match.group()) is not None or (
        context and re.search(r"\b(?:Freud|Breuer|Klein|Winnicott|Yalom|Sacks)\b", match.string) is not None
    )


RULE = Rule(
    id="exempt.published_case",
    kind=Kind.CITATION,
    directness=Directness.DIRECT,
    summary="A case that is in print under its own name is literature, not somebody's secret.",
    source="assistant/data/known_people.tsv; the cases named there are in print",
    find=find,
    matches=(
        Example("Read Freud's Dora before the seminar.", ("Dora",)),
        Example("The case of Anna O. began with a glass of water.", ("Anna O.",)),
        Example("Everyone quotes H.M. and nobody quotes his mother.", ("H.M.",)),
        Example("Yalom's patient Thelma shows the other side of it.", ("Thelma",)),
        Example("Ida Bauer was eighteen when her father brought her.", ("Ida Bauer",)),
    ),
    ignores=(
        "Dora brought a cake and wouldn't cut it.",
        "In case of Monday, break glass.",
        "My patient Irma has moved house.",
        "It was a case of Thursday feeling like Friday.",
    ),
)
