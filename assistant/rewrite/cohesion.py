"""What a text needs after sentences went: nobody who was never introduced, no sentence that points at what is gone.

Promises: deterministic; works on the lines as they would be published; only lines that come after something left out,
or that speak of someone no longer introduced, are touched; words that the person keeps are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.text import Role
from assistant.rewrite.dropping import MAIN_POINT, echoes, leans_on_previous
from assistant.rewrite.hanging import (
    echoes_speech,
    goes_on,
    hangs_beside,
    heralds,
    is_about_telling,
    is_to_readers,
    leads_nowhere,
    since_nothing,
    still_joins,
    without_because,
)
from assistant.rewrite.line import LONGEST, RUNNING, Line
from assistant.rewrite.people import CLIENT_NOUNS
from assistant.rewrite.sentence import NOUNS, Sentence, parse
from assistant.rewrite.strangers import first_stranger, introduced
from assistant.rewrite.stubs import without_stubs

_JOINT = re.compile(
    r"^(?:However|But|And|So(?! much| far| long| many)|Then|Still|Yet|Instead|And then|And so|But then|Later|"
    r"Afterwards|Anyway),? (?=[a-zI])"
)
_SUMS_UP = re.compile(
    r"^(?:This|That)(?:['’]s| is|['’]s exactly| is exactly) (?:why|what|the (?:job|work|point|thing|bit))\b"
)
"""The author's last word on all of it, which stands as long as some of it is told."""
_EITHER = re.compile(
    r"\b(?:both|each|neither) (?:of them|knew|been|felt|had|were|did|have|wanted)\b|\b(?:every|each) one\b(?! of)", re.I
)
_THE_OTHERS = re.compile(r"^The (?:other|rest|others|second|same|next)\b")
_ELLIPSIS = re.compile(
    r"^(?:She|He|They|It|I|We) (?:was|were|did|had|is|does|has|could|would)(?: not|n['’]t)?(?:\.$|[:;] | [–—] )"
)
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


def settled(lines: Sequence[Line], noun: str, pronoun: str) -> dict[int, str]:
    """The lines that have to change, by index: "" for one that goes, else its new words."""
    now = list(lines)
    for _ in range(3):
        closed = introduced(_closed(now), noun, pronoun)
        if closed == now:
            break
        now = closed
    return {new.index: new.now for new, old in zip(now, lines, strict=True) if new.now != old.now}


def smoothed(lines: Sequence[Line]) -> dict[int, str]:
    """The lines that have to change where every sentence that stays is known to stand, by index: their new words.

    "But a number is not a person." loses its "But" where what it opposed went, "What I learnt from her" its "from her"
    where nobody stands before it, and "A vignette." goes where none comes.
    """
    done: list[Line] = []
    for k, line in enumerate(lines):
        if line.gone or line.fixed or line.role not in RUNNING:
            done.append(line)
            continue
        line = since_nothing(_learnt(line, done), done)
        after_gap = _follows_gap(done, line)
        lost = _is_echo(line, done) or _of_a_stranger(line, done) or heralds(line, done, lines[k + 1 :])
        if not lost and after_gap:
            lost = _shows_a_gap(line, done, lines[k + 1 :]) or goes_on(line, lines[k - 1], done[-1])
        line = replace(line, now="") if lost else line
        done.append(_joined_anew(line, done) if after_gap else line)
    now = _without_announcements(done)
    for k, line in enumerate(now):
        if line.gone or line.fixed or line.role not in RUNNING:
            continue
        if leads_nowhere(line, now[k + 1 :]):
            now[k] = replace(line, now="")
        if not _PRESENTS.match(line.now.strip()):
            continue
        after = next((m for m in now[k + 1 :] if m.before.strip() and m.role is not Role.MARKUP), None)
        if after is not None and after.gone:
            now[k] = replace(line, now="")
    return {new.index: new.now for new, old in zip(now, lines, strict=True) if new.now != old.now}


def _is_echo(line: Line, before: Sequence[Line]) -> bool:
    """ "Just saying.", "I've read it four times.": a word or two, or an "it", for what stood in the sentence before."""
    if line.role is not Role.BODY or not before or not before[-1].gone or before[-1].paragraph != line.paragraph:
        return False
    text = line.now.strip()
    if re.search(r"[a-z]{2}", text) is None:
        return False  # a number in a list
    if echoes(text) and _SOMEBODY_DID.match(text):
        return True
    if is_to_readers(text):
        return False
    sentence = parse(text)
    loose = (
        len(text.split()) <= (_LOOSE_OF_CASE if line.case else _LOOSE)
        and text[-1:] not in "?!:*_"
        and "VB" not in sentence.tags
    )
    return loose and not sentence.finite(0, len(sentence))


def _of_a_stranger(line: Line, before: Sequence[Line]) -> bool:
    """ "I keep thinking of her face.": she was told of in a sentence that went, and in none that stands."""
    if len(line.now.split()) > LONGEST or not any(m.gone and m.before.strip() for m in before):
        return False
    said = _QUOTATION.sub(" ", line.now)
    return first_stranger(said, [m.now for m in before if not m.gone], "client", "") is not None


def _shows_a_gap(line: Line, before: Sequence[Line], after: Sequence[Line]) -> bool:
    """Whether a sentence after a gap makes no sense there, although it is held to stand."""
    text = line.now.strip()
    if line.role is not Role.BODY:
        return False
    if is_about_telling(text, before) or _told_by_author(parse(text), replace(line, case=False)):
        return True
    beside = before[-1].gone and before[-1].paragraph == line.paragraph
    following = next((m.now for m in after if m.paragraph == line.paragraph and m.before.strip()), "")
    return beside and (hangs_beside(text, following) or echoes_speech(text, before[-1].before))


def _joined_anew(line: Line, before: Sequence[Line]) -> Line:
    """The line without the word that joined it to what went; with it where it joins to what stands before that."""
    if still_joins(line.now, before, line.paragraph):
        return line
    return replace(_unjoined(line), now=without_because(_unjoined(line).now))


_SOMEBODY_DID = re.compile(r"(?:I|We|He|She|They|Nobody|No one)\b")
_LOOSE, _LOOSE_OF_CASE = 2, 6
"""Words of a phrase without a verb that says nothing once the sentence before it went."""
_QUOTATION = re.compile(r"[\"“][^\"“”]*[\"”]")


def _learnt(line: Line, before: Sequence[Line]) -> Line:
    """ "What I learnt from her is …" without "from her", where she went and nobody else is spoken of."""
    found = _FROM_HER.search(line.now)
    if found is None or not any(m.gone for m in before):
        return line
    if any(_ANYBODY.search(told) for told in (*(m.now for m in before), line.now[: found.start()])):
        return line
    return replace(line, now=line.now[: found.start()] + found[1] + line.now[found.end() :])


_FROM_HER = re.compile(
    r"\b(I (?:have |had |['’]ve )?(?:learn(?:ed|t)|took(?: away)?)) from (?:him|her|them)"
    r"(?= (?:is|was|that|how)\b|[.,;:])"
)
_ANYBODY = re.compile(
    rf"\b(?:he|she|they|him|her|them|his|their|some(?:one|body)|people|(?:{'|'.join(sorted(CLIENT_NOUNS))})s?)\b", re.I
)
_PRESENTS = re.compile(
    r"(?:(?:A|An|One|Another|My|The|Here['’]s an?|Here is an?) )?"
    r"(?:short |brief |quick |recent |clinical |case |small )*"
    r"(?:vignette|story|example|illustration|case(?: in point)?|scenario|anecdote|confession|update\b[^.:]{0,30})\W*$",
    re.I,
)
"""What presents a story, and nothing else."""


# --- sentences that point at what is gone ----------------------------------------------------------------------


def _closed(lines: list[Line]) -> list[Line]:
    """The lines without those that make no sense any more, and without a "But" that opposes nothing."""
    done: list[Line] = []
    for line in lines:
        if line.gone or line.fixed or line.role not in RUNNING:
            done.append(line)
            continue
        if line.leans and _told_no_more(lines, done):
            done.append(replace(line, now=""))
            continue
        after_gap = _follows_gap(done, line)
        now = _of_the_couple(_unjoined(line), done) if after_gap else line
        shortened = bool(done) and done[-1].paragraph == line.paragraph and done[-1].now != done[-1].before
        answers = (shortened or after_gap) and _ELLIPSIS.match(now.before.strip()) is not None
        if answers or _hangs(now.now, done, now, after_gap):
            now = replace(now, now="")
        done.append(now)
    return _without_headings(without_stubs(_without_leftovers(_without_announcements(done))))


def _told_no_more(lines: Sequence[Line], done: Sequence[Line]) -> bool:
    """Whether the sentence of the story before this one went, or the story that this one opens."""
    before = next((d for d in reversed(done) if _is_story(d)), None)
    if before is not None:
        return before.gone
    after = next((m for m in lines[len(done) + 1 :] if _is_story(m)), None)
    return after is not None and after.gone


def _is_story(line: Line) -> bool:
    return (line.case or line.leans) and line.role in RUNNING and bool(line.before.strip())


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
    r"an example|I want to (?:write|tell|talk)|I['’]d like to tell|I keep thinking (?:of|about)|"
    r"(?:I['’]ll|I will|I can) (?:tell|give) you (?:one|two|a story|about one))\b|"
    r"^(?:Take|Consider|Picture) (?:this|these|one|two|three)\b[^.!?]{0,50}\.$|:$",
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
    before = [d for d in done if d.role in RUNNING and d.before.strip()]
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
    if len(words) > LONGEST:
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
    if s.low(0) == "they" and s.is_be(1) and s.tag(2) == "VBN":
        return True  # "They were performed by myself."
    for i in range(1, len(s)):
        if (
            s.low(i) == "them"
            and "VBD" in s.tags
            and not any(s.tag(k) in ("NNS", "NNPS") or s.low(k) == "they" for k in range(i))
        ):
            return True
    for i in range(len(s)):
        if s.low(i) == "same" and s.low(i - 1) == "the" and s.low(i - 2) in _DOING and s.tag(i + 1) not in NOUNS:
            return True  # "when a client did the same"
        if s.low(i) not in ("that", "this"):
            continue
        follows = s.tag(i + 1)
        if s.low(i + 1) in ("kind", "sort") and s.low(i + 2) == "of":
            return True
        if follows in (".", ",", "") or (s.low(i + 1) in ("was", "meant", "mattered", "helped", "is") and i < 5):
            return s.tag(i - 1) not in NOUNS or follows in (".", "")
    return False


_DOING = frozenset({"do", "does", "did", "done", "doing"})
_THAT_LINE = re.compile(
    r"\b(?:that|those) (?:sentence|line|word|words|phrase|answer|question|silence|look|moment|detail|story|"
    r"image|scene|gesture|joke|letter|message|dream|picture|object)\b"
)


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
