"""The folder of installed models: adding, removing, and whether a file is still the one that was put there."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.domain.errors import DraftError, ModelError
from assistant.engine.catalogue import at_home, describe, find, in_folder, models_folder, typed
from assistant.engine.gguf_header import BrokenFileError, least_size
from assistant.engine.offered import offer
from assistant.storage import atomic

INDEX = "installed.json"
SPARE = 256 * 1024 * 1024
"""Bytes that have to stay free on the disk."""
BLOCK = 1 << 20

Heard = Callable[[int, int], None]
"""Told bytes done and in all."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of an installed file since it was put there. `source` is where it came from, in words."""

    sha256: str
    bytes: int
    licence: str
    source: str


def records(folder: Path | None = None) -> dict[str, Record]:
    """What is known of installed files, by plain file name; nothing where the index can't be read."""
    try:
        found = json.loads(((folder or models_folder()) / INDEX).read_text(encoding="utf-8"))
        return {str(name): Record(**each) for name, each in found.items() if Path(name).name == name}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def record(name: str, known: Record | None, folder: Path | None = None) -> None:
    """Remember what is known of a file, or forget it. Raises ModelError."""
    folder = folder or models_folder()
    found = records(folder)
    found.pop(name, None)
    if known is not None:
        found[name] = known
    content = json.dumps({each: asdict(found[each]) for each in sorted(found)}, indent=2) + "\n"
    try:
        atomic.write(folder / INDEX, content.encode(), replace=True)
    except DraftError:
        raise ModelError(
            "The list of models could not be written.", f"See whether you may write to {folder}."
        ) from None


def prepare(folder: Path | None = None) -> Path:
    """The folder of models, made if need be. Raises ModelError."""
    folder = folder or models_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise ModelError(f"The folder {folder} could not be made.", "See whether you may write there.") from None
    return folder


def add(path: Path, heard: Heard, folder: Path | None = None) -> Path:
    """Put a model file into the folder: the same file under a second name where the disk allows it, else a copy.

    Raises ModelError: no model, one of that name there, no room.
    """
    path = at_home(path)
    about = describe(path)
    if about.problem:
        raise ModelError(f"{path.name} {about.problem}.", "It has to be an instruct model in GGUF format.")
    whole(path)
    folder = prepare(folder)
    name = f"{path.stem if path.suffix.lower() == '.gguf' else path.name}.gguf"
    target = folder / name
    if os.path.lexists(target):
        raise ModelError(
            f"A model {name} is installed already.", f"Remove it first: discreet models remove {typed(target.stem)}"
        )
    source = path.resolve()
    digest = sha256(source, heard)
    try:
        os.link(source, target)
    except OSError:
        _copy(source, target)
    record(name, Record(digest, about.size, about.licence, "added from a file"), folder)
    return target


def whole(path: Path) -> None:
    """Raises ModelError where the end of a model file is missing."""
    try:
        complete = path.stat().st_size >= least_size(path)
    except (OSError, BrokenFileError):
        raise ModelError(f"{path.name} can't be read to its end.", "Fetch the file again.") from None
    if not complete:
        raise ModelError(
            f"{path.name} is not whole: its last part is missing.",
            "The download was probably interrupted. Fetch the file again.",
        )


def remove(name: str, folder: Path | None = None) -> Path:
    """Take an installed model out of the folder, whatever else is called like it, or forget one that is gone.

    Raises ModelError.
    """
    folder = folder or models_folder()
    path = in_folder(name, folder) or gone(name, folder) or find(name, folder)
    if path.parent != folder:
        raise ModelError(f"{path.name} is not in the folder of models.", "Only installed models can be removed.")
    try:
        path.unlink(missing_ok=True)
    except OSError:
        raise ModelError(f"{path.name} could not be removed.", f"See whether you may write to {folder}.") from None
    record(path.name, None, folder)
    return path


def gone(name: str, folder: Path | None = None) -> Path | None:
    """Where the model of that name was installed whose file is no longer there; None where there is none."""
    listed = offer(name)
    files = (name, f"{name}.gguf", listed.file if listed is not None else name)
    return next((path for path in all_gone(folder) if path.name in files), None)


def all_gone(folder: Path | None = None) -> tuple[Path, ...]:
    """Where files were installed and are no longer."""
    folder = folder or models_folder()
    return tuple(folder / file for file in sorted(records(folder)) if not (folder / file).exists())


def sha256(path: Path, heard: Heard) -> str:
    """The hash of a file. Raises ModelError when it can't be read."""
    digest, done = hashlib.sha256(), 0
    try:
        total = path.stat().st_size
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                digest.update(block)
                done += len(block)
                heard(done, total)
    except OSError:
        raise ModelError(f"{path.name} can't be read.", "Check who may read it.") from None
    return digest.hexdigest()


def _copy(source: Path, target: Path) -> None:
    size = source.stat().st_size
    if shutil.disk_usage(target.parent).free < size + SPARE:
        raise ModelError(f"A copy needs {size / 1e9:.1f} GB more than is free.", "Make room and try again.")
    part = target.with_name(f"{target.name}.part")
    try:
        shutil.copyfile(source, part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(part, target)
    except OSError:
        raise ModelError("The model could not be copied.", f"See whether you may write to {target.parent}.") from None
    finally:
        with contextlib.suppress(OSError):
            part.unlink()
