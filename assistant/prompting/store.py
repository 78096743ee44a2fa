"""Where prompts live and which one wins: `--prompt-dir`, then the project, the person, and what comes with discreet.

Built-in prompts are never edited in place; a file of the same name nearer by stands in their stead. Nothing outside
these folders is ever read: names are plain, and links that lead out are refused.
"""

from __future__ import annotations

import difflib
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from assistant.prompting.header import NAME
from assistant.prompting.prompt import LONGEST, MOST_EXTENDED, Prompt, PromptError, Source, header_of, make_prompt

FILE, CASES, SHARED = "prompt.md", "cases.yaml", "_shared"
PACKAGED = "built in"
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A folder of prompts; `kind` is what people call it ("built in", "yours", "project", "--prompt-dir")."""

    kind: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Found:
    """A prompt's folder in one place."""

    name: str
    place: Place

    @property
    def file(self) -> Path:
        return self.place.folder / self.name / FILE

    @property
    def cases(self) -> Path:
        return self.place.folder / self.name / CASES


def packaged() -> Place:
    """The prompts that come with discreet."""
    return Place(PACKAGED, Path(str(resources.files("assistant") / "prompts")))


class PromptStore:
    """Finds prompts by name in `places`, nearest first; those that come with discreet are always last."""

    def __init__(self, places: Sequence[Place] = ()) -> None:
        self.places = (*places, packaged())

    def names(self) -> tuple[str, ...]:
        """Every name that is there, sorted. Raises PromptError for a folder that can't be read."""
        found = set()
        for place in self.places:
            try:
                entries = list(place.folder.iterdir())
            except (FileNotFoundError, NotADirectoryError):
                continue
            except OSError:
                raise unreadable(place.folder) from None
            found |= {each.name for each in entries if NAME.fullmatch(each.name) and _there(each / FILE)}
        return tuple(sorted(found))

    def origins(self, name: str) -> tuple[Found, ...]:
        """Every place that has `name`, the one that wins first. Raises PromptError for what is no name."""
        if not NAME.fullmatch(name) or len(name) > LONGEST_NAME:
            raise PromptError(
                f"{name[:40]!r} is not the name of a prompt.", "Names have small letters, digits and hyphens."
            )
        return tuple(Found(name, place) for place in self.places if _there(place.folder / name / FILE))

    def find(self, name: str) -> Found:
        """The one that wins. Raises PromptError when there is none."""
        found = self.origins(name)
        if not found:
            near = difflib.get_close_matches(name, self.names(), 1)
            hint = f"Perhaps {near[0]} is meant; " if near else ""
            raise PromptError(f"There is no prompt named {name[:60]}.", f"{hint}discreet prompts list shows all.")
        return found[0]

    def before(self, found: Found) -> Found | None:
        """What `found` is best held against: the last one that it replaces, or the one that it extends."""
        last = self.origins(found.name)[-1]
        if last != found:
            return last
        parent = header_of(self.source(found).text).extends
        return self.find(parent) if parent and parent != found.name else None

    def load(self, name: str) -> Prompt:
        """The prompt `name`, ready for use. Raises PromptError."""
        return make_prompt(self.source(self.find(name)))

    def source(self, found: Found) -> Source:
        """The text of a prompt with what it needs from its own place and from those after it. Raises PromptError."""
        return Source(_read(found.file, found.place), lambda wanted: self._parent(found, wanted), self.shared)

    def cases(self, found: Found) -> str | None:
        """The text of the cases beside a prompt, None where there are none. Raises PromptError."""
        return _read(found.cases, found.place) if _there(found.cases) else None

    def shared(self, name: str) -> str | None:
        """A shared piece from the nearest place that has it."""
        for place in self.places:
            file = place.folder / SHARED / f"{name}.md"
            if _there(file):
                return _read(file, place).strip("\n") + "\n"
        return None

    def extended(self, found: Found) -> tuple[Found, ...]:
        """The prompts that `found` extends, the nearest first, as far as they are there. Raises PromptError."""
        row = [found]
        while len(row) < MOST_EXTENDED:
            wanted = header_of(self.source(row[-1]).text).extends
            parent = self._extended(row[-1], wanted) if wanted else None
            if parent is None:
                break
            row.append(parent)
        return tuple(row[1:])

    def _extended(self, child: Found, wanted: str) -> Found | None:
        """A prompt that extends its own name means the one that it stands in the stead of."""
        found = self.origins(wanted)
        if wanted == child.name:
            found = found[found.index(child) + 1 :]
        return found[0] if found else None

    def _parent(self, child: Found, wanted: str) -> Source | None:
        parent = self._extended(child, wanted)
        return self.source(parent) if parent is not None else None


def load_prompt(name: str = "generalise", folders: Sequence[Path] = ()) -> Prompt:
    """The prompt `name` from the first of `folders` that has it, else the one that comes with discreet.

    Raises PromptError.
    """
    return PromptStore([Place("--prompt-dir", folder) for folder in folders]).load(name)


def _there(file: Path) -> bool:
    """Whether there is a file. Raises PromptError where its folder may not be entered: another would win unseen."""
    try:
        return stat.S_ISREG(file.stat().st_mode)
    except PermissionError:
        raise unreadable(file.parent) from None
    except OSError:
        return False


def unreadable(folder: Path) -> PromptError:
    """The error for a folder in which nobody can tell what is there."""
    return PromptError(f"The folder {folder} can't be read.", "See whether you may enter it and the folders above it.")


def _read(file: Path, place: Place) -> str:
    try:
        if not file.resolve().is_relative_to(place.folder.resolve()):
            raise PromptError("The prompt file is a link that leads out of its folder.", "Copy the file instead.")
        with file.open("rb") as content:
            data = content.read(LONGEST * 4 + 1)
        if len(data) > LONGEST * 4:
            raise PromptError(f"{file.name} is too long.", f"At most {LONGEST * 4} bytes.")
        return data.decode("utf-8")
    except (OSError, UnicodeDecodeError, RuntimeError):
        raise PromptError("The prompt file can't be read.", "It has to be text in UTF-8.") from None
