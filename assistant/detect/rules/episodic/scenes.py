"""Particular things that somebody of the case did: not in any list, but told with enough detail to be known again.

Attributes: `event` "scene", `distinctive` false, `rarity` "uncommon", `form` "clause" or "bare".
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.episodic._claims import taken
from assistant.detect.rules.episodic._frame import NOUNS, Act, By, span, told
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind
from assistant.domain.text import Role

_NO_SCENE = frozenset(
    "be have seem feel think know want like need try start begin find come see learn talk believe hope wish "
    "mean love hate become "
    "look sound appear remain stay understand realise realize notice remember forget wonder decide plan expect "
    "prefer work live say "
    "tell ask answer reply explain describe admit mention call worry struggle cope manage use speak hear listen "
    "help let keep "
    "make change grow improve deal agree refer treat train attend suffer experience present receive do study "
    "respond enjoy fear dread trust miss care belong exist matter happen".split()
)
"""Verbs too common to make a scene unless the rest is rich."""
_SOMEBODY = re.compile(r"\b(?:she|he|her|his|him)\b", re.I)
_AT_IT = re.compile(r"\s+(?:through|in the|on the|at the)\b")
_NO_MATTER = frozenset(
    "seem feel think know want like need believe hope wish mean love hate become sound appear understand matter".split()
)
_VAGUE = frozenset(
    "time times way ways thing things session sessions therapy therapist client clients work life week weeks "
    "month months year years day days "
    "lot bit help support feelings feeling anxiety depression sense kind sort part people person room question "
    "questions something "
    "anything everything nothing someone anyone moment word words problem problems issue issues trauma grief "
    "self relationship "
    "relationships treatment counselling service minute minutes first last hour appointment".split()
)


@lru_cache(maxsize=8)
def find(view: View) -> tuple[Match, ...]:
    """Clauses that tell of one particular thing."""
    if view.role is Role.HEADING:
        return ()
    found: list[Match] = []
    for act in told(view):
        if act.by not in (By.CASE, By.NONE) or act.modal or act.supposed:
            continue
        if act.by is By.NONE and not _SOMEBODY.search(view.text):
            continue
        start, end = span(view, act.start, act.end)
        if any(start < stop and begun < end for begun, stop in taken(view)) or any(start < f.end for f in found):
            continue
        if act.lemma == "be" and not _AT_IT.match(view.text, view.words[act.main].end):
            continue
        if view.words[act.main].lower in ("'s", "'d", "'ve") and act.lemma != "be":
            continue
        richness = _richness(view, act)
        counted = _counted_subject(view, act)
        if counted >= 0:
            start, richness = view.words[counted].start, richness + 2
        wanted = 2 if act.lemma not in _NO_SCENE or (act.past and act.lemma == "be") else 3
        if (not act.past and act.lemma != "be") or act.negated:
            wanted += 1
        if act.by is By.NONE:
            wanted += 1
        if act.lemma in _NO_MATTER or richness < wanted:
            continue
        found.append(
            Match(
                start,
                end,
                "told in enough detail to be known again",
                0.7 if act.past else 0.6,
                {
                    "event": "scene",
                    "distinctive": False,
                    "rarity": "uncommon",
                    "form": "bare" if act.by is By.NONE else "clause",
                },
            )
        )
    return tuple(found)


def _counted_subject(view: View, act: Act) -> int:
    """The first word of a subject that is counted ("nineteen people at a wedding were …"), or -1."""
    words, tags, at = view.words, view.tags, act.subject - 1
    if at < 1 or tags[at] != "CD" or tags[act.subject] != "NNS" or words[at].lower == "one" or tags[at - 1] in NOUNS:
        return -1
    return at


def _richness(view: View, act: Act) -> int:
    """How much particular the clause states: nouns that are not vague count one, names and numbers two."""
    words, tags = view.words, view.tags
    rich = 0
    for index in range(act.main + 1, min(act.end, len(words))):
        if tags[index] in ("NNP", "NNPS", "CD"):
            rich += 2
        elif (tags[index] == "JJ" and words[index].lower in ("first", "second", "third", "last", "only")) or (
            tags[index] in NOUNS and words[index].lower not in _VAGUE
        ):
            rich += 1
    return rich


RULE = Rule(
    id="episodic.scenes",
    kind=Kind.EVENT,
    directness=Directness.EPISODIC,
    summary="Something particular that somebody of the case did, told in enough detail that they would know it.",
    source="risk.md: a client recognises what happened, not a statistic",
    find=find,
    matches=(
        Example(
            "He'd been doing the hours in Solihull library, in his lanyard.",
            ("'d been doing the hours in Solihull library, in his lanyard",),
        ),
        Example("She had gone back to the cars for a shawl.", ("had gone back to the cars for a shawl",)),
        Example(
            "Her father had marked her homework in red ink every evening.",
            ("had marked her homework in red ink every evening",),
        ),
        Example(
            "The grandfather drives a truck from Salinas to Reno on a Sunday.",
            ("drives a truck from Salinas to Reno on a Sunday",),
        ),
    ),
    ignores=(
        "She felt better after a few weeks.",
        "Clients bring lists, flowers and photographs.",
        "I moved the clock to the other shelf.",
        "He came for therapy last year.",
        "Someone may keep a stone from the beach in a pocket.",
        "If she carried the box to the shed, ask why.",
    ),
)
