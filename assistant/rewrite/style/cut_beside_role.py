"""Leave out a name beside the words that say who the person is: "her sister Anna", "Mr Hendry, the deputy"."""

from __future__ import annotations

import re

from assistant.domain.details import Kind
from assistant.language.inflect import singular
from assistant.rewrite.marked import Marked, Region, Spot
from assistant.rewrite.sentence import NOUNS, Sentence
from assistant.rewrite.style.cut_apposition import another_follows
from assistant.rewrite.style.rule import StyleRule

ROLES = frozenset(
    "client patient pupil student sister brother mother father mum mom dad son daughter wife husband partner friend "
    "colleague boss manager teacher nurse doctor therapist counsellor counselor neighbour neighbor aunt uncle auntie "
    "cousin nephew niece grandmother grandfather nan gran grandma grandad grandpa boyfriend girlfriend stepdad stepmum "
    "stepson stepdaughter child baby boy girl man woman lad carer supervisor supervisee resident mentor tutor ex mam "
    "ex-partner ex-husband ex-wife stepfather stepmother member "
    "abuela abuelo dog cat horse hamster rabbit parrot puppy kitten ma granny grandson granddaughter twin".split()
)


_NAME_IS = re.compile(r"(?:^|(?<=[.!?] ))(?:Her|His|Their) name (?:is|was|['’]s) $")
_LABELLED = re.compile(
    r"(?:^|\n)\W*(?:client|patient|pupil|student|trainee|supervisee|teacher|resident|worker|mentee|tutee)\b[\s*_]*:[\s*_]*$",
    re.I,
)


def _one_of(sentence: Sentence, i: int) -> bool:
    """Whether the plural at `i` ends "one of my pupils", which says of one of them who it is."""
    begun = next((k for k in range(i - 1, max(i - 5, 0), -1) if sentence.low(k) == "of"), 0)
    return sentence.low(begun - 1) == "one" and (singular(sentence.low(i)) or "") in ROLES


def _apply(marked: Marked, spot: Spot) -> Region | None:
    if spot.kind not in (Kind.PERSON_NAME, Kind.POSSESSION, Kind.OCCUPATION, Kind.ORGANISATION, Kind.AGE):
        return None
    sentence = marked.sentence
    a, b = sentence.at(spot.start, spot.end)
    if (
        sentence.low(a - 1) in ROLES
        and sentence.tag(a - 1) in NOUNS
        and sentence.tag(a - 2) in ("PRP$", "DT", "JJ", "POS")
    ):
        region = Region(sentence.end(a - 2 + 1), sentence.end(b - 1))
        return region if marked.allows(region) else None
    if (
        sentence.low(a - 1) == ","
        and (sentence.low(a - 2) in ROLES or sentence.tag(a - 2) == "JJS" or _one_of(sentence, a - 2))
        and sentence.low(b) in (",", ".")
    ):
        closes = (
            sentence.low(b) == "," and not another_follows(marked, b + 1) and sentence.tag(b + 1) not in ("WP", "WP$")
        )
        region = Region(sentence.end(a - 2), sentence.end(b) if closes else sentence.end(b - 1))
        return region if marked.allows(region) else None
    label = _LABELLED.search(marked.text[: spot.start])
    if label and spot.kind is Kind.PERSON_NAME:
        listed = re.match(r"\s*[,;:–-]\s*(?=\w)", marked.text[spot.end :])
        if listed is None:
            return None
        region = Region(spot.start, spot.end + listed.end())
        return region if marked.allows(region, over=frozenset({spot.move})) else None
    said = _NAME_IS.search(marked.text[: spot.start])
    if said and spot.kind is Kind.PERSON_NAME:
        joined = re.match(r",? and (?=(?:she|he|they|I)\b)|[.!]\s*$", marked.text[spot.end :])
        if joined is None:
            return None
        region = Region(said.start(), spot.end + joined.end())
        return region if marked.allows(region, over=frozenset({spot.move})) else None
    if sentence.low(a - 1) in ("called", "named") and sentence.tag(a - 2) in NOUNS:
        region = Region(sentence.end(a - 2), sentence.end(b - 1))
        return region if marked.allows(region) else None
    if sentence.low(b) == "," and sentence.tag(b + 1) in ("PRP$", "DT") and sentence.low(b + 2) in ROLES:
        # "Anna, her sister, rang": the role takes the name's place, and the commas go.
        closes = sentence.low(b + 3) == ","
        role = marked.text[sentence.start(b + 1) : sentence.end(b + 2)]
        region = Region(spot.start, sentence.end(b + 3) if closes else sentence.end(b + 2), role)
        return region if marked.allows(region) and (closes or sentence.tag(b + 3) == ".") else None
    bracket = re.match(r"\s*\(((?:her|his|their|my|the) [\w-]+)\)", marked.text[spot.end :])
    if bracket and bracket[1].split()[-1].lower() in ROLES:
        region = Region(spot.start, spot.end + bracket.end(), bracket[1])
        return region if marked.allows(region) else None
    return None


RULE = StyleRule(
    "cut-beside-role",
    "left out a name where the role is said already",
    "prose.md: a name for the role, or nothing",
    _apply,
    (
        ("She rang her sister [Anna|person-name] at once.", "She rang her sister at once."),
        ("A client called [Tom|person-name] hates Mondays.", "A client hates Mondays."),
        ("[Anna|person-name], her sister, rang at once.", "Her sister rang at once."),
        ("Her mother, [Joan|person-name], rang at once.", "Her mother rang at once."),
        ("Her name was [Anna|person-name] and she drew foxes.", "She drew foxes."),
        ("**Client:** [Anna|person-name], two children, lives alone", "**Client:** two children, lives alone"),
        ("[Anna|person-name] (her sister) rang at once.", "Her sister rang at once."),
        ("One of my pupils, [Anna|person-name], told me.", "One of my pupils told me."),
        ("I rang his gran, [Mrs Hull|person-name], who raised him.", "I rang his gran, who raised him."),
    ),
    ("[Anna|person-name] rang at once.",),
)
