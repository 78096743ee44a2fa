"""What the drafts of one work have in common: who is in it, and how general each fact about them is put throughout.

Only where the person says that drafts are chapters of one work. Elsewhere one draft never knows of another, because
the same wording in two texts tells a reader that they are about one person.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeVar

from assistant.domain.details import Detail, Kind, Subject

OMITTED = 99
"""Stands for the last rung of whatever ladder: the words are left out."""

_WITHIN = re.compile(r"(?<=[a-z,;:] )([A-Z][^\W\d_]+)")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom a draft names, by the parts of the name in lower case: "given:maya", "surname:lindqvist"."""

    names: tuple[str, ...]
    client: bool
    role: str
    """The noun that the words beside the name have for them: "sister"; empty where they have none."""
    subject: Subject
    sex: str
    """ "f", "m" or empty."""


@dataclass(frozen=True, slots=True)
class Rungs:
    """Where a plan put a fact: `words` in lower case, `rung` as on its ladder, `OMITTED` for the last."""

    kind: Kind
    words: str
    rung: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one draft would do by itself. `noun` is its word for the client, empty where it tells of no case."""

    noun: str
    own: bool
    """Whether it says "my client" rather than "the client"."""
    people: tuple[Person, ...]
    rungs: tuple[Rungs, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """What holds in all drafts of one work."""

    noun: str
    own: bool
    people: tuple[Person, ...]
    rungs: tuple[Rungs, ...]

    def person(self, detail: Detail) -> Person | None:
        """Whom this name belongs to, if the work knows them and no other by it."""
        keys = name_keys(detail)
        for key in keys:  # the given name says more than the surname
            found = [person for person in self.people if key in person.names]
            if len(found) == 1:
                return found[0]
        return None

    def rung(self, detail: Detail) -> int:
        """How far down its ladder this fact stands throughout; 0 where nothing is agreed."""
        if detail.ladder is None:
            return 0
        words = set(map(plain, detail.texts))
        agreed = max((r.rung for r in self.rungs if r.kind is detail.kind and r.words in words), default=0)
        return min(agreed, len(detail.ladder.rungs) - 1)

    def tells_of(self, text: str) -> bool:
        """Whether a client of the work is named in `text`, within a sentence."""
        names = {key.partition(":")[2] for person in self.people if person.client for key in person.names}
        return bool(names) and any(word.casefold() in names for word in _WITHIN.findall(text))


def name_keys(detail: Detail) -> tuple[str, ...]:
    """What a name is recognised by, the given name first; none for what is no name."""
    if detail.kind is not Kind.PERSON_NAME:
        return ()
    found = [
        f"{part}:{str(detail.attributes[part]).casefold()}"
        for part in ("given", "surname")
        if detail.attributes.get(part)
    ]
    return tuple(found) or tuple(sorted({f"text:{plain(text)}" for text in detail.texts}))


def plain(text: str) -> str:
    """Words as they are compared."""
    return " ".join(text.split()).casefold()


def together(chapters: Collection[Chapter]) -> Work:
    """What holds in all of these chapters, which come in their order.

    What most chapters have counts, the first of them where as many have another; a fact is put everywhere as
    generally as the most general chapter puts it.
    """
    cases = [chapter for chapter in chapters if chapter.noun]
    people = _people([person for chapter in chapters for person in chapter.people])
    own = _most([chapter.own for chapter in cases], default=False)
    return Work(_most([chapter.noun for chapter in cases], default=""), own, people, _rungs(chapters))


def _rungs(chapters: Collection[Chapter]) -> tuple[Rungs, ...]:
    """Facts that two chapters or more tell and one says more generally."""
    found: dict[tuple[Kind, str], list[int]] = {}
    for chapter in chapters:
        here: dict[tuple[Kind, str], int] = {}
        for one in chapter.rungs:
            key = (one.kind, one.words)
            here[key] = max(here.get(key, 0), one.rung)
        for key, rung in here.items():
            found.setdefault(key, []).append(rung)
    shared = {key: max(rungs) for key, rungs in found.items() if len(rungs) > 1 and max(rungs)}
    return tuple(Rungs(kind, words, rung) for (kind, words), rung in sorted(shared.items()))


def _people(named: list[Person]) -> tuple[Person, ...]:
    """One entry for each person, found by their given name, or by a surname that only one of them has."""
    groups: list[tuple[set[str], list[Person]]] = []
    for person in sorted(named, key=lambda each: not each.names[0].startswith("given:")):  # stable: in order otherwise
        first = person.names[0]
        matching = [group for group in groups if first in group[0]]
        if first.startswith("given:") and (other := set(person.names[1:])):
            surnames = [{n for n in group[0] if n.startswith("surname:")} for group in matching]
            matching = [g for g, had in zip(matching, surnames, strict=True) if not had or had & other]
        if len(matching) == 1:
            matching[0][0].update(person.names)
            matching[0][1].append(person)
        else:
            groups.append((set(person.names), [person]))
    return tuple(_one(names, ones) for names, ones in sorted(groups, key=lambda group: sorted(group[0])))


def _one(names: set[str], ones: list[Person]) -> Person:
    client = _most([one.client for one in ones], default=False)
    alike = [one for one in ones if one.client == client]
    return Person(
        tuple(sorted(names)),
        client,
        _most([one.role for one in alike if one.role], default=""),
        _most([one.subject for one in alike if one.role] or [one.subject for one in alike], default=ones[0].subject),
        _most([one.sex for one in ones if one.sex], default=""),
    )


def _most(values: list[T], default: T) -> T:
    """The commonest, the first of several; `default` where there is none."""
    return max(values, key=lambda value: (values.count(value), -values.index(value)), default=default)
