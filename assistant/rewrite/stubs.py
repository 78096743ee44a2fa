"""What is too little to stand by itself once its neighbours went: a loose phrase, a bare "She worked", a label.

Promises: only lines that follow something left out, or that were themselves cut, are touched; a line that opens its
draft, that the person keeps, or that holds a thought of the author's stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.text import Role
from assistant.rewrite.dropping import MAIN_POINT
from assistant.rewrite.line import LONGEST, RUNNING, Line
from assistant.rewrite.people import CLIENT_NOUNS, HE_NOUNS, SHE_NOUNS
from assistant.rewrite.sentence import NOUNS, VERBS, lemma, parse

_LOOSE = 8
"""Words of a phrase without a verb that makes no sense once the sentence before it went."""
_LEAN = 4
"""Words of a phrase that begins with a preposition and only ends another sentence: "With voices."."""
_BARE, _HALF = 8, 2
"""A sentence of so few words, that many times longer before, tells only that somebody did something."""
_EMPTY = (
    CLIENT_NOUNS
    | SHE_NOUNS
    | HE_NOUNS
    | frozenset("someone somebody family people something child children time times while day days".split())
)
_LABEL = re.compile(r"^(?:\*\*|__|\*|_)[^*_\n]{2,60}(?:\*\*|__|\*|_)?[.:]?(?:\*\*|__|\*|_)?:?$")


def without_stubs(lines: Sequence[Line]) -> list[Line]:
    """The lines without those that say nothing by themselves any more."""
    done: list[Line] = []
    opened = False
    for line in lines:
        stub = opened and not line.gone and not line.fixed and line.role in RUNNING
        if stub and (_loose(line, done) or _bare(line) or _nobody(line, done)):
            line = replace(line, now="")
        opened = opened or (line.role is Role.BODY and bool(line.before.strip()))
        done.append(line)
    return _without_label_paragraphs(_without_labels(_without_lead_ins(done)))


def _mates(lines: Sequence[Line], line: Line) -> list[Line]:
    return [m for m in lines if m.paragraph == line.paragraph and m.role is line.role and m.before.strip()]


def _loose(line: Line, done: Sequence[Line]) -> bool:
    """ "Just up and down." after a sentence that went, or what a cut made of a sentence: "A girl on the eve."."""
    sentence = parse(line.now.strip())
    words = line.now.split()
    lean = sentence.tag(0) == "IN" and len(words) <= _LEAN
    if len(words) > _LOOSE or "VB" in sentence.tags or (sentence.finite(0, len(sentence)) and not lean):
        return False
    if line.now.strip()[-1:] in "?!:" or MAIN_POINT.search(line.now) or _LABEL.match(line.now.strip()):
        return False
    mates = _mates(done, line)
    after_gap = bool(mates) and mates[-1].gone and mates[-1].case
    if line.role is Role.LIST_ITEM:
        return after_gap and lean and "\n" not in mates[-1].before  # the end of an item, not an item
    if lean and done and not mates:
        after_gap = next((m.gone for m in reversed(done) if m.role is not Role.MARKUP and m.before.strip()), False)
    return after_gap or (line.case and _shrank(line))


def _shrank(line: Line) -> bool:
    return len(line.before.split()) >= _HALF * len(line.now.split())


def _bare(line: Line) -> bool:
    """ "He attends a school." of a sentence that told much more."""
    if not line.case or len(line.now.split()) > _BARE or not _shrank(line) or MAIN_POINT.search(line.now):
        return False
    sentence = parse(line.now.strip())
    if sentence.low(0) in ("i", "we") or any(sentence.low(i) in ("n't", "not", "never") for i in range(len(sentence))):
        return False
    telling = {
        lemma(sentence.low(i))
        for i in sentence.content(range(len(sentence)))
        if sentence.low(i) not in _EMPTY and sentence.tag(i) in NOUNS | VERBS | {"JJ"} and sentence.low(i)[:1] != "'"
    }
    return len(telling) <= 2


def _nobody(line: Line, done: Sequence[Line]) -> bool:
    """ "Someone couldn't stop him.", where a name stood and all that was told of either of them went."""
    if not line.case or len(line.now.split()) > LONGEST or not _SOMEONE.match(line.now) or _SOMEONE.match(line.before):
        return False
    mates = _mates(done, line)
    return bool(mates) and all(m.gone for m in mates) and not MAIN_POINT.search(line.now)


_SOMEONE = re.compile(r"\W*Some(?:one|body) (?!who\b)\w+")


def _without_labels(lines: list[Line]) -> list[Line]:
    """Not "**Assessment.**" before nothing."""
    done = list(lines)
    for k, line in enumerate(lines):
        if line.gone or line.fixed or line.role is not Role.BODY or not _LABEL.match(line.now.strip()):
            continue
        rest = [m for m in _mates(lines, line) if m.index > line.index]
        if rest and all(m.gone for m in rest):
            done[k] = replace(line, now="")
    return done


def _without_lead_ins(lines: list[Line]) -> list[Line]:
    """Not "Three things that helped:" over a list of which nothing is left."""
    done = list(lines)
    for k, line in enumerate(lines):
        if line.gone or line.fixed or line.role is not Role.BODY or not line.now.strip().rstrip("*_").endswith(":"):
            continue
        listed: list[Line] = []
        for mate in lines[k + 1 :]:
            if mate.role is Role.LIST_ITEM:
                listed.append(mate)
            elif mate.role is not Role.MARKUP and mate.before.strip():
                break
        if listed and all(m.gone for m in listed):
            done[k] = replace(line, now="")
    return done


_LABEL_PARAGRAPH = re.compile(r"(?:\*\*|__)[^*_\n]{2,80}(?:\*\*|__):?")


def _without_label_paragraphs(lines: list[Line]) -> list[Line]:
    """Not "**Slide 5. What we hadn't asked**" over a slide of which nothing is left."""
    done = list(lines)
    paragraphs: dict[int, list[int]] = {}
    for k, line in enumerate(lines):
        if line.before.strip() and line.role is not Role.MARKUP:
            paragraphs.setdefault(line.paragraph, []).append(k)
    order = list(paragraphs.values())
    labels = [_is_label(lines, places) for places in order]
    for at, places in enumerate(order):
        if not labels[at]:
            continue
        under = order[at + 1 : next((n for n in range(at + 1, len(order)) if labels[n]), len(order))]
        told = [lines[k] for each in under for k in each]
        whole = all(not lines[k].gone and not lines[k].fixed and lines[k].role is Role.BODY for k in places)
        if whole and told and all(line.gone for line in told):
            for k in places:
                done[k] = replace(lines[k], now="")
    return done


def _is_label(lines: Sequence[Line], places: Sequence[int]) -> bool:
    """Whether a paragraph was nothing but bold words, or a heading."""
    if any(lines[k].role is Role.HEADING for k in places):
        return True
    return _LABEL_PARAGRAPH.fullmatch("".join(lines[k].before for k in places).strip()) is not None
