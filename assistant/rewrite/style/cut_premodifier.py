"""Leave out a word before a noun: "34-year-old", "Polish", "three"."""

from __future__ import annotations

from assistant.domain.details import Kind
from assistant.rewrite.marked import Marked, Region, Spot
from assistant.rewrite.negation import picks_out
from assistant.rewrite.sentence import FINITE, NOUNS, VERBS, Sentence
from assistant.rewrite.style.rule import StyleRule

_NEVER = frozenset({Kind.PERSON_NAME, Kind.EVENT, Kind.SPEECH, Kind.SEQUENCE})

_HAVE = frozenset({"had", "has", "have", "having", "'d", "'ve", "’d", "’ve"})
_WHEN = frozenset(
    "today tonight yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday last next".split()
)
"""What follows a noun without belonging to it: "I told a father today that …"."""


UNITS = frozenset(
    "seconds minutes hours days nights weeks fortnights months years decades sessions terms times".split()
)
_WITHIN = frozenset("in within after at by before under inside about around".split())


def _is_measured(sentence: Sentence, a: int, head: int) -> bool:
    """ "do two minutes", "in five minutes": a number that says how long, without which it says something else."""
    return sentence.tag(a - 1) in VERBS or (sentence.low(a - 1) in _WITHIN and sentence.low(head + 1) != "of")


def _apply(marked: Marked, spot: Spot) -> Region | None:
    if spot.kind in _NEVER:
        return None
    sentence = marked.sentence
    a, b = sentence.at(spot.start, spot.end)
    if a == b or sentence.tag(a) in ("DT", "PRP$", "IN") or sentence.tag(b - 1) in ("IN", "POS", "DT"):
        return None
    joined = b
    if sentence.low(joined) == "," and sentence.tag(joined + 1) == "JJ":
        joined += 1
    if sentence.low(joined) in ("and", "but") and sentence.tag(joined + 1) in ("JJ", "JJR"):
        joined += 1
    if sentence.low(a - 1) in _HAVE and sentence.tag(b - 1) in ("VBN", "VBD"):
        return None  # "she'd buried two husbands": the verb itself
    if sentence.tag(a) in FINITE and sentence.tag(a - 1) in ("PRP", "NNP", "WP", "EX"):
        return None
    if sentence.tag(b) == "POS" or sentence.low(joined) in _WHEN:
        return None
    following = joined
    while sentence.tag(following) in ("JJ", "JJR", "JJS", "CD", "VBN", "VBG", "NN", "NNP", "NNS"):
        following += 1
    heads = [i for i in range(joined, following) if sentence.tag(i) in NOUNS]
    if not heads or (sentence.tag(joined) in ("VBG", "VBN") and sentence.tag(joined + 1) not in NOUNS):
        return None
    if sentence.tag(a - 1) not in (
        "DT",
        "PRP$",
        "JJ",
        "JJR",
        "JJS",
        "CD",
        "IN",
        "NN",
        "POS",
        "VBD",
        "VBZ",
        "VBP",
        "VB",
        "VBG",
        "TO",
        "CC",
        ",",
        ":",
        "RB",
        "NNS",
        "VBN",
        "",
        ".",
        "``",
        "PRP",
        "(",
    ):
        return None
    bare = sentence.tag(heads[-1]) in ("NN", "NNP") and sentence.tag(a) == "CD"
    if sentence.tag(a) == "CD" and sentence.low(heads[-1]) in UNITS and _is_measured(sentence, a, heads[-1]):
        return None
    if bare or picks_out(sentence, heads[-1]):
        return None
    comma = sentence.low(a - 1) == "," and sentence.tag(a - 2) in ("JJ", "JJR") and sentence.low(joined - 1) != ","
    region = Region(sentence.end(a - 2) if comma else sentence.start(a), sentence.start(joined), " " * comma)
    return region if marked.allows(region) else None


RULE = StyleRule(
    "cut-premodifier",
    "left out a word that only says who it was",
    "prose.md: cut attributes that the point does not use; at most one attribute per noun",
    _apply,
    (
        ("A [34-year-old|age] nurse cried.", "A nurse cried."),
        ("She is an [unmarried|family] mother.", "She is a mother."),
        ("My [Polish|nationality] client rang his mother.", "My client rang his mother."),
        ("Her [three|count] children slept.", "Her children slept."),
        ("A tall, [bearded|physical] man sat down.", "A tall man sat down."),
    ),
    (
        "She is [Polish|nationality].",
        "We do [five|duration] minutes of breathing.",
        "I was there in [five|duration] minutes.",
        "He said [34|age] was old.",
        "I told a [father|family] today that it was over.",
        "She'd [buried|event] two husbands.",
        "She had [lost|family] two husbands.",
        "She [had buried|family] two husbands.",
        "He has no [Polish|nationality] friends.",
        "There isn't a [Black|ethnicity] teacher at his school.",
    ),
)
