"""Ladders of sums: £40k → a large sum → left out; £40k of debt → a great deal of debt; a £40k loan → a large loan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain.details import Detail, Kind
from assistant.domain.ladders import Ladder, Share
from assistant.generalise.ladders._wording import Wording, ladder, modifies
from assistant.generalise.slot import Slot

KINDS = frozenset({Kind.MONEY})

_GUESS = "no figure known; an estimate with a wide interval"
_EXACT = Share(0.0005, 0.05, _GUESS, "all")
_SIZE = Share(0.1, 0.5, _GUESS, "all")
_SOME = Share(0.4, 1.0, _GUESS, "all")
_POUNDS = {"GBP": 1.0, "EUR": 0.85, "USD": 0.78, "CHF": 0.88, "CAD": 0.57, "AUD": 0.52, "NZD": 0.47, "SEK": 0.073,
    "NOK": 0.073,
           "DKK": 0.11, "PLN": 0.2, "DEM": 0.43, "ATS": 0.06}  # fmt: skip
"""Rough worth in pounds, only to tell a large sum from a small one."""
LARGE = 2_000.0
"""Pounds from which a sum counts as large."""
LARGE_WAGE = 80_000.0
"""Pounds a year from which a wage counts as large: about one earner in twenty has more (HMRC, percentiles)."""
_WAGE = re.compile(r"(?i)\b(?:earn\w*|salar\w+|wages?|paid|pays|pension|income|makes|making) (?:\w+ ){0,3}$")
_OWED = re.compile(
    r" (?:\w+ )?(?:loan|debt|mortgage|bill|fine|payment|payout|settlement|inheritance|deposit|overdraft|cheque|check|"
    r"grant|bonus|win|donation|refund|sum|gift|invoice|ransom|legacy|cut|loss|shortfall|compensation)s?\b"
)
"""What a large sum makes large; a house for £900,000 may be a small one."""


def build(detail: Detail, slot: Slot) -> Ladder:
    """The ladder of a sum of money."""
    facts = detail.attributes
    worth = float(facts.get("amount", 0.0)) * _POUNDS.get(str(facts.get("currency", "GBP")), 0.05)
    return ladder(slot.words, _EXACT, tuple(_wordings(worth, slot)))


def _wordings(worth: float, slot: Slot) -> Iterator[Wording]:
    large = worth >= (LARGE_WAGE if _WAGE.search(slot.before) else LARGE)
    if re.match(r" of (?!the|her|his|their|my)", slot.after):
        yield Wording("a great deal" if large else "a lot" if worth >= 200 else "some", "how much", _SIZE)
        return
    if re.search(r"(?i)\b(?:a|an|the|his|her|their|my|that|this) $", slot.before):
        if modifies(slot) and large and _OWED.match(slot.after):
            yield Wording("large", "how much", _SIZE)
        return
    if modifies(slot) and not re.match(r" (?:in|on|to|from|at|for|by|back|when|after|and|a|each)\b", slot.after):
        return
    if large:
        yield Wording("a large sum", "how much", _SIZE)
    yield Wording("money", "money", _SOME)
