"""Particular things that somebody of the case did: not in any list, but told with enough detail to be known again.

Attributes: `event` "scene", `distinctive` false, `rarity` "uncommon", `form` "clause" or "bare"; `by` "author" where
the author did it (in the client's voice that is the client).
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.episodic._claims import taken
from assistant.detect.rules.episodic._frame import NOUNS, Act, By, span, told
from assistant.detect.rules.episodic._richness import richness
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind
from assistant.domain.text import Role
from assistant.language.inflect import base

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
_AUTHOR = re.compile(r"\b(?:i|me|my|we|us|our|you|your)\b", re.I)
_NEVER_SINCE = re.compile(r"\bnever once\b|\bnever\b.{1,60}\bsince\b|\b(?:not|n't) \w+ .{1,40}\bsince\b", re.I)
_AT_IT = re.compile(r"\s+(?:through|in the|on the|at the)\b")
_NO_MATTER = frozenset(
    "seem feel think know want like need believe hope wish mean love hate become sound appear understand matter".split()
)
_ASPECT = frozenset("begin start try stop keep manage continue refuse pretend happen end".split())
"""Verbs that only say how the verb after them went ("has begun to beat the boys")."""
_LEAST = 2
"""Richness that a scene needs: of a common verb one more, of a verb that is a scene by itself one less."""


@lru_cache(maxsize=8)
def find(view: View) -> tuple[Match, ...]:
    """Clauses that tell of one particular thing."""
    if view.role is Role.HEADING:
        return ()
    found: list[Match] = []
    claimed: tuple[tuple[int, int], ...] | None = None
    for act in told(view):
        if act.by not in (By.CASE, By.NONE, By.AUTHOR) or act.modal or act.supposed:
            continue
        lemma, main = _told_verb(view, act)
        if lemma in _NO_MATTER or view.words[act.main].lower in ("'s", "'d", "'ve"):
            continue
        if act.by is By.NONE and not _is_note(view, act):
            continue
        if lemma == "be" and not _AT_IT.match(view.text, view.words[act.main].end):
            continue
        rich = richness(view, main + 1, act.end)
        start, end = span(view, act.start, act.end)
        counted = _counted_subject(view, act)
        if counted >= 0:
            start, rich = view.words[counted].start, rich + 2
        denied = act.negated and _NEVER_SINCE.search(view.text, start, end) is None
        if rich < _wanted(act, lemma, denied):
            continue
        claimed = taken(view) if claimed is None else claimed
        if any(start < stop and begun < end for begun, stop in claimed) or any(start < f.end for f in found):
            continue
        facts: dict[str, str | int | float | bool] = {
            "event": "scene",
            "distinctive": False,
            "rarity": "uncommon",
            "form": "bare" if act.by is By.NONE else "clause",
        }
        if act.by is By.AUTHOR:
            facts["by"] = "author"
        found.append(Match(start, end, "told in enough detail to be known again", 0.7 if act.past else 0.6, facts))
    return tuple(found)


def _told_verb(view: View, act: Act) -> tuple[str, int]:
    """The verb that the clause is about, and its place: "beat" in "has begun to beat the boys"."""
    words, tags, at = view.words, view.tags, act.main
    if act.lemma not in _ASPECT:
        return act.lemma, at
    for index in range(at + 1, min(at + 4, len(words))):
        if tags[index] == "VBG" or (tags[index] == "VB" and words[index - 1].lower == "to"):
            return base(words[index].lower) or words[index].lower, index
    return act.lemma, at


def _wanted(act: Act, lemma: str, denied: bool) -> int:
    """How rich the clause has to be for its verb, its time and its subject."""
    common = lemma in _NO_SCENE or lemma == "be"
    wanted = _LEAST if not common or (act.past and lemma == "be") else _LEAST + 1
    if act.past and not common and not denied:
        wanted = _LEAST - 1
    if (not act.past and lemma != "be" and (common or act.by is not By.CASE)) or denied:
        wanted += 1
    return wanted + (act.by is By.AUTHOR)


def _is_note(view: View, act: Act) -> bool:
    """Whether a verb without a subject is somebody's of the case: a note begins so, or the sentence speaks of them."""
    if _SOMEBODY.search(view.text):
        return True
    before = view.text[: view.words[act.start].start].strip(" -*>•\t/.0123456789")
    joined = act.start > 0 and view.words[act.start - 1].lower in ("and", "then", ",", "but")
    return (not before or joined) and view.tags[act.start] in ("VBD", "VBN") and not _AUTHOR.search(view.text)


def _counted_subject(view: View, act: Act) -> int:
    """The first word of a subject that is counted ("nineteen people at a wedding were …"), or -1."""
    words, tags, at = view.words, view.tags, act.subject - 1
    if at < 1 or tags[at] != "CD" or tags[act.subject] != "NNS" or words[at].lower == "one" or tags[at - 1] in NOUNS:
        return -1
    return at


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
        Example("Tariq ate his half.", ("ate his half",)),
        Example("Refused the car seat and the blanket.", ("Refused the car seat and the blanket",)),
        Example("Her daughter has begun to beat the boys.", ("has begun to beat the boys",)),
        Example("Glyn, a farrier, put his horse in the bath.", ("put his horse in the bath",)),
        Example("Pt in 14 called 911 from her bed.", ("called 911 from her bed",)),
        Example("They have never once sat by a window since.", ("have never once sat by a window since",)),
        Example("She drove herself to hospital.", ("drove herself to hospital",)),
        Example(
            "The grandfather drives a truck from Salinas to Reno on a Sunday.",
            ("drives a truck from Salinas to Reno on a Sunday",),
        ),
    ),
    ignores=(
        "She avoided conflict.",
        "Clinicians avoid this question.",
        "She felt better after a few weeks.",
        "Clients bring lists, flowers and photographs.",
        "He came for therapy last year.",
        "Someone may keep a stone from the beach in a pocket.",
        "If she carried the box to the shed, ask why.",
    ),
)
