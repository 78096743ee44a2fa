"""Leave out members of "She is 34, a nurse and …" that only say who someone is."""

from __future__ import annotations

from itertools import pairwise

from assistant.domain.details import Kind
from assistant.rewrite.marked import Marked, Region, Spot
from assistant.rewrite.sentence import FINITE, Sentence
from assistant.rewrite.style.rule import StyleRule


def _apply(marked: Marked, spot: Spot) -> Region | None:
    sentence = marked.sentence
    a, _ = sentence.at(spot.start, spot.end)
    verb = next((i for i in range(a - 1, -1, -1) if sentence.is_break(i) or sentence.tag(i) in FINITE), -1)
    if verb < 0 or not sentence.is_be(verb) or sentence.tag(verb) not in FINITE:
        verb = _be_before_list(sentence, a)
        if verb < 0:
            return None
    if sentence.low(verb + 1) in ("n't", "not", "never"):
        return None
    joined = _who(marked, spot, verb) or _joined_verb(marked, spot, verb) or _clause(marked, verb)
    return joined or _member(marked, spot, verb)


def _who(marked: Marked, spot: Spot, verb: int) -> Region | None:
    """ "is a vicar who hasn't believed": what is said about them stays."""
    sentence = marked.sentence
    a, b = sentence.at(spot.start, spot.end)
    b = sentence.phrase(a, b)[1]
    if sentence.low(verb - 1) in ("this", "that", "it", "here", "there"):
        return None
    if sentence.low(b) != "who" or sentence.tag(b + 1) not in FINITE or sentence.content(range(verb + 1, a)):
        return None
    start = sentence.start(verb)
    glued = start > 0 and marked.text[start - 1] not in " \t"
    if sentence.low(b + 1) in ("'s", "'d", "'ve"):
        return None
    region = Region(start, sentence.start(b + 1), " " if glued else "")
    return region if marked.allows(region) else None


def _clause(marked: Marked, verb: int) -> Region | None:
    """ "is 58, a dinner lady from Hull, and she came …": the whole of what she is, up to what she did."""
    sentence = marked.sentence
    for joint in range(verb + 2, len(sentence) - 2):
        if sentence.tag(joint) in FINITE or sentence.low(joint) in (".", ";", ":", "who"):
            return None
        if (
            sentence.low(joint) == "and"
            and sentence.low(joint + 1) in ("she", "he", "they")
            and sentence.tag(joint + 2) in FINITE
        ):
            break
    else:
        return None
    told = [s for s in marked.spots if sentence.start(verb) <= s.start and s.end <= sentence.end(joint)]
    named = any(s.kind is Kind.PERSON_NAME for s in told)
    glued = sentence.start(verb) > 0 and marked.text[sentence.start(verb) - 1] not in " \t"
    if (
        named
        or glued
        or verb > 3
        or _kept(marked, verb + 1, joint) > (len(told) > 1)
        or sentence.low(joint + 2)[:1] in "'’"
    ):
        return None
    region = Region(sentence.start(verb), sentence.start(joint + 2))
    return region if marked.allows(region, over=frozenset(s.move for s in told)) else None


def _be_before_list(sentence: Sentence, a: int) -> int:
    """The "be" whose comma-separated predicates reach word `a`, or -1."""
    for i in range(a - 1, -1, -1):
        if sentence.tag(i) in FINITE:
            return i if sentence.is_be(i) else -1
        if sentence.low(i) in (".", ";", ":", "(", ")"):
            return -1
    return -1


def _joined_verb(marked: Marked, spot: Spot, verb: int) -> Region | None:
    """ "is 34 and hates Mondays": the first predicate goes with its "is" and its "and"."""
    sentence = marked.sentence
    a, b = sentence.at(spot.start, spot.end)
    _, b = sentence.phrase(a, b)
    while (
        sentence.tag(b) == "IN"
        and b + 1 < len(sentence)
        and sentence.low(b) in ("at", "in", "of", "on", "with", "from")
    ):
        b = sentence.phrase(b + 1, b + 2)[1]
    joint = b + (sentence.low(b) == ",")
    again = joint + 1
    opens = sentence.is_break(verb - 2) or sentence.tag(verb - 2) == "CC"
    if opens and sentence.low(again) == sentence.low(verb - 1) and sentence.tag(again) == "PRP":
        again += 1
    if sentence.low(joint) not in ("and", "but") or sentence.tag(again) not in FINITE:
        return None
    if sentence.content(range(verb + 1, a)) or sentence.tag(verb - 1) in ("EX", ""):
        return None
    start = sentence.start(verb)
    glued = start > 0 and marked.text[start - 1] not in " \t"
    clitic = sentence.start(again) == sentence.end(again - 1)
    region = Region(start, sentence.start(again), " " if glued and not clitic else "")
    return region if marked.allows(region) else None


def _member(marked: Marked, spot: Spot, verb: int) -> Region | None:
    """One of the members of a list of predicates, with the comma or "and" that joins it."""
    sentence = marked.sentence
    a, _ = sentence.at(spot.start, spot.end)
    bounds = [verb]
    end = verb + 1
    while end < len(sentence) and sentence.tag(end) not in (".", ":") and sentence.low(end) not in ("–", "—"):
        if sentence.low(end) == "and" and sentence.low(end - 1) == "," and bounds[-1] == end - 1:
            bounds[-1] = end
        elif (
            sentence.low(end) == ","
            or (sentence.low(end) == "and" and bounds != [verb])
            or (sentence.low(end) == "and" and bounds == [verb] and sentence.tag(end + 1) in ("DT", "CD", "PRP$"))
        ):
            bounds.append(end)
        end += 1
    bounds.append(end)
    members = [(left + 1, right) for left, right in pairwise(bounds) if right > left + 1]
    if len(members) < 2:
        return None
    for number, (left, right) in enumerate(members):
        if not left <= a < right:
            continue
        if sentence.finite(left, right) or _kept(marked, left, right) > 1:
            return None
        others = [m for m in members if m != (left, right)]
        if not all(_plain_member(sentence, *other) for other in others):
            return None
        region = _region(sentence, members, number)
        return region if marked.allows(region) else None
    return None


def _plain_member(sentence: Sentence, left: int, right: int) -> bool:
    """Whether the words are a predicate of the list rather than a clause of their own."""
    if sentence.low(left) in ("n't", "not", "never", "nor"):
        return False  # "She is from Hull, not Leeds": it denies what goes
    clause = sentence.finite(left, right) and "who" not in [sentence.low(k) for k in range(left, right)]
    return not clause and sentence.tag(left) in ("DT", "CD", "JJ", "PRP$", "NN", "IN", "VBG", "VBN", "RB")


def _region(sentence: Sentence, members: list[tuple[int, int]], number: int) -> Region:
    left, right = members[number]
    last = number == len(members) - 1
    if number == 0:
        return Region(sentence.start(left), sentence.start(members[1][0]))
    if last:
        previous = members[number - 1]
        joined = " and" if number >= 2 and sentence.low(previous[0] - 1) == "," else ""
        if joined:
            # The member before becomes the last one: its comma turns into "and".
            comma = previous[0] - 1
            return Region(
                sentence.start(comma),
                sentence.end(right - 1),
                joined + sentence.text[sentence.end(comma) : sentence.end(previous[1] - 1)],
            )
        return Region(sentence.end(previous[1] - 1), sentence.end(right - 1))
    return Region(sentence.start(left - 1), sentence.end(right - 1))


def _kept(marked: Marked, left: int, right: int) -> int:
    sentence = marked.sentence
    return sum(
        not any(s.start <= sentence.start(i) < s.end for s in marked.spots)
        for i in sentence.content(range(left, right))
    )


RULE = StyleRule(
    "cut-predicate",
    "left out what only says who it was",
    "prose.md: cut attributes that the point does not use",
    _apply,
    (
        ("She is [34|age] and hates Mondays.", "She hates Mondays."),
        ("She's [34|age], a [nurse|occupation], and the one who copes.", "She's the one who copes."),
        ("My client is a [vicar|occupation] who doesn't believe.", "My client doesn't believe."),
        ("He is the [only Black teacher|ethnicity] at his school and is tired of it.", "He is tired of it."),
        ("He is a [plumber|occupation] and a worrier.", "He is a worrier."),
        (
            "She was [58|age], a [dinner lady|occupation] from [Hull|place], and she came to me in tears.",
            "She came to me in tears.",
        ),
        ("He's a [plumber|occupation] and he hasn't had a day off.", "He hasn't had a day off."),
        ("She's a [plumber|occupation], and she's tired.", "She's tired."),
    ),
    (
        "She is [34|age].",
        "This is a [plumber|occupation] who comes in with back pain.",
        "She died while he was [in prison|legal] and he wasn't told.",
        "She isn't [34|age] and hates Mondays.",
        "She is from [Hull|place], not Leeds.",
        "She is a [nurse|occupation], not a doctor.",
    ),
)
