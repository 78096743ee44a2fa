"""The shapes of a date, one finder for each; `date` runs them, most exact first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.detect.rule import Match
from assistant.detect.rules.quasi._titles import MONTHS, WEEKDAYS

_LONG = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_MONTH = rf"(?:{_LONG}|(?:{_SHORT})\b\.?)"
_ANY_MONTH = rf"(?:{_MONTH}|(?:{_LONG.replace('May|', '').replace('March|', '').lower()}))"
MONTH_CUES = frozenset((*MONTHS, *(month[:3] for month in MONTHS), "sept"))
SEASON_CUES = frozenset({"spring", "summer", "autumn", "winter", "fall"})
DAY_CUES = frozenset((*WEEKDAYS, "mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat"))
_HOLIDAYS = {
    "Easter": "a holiday", "Christmas Eve": "a holiday", "Christmas Day": "a holiday", "Christmas": "a holiday",
    "Xmas": "a holiday",
    "Boxing Day": "a holiday", "New Year's Eve": "a holiday", "New Year's Day": "a holiday", "New Year": "a holiday",
    "Valentine's Day": "an anniversary", "Valentine's": "an anniversary", "Mother's Day": "a family day",
    "Mothers' Day": "a family day", "Mothering Sunday": "a family day", "Father's Day": "a family day",
    "Halloween": "a holiday", "Bonfire Night": "a holiday", "Thanksgiving": "a holiday", "Labor Day": "a holiday",
    "Memorial Day": "a holiday", "Independence Day": "a holiday", "Fourth of July": "a holiday",
    "Veterans Day": "a holiday",
    "Remembrance Sunday": "a holiday", "Remembrance Day": "a holiday", "Ramadan": "a religious season",
    "Eid": "a religious holiday", "Diwali": "a religious holiday", "Hanukkah": "a religious holiday",
    "Passover": "a religious holiday", "Pesach": "a religious holiday", "Yom Kippur": "a religious holiday",
    "Rosh Hashanah": "a religious holiday", "Lent": "a religious season", "Good Friday": "a holiday",
    "Ash Wednesday": "a holiday", "Palm Sunday": "a holiday", "Pentecost": "a holiday", "Whitsun": "a holiday",
    "Pancake Day": "a holiday", "St Patrick's Day": "a holiday", "Hogmanay": "a holiday", "Burns Night": "a holiday",
    "Midsummer": "a holiday", "Nowruz": "a holiday", "Lunar New Year": "a holiday", "Chinese New Year": "a holiday",
    "Super Bowl Sunday": "a holiday", "Navratri": "a religious festival", "Holi": "a religious festival",
    "Vaisakhi": "a religious festival", "Purim": "a religious holiday", "Juneteenth": "a holiday",
    "Presidents' Day": "a holiday", "MLK Day": "a holiday", "Columbus Day": "a holiday", "Mardi Gras": "a holiday",
    "Day of the Dead": "a holiday", "St David's Day": "a holiday", "St Andrew's Day": "a holiday",
    "Guy Fawkes": "a holiday", "Shrove Tuesday": "a holiday", "Black Friday": "a busy day",
    "Freshers' Week": "a time of the year", "Freshers'": "a time of the year", "Freshers": "a time of the year",
    "results day": "a school day", "sports day": "a school day", "snow day": "a school day",
    "homecoming": "a school occasion", "the Queen's funeral": "a public occasion",
    "the Jubilee": "a public occasion", "the Coronation": "a public occasion", "election night": "a public occasion",
    "the World Cup final": "a public occasion", "the eclipse": "a public occasion",
    "half term": "a school holiday", "half-term": "a school holiday",
    "spring break": "a school holiday", "lockdown": "a time", "the first lockdown": "a time",
    "bank holiday": "a holiday",
}  # fmt: skip
HOLIDAY_CUES = frozenset(re.split(r"[ '-]", name.lower())[0] for name in _HOLIDAYS) - {"the", "st", "day"} | {
    "patrick",
    "david",
    "andrew",
    "queen",
    "jubilee",
    "coronation",
    "cup",
    "eclipse",
    "dead",
}

_NUMERIC = re.compile(
    r"(?<![\w/.-])(?:(?P<iso>(?:19|20)\d\d-\d{1,2}-\d{1,2})|(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)"
    r"(?P<y>\d{4}|\d{2}))(?![\w/-])"
)
_HEADED = re.compile(r"(?m)^[ \t>*-]*(?P<d>\d{1,2}/\d{1,2})(?=[ \t]+\d{1,2}[:.]\d\d)")
_SLASHED = re.compile(
    r"(?i)\b(?:on|since|until|till|by|from|of|dated?|dob|seen|adm(?:itted)?|d/c|dx|appt|due)"
    r" (?P<d>\d{1,2}/\d{1,2})"
    r"(?![\w/%])"
)
_SLASH = re.compile(
    r"(?<![\w/.,£$€:-])(?P<d>(?P<a>\d{1,2})/(?P<b>\d{1,2}))(?![\w/%]|\.\d|-\d| (?:of|on (?:the|a)|cup|tsp|size)\b)"
)
_SCORED = re.compile(r"(?i)\b(?:scor\w+|rat\w+|mark\w*|pain|mood|ratio|scale|apgars?|bp|phq\S*|gad\S*|got|a|an)\W*$")
_NO_DATES = frozenset({(24, 7), (7, 7), (9, 11), (20, 20)})
_MAXIMA = frozenset({20, 21, 24, 25, 27, 28, 30})
"""What scores are out of: 18/21, 24/30."""
_WEEK_OF = re.compile(
    rf"(?i)\b(?:first|second|third|fourth|last|final|opening)[ -](?:(?:full )?week|weekend|few days|half|"
    rf"(?:mon|tues|wednes|thurs|fri|satur|sun)day) (?:of|in) (?P<m>{_LONG})\b"
)
_IN_BRACKETS = re.compile(r"(?<![\w'’-])(?P<w>[a-z]{3,}) \((?:in |from |since )?(?P<y>(?:19|20)\d\d)\)")
_PUBLISHED = re.compile(
    r"(?:paper|book|study|film|edition|al|review|work|works|model|theory|essay|act|report|song|novel|play|"
    r"articles?|series|chapter|law|guidance|data|census|survey|trial|scale)$"
)
_SHORT_YEAR = re.compile(r"(?i)\b(?:in|of|since|from|summer|winter|spring|autumn|fall)(?= ['’]\d\d) (?P<y>['’]\d\d)\b")
_WRITTEN = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:(?: and | & |-|–| to )\d{{1,2}}(?:st|nd|rd|th)?)?(?: of)? "
    rf"(?P<m>{_MONTH})(?:,? (?P<y>(?:1[5-9]|20)\d\d|'\d\d))?"
    rf"|(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y2>(?:1[5-9]|20)\d\d))?)(?![\w:]|\.\d)"
)
_WRITTEN_DAY = re.compile(
    rf"(?i)\b(?:the )?(?P<o>first|second|third|fourth|fifth|last day|\d{{1,2}}(?:st|nd|rd|th)) of (?:{_LONG})\b(?!'s)"
    r"(?:,? (?:19|20)\d\d)?"
)
_DAY_OF_MONTH = re.compile(
    r"(?i)\b(?:on|by|until|till|since|from|before|after) the (?P<d>\d{1,2}(?:st|nd|rd|th))\b(?! (?:floor|time|day|"
    r"century|session|birthday|week|of|street|ward|page|attempt|visit|anniversary|grade))"
    r"|^\W*the (?P<cell>\d{1,2}(?:st|nd|rd|th))\W*$"
)
_MONTH_YEAR = re.compile(
    rf"(?P<w>(?:early |mid[- ]|late |the end of |the beginning of )?\b(?:{_ANY_MONTH})(?:,? (?:of )?(?P<y>"
    r"(?:1[5-9]|20)\d\d)))(?!\d)"
)
_MONTH_ALONE = re.compile(
    rf"\b(?P<m>{_ANY_MONTH})(?! (?:I|we|you|he|she|they|be|not|also|have|need|want|help|well|her|him|and her)\b)"
    rf"(?! (?:\d{{1,2}})\b)"
    rf"(?!['’]s\b)(?![\w.-]*@)(?![\w-])"
)
_MONTH_LEAD = re.compile(
    r"(?i)\b(?:in|since|until|till|by|from|before|after|during|between|late|early|mid|last|this|the|of|and|"
    r"through|around|one|every|come)"
    r"[ -](?:the |early |late |mid[- ]|that |last )?$"
)
_YEAR = re.compile(
    r"(?<![\w£$€/,.-])(?P<y>(?:19|20)\d\d)(?:(?:,| and|, and| to)? (?:19|20)\d\d)*(?![\d\w]|[-/]\d|s\b|['’]s\b|,\d)"
)
_YEAR_LEAD = re.compile(
    r"(?i)(?:\b(?:in|since|from|until|till|by|of|around|before|after|during|early|late|mid|between|back in|and|"
    r"to|about|circa|year|summer|"
    r"winter|spring|autumn|fall|class of|end of|beginning of|[a-z]+ed)|,)[ -](?:about |around |early |late |"
    r"mid-?|the year )?$"
)
_BODY = re.compile(
    r",? (?:the )?(?:[A-Z]{2,}|Government|government|World|UN|new (?:law|Act)|Act\b|edition|framework|guidelines|"
    r"study|paper|book)"
)
_BORN = re.compile(r"(?i)\b(?:born|dob|d\.o\.b\.?|date of birth|birthday)\b(?:(?! and\b)[^.]){0,20}$")
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon|Tues?|Weds?|Thurs?|Fri|Sat"
_WEEKDAY = re.compile(
    rf"\b(?:[Oo]n|[Bb]y|[Uu]ntil|[Ss]ince|[Bb]efore|[Aa]fter) the (?P<d>{_DAYS})\b(?! \d)(?! (?:group|session|slot|"
    r"club|class|clinic))"
)
_LOGGED = re.compile(rf"[\s*•>-]*(?P<d>{_DAYS})(?=\s*(?:[:.–—]|$)|,? (?:am|pm|eve|night|a\.m\.|p\.m\.)\b)")
_SEASON = re.compile(
    r"(?i)\b(?:the|that|this|last|next|one|first|second|early|late|mid)[ -](?P<s>(?:early |late |mid-?)?"
    r"(?:spring|summer|autumn|winter|fall(?= (?:of|semester|term)|[.,;!?)]|$))(?: term| semester| holidays?)?"
    r"(?: of (?:19|20)\d\d| (?:19|20)\d\d)?)\b(?! (?:of (?:her|his|their|my) |in (?:her|his) |break|"
    r"school|camp|coat|fair|apart|back|out|when))"
)
_SEASON_YEAR = re.compile(r"(?i)\b(?P<s>(?:spring|summer|autumn|winter|fall)(?: of)? (?:19|20)\d\d)\b")
_TIED = re.compile(
    r"(?i)\b(?:since|by|until|till|in|over|round about|around|before|after|during|through|from|that|last|this|"
    r"back in|the week of|the autumn|of|into|at|one|late|early)(?: the| that)? (?:early |late |mid-)?$"
)
_LOOSE = (
    r"(?i)\b(?:since|by|until|till|last|this|over|on|at|before|after|during|from|the week of|the week before|"
    r"the week after|that|in|around|round|[a-z]+ed|new since|the (?:day|night) (?:after|before)|the \w+ of|every)"
    r"(?: (?:the|last|this))?"
    r"(?: (?:Jan|Feb|October|May|Easter|February|Oct|Whit|summer))? $"
)
_HOLIDAY = re.compile(
    rf"\b(?:{'|'.join(map(re.escape, sorted(_HOLIDAYS, key=len, reverse=True)))})\b(?!['’]s)", re.IGNORECASE
)
_WHICH = re.compile(r"(?i)\b(?:Feb|February|May|Oct|October|Easter|Whit) $")


def _month(text: str) -> int:
    return next((i for i, month in enumerate(MONTHS, 1) if month.startswith(text[:3].lower())), 0)


def _facts(precision: str, born: bool = False, **numbers: int) -> dict[str, str | int | float | bool]:
    facts: dict[str, str | int | float | bool] = {"precision": precision, **{k: v for k, v in numbers.items() if v}}
    return {**facts, "born": True} if born else facts


def _dated(text: str, start: int, end: int, precision: str, score: float, **numbers: int) -> Match:
    reason = (
        "an exact date can be looked up or remembered" if precision == "day" else "when it happened helps to recall it"
    )
    return Match(
        start, end, reason, score, _facts(precision, bool(_BORN.search(text[max(0, start - 45) : start])), **numbers)
    )


_JOINED = frozenset({" and ", " to ", "–", "-", " – ", " until "})
_FROM = re.compile(r"(?i)\b(?:between|from) $")


def ranges(text: str, found: list[Match]) -> Iterator[Match]:
    """The matches in order, with "between 3 May and 9 June" as one, because its parts make no sense alone."""
    i = 0
    while i < len(found):
        match = found[i]
        lead = _FROM.search(text[max(0, match.start - 9) : match.start])
        following = found[i + 1] if i + 1 < len(found) else None
        if lead and following and text[match.end : following.start] in _JOINED:
            yield Match(
                match.start - len(lead[0]),
                following.end,
                match.reason,
                max(match.score, following.score),
                match.attributes,
            )
            i += 2
        else:
            yield match
            i += 1


def numeric(text: str) -> Iterator[Match]:
    """2019-03-14, 14/03/2019, 14.3.19."""
    for match in _NUMERIC.finditer(text):
        if match["iso"]:
            year, month, day = map(int, match["iso"].split("-"))
        else:
            day, month, year = int(match["a"]), int(match["b"]), int(match["y"])
            if (
                match["sep"] == "."
                and len(match["y"]) == 2
                and not re.search(r"(?i)\b(?:on|of|dob|since)\W*$", text[: match.start()])
            ):
                continue
        if 1 <= min(month, day) <= 12 and 1 <= max(month, day) <= 31:
            yield _dated(
                text, match.start(), match.end(), "day", 0.95, year=year if year > 99 else 0, month=month, day=day
            )
    for match in (*_SLASHED.finditer(text), *_HEADED.finditer(text), *_slashes(text)):
        first, second = map(int, match["d"].split("/"))
        if 1 <= min(first, second) <= 12 and max(first, second) <= 31:
            yield _dated(text, match.start("d"), match.end("d"), "day", 0.8)


def _slashes(text: str) -> Iterator[re.Match[str]]:
    """25/4 and 3/22: neither a score (7/10, 24/30), nor a fraction (3/4), nor 24/7."""
    for match in _SLASH.finditer(text) if "/" in text else ():
        first, second = int(match["a"]), int(match["b"])
        lead = text[max(0, match.start() - 20) : match.start()]
        if (first, second) in _NO_DATES or _SCORED.search(lead):
            continue
        alone = text[: match.start()].strip() == "" and text[match.end() :].strip() == ""
        dated = (first > second > 1) or (second > 12 and second not in _MAXIMA)
        if alone or dated or (first <= 12 and re.search(r"[a-z]ed $", lead)):
            yield match


def written(text: str) -> Iterator[Match]:
    """14 March 2019, March 14, the 3rd of May."""
    for match in _WRITTEN.finditer(text):
        day = int(match["d"] or match["d2"])
        if not 1 <= day <= 31:
            continue
        year = (match["y"] or match["y2"] or "0").strip("'")
        yield _dated(
            text,
            match.start(),
            match.end(),
            "day",
            0.95,
            year=int(year),
            month=_month(match["m"] or match["m2"]),
            day=day,
        )
    for match in _WRITTEN_DAY.finditer(text):
        yield _dated(text, match.start("o"), match.end(), "day", 0.85)


def day_of_month(text: str) -> Iterator[Match]:
    """On the 21st."""
    for match in _DAY_OF_MONTH.finditer(text):
        group = "d" if match["d"] else "cell"
        if 1 <= int("".join(filter(str.isdigit, match[group]))) <= 31:
            yield _dated(text, match.start(group) - len("the "), match.end(group), "day", 0.7)


def months(text: str) -> Iterator[Match]:
    """March 2019, in January, the November before, the second week of May."""
    for match in _WEEK_OF.finditer(text) if " of " in text or " in " in text else ():
        yield _dated(text, match.start(), match.end(), "week", 0.85)
    for match in _MONTH_YEAR.finditer(text):
        found = re.search(_ANY_MONTH, match["w"])
        yield _dated(
            text, match.start(), match.end(), "month", 0.9, year=int(match["y"]), month=_month(found[0]) if found else 0
        )
    for match in _MONTH_ALONE.finditer(text):
        word = match["m"]
        if not _MONTH_LEAD.search(text[max(0, match.start() - 24) : match.start()]):
            continue
        if word == "May" and re.search(r"\b(?:and|of|by|from) $", text[max(0, match.start() - 6) : match.start()]):
            continue
        if word == "May" and re.match(r",? (?:who\b|[A-Z])", text[match.end() :]):
            continue
        if word in ("Mar", "Apr") and not re.search(r"(?i)\b(?:in|since|until) $", text[: match.start("m")]):
            continue
        if re.match(r" (?:19|20)\d\d|\s?\d", text[match.end() :]):
            continue
        every = re.search(r"(?i)\bevery $", text[: match.start("m")])
        yield _dated(text, match.start("m"), match.end("m"), "month", 0.4 if every else 0.7, month=_month(word))


def years(text: str) -> Iterator[Match]:
    """In 1986, an operation (1950), of '97; not a citation, not a decade, not what a body did in that year."""
    for match in _IN_BRACKETS.finditer(text) if "(" in text else ():
        if not _PUBLISHED.search(match["w"]):
            yield _dated(text, match.start("y"), match.end("y"), "year", 0.65, year=int(match["y"]))
    for match in _SHORT_YEAR.finditer(text) if "'" in text or "’" in text else ():
        yield _dated(text, match.start("y"), match.end("y"), "year", 0.7)
    for match in _YEAR.finditer(text):
        lead = text[max(0, match.start() - 25) : match.start()]
        if (
            not _YEAR_LEAD.search(lead)
            or text[match.end() : match.end() + 1] == ")"
            or re.search(r"(?:et al\.?|[A-Z]\w+),? $|\(\s*$|& [A-Z]\w+,? $|[A-Z]\w+ and $", lead)
        ):
            continue
        if _BODY.match(text, match.end()) and re.search(r"(?i)\bin $", lead):
            continue
        yield _dated(text, match.start(), match.end(), "year", 0.75, year=int(match["y"]))


def weekdays(text: str) -> Iterator[Match]:
    """On the Tuesday, "Weds:" at the head of a log's line: a day of the story.

    "On Tuesday" is recent and belongs to the rule for recency.
    """
    headed = _LOGGED.match(text)
    if headed:
        yield _dated(text, headed.start("d"), headed.end("d"), "weekday", 0.6)
    for match in _WEEKDAY.finditer(text):
        yield _dated(text, match.start("d"), match.end("d"), "weekday", 0.6)


def seasons(text: str) -> Iterator[Match]:
    """The spring of 1971, that winter; not summer in general."""
    for match in _SEASON_YEAR.finditer(text):
        yield _season(text, match, 0.85)
    for match in _SEASON.finditer(text):
        lead = text[max(0, match.start("s") - 30) : match.start("s")]
        if re.search(r"(?i)\b(?:that|last|this|next|first) $", lead) or _TIED.search(lead):
            yield _season(text, match, 0.65)


def _season(text: str, match: re.Match[str], score: float) -> Match:
    words = match["s"].lower()
    season = next((s for s in ("spring", "summer", "autumn", "winter", "fall") if s in words), "")
    facts = _facts("season", bool(_BORN.search(text[max(0, match.start("s") - 30) : match.start("s")])))
    return Match(
        match.start("s"), match.end("s"), "when it happened helps to recall it", score, {**facts, "season": season}
    )


def holidays(text: str) -> Iterator[Match]:
    """Since Easter, on Valentine's Day; not holidays in general."""
    names = {name.lower(): what for name, what in _HOLIDAYS.items()}
    for match in _HOLIDAY.finditer(text):
        word, lower = match[0], match[0].lower()
        if lower in ("lent", "eid") and not word[0].isupper():
            continue
        lead = text[max(0, match.start() - 35) : match.start()]
        which = _WHICH.search(lead)
        start = match.start() - len(which[0]) if which else match.start()
        if not re.search(_LOOSE, lead) or (re.search(r"(?i)\b(?:at|over|in) $", lead) and _habit(text)):
            continue
        what = names[lower]
        yield Match(start, match.end(), "when it happened helps to recall it", 0.65,
                    {"precision": "holiday", "holiday": text[start : match.end()], "sort": what})  # fmt: skip


def _habit(text: str) -> bool:
    """The sentence speaks of people in general, or of plans."""
    return (
        re.search(
            r"(?i)\b(?:clients|people|many|often|every|always|can be|closed|open|will be|we are|office|families)\b",
            text,
        )
        is not None
    )
