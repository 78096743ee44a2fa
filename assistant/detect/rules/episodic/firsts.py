"""The first one to do something, the only one left: a person set apart by what happened.

Being the only one of a group somewhere ("only Traveller in school") is the business of quasi.first_or_only.

Attributes: `event` "first-or-only", `distinctive` and `first_or_only` true, `rarity` "unique", `word` such
as "only" or "first".
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.detect.quotations import quotes
from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.episodic._frame import By, acts, is_person
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_PEOPLE = (
    r"(?:[\w'-]+ ){0,3}?(?P<noun>wom[ae]n|m[ae]n|girls?|boys?|kids?|child|lad|lass|pupil|student|teacher|nurse"
    r"|person|one|member|survivor"
    r"|patient|client|family|couple|daughter|son|sister|brother|grandchild|doctor|officer|pilot|player|graduate"
    r"|applicant|employee"
    r"|resident|parent|mother|father|dad|mum|mom|vicar|priest|imam|driver|engineer|apprentice)"
)
_SINGLE = re.compile(
    rf"\b(?:the |his |her |their )?(?P<word>only|first|sole|youngest|oldest|last) {_PEOPLE}\b"
    r"(?P<rest> (?:in|at|on|from|of|to|ever|left|who|that|for)\b[^,.;:!?\n]{0,80})",
    re.I,
)
_REASON = "the only or first one: nobody else fits this"
_SAID = re.compile(
    r"\b(?:youngest|oldest|last|first) (?:\w+ )?(?:son|daughter|child|sister|brother|grandchild|one)\b", re.I
)
_DID = re.compile(r"\bto (?!the\b|her\b|his\b|a\b|me\b)[a-z]+\b|^(?:ever|left|who survived|at (?:the|her|his))\b")
_COUNTED = re.compile(
    r"\bthe (?:first|last) (?:one|person) (?:in|of|at) (?:the )?(?:morning|night|evening|day|week|line|row|queue)", re.I
)


@lru_cache(maxsize=8)
def find(view: View) -> tuple[Match, ...]:
    """Firsts and onlys about somebody of the case."""
    lower = view.lower
    if (
        "only" not in lower
        and "first" not in lower
        and "sole" not in lower
        and "est " not in lower
        and "last " not in lower
    ):
        return ()
    found: list[Match] = []
    for m in _SINGLE.finditer(view.text):
        if not _excluded(view, m):
            found.append(
                Match(
                    m.start(),
                    len(view.text[: m.end()].rstrip()),
                    _REASON,
                    0.8,
                    {
                        "event": "first-or-only",
                        "distinctive": True,
                        "first_or_only": True,
                        "rarity": "unique",
                        "form": "noun",
                        "word": m["word"].lower(),
                    },
                )
            )
    return tuple(found)


def _excluded(view: View, m: re.Match[str]) -> bool:
    words = m.group().lower()
    rest = (m["rest"] or "").strip().lower()
    if not (_DID.search(rest) or m["noun"].lower() == "survivor"):
        return True
    if _COUNTED.match(words) or (_SAID.search(words) and not rest.startswith(("in", "at", "to", "ever"))):
        return True
    if m["noun"].lower() in ("one", "person") and not re.match(
        r"(?:in|from|at|to \w+|left|who (?:had|survived|was))\b", rest
    ):
        return True
    if any(q.start <= m.start() < q.end for q in quotes(view)):
        return True
    before = [a for a in acts(view) if view.words[a.start].start < m.start()]
    act = before[-1] if before else next(iter(acts(view)), None)
    if act is not None and (act.supposed or act.modal or act.by in (By.GENERAL, By.AUTHOR)):
        return True
    return act is None and not is_person(m["noun"].lower())


RULE = Rule(
    id="episodic.firsts",
    kind=Kind.EVENT,
    directness=Directness.EPISODIC,
    summary="Being the only or the first one: whoever knows the place knows who it is.",
    source="risk.md (first or only as a floor flag); prose.md (take out both, state the mechanism)",
    find=find,
    matches=(
        Example("He was the only survivor from the minibus.", ("the only survivor from the minibus",)),
        Example(
            "He was the first boy from his estate to sit the entrance paper.",
            ("the first boy from his estate to sit the entrance paper",),
        ),
        Example("She was the youngest pilot at the base.", ("the youngest pilot at the base",)),
    ),
    ignores=(
        "The first thing he said was that it hurt.",
        "In the first session she looked at the clock.",
        "Silence is the only way in.",
        "She's the only woman in the group.",
        "You may be the only person who asks.",
        "I was the first one in my family to train.",
        "For the first time in weeks he laughed.",
    ),
)
