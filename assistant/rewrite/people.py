"""The client in a sentence: which words name them, and what the draft calls them.

Promises: a phrase names the client only where its noun is the draft's own for clients, or one for a person of the
client's sex that stands as a subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.rewrite.sentence import NOUNS, VERBS, Sentence

SHE_NOUNS = frozenset(
    (
        "mum mom mam mother sister wife daughter girlfriend aunt auntie gran nan "
        "grandma grandmother niece woman girl stepmum stepmother granddaughter lady"
    ).split()
)
HE_NOUNS = frozenset(
    (
        "dad father brother husband son boyfriend uncle grandad grandpa "
        "grandfather nephew man boy lad stepdad stepfather grandson bloke guy"
    ).split()
)
CLIENT_NOUNS = frozenset(
    (
        "gentleman client patient pupil student kid child boy girl lad woman man lady guy bloke "
        "teenager teen resident youngster mother father mum dad mom parent supervisee"
    ).split()
)
_INTRODUCING = frozenset({"a", "an", "one", "my", "the", "this", "that", "another"})
CONJUNCTIONS = frozenset({"that", "because", "when", "if", "while", "before", "after", "until", "since", "as", "than"})


@dataclass(frozen=True, slots=True)
class Cast:
    """Who a sentence is about: the client's pronoun as written ("she", "he", "they" or ""), the noun that the draft
    uses, whether the pronoun may become "they", and whether somebody in it has died, so that what was theirs, or what
    they were, is so no longer."""

    pronoun: str
    noun: str
    neutral: bool = True
    lost: bool = False


def client_phrase(sentence: Sentence, i: int, cast: Cast) -> int:
    """Where the phrase that names the client and starts at word `i` ends; `i` when none does."""
    if sentence.low(i) == "one" and sentence.low(i + 1) == "of" and sentence.low(i + 2) in ("my", "our"):
        plain = sentence.low(i + 3).removesuffix("s") in CLIENT_NOUNS
        return i + 4 if plain else i
    if i == 0 and sentence.low(0) in ("someone", "somebody") and sentence.low(1) != "in":
        return 1
    if sentence.low(i) not in _INTRODUCING:
        return i
    subject = sentence.tag(i - 1) not in VERBS | {"IN", "TO", "RP"} or sentence.low(i - 1) in CONJUNCTIONS
    end = i + 1
    while (
        end < i + 4 and sentence.tag(end) in ("JJ", "NN", "NNP", "CD", "VBN") and not _names_client(sentence, end, cast)
    ):
        if end > i + 1 and sentence.low(end) in _INTRODUCING:
            return i  # "On the unit one resident": another phrase begins there
        end += 1
    if not _names_client(sentence, end, cast):
        return i
    plain_noun = sentence.low(end) in (cast.noun, "client", "patient", "pupil", "student", "supervisee")
    if not plain_noun and (not subject or (i and sentence.low(i) in ("the", "this", "that"))):
        return i
    if sentence.low(end + 1) == "of" and sentence.low(end + 2) in ("mine", "ours"):
        return end + 3
    return end + 1


def _names_client(sentence: Sentence, i: int, cast: Cast) -> bool:
    """Whether noun `i` can stand for the client: the draft's own noun, or one for a person of the client's sex."""
    low = sentence.low(i)
    if low == cast.noun or low in ("client", "patient", "pupil", "student", "supervisee"):
        return True
    if low not in CLIENT_NOUNS or sentence.tag(i) not in NOUNS | {"JJ"}:
        return False
    return not ((cast.pronoun == "she" and low in HE_NOUNS) or (cast.pronoun == "he" and low in SHE_NOUNS))


_GENITIVE = re.compile(r"['’]s\b|(?<=s)['’](?=\s+\w)")
_QUOTES = re.compile(r"(?:^|[\s(])['‘](?=\w)")


def genitive(text: str, end: int) -> str:
    """What makes a name that ends at `end` a genitive ("Tom's", "James'"), or "".

    A bare mark after an s may close somebody's words instead, where such a mark opened some on the same line.
    """
    match = _GENITIVE.match(text, end)
    if match is None or (len(match[0]) == 1 and _QUOTES.search(text, text.rfind("\n", 0, end) + 1, end)):
        return ""
    return match[0]
