"""The models that ship with discreet: what the manifest beside them says of each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "models"


@dataclass(frozen=True, slots=True)
class Embedded:
    """One shipped model. `role` is "tagger" or "writer"; `size` in bytes."""

    name: str
    path: Path
    role: str
    sha256: str
    size: int
    licence: str
    summary: str


def embedded(folder: Path = FOLDER) -> tuple[Embedded, ...]:
    """Every model that the manifest names and whose file is here; none where there is no readable manifest."""
    try:
        rows = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["models"]
        found = [
            Embedded(
                name=str(row["name"]),
                path=folder / Path(str(row["file"])).name,
                role=str(row["role"]),
                sha256=str(row["sha256"]),
                size=int(row["bytes"]),
                licence=str(row["licence"]),
                summary=str(row["summary"]),
            )
            for row in rows
        ]
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    return tuple(one for one in found if one.path.is_file())


def find(role: str, folder: Path = FOLDER) -> Embedded | None:
    """The shipped model of this role, None where it is not here."""
    return next((one for one in embedded(folder) if one.role == role), None)
