"""Brings a person's glossaries together: their files, the vault where it is open, and one for this run alone.

A file on the disk may not name anybody: such entries live in the vault, or for one run.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.domain.details import Directness, Kind
from assistant.domain.errors import UsageError
from assistant.settings.glossary import Entry, Glossary, parse, read, standing

if TYPE_CHECKING:
    from assistant.pipeline import Options
    from assistant.storage.vault import Vault

IN_VAULT = "glossary"
"""The name of the one entry that the vault has for a glossary."""
_NAMES = frozenset({Kind.PERSON_NAME, Kind.PSEUDONYM})
_SENTENCES = ("My client {} said that.", "I saw {} again.", "{}")


def glossary(folder: Path, for_this_run: Path | None = None, vault: Vault | None = None) -> Glossary:
    """Everything that holds for drafts in `folder`; later ones come before earlier ones. Raises UsageError."""
    entries: list[Entry] = []
    for path in standing(folder):
        found = read(path).entries
        if any(names_somebody(each) for each in found):
            raise UsageError(
                f"{path} names somebody, and it lies on the disk for anybody to read.",
                "Move that line into the vault (discreet glossary add --vault) or give it with --glossary.",
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


def names_somebody(entry: Entry) -> bool:
    """Whether the words of an entry hold a name, a way to reach somebody, or another direct identifier."""
    return any(_direct(text) for text in (entry.words, entry.wording) if text)


def _direct(words: str) -> bool:
    from assistant.detect.registry import find
    from assistant.detect.view import View
    from assistant.domain.text import Passage, Role, Span
    from assistant.language.names import fold, known_people

    if fold(words) in known_people():
        return False
    for sentence in _SENTENCES:
        text = sentence.format(words)
        start = text.index(words)
        inside = Span(start, start + len(words))
        view = View(Passage(0, Span(0, len(text)), Role.BODY, text, 0), ())
        if any((f.directness is Directness.DIRECT or f.kind in _NAMES) and f.span.overlaps(inside) for f in find(view)):
            return True
    return False


def in_vault(vault: Vault) -> Glossary:
    """The glossary that the vault holds; an empty one where it holds none. Raises VaultError, or UsageError."""
    from assistant.storage.vault import Section

    content = vault.get(Section.GLOSSARY, IN_VAULT)
    return parse("\n".join(map(str, content)), "the glossary in the vault") if isinstance(content, list) else Glossary()


def into_vault(vault: Vault, entries: Iterable[Entry]) -> None:
    """Keep these entries in the vault, in place of those that were there. Raises VaultError."""
    from assistant.storage.vault import Section

    vault.put(Section.GLOSSARY, IN_VAULT, [each.line() for each in entries])
