"""The shapes of an age in a sentence, one finder for each; `age` runs them and keeps the first where two overlap."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.detect.rule import Match
from assistant.detect.rules.quasi._numbers import WORD, value
from assistant.detect.rules.quasi._people import MANY, ONE
from assistant.detect.rules.quasi._titles import MONTHS, OPENERS, WEEKDAYS
from assistant.detect.view import View

OLDEST = 110
_N = rf"(\d{{1,3}}|{WORD})"
_YEAR_OLD = re.compile(
    rf"(?i)\b(?:(?P<n>\d{{1,3}}|{WORD})(?:[- ]?(?:and[- ]a[- ]half|½))?)"
    r"(?:[- ]?(?P<unit>year|yr|y|month|mth|week|wk|day)s?[- ]?olds?\b|[- ]?(?:yo|y/o|y\.o\.|yrs?\.? old)(?!\w))"
)
_OLD = re.compile(r"(?i)old|y\.?/?o")
_AGED = re.compile(
    rf"(?i)\b(?:(?P<when>(?:at|from|by|before|since) (?:the )?age(?: of)? )|aged |ages |age |the age of )"
    rf"(?:about |around |only |just )?{_N}(?:(?: and | & |, | or |/){_N})?(?! ?(?:to|-|–|or over|and over|\+|"
    r"and under|or under)\b)(?!\w|-)"
)
_AT = re.compile(
    r"(?i)\b(?:left|leave|leaving|married|marry|pregnant|diagnosed|orphaned|widowed|retired|died|dead|mum|"
    r"mother|mam|mom|dad|father|"
    rf"school|home|care|started|began|stopped|drinking|smoking|using|engaged|divorced|dropped out|fostered|adopted)\b"
    rf"[^.,;:]{{0,25}}? (at {_N})(?= |[.,;:!?)]|$)(?! (?:am|pm|o'clock|%|in the|minutes|weeks|days|months|points|"
    r"least|to [0-9a-z]+(?:teen|ty)))"
)
_AFTER = (
    r"(?=\s*(?:[.,;:!?)\"'”…]|$|—|–| - )|\s+\(|"
    r"\s+(?:and|but|when|with|now|or|so|who|because|at the time|if|before|then|in|this|next|last|going)\b)"
)
_BE = re.compile(
    rf"(?i)(?:(?P<be>\b(?:is|was|are|were|am|turned|turns|turning|being)|(?<=\w)['’](?:s|m|re))\s+)"
    rf"(?P<soft>(?:about|around|nearly|almost|barely|only|just|now|still|already|all of|maybe|over)\s+)?{_N}"
    rf"(?P<or>(?:,| or| to|-) ?{_N})?(?P<old>\s+(?:years?|yrs?) (?:old|of age))?(?![\w%:/£$€]|[.,:-]\d)"
)
_SUBJECT = re.compile(r"([\w’]+),?(?:\s+just)?\s*$")
_NO_SUBJECT = frozenset(
    """
it that this there what which score number total temperature page session week day room house time rate dose
result answer grade mark year bus class group step number point here these those they'd scores left right
third half
""".split()
)
_OF = re.compile(
    rf"(?i)\b(?:{'|'.join(sorted(ONE))}) of (?:only |just )?((?:about |around )?{_N})(?=[ .,;:!?)]|$)(?! (?:the|them|"
    r"us|those|these|my|our|her|his|its|their))"
)
_BOTH = re.compile(rf"(?i)\bboth (?:just |only )?{_N}(?=[.,;:!?)]| \(| and\b|$)")
_NOTED = re.compile(
    r"(?i)\b\d{1,2} ?(?:y|yrs?|years?),? ?\d{1,2} ?(?:m|mths?|months?)\b(?! (?:ago|later|of|in))"
    r"|(?<=\()\d{1,2}[;:]\d{1,2}(?=\))"
)
_LISTED = re.compile(
    rf"(?<=[\w'’)]), (?P<n>1[1-9]|[2-9]\d|(?!one\b|two\b|three\b|four\b|five\b|six\b){WORD})"
    r"(?=, (?!\d)| in (?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
)
_OPENS = re.compile(
    rf"(?i)\W{{0,4}}(?P<n>1[3-9]|[2-9]\d|{WORD})(?=, (?!\d|(?:and|or|then|maybe|{WORD})\b)(?:[a-z]+ly |an? |no "
    rf"|new |first |second "
    r"|third |fourth |lives|works|single|married|divorced|still|just|from|with|pregnant|homeless|newly|mum|mom|dad))"
)
"""A note that opens with an age: "Nineteen, third baby"."""
_NO_LIST = re.compile(
    r"(?i)(?:\d|day|room|bed|page|no\.?|number|line|ward|flat|level|week|session|chapter|january|february|march"
    r"|april|may|june|july|august|september|october|november|december|ten|nine|eight|seven)$"
)
_NAME = re.compile(r"[\w'’.]+$")
_NAMED = re.compile(rf",\s+(?:now |then |only |just |about )?{_N}(?P<also>(?:,| and| or) {_N})?(?=\s*[,.;:)—–]|\s*$)")
_BRACKET = re.compile(
    rf"\((?:[^()]{{0,25}}?[ ,;/])?(?P<sex>[fmFM] ?[,/ ]? ?)?(?P<n>\d{{1,3}}|{WORD})(?:\s?(?:[fmFM]|yrs?|years?))?"
    rf"(?=[,;)])[^()]{{0,60}}\)"
)
_CODE = re.compile(r"(?<![\w£$€.])(?:\d{2} ?[FM]|\d{2}[fm](?=[ ,;.)])|[FM]/?\d{2}(?=[ ,;)])|[FM]/\d{2})(?!\w)")
_FIGURES = frozenset(
    """
figure table section article chapter part step stage question note page appendix act protocol rule session
week day year module unit item version room ward bed bus line level band paragraph nos no number core phq gad
score total of under at around about over than
""".split()
)
_TENS = {"teens": 13, "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
         "eighties": 80, "nineties": 90}  # fmt: skip
_DECADE = re.compile(
    r"(?i)(?P<lead>\bin (?P<who>her|his|their|my|your) )?(?P<part>\b(?:very )?(?:early|mid|late|middle|"
    r"mid to late|early to mid)[- ](?:to[- ](?:mid|late)[- ])?)?"
    rf"\b(?P<tens>{'|'.join(_TENS)}|[2-9]0['’]?s)\b"
)
_SOMETHING = re.compile(
    r"(?i)\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|[2-9]0)[- ]?(?:something|odd|ish)(?:s?)\b"
)
STAGES = {"toddler": (1, 3), "newborn": (0, 0), "infant": (0, 1), "preschooler": (3, 5), "pre-schooler": (3, 5),
    "preteen": (9, 12),
          "tween": (9, 12), "teenager": (13, 19), "teen": (13, 19), "teenage": (13, 19), "pensioner": (65, 100),
          "octogenarian": (80, 89), "nonagenarian": (90, 99), "septuagenarian": (70, 79), "centenarian": (100, 110),
          "middle-aged": (40, 64), "elderly": (70, 100)}  # fmt: skip
_STAGE = re.compile(rf"(?i)(?P<det>\b[\w'’]+ )?(?:[\w-]+ )?\b(?P<word>{'|'.join(STAGES)})\b(?P<next> [\w-]+)?")
_DETERMINERS = frozenset(
    {"a", "an", "the", "her", "his", "their", "my", "your", "one", "this", "that", "our", "'s", "pregnant"}
)


def reason(years: int) -> str:
    return "few people live to this age" if years > 89 else "an exact age narrows people down"


def _match(start: int, end: int, years: int, form: str, score: float = 0.9) -> Match:
    return Match(start, end, reason(years), score, {"years": years, "form": form})


def exact(view: View) -> Iterator[Match]:
    """34-year-old, 34 yo, aged 9, at the age of nine, left school at 15, a man of 60."""
    text = view.text
    for match in _YEAR_OLD.finditer(text) if _OLD.search(text) else ():
        years = value(match["n"])
        if years is None or years > OLDEST or ((match["unit"] or "y")[0] in "mwd" and years > 60):
            continue
        if match[0].lower().rstrip().endswith("olds") and not _specific(text[: match.start()]):
            continue
        unit = (match["unit"] or "year")[0].lower()
        years = years if unit == "y" else years // 12 if unit == "m" else 0
        spaced = re.match(r"(?i)[\w-]+ (?:years?|months?|weeks?|days?|yrs?) old", match[0]) is not None
        form = (
            "number"
            if spaced and not re.match(r" [a-z]", text[match.end() : match.end() + 2])
            else _adjective(text, match.end())
        )
        yield _match(match.start(), match.end(), years, form, 0.95)
    for match in _NOTED.finditer(text):
        yield _match(match.start(), match.end(), int(re.split(r"\D", match[0])[0]), "number", 0.85)
    for match in _AGED.finditer(text) if "ge" in text else ():
        years = value(match[2])
        if years is None or years > OLDEST or _general(text[: match.start()]):
            continue
        yield _match(match.start(), match.end(), years, "when" if match["when"] else "aged", 0.9)
    for match in _AT.finditer(text) if " at " in text else ():
        years = value(match[2])
        if years is not None and 3 <= years <= OLDEST:
            yield _match(match.start(1), match.end(1), years, "when", 0.65)
    for match in _BOTH.finditer(text) if "both " in text else ():
        years = value(match[1])
        if years is not None and 4 <= years <= OLDEST:
            yield _match(match.start(1), match.end(1), years, "number", 0.75)
    for match in _OF.finditer(text) if " of " in text else ():
        years = value(match[2])
        if years is not None and 4 <= years <= OLDEST:
            yield _match(match.start(1), match.end(1), years, "number", 0.75)


_OBJECT = re.compile(r" (?:me|him|her|them|us|it|the|an?|my|his|their|our|himself|herself)\b")


def _adjective(text: str, end: int) -> str:
    """Whether the words stand before their noun, or are the noun."""
    following = re.match(r"[ ,]+([\w'’-]+)", text[end : end + 30])
    if following is None or text[end : end + 1] == ",":
        return "noun"
    word = following[1].lower()
    if word not in ONE and _OBJECT.match(text, end + len(following[0])):
        return "noun"
    if (
        word in OPENERS
        or word in ("who", "that", "said", "says", "told", "asked", "came", "comes", "went", "had", "s")
        or word.endswith("ed")
    ):
        return "noun"
    return "adjective"


def _general(before: str) -> bool:
    """Whether the words before speak of people in general: "adults aged", "anyone over"."""
    last = re.findall(r"[\w'’]+", before[-40:].lower())
    if not last:
        return False
    return bool(set(last[-2:]) & MANY) and not _specific(before)


def _specific(before: str) -> bool:
    """Whether a number or a possessive says which people: "two boys", "her children"."""
    last = re.findall(r"[\w'’]+", before[-40:].lower())[-4:]
    return any(
        word in ("her", "his", "their", "my", "whose", "two", "three", "four", "both", "these", "the") for word in last
    )


def after_verbs(view: View) -> Iterator[Match]:
    """She's 34. He turned 40. Mateo is 8 and has a dog."""
    text = view.text
    for match in _BE.finditer(text):
        group = match.re.groupindex["soft"] + 1
        years = value(match[group])
        said = _SUBJECT.search(text, max(0, match.start() - 30), match.start())
        subject = said[1].lower() if said else ""
        turned = "turn" in match["be"].lower()
        if years is None or not (2 <= years <= OLDEST) or subject in _NO_SUBJECT or subject.isdigit():
            continue
        end = match.end(group) if not match["old"] else match.end()
        person = (
            turned or subject in ("he", "she", "i", "who", "they", "you", "we", "i'm", "mum", "dad") or subject in ONE
        )
        agent = subject.endswith(("er", "or", "ist", "ian", "man", "ee")) and 13 <= years <= 99
        person = person or (agent and text[end : end + 1] in (",", ".", ";"))
        person = person or (said is not None and said[1][0].isupper() and subject not in OPENERS)
        if not person or (not turned and not match["old"] and not re.match(_AFTER, text[end:])):
            continue
        if (
            not turned
            and not match["old"]
            and re.match(r" (?:in|or|so|with|now|this|next|last|if|before|then) ", text[end : end + 8])
            and years < 5
        ):
            continue
        start = match.start(group)
        if match["or"] and match.group(group + 2):
            end = match.end("or")
        yield _match(start, end, years, "number", 0.85 if match[group].isdigit() else 0.75)


def beside_names(view: View) -> Iterator[Match]:
    """Ruth, 34, a nurse. Rhys (23). 27F."""
    text = view.text
    for match in _NAMED.finditer(text):
        years = value(match[1])
        if years is None or not (1 <= years <= OLDEST) or not _person(_word_before(text, match.start())):
            continue
        if re.match(
            rf",? ?(?:{'|'.join(m.title() for m in MONTHS)}|\d)", text[match.end() : match.end() + 12].lstrip(", ")
        ):
            continue
        yield _match(match.start(1), match.end() if match["also"] else match.end(1), years, "number", 0.85)
    for match in _LISTED.finditer(text):
        years = value(match["n"])
        if years is not None and 7 <= years <= OLDEST and not _NO_LIST.search(text[: match.start()]):
            yield _match(match.start("n"), match.end("n"), years, "number", 0.6)
    opening = _OPENS.match(text)
    if opening:
        years = value(opening["n"])
        if years is not None and 13 <= years <= OLDEST:
            yield _match(opening.start("n"), opening.end("n"), years, "number", 0.6)
    for match in _BRACKET.finditer(text) if "(" in text else ():
        years = value(match["n"])
        if years is None or not (3 <= years <= OLDEST) or not _person(_word_before(text, match.start())):
            continue
        yield _match(match.start("n"), match.end("n"), years, "bracket", 0.85)
    for match in _CODE.finditer(text):
        years = int("".join(filter(str.isdigit, match[0])))
        if text[max(0, match.start() - 4) : match.start()].lower() != "the " and years >= 10:
            yield _match(match.start(), match.end(), years, "noun", 0.8)


def _word_before(text: str, at: int) -> str:
    """The word that ends before `at`, without a possessive."""
    found = _NAME.search(text[max(0, at - 30) : at].rstrip())
    return re.sub(r"['’]s$", "", found[0]) if found else ""


def _person(name: str) -> bool:
    """A name, or a word for one person, stands here: not "Chapter", "May" or "sessions"."""
    if not name:
        return False
    lower = name.lower().rstrip(".")
    if lower in ONE:
        return True
    if not name[0].isupper() or lower in _FIGURES or lower in MONTHS or lower in WEEKDAYS or lower in OPENERS:
        return False
    return name[0].isalpha() and (name.isalpha() or name.endswith(".") or "-" in name or "'" in name)


def decades(view: View) -> Iterator[Match]:
    """In her 50s, late twenties, a forty-something."""
    text = view.text
    for match in _DECADE.finditer(text):
        tens = match["tens"].lower()
        low = _TENS.get(tens) or int(tens[:2])
        if not match["lead"] and not (
            match["part"]
            and re.search(r"\b(?:her|his|my|she|he|woman|man|client|[a-z]+,) ?$", text[: match.start()].lower())
        ):
            continue
        if match["lead"] and match["who"].lower() == "their" and _general(text[: match.start()]):
            continue
        part = (match["part"] or "").lower()
        lowest = low + (6 if "late" in part and "mid" not in part else 4 if "mid" in part else 0)
        highest = low + (3 if "early" in part else 6 if part.strip(" -") in ("mid", "middle") else 9)
        yield Match(match.start(), match.end(), "an age to within ten years narrows people down", 0.85,
                    {"low": lowest, "high": highest, "form": "decade"})  # fmt: skip
    for match in _SOMETHING.finditer(text):
        ten = value(match[1])
        if ten is not None and not (match[0].endswith("s") and not _specific(text[: match.start()])):
            yield Match(match.start(), match.end(), "an age to within ten years narrows people down", 0.75,
                        {"low": ten, "high": ten + 9, "form": _adjective(text, match.end())})  # fmt: skip


def stages(view: View) -> Iterator[Match]:
    """Toddler, teenager, pensioner: one of them, not all of them."""
    for match in _STAGE.finditer(view.text):
        word, determiner = match["word"].lower(), (match["det"] or "").strip().lower()
        following = (match["next"] or "").strip().lower()
        if (determiner not in _DETERMINERS and not determiner.endswith("'s")) or (
            following.endswith("s") and following in MANY
        ):
            continue
        low, high = STAGES[word]
        form = "adjective" if word in ("teenage", "middle-aged", "elderly") or following in ONE else "word"
        yield Match(match.start("word"), match.end("word"), "it tells roughly how old they are", 0.6,
                    {"low": low, "high": high, "form": form})  # fmt: skip
