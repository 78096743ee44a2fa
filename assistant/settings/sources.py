"""Where settings stand: a person's own file, a project's file above the draft, the environment. Read, not judged."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.domain.errors import UsageError
from assistant.settings.keys import PREFIX, names, nearest_variable, value, variable
from assistant.settings.model import Settings
from assistant.storage import present

PROJECT_FILE = "discreet.toml"
LONGEST = 1_000_000
"""Bytes of a settings file; more is a mistake."""
PERSONAL = "profile.name"
"""What a project file, which others see, may not hold."""


@dataclass(frozen=True, slots=True)
class Source:
    """Values by key as they were written, and the place they come from, in words."""

    place: str
    values: Mapping[str, Any]


def user_file() -> Path:
    """The person's own settings file. Need not exist."""
    import platformdirs

    return Path(platformdirs.user_config_dir("discreet", appauthor=False)) / "settings.toml"


def project_file(folder: Path) -> Path | None:
    """The nearest discreet.toml in `folder` or above it; none above a repository or the person's home.

    A file that belongs to another person is passed over: in a shared folder it would speak for a stranger.
    """
    home = Path.home()
    for place in (folder.absolute(), *folder.absolute().parents):
        found = place / PROJECT_FILE
        if os.path.isfile(found) and trusted(found):  # Path.is_file raises in a folder that may not be entered
            return found
        if place == home or os.path.exists(place / ".git"):
            return None
    return None


def from_file(path: Path, *, project: bool = False) -> Source:
    """What a settings file says; nothing where there is none. Raises UsageError."""
    place = f"in {path}"
    values = flattened(parsed(read(path), path))
    if project and PERSONAL in values:
        raise UsageError(
            f"{path} holds {PERSONAL}, but others can see a project’s file.",
            'Take it out there and keep it in your own file: discreet config set profile.name "Your Name"',
        )
    model = values.get("wording.model")
    if isinstance(model, str) and "/" in model.replace(os.sep, "/") and not model.startswith("~"):
        values["wording.model"] = str(path.parent / model)
    return Source(place, values)


def from_environment(environment: Mapping[str, str]) -> Source:
    """What DISCREET_… variables say; empty ones say nothing. Raises UsageError for one that is not known."""
    known = {variable(name): name for name in names()}
    values: dict[str, Any] = {}
    for given, text in environment.items():
        if not given.startswith(PREFIX) or not text:
            continue
        name = known.get(given)
        if name is None:
            meant = nearest_variable(given)
            raise UsageError(
                f"{given} in the environment is no setting.", f"Did you mean {meant}?" if meant else "Take it away."
            )
        values[name] = from_text(name, text)
    return Source("in the environment", values)


def from_text(name: str, text: str) -> Any:
    """What a text says for the key: "a=b,c=d" for pairs, "a,b" for lists, else itself. Raises UsageError."""
    plain = value(Settings(), name)
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if isinstance(plain, tuple):
        return parts
    if not isinstance(plain, dict):
        return text
    if not all("=" in part for part in parts):
        raise UsageError(f"{name} takes pairs such as client=raised,stranger=low.")
    return {one.strip(): other.strip() for one, _, other in (part.partition("=") for part in parts)}


def flattened(tables: Mapping[str, Any]) -> dict[str, Any]:
    """Values by key, "group.name"; what is no table keeps its bare name, which no setting has."""
    groups = {name.partition(".")[0] for name in names()}
    flat: dict[str, Any] = {}
    for group, table in tables.items():
        if isinstance(table, dict) and (table or group in groups):
            flat.update({f"{group}.{one}": given for one, given in table.items()})
        else:
            flat[group] = table
    return flat


def parsed(data: bytes, path: Path) -> dict[str, Any]:
    """The tables of a settings file. Raises UsageError."""
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UsageError(f"The settings in {path} are not UTF-8 text.", "Save them as UTF-8 and try again.") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        why = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "it is nested too deeply"
        raise UsageError(f"The settings in {path} can’t be read: {why}.", "Mend that line and try again.") from None


def read(path: Path) -> bytes:
    """The bytes of a settings file; none where there is none. Raises UsageError."""
    try:
        with path.open("rb") as file:
            data = file.read(LONGEST + 1)
    except FileNotFoundError:
        return b""
    except OSError as error:
        why = (error.strerror or "the system gives no reason").lower()
        raise UsageError(f"The settings in {path} can’t be read: {why}.") from None
    if len(data) > LONGEST:
        raise UsageError(f"{path} is too long for a settings file.")
    return data


def is_file(path: Path) -> bool:
    """Whether there is a file. Raises UsageError where nobody can tell."""
    try:
        return present.is_file(path)
    except OSError:
        raise UsageError(
            f"The folder {path.parent} can’t be read.", "See whether you may enter it and the folders above it."
        ) from None


def trusted(path: Path) -> bool:
    """Whether the file is this person's, or the system's; another's would speak for a stranger."""
    if not hasattr(os, "getuid"):
        return True
    return path.stat().st_uid in (0, os.getuid())
