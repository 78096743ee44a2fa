"""The models that come with discreet: what their manifest says of them, and whether the files are what it says."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Embedded:
    """One embedded model. `role` is "tagger" or "writer"; `size` is in bytes."""

    name: str
    path: Path
    role: str
    sha256: str
    size: int
    licence: str
    summary: str


def folder() -> Path:
    """Where embedded models and the catalogue are."""
    return Path(str(resources.files("assistant") / "models"))


@cache
def embedded() -> tuple[Embedded, ...]:
    """Every embedded model whose file is there; none where the manifest is missing or says nothing usable."""
    try:
        listed = json.loads((folder() / "manifest.json").read_text(encoding="utf-8"))["models"]
        found = [_embedded(each) for each in listed]
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    return tuple(each for each in found if each.path.is_file())


def _embedded(said: dict[str, Any]) -> Embedded:
    file = str(said["file"])
    if Path(file).name != file:
        raise ValueError("a file name, not a path")
    texts = (str(said[key]) for key in ("licence", "summary"))
    return Embedded(
        str(said["name"]), folder() / file, str(said["role"]), str(said["sha256"]), int(said["bytes"]), *texts
    )
