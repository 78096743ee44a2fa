"""A name that the author declares not to be the real one.

Attributes: `name` (the pseudonym as written), `given` (its first word), `form`, `sex` as of names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.direct._names import names
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind
from assistant.language.names import given

_NAME = r"(?P<name>(?:(?:Mrs?|Ms|Miss|Mx|Dr)\.? )?[A-Z](?:[\w'-]+|\.)(?:[A-Z]\.)*(?: (?:[A-Z]\.|[A-Z][\w'-]+))?)"
_NOT_REAL = (
    r"(?:not (?:(?:her|his|their|the|its|a|my client's|the client's) )?(?:real |actual |own )?names?|(?:a |an "
    r")?pseudonym|"
    r"name(?:s)?(?: has| have| was)?(?: been)? changed|not what (?:he|she|they) (?:is|was|are) called|"
    r"(?:as )?(?:I|we)(?:'ll| will| shall)? call (?:her|him|them)|(?:a |an )?(?:invented|made-up|false|changed) name|"
    r"alias)"
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_NAME}\"?,? ?(?:[(\[]|[—–-] ?|, )(?:(?:that's|which is|this is|that is|it's) )?{_NOT_REAL}",
        rf"\b(?i:(?:I'?ll|I will|I shall|I'm going to|we'?ll|we will|we shall|let'?s|let us|let me|I|we|shall|may|will|"
        rf"I'd like to|which I'll)) (?:just |also |always )?(?i:call|name) (?:her|him|them|this (?:client|man|woman|"
        rf"boy|girl|"
        rf"child|pupil|student|patient|one|person)|my (?:client|patient|pupil|student)|the (?:client|boy|girl|child|"
        rf"man|"
        rf"woman|patient|mother|father|mum|dad)|it) \"?{_NAME}",
        rf"\b(?i:whom?|that) (?:I|we)(?:'ll|'d| will| shall| would| have)? (?:just )?call(?:ed)?(?: here)? \"?{_NAME}",
        rf"\b(?i:known (?:here|in this (?:post|piece|paper|article|chapter)) as|referred to (?:here |below )?as|"
        rf"under the (?:name|pseudonym)(?: of)?|here called|I have called|we have called) \"?{_NAME}",
        rf"\b(?i:call me) \"?{_NAME}",
        r"(?:^\W{0,2}|\b(?:client|patient|pupil|student|boy|girl|woman|man|child),? "
        r")[\"“](?P<name>[A-Z][a-z]{2,})[\"”] (?=[a-z])",
    )
)
_TRIGGERS = ("call", "name", "pseudonym", "alias", "known here", "known in", "referred to", '" ', "” ")
_NOT_A_NAME = frozenset("i he she they it the a an this that we you in on mum dad".split())


def find(view: View) -> Iterator[Match]:
    """Names beside words that declare them invented."""
    if not any(word in view.lower for word in _TRIGGERS):
        return
    taken: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for found in pattern.finditer(view.text):
            start, end = _bounds(view, *found.span("name"))
            words = view.text[start:end]
            quoted = pattern is _PATTERNS[-1]
            if quoted and given(words) is None:
                continue
            if words.split()[0].lower() in _NOT_A_NAME or any(s < end and start < e for s, e in taken):
                continue
            taken.append((start, end))
            yield _match(words, start, end)


def _bounds(view: View, start: int, end: int) -> tuple[int, int]:
    """The whole name that the pattern touched; its last word drops a possessive."""
    for name in names(view):
        if name.start < end and start < name.end:
            return name.start, name.end
    words = view.text[start:end]
    first, _, second = words.partition(" ")
    if second and given(second.rstrip(".")) is None and len(second) > 2 and given(first) is not None:
        end = start + len(first)
    if view.text[start:end].endswith("'s"):
        end -= 2
    return start, end


def _match(words: str, start: int, end: int) -> Match:
    first = words.split()[0].strip('.,"')
    listed = given(first)
    sex = listed.sex if listed and listed.sex != "u" else "unknown"
    attributes = {"name": words, "given": first, "form": "given", "sex": sex}
    return Match(start, end, "a made-up name gives nobody away", 0.97, attributes)


RULE = Rule(
    id="direct.pseudonym",
    kind=Kind.PSEUDONYM,
    directness=Directness.DIRECT,
    summary="A name that the draft declares invented harms nobody; it only has to stay the same throughout.",
    source="docs/architecture.md; usual forms of declaration in published case material",
    find=find,
    matches=(
        Example("Ruth (not her real name) came to every session with a list.", ("Ruth",)),
        Example("I'll call her Anna.", ("Anna",)),
        Example("A patient whom I shall call J. came to me in the autumn.", ("J.",)),
        Example("Let's call him Tom, because he isn't one.", ("Tom",)),
        Example("Bernard, a pseudonym, mended clocks.", ("Bernard",)),
        Example('"Elise" (name changed) has been married for years.', ("Elise",)),
        Example('"Elise" has been married for nineteen years.', ("Elise",)),
        Example("I will call this client Mrs Marsh here.", ("Mrs Marsh",)),
    ),
    ignores=(
        "I'll call her tomorrow.",
        "Anna is her real name and she says so.",
        "Rogers would call it congruence.",
        "Let's call it a day.",
        "What I call Monday, she calls the cliff edge.",
    ),
)
