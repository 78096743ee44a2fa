"""Moments between the author and somebody of the case: tears, laughter, silence, things handed over, doors.

Attributes: `act` base form of the verb; `label` who did it, as the sentence says it ("she", "we", "client").
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.episodic._frame import Act, By, span, told
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_FEELING = frozenset(
    "cry weep sob laugh giggle smile grin blush tremble shake flinch wince freeze scream shout yell gasp sigh "
    "stammer sing whistle "
    "growl sulk faint shudder grimace beam wail howl".split()
)
"""What a client remembers of a session whoever it was turned to."""
_LEAVING = re.compile(r"^(?:walk|storm|run|stomp|march|get up and walk|leave)$")
_LEAVING_REST = re.compile(
    r"^\W*(?:straight |right |back )?(?:out|off|away|early|the room|without|before|in the middle)\b", re.I
)
_HANDING = frozenset(
    "hand give show bring pass push slide offer throw fling drop put set lay place lend take pick lift move "
    "pull kick slam "
    "shut lock turn hide cover tear rip write draw".split()
)
_TOWARDS = frozenset(
    "look stare glance nod wave point thank hug touch hold squeeze grab lean reach kiss bow follow ring call "
    "phone ghost "
    "interrupt correct tease swear curse apologise apologize sit stay stand arrive turn stop pause whisper fall "
    "refuse choose".split()
)
_WITH_ME = re.compile(r"\b(?:me|us|my|mine)\b", re.I)
_ME = re.compile(r"\b(?:me|us)\b", re.I)
_ROOM = re.compile(
    r"\b(?:session|chair|sofa|couch|my (?:office|room|door|desk|table|diary|list|car|hand|sleeve|shoulder)"
    r"|consulting room|tissues?"
    r"|tissue box|the (?:table|door|floor|box|corridor|doorstep|waiting room|classroom|other end of the line)"
    r"|supervision)\b",
    re.I,
)
_QUIET = frozenset({"go", "fall", "stay", "sit"})
_SILENCE = re.compile(
    r"\b(?:went|fell|goes|falls|stayed|sat|sits|sat there) (?:completely |very |quite |suddenly |there "
    r")*(?:quiet|silent|still|in silence|without speaking"
    r"|without a word|without looking)\b",
    re.I,
)
_MISSING = frozenset({"ghost", "stand", "no-show", "turn", "show", "come", "attend", "fail"})
_TIMES_MISSED = re.compile(
    r"\b(?:ghosted|stood (?:me|us) up|no-showed|didn't (?:turn up|show up|come back|show)|did not (?:attend|turn up)"
    r"|failed to (?:attend|turn up))\b",
    re.I,
)
_BETWEEN = frozenset(
    "sit laugh cry watch look stand walk stare pause agree shake hug smile hold stay wait dance sing".split()
)
_PHRASES = re.compile(
    r"\b(?:first time in|for the first time|without looking|looked (?:at|up|down|away)|burst into|close(?:d)? "
    r"(?:his|her) eyes"
    r"|did an impression|took (?:his|her|off)|in the doorway|at the door|on (?:his|her|the) way out)\b",
    re.I,
)
_LEAD = re.compile(r"\b(?:and then )?for the (?:first|only|last) time (?:[\w' ]{2,30} )?(?:she|he|they|we) $", re.I)
_SEEN = re.compile(r"^\s*(?:me|her|him|us|them) (?:do|go|leave|cry|take|put|come|\w+ing)\b", re.I)
_REASON = "a moment between the two of you: they would remember it"


@lru_cache(maxsize=8)
def find(view: View) -> tuple[Match, ...]:
    """Moments in the past that the two of them share."""
    found: list[Match] = []
    last = -1
    before: Act | None = None
    for act in told(view):
        if act.modal or act.supposed or act.by in (By.GENERAL, By.AUTHOR):
            continue
        if not _is_moment(view, act):
            before = act
            continue
        start, end = span(view, act.start, act.end)
        if start < last:
            continue
        if before is not None and _one_with(before, act):
            joined = span(view, before.start, before.end)[0]
            start = joined if joined >= last else start
        before = act
        lead = _LEAD.search(view.text, 0, start)
        start = lead.start() if lead is not None else start
        if (
            found
            and found[-1].attributes["label"] == act.label
            and view.text[found[-1].end : start].strip() in ("and", ", and", ",", "then", "and then")
        ):
            start = found.pop().start
        found.append(
            Match(start, end, _REASON, 0.8 if act.by is By.CASE else 0.7, {"act": act.lemma, "label": act.label})
        )
        last = end
    return tuple(found)


def _one_with(before: Act, act: Act) -> bool:
    """ "Rolled up and handed me his phone" is one moment."""
    same = before.label == act.label and before.by is act.by and act.start - before.end in (0, 1)
    return same and not before.modal and not before.negated


def _is_moment(view: View, act: Act) -> bool:
    start, end = span(view, act.start, act.end)
    here = view.text[start:end]
    rest = view.text[view.words[act.main].end : end]
    if act.lemma in _MISSING and _TIMES_MISSED.search(here):
        return act.by in (By.CASE, By.NONE)
    if act.negated or act.by is By.THING:
        return False
    if not act.past:
        named = act.by is By.CASE and view.tags[act.start] == "VBZ"
        return named and act.lemma in _HANDING | _TOWARDS and _ME.search(rest) is not None
    if act.by is By.BOTH:
        return act.lemma in _BETWEEN and (
            act.label == "both"
            or (
                bool(rest.split())
                and (
                    _SILENCE.search(here) is not None
                    or "both" in view.lower
                    or "together" in rest
                    or act.lemma in ("laugh", "cry", "hug")
                )
            )
        )
    if act.lemma in _FEELING or (act.lemma in _QUIET and _SILENCE.search(here)):
        return True
    if _LEAVING.match(act.lemma) and _LEAVING_REST.match(rest):
        return True
    if act.lemma in ("see", "watch", "catch", "notice") and _SEEN.match(rest):
        return True
    near = _WITH_ME.search(rest) is not None
    if act.lemma in _HANDING:
        return near or _ROOM.search(rest) is not None
    if act.lemma in _TOWARDS:
        return near or _ROOM.search(rest) is not None or _PHRASES.search(here) is not None
    return _PHRASES.search(here) is not None


RULE = Rule(
    id="episodic.moments",
    kind=Kind.MOMENT,
    directness=Directness.EPISODIC,
    summary="Something that happened between the two of you in the room: the other person was there and would know.",
    source="risk.md: a moment between the two of them raises the client's tier; Kantrowitz 2004 "
    "(clients read about themselves)",
    find=find,
    matches=(
        Example("She cried in the last session.", ("cried in the last session",)),
        Example("He walked out when I mentioned the invoice.", ("walked out when I mentioned the invoice",)),
        Example("She unbuttons the coat and shows me the scar.", ("unbuttons the coat and shows me the scar",)),
        Example("We sat in silence for eleven minutes.", ("sat in silence for eleven minutes",)),
        Example("My client handed me a paper crane.", ("handed me a paper crane",)),
        Example("He laughed when I dropped the clock.", ("laughed when I dropped the clock",)),
        Example(
            "This morning she pushed half her satsuma across the table at me without looking up.",
            ("pushed half her satsuma across the table at me without looking up",),
        ),
        Example(
            "My 3 o'clock ghosted me for the third time since Easter.", ("ghosted me for the third time since Easter",)
        ),
    ),
    ignores=(
        "Clients may cry.",
        "I cried in the car afterwards.",
        "If she laughs, let her.",
        "We sat with the question of fees at the team meeting.",
        "Some people walk out.",
        "Let the silence be a warm one.",
        "She will hand you the form.",
    ),
)
