"""Which model files are here and what they say of themselves, without loading any."""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass
from pathlib import Path

from assistant.domain.errors import ModelError
from assistant.engine.embedded import embedded
from assistant.engine.gguf_header import BrokenFileError, read_header


@dataclass(frozen=True, slots=True)
class Installed:
    """One model file. `problem` is a clause for the person when the file can't be used, else ""."""

    path: Path
    name: str
    architecture: str
    licence: str
    size: int
    """Bytes."""
    problem: str = ""


def models_folder() -> Path:
    """Where this person's model files live. Need not exist."""
    import platformdirs

    return Path(platformdirs.user_data_dir("discreet", appauthor=False)) / "models"


def installed(folder: Path | None = None) -> tuple[Installed, ...]:
    """Every `.gguf` file in `folder` (default: `models_folder()`), by name; none when there is no such folder."""
    return tuple(describe(path) for path in _files(folder or models_folder()))


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix.lower() == ".gguf" and path.is_file())
    except OSError:
        return []


def describe(path: Path) -> Installed:
    """What the file at `path` says of itself. Never raises: what can't be read is said in `problem`."""
    try:
        size = path.stat().st_size
        header = read_header(path)
    except BrokenFileError:
        return Installed(path, path.stem, "", "", size, "is not a complete model file")
    except OSError:
        return Installed(path, path.stem, "", "", 0, "can't be read")
    name = header.text("general.name") or path.stem
    problem = "" if header.words else "can only read, not word anything"
    return Installed(path, name, header.architecture, header.text("general.license"), size, problem)


def find(wanted: str | Path, folder: Path | None = None) -> Path:
    """The model file that `--model` names: a path, or the name of an installed file with or without `.gguf`, or the
    name in the catalogue of one that is installed.

    Raises ModelError when there is none, also for those that came with discreet.
    """
    path = at_home(Path(wanted))
    if _there(path):
        return path
    folder = folder or models_folder()
    inside = in_folder(str(wanted), folder) or _pulled(str(wanted), folder)
    if inside is not None:
        return inside
    if str(wanted) in {each.name for each in embedded()}:
        raise ModelError(
            f"{wanted} came with discreet and works by itself; it can be neither chosen nor removed.",
            "See which instruct model suits this machine: discreet models suggest",
        )
    raise ModelError(f"There is no model {_short(path.name)}.", "See what is here: discreet models list")


def in_folder(name: str, folder: Path) -> Path | None:
    """The file in `folder` that is called `name`, with or without `.gguf` (or `.GGUF`); None where there is none."""
    if Path(name).parent != Path():
        return None
    likely = next((path for path in (folder / name, folder / f"{name}.gguf") if _there(path)), None)
    return likely or next((path for path in _files(folder) if path.stem == name), None)


def typed(name: str | Path) -> str:
    """A name or path as it is typed into a command line: in quotation marks where it needs them."""
    if os.name == "nt":
        return f'"{name}"' if " " in str(name) else str(name)
    return shlex.quote(str(name))


def _pulled(name: str, folder: Path) -> Path | None:
    """The file in `folder` of the model that the catalogue calls `name`; None where there is none."""
    from assistant.engine.offered import offer

    known = offer(name)
    return in_folder(known.file, folder) if known is not None else None


def at_home(path: Path) -> Path:
    """`path` with ~ filled in; as it is where nobody of that name is known here."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def _there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that no disk takes
        return False


def _short(name: str) -> str:
    return f"called {name[:59]}…" if len(name) > 60 else f"called {name}" if name else "without a name"
