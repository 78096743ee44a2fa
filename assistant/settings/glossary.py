"""A person's glossary: words that are always generalised, never touched, or always said in one way.

One line each, in plain text: `always: words`, `always (place): words`, `never: words`, `say: words = wording`. Lines
that start with # are notes. What names somebody does not belong into such a file (`discreet glossary` sees to that).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from assistant.domain.details import EXEMPTING, Directness, Evidence, Kind
from assistant.domain.errors import DraftError, UsageError
from assistant.domain.notices import Notice
from assistant.settings.sources import is_file, project_file, trusted
from assistant.storage import atomic

FILE = "glossary.txt"
LONGEST = 200_000
"""Bytes of a glossary."""
MOST_WORDS, LONGEST_ENTRY = 12, 120
_LINE = re.compile(r"(?P<rule>always|never|say)\s*(?:\((?P<kind>[a-z-]+)\))?\s*:\s*(?P<rest>.+)", re.IGNORECASE)
_EPISODIC = frozenset({Kind.EVENT, Kind.SEQUENCE, Kind.MOMENT})
_NOT_FOR_GLOSSARIES = EXEMPTING | {Kind.FILE_NAME, Kind.PSEUDONYM, Kind.SPEECH}


class Rule(StrEnum):
    """What becomes of the words."""

    ALWAYS = "always"
    """They never stay as they are."""
    NEVER = "never"
    """They stay, whatever they tell."""
    SAY = "say"
    """They become the person's own wording."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. `wording` is for SAY; `kind` says what sort of detail the words are."""

    rule: Rule
    words: str
    wording: str = ""
    kind: Kind = Kind.ORGANISATION

    def line(self) -> str:
        """As it stands in a file."""
        kind = "" if self.kind is Kind.ORGANISATION else f" ({self.kind.value})"
        return f"{self.rule.value}{kind}: {self.words}" + (f" = {self.wording}" if self.wording else "")


@dataclass(frozen=True, slots=True)
class Glossary:
    """Entries in their order; where two are about the same words the last holds."""

    entries: tuple[Entry, ...] = ()

    def keeps(self) -> tuple[str, ...]:
        """Words that are not to be touched."""
        return tuple(each.words for each in self._holding() if each.rule is Rule.NEVER)

    def notices(self) -> tuple[Notice, ...]:
        """Words that count as details."""
        return tuple(_notice(each) for each in self._holding() if each.rule is not Rule.NEVER)

    def _holding(self) -> Iterable[Entry]:
        return {" ".join(each.words.split()).casefold(): each for each in self.entries}.values()


def parse(text: str, where: str) -> Glossary:
    """The glossary in a text. Raises UsageError that names the line, never its words."""
    found = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            try:
                found.append(entry(line))
            except ValueError as problem:
                raise UsageError(
                    f"Line {number} of {where} can’t be used: {problem}.",
                    "A line is “always: words”, “never: words” or “say: words = other words”.",
                ) from None
    return Glossary(tuple(found))


def entry(line: str) -> Entry:
    """One line as an entry. Raises ValueError with a clause that has no word of it."""
    match = _LINE.fullmatch(line.strip())
    if match is None:
        raise ValueError("it is neither always, never nor say")
    rule = Rule(match["rule"].lower())
    words, sign, wording = (match["rest"], "", "") if rule is not Rule.SAY else match["rest"].partition("=")
    words, wording = " ".join(words.split()), " ".join(wording.split())
    if rule is Rule.SAY and not (sign and wording):
        raise ValueError("there is no = with other words behind it")
    if not words or not any(c.isalnum() for c in words):
        raise ValueError("it has no words")
    if not _encodable(words + wording):
        raise ValueError("it is not UTF-8 text")
    if len(words.split()) > MOST_WORDS or max(len(words), len(wording)) > LONGEST_ENTRY:
        raise ValueError("it is too long")
    return Entry(rule, words, wording, _kind(match["kind"]))


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # bytes of another encoding, from a command line or standard input
        return False
    return True


def _kind(name: str | None) -> Kind:
    if name is None:
        return Kind.ORGANISATION
    found = next((kind for kind in Kind if kind.value == name.lower()), None)
    if found is None or found in _NOT_FOR_GLOSSARIES:
        raise ValueError("what stands in brackets is no kind of detail, such as place, or none for glossaries")
    return found


def _notice(found: Entry) -> Notice:
    directness = Directness.EPISODIC if found.kind in _EPISODIC else Directness.QUASI
    attributes: dict[str, str | int | float | bool] = {"by": "glossary"}
    if found.kind is Kind.EVENT:
        attributes["event"] = "scene"
    evidence = Evidence("rule", "glossary", 0.99)
    reason = "your glossary says so"
    always = found.rule is Rule.ALWAYS
    return Notice(found.words, found.kind, directness, evidence, reason, attributes, found.wording, always)


def user_glossary() -> Path:
    """This person's own glossary. Need not exist."""
    import platformdirs

    return Path(platformdirs.user_config_dir("discreet", appauthor=False)) / FILE


def standing(folder: Path) -> tuple[Path, ...]:
    """The glossaries that hold for drafts in `folder`, the weaker first: the person's own, then the project's.

    One that belongs to another person is passed over, as their settings are. Raises UsageError where nobody can tell
    whether there is one.
    """
    own, project = user_glossary(), project_file(folder)
    found = (own, *([project.parent / FILE] if project is not None else []))
    return tuple(path for path in dict.fromkeys(found) if is_file(path) and (path == own or trusted(path)))


def read(path: Path) -> Glossary:
    """The glossary in a file. Raises UsageError."""
    try:
        with path.open("rb") as file:
            data = file.read(LONGEST + 1)
        if len(data) > LONGEST:
            raise UsageError(f"{path.name} is too long for a glossary.", "It takes one rule a line.")
        return parse(data.decode("utf-8-sig"), path.name)
    except OSError:
        raise UsageError(f"The glossary {path} can’t be read.", "Check its name and who may read it.") from None
    except UnicodeDecodeError:
        raise UsageError(f"The glossary {path} is not UTF-8 text.", "Save it as UTF-8 and try again.") from None


def write(path: Path, lines: Iterable[str]) -> None:
    """Write a glossary whole or not at all, readable by this person alone. Raises UsageError."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        atomic.write(path, ("\n".join(lines) + "\n").encode("utf-8"), replace=True)
    except (DraftError, OSError):
        raise UsageError(f"The glossary could not be written to {path}.", "See whether you may write there.") from None
