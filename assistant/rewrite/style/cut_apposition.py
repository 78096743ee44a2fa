"""Leave out an apposition ("a 34-year-old nurse from Leeds") that only says who someone is."""

from __future__ import annotations

from assistant.language.chunks import appositives
from assistant.rewrite.marked import Marked, Region, Spot
from assistant.rewrite.sentence import NOUNS
from assistant.rewrite.style.rule import StyleRule

_LONGEST = 14


def _apply(marked: Marked, spot: Spot) -> Region | None:
    sentence = marked.sentence
    a, b = sentence.at(spot.start, spot.end)
    for chunk in appositives(sentence.words, sentence.tags):
        if chunk.start_word < a and b <= chunk.end_word and chunk.end_word - chunk.start_word <= _LONGEST:
            return _whole(marked, chunk.start_word, chunk.end_word)
    left, right = sentence.segment(a)
    plain = not sentence.finite(left, right) and sentence.low(left - 1) in (",", "–", "—")
    named = sentence.tag(left - 2) in NOUNS or sentence.low(left - 2) in ("them", "mine", "ours")
    if plain and named and sentence.tag(left) in ("DT", "CD", "JJ", "PRP$"):
        closes = right < len(sentence) and sentence.low(right) in (",", "–", "—")
        if closes or sentence.tag(right) in (".", ""):
            return _whole(marked, left - 1, right + closes)
    return None


def _whole(marked: Marked, left: int, right: int) -> Region | None:
    sentence = marked.sentence
    spots = [s for s in marked.spots if sentence.start(left) <= s.start and s.end <= sentence.end(right - 1)]
    kept = sum(
        not any(s.start <= sentence.start(i) < s.end for s in spots) for i in sentence.content(range(left, right))
    )
    if kept > 2:
        return None
    if sentence.low(right - 1) == "," and (another_follows(marked, right) or another_precedes(marked, left)):
        right -= 1
    region = Region(sentence.end(left - 1), sentence.end(right - 1))
    # A list of three is no apposition: something that is no attribute would be lost with its comma.
    return region if marked.allows(region) else None


def another_precedes(marked: Marked, left: int) -> bool:
    """Whether what stands before comma `left` is one too, and needs the comma behind: ", a retired cook, 81, lives"."""
    sentence = marked.sentence
    if sentence.low(left) != ",":
        return False
    start, _ = sentence.segment(left - 1)
    return start > 0 and sentence.low(start - 1) == "," and not sentence.finite(start, left)


def another_follows(marked: Marked, start: int) -> bool:
    """Whether a further apposition follows, which needs the comma: ", 81, a retired cook, lives"."""
    sentence = marked.sentence
    _, end = sentence.segment(start)
    return (
        sentence.low(end) in (",", ".", "")
        and all(sentence.low(v - 1) == "who" for v in sentence.finite(start, end))
        and sentence.tag(start) in ("DT", "NN", "JJ", "CD", "NNP")
    )


RULE = StyleRule(
    "cut-apposition",
    "left out what only says who it was",
    "prose.md, row 1: an apposition of attributes is cut before any of them is climbed",
    _apply,
    (
        (
            "My client, a [34-year-old|age] [nurse|occupation] from [Leeds|place], cried when her sister rang.",
            "My client cried when her sister rang.",
        ),
        ("Her mum, a [headteacher|occupation] in [Hebden Bridge|place], read her diary.", "Her mum read her diary."),
        ("She rang her brother, a [plumber|occupation].", "She rang her brother."),
        ("My client, [41|age], hates Mondays.", "My client hates Mondays."),
        ("My client, a quiet man, [41|age], hates Mondays.", "My client, a quiet man, hates Mondays."),
        ("I see a man, [29|age], a trainee cook.", "I see a man, a trainee cook."),
        ("One of them, a [barrister|occupation], cancelled.", "One of them cancelled."),
        ("A client of mine, a [barrister|occupation], cancelled.", "A client of mine cancelled."),
    ),
)
