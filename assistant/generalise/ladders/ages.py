"""Ladders of ages: 34 → in her thirties → left out; a 34-year-old nurse → a young nurse → a nurse; Year 9 → school."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain.details import Detail, Kind
from assistant.domain.ladders import Flag, Ladder, Share
from assistant.generalise.ladders import _ages
from assistant.generalise.ladders._wording import Wording, is_determined, ladder
from assistant.generalise.slot import Slot

KINDS = frozenset({Kind.AGE})

_TENS = {20: "twenties", 30: "thirties", 40: "forties", 50: "fifties", 60: "sixties", 70: "seventies", 80: "eighties"}
_GUESS = "words for ages are elastic; an estimate over the age tables"
_MIDLIFE = (40, 64)
_OVER = 89
"""Ages above this one are on the floor (HIPAA Safe Harbor)."""


_BEFORE_NOUN = re.compile(
    r" (?:[\w-]+ ){0,3}?(?:male|female|man|woman|boy|girl|lady|gentleman|patient|client)\b", re.IGNORECASE
)
"""What follows an age that stands before its noun without hyphens, as in clinical notes."""


def build(detail: Detail, slot: Slot) -> Ladder:
    """The ladder of an age in the form in which the sentence has it."""
    facts = detail.attributes
    low = int(facts.get("years", facts.get("low", 0)))
    high = int(facts.get("years", facts.get("high", low)))
    form = str(facts.get("form", "number"))
    if form == "number" and _BEFORE_NOUN.match(slot.after) and re.search(r"year|yr|yo\b", slot.words, re.IGNORECASE):
        form = "adjective"
    if not facts:  # the tagger saw it, and no rule can say how old that is
        return ladder(slot.words, _ages.share(18, 80, slot.region), ())
    if form == "schoolyear":
        wordings = _school(low, str(facts.get("stage", "")), str(facts.get("schoolform", "")), slot)
    else:
        wordings = _FORMS.get(form, _number)(low, high, slot)
    flags = frozenset({Flag.AGE_OVER_89} if low > _OVER else ())
    return ladder(slot.words, _ages.share(low, high, slot.region), tuple(wordings), flags)


def _between(low: int, high: int, slot: Slot, label: str, text: str, slack: float = 1.0) -> Wording:
    """A wording for ages `low` to `high`; `slack` widens the interval where a word has no sharp edges."""
    share = _ages.share(low, high, slot.region)
    return Wording(
        text,
        label,
        Share(share.low / slack, min(1.0, share.high * slack), share.source if slack == 1 else _GUESS, "all"),
    )


def _decade(years: int, slot: Slot, who: str) -> Wording | None:
    """In her thirties."""
    tens = years // 10 * 10
    if tens in _TENS:
        return _between(tens, tens + 9, slot, "age by decade", f"in {who} {_TENS[tens]}")
    return None


def _life(low: int, high: int, slot: Slot) -> Wording | None:
    """In midlife, in later life: for adults from forty."""
    if _MIDLIFE[0] <= low and high <= _MIDLIFE[1]:
        return _between(40, 64, slot, "stage of life", "in midlife", 1.15)
    if low >= 65:
        return _between(65, 100, slot, "stage of life", "in later life", 1.15)
    return None


_ROUGHLY = re.compile(
    r"(?i)\b(?:about|around|nearly|almost|approaching|pushing|over|past|under|above|below|barely|maybe) $"
)
"""Before a number: "nearly in her fifties" is no English, and who is nearly fifty isn't there yet."""


def _number(low: int, high: int, slot: Slot) -> Iterator[Wording]:
    """She's 34. Ruth, 34, a nurse. A man of 60."""
    if re.search(r"(?i)\bturn(?:s|ed|ing)? (?:about |nearly )?$", slot.before):
        yield Wording("a year older", "a birthday", Share(0.95, 1.0, "everyone"))
        return
    if re.search(r"(?i)\bof (?:about |around )?$", slot.before):
        if _MIDLIFE[0] <= low <= _MIDLIFE[1]:
            yield _between(40, 64, slot, "stage of life", "middle age", 1.15)
        elif low >= 67:
            yield _between(66, 100, slot, "stage of life", "retirement age", 1.15)
        return
    if _ROUGHLY.search(slot.before):
        return
    predicate = re.search(
        r"(?i)(?:\b(?:is|was|are|were|am|be|been)|['’](?:s|m|re))(?: (?:only|just|now|still))* $", slot.before
    )
    plural = predicate and re.search(r"(?i)\b(?:we|they) (?:were|are) (?:both )?$|\bboth (?:were |are )?$", slot.before)
    who = _ages.pronoun(slot)
    if high < 13:
        yield _between(1, 12, slot, "a child", "children" if plural else "a child" if predicate else "still a child")
    elif high < 18:
        yield _between(
            13, 17, slot, "a teenager", "teenagers" if plural else "a teenager" if predicate else f"in {who} teens"
        )
    elif low < 20:
        yield _between(18, 24, slot, "young adult", "a young adult" if not predicate else "barely an adult", 1.2)
    elif (decade := _decade(low, slot, who)) is not None and low <= _OVER:
        yield decade
    if (life := _life(low, high, slot)) is not None:
        yield life


def _bracket(low: int, high: int, slot: Slot) -> Iterator[Wording]:
    """Rhys (23); (f, 27)."""
    if re.search(r"(?i)\([fm][ ,/]*$", slot.before):
        if (tens := low // 10 * 10) in _TENS:
            yield _between(tens, tens + 9, slot, "age by decade", _TENS[tens])
        return
    if high < 13:
        yield _between(1, 12, slot, "a child", "a child")
    elif high < 18:
        yield _between(13, 17, slot, "a teenager", "a teenager")
    elif (decade := _decade(max(low, 20), slot, _ages.pronoun(slot))) is not None and 20 <= low <= _OVER:
        yield decade
        if (life := _life(low, high, slot)) is not None:
            yield life


def _aged(low: int, high: int, slot: Slot) -> Iterator[Wording]:
    """Her son, aged 9; died aged 24."""
    if re.search(r"\band\b|&|/|\bor\b", slot.words):
        if all(4 < int(n) < 18 for n in re.findall(r"\d+", slot.words)) and re.search(r"\d", slot.words):
            yield _between(5, 17, slot, "school age", "both at school" if "and" in slot.words else "of school age")
        return
    after_verb = re.search(r"(?i)(?:\w+ed|left|went|came|began|had|was|lost|ran|saw|became) $", slot.before)
    who = _ages.pronoun(slot)
    if high < 13:
        yield _between(1, 12, slot, "a child", "as a child" if after_verb else "still a child")
    elif high < 18:
        yield _between(13, 17, slot, "a teenager", f"in {who} teens")
    elif low < 20:
        yield _between(18, 24, slot, "young adult", "as a young adult" if after_verb else "a young adult", 1.2)
    elif low <= _OVER:
        decade = _decade(low, slot, who)
        if decade is not None:
            yield decade
    if (life := _life(low, high, slot)) is not None:
        yield life


def _when(low: int, high: int, slot: Slot) -> Iterator[Wording]:
    """At the age of nine; from the age of nine."""
    lead = slot.words.split()[0].lower()
    upper = slot.words[0].isupper()
    who = _ages.pronoun(slot)
    if lead in ("by", "before", "age", "the"):
        return
    stages = [
        (12, 1, "childhood", "a child"),
        (17, 13, f"{who} teens", "a teenager"),
        (24, 18, f"{who} early adulthood", "a young adult"),
    ]
    for most, least, noun, person in stages:
        if high <= most:
            text = f"from {noun}" if lead in ("from", "since") else f"as {person}"
            yield _between(least, most, slot, "stage of life", text.capitalize() if upper else text, 1.1)
            return
    decade = _decade(low, slot, who)
    if decade is not None and lead == "at":
        yield decade._replace(text=decade.text.capitalize() if upper else decade.text)
    if lead == "at" and (life := _life(low, high, slot)) is not None:
        yield life._replace(text=life.text.capitalize() if upper else life.text)


def _decade_words(low: int, high: int, slot: Slot) -> Iterator[Wording]:
    """In her early forties; late twenties; in her 50s."""
    lead = re.match(r"(?i)in (her|his|their|my|your)\b", slot.words)
    tens = low // 10 * 10
    if high - low < 9 and tens in _TENS:
        text = f"in {lead[1].lower()} {_TENS[tens]}" if lead else _TENS[tens]
        yield _between(tens, tens + 9, slot, "age by decade", text)
    if lead:
        life = _life(low, min(high, 64) if low < 60 else high, slot)
        if life is not None and high <= 69:
            yield life


_ENDS_PHRASE = re.compile(
    r"\s+(?:hates|loves|likes|wants|needs|lives|sleeps|cries|eats|plays|knows|thinks|feels|gets|goes|takes|makes|does|"
    r"won['’]t|can['’]t|cannot|can|will|would|is|was|has|keeps|refuses|runs|left|ran|went|rang|said|hit|got|saw|knew|threw|wrote|slept|sat|told|found|took|cut|still|never|always|"
    r"just|already|now)\b"
)
"""A verb or its adverb after "14-year-old", which is then the noun itself."""


def _adjective(low: int, high: int, slot: Slot) -> Iterator[Wording]:
    """34-year-old before a noun; "her 14-year-old hates school" has none."""
    if _ENDS_PHRASE.match(slot.after):
        yield from _noun(low, high, slot)
        return
    if high == 0:
        yield _between(0, 1, slot, "a baby", "baby", 1.2)
    elif high < 4:
        yield _between(1, 6, slot, "a small child", "small", 1.2)
    elif high < 13:
        yield _between(1, 17, slot, "a child", "young", 1.2)
    elif high < 20:
        yield _between(13, 19, slot, "a teenager", "teenage")
    elif high <= 35:
        yield _between(16, 39, slot, "young", "young", 1.2)
    elif _MIDLIFE[0] <= low and high <= _MIDLIFE[1]:
        yield _between(40, 64, slot, "middle-aged", "middle-aged", 1.15)
    elif low >= 65:
        yield _between(60, 100, slot, "older", "older", 1.15)


def _noun(low: int, high: int, slot: Slot) -> Iterator[Wording]:
    """A 34-year-old; her 9-year-old; 27F."""
    sex = re.search(r"(?i)(?:\d ?([fm])|^([fm])/?\d)", slot.words)
    if sex and not re.search(r"(?i)year|old|month", slot.words):
        yield Wording(
            "Woman" if (sex[1] or sex[2]).lower() == "f" else "Man",
            "sex only",
            Share(0.48, 0.52, "ONS and US Census", "all"),
        )
        return
    article = "" if is_determined(slot) or re.search(r"\b\d\w* $", slot.before) else "a "
    if high == 0:
        yield _between(0, 1, slot, "a baby", f"{article}baby", 1.2)
    elif high < 13:
        yield _between(1, 12, slot, "a child", f"{article}child")
    elif high < 18:
        yield _between(13, 17, slot, "a teenager", f"{article}teenager")
    else:
        if high < 30:
            yield _between(18, 35, slot, "young adult", f"{article}young adult", 1.1)
        elif low >= 65:
            yield _between(60, 100, slot, "older adult", f"{'an ' if article else ''}older adult", 1.15)
        yield _between(18, 110, slot, "adult", f"{'an ' if article else ''}adult")


def _word(low: int, high: int, slot: Slot) -> Iterator[Wording]:
    """Toddler, teenager, pensioner."""
    if high <= 12:
        yield _between(0, 12, slot, "a child", "child")
    elif high < 20:
        yield _between(10, 24, slot, "a young person", "young person")
    elif low >= 65:
        yield _between(60, 110, slot, "older person", "older person", 1.15)


_FORMS = {"number": _number, "bracket": _bracket, "aged": _aged, "when": _when, "decade": _decade_words,
    "adjective": _adjective,
          "noun": _noun, "word": _word}  # fmt: skip

_STAGES = {
    "nursery": ((2, 4), "nursery", "child", "small"),
    "primary": ((4, 11), "primary school", "child", "young"),
    "elementary": ((5, 11), "elementary school", "child", "young"),
    "middle": ((11, 14), "middle school", "student", "teenage"),
    "secondary": ((11, 18), "secondary school", "student", "teenage"),
    "high": ((14, 18), "high school", "student", "teenage"),
}


def _school(years: int, stage: str, form: str, slot: Slot) -> Iterator[Wording]:
    """Year 9, sophomore: the kind of school, then school."""
    if stage not in _STAGES:
        return
    (low, high), school, person, adjective = _STAGES[stage]
    pupils = _ages.share(low, high, slot.region)
    share = Share(pupils.low, pupils.high, pupils.source, "all")
    if form == "person":
        if school != "nursery":
            yield Wording(
                f"{school.split()[0]}-school student" if person == "student" else "child", "kind of school", share
            )
        yield _between(
            4, 18, slot, "a pupil", "student" if slot.region == "us" or person == "student" else "pupil", 1.1
        )
    elif form == "place":
        text = school if stage != "secondary" else "secondary school"
        yield Wording(text, "kind of school", share)
        yield _between(4, 18, slot, "school", "school", 1.1)
    elif re.match(r" (?:class|form|group|tutor|teacher|lesson|math|english)", slot.after):
        yield Wording(school.split()[0], "kind of school", share)
    else:
        if adjective == "teenage" and years < 13:
            yield Wording("secondary-school" if stage == "secondary" else "middle-school", "kind of school", share)
        else:
            yield Wording(adjective, "young", Share(share.low, min(1.0, share.high * 2), _GUESS, "all"))
