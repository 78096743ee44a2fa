"""What somebody studies or studied: university, degrees, courses, kinds of school (school years are ages).

Attributes: `value`, `group` ("student", "degree", "doctorate", "exams", "schooling", "special-needs", "course"),
`form`, `plural`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.quasi._context import GENERAL, context
from assistant.detect.rules.quasi._cues import lowers
from assistant.detect.rules.quasi._traits import attributes
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_REASON = "where and what somebody studies is known to a whole year of people"
_SUBJECT = (
    r"(?:[a-z]+ of )?(?!the\b|a\b|an\b|her\b|his\b)[a-z]+(?: (?:and )?(?:biology|science|sciences|engineering"
    r"|history|design|arts?|law|studies|physics|economics|literature|work|policy|languages|medicine))?"
)
_COURSES = re.compile(
    r"\b(?:(?:first|second|third|fourth|final|gap)[- ]year(?: (?:at|of|in) (?:uni|university|college|her degree|his "
    r"degree|their degree"
    r"|medical school|med school|law school|an? \w+ degree|an? phd|undergrad|art school)\b)"
    r"|(?:phd|doctorate|master's|masters|degree|mba|ma|msc|ba|bsc|diploma) in " + _SUBJECT +
    r"|(?:dropped|drop|dropping) out of (?:uni|university|college|high school|school|medical school|med school|law "
    r"school|her degree|his degree|a phd)"
    r"|(?:studies|studying|studied|reads|majoring in|majored in) (?:law|medicine|nursing|engineering|physics|history"
    r"|economics|psychology|music"
    r"|philosophy|english|maths|chemistry|biology|architecture|theology|fine art|computer science|marine biology"
    r"|dentistry|veterinary medicine"
    r"|drama|geography|politics|business|accounting|pre-med)"
    r"|left school at \w+"
    r"|(?:kicked|thrown|chucked|slung) out of (?:her |his |their |the )?(?:\w+ )?(?:schools?|colleges?|uni"
    r"|sixth form)"
    r"|(?:expelled|excluded|suspended|permanently excluded) from (?:her |his |their |the )?(?:\w+ )?(?:schools?"
    r"|colleges?)"
    r"|(?:second|third|first|fourth|final|1st|2nd|3rd)-year (?!old|anniversary|plan|course|review|old)[a-z]+"
    r"|(?:junior|senior|freshman|sophomore) year(?: (?:at|of|in) (?:high school|college|uni\w*))?"
    r"|(?:her|his|their|an?) (?:\w+ )?(?:welding|plumbing|catering|nursing|access|foundation|catering"
    r"|hairdressing|bricklaying"
    r"|childcare|mechanics|btec|apprenticeship|carpentry|joinery|electrical|beauty|law|art) course"
    r"|(?:jv|varsity) \w+|\d\.\d+ gpa|gpa of \d\.\d+|straight as|straight a's|valedictorian|first[- ]chair(?: \w+)?"
    r"|(?:went|go|goes|going|got) to (?:uni|university|college|oxford|cambridge|harvard|yale|art school|law school)"
    r"|(?:is|was|'s|he's|she's) (at uni|at university|at college|away at college))\b"
)  # fmt: skip
_FIELDS = frozenset({"science", "biology", "medicine", "engineering"})
_SUBJECTS = re.compile(
    r"(?:^|(?<=[.,;:(] ))((?:Materials|Computer|Marine|Political|Environmental|Forensic|Veterinary|Sports|Data"
    r"|Food|Earth|Actuarial"
    r"|materials|computer|marine|political|environmental|forensic|veterinary|sports|data|food|earth|actuarial) "
    r"(?:[Ss]cience|[Bb]iology|[Mm]edicine)|(?:Mechanical|Civil|Chemical|Electrical|Aerospace|mechanical|civil"
    r"|chemical|electrical"
    r"|aerospace) [Ee]ngineering)(?=\s*[.,;)]|$)"
)
_CUES = (
    "uni", "colleg", "degree", "phd", "doctorate", "master", "mba", "msc", "bsc", "diploma", "studi", "studying",
    "major", "reads", "school", "-year", " year", "course", "jv ", "varsity", "gpa", "straight a",
    "chair", "oxford", "cambridge", "harvard", "yale", "ma in", "ba in", "gap year",
)  # fmt: skip


def find(view: View) -> Iterator[Match]:
    seen = context(view)
    taken: list[tuple[int, int]] = []
    if any(cue in view.lower for cue in _CUES):
        for found in _COURSES.finditer(view.lower):
            span = found.span(1) if found.group(1) else found.span()
            words = view.lower[span[0] : span[1]]
            if words.startswith(("ma in", "ba in")) and not view.text[span[0]].isupper():
                continue
            taken.append(span)
            yield Match(*span, _REASON, 0.8, {"value": "course", "group": "course", "form": "v", "plural": False})
    for found in _SUBJECTS.finditer(view.text) if not lowers(view).isdisjoint(_FIELDS) else ():
        taken.append(found.span(1))
        yield Match(*found.span(1), _REASON, 0.6, {"value": "course", "group": "course", "form": "v", "plural": False})
    for hit, entry in seen.of(Kind.EDUCATION):
        start, end = seen.words[hit.first].start, seen.words[hit.last - 1].end
        det = seen.det(hit.first)
        if (
            any(a < end and start < b for a, b in taken)
            or det in GENERAL
            or (hit.plural and not det and entry.group == "student")
        ):
            continue
        low = seen.low(hit.first)
        if hit.plural and entry.group == "schooling":
            continue
        if low == "degree" and (
            seen.low(hit.last) == "of"
            or det not in ("a", "her", "his", "their", "my")
            or seen.low(hit.first - 2) == "to"
            or seen.tag(hit.first - 1) == "JJ"
        ):
            continue
        if low in ("sats", "pru", "ged") and not seen.words[hit.first].text[1:3].isupper():
            continue
        if low == "viva" and seen.words[hit.first].text[0].isupper():
            continue
        yield Match(start, end, _REASON, 0.75, attributes(hit, entry))


RULE = Rule(
    id="quasi.education",
    kind=Kind.EDUCATION,
    directness=Directness.QUASI,
    summary="University, degrees, courses and kinds of school that somebody goes or went to.",
    source="Words by hand (traits.tsv); shares: census, Department for Education, ACS (facts.tsv).",
    find=find,
    matches=(
        Example("She's in her first year at uni and lonely.", ("first year at uni",)),
        Example("He has a PhD in marine biology.", ("PhD in marine biology",)),
        Example("A medical student dropped out of college.", ("medical student", "dropped out of college")),
        Example("A second-year student, kicked out of school.", ("second-year student", "kicked out of school")),
        Example("He left his welding course; junior year was worse.", ("his welding course", "junior year")),
        Example("PhD. Materials science. She can't sleep.", ("PhD", "Materials science")),
        Example("He went to boarding school and has a law degree.", ("boarding school", "law degree")),
    ),
    ignores=(
        "To some degree that is true.",
        "Students learn when they feel safe.",
        "A degree of doubt helps.",
        "The school year ended.",
    ),
)
