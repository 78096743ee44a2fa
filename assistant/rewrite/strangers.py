"""Nobody is spoken of who was never introduced: where the sentence that did so went, the next one does it, or goes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.language.inflect import singular
from assistant.rewrite.line import LONGEST, RUNNING, Line
from assistant.rewrite.people import CLIENT_NOUNS, HE_NOUNS, SHE_NOUNS
from assistant.rewrite.repair import mend
from assistant.rewrite.sentence import NOUNS, Sentence, parse
from assistant.rewrite.verbs import inside_quotes

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
        stranger = _first_pronoun(line.now, known, pronoun)
        loose = not line.case and stranger == pronoun and len(line.now.split()) <= LONGEST
        if loose and _after_gap(lines, line) and _I_KEEP.match(line.now) and _names_nobody(line.now, pronoun):
            line = replace(line, now="")
        if line.case and stranger is not None and _after_gap(lines, line):
            text = (
                _introducing(line.now, _noun_that_went(lines, line, pronoun) or noun, pronoun)
                if stranger == pronoun
                else _by_kinship(lines, line, stranger, pronoun)
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


_I_KEEP = re.compile(r"\W*(?:(?:And|But|So|Still|Yet|Now),? )?(?:I|We)\b")
_PLAIN_NOUNS = "person|woman|man|girl|boy|lad|student|pupil|patient|resident|teenager|child"
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


_GENERAL_KIN = {
    "partner": "husband wife boyfriend girlfriend fiancé fiancée fiance fiancee",
    "child": "son daughter stepson stepdaughter",
}
_KIN_OF = {word: general for general, listed in _GENERAL_KIN.items() for word in listed.split()}
_OWNED_KIN = re.compile(rf"\b(?P<whose>her|his) (?:[a-z-]+ ){{0,2}}?(?P<kin>{'|'.join(sorted(_KIN_OF))})\b", re.I)


def _by_kinship(lines: Sequence[Line], line: Line, stranger: str, pronoun: str) -> str:
    """ "She checks her partner's breathing", where "his" was of the husband in a sentence that went; "" otherwise."""
    own = {"she": "her", "he": "his"}.get(pronoun, "")
    nouns = SHE_NOUNS if stranger == "she" else HE_NOUNS
    earlier = [m for m in lines if m.index < line.index and m.case]
    went = " ".join(m.before for m in earlier if m.gone or (m.now != m.before and not _OWNED_KIN.search(m.now)))
    others = {w for w in re.findall(r"[a-z]+", went.lower()) if w in nouns and w not in _KIN_OF}
    kin = {m["kin"].lower() for m in _OWNED_KIN.finditer(went) if m["whose"].lower() == own}
    kin = {word for word in kin if word in nouns or word.startswith("fianc")}
    if not own or others or len(kin) != 1 or not re.match(rf"\W*(?:{pronoun}|(?:an?|my|the) \w+)\b", line.now, re.I):
        return ""
    named = f"{own} {_KIN_OF[kin.pop()]}"
    sentence = parse(line.now)
    first = {"she": ("she", "her"), "he": ("he", "him", "his")}[stranger]
    for i in range(1, len(sentence)):
        if sentence.low(i) in first and i not in inside_quotes(sentence):
            owns = sentence.tag(i) == "PRP$" or sentence.low(i) == "his"
            start, end = sentence.start(i), sentence.end(i)
            mark = "’" if "’" in line.now else "'"
            rest = line.now[end:] if owns else spelt_out(line.now[end:], sentence, i)
            return line.now[:start] + named + f"{mark}s" * owns + rest
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
    if words & (
        CLIENT_NOUNS | {noun, "someone", "somebody", "couple", "partner", "parent", "friend", "colleague", "person"}
    ):
        if re.search(r"\b(?:she|her|he|him|his)\b", low) is None and not (words & (SHE_NOUNS | HE_NOUNS)):
            if not pronoun or words & {"couple", "partner", "parent", "friend", "colleague", "kid", "child"}:
                known["she"] = known["he"] = True
            known[pronoun or "she"] = True
        for one, forms in (("she", {"she", "her"}), ("he", {"he", "him", "his"})):
            if words & forms:
                known[one] = True
        if pronoun:
            known[pronoun] = True
    if re.search(r"(?<=[a-z,] )[A-Z][a-z]+\b(?! \d)|^\W*[A-Z][a-z]+ (?:is|was|has|had|said|came|told|asked)\b", text):
        named = [m for m in re.findall(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b", _WHERE.sub(" ", text)) if m not in _NO_NAMES]
        if named:
            known["she"] = known["he"] = True


_WHERE = re.compile(r"\b(?:from|in|near|outside) (?:the )?(?:[A-Z][a-z]+ ?)+")
""" "I'm from Louisiana": a place, whom no "she" could mean."""
_NO_NAMES = frozenset(
    "January February March April May June July August September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday English British American Christmas Easter God".split()
)


def first_stranger(text: str, told: Sequence[str], noun: str, pronoun: str) -> str | None:
    """The first "she" or "he" of a sentence whom nothing in it or in what was `told` before could mean."""
    known = {"she": False, "he": False}
    for before in told:
        _note(before, known, noun, pronoun)
        words = set(re.findall(r"[a-z]+", before.lower()))
        known = {who: known[who] or bool(words & {who, *_FORMS[who]}) for who in known}
    found = _first_pronoun(text, known, pronoun)
    return found if found is not None and _names_nobody(text, found) else None


def _names_nobody(text: str, who: str) -> bool:
    """Whether no noun stands before the pronoun, which might be somebody: "Every midwife knows her limits"."""
    sentence = parse(text.strip())
    first = next((i for i in range(len(sentence)) if sentence.low(i) in (who, *_FORMS[who])), 0)
    return not any(sentence.tag(i) in NOUNS for i in range(first))


_FORMS = {"she": ("her", "hers", "herself"), "he": ("him", "his", "himself")}


_SEXLESS = frozenset(
    {"person", "client", "patient", "pupil", "student", "resident", "supervisee", "someone", "somebody"}
)


def _first_pronoun(text: str, known: dict[str, bool], pronoun: str = "") -> str | None:
    """The first "she" or "he" (in any form) whom nothing before in the text could mean.

    Where the client is `pronoun`, "a client" is nobody whom the other one could mean.
    """
    said = text
    for match in re.finditer(r"\b(she|her|hers|herself|he|him|his|himself)\b", said, re.I):
        who = "she" if match[1].lower().startswith(("she", "her")) else "he"
        nouns = SHE_NOUNS if who == "she" else HE_NOUNS
        before = set(re.findall(r"[a-z]+", said[: match.start()].lower()))
        before |= {singular(w) or w for w in before}
        anybody = nouns | CLIENT_NOUNS | {"someone", "somebody", "trainee", "colleague"}
        if pronoun not in ("", who):
            anybody -= _SEXLESS | (HE_NOUNS if who == "she" else SHE_NOUNS)
        if known[who] or before & anybody:
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
    quoted = inside_quotes(s)
    for i in range(len(s)):
        low = s.low(i)
        start, end = s.start(i), s.end(i)
        if f"the {noun}" in body.lower():
            return None
        if i in quoted:
            continue
        if low == pronoun:
            rest = spelt_out(body[end:], s, i)
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


def spelt_out(rest: str, s: Sentence, i: int) -> str:
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
