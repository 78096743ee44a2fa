"""Slipped: whoever a post lets slip without "client": "my lovely cellist with the tremor", "my Tuesday lady".

Promises: spans of one passage's folded text, as `met` gives them. The author's own kin and friends, whoever helps or
mends something for the author, trains, meetings and scenes that are only supposed are none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.detect.met import COLLEAGUES, FRIENDS, HELPERS, Met, is_kin, is_person

_WORD = (
    r"(?!(?:of|in|on|at|to|for|with|from|by|and|that|who|when|if|as|is|was|had|has|said|told|after|or|but)\b)[\w'’-]+"
)
_NP = rf"(?P<adjectives>(?:{_WORD},? ){{0,5}}?)(?P<noun>(?!(?:of|with|who|and|is|was|has)\b)[a-z][\w-]+)"

_WITH = re.compile(
    rf"\b(?P<who>my {_NP})(?P<told> (?:with (?:the|an?|his|her|their|one|two|three|no)\b|who\b|whose\b)[^.!?;]*"
    r"|(?:['’]s)? \((?:he|she|who)\b[^.!?;]*)",
    re.I,
)
_NO_CASE = frozenset(
    """
    boy girl baby kid child toddler man guy teenager twin youngest eldest oldest person one tutor landlord landlady
    lodger tenant flatmate roommate housemate boss manager neighbour neighbor co-host host publisher editor agent
    """.split()
)
"""Whoever "my … with the …" may say of the author's own family, house or work."""
_MENDERS = frozenset(
    """
    plumber electrician locksmith builder decorator roofer joiner carpenter handyman gardener cleaner mechanic
    hairdresser barber tailor seamstress photographer designer caterer courier postman vet engineer technician
    """.split()
)
_SERVED = re.compile(
    r"\b(?:fix|mend|repair|install|cut|colour|paint|sort|file|fill|finish|do|did|done|does|clean|deliver|service|sav|"
    r"charg|sen[dt]|quot|buil[dt]|ma[dk]e|design|plant|keeps?|look)(?:e?s|e?d|ing)?(?: \w+)? "
    r"(?:my|our|the|me|us|all)\b"
    r"|\bthe (?:web)?(?:site|page|book|logo|accounts|books|heating|boiler|roof|van|car|garden|kitchen|newsletter|"
    r"posters?|cover|slides|shop|studio|premises)\b",
    re.I,
)
_AILS = re.compile(
    r"\b(?:panic|anxi|depress|phobi|ptsd|trauma|ocd|adhd|autis|bulimi|anorexi|addict|drink|stroke|cancer|tumou?r|"
    r"grie[fv]|stammer|insomni|divorc|affair|nightmar|diabet|epilep|seizure|psycho|suicid|self-harm|dementia|flashback|"
    r"chemo|dialysis|hiv|probation|parole|prison|custody|bereave|miscarr|infertil)",
    re.I,
)
"""What whoever works for the author would hardly be known by."""

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_CLOCK = (
    r"(?:\d{1,2}(?:[:.]\d\d)? ?(?:o['’]?clock|[ap]\.?m\b\.?)|(?:half|quarter)[- ](?:past|to)[- ]\w+|"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[- ](?:o['’]?clock|thirty))"
)
_HOUR_WHO = re.compile(
    rf"\b(?P<who>my (?:{_WORD} ){{0,2}}?(?P<noun>(?:{_DAY}[- ]at[- ]\w+|{_CLOCK})))(?![\w'’-])(?P<rest>[^.!?;]*)", re.I
)
_THEIR_HOUR = re.compile(
    rf"\b(?P<who>(?:{_DAY}|today|yesterday|this morning)['’]s (?P<noun>{_CLOCK}|first|last))(?P<rest> (?:\w+ly )?"
    r"(?:brought|said|told|came|sat|wept|cried|left|gave|asked|had|wanted|rang|walked|arrived|turned|wore|laughed|has)\b"
    r"[^.!?;]*)",
    re.I,
)
_NOT_AN_HOUR = re.compile(
    r"\W*(?:slot|space|session|appointment|class|group|train|tram|bus|flight|ferry|alarm|meeting|call|walk|run|swim|"
    r"coffee|tea|finish|start|feed|shift|lecture|seminar|webinar|bedtime|snack|slump|wine|school run|pick-?up|"
    r"drop-?off|curfew|check-in|workshop|rule|today is|is (?:free|open|available|empty|going|up)|available|free)",
    re.I,
)
_BY_THE_DAY = re.compile(
    rf"\b(?P<who>my (?:{_WORD} ){{0,2}}?(?:{_DAY}|morning|afternoon|evening|lunchtime|weekly|fortnightly|hospice|"
    r"hospital|ward|stroke|dementia|dialysis|clinic|prison|care[- ]home|rehab|detox|outpatient|memory clinic|"
    rf"{_CLOCK})(?: (?:morning|afternoon|evening|night|lunchtime))? (?:{_WORD} ){{0,2}}?(?P<noun>[a-z][\w-]+))\b",
    re.I,
)
_ALSO_PERSONS = frozenset("chap gent fella regular bride groom mum mom dad granny newcomer first-timer one".split())

_SERVICE = (
    r"(?:(?:do|did|done|clean|cleaned|cook|cooked|cared|care|interpret|interpreted) (?:[\w-]+ ){0,3}?for|"
    r"teach|taught|coach|coached|nurse|nursed|treat|treated|assess|assessed|tutor|tutored|foster|fostered|"
    r"represent|represented|massage|massaged|mentor|mentored|sit with|sat with|discharged|supported|visited|counselled|"
    r"have on (?:\w+days|my (?:list|books|caseload)))"
)
_SERVED_BY_ME = re.compile(
    rf"\b(?P<who>(?:the|an?|one|another|this) {_NP})(?:,? who| whom| that)? I(?:['’]ve| have|['’]d| had)? ?"
    rf"(?:ever |once |still |now |also |\w+ly )?(?P<told>{_SERVICE})\b(?P<rest>[^.!?;]*)",
    re.I,
)
_ON_MY = re.compile(
    rf"\b(?P<who>(?:the|an?|one|this|some(?=body|one)) ?{_NP})"
    r"(?P<told> on my (?:caseload|books|round|patch|register|list))\b",
    re.I,
)

_LABEL = re.compile(
    r"^\W*(?P<who>(?:house call|home visit|call-?out|one visit|(?:patient|client|customer|bride|ink|tattoo|save|"
    r"rescue) of the (?:day|week|month|shift|night)|(?:today|tonight|yesterday)['’]s (?:house call|visit|delivery|"
    r"client|patient|bride|walk-in|referral)|seen (?:at home|in clinic|today)|last (?:patient|client|call) of the day))"
    r"(?P<told>\W*[:–—,-]\s*(?!what|how|why|when|if|please|the best|free|from|£|\$)[^?]{12,})$",
    re.I | re.S,
)
_GUESS = re.compile(
    r"\bguess (?P<who>who) (?P<told>(?:has |have )?(?:just |finally |only )?[a-z]+(?:ed|t|ew|an|on|id|ot) "
    r"(?:[\w'’-]+ ){0,6}?(?:his|her|their)\b[^.!?]*)",
    re.I,
)
_HIM_WITH = re.compile(
    r"(?:^|[–—(,:-] ?|\bknow,? )(?P<who>(?:him|her)(?= with)|(?:him|her|the one)(?= whose)) "
    r"(?P<told>(?:with the (?!rest|others|best|most)|whose )[\w'’-]+(?: [\w'’-]+){0,4})",
    re.I,
)
_GRADE = (
    r"(?:(?:first|second|third|fourth|fifth|sixth|seventh|"
    r"eighth|\d\w\w) grader|kindergart(?:n|en)er|preschooler|year \d+|yr ?\d+|\d{1,2}[- ]year[- ]old)"
)
_CHILD_SAYS = re.compile(
    rf"^\W*(?P<who>(?:(?:one|my|a|tiny|small) )?{_GRADE})(?P<told>(?:, [^:“\"?]{{1,60}})?: [“\"])", re.I
)
_NOW = re.compile(
    r"\b(?P<who>the (?P<noun>kid|lad|lass|girl|boy|man|woman|lady|gentleman|student|pupil|child|patient|client|chap|"
    r"teenager|couple|resident)) (?P<told>who (?!my|our|was my)(?:\w+ly |had )?(?P<verb>\w+) (?!me\b|us\b|my\b|our\b)"
    r"[^.!?;]{3,70}? (?:is now (?:our|my|a|an|the)|has just|has finally|just|finally|today|yesterday|on \w+day|"
    r"this (?:week|morning|afternoon))\b)",
    re.I,
)
_INITIAL = re.compile(
    r"\b(?P<who>[A-Z]\.?) (?P<told>(?:in|from) "
    r"(?:(?:\d{1,2}[A-Za-z]|[A-Z]\d{1,2}|(?:[Yy]ear|[Yy]r|[Rr]oom|[Bb]ed|[Bb]ay) ?\d+)\b|my ))"
)
"""Initials with a class or a room: "J in 3B"."""
_PAST = re.compile(
    r"\w+ed$|(?:set|bit|threw|slept|hid|ran|broke|took|stole|kept|ate|swore|spoke|wept|lost|came|could)$", re.I
)
_FAR_OFF = re.compile(
    r"\b(?:in the (?:film|book|news|story|play|series)|novel|episode|film|series|"
    r"programme|speaks|speaking|speaker|talks?|lecture|conference|"
    r"interviews?|podcast|guest|author)\b",
    re.I,
)


_MY = re.compile(r"\bmy\b", re.I)
_I = re.compile(r"\bI\b")


def slipped(text: str) -> Iterator[Met]:
    """Whoever the passage lets slip."""
    if _MY.search(text) is not None:
        yield from _mine(text)
    for m in _THEIR_HOUR.finditer(text):
        if not _NOT_AN_HOUR.match(m["rest"]):
            yield Met(*m.span("who"), "client", m.span("rest"))
    if _I.search(text) is not None:
        for m in _SERVED_BY_ME.finditer(text):
            noun = m["noun"].lower()
            somebody = noun in _ALSO_PERSONS or (is_person(noun) and not is_kin(noun))
            if somebody and noun not in HELPERS | COLLEAGUES | FRIENDS and not _FAR_OFF.search(m["rest"]):
                yield Met(m.start("who"), m.end("told"), noun, m.span("told"))
    for pattern in (_LABEL, _GUESS, _HIM_WITH, _CHILD_SAYS, _INITIAL):
        yield from (_met(m) for m in pattern.finditer(text))
    for m in _NOW.finditer(text):
        if _PAST.match(m["verb"]) and not _FAR_OFF.search(text):
            yield _met(m)


def _mine(text: str) -> Iterator[Met]:
    """Whoever is "my …" by what they have, by the hour or the day, or on the author's list."""
    for m in _WITH.finditer(text):
        if _is_whom_i_know(m["noun"].lower(), m["adjectives"], m["told"]):
            yield _met(m)
    for m in _HOUR_WHO.finditer(text):
        if not _NOT_AN_HOUR.match(m["rest"]):
            yield Met(*m.span("who"), "client", m.span("rest"))
    for m in _BY_THE_DAY.finditer(text):
        noun = m["noun"].lower()
        known = noun in _ALSO_PERSONS or (is_person(noun) and not _is_of_the_author(noun, kin=False))
        if known and noun not in _MENDERS:
            yield Met(*m.span("who"), noun, m.span("noun"))
    for m in _ON_MY.finditer(text):
        noun = m["noun"].lower()
        if noun in ("body", "one") or (is_person(noun) and noun not in COLLEAGUES):
            yield _met(m)


def _met(m: re.Match[str]) -> Met:
    noun = m.groupdict().get("noun") or "client"
    return Met(*m.span("who"), noun.lower(), m.span("told"))


def _is_of_the_author(noun: str, *, kin: bool = True) -> bool:
    """Whether the noun is for somebody of the author's own family, house, work or for whoever helps them."""
    if not kin and noun in _PLAIN:
        return False
    return noun in _NO_CASE | HELPERS | COLLEAGUES | FRIENDS or is_kin(noun)


_PLAIN = frozenset("boy girl kid child man guy teenager".split())
"""By the day they are nobody's own: "my Friday boy"."""


def _is_whom_i_know(noun: str, adjectives: str, told: str) -> bool:
    """Whether "my (lovely) … with the …" is somebody whom the author knows through their work."""
    if noun not in ("chap", "gent", "fella") and not is_person(noun):
        return False
    words: Sequence[str] = adjectives.lower().replace(",", "").split()
    if any(is_kin(w) or w in FRIENDS for w in words) or "own" in words:
        return False
    ails = _AILS.search(told) is not None
    if noun in HELPERS | _MENDERS:
        return ails and not _SERVED.search(told)
    return not _is_of_the_author(noun) and not _SERVED.search(told)


_BARE_NOTE = re.compile(
    r"^\W*(?:child|client|patient|pupil|kid|lad|student|resident|learner|toddler|lady|gentleman|baby|"
    r"tot)(?:['’]s \w+)? "
    r"(?:is|was|has|had|will|won['’]t|would|wouldn['’]t|did|says|said|under|behind|beside|on top of|inside|still|"
    r"\w+ing|\w+ed) (?!first\b|always\b|right\b|never\b)",
    re.I,
)
_RULE = re.compile(
    r"\?|\b(?:must|should|may|might|always|never|often|usually|parents?|families|your|you|consent|policy|rights?)\b",
    re.I,
)


def is_bare_note(text: str) -> bool:
    """Whether it tells of one without an article, as notes do: "Child under table", "Child is a dog"."""
    return _BARE_NOTE.match(text) is not None and _RULE.search(text) is None


_OVERHEARD = re.compile(
    r"\b(?:overheard|heard|seen|spotted) (?:today |this morning |just now )?(?:from|in|outside|at) (?:my|our) "
    r"(?:room|clinic|consulting room|waiting room|ward|surgery|classroom|salon|practice|chair|office)\b",
    re.I,
)


def overhears(text: str) -> bool:
    """Whether somebody is heard or seen where the author works."""
    return _OVERHEARD.search(text) is not None


_MINE = re.compile(
    r"^\W*(?:and |but |so )?mine(?:,? (?:today|yesterday|tonight|this (?:week|morning|afternoon)|"
    r"last (?:week|night)|on \w+day))?"
    r",? (?:(?:\w+,? ){0,5}?)(?:told|said|had|was|is|came|walked|asked|brought|has|hasn['’]t|hadn['’]t|did|didn['’]t|"
    r"cried|wept|rang|thought|lives?|lost|wanted|went|goes|sat|used|grew|weighed|won['’]t|wouldn['’]t)\b",
    re.I,
)
_SERVED_ONES = re.compile(
    r"\b(?:clients?|patients?|pupils|students|learners|residents|service users|mums|brides|customers)\b", re.I
)
_TRADE = re.compile(
    r"\b(?:therapists?|nurses?|teachers?|tutors?|tips?|physios?|midwi(?:fe|ves)|podiatrists?|trainers?|carers?|"
    r"coach(?:es)?|instructors?|groomers?)\b",
    re.I,
)
_HELPS_ME = re.compile(
    r"\b(?:supervisors?|supervision|own (?:therapist|therapy|doctor|coach)|(?:get|find) an? |mentors?|accountants?)\b",
    re.I,
)


def speaks_of_mine(text: str, before: str, *, facts: bool) -> bool:
    """Whether "mine" is one of the author's clients: "Ask your older clients about fireworks. Mine was in Coventry".

    `facts`: something is told there of somebody; after mere words for a trade that is asked, for "mine" may be a coat.
    """
    if _MINE.match(text) is None or _HELPS_ME.search(before) is not None:
        return False
    return _SERVED_ONES.search(before) is not None or (facts and _TRADE.search(before) is not None)
