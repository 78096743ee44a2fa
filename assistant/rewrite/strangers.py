"""Nobody is spoken of who was never introduced: where the sentence that did so went, the next one does it, or goes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.language.inflect import singular
from assistant.rewrite.line import LONGEST, RUNNING, Line
from assistant.rewrite.people import CLIENT_NOUNS, HE_NOUNS, SHE_NOUNS
from assistant.rewrite.repair import mend
from assistant.rewrite.sentence import Sentence, parse

_OBJECTS = {"she": "her", "he": "him"}


def introduced(lines: list[Line], noun: str, pronoun: str) -> list[Line]:
    """The lines with the client introduced where the sentence that did so went, and nobody else as a bare pronoun."""
    if not any(line.gone for line in lines):
        return lines
    done: list[Line] = []
    known = {"she": False, "he": False}
    paragraph = -1
    for line in lines:
        if line.gone or line.role not in RUNNING or line.fixed:
            if line.role in RUNNING and (line.case or _AUTHORS.search(line.now) or _BROUGHT_IN.search(line.now)):
                _note(line.now, known, noun, pronoun)
            done.append(line)
            continue
        if line.paragraph != paragraph:
            paragraph = line.paragraph
        stranger = _first_pronoun(line.now, known)
        if line.case and stranger is not None and _after_gap(lines, line):
            text = (
                _introducing(line.now, _noun_that_went(lines, line, pronoun) or noun, pronoun)
                if stranger == pronoun
                else ""
            )
            if text is None or (not text and len(line.now.split()) > LONGEST):
                text = line.now if len(line.now.split()) > LONGEST else ""
            line = replace(line, now=text)
            if text and stranger == pronoun:
                known[pronoun] = True
        if line.case or _AUTHORS.search(line.now):
            _note(line.now, known, noun, pronoun)
        done.append(line)
    return done


_PLAIN_NOUNS = "woman|man|girl|boy|lad|student|pupil|patient|resident|teenager|child"
_BROUGHT_IN = re.compile(rf"\b(?:[Aa]n?|[Mm]y|[Oo]ne) (?:[\w-]+,? ){{0,3}}?({_PLAIN_NOUNS})\b")


def _noun_that_went(lines: Sequence[Line], line: Line, pronoun: str) -> str:
    """The word by which a sentence that went introduced them ("a mum"), where it says no more than the pronoun."""
    own = "|".join(sorted((SHE_NOUNS if pronoun == "she" else HE_NOUNS) & CLIENT_NOUNS))
    for d in lines:
        if d.gone and d.case and d.index < line.index:
            found = re.match(
                rf"\W*(?:\w+ly |Once |Today )?(?:a|my|this|one) (?:[\w-]+ ){{0,2}}?({own})\b", d.before, re.I
            )
            seen = re.search(
                rf"\b(?:with|saw|see|met|had|taught) (?:a|my|this|one) (?:[\w-]+ ){{0,2}}?({own})\b", d.before
            )
            if found or seen:
                return (found or seen)[1].lower()  # type: ignore[index]
    return ""


def _after_gap(lines: Sequence[Line], line: Line) -> bool:
    """Whether some sentence before it went."""
    return any(d.gone and d.before.strip() for d in lines if d.index < line.index)


_AUTHORS = re.compile(
    r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur|me|us)\b|\b[Tt]he (?:client|patient|pupil|student|resident)\b|"
    r"^\W*(?:(?:The|A|This) (?:[\w-]+ )?)?(?i:client|patient|pupil|student|resident)\b(?!['’])"
)
"""A line of the author's own that speaks of someone introduces them; a heading or a question does not."""


def _note(text: str, known: dict[str, bool], noun: str, pronoun: str) -> None:
    """Remember whom the text has introduced."""
    low = text.lower()
    words = set(re.findall(r"[a-z]+", low))
    words |= {singular(w) or w for w in words}  # "one of the lads"
    if words & (SHE_NOUNS | {"female"}):
        known["she"] = True
    if words & (HE_NOUNS | {"male", "gentleman"}):
        known["he"] = True
    if words & (CLIENT_NOUNS | {noun, "someone", "somebody", "couple", "partner", "parent", "friend", "colleague"}):
        if re.search(r"\b(?:she|her|he|him|his)\b", low) is None and not (words & (SHE_NOUNS | HE_NOUNS)):
            known["she"] = known["he"] = True
        for one, forms in (("she", {"she", "her"}), ("he", {"he", "him", "his"})):
            if words & forms:
                known[one] = True
        if pronoun:
            known[pronoun] = True
    if re.search(r"(?<=[a-z,] )[A-Z][a-z]+\b(?! \d)|^\W*[A-Z][a-z]+ (?:is|was|has|had|said|came|told|asked)\b", text):
        named = [m for m in re.findall(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b", text) if m not in _NO_NAMES]
        if named:
            known["she"] = known["he"] = True


_NO_NAMES = frozenset(
    "January February March April May June July August September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday English British American Christmas Easter God".split()
)


def _first_pronoun(text: str, known: dict[str, bool]) -> str | None:
    """The first "she" or "he" (in any form) whom nothing before in the text could mean."""
    said = text
    for match in re.finditer(r"\b(she|her|hers|herself|he|him|his|himself)\b", said, re.I):
        who = "she" if match[1].lower().startswith(("she", "her")) else "he"
        nouns = SHE_NOUNS if who == "she" else HE_NOUNS
        before = set(re.findall(r"[a-z]+", said[: match.start()].lower()))
        before |= {singular(w) or w for w in before}
        if known[who] or before & (nouns | CLIENT_NOUNS | {"someone", "somebody", "trainee", "colleague"}):
            continue
        return who
    return None


def _introducing(text: str, noun: str, pronoun: str) -> str | None:
    """The sentence with "a client" where its first pronoun for the client stands; None where that can't be done."""
    lead = text[: len(text) - len(text.lstrip())]
    body = text.strip()
    tail = text[len(text.rstrip()) :]
    a = f"{'an' if noun[:1] in 'aeio' else 'a'} {noun}"
    s = parse(body)
    own = {"she": ("her", "hers"), "he": ("his",)}[pronoun]
    for i in range(len(s)):
        low = s.low(i)
        start, end = s.start(i), s.end(i)
        if f"the {noun}" in body.lower():
            return None
        if low == pronoun:
            rest = _spelt_out(body[end:], s, i)
            return lead + _put(body[:start], a, rest, body) + tail
        if low == _OBJECTS[pronoun] and s.low(0) in ("i", "we") and s.tag(i + 1) in (".", ""):
            return None  # "I let her." says nothing of "a client"
        if low == _OBJECTS[pronoun] and (pronoun == "he" or s.tag(i) == "PRP"):
            return lead + _put(body[:start], a, body[end:], body) + tail
        if low in own and i:
            return None
        if low in own:
            if i and s.tag(i - 1) not in ("IN", "VBD", "VB", "VBZ", "VBG", "RB", ",", "TO", "WRB"):
                return None
            mark = "’" if "’" in body or "'" not in body else "'"
            return lead + _put(body[:start], f"{a}{mark}s", body[end:], body) + tail
    return None


def _spelt_out(rest: str, s: Sentence, i: int) -> str:
    """ "'s" and "'d" as words, which no noun takes."""
    clitic = re.match(r"['’](s|d|ll|re|ve)\b", rest)
    if clitic is None:
        return rest
    following = next((s.tag(k) for k in range(i + 2, len(s)) if s.tag(k) != "RB"), "")
    word = {
        "s": "has" if following == "VBN" and s.low(i + 2) in ("been", "had", "got") else "is",
        "d": "had" if following in ("VBN", "VBD") else "would",
        "ll": "will",
        "re": "are",
        "ve": "have",
    }[clitic[1]]
    return f" {word}{rest[clitic.end() :]}"


def _put(before: str, words: str, after: str, old: str) -> str:
    opens = not re.search(r"\w", before)
    return mend(before + (words[:1].upper() + words[1:] if opens else words) + after, old)
