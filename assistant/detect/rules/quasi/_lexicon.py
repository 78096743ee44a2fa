"""Words that say what someone is: every phrase of the tables with what it means, ready to be looked up.

Promises: phrases are keyed by their words in lower case joined by single spaces, cut as `language.words` cuts them.
A phrase may mean several things ("Polish" a nationality and a language); which, is for the rules to say.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from assistant import data
from assistant.domain.details import Kind


class Entry(NamedTuple):
    """One meaning of a phrase. `form` is as in traits.tsv; `group` is the key of its general wordings."""

    kind: Kind
    form: str
    group: str
    value: str


class Lexicon(NamedTuple):
    """Phrases with their meanings, and per first word the numbers of words that phrases starting with it have."""

    phrases: dict[str, tuple[Entry, ...]]
    lengths: dict[str, tuple[int, ...]]


@cache
def lexicon() -> Lexicon:
    """All phrases."""
    phrases: dict[str, tuple[Entry, ...]] = {}

    def add(phrase: str, entry: Entry) -> None:
        key = phrase.replace("'s", " 's") if "'s" in phrase else phrase
        phrases[key] = (*phrases[key], entry) if key in phrases else (entry,)

    for title, group, way, *_ in data.rows("occupations.tsv"):
        add(title, Entry(Kind.OCCUPATION, way, group, title))
    for kind, form, group, value, _share, _facts, listed in data.rows("traits.tsv"):
        for phrase in listed.split(","):
            add(phrase, Entry(Kind(kind), form, group, value))
    for group, names in data.rows("medicines.tsv"):
        entry = Entry(Kind.MEDICATION, "m", group, group)
        for name in names.split(" "):
            add(name, entry)
    for relation, group, _share, listed in data.rows("kin.tsv"):
        for form in listed.split(","):
            one, _, many = form.partition("=")
            add(one, Entry(Kind.FAMILY, "n", group, relation))
            if many:
                add(many, Entry(Kind.FAMILY, "p", group, relation))
    lengths: dict[str, set[int]] = {}
    for key in phrases:
        first, *rest = key.split(" ")
        lengths.setdefault(first, set()).add(1 + len(rest))
    return Lexicon(phrases, {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()})
