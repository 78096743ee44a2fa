"""Words that tie what is told to the days before publication: "this morning", "last Thursday", "just had a client".

Attributes: `form` (`adverb`: can simply go; `just`: the word "just" before a verb), `reach` (day, week, month).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.quasi._cues import lowers
from assistant.detect.rules.quasi._dates import DAY_CUES
from assistant.detect.rules.quasi._numbers import WORD
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Weds?|Thurs?|Fri|Sat)\b"
_CUES = frozenset({"today", "tonight", "yesterday", "this", "last", "other", "ago", "earlier", "now"})
_WHEN = re.compile(
    rf"(?i)(?:\b(?P<day>(?:earlier |later |late |only )?(?:today|tonight|yesterday(?: (?:morning|afternoon|evening))?|"
    r"this (?:very )?(?:morning|afternoon|evening|lunchtime)|last night|the other (?:day|night|week)|"
    r"the day before yesterday|"
    rf"(?:an? |one |two |three |four |\d+ |a few )?(?:couple of )?(?:hours?|minutes?) ago|earlier on))\b"
    rf"|\b(?P<week>(?:earlier |later )?(?:this|last) (?:past )?(?:week(?:end)?|session)|last (?:{_DAYS})|this "
    rf"(?:past )?(?:{_DAYS})|"
    rf"(?:a|one|two|three|four|\d{{1,2}}|{WORD}|a few|several|a couple of|some) (?:days?|nights?|weeks?) ago|"
    r"(?:a|one) week ago|"
    rf"just now|(?:(?:my|our) )?last session)\b"
    r"|\b(?P<month>(?:earlier )?(?:this|last) (?:month|term|half[- ]term|semester)|(?:a|one|two|"
    r"2) months? ago)\b)(?!['’]s (?:world|society|age|post|blog|topic|tip|clients|children|young|culture))"
)
_OWNED = re.compile(r"['’]s (?!been\b|had\b|gone\b)[a-z]+\b")
_LEAD = re.compile(r"(?i)\b(?:after|before|since|at|in|during) $")
"""Before "last week's visit", which goes whole."""
_SESSION = re.compile(r"(?i) in (?:our |the )?session\b")
_ON = re.compile(
    rf"\b[Oo]n (?P<d>{_DAYS})(?! (?:\d|evenings|mornings|afternoons|nights|the \d))(?:(?: (?:morning|afternoon|"
    r"evening|night))?)(?!['’]?s\b)(?!,? \d)"
)
_TENSE = re.compile(
    r"(?i)\b(?:I|we|he|she|it|they|who|[A-Z]\w+) (?:\w+ )?(?:was|were|had|said|told|came|went|\w+ed|saw|sat|found|"
    r"got|did|brought|rang|left|cried|made|gave|asked|goes|says)\b|\b\w{3,}ed\b|\b(?:was|were|said|told|came|went|"
    r"had|saw|sat|got|found)\b"
)
_TOGETHER = re.compile(r"(?i)\b(?:we|us|our|I|me|my|join|book)\b")
"""Words that a note about somebody ("Home Office interview on Tuesday.") does without."""
_SOMEBODY = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er)\b")
_FUTURE = re.compile(
    r"(?i)\b(?:will|join us|book|tickets|doors|starts?|we'll|I'll|see you|running|going to|register|workshop|webinar|"
    r"training day)\b"
)
_JUST = re.compile(
    r"(?i)\b(?:have|has|['’]ve|(?:she|he|client|patient)['’]s) (?P<j>just) (?=\w+(?:ed|t|n|d|e|ft|ne|id)\b)|"
    r"\b(?:I|we) (?P<i>just) (?=(?:had|saw|finished|came|got|met|left|ended|spent|heard|closed|walked|supervised|"
    r"discharged|received|lost)\b)|^(?P<o>[Jj]ust) (?=(?:had|saw|finished|met|got|ended|came|heard|been|spent)\b)"
)
_THEME = re.compile(
    r"(?i)(?:\btoday (?:I|we)(?:'d| would|'m| am|'re| are|'ll| will)? (?:want|like|going|sharing|share|talk|writing|"
    r"write|look|explore|celebrate|thought|know|live)|\b(?:people|us|we|you|children|society|parents|clients|world) "
    r"(?:of )?today\b|\btoday(?:'s)? (?:is|we)\b|\bfree today\b|\btill today\b|here today|available today|book today|"
    r"today only|\bjust for today\b|\bone day this week\b|^today: )"
)


def find(view: View) -> Iterator[Match]:
    text, words = view.text, lowers(view)
    if not words.isdisjoint(_CUES):
        yield from _whens(text)
    if "just" in words:
        for match in _JUST.finditer(text):
            group = match.lastgroup or "j"
            yield Match(
                match.start(group),
                match.end(group),
                "it says that this happened now",
                0.65,
                {"form": "just", "reach": "day"},
            )
    days = [] if words.isdisjoint(DAY_CUES) else list(_ON.finditer(text))
    noted = len(view.words) < 10 and not _TOGETHER.search(text)
    if days and (noted or _TENSE.search(text) or _SOMEBODY.search(text)) and not _FUTURE.search(text):
        for match in days:
            yield Match(
                match.start(),
                match.end(),
                "it says that this happened within days",
                0.6,
                {"form": "adverb", "reach": "week"},
            )


def _whens(text: str) -> Iterator[Match]:
    found = list(_WHEN.finditer(text))
    theme = found and (
        _THEME.search(text) is not None or (_FUTURE.search(text) is not None and not _TENSE.search(text))
    )
    for match in found:
        reach = match.lastgroup or "day"
        end = match.end()
        session = _SESSION.match(text, end)
        if session:
            end = session.end()
        start = match.start()
        owned = _OWNED.match(text, end)
        if owned:
            end = owned.end()
            lead = _LEAD.search(text[max(0, start - 8) : start])
            start -= len(lead[0]) if lead else 0
        if theme and re.search(r"(?i)today|tonight|this", match[0]):
            continue
        if match[0].lower() == "just now" and not re.search(
            r"(?i)\b(?:had|saw|told|said|came|left|rang|ed)\b|ed\b", text
        ):
            continue
        yield Match(start, end, "it says that this happened within days", 0.85 if reach != "month" else 0.7,
                    {"form": "adverb", "reach": reach})  # fmt: skip


RULE = Rule(
    id="quasi.recency",
    kind=Kind.RECENCY,
    directness=Directness.QUASI,
    summary='Sees words like "this morning", because a client who was there knows at once that it is about them.',
    source="Ahmed et al. 2020 (JMIR 22(9):e19746): posts about the same day; own list",
    find=find,
    matches=(
        Example("A client said that to me this morning.", ("this morning",)),
        Example("Today he laughed for the first time.", ("Today",)),
        Example("Last Thursday I sat in the back of the court.", ("Last Thursday",)),
        Example("I just had a client who cried.", ("just",)),
        Example("He told me today in session that he'd left.", ("today in session",)),
        Example("Excluded on Monday for swinging at a teacher.", ("on Monday",)),
        Example("Three weeks ago she rang.", ("Three weeks ago",)),
        Example("She said it in the car after last week's visit.", ("after last week's visit",)),
        Example("Home Office interview on Tuesday.", ("on Tuesday",)),
        Example("He's fourteen months sober on Sunday.", ("on Sunday",)),
        Example("A boy yesterday told me he'd read a book.", ("yesterday",)),
    ),
    ignores=(
        "Today I want to talk about shame.",
        "Join us on Monday for a workshop.",
        "Children today have it harder, in today's world.",
        "We meet on Mondays and on Tuesday evenings.",
        "And she just said nothing, because I just told her so.",
        "It was just a thought, and just then it went.",
        "This is how I see it now.",
    ),
)
