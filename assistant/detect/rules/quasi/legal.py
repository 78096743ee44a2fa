"""Dealings with the law: courts, orders, custody, prison, police, asylum.

Attributes: `value` (for verb phrases "in care", "the law" or "the state", where nobody did wrong), `group` (general
wordings), `form` ("v" for verb phrases), `plural`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.quasi._context import ARTICLES, GENERAL, POSSESSIVES, Context, Hit, context
from assistant.detect.rules.quasi._traits import attributes
from assistant.detect.view import View
from assistant.domain.details import Attributes, Directness, Kind

_REASON = "courts and agencies keep records, and people hear of it"
_TIED = frozenset(
    {
        "trial",
        "conviction",
        "arrest",
        "inmate",
        "visa",
        "prison",
        "custody",
        "tribunal",
        "convict",
        "prisoner",
        "section",
    }
)
_CAPITALS = frozenset({"dui", "dwi", "gbh", "abh", "asbo", "iva", "yoi", "daca", "dreamer"})
_VERBS = re.compile(
    r"\b(?:arrested|charged(?= with)|convicted|sentenced|cautioned by the police|jailed|acquitted|deported"
    r"|sectioned|tagged by the court|sent to (?:prison|jail)|sent down|went to (?:prison|jail|court)|served (?:\w+ "
    r"){1,3}in (?:prison|jail)"
    r"|out of (?:prison|jail)|did time|under investigation|investigated (?:by|for)|reported to (?:the police|social "
    r"services|cps)"
    r"|fled (?:the war|the taliban|syria|iraq|afghanistan|ukraine|iran|eritrea|sudan|somalia|a war)|sought asylum"
    r"|seeking asylum"
    r"|s\.? ?\d{2} (?:enquiry|enquiries|inquiry|investigation|assessment)|lost custody|won custody|taken into care"
    r"|(?:herself |himself )?looked after by (?:the (?:council|local authority|state|county)|social services)"
    r"|(?:in and out of |in )county(?= ?(?:jail|lock-?up|since|for|until|[.,;]|$))(?: (?:jail|lock-?up))?"
    r"|doing (?:life|time|(?:\w+ ){1,2}(?:years|months))|did (?:\w+ ){1,2}years inside|inside for \w+"
    r"|serving (?:time|life|\w+ (?:years|months))"
    r"|(?:isn't|wasn't|not|never) allowed (?:within|near) [\w ]{2,20}? of (?:her|him|them|the house)"
    r"|put into care|placed in (?:foster )?care|removed from (?:her|his"
    r"|their) (?:care|parents))"
    r"(?: (?:for|of|with) (?:an? |the |her |his )?(?:[a-z-]+ ?){1,2}(?=[.,;!?]| (?:and|but|when|after|in|at|last"
    r"|for)\b|$))?"
)
_HEARING = re.compile(
    r"\b(?:the|her|his|their|a|final|next) hearing(?= (?:is|was|has|had|in|on|next|date|today|set|moved|went|got"
    r"|comes|came|before|after|when|until)\b|[.,;:!?]|$)(?! (?:in (?:her|his|one|both)|loss|aids?))"
)
_CUES = (
    "enquir", "inquir", "assessment", "arrest", "charged", "convicted", "sentenced", "cautioned", "jail", "prison",
    "acquit", "looked after by", "county", "doing ", "serving", "allowed", "inside", "deport", "sectioned", "tagged",
    "court", "investigat", "fled", "asylum", "custody", "care", "removed",
    "sent down", "did time", "reported to",
)  # fmt: skip


def find(view: View) -> Iterator[Match]:
    seen = context(view)
    taken: list[tuple[int, int]] = []
    if any(cue in view.lower for cue in _CUES):
        for found in _VERBS.finditer(view.lower):
            taken.append(found.span())
            yield Match(
                *found.span(),
                _REASON,
                0.8,
                {
                    "value": _value(found.group()),
                    "group": "legal-verb",
                    "form": "v",
                    "plural": False,
                },
            )
    for found in _HEARING.finditer(view.lower) if "hearing" in view.lower else ():
        if not any(a < found.end() and found.start() < b for a, b in taken):
            taken.append(found.span())
            sort: Attributes = {"value": "custody", "group": "custody", "form": "n", "plural": False}
            yield Match(found.start(), found.end(), _REASON, 0.65, sort)
    for hit, entry in seen.of(Kind.LEGAL):
        start, end = seen.words[hit.first].start, seen.words[hit.last - 1].end
        if not any(a < end and start < b for a, b in taken) and not _ignored(seen, hit):
            yield Match(start, end, _REASON, 0.8, attributes(hit, entry))


_NO_OFFENCE = re.compile(
    r"acquitted|deported|sectioned|under investigation|investigated|reported|fled|sought|seeking|lost custody"
    r"|won custody|s\.? ?\d|isn't|wasn't|not |never "
)


def _value(words: str) -> str:
    """In care, in trouble with "the law", or dealt with by "the state" for what need be no offence."""
    if re.search(r"\bcare\b|looked after", words):
        return "in care"
    return "the state" if _NO_OFFENCE.match(words) else "the law"


def _ignored(seen: Context, hit: Hit) -> bool:
    det, low = seen.det(hit.first), seen.low(hit.first)
    one = hit.last - hit.first == 1
    if det in GENERAL or (hit.plural and not det and low not in ("a",)):
        return True
    if low in _CAPITALS and not seen.words[hit.first].text[0].isupper() and low in ("dreamer", "iva"):
        return True
    if one and low in _TIED:
        if low in ("trial", "conviction", "arrest") and (
            det not in (*POSSESSIVES, "a", "the")
            or seen.low(hit.first - 1) == "with"
            or seen.low(hit.last) in ("and", "run", "period", "of")
        ):
            return True
        if low == "visa" and det not in (*POSSESSIVES, *ARTICLES):
            return True
    if (low == "prison" and det == "the") or (low == "section" and seen.opens(hit.first)):
        return True
    if low == "section" and det not in ("a", "the", "", *POSSESSIVES):
        return True
    return (seen.tag(hit.first).startswith("VB") and one) or seen.low(hit.last) in (
        "work",
        "worker",
        "training",
        "law",
        "system",
        "of",
    )


RULE = Rule(
    id="quasi.legal",
    kind=Kind.LEGAL,
    directness=Directness.QUASI,
    summary="Courts, orders, custody, prison or asylum: others know, and records exist.",
    source="Terms by hand (traits.tsv); shares: Ministry of Justice, Department for Education, BJS (facts.tsv).",
    find=find,
    matches=(
        Example("She has a restraining order against him.", ("restraining order",)),
        Example("He is on probation after a second DUI.", ("on probation", "second DUI")),
        Example("An asylum seeker, she was convicted of fraud.", ("asylum seeker", "convicted of fraud")),
        Example("Mom's been in county since May, and his dad is doing four years.", ("in county", "doing four years")),
        Example("The hearing was moved, and her hearing is next.", ("The hearing", "her hearing")),
        Example("They are in a custody battle, and his brother was sent down.", ("custody battle", "sent down")),
        Example("She aged out of the system at eighteen and her visa ran out.", ("aged out of the system", "visa")),
    ),
    ignores=(
        "We learn by trial and error.",
        "She spoke with conviction.",
        "They lost the hearing in one ear while hearing of it, in county Durham.",
        "Refugees need time.",
        "Any care order needs evidence.",
    ),
)
