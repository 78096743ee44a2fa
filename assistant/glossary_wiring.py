"""Brings a person's glossaries together: their files, the vault where it is open, and one for this run alone.

A file on the disk may not name anybody: such entries live in the vault, or for one run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.domain.details import Directness, Kind
from assistant.domain.errors import UsageError
from assistant.settings.glossary import Entry, Glossary, Rule, parse, read, standing

if TYPE_CHECKING:
    from assistant.pipeline import Options
    from assistant.storage.vault import Vault

IN_VAULT = "glossary"
"""The name of the one entry that the vault has for a glossary."""
_NAMES = frozenset({Kind.PERSON_NAME, Kind.PSEUDONYM})
_NAMING = _NAMES | {Kind.CONTACT, Kind.RECORD_NUMBER, Kind.HANDLE, Kind.ADDRESS}
"""Kinds whose every detail points at one person."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_DETERMINERS = frozenset("a an the this that these those my your his her our their its some any no every each".split())
_SHORT, _LONG, _LONG_CAPITALS = 3, 5, 7
"""Letters: up to the first, capitals are initials; from the others on, an unknown word can be a name."""
_SENTENCES = ("My client {} said that.", "I saw {} again.", "{}")


def glossary(folder: Path, for_this_run: Path | None = None, vault: Vault | None = None) -> Glossary:
    """Everything that holds for drafts in `folder`; later ones come before earlier ones. Raises UsageError."""
    entries: list[Entry] = []
    for path in standing(folder):
        found = read(path).entries
        if any(names_somebody(each, in_doubt=False) for each in found):
            raise UsageError(
                f"A line of {path} names somebody, and it lies on the disk for anybody to read.",
                "Move that line into the vault (discreet glossary add --vault) or give it with --glossary. If it names "
                "nobody, say in brackets what it is, such as “always (place): words”.",
            )
        entries += found
    if vault is not None:
        entries += in_vault(vault).entries
    if for_this_run is not None:
        entries += read(for_this_run).entries
    return Glossary(tuple(entries))


def brought_to(options: Options, found: Glossary) -> Options:
    """The options with what the glossary says."""
    return replace(options, keep=(*options.keep, *found.keeps()), notices=(*options.notices, *found.notices()))


def names_somebody(entry: Entry, *, in_doubt: bool = True) -> bool:
    """Whether an entry holds a name, a way to reach somebody, or another direct identifier, in whatever letters.

    `in_doubt`: a word in small letters or in capitals that discreet does not know counts as a name where it is to go
    and nobody said in brackets what it is. Whoever writes a rule down is asked so; a rule that stands in a file isn't.
    """
    from assistant.data import places

    if entry.kind in _NAMING:
        return True
    town = entry.kind is Kind.PLACE and places.known(places.plain(entry.words.removeprefix("the ")))
    texts = (entry.wording,) if town else (entry.words, entry.wording)
    unlisted = in_doubt and entry.rule is not Rule.NEVER and entry.kind is Kind.ORGANISATION
    return any(_direct(each) for text in texts if text for each in _with_capitals(text, unlisted=unlisted))


def _direct(words: str) -> bool:
    from assistant.detect.registry import find
    from assistant.detect.view import View
    from assistant.domain.text import Passage, Role, Span
    from assistant.language.names import fold, known_people

    if fold(words) in known_people():
        return False
    for sentence in _SENTENCES:
        start = sentence.index("{}")
        text = sentence.format(words)
        inside = Span(start, start + len(words))
        view = View(Passage(0, Span(0, len(text)), Role.BODY, text, 0), ())
        if any((f.directness is Directness.DIRECT or f.kind in _NAMES) and f.span.overlaps(inside) for f in find(view)):
            return True
    return False


def _with_capitals(text: str, *, unlisted: bool) -> Iterator[str]:
    """The text as it is, then as it would read if words that can be names were written as names."""
    yield text
    words = list(_WORD.finditer(text))
    before = ["", *(word[0].lower() for word in words)]
    pairs = {i + n for i in range(len(words) - 1) for n in (0, 1) if _pair(words[i][0], words[i + 1][0], before[i])}
    named = [word for i, word in enumerate(words) if i in pairs or _name(word[0], before[i], unlisted=unlisted)]
    named = [word for word in named if not _of_a_place(word, words)]
    if named:
        yield _capitalised(text, named)
        yield from (_capitalised(text, [each]) for each in named)
    yield from (word[0][:-1].capitalize() for i, word in enumerate(words) if before[i] == "the" and _family(word[0]))


def _capitalised(text: str, words: Iterable[re.Match[str]]) -> str:
    for word in reversed(list(words)):
        name = re.sub(r"(?<![^\W\d_])[^\W\d_](?!$)", lambda first: first[0].upper(), word[0].lower())
        text = text[: word.start()] + name + text[word.end() :]
    return text


def _name(word: str, before: str, *, unlisted: bool) -> bool:
    """Whether a word in small letters, or in capitals, is hardly anything but a name."""
    from assistant.data import places
    from assistant.language import names

    lower = re.sub(r"['’]s?$", "", word.lower())
    if not (word[1:].isupper() or word[0].islower()) or names.ordinary(lower):
        return False
    if word.isupper() and len(word) <= _SHORT:
        return names.lower_case_name(lower)
    if names.given(lower) is not None:
        return names.traps().get(names.fold(lower)) not in ("adjective", "month")
    if places.known(places.plain(lower)):
        return False
    shortest = _LONG_CAPITALS if word.isupper() else _LONG
    return bool(names.surname(lower)) or (
        unlisted and len(lower) >= shortest and before not in _DETERMINERS and not _compound(lower)
    )


def _of_a_place(word: re.Match[str], words: Sequence[re.Match[str]]) -> bool:
    """Whether a word is part of the name of a place that has several: "hebden bridge"."""
    from assistant.data import places

    i = words.index(word)
    runs = ((first, last) for first in range(max(i - 2, 0), i + 1) for last in range(max(i, first + 1), first + 3))
    return any(
        last < len(words) and places.known(places.plain(" ".join(each[0] for each in words[first : last + 1])))
        for first, last in runs
    )


def _compound(lower: str) -> bool:
    """Whether a word is two ordinary ones in one: "narrowboat"."""
    from assistant.language import names

    return any(names.ordinary(lower[:i]) and names.ordinary(lower[i:]) for i in range(3, len(lower) - 2))


def _pair(first: str, second: str, before: str) -> bool:
    """Whether two words that mean something else apart read as a given name and a surname together: "mark smith"."""
    from assistant.language import names

    given = names.given(first) is not None and names.traps().get(names.fold(first)) != "month"
    return given and names.surname(second) == 1 and before not in _DETERMINERS


def _family(word: str) -> bool:
    """Whether a word is the plural of a surname that is no other word: the Kowalczyks."""
    from assistant.language import names

    lower = word.lower()
    return (
        lower.endswith("s")
        and names.surname(lower[:-1]) > 0
        and not (names.ordinary(lower) or names.ordinary(lower[:-1]))
    )


def in_vault(vault: Vault) -> Glossary:
    """The glossary that the vault holds; an empty one where it holds none. Raises VaultError, or UsageError."""
    from assistant.storage.vault import Section

    content = vault.get(Section.GLOSSARY, IN_VAULT)
    return parse("\n".join(map(str, content)), "the glossary in the vault") if isinstance(content, list) else Glossary()


def into_vault(vault: Vault, entries: Iterable[Entry]) -> None:
    """Keep these entries in the vault, in place of those that were there. Raises VaultError."""
    from assistant.storage.vault import Section

    vault.put(Section.GLOSSARY, IN_VAULT, [each.line() for each in entries])
