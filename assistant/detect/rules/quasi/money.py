"""Sums of money in somebody's story: debts, losses, wages, prices paid.

Attributes: `amount` (in the currency's units), `currency` (ISO code), `form`: `attributive` before a noun
("a £40k loan"), `of` before "of" ("£40k of debt"), `object` otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.detect.rule import Example, Match, Rule
from assistant.detect.rules.quasi._cues import lowers
from assistant.detect.rules.quasi._numbers import WORD, value
from assistant.detect.view import View
from assistant.domain.details import Directness, Kind

_SYMBOLS = {"£": "GBP", "$": "USD", "€": "EUR"}
_CODES = "GBP|USD|EUR|CAD|AUD|NZD|CHF|SEK|NOK|DKK|PLN|TRY|TRL|ATS|DEM|FRF|ITL|CYP|UAH|RUB|RON|HUF|CZK|BGN|INR|JPY"
_UNITS = (
    "pounds sterling|pounds?|quid|grand|pence|dollars?|bucks|euros?|Polish zlotys|zlotys?|"
    "Turkish liras?|liras?|Austrian schillings|"
    "schillings|German marks|marks|kron(?:or|er)|francs|roubles|rubles|forints|hryvnias|rupees|cents"
)
_NUMBER = r"\d{1,3}(?:[,. ]\d{3})+(?:\.\d{1,2})?|\d+(?:[.,]\d+)?"
_SCALE = r"(?: ?(?:k|K|m|bn)\b| (?:hundred|thousand|million|billion|grand)\b)?"
_SYMBOL = re.compile(
    r"(?P<lead>(?:about|around|nearly|almost|over|more than|up to|some|approximately) )?(?P<c>[£$€])\s?"
    rf"(?P<n>{_NUMBER})(?P<s>{_SCALE})"
)
_CODE = re.compile(
    rf"\b(?:(?P<c>{_CODES}) (?P<n>{_NUMBER})(?P<s>{_SCALE})|(?P<n2>{_NUMBER})(?P<s2>{_SCALE}) (?P<c2>{_CODES})\b)"
)
_WORDED = re.compile(
    rf"(?i)(?<![\w.,])(?P<n>{_NUMBER}|(?:(?:a|{WORD}) (?:hundred|thousand|million)(?: and {WORD})?|{WORD}))"
    rf"(?P<s>{_SCALE}) (?:New )?(?P<u>{_UNITS})\b(?: ?\((?:{_CODES})\))?"
)
_FEE = re.compile(
    r"(?i)\s?(?:/|–|-\s?[£$€]|per\b|pp\b|p/h|an? (?:hour|session|week|month|year|person|ticket|head|time|go|pop|"
    r"night|day)\b|each\b|plus vat|\+ vat|for members|concession|early bird|trainees|students?|including|incl\b|"
    r"for (?:the|a|an) (?:day|session|hour))"
)
_ANNOUNCED = re.compile(
    r"(?i)\b(?:fees?|tickets?|cost of|price|costs?|charge|admission|donation|voucher)\W{0,3}(?:is |are |of |from |"
    r"will be |now )?$"
)

_CHARGES = re.compile(
    r"(?i)\b(?:I charge|we charge|my fees?|our fees?|concessions?|sliding scale)\b|[£$€]\d+(?:\.\d\d)? (?:per|an?) "
    r"(?:session|hour)"
)


def find(view: View) -> Iterator[Match]:
    text = view.text
    taken: list[Match] = []
    for match in _sums(view, text):
        if not any(match.start < other.end + 1 and other.start < match.end for other in taken):
            taken.append(match)
            yield match


def _sums(view: View, text: str) -> Iterator[Match]:
    if "£" in text or "$" in text or "€" in text:
        for match in _SYMBOL.finditer(text):
            yield from _sum(text, match.start("c"), match.end(), match["n"], match["s"], _SYMBOLS[match["c"]])
    if not lowers(view).isdisjoint(_CODE_CUES):
        for match in _CODE.finditer(text):
            number, scale, code = (
                (match["n"], match["s"], match["c"]) if match["n"] else (match["n2"], match["s2"], match["c2"])
            )
            yield from _sum(text, match.start(), match.end(), number, scale, code)
    if not lowers(view).isdisjoint(_CUES):
        for match in _WORDED.finditer(text):
            if match["u"].lower().startswith("pound") and re.search(
                r"(?i)\b(?:lost|weigh\w*|gained|put on|overweight|heavier|lighter)\b[^.]{0,20}$", text[: match.start()]
            ):
                continue
            yield from _sum(
                text, match.start(), match.end(), match["n"], match["s"] + " " + match["u"], _currency(match["u"])
            )


_CODE_CUES = frozenset(_CODES.lower().split("|"))
_CUES = frozenset(
    """
pound pounds quid grand pence dollar dollars bucks euro euros zloty zlotys lira liras schilling schillings
marks kronor kroner francs roubles rubles forints hryvnias rupees cents
""".split()
)


def _currency(unit: str) -> str:
    lower = unit.lower()
    table = {
        "dollar": "USD",
        "buck": "USD",
        "euro": "EUR",
        "zlot": "PLN",
        "lira": "TRY",
        "schilling": "ATS",
        "mark": "DEM",
    }
    return next((code for key, code in table.items() if key in lower), "GBP")


def _sum(text: str, start: int, end: int, number: str, scale: str, currency: str) -> Iterator[Match]:
    amount = _amount(number) * _scale(scale)
    if (
        _FEE.match(text, end)
        or _ANNOUNCED.search(text[max(0, start - 30) : start])
        or _CHARGES.search(text)
        or text[start - 1 : start] in ("/", "–")
    ):
        return
    score = 0.8 if amount >= 100 else 0.6 if amount >= 20 else 0.3
    following = re.match(r" (of\b)?([a-z]+)?", text[end : end + 20])
    form = "object"
    if following and following[1]:
        form = "of"
    elif re.search(r"(?i)\b(?:a|an|the|his|her|their|my) $", text[:start]):
        form = "attributive"
    yield Match(
        start,
        end,
        "an exact sum can be remembered or looked up",
        score,
        {"amount": amount, "currency": currency, "form": form},
    )


def _amount(number: str) -> float:
    plain = number.replace(" ", "")
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+(?:\.\d{1,2})?", plain):
        head, _, tail = plain.rpartition(".")
        return float(re.sub(r"[.,]", "", plain if len(tail) == 3 or not head else head))
    if plain[:1].isdigit():
        return float(plain.replace(",", "."))
    words = number.lower().split()
    scaled = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
    first = 1 if words[0] in ("a", "an") else value(words[0]) or 1
    return float(first * next((scaled[w] for w in words if w in scaled), 1))


def _scale(words: str) -> float:
    lower = words.lower().strip()
    for key, factor in (
        ("million", 1e6),
        ("bn", 1e9),
        ("billion", 1e9),
        ("thousand", 1e3),
        ("grand", 1e3),
        ("hundred", 100.0),
    ):
        if key in lower:
            return factor
    return 1e3 if lower.startswith("k") and not lower.startswith("kr") else 1e6 if lower == "m" else 1.0


RULE = Rule(
    id="quasi.money",
    kind=Kind.MONEY,
    directness=Directness.QUASI,
    summary="Sees sums of money in a story, because an exact sum can be remembered or looked up.",
    source="Own rule; the Text Anonymization Benchmark counts quantities as indirect identifiers",
    find=find,
    matches=(
        Example("He has £40k of debt and no job.", ("£40k",)),
        Example("She lost $20,000 at the casino.", ("$20,000",)),
        Example("A £31,400 loan in her name.", ("£31,400",)),
        Example("He owed them three hundred quid.", ("three hundred quid",)),
        Example("The court awarded EUR 10,000 in damages.", ("EUR 10,000",)),
    ),
    ignores=(
        "I charge £60 per session, £45 for trainees.",
        "It costs £5 and a biscuit.",
        "Tickets are £85 / £55 trainees.",
        "She lost two hundred pounds in a year and was proud of the weight.",
        "A million reasons and a grand old house.",
    ),
)
