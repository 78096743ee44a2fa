"""The models that ship with discreet: what the manifest beside them says of each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "models"


@dataclass(frozen=True, slots=True)
class Embedded:
    """One shipped model. `role` is "tagger" or "writer"; `size` in bytes.

    Where `base` is given the file is nothing without it: the tagger's words are a file of their own, and the writer is
    low-rank changes to a model that a package carries.
    """

    name: str
    path: Path
    role: str
    sha256: str
    size: int
    licence: str
    summary: str
    base: Path | None = None
    base_sha256: str = ""

    @property
    def hashes(self) -> dict[Path, str]:
        """What every file of it must hash to."""
        return {self.path: self.sha256} | ({self.base: self.base_sha256} if self.base is not None else {})


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
                base=_base(row["base"], folder) if "base" in row else None,
                base_sha256=str(row["base"]["sha256"]) if "base" in row else "",
            )
            for row in rows
        ]
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    return tuple(one for one in found if one.path.is_file() and (one.base is None or one.base.is_file()))


def _base(base: dict[str, str], folder: Path) -> Path:
    """A file beside the manifest, or of an installed package: a path that is none where it is not.

    The package is looked up and not imported.
    """
    if "module" not in base:
        return folder / Path(str(base["file"])).name
    found = find_spec(str(base["module"]))
    carried = next(iter(found.submodule_search_locations or ()), None) if found is not None else None
    return Path(carried or folder / "not-installed") / Path(str(base["file"])).name


def find(role: str, folder: Path = FOLDER) -> Embedded | None:
    """The shipped model of this role, None where it is not here."""
    return next((one for one in embedded(folder) if one.role == role), None)
