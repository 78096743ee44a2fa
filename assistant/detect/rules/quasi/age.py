"""Ages in every spelling, and school years, which are ages too.

Attributes: `years` (an exact age; 0 for a child under one year), or `low` and `high` for a span of years; `form` says
how the words stand in the sentence:

- `adjective` before a noun ("34-year-old nurse"), `noun` for the same used as a noun ("her 9-year-old"),
- `number` after a verb or a name ("she's 34", "Ruth, 34,"), `bracket` inside brackets ("(34)", "(f, 27)"),
- `aged` ("aged 9"), `when` ("at the age of nine"), `decade` ("in her 50s", "late twenties"), `word` ("teenager"),
- `schoolyear` ("Year 9", "sophomore"), which has `stage` (nursery, primary, secondary, elementary, middle, high) and
  `schoolform`: `person` ("a sophomore"), `adjective` ("a Year 9 boy") or `place` ("in Year 9").
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.quasi import _ages, _schoolyears
from assistant.detect.rules.quasi._cues import DIGIT, lowers
from assistant.detect.rules.quasi._numbers import CUES
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_WORDS = frozenset({"20s", "30s", "40s", "50s", "60s", "70s", "80s", "90s", "twenties", "thirties", "forties",
    "fifties",
                    "sixties", "seventies", "eighties", "nineties", "teens"})  # fmt: skip
_ENDS = _WORDS | {"something", "odd", "ish"}
_NUMBERS = CUES - {"one"}


def find(view: View) -> Iterator[Match]:
    words = lowers(view)
    taken: list[tuple[int, int]] = []
    decades = not words.isdisjoint(_ENDS)
    numbers = DIGIT.search(view.text) is not None or not words.isdisjoint(_NUMBERS)
    finders = [_ages.exact, _ages.after_verbs, _ages.beside_names] if numbers else []
    if decades or (numbers and "0" in view.text):
        finders.append(_ages.decades)
    if not words.isdisjoint(_ages.STAGES):
        finders.append(_ages.stages)
    if numbers or not words.isdisjoint(_schoolyears.CUES):
        finders.append(_schoolyears.years)
    for finder in finders:
        for match in finder(view):
            if not any(match.start < end and start < match.end for start, end in taken):
                taken.append((match.start, match.end))
                yield match


RULE = Rule(
    id="quasi.age",
    kind=Kind.AGE,
    directness=Directness.QUASI,
    summary="Sees ages and school years, because an exact age fits about one person in eighty.",
    source="HIPAA Safe Harbor (ages over 89); ONS and US Census age tables for the shares",
    find=find,
    matches=(
        Example("My client, a 34-year-old nurse, cried.", ("34-year-old",)),
        Example("She's 34, a paramedic.", ("34",)),
        Example("A thirty-one-year-old came to see me.", ("thirty-one-year-old",)),
        Example("34yo m, separated", ("34yo",)),
        Example("Her son, aged 9, sleeps on the landing.", ("aged 9",)),
        Example("She's in her 50s and works nights.", ("in her 50s",)),
        Example("A man in his late twenties wept.", ("in his late twenties",)),
        Example("She turned 40 in the waiting room.", ("40",)),
        Example("A client (f, 27) asked for a hug.", ("27",)),
        Example("Rhys (23) lost his job.", ("23",)),
        Example("27F, works in retail", ("27F",)),
        Example("Mateo, is 8 and has a dog.", ("8",)),
        Example("Mrs Adeyemi, 58, Nigerian", ("58",)),
        Example("He was sent away at the age of nine.", ("at the age of nine",)),
        Example("Her father marked it until she was sixteen.", ("sixteen",)),
        Example("A Year 9 boy threw a chair.", ("Year 9",)),
        Example("Yr 9 lad in my form", ("Yr 9",)),
        Example("A sophomore stayed behind.", ("sophomore",)),
        Example("an eighth grader in my class", ("eighth grader",)),
        Example("Her toddler slept through it.", ("toddler",)),
        Example("A man of about 60 sat down.", ("about 60",)),
        Example("He left school at 15 to work.", ("at 15",)),
        Example("two boys, aged 6 and 9", ("aged 6 and 9",)),
        Example("K (8y 4m) has an older sister.", ("8y 4m",)),
        Example("Wee lad we know, fifteen, off school.", ("fifteen",)),
        Example("First-gen, 31, no degree.", ("31",)),
        Example("Nineteen, third baby, no visitors.", ("Nineteen",)),
        Example("My learner is fifty-six, a Traveller.", ("fifty-six",)),
        Example("She's nearly there, sixty in May, and tired.", ("sixty",)),
    ),
    ignores=(
        "Children under 5 need a lap more than a plan.",
        "In the 1960s people were told to get on with it.",
        "Adults aged 18 to 65 can refer themselves.",
        "Her score was 18 and it is 11 now.",
        "There were three of us, and one was late.",
        "16-year-olds often say this.",
        "Teenagers sleep late for good reasons.",
        "She was one of five.",
        "In section 4 (12) the Act says more.",
        "He was 20 minutes late.",
        "On Sunday, 14, we met on page 12, 13, and 14.",
        "Chapter 9, 10 and 11 are on grief.",
        "People in their twenties move a lot.",
        "Year 3 trainees start in October.",
        "She is 40% better, and it took 12 weeks.",
        "The patient was two hours late and sat at 10 o'clock.",
    ),
)
