"""Dates, months, years, seasons and holidays that say when something happened.

Attributes: `precision` (day, week, month, weekday, season, year, holiday), `year`, `month`, `day` where told (numbers),
`season` or `holiday` (its name), `sort` (what kind of holiday), `born` (true for a date of birth).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.quasi import _dates
from assistant.detect.rules.quasi._cues import DIGIT, lowers
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind


def find(view: View) -> Iterator[Match]:
    text, words = view.text, lowers(view)
    digits = DIGIT.search(text) is not None
    finders = [_dates.numeric, _dates.written] if digits else []
    if not words.isdisjoint(_dates.SEASON_CUES):
        finders.append(_dates.seasons)
    if not words.isdisjoint(_dates.HOLIDAY_CUES):
        finders.append(_dates.holidays)
    if not words.isdisjoint(_dates.MONTH_CUES):
        finders.append(_dates.months)
    if digits:
        finders += [_dates.day_of_month, _dates.years]
    if not words.isdisjoint(_dates.DAY_CUES):
        finders.append(_dates.weekdays)
    found: list[Match] = []
    for finder in finders:
        for match in finder(text):
            if not any(match.start < other.end and other.start < match.end for other in found):
                found.append(match)
    yield from _dates.ranges(text, sorted(found, key=lambda match: match.start))


RULE = Rule(
    id="quasi.date",
    kind=Kind.DATE,
    directness=Directness.QUASI,
    summary="Sees dates, months, years, seasons and holidays, because whoever was there knows when it happened.",
    source="HIPAA Safe Harbor (all elements of dates except the year)",
    find=find,
    matches=(
        Example("She was admitted on 14 March 2019.", ("14 March 2019",)),
        Example("On January 11, 2023 she left him.", ("January 11, 2023",)),
        Example("The fall was on 10/16 at home.", ("10/16",)),
        Example("He died on the 3rd of May.", ("3rd of May",)),
        Example("Back to us on the 21st.", ("the 21st",)),
        Example("She lost her job in January.", ("January",)),
        Example("They married in 1986.", ("1986",)),
        Example("He was born in the spring of 1971.", ("spring of 1971",)),
        Example("He hasn't slept since Easter.", ("Easter",)),
        Example("He left her on Valentine's Day.", ("Valentine's Day",)),
        Example("Then on the Tuesday one of us found him.", ("Tuesday",)),
        Example("New since Feb half term", ("Feb half term",)),
        Example("Dad was admitted in mid-March 2020.", ("mid-March 2020",)),
        Example("Between 3 May and 9 June she rang daily.", ("Between 3 May and 9 June",)),
        Example("DOB 03/04/1988", ("03/04/1988",)),
        Example("The hearing was set for 3/22.", ("3/22",)),
        Example("They were removed 10/2.", ("10/2",)),
        Example("Weds: no lunch again.", ("Weds",)),
        Example("It came in the second week of September.", ("second week of September",)),
        Example("He lost the leg after an amputation (1950).", ("1950",)),
        Example("Her hearing is in the fall.", ("fall",)),
        Example("It was on the eve of the Queen's funeral.", ("the Queen's funeral",)),
        Example("His potassium rises after every Navratri.", ("Navratri",)),
    ),
    ignores=(
        "In the 1960s and the nineties people knew less.",
        "Smith (2010) and Jones et al., 2014, found the same.",
        "In 2019 the BACP changed its framework.",
        "May I ask you to march on?",
        "Christmas is hard, and so is the summer.",
        "We meet every Tuesday and on Sundays.",
        "Ratio 3/4, page 12, item 2.1, 50/50.",
        "She scored 7/10, her pain was 8/10, and we are here 24/7.",
        "The classic paper (1950) still holds.",
        "The second of May's three children and the third of five.",
        "On a Tuesday like any other.",
        "She may start in a month.",
    ),
)
