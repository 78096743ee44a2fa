"""What the rules for single traits share: which sense of a word is meant, and what its attributes are."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.detect.rule import Match
from assistant.detect.rules.quasi._context import GENERAL, Context, Hit
from assistant.detect.rules.quasi._lexicon import Entry
from assistant.domain.details import Attributes, Kind

SPEAKS = frozenset(
    "speak speaks spoke speaking spoken in fluent learn learning learned learnt understand understands uses use using "
    "sign signs signing read reads write writes of".split()
)


PLURALS = frozenset(
    "men women boys girls lads children kids people clients patients students pupils families couples parents "
    "teenagers adults youths communities friends mothers fathers males females".split()
)


def attributes(hit: Hit, entry: Entry) -> Attributes:
    """`value` (as in traits.tsv), `group` (its general wordings), `form` and `plural`."""
    return {"value": entry.value, "group": entry.group, "form": entry.form, "plural": hit.plural}


def lingual(seen: Context, hit: Hit) -> bool:
    """Whether a word that is a language and an origin stands for the language."""
    before, after = seen.low(hit.first - 1), seen.low(hit.last)
    if after in ("-speaking", "speaking", "speaker", "speakers", "interpreter", "translator"):
        return True
    if before == "in":
        return seen.tag(hit.last) not in ("NN", "NNS")
    if before in ("and", "or") and seen.low(hit.first - 2) in ("english", "french", "urdu", "arabic", "hindi"):
        return True
    if before == "language" or (after == "as" and seen.low(hit.last + 2) in ("first", "second")):
        return True
    return (before in SPEAKS and before != "of") or seen.low(hit.first - 2) in ("speak", "speaks", "spoke", "speaking")


def general_plural(seen: Context, hit: Hit) -> bool:
    """ "Women often …": a plural that no article, number or possessive ties to anyone."""
    det = seen.det(hit.first)
    return det in GENERAL or (hit.plural and not det)


def of_persons(seen: Context, kind: Kind, reason: str) -> Iterator[Match]:
    """Matches for adjectives and nouns of origin: only where they are said of a person and aren't a language."""
    for hit, entry in seen.of(kind):
        if entry.form == "t" or seen.det(hit.first) in ("every", "any", "no", "your"):
            continue
        if len(hit.entries) > 1 and any(e.kind is Kind.LANGUAGE for e in hit.entries) and lingual(seen, hit):
            continue
        if seen.low(hit.last) == "&" or (seen.low(hit.last) in PLURALS and not seen.det(hit.first)):
            continue
        word = seen.words[hit.first].text
        if hit.plural and not seen.det(hit.first):
            continue
        if word in ("Pole", "Finn", "Dane") and seen.low(hit.last) in ("position", "vault"):
            continue
        joined = kind is Kind.RELIGION and hit.plural and seen.low(hit.first - 2) in ("of", "joined", "joining", "left")
        if joined or seen.of_person(hit):
            yield seen.match(hit.first, hit.last, reason, 0.85, attributes(hit, entry))
