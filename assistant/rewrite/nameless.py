"""A name that no wording fits, in a sentence that has to stay: somebody without a name.

Promises: only names that identify by themselves are touched, never words that the person keeps; what stays open besides
stays open.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.domain.changes import Source
from assistant.domain.details import Directness, Kind
from assistant.rewrite.marked import Marked, Spot
from assistant.rewrite.people import CLIENT_NOUNS
from assistant.rewrite.propose import Wording
from assistant.rewrite.sentence import VERBS, parse

_BESIDE = re.compile(
    rf"(?P<role>\b(?:[Mm]y|[Oo]ur|[Aa]n?|[Oo]ne|[Tt]h(?:e|is)|[Aa]nother)(?: [\w-]+)? "
    rf"(?:{'|'.join(sorted(CLIENT_NOUNS))}))"
    r"(?P<comma>,?) $"
)
"""A word for the person, right before the name: "my client Ada Brook", "one of us, a pupil, Tom"."""


def nameless(marked: Marked, step: Wording | None) -> Wording | None:
    """`step`, or the passage as it stands, with "someone" for the names that it leaves; `step` where it leaves none."""
    wording = step or Wording(marked.text, Source.RULE, (), marked.spots)
    names = [s for s in wording.open if _is_name(s) and not any(a < s.end and s.start < b for a, b in marked.fixed)]
    text = wording.text
    for words in sorted({marked.words(s) for s in names}, key=len, reverse=True):
        bare = re.sub(r"['’]s$", "", words)
        text = _without_beside_a_role(text, bare)
        text = re.sub(rf"(?<!\w){re.escape(bare)}(?!\w)", _someone, text)
    if text == wording.text or _labels_a_thing(text):
        return step
    moves = tuple(dict.fromkeys((*wording.moves, "entity")))
    return replace(wording, text=text, moves=moves, open=tuple(s for s in wording.open if s not in names))


def _is_name(spot: Spot) -> bool:
    return spot.kind is Kind.PERSON_NAME and spot.detail.directness is Directness.DIRECT


def _labels_a_thing(text: str) -> bool:
    """Whether "someone" came to stand before a noun: what was taken for a name was none ("Ulnar neuropathy")."""
    sentence = parse(text)
    return any(
        sentence.low(i) == "someone" and sentence.tag(i + 1) == "NN" and sentence.tag(i - 1) not in VERBS | {"IN", "TO"}
        for i in range(len(sentence))
    )


def _without_beside_a_role(text: str, name: str) -> str:
    """`text` without the name where it follows a word for the person, which says enough: "my client told me"."""
    for match in reversed(list(re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text))):
        role = _BESIDE.search(text, 0, match.start())
        if role is None:
            continue
        rest = text[match.end() :]
        if role["comma"] and rest.startswith(","):
            rest = rest[1:]
        text = text[: role.end("role")] + rest
    return text


def _someone(match: re.Match[str]) -> str:
    opens = re.search(r"(?:^|[.!?]\s+)[\"“'‘*_(]*$", match.string[: match.start()])
    return "Someone" if opens else "someone"
