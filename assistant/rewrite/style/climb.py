"""Put a rung's wording in the place of the words, fitted to the article or possessive that stands before them."""

from __future__ import annotations

import re

from assistant.domain.details import Kind
from assistant.language.inflect import article, plural, singular
from assistant.rewrite.marked import Marked, Region, Spot
from assistant.rewrite.sentence import NOUNS, VERBS, Sentence
from assistant.rewrite.style.rule import StyleRule

_ARTICLE = re.compile(r"^(?:an?|the|some)\s+", re.I)
_FULL_PHRASE = re.compile(r"^(?:some(?:one|body|thing|where)|people|a|an|the|my|her|his|their|one)\b", re.I)
_TWO_WORDS = re.compile(r"^(?:an? )?(?:serious|long|difficult|hard|small|large|health|mental|different)\b \w+", re.I)
_PEOPLE = re.compile(r"^some(?:one|body)\b", re.I)
_POSSESSIVES = frozenset({"her", "his", "their", "my", "our", "your", "its"})
MISFITS = ("a person", "an individual", "some time ago", "a relative", "a manual activity", "an unspecified")


def _apply(marked: Marked, spot: Spot) -> Region | None:
    for option in spot.options:
        region = fitted(marked, spot, option)
        if region is not None and marked.allows(region, over=frozenset(s.move for s in marked.spots)):
            return region
    return None


def fitted(marked: Marked, spot: Spot, option: str) -> Region | None:
    """`option` in the place of `spot`, its article or possessive settled with the word before; None if it can't be."""
    sentence = marked.sentence
    a, b = sentence.at(spot.start, spot.end)
    start, end, text = spot.start, spot.end, option.strip()
    if any(misfit in text.lower() for misfit in MISFITS):
        return None
    before, tag = sentence.low(a - 1), sentence.tag(a - 1)
    if before in ("all", "these", "those", "both") and re.match(r"(?:many|several|some|a few)\b", text):
        return None
    if before == "of" and sentence.low(a - 2) in ("most", "half", "part", "much", "rest") and text.endswith("s"):
        return None
    if tag == "JJ" and _TWO_WORDS.match(text):
        return None
    if sentence.tag(b) == "POS" and text.lower().startswith("someone in "):
        # Whose letters: "someone in her family's" binds wrongly.
        opening = a - 1 if before in _POSSESSIVES else a
        return Region(sentence.start(opening), end, "A family member" if opening == 0 else "a family member")
    own = _FULL_PHRASE.match(marked.words(spot)) is not None
    if not own and _PEOPLE.match(text) and tag in ("PRP$", "DT"):
        start = sentence.start(a - 1)
        text = _owned(text, before)
    elif not own and tag in ("PRP$", "DT", "POS") and _FULL_PHRASE.match(text):
        opened = _ARTICLE.match(text)
        if opened is None:
            start = sentence.start(a - 1)
        elif before in ("a", "an", "the", "this", "that") or tag in ("PRP$", "POS"):
            text = text[opened.end() :]
    elif not own and tag in ("JJ", "CD") and _ARTICLE.match(text):
        text = _ARTICLE.sub("", text)
    elif spot.kind is Kind.POSSESSION and tag in VERBS and text.isalpha() and sentence.tag(b - 1) == "NN":
        text = f"{article(text)} {text}"
    elif tag == "DT" and before in ("a", "an") and _uncountable(text):
        start = sentence.start(a - 1)
    if start == sentence.start(0) or (a > 0 and sentence.low(a - 1) in (".", "!", "?")) or _opened(marked, a):
        text = text[:1].upper() + text[1:]
    elif own and not sentence.words[a].text[:1].isupper():
        text = text[:1].lower() + text[1:]
    return Region(start, end, _agreeing(sentence, a, b, text))


def _opened(marked: Marked, a: int) -> bool:
    return a == 1 and marked.sentence.low(0) in ('"', "“", "‘", "*", "(")


def _owned(text: str, before: str) -> str:
    """ "someone in their family" with the possessive that the draft uses."""
    if before not in _POSSESSIVES:
        return text
    return re.sub(r"\b(?:her|his|their)\b", before, text)


def _uncountable(text: str) -> bool:
    return text.split()[-1].lower() in {"work", "medication", "help", "care", "news", "music", "trouble", "pain"}


def _agreeing(sentence: Sentence, a: int, b: int, text: str) -> str:
    """A noun option in the plural where the words were plural."""
    last = text.split()[-1] if text else ""
    if (
        any(sentence.tag(i) == "IN" for i in range(a, b))
        or b - 1 < a
        or sentence.tag(b - 1) != "NNS"
        or sentence.tag(b) in NOUNS
        or not last.isalpha()
    ):
        return text
    if (
        singular(last) is not None
        or len(text.split()) > 2
        or text.lower().startswith(("a ", "an ", "some", "their ", "in "))
    ):
        return text
    return plural(text) if singular(sentence.low(b - 1)) else text


RULE = StyleRule(
    "climb",
    "said more generally",
    "prose.md: climb, the last of the four moves",
    _apply,
    (
        ("A [nurse|occupation|health professional] cried.", "A health professional cried."),
        ("She is a [plumber|occupation|an engineer].", "She is an engineer."),
        ("He also played [cello|possession|instrument].", "He also played an instrument."),
        ("She lives in [Leeds|place|a northern city].", "She lives in a northern city."),
        (
            "She cried when her [sister|family|someone in their family] rang.",
            "She cried when someone in her family rang.",
        ),
        ("She kept her [aunt|family|someone in her family]'s letters.", "She kept a family member's letters."),
        ("He can't face the [Co-op|organisation|a supermarket].", "He can't face the supermarket."),
    ),
    ("She saw [Anna|person-name|a person].",),
)
