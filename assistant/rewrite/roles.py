"""Who a name belongs to, as the words beside it say: "her sister Anna", "Kayleigh's partner, Lee", "**Client:** S."

Promises: only what stands beside one of the mentions; None where nothing does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.domain.text import Draft, Span
from assistant.rewrite.people import CLIENT_NOUNS
from assistant.rewrite.style.cut_beside_role import ROLES

LABELS = frozenset(
    "client patient pupil student trainee supervisee supervisor therapist counsellor counselor teacher mentor mentee "
    "resident worker tutor nurse carer parent practitioner facilitator".split()
)
KIN_ROLES = frozenset(
    "ex-partner ex-husband ex-wife stepfather stepmother sister brother mother father mum mom mam dad son daughter "
    "wife husband partner friend colleague boss manager "
    "neighbour neighbor aunt uncle auntie cousin nephew niece grandmother grandfather nan gran grandma grandad grandpa "
    "boyfriend girlfriend stepdad stepmum stepson stepdaughter granny grandson granddaughter twin".split()
)
"""Roles that belong to the client: "her sister", not "the sister"."""
_LABEL = re.compile(rf"(?:^|\n)[\W_]*({'|'.join(sorted(LABELS))})\b[^\w\n]*$", re.I)
_WORD = r"[a-z]+(?:-[a-z]+)?"
_BEFORE = re.compile(
    rf"\b(?P<own>\w+['’]s|[Hh]er|[Hh]is|[Tt]heir|[Mm]y|[Tt]he|[Oo]ur|[Aa]) (?:{_WORD} )?(?P<role>{_WORD}),? $"
)
_AFTER = re.compile(rf"^(?:,| \()? ?(?P<own>her|his|their|my|the) (?:{_WORD} )?(?P<role>{_WORD})\b(?=[,)])")
_CHILDREN = re.compile(r"\b(?:children|kids|sons|daughters|siblings|brothers|sisters): [^.;:]*$")
_DOCTOR = re.compile(r"(?:Dr|Doctor|Prof)\b")
_SEEN_BY = re.compile(r"\b(?:by|saw|sees|see|seeing|with|from|under) $")
_SPAN = 70
"""Characters looked at on either side of a name."""


def role_of(draft: Draft, spans: Iterable[Span]) -> str | None:
    """The noun that says who bears this name ("sister", "trainee", "client", "child"), or None."""
    for span in spans:
        before = draft.text[max(0, span.start - _SPAN) : span.start]
        after = draft.text[span.end : span.end + _SPAN]
        label = _LABEL.search(before)
        if label:
            return label[1].lower()
        for match in (_BEFORE.search(before), _AFTER.match(after)):
            if match and match["role"].lower() in ROLES | CLIENT_NOUNS | {"trainee"}:
                return match["role"].lower()
        if _DOCTOR.match(span.of(draft.text)) and _SEEN_BY.search(before):
            return "doctor"
        if _CHILDREN.search(before):
            return "child"
    return None


def is_the_authors(draft: Draft, spans: Iterable[Span]) -> bool:
    """Whether the words beside a mention say that it is somebody of the author's: "my colleague Tomasz"."""
    for span in spans:
        around = (
            _BEFORE.search(draft.text[max(0, span.start - _SPAN) : span.start]),
            _AFTER.match(draft.text[span.end : span.end + _SPAN]),
        )
        if any(m and m["own"].lower() in ("my", "our") and m["role"].lower() in ROLES for m in around):
            return True
    return False


def is_client_noun(role: str | None) -> bool:
    """Whether the role is one of those whom professionals see."""
    return role in {"client", "patient", "pupil", "student", "supervisee", "resident", "mentee"}
