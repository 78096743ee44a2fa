"""What a text needs after sentences went: nobody who was never introduced, no sentence that points at what is gone.

Promises: deterministic; works on the lines as they would be published; only lines that come after something left out,
or that speak of someone no longer introduced, are touched; words that the person keeps are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.domain.text import Role
from assistant.language.inflect import singular
from assistant.rewrite.dropping import MAIN_POINT, leans_on_previous
from assistant.rewrite.people import CLIENT_NOUNS, HE_NOUNS, SHE_NOUNS
from assistant.rewrite.repair import mend
from assistant.rewrite.sentence import NOUNS, Sentence, parse

_RUNNING = frozenset({Role.BODY, Role.QUOTE, Role.LIST_ITEM})
_LONGEST = 26
"""Words of a sentence that may still go because it hangs; a longer one carries thought of its own."""
_JOINT = re.compile(
    r"^(?:However|But|And|So|Then|Still|Yet|Instead|And then|And so|But then|Later|Afterwards),? (?=[a-zI])"
)
_SUMS_UP = re.compile(
    r"^(?:This|That)(?:['’]s| is|['’]s exactly| is exactly) (?:why|what|the (?:job|work|point|thing|bit))\b"
)
"""The author's last word on all of it, which stands as long as some of it is told."""
_EITHER = re.compile(
    r"\b(?:both|each|neither) (?:of them|knew|been|felt|had|were|did|have|wanted)\b|\b(?:every|each) one\b(?! of)", re.I
)
_THE_OTHERS = re.compile(r"^The (?:other|rest|others|second|same|next)\b")
_ELLIPSIS = re.compile(r"^(?:She|He|They|It|I|We) (?:was|were|did|had|is|does|has|could|would)(?: not|n['’]t)?\.$")
_NOT_POINTED_AT = frozenset("time day week month year way moment point end question reason kind sort".split())
_PLAIN_THE = frozenset(
    "time day week month year way thing moment session room door world point end rest work hour client patient pupil "
    "student child family parents mother father mum mom dad question answer same first last other next only "
    "therapist counsellor counselor teacher nurse chair floor street phone morning afternoon evening night house "
    "school class classroom ward hospital clinic office bus car kitchen window job truth idea feeling feelings "
    "words supervisor supervisee trainee practitioner worker group couple "
    "story case person people group team future past present body heart head hand hands face problem "
    "matter".split()
)


@dataclass(frozen=True, slots=True)
class Line:
    """One passage: its words before and now ("" where it went), and whether it tells of the case."""

    index: int
    paragraph: int
    role: Role
    before: str
    now: str
    case: bool
    fixed: bool = False
    """Whether it holds words that the person keeps."""

    @property
    def gone(self) -> bool:
        return not self.now.strip()


def settled(lines: Sequence[Line], noun: str, pronoun: str) -> dict[int, str]:
    """The lines that have to change, by index: "" for one that goes, else its new words."""
    now = list(lines)
    for _ in range(3):
        closed = _introduced(_closed(now), noun, pronoun)
        if closed == now:
            break
        now = closed
    return {new.index: new.now for new, old in zip(now, lines, strict=True) if new.now != old.now}


# --- sentences that point at what is gone ----------------------------------------------------------------------


def _closed(lines: list[Line]) -> list[Line]:
    """The lines without those that make no sense any more, and without a "But" that opposes nothing."""
    done: list[Line] = []
    for line in lines:
        if line.gone or line.fixed or line.role not in _RUNNING:
            done.append(line)
            continue
        after_gap = _follows_gap(done, line)
        now = _of_the_couple(_unjoined(line), done) if after_gap else line
        shortened = bool(done) and done[-1].paragraph == line.paragraph and done[-1].now != done[-1].before
        if (shortened and _ELLIPSIS.match(now.now.strip())) or _hangs(now.now, done, now, after_gap):
            now = replace(now, now="")
        done.append(now)
    return _without_headings(_without_leftovers(_without_announcements(done)))


def _without_headings(lines: list[Line]) -> list[Line]:
    """Not "A story" over nothing: a heading whose text went, all of it, goes too."""
    done = list(lines)
    for k, line in enumerate(lines):
        if line.role is not Role.HEADING or line.gone or line.fixed:
            continue
        under: list[Line] = []
        for mate in lines[k + 1 :]:
            if mate.role is Role.HEADING:
                break
            if mate.before.strip() and mate.role is not Role.MARKUP:
                under.append(mate)
        if under and all(m.gone for m in under):
            done[k] = replace(line, now="")
    return done


_ANNOUNCES = re.compile(
    r"\b(?:here is|here['’]s|here are|for example|for instance|let me tell|like this|the following|one story|"
    r"an example|I want to (?:write|tell|talk)|I['’]d like to tell|I keep thinking (?:of|about))\b|:$",
    re.I,
)


def _without_announcements(lines: list[Line]) -> list[Line]:
    """Not "And here is what it doesn't say." where what it announced went."""
    done = list(lines)
    for k, line in enumerate(lines):
        if line.gone or line.fixed or line.role is not Role.BODY or not _ANNOUNCES.search(line.now.strip()):
            continue
        rest = [m for m in lines[k + 1 :] if m.paragraph == line.paragraph and m.before.strip() and m.role is line.role]
        if rest and all(m.gone for m in rest):
            done[k] = replace(line, now="")
    return done


_LEFT, _MOST_OF = 8, 3
"""A lone sentence of so few words is no paragraph where so many times more sentences stood."""


def _without_leftovers(lines: list[Line]) -> list[Line]:
    """Not "She came back the week after." as all that is left of a paragraph."""
    done = list(lines)
    for paragraph in {line.paragraph for line in lines}:
        mates = [
            (k, m)
            for k, m in enumerate(lines)
            if m.paragraph == paragraph and m.role in (Role.BODY, Role.QUOTE) and m.before.strip()
        ]
        stays = [(k, m) for k, m in mates if not m.gone]
        if len(stays) != 1 or len(mates) < _MOST_OF:
            continue
        k, line = stays[0]
        if k == mates[0][0]:
            continue
        past = "VBD" in parse(line.now.strip()).tags and re.match(r"(?:She|He|They|It) ", line.now)
        plain = (line.case or past) and not line.fixed and not MAIN_POINT.search(line.now)
        if plain and len(line.now.split()) <= _LEFT:
            done[k] = replace(line, now="")
    return done


def _of_the_couple(line: Line, done: Sequence[Line]) -> Line:
    """ "His wife runs …" as "The wife runs …", where the sentence about him went and a couple was spoken of."""
    match = re.match(r"(?:His|Her) (?=(?:wife|husband|partner|girlfriend|boyfriend)\b)", line.now)
    if match is None or not any(re.search(r"\bcouple\b", d.now) for d in done):
        return line
    return replace(line, now="The " + line.now[match.end() :])


def _follows_gap(done: Sequence[Line], line: Line) -> bool:
    """Whether the sentence before it in its paragraph went; at its start, whether all of the last paragraph did."""
    mates = [d for d in done if d.paragraph == line.paragraph and d.role is line.role]
    if mates:
        return mates[-1].gone
    before = [d for d in done if d.role in _RUNNING and d.before.strip()]
    if not before:
        return False
    last = [d for d in before if d.paragraph == before[-1].paragraph]
    return all(d.gone for d in last)


def _unjoined(line: Line) -> Line:
    match = _JOINT.match(line.now)
    if match is None:
        return line
    rest = line.now[match.end() :]
    return replace(line, now=rest[:1].upper() + rest[1:])


def _hangs(text: str, done: Sequence[Line], line: Line, after_gap: bool) -> bool:
    words = text.split()
    if _SUMS_UP.match(text.strip()) and any(d.case and not d.gone for d in done):
        return False
    if len(words) > _LONGEST:
        return False
    general = MAIN_POINT.search(text) is not None
    if (
        after_gap
        and (leans_on_previous(text) or _EITHER.search(text) or _THE_OTHERS.match(text))
        and not (general and len(words) > 12)
    ):
        return True
    if after_gap and done and _SPOKEN.search(done[-1].before) and _ANSWERS.match(text.strip()):
        return True
    sentence = parse(text.strip())
    beside = after_gap and bool(done) and done[-1].gone and done[-1].paragraph == line.paragraph
    if beside and line.role is Role.BODY and (_THAT_LINE.search(text) or _bare_echo(sentence)):
        return True
    if after_gap and _points_back(sentence):
        return True
    if after_gap and _told_by_author(sentence, line):
        return True
    if line.role is Role.LIST_ITEM and text.rstrip().endswith("?"):
        return _takes_for_known(sentence, done, told=True)
    since = sentence.low(0) == "i" and sentence.low(1) == "'ve"
    told = line.case or since or ("VBD" in sentence.tags and "VBZ" not in sentence.tags)
    return not general and _takes_for_known(sentence, done, told=told)


def _points_back(s: Sentence) -> bool:
    """A "that", "this" or "them" that stands for what was said before: "what that meant", "I think that was right"."""
    for i in range(1, len(s)):
        if (
            s.low(i) == "them"
            and "VBD" in s.tags
            and not any(s.tag(k) in ("NNS", "NNPS") or s.low(k) == "they" for k in range(i))
        ):
            return True
    for i in range(len(s)):
        if s.low(i) not in ("that", "this"):
            continue
        follows = s.tag(i + 1)
        if s.low(i + 1) in ("kind", "sort") and s.low(i + 2) == "of":
            return True
        if follows in (".", ",", "") or (s.low(i + 1) in ("was", "meant", "mattered", "helped", "is") and i < 5):
            return s.tag(i - 1) not in NOUNS or follows in (".", "")
    return False


_THAT_LINE = re.compile(r"\b(?:that|those) (?:sentence|line|word|words|phrase|answer|question|silence|look|moment)\b")


def _bare_echo(s: Sentence) -> bool:
    """ "Nobody asked." or "He'd missed it because …": a few words, or an "it", for what was told before."""
    words = [i for i in range(len(s)) if s.low(i)[:1].isalpha()]
    if len(words) <= _ECHO and any(s.tag(i) == "VBD" for i in words):
        return True
    return any(
        s.low(i) == "it"
        and s.tag(i - 1) in ("VBD", "VBN")
        and s.tag(i + 1) not in ("VBD", "VBZ", "MD")
        and not any(s.tag(k) in NOUNS for k in range(i))
        for i in range(1, len(s))
    )


_ECHO = 2
"""Words of a sentence that only answers the one before it."""
_SPOKEN = re.compile('["“”]')
_ANSWERS = re.compile(r"^(?:I|[Ww]e) (?:told|said|asked|answered|replied|nodded|agreed|laughed|smiled)\b")
"""What the author answered to words that are told no more."""
_OTHERS = frozenset({"she", "he", "her", "him", "his", "they", "them", "someone"})


def _told_by_author(s: Sentence, line: Line) -> bool:
    """ "I went into the cupboard and cried.": what the author did in a scene that is told no more."""
    if len(s) > 20 or s.low(0) not in ("i", "we") or (not line.case and len(s) > 12):
        return False
    if any(s.low(i) in CLIENT_NOUNS | _OTHERS for i in range(len(s))):
        return False
    first = next(iter(s.finite(0, len(s))), -1)
    if first < 0 or s.tag(first) != "VBD" or any(s.tag(i) in ("VBZ", "VBP") for i in range(len(s))):
        return False
    return s.low(first) not in ("learned", "learnt", "was", "used", "trained", "spent", "began", "wrote")


def _takes_for_known(s: Sentence, done: Sequence[Line], *, told: bool) -> bool:
    """ "the guinea pig", where only a sentence that went had said that there was one."""
    went = " ".join(d.before.lower() for d in done if d.gone)
    stays = " ".join(d.now.lower() for d in done if not d.gone)
    for i in range(len(s) - 1):
        pointed = s.low(i) in ("that", "those", "this", "these")
        plain = s.low(i + 1) in _PLAIN_THE and not (pointed and s.low(i + 1) not in _NOT_POINTED_AT)
        if not (pointed or (told and s.low(i) == "the")) or s.tag(i + 1) not in ("NN", "NNS") or plain:
            continue
        end = i + 1
        while s.tag(end + 1) in ("NN", "NNS"):
            end += 1
        if s.low(end + 1) in ("of", "who", "that", "which", "where"):
            continue
        noun = s.low(end)
        if re.search(rf"\b{re.escape(noun)}\b", went) and not re.search(rf"\b{re.escape(noun)}\b", stays):
            return True
    return False


# --- people who were never introduced -------------------------------------------------------------------------------


_OBJECTS = {"she": "her", "he": "him"}


def _introduced(lines: list[Line], noun: str, pronoun: str) -> list[Line]:
    """The lines with the client introduced where the sentence that did so went, and nobody else as a bare pronoun."""
    if not any(line.gone for line in lines):
        return lines
    done: list[Line] = []
    known = {"she": False, "he": False}
    paragraph = -1
    for line in lines:
        if line.gone or line.role not in _RUNNING or line.fixed:
            if line.role in _RUNNING and (line.case or _AUTHORS.search(line.now) or _BROUGHT_IN.search(line.now)):
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
            if text is None or (not text and len(line.now.split()) > _LONGEST):
                text = line.now if len(line.now.split()) > _LONGEST else ""
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
    went = " ".join(d.before for d in lines if d.gone and d.case and d.index < line.index)
    found = re.search(rf"\b(?:a|my|this|one) (?:[\w-]+ ){{0,2}}?({own})\b", went, re.I)
    return found[1].lower() if found else ""


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
    if words & SHE_NOUNS:
        known["she"] = True
    if words & HE_NOUNS:
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
