"""Ladders of when, how long and how often: exact → by feel → left out.

Recency goes straight out: every milder wording ("some time ago") reads worse than none (prose.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.data import places
from assistant.domain.details import Detail, Kind
from assistant.domain.ladders import Flag, Ladder, Share
from assistant.generalise.ladders._wording import Wording, is_determined, ladder
from assistant.generalise.slot import Slot

KINDS = frozenset({Kind.DATE, Kind.TIME, Kind.RECENCY, Kind.DURATION, Kind.COUNT})

_GUESS = "no figure known; an estimate with a wide interval"


def _s(low: float, high: float) -> Share:
    return Share(low, high, _GUESS, "all")


_DATE_SHARES = {
    "day": _s(0.0005, 0.02), "monthday": _s(0.0005, 0.02), "week": _s(0.003, 0.05), "month": _s(0.01, 0.15),
    "season": _s(0.03, 0.3), "year": _s(0.01, 0.15), "holiday": _s(0.02, 0.3), "weekday": _s(0.02, 0.3),
}  # fmt: skip
_BORN_SHARES = {"day": Share(0.00003, 0.00005, "one birthday in about 80 years"),
    "month": Share(0.0009, 0.0012, "one month in about 80 years"),
                "season": Share(0.0025, 0.004, "one season in about 80 years"),
                "year": Share(0.008, 0.015, "age tables: any one year of age")}  # fmt: skip
_FELT = _s(0.3, 0.95)


def build(detail: Detail, slot: Slot) -> Ladder:
    """The ladder of a date, a time, a recency, a duration or a count."""
    if detail.kind is Kind.DATE:
        return _date(detail, slot)
    if detail.kind is Kind.TIME:
        return _time(detail, slot)
    if detail.kind is Kind.RECENCY:
        return ladder(slot.words, _s(0.05, 1.0), (), frozenset({Flag.RECENCY}))
    if detail.kind is Kind.DURATION:
        return ladder(slot.words, _s(0.02, 0.3), tuple(_duration(detail, slot)))
    return ladder(slot.words, _s(0.02, 0.4), tuple(_count(detail, slot)))


# --- dates --------------------------------------------------------------------------------------------------------

_SEASONS = ((12, "winter"), (3, "spring"), (6, "summer"), (9, "autumn"))


def _date(detail: Detail, slot: Slot) -> Ladder:
    facts = detail.attributes
    precision, born = str(facts.get("precision", "day")), bool(facts.get("born"))
    first = (
        _BORN_SHARES.get(precision, _DATE_SHARES["day"]) if born else _DATE_SHARES.get(precision, _DATE_SHARES["day"])
    )
    flags = frozenset({Flag.EXACT_DATE} if precision in ("day", "monthday") else ())
    wordings = () if born else tuple(_date_wordings(precision, int(facts.get("month", 0)), facts.get("sort"), slot))
    return ladder(slot.words, first, wordings, flags)


_OUTSIDE = frozenset({"on", "at", "before", "after"})
"""Before these a season doesn't hold: after March is not after the spring."""


def _date_wordings(precision: str, month: int, holiday: object, slot: Slot) -> Iterator[Wording]:
    """A day or month → its season where a preposition takes it: "in January" → "in the winter"."""
    left = re.search(
        r"(?i)\b(in|since|until|till|by|during|from|before|after|on|at|over)(?: the| last| that)? $", slot.before
    )
    if left is None or slot.words.lower().startswith(("between", "from", "mid", "early", "late")):
        return
    lead, article = left[1].lower(), "" if left[0].lower().rstrip().endswith("the") else "the "
    if precision in ("month", "day") and month and lead not in _OUTSIDE and "last" not in left[0]:
        if _in_the_south(slot):
            return
        season = next(name for start, name in _SEASONS if month in (start, start % 12 + 1, start % 12 + 2))
        season = "fall" if season == "autumn" and slot.variety == "us" else season
        yield Wording(f"{article}{season}", "season", _DATE_SHARES["season"])
    elif (
        precision == "holiday"
        and lead in ("on", "since", "before", "after", "until", "till", "by")
        and isinstance(holiday, str)
        and holiday.startswith("a religious")
    ):
        yield Wording(holiday if article else holiday.removeprefix("a "), "kind of day", _DATE_SHARES["holiday"])


_SOUTHERN = frozenset("AU NZ ZA AR CL UY BO PY ZW BW NA MZ MG PE LS SZ FJ".split())
"""Countries where July is in the winter, or where nobody would call it summer."""
_NAMES = re.compile(r"(?=\b([A-Z][\w'’-]+)(?:( [A-Z][\w'’-]+))?)")


def _in_the_south(slot: Slot) -> bool:
    """Whether a place named near by lies where the seasons are the other way round."""
    for first, second in _NAMES.findall(f"{slot.before} {slot.after}"):
        for name in {first, first + second}:
            place = places.place(name, slot.region)
            if place is not None and place.country in _SOUTHERN:
                return True
    return False


# --- clock times --------------------------------------------------------------------------------------------------


def _time(detail: Detail, slot: Slot) -> Ladder:
    hour, appointment = int(detail.attributes.get("hour", -1)), bool(detail.attributes.get("appointment"))
    if appointment:
        client = "A client" if slot.words[:1].isupper() else "a client"
        return ladder(slot.words, _s(0.005, 0.1), (Wording(client, "a client", _s(0.9, 1.0)),))
    return ladder(slot.words, _s(0.01, 0.3), tuple(_clock(hour, slot)))


def _clock(hour: int, slot: Slot) -> Iterator[Wording]:
    """At 2am → in the small hours; nothing for hours that might be morning or evening."""
    lead = re.match(r"(?i)(?:at|around|about) ", slot.words)
    if hour < 0 or (not lead and not re.search(r"(?i)(?:\bit(?:['’]s| is| was)|\buntil|\btill) $", slot.before)):
        return
    morning = re.search(r"(?i)\d ?a\.?m?\.?$", slot.words) is not None
    text = ""
    if morning and 0 <= hour % 12 <= 4:
        text = "in the small hours"
    elif morning and hour <= 7:
        text = "early in the morning"
    elif hour >= 22:
        text = "late at night"
    elif 17 <= hour < 22:
        text = "in the evening"
    if text and not lead:
        text = text.removeprefix("in ")
    if text:
        yield Wording(text[0].upper() + text[1:] if slot.words[0].isupper() else text, "time of day", _FELT)


# --- durations ----------------------------------------------------------------------------------------------------

_LONG_FROM = {"day": 1000, "week": 1000, "month": 1000, "year": 5, "session": 1000}


def _duration(detail: Detail, slot: Slot) -> Iterator[Wording]:
    facts = detail.attributes
    if "unit" not in facts:  # the tagger saw it, and no rule can say how long it is
        return
    amount, unit, form = float(facts.get("amount", 0)), str(facts["unit"]), str(facts.get("form", "bare"))
    many = f"{unit}s"
    text = ""
    if form == "span":
        text = f"for {many}" if unit != "session" else "for many sessions" if amount > 6 else "for a few sessions"
    elif form == "ago":
        text = f"{many} ago" if slot.words.lower().endswith("ago") and unit in ("month", "year") else ""
    elif form == "adjective":
        text = "long" if amount >= _LONG_FROM[unit] else ""
    elif form == "session":
        text = _felt(amount)
    elif form == "nth":
        text = _nth(unit, slot)
    elif form == "of":
        text = many if unit != "session" else _several(amount, "session")
    elif form == "bare":
        text = _bare(amount, unit, slot)
    if text:
        capital = slot.words[0].isupper()
        yield Wording(text[0].upper() + text[1:] if capital else text, "roughly how long", _FELT)


def _felt(session: float) -> str:
    """In session 14 → after some months: weekly sessions, and no more exact than it feels."""
    if session <= 3:
        return "early on"
    return "after some weeks" if session <= 8 else "after some months" if session <= 30 else "after a long time"


def _nth(unit: str, slot: Slot) -> str:
    """In the fifth week → later on; after the fifth week → after some weeks; the fifth week → one week."""
    lead = slot.words.lower().split()[0]
    if lead in ("after", "since", "from"):
        return f"after some {unit}s"
    if lead in ("until", "around"):
        return ""
    return "later on" if lead != "the" or re.search(r"(?i)\b(?:is|was|['’]s) $", slot.before) else f"one {unit}"


def _several(amount: float, noun: str) -> str:
    return f"a few {noun}s" if amount <= 5 else f"many {noun}s"


_COUNTS_FROM = re.compile(r" (?:sober|clean|pregnant|old|apart|abstinent|dry|gone|postpartum|post-?natal)\b")
"""What says from when it is counted: "some weeks sober" is no English."""


def _bare(amount: float, unit: str, slot: Slot) -> str:
    """After eleven weeks → after some weeks; in eleven weeks → in weeks; married nine years → married for years."""
    left = re.search(r"(?i)([\w'’]+) $", slot.before)
    lead = left[1].lower() if left else ""
    if unit == "session":
        return "sessions" if is_determined(slot) else _several(amount, "session")
    if lead in ("every", "each", "per") or _COUNTS_FROM.match(slot.after):
        return ""
    soft = re.match(r"(?i)(over|under|more than|less than) ", slot.words)
    if soft and not lead:
        return f"over some {unit}s" if soft[1].lower() == "over" else ""
    if lead in ("last", "past", "next", "first", "final"):
        return f"few {unit}s" if amount <= 6 else ""
    if is_determined(slot):
        return f"{unit}s"
    if lead in ("in", "of", "within", "by"):
        return f"{unit}s"
    if lead in ("after", "over", "took", "takes", "spent", "lasted", "another", "only", "and", "about", ""):
        return f"some {unit}s" if lead != "another" else ""
    if lead.endswith("ed") or lead in ("been", "done", "sober", "clean", "together"):
        return f"for {unit}s"
    return f"some {unit}s"


# --- counts -------------------------------------------------------------------------------------------------------


def _count(detail: Detail, slot: Slot) -> Iterator[Wording]:
    facts = detail.attributes
    amount, form = int(facts.get("amount", 2)), str(facts.get("form", "number"))
    text = ""
    if form == "nth":
        text = (
            "again"
            if slot.words.lower().startswith("for")
            else "again"
            if re.search(r"running|in a row", slot.words)
            else ""
        )
    elif form == "times":
        text = "many times" if amount > 9 else "several times"
    elif form == "number":
        # Of two the noun would have to change ("more than one overdose"), and it is not ours to change.
        _, _, counted = slot.words.partition(" ")
        text = f"{'many' if amount >= 12 else 'several'} {counted}" if amount > 2 and counted else ""
    if text and text not in slot.words:
        yield Wording(text[0].upper() + text[1:] if slot.words[0].isupper() else text, "roughly how many", _FELT)
