"""Leave out a relative clause that carries nothing but a telling attribute."""

from __future__ import annotations

import re

from assistant.domain.changes import Move
from assistant.language.chunks import relative_clauses
from assistant.rewrite.marked import Marked, Region, Spot
from assistant.rewrite.negation import picks_out
from assistant.rewrite.style.rule import StyleRule

_LONGEST = 14


def _apply(marked: Marked, spot: Spot) -> Region | None:
    sentence = marked.sentence
    a, b = sentence.at(spot.start, spot.end)
    for chunk in relative_clauses(sentence.words, sentence.tags):
        if not (chunk.start_word <= a and b <= chunk.end_word) or chunk.end_word - chunk.start_word > _LONGEST:
            continue
        aside = sentence.low(chunk.start_word) == ","
        if not aside and picks_out(sentence, chunk.anchor):
            return None
        if sentence.low(chunk.anchor) in _NEEDS_ONE or sentence.low(chunk.anchor - 1) in ("the", "those", "one"):
            return None
        region = Region(sentence.end(chunk.start_word - 1), sentence.end(chunk.end_word - 1))
        cut = marked.text[region.start : region.end]
        if cut.count("(") > cut.count(")") or _BRACKET.match(marked.text, region.end):
            closing = _BRACKETED.match(marked.text, region.end)
            if closing is None:
                return None
            region = Region(region.start, closing.end())
        if any(q in marked.text[region.start : region.end] for q in _QUOTES):
            closing = _CLOSING.match(marked.text, region.end)
            region = Region(region.start, closing.end() if closing else region.end)
        return region if marked.allows(region, over=frozenset({Move.CUT, spot.move})) else None
    return None


_BRACKET = re.compile(r"\s?\(")
_BRACKETED = re.compile(r"[^().!?]*(?:\([^()]*)?\),?")
"""What still belongs to the clause: "who's pregnant (nobody knows), "."""
_QUOTES = '"“”'
_CLOSING = re.compile(r"[\"”]")
_NEEDS_ONE = frozenset(
    "one ones someone somebody anyone anybody people those something anything everyone everybody nobody nothing none "
    "few neither".split()
)

RULE = StyleRule(
    "cut-relative-clause",
    "left out a clause that only says who it was",
    "prose.md: cut attributes that the point does not use; a non-restrictive clause is deletable",
    _apply,
    (
        (
            "Her husband, who teaches at the [primary school round the corner|organisation], thinks she's cross.",
            "Her husband thinks she's cross.",
        ),
        ("A man who works at [Tesco|organisation] told me he was lonely.", "A man told me he was lonely."),
        (
            "A girl, who's [15|age] and [pregnant|health] (nobody knows), was there.",
            "A girl was there.",
        ),
        ("I had a mum in with a baby who [“just wasn't right”|speech].", "I had a mum in with a baby."),
    ),
    (
        "The one who works at [Tesco|organisation] told me.",
        "She has no friend who lives in [Hull|place].",
        "She never met a vicar who believed in [God|religion].",
        "She trusts nobody who works at [Tesco|organisation].",
        "She is one of two sisters who went to [Oxford|education].",
        "Every nurse who works at [St James's|organisation] knows her.",
    ),
)
