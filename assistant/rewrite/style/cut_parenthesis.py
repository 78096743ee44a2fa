"""Leave out a parenthesis that only says who someone is, or the part of it that does."""

from __future__ import annotations

from assistant.language.chunks import parentheticals
from assistant.rewrite.marked import Marked, Region, Spot
from assistant.rewrite.style.rule import StyleRule

_LONGEST = 12
"""Words in a parenthesis that may go as a whole; a longer one carries thought."""


def _apply(marked: Marked, spot: Spot) -> Region | None:
    sentence = marked.sentence
    a, b = sentence.at(spot.start, spot.end)
    for chunk in parentheticals(sentence.words, sentence.tags):
        if not (chunk.start_word < a and b < chunk.end_word) or chunk.end_word - chunk.start_word > _LONGEST:
            continue
        region = Region(sentence.start(chunk.start_word), sentence.end(chunk.end_word - 1))
        follows = marked.text[region.end : region.end + 1]
        if sentence.low(chunk.start_word) not in ("(", "["):
            # Dashes: what stood on either side grows together.
            region = Region(len(marked.text[: region.start].rstrip()), region.end, "")
            if follows not in (" ", ".", ",", ""):
                region = Region(region.start, region.end, " ")
        return region if marked.allows(region) else None
    return None


RULE = StyleRule(
    "cut-parenthesis",
    "left out an aside that only says who it was",
    "prose.md: cut attributes that the point does not use; a parenthesis is deletable by its nature",
    _apply,
    (
        ("My client ([34|age], a [nurse|occupation]) cried.", "My client cried."),
        ("His brother – a [plumber|occupation] in [Hull|place] – never rang.", "His brother never rang."),
    ),
    ("My client ([34|age], who had never in her whole life told anyone at all about it) cried.",),
)
