"""Put a rung's wording in the place of the words, fitted to the article or possessive that stands before them."""

from __future__ import annotations

import re

from assistant.domain.details import Kind
from assistant.language.inflect import article, plural, singular
from assistant.rewrite.marked import Marked, Region, Spot
from assistant.rewrite.negation import WHEN, says_more
from assistant.rewrite.sentence import NOUNS, VERBS, Sentence, parse
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
    if sentence.low(a) in _STAYING and b - a > 1 and spot.kind not in _WHENEVER and _is_noun(text):
        a += 1  # "with MS": the "with" stays
        start, text = sentence.start(a), _counted(text)
    if any(misfit in text.lower() for misfit in MISFITS):
        return None
    before, tag = sentence.low(a - 1), sentence.tag(a - 1)
    if before in ("-", "–") and start > 1 and marked.text[start - 2].isalnum() and sentence.end(a - 1) == start:
        return None  # the second half of "3–5"
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
    if sentence.tag(b) == "POS" and sentence.low(b) == "'" and not text.endswith("s") and end == spot.end:
        end, text = sentence.end(b), f"{text}{sentence.words[b].text}s"  # "her sons' teacher", "the children's teacher"
    if spot.kind not in _WHENEVER and says_more(sentence, sentence.at(start, end)[0], text):
        return None
    return Region(start, end, _agreeing(sentence, a, b, text))


_WHENEVER = WHEN | {Kind.SPEECH, Kind.PERSON_NAME}
"""What says when, or in which words: it is as true of less."""


def _is_noun(text: str) -> bool:
    """Whether the wording is a noun phrase, which cannot stand in the place of "with MS"."""
    option = parse(text)
    return option.tag(0) not in ("IN", "TO", "VBN", "VBG", "RB") and option.tag(len(option) - 1) in NOUNS


def _counted(text: str) -> str:
    """ "a long-term illness", where a ladder has it without its article."""
    return f"{article(text)} {text}" if text.split()[-1] in _ILLS and not _FULL_PHRASE.match(text) else text


_STAYING = frozenset({"with", "of", "from", "in", "at", "near"})
_ILLS = frozenset({"illness", "condition", "disability", "disorder", "injury", "addiction"})


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
        (
            "She can't forgive her [aunt|family|someone in her family].",
            "She can't forgive someone in her family.",
        ),
        ("She can't sleep, and she lives in [Hull|place|a city].", "She can't sleep, and she lives in a city."),
        ("A patient [with MS|health|long-term illness] cried.", "A patient with a long-term illness cried."),
        ("Her [twins|family|children]' father rang.", "Her children's father rang."),
    ),
    (
        "She saw [Anna|person-name|a person].",
        "My client doesn't speak [Polish|language|another language] at home.",
        "He had never been to [Hull|place|a city].",
        "She isn't a [nurse|occupation|a health professional].",
        "She was not hurt by her [uncle|family|someone in her family].",
        "She has no friend who lives in [Hull|place|a city].",
        "She teaches 3–[5 year-olds|age|young children].",
    ),
)
