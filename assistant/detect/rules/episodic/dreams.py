"""Dreams of somebody of the case.

Attributes: `form` "dream"; `by` "author" where the author dreamt.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.episodic._frame import By, acts
from assistant.detect.rules.episodic._saying import author_attributes
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_DREAM = re.compile(
    r"\b(?:dreamt|dreamed|dreams|dreaming|dream) (?=(?:\w+ )?(?:that|of|about|she|he|they|i|the|her|his)\b)"
    r"|\b(?:had|has|have|'d had|having|brought|told me) (?:me )?(?:a|an|this|the|another|the same|that) (?:\w+ "
    r"){0,3}?(?:dream|nightmare)s?\b"
    r"|\b(?:in|from) (?:the|her|his|a|this|one) (?:\w+ )?(?:dream|nightmare)\b",
    re.I,
)
_SUPPOSED = re.compile(r"\b(?:if|whenever|imagine|suppose|often|sometimes)\b", re.I)


@lru_cache(maxsize=8)
def find(view: View) -> tuple[Match, ...]:
    """What was dreamt."""
    if "dream" not in view.lower and "nightmare" not in view.lower:
        return ()
    found = _DREAM.search(view.text)
    if found is None or _SUPPOSED.search(view.text, 0, found.start()):
        return ()
    here = [a for a in acts(view) if not (a.supposed or a.modal)]
    near = [a for a in here if view.words[a.start].start <= found.end()]
    act = near[-1] if near else (here[0] if here else None)
    if act is None or act.by in (By.GENERAL, By.THING):
        return ()
    after = re.match(r"\W*(?:once |again )?(?:that|of|about|in which|where|:|,)\s+", view.text[found.end() :], re.I)
    start = found.end() + after.end() if after else found.start()
    end = len(view.text.rstrip(" .\n\"”'"))
    start += len(view.text[start:end]) - len(view.text[start:end].lstrip())
    if len(view.text[start:end].split()) < 2:
        return ()
    return (Match(start, end, "a dream of theirs: nobody else had it", 0.85, author_attributes(act, form="dream")),)


RULE = Rule(
    id="episodic.dreams",
    kind=Kind.SPEECH,
    directness=Directness.VERBATIM,
    summary="A dream that somebody of the case told: nobody else had it, so they would know it as theirs.",
    source="risk.md: a dream counts as near-verbatim client speech",
    find=find,
    matches=(
        Example("She dreamt that the lift had no buttons.", ("the lift had no buttons",)),
        Example("He had a dream in which his teeth were piano keys.", ("his teeth were piano keys",)),
        Example("Last week she dreamed of a house made of bread.", ("a house made of bread",)),
    ),
    ignores=(
        "Dreams can tell us a great deal.",
        "Clients often dream about falling.",
        "Read the first dream (the house on fire, the jewel-case).",
        "If she dreams that she is falling, wait.",
        "It was her dream job.",
    ),
)
