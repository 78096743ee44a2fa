"""How long something lasted, how long ago it was, and how far into the work it came.

Attributes: `amount` (a number), `unit` (day, week, month, year, session), `form`:
`span` ("for eleven years", the preposition included), `bare` ("eleven weeks" after another preposition or verb),
`of` ("six months" before "of"), `adjective` ("10-year" before a noun), `ago` ("three years ago"),
`session` ("in session 14": which one, not how many), `note` ("session 6" without "in"), `nth` ("in the fifth week").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.quasi._cues import lowers
from assistant.detect.rules.quasi._numbers import ORDINAL, WORD, ordinal, value
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_N = rf"(?:\d{{1,3}}|{WORD}(?:(?: or |-| to |, ){WORD})?|a dozen)"
_LONG = re.compile(
    r"(?i)\b(?P<for>for )?(?:the )?(?P<last>(?:last|past|first|next|best part of|whole of) )?(?P<soft>(?:about|"
    r"around|nearly|almost|over|more than|under|less than|some|just|only|exactly|at least) )?"
    rf"(?P<n>{_N})(?P<half>(?: and a half| and a quarter|½|\.5))?[ -](?:or so |more |long |full |whole |"
    r"straight |solid |consecutive |supervised |weekly )?(?P<u>sessions?|meetings|appointments|days?|nights|"
    r"weeks?|months?|mths?|years?|yrs?|decades?)\b"
    rf"(?P<ago> ago| earlier| later| before(?=[.,;:!?]|$)| on(?=[.,;]))?(?P<adj>[ -](?:long\b)?(?=[a-z]))?"
)
_SESSION = re.compile(
    r"(?i)\b(?P<in>(?:in|by|at|during|after|since|until|about|around|for) (?:about |around )?(?:(?:our|her|his|"
    rf"the) )?)?(?:session (?:no\.? ?|number |#)?(?P<n>\d{{1,3}}|{WORD})|(?P<o>{ORDINAL}) (?P<k>session|appointment|"
    r"meeting))\b(?!\w)"
)
_NTH = re.compile(
    rf"(?i)\b(?P<in>(?:in|by|on|at|during|after|since|until|from|around) )?the (?P<o>{ORDINAL}) "
    r"(?P<u>week|month|year|lesson|visit)\b(?! (?:of|in a row|running|at|students?|pupils?|class|group|form)\b|-|['’])"
)
"""Which week of the work it was; of a course ("the second year of my training") it says nothing."""
_RATE = re.compile(
    r"(?i) ?(?:a|per|each|every)\b (?:day|week|month|year|session)|-old| old| of age|s?-olds?|[ -](?:session |week )?"
    r"(?:course|programme|program|training|workshop|diploma|module|plan|waiting list limit|limit|notice|membership|"
    r"package|block|policy)"
)
_AUTHOR = re.compile(
    r"(?i)\b(?:I've|I have|I) (?:been|worked|practised|practiced|taught|trained|spent)\b[^.,;]{0,45}$|\b"
    r"(?:in practice|qualified|training)\b[^.,;]{0,12}$"
)
_RUNNING = re.compile(r" (?:running|in a row|on the trot|straight)\b")
_MEETINGS = frozenset({"session", "appointment", "meeting"})
_CUES = _MEETINGS | {
    "sessions", "appointments", "meetings", "day", "days", "nights", "week", "weeks", "month", "months", "mth",
    "mths", "year", "lesson", "visit",
    "years", "yr", "yrs", "decade", "decades",
}  # fmt: skip
_UNITS = {"d": "day", "n": "day", "w": "week", "m": "month", "y": "year", "s": "session", "a": "session"}


def find(view: View) -> Iterator[Match]:
    text, words = view.text, lowers(view)
    if words.isdisjoint(_CUES):
        return
    taken: list[tuple[int, int]] = []
    if not words.isdisjoint(_MEETINGS):
        for match in _SESSION.finditer(text):
            number = value(match["n"]) if match["n"] else ordinal(match["o"])
            if (
                number is None
                or (match["o"] and (number < 2 or not match["in"]))
                or (re.match(r" (?:of|on|will|starts)\b", text[match.end() :]) and not match["in"])
            ):
                continue
            taken.append(match.span())
            form = "session" if match["in"] else "note"
            yield Match(match.start(), match.end(), "the client knows what was said in which session", 0.75,
                        {"amount": number, "unit": "session", "form": form})  # fmt: skip
    for match in _LONG.finditer(text):
        if not any(match.start() < end and start < match.end() for start, end in taken):
            yield from _lasting(text, match)
    for match in _NTH.finditer(text):
        number = ordinal(match["o"])
        if number is not None and number > 1:
            start = match.start() if match["in"] else match.start("o") - len("the ")
            yield Match(start, match.end(), "when in the story it was helps to recognise it", 0.6,
                        {"amount": number, "unit": match["u"].lower(), "form": "nth"})  # fmt: skip


def _lasting(text: str, match: re.Match[str]) -> Iterator[Match]:
    number = _amount(match["n"])
    unit = _unit(match["u"])
    end = match.end("u")
    if (
        number is None
        or _RATE.match(text, end)
        or text[match.start("n") - 1 : match.start("n")] in ("£", "$", "€", "/", "-", ".")
    ):
        return
    running = unit == "day" and number == 2 and _RUNNING.match(text, end)
    if running:
        end = running.end()
    few = number < 3 and ((unit == "day" and not running) or (unit == "session" and not match["for"]))
    if number == 1 or few:
        return
    score = 0.6 if _AUTHOR.search(text[: match.start()]) else 0.75
    plural = match["u"].lower().endswith(("s", "yrs", "mths"))
    start = match.start("soft") if match["soft"] else match.start("n")
    if match["ago"]:
        if unit in ("day", "week") and match["ago"].strip() == "ago":
            return  # recent: the rule for recency has it
        form, end = ("ago", match.end("ago")) if match["ago"].strip() != "on" else ("bare", end)
    elif not plural:
        if not match["adj"] or text[match.end("n")] not in "- ":
            return
        form = "adjective"
    elif match["for"]:
        form, start = "span", match.start()
    elif re.match(r" of\b|'", text[end:]):
        form = "of"
    else:
        form = "bare"
    yield Match(start, end, "how long it lasted helps to recognise the story", score,
                {"amount": number + (0.5 if match["half"] else 0), "unit": unit, "form": form})  # fmt: skip


def _amount(words: str) -> int | None:
    for part in re.split(r"(?i) or | to |, ", words):
        number = value(part)
        if number is not None:
            return number
    return value(re.split(r"-", words)[0])


def _unit(word: str) -> str:
    lower = word.lower()
    return (
        "session"
        if lower[0] in "sa" or lower == "meetings"
        else "year"
        if lower[0] == "y" or lower.startswith("dec")
        else _UNITS[lower[0]]
    )


RULE = Rule(
    id="quasi.duration",
    kind=Kind.DURATION,
    directness=Directness.QUASI,
    summary="Sees how long something lasted and which session it was, because those who were there know the number.",
    source="Own rule, after case reports and posts by professionals",
    find=find,
    matches=(
        Example("She nursed him for eleven years.", ("for eleven years",)),
        Example("After six months of therapy he wept.", ("six months",)),
        Example("It took 14 sessions before he sat back.", ("14 sessions",)),
        Example("In session 14 he finally said it.", ("In session 14",)),
        Example("A nine-year marriage had ended.", ("nine-year",)),
        Example("He laughed for the first time in eleven weeks.", ("eleven weeks",)),
        Example("Her twin died three years ago.", ("three years ago",)),
        Example("They'd been married two and a half years.", ("two and a half years",)),
        Example("Two nights running he slept in a shelter.", ("Two nights running",)),
        Example("They gave up in the sixth session.", ("in the sixth session",)),
        Example("In the fifth week the tapping stopped.", ("In the fifth week",)),
    ),
    ignores=(
        "I see people twice a week for a fifty-minute hour.",
        "That had gone on for many years, on and off.",
        "Book one session or two days a week.",
        "It is a twelve-week course with two sessions per month.",
        "Give one month's notice.",
        "That was in the second year of my training.",
        "The third year students have gone home.",
        "Her 9-year-old slept.",
    ),
)
