"""Numbers as people write them: digits or words up to ninety-nine, for the rules that look for ages and amounts."""

from __future__ import annotations

from functools import lru_cache

_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
             "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth")  # fmt: skip

VALUES = {
    **{word: i for i, word in enumerate(_UNITS, 1)},
    **{word: i for i, word in enumerate(_TEENS, 10)},
    **{word: i for i, word in zip(range(20, 100, 10), _TENS, strict=True)},
    "hundred": 100,
    "a hundred": 100,
    "a dozen": 12,
    "dozen": 12,
}
"""Number words and what they come to; compounds ("thirty-one") are worked out by `value`."""

ORDINALS = {word: i for i, word in enumerate(_ORDINALS, 1)}

WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS)})\b)?|{'|'.join(_TEENS)}|{'|'.join(_UNITS)})"
"""Pattern of a number word from one to ninety-nine, without groups."""

ORDINAL = rf"(?:{'|'.join(_ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th))"
"""Pattern of an ordinal in words or digits, without groups."""

CUES = frozenset((*_UNITS, *_TEENS, *_TENS))


@lru_cache(maxsize=512)
def value(text: str) -> int | None:
    """What a number in digits or words comes to; None for anything else."""
    text = text.strip().lower()
    if text.isdigit():
        return int(text)
    if text in VALUES:
        return VALUES[text]
    tens, _, unit = text.replace(" ", "-").partition("-")
    if tens in _TENS and unit in _UNITS:
        return VALUES[tens] + VALUES[unit]
    return None


def ordinal(text: str) -> int | None:
    """What an ordinal comes to: "third" and "3rd" are 3."""
    text = text.strip().lower()
    if text[:1].isdigit():
        return int("".join(filter(str.isdigit, text)))
    return ORDINALS.get(text)
