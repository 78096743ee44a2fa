"""Which model files are here and what they say of themselves, without loading any."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.domain.errors import ModelError
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
    folder = folder or models_folder()
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".gguf" and path.is_file())
    except OSError:
        return ()
    return tuple(describe(path) for path in files)


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
    return Installed(path, name, header.architecture, header.text("general.license"), size)


def find(wanted: str | Path, folder: Path | None = None) -> Path:
    """The model file that `--model` names: a path, or the name of an installed file with or without `.gguf`.

    Raises ModelError when there is none.
    """
    path = Path(wanted).expanduser()
    if path.is_file():
        return path
    folder = folder or models_folder()
    for candidate in (folder / path.name, folder / f"{path.name}.gguf"):
        if path.parent == Path() and candidate.is_file():
            return candidate
    raise ModelError(
        f"There is no model file {path.name}.",
        "Give its path with --model, or list what is here with: discreet models.",
    )
