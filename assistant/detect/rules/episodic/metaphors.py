"""Images of somebody of the case for their own state, and names that they gave to things.

Attributes: `form` "metaphor"; `by` "author" where the author is speaking of themselves.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.episodic._frame import Act, By, span, told
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_QUICK = re.compile(r"\b(?:like|as (?:if|though)|call(?:s|ed)?|nam(?:es|ed)|nicknam|describ|compar|refer)")
_LIKE = re.compile(
    r"\b(?:like (?:a|an|the|she|he|it|being|somebody|someone|two|living|walking|talking|wearing|carrying)\b|as "
    r"(?:if|though)\b)",
    re.I,
)
_CALLED = re.compile(
    r"^\s*(?:it|this|that|them|her \w+|his \w+|their \w+|the \w+(?: \w+)?)\s+(?=[\"'“*]|the |a |an |her |his )", re.I
)
_DESCRIBED = re.compile(r"\b(?:as|to)\s+(?=[\"'“]|a |an |the )", re.I)
_FEELING = frozenset("feel describe sound look live sit walk move carry wake go".split())
_REASON = "their own image for it: they would recognise it"


@lru_cache(maxsize=8)
def find(view: View) -> tuple[Match, ...]:
    """Comparisons for what somebody of the case feels, and private names."""
    if not _QUICK.search(view.lower):
        return ()
    found: list[Match] = []
    for act in told(view):
        if act.by is not By.CASE or act.supposed or act.modal:
            continue
        match = _image(view, act) or _name(view, act)
        if match is not None and not any(m.start < match.end and match.start < m.end for m in found):
            found.append(match)
    return tuple(found)


def _image(view: View, act: Act) -> Match | None:
    if act.lemma not in _FEELING:
        return None
    words = view.words
    start = words[act.main].end
    like = _LIKE.search(view.text, start, start + 30)
    if like is None or (act.lemma != "feel" and not act.past):
        return None
    stop = re.search(r"[.;!?]|\s[–—]\s|$", view.text[like.end() :])
    close = like.end() + (stop.start() if stop else 0)
    if len(view.text[like.start() : close].split()) < 3:
        return None
    return Match(like.start(), close, _REASON, 0.75, {"form": "metaphor"})


def _name(view: View, act: Act) -> Match | None:
    if act.lemma not in ("call", "name", "nickname", "describe", "compare"):
        return None
    start, end = view.words[act.main].end, span(view, act.main, act.end)[1]
    rest = view.text[start : max(end, start) + 60]
    lead = _CALLED.match(rest) if act.lemma in ("call", "name", "nickname") else _DESCRIBED.search(rest)
    if lead is None:
        return None
    name = re.match(
        r"[\"“]([^\"”]+)[\"”]|'([^']+)'|\*([^*]+)\*|(?:the|a|an|her|his) [\w' -]{3,60}", rest[lead.end() :], re.I
    )
    if name is None or len(name.group().split()) < 2:
        return None
    at = start + lead.end()
    return Match(at, at + len(name.group().rstrip()), _REASON, 0.75, {"form": "metaphor"})


RULE = Rule(
    id="episodic.metaphors",
    kind=Kind.SPEECH,
    directness=Directness.VERBATIM,
    summary="An image or a private name that somebody of the case uses for how things are: it is theirs alone.",
    source="risk.md: a private metaphor counts as near-verbatim client speech",
    find=find,
    matches=(
        Example("He feels like a coat that doesn't fit anyone.", ("like a coat that doesn't fit anyone",)),
        Example("She calls it 'the grey room'.", ("'the grey room'",)),
        Example("She felt as if the house were holding its breath.", ("as if the house were holding its breath",)),
        Example("He described his marriage as a lighthouse with nobody in it.", ("a lighthouse with nobody in it",)),
    ),
    ignores=(
        "Grief is like a river that changes its bed.",
        "Shame can feel like a heavy coat.",
        "I felt like a fraud in that room.",
        "We call it the talking cure.",
        "She likes a walk before breakfast.",
    ),
)
