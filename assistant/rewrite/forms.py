"""Wordings that read like a form ("a frontline worker", "an illness", "in later life"), which are not offered.

Promises: `natural` only takes options away; a spot that is left without any is cut, or its sentence goes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain.details import Kind
from assistant.language.gist import gist

_ALWAYS = re.compile(
    r"\b(?:worker|professional|community leader|faith leader|craftsperson|tradesperson|performer|artist|"
    r"(?:an|long-term) illness|health problem|unwell|older adult|adult|"
    r"in (?:later life|midlife)|another country|another language|place of worship|vehicle|matter|degree|operation|"
    r"treatment|LGBTQ\+|Middle Eastern|European|Asian|African|firm|carmaker|a large sum|trouble with the law|"
    r"someone (?:in (?!(?:her|his|their|the) family\b|uniform\b)\w+|who (?:works|teaches)\b).*|"
    r"one of several children)\b",
    re.I,
)
_UNITS = re.compile(r"\bsome (?:days|weeks|months|years)\b|^(?:days|weeks|months|years)$", re.I)
_EVENTS = re.compile(
    r"^(?:['’]d )?(?:had (?:a|an) (?:success|accident|hard start)|found work|went through \w+|"
    r"got into trouble with the law|did something .*|fell ill|made a drawing|had trouble .*)$",
    re.I,
)
_DEATH = re.compile(r"\b(?:died|dies|dead|dying|death|passed away|killed|drown\w*|suicide|stillborn|murder\w*)\b", re.I)
"""Without one of these, whoever acts in the words need not be the one who died ("buried his wife")."""
_AGES = re.compile(r"^(?:a |still a )?child$|^young$|^teenage$|^fifties$|^forties$|^(?:secondary |elementary )?school$")
_PARENT = re.compile(r"^(?P<who>[Mm]um|[Mm]om|[Mm]am|[Mm]other|[Dd]ad|[Ff]ather)\b.*\bof (?:\w+|\d+)$")


def natural(kind: Kind, words: str, options: Sequence[str], speaker: str = "") -> tuple[str, ...]:
    """Those of `options` for `words` that an author would write; plainer ones come in where there are any.

    `speaker` is who says the words of speech (assistant.rewrite.speakers).
    """
    parent = _PARENT.match(words) if kind is Kind.FAMILY else None
    if parent is not None:
        return (parent["who"],)
    if kind is Kind.SPEECH:
        found = gist(words, speaker=speaker)
        if found is None or not found.feel or found != gist(words):
            return ()  # a topic that is merely named, or somebody else's feeling, may not be what the words were about
    return tuple(o for o in options if not _reads_like_a_form(kind, words, o))


def _reads_like_a_form(kind: Kind, words: str, option: str) -> bool:
    if kind is Kind.EVENT and option.endswith("died") and not _DEATH.search(words):
        return True
    if kind is Kind.EVENT:
        return bool(_EVENTS.match(option))
    if kind is Kind.OCCUPATION and option in ("works", "work", "working"):
        return True
    if kind is Kind.AGE and _AGES.match(option):
        return True
    if kind is Kind.DURATION and _UNITS.search(option):
        return True
    return bool(_ALWAYS.search(option))
