"""The settings that hold for a folder: environment before project file before own file before defaults.

Options of a command come before all of these; the commands see to that.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from assistant.settings.keys import names, value, variable
from assistant.settings.model import Settings
from assistant.settings.sources import Source, from_environment, from_file, project_file, user_file


class Level(StrEnum):
    """Where a value comes from, the weakest first."""

    DEFAULT = "default"
    USER = "your file"
    PROJECT = "project file"
    ENVIRONMENT = "environment"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from; `place` is the file or the variable, "" for a default."""

    level: Level
    place: str = ""

    def __str__(self) -> str:
        return f"{self.level}: {self.place}" if self.place else str(self.level)


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings, and the origin of each key."""

    settings: Settings
    origins: Mapping[str, Origin]


def load(folder: Path, environment: Mapping[str, str] | None = None) -> Loaded:
    """The settings for drafts in `folder`. Raises UsageError, naming the file or variable that is wrong."""
    loaded = Loaded(Settings(), {name: Origin(Level.DEFAULT) for name in names()})
    own = user_file()
    loaded = _over(loaded, from_file(own), Level.USER, str(own))
    project = project_file(folder)
    if project is not None and project != own:
        loaded = _over(loaded, from_file(project, project=True), Level.PROJECT, str(project))
    return _over(loaded, from_environment(os.environ if environment is None else environment), Level.ENVIRONMENT, "")


def _over(below: Loaded, source: Source, level: Level, place: str) -> Loaded:
    """`below` with the values of `source` in place of its own."""
    if not source.values:
        return below
    from assistant.settings.checking import checked

    given = checked(source.values, source.place)
    origins = {name: Origin(level, place or variable(name)) for name in source.values}
    return Loaded(_with(below.settings, given, source.values), {**below.origins, **origins})


def _with(below: Settings, given: Settings, set_: Mapping[str, Any]) -> Settings:
    groups: dict[str, Any] = {}
    for group in fields(Settings):
        changed = {name.partition(".")[2]: value(given, name) for name in set_ if name.startswith(f"{group.name}.")}
        groups[group.name] = replace(getattr(below, group.name), **changed)
    return replace(below, **groups)
