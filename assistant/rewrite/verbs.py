"""Forms of verbs in the present, and what lies between quotation marks."""

from __future__ import annotations

from assistant.language import inflect
from assistant.rewrite.sentence import Sentence

ACTIVE = frozenset("been lost told gone become seen come found felt known learned learnt started stopped".split())


def agreeing(base: str, *, plural: bool, first: bool) -> str:
    """The present of a base form with a subject that is plural, "I", or neither."""
    if base == "be":
        return "am" if first else "are" if plural else "is"
    if base == "have":
        return "have" if first or plural else "has"
    return base if first or plural else inflect.third_person(base)


def clitic_form(base: str, *, plural: bool, first: bool) -> str:
    """The same for "be" and "have" written with an apostrophe."""
    if base == "be":
        return "'m" if first else "'re" if plural else "'s"
    return "'ve" if first or plural else "'s"


def inside_quotes(sentence: Sentence) -> set[int]:
    """Words between double quotation marks."""
    inside: set[int] = set()
    open_ = False
    for i, word in enumerate(sentence.words):
        if word.text in ("“", "”", '"'):
            open_ = word.text == "“" or (word.text == '"' and not open_)
        elif open_:
            inside.add(i)
    return inside
