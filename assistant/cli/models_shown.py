"""Models as lines for people: what is here, what one says of itself, whether it is what it was, what would suit."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.cli.text import size
from assistant.domain.errors import ModelError
from assistant.engine import library
from assistant.engine.admission import admit, available_memory
from assistant.engine.base import PER_WINDOW
from assistant.engine.catalogue import describe, find, installed, models_folder, typed
from assistant.engine.embedded import Embedded, embedded
from assistant.engine.offered import offer, offers, suited, unverified
from assistant.settings.loading import load


def listed() -> Iterator[str]:
    """Embedded models, then installed ones."""
    for own in embedded():
        yield f"{own.name} (came with discreet, {own.role}, {size(own.size)}, {own.licence})"
        yield f"  {own.summary}"
    set_ = load(Path())
    held = used()
    found = installed()
    for one in found:
        mark = ", used unless you say otherwise" if one.path == held else ""
        about = one.problem or f"{one.architecture}, {size(one.size)}, licence {_licence(one.path)}"
        yield f"{one.path.stem} ({about}{mark})"
    if set_.settings.wording.model and held is None:
        origin = set_.origins["wording.model"]
        yield f"The model that is set, {set_.settings.wording.model}, is not here ({origin})."
        yield "Choose another with: discreet models default MODEL"
    if not found:
        yield "No model is installed beside those that came with discreet." if embedded() else "No model is installed."
        yield "Which one suits this machine: discreet models suggest"
        yield f"Installed models live in {models_folder()}"


def used() -> Path | None:
    """The file of the model that is set, or None where none is or it is not here."""
    name = load(Path()).settings.wording.model
    try:
        return find(name) if name else None
    except ModelError:
        return None


def shown(name: str) -> Iterator[str]:
    """What a file says of itself and what it needs. Raises ModelError."""
    own = next((each for each in embedded() if each.name == name), None)
    path = own.path if own is not None else find(name)
    about = describe(path)
    if about.problem and own is None:
        raise ModelError(f"{path.name} {about.problem}.", "Download it again, or choose another.")
    known = _record(path)
    yield f"{about.name}"
    if own is not None:
        yield f"Came with discreet: {own.summary}"
    yield f"File: {path} ({size(about.size)})"
    yield f"Architecture: {about.architecture}"
    yield f"Licence: {own.licence if own is not None else _licence(path)}"
    sha256 = own.sha256 if own is not None else known.sha256 if known is not None else ""
    yield f"SHA-256: {sha256 or 'not known; it was not installed with discreet models'}"
    if known is not None:
        yield f"From: {known.source}"
    if own is not None and own.base is not None:
        what, ends = (
            ("Changes the weights of", ", which came in a package") if own.role == "writer" else ("Its words", "")
        )
        yield f"{what}: {own.base} ({size(own.base.stat().st_size)}){ends}"
    if own is None or own.role == "writer":
        yield _fits(path if own is None or own.base is None else own.base)


def verified(names: Sequence[str], heard: library.Heard) -> tuple[list[str], bool]:
    """One line for each model, and whether every one is what it was. Raises ModelError for one that is not there."""
    own = {each.name: each for each in embedded()}
    if names:
        wanted = [(name, own.get(name) or _installed_once(name)) for name in names]
    else:
        here = sorted((*(each.path for each in installed()), *library.all_gone()))
        wanted = [*own.items(), *((path.stem, path) for path in here)]
    lines, all_well = [], True
    for name, one in wanted:
        said, well = _state(one, heard) if isinstance(one, Path) else _own_state(one, heard)
        lines.append(f"{name}: {said}")
        all_well = all_well and well
    return lines or ["There is no model to look at."], all_well


def _state(path: Path, heard: library.Heard) -> tuple[str, bool]:
    """What is said of an installed file, and whether all is well with it."""
    if path.parent == models_folder() and not path.exists():
        return f"GONE since it was installed. Get it again, or: discreet models remove {typed(path.stem)}", False
    return _compared(library.sha256(path, heard), _expected(path))


def _own_state(own: Embedded, heard: library.Heard) -> tuple[str, bool]:
    """The same of one that came with discreet."""
    actual = library.sha256(own.path, heard)
    if own.base is not None and library.sha256(own.base, heard) != own.base_sha256:
        what = "weights that it changes" if own.role == "writer" else "words beside it"
        return f"the {what} are not those it was made for. Install discreet again.", False
    return _compared(actual, own.sha256)


def _compared(actual: str, expected: str) -> tuple[str, bool]:
    if not expected:
        return f"not known before; its SHA-256 is {actual}", True
    if actual == expected:
        return "as it was installed", True
    return "CHANGED since it was installed. Remove it and get it again.", False


def _installed_once(name: str) -> Path:
    """The file of an installed model, also where it is no longer there. Raises ModelError."""
    return library.gone(name) or find(name)


def suggested() -> Iterator[str]:
    """What the catalogue has for this machine."""
    memory, cores = available_memory(), os.cpu_count() or 2
    free = "unknown" if memory is None else f"{memory / 1e9:.1f} GB"
    yield f"Free memory: {free}. Cores: {cores}."
    best = suited(memory, cores)
    if best is None:
        yield "No model of the catalogue is sure to fit. discreet works by rules without one."
    else:
        quick = " and is not too slow for two cores" if cores <= 2 else ""
        yield (
            f"The largest with an open licence that fits{quick}: "
            f"{best.name} ({best.title}, about {best.about_gb:.2f} GB)."
        )
        yield f"Get it with: discreet models pull {best.name}"
    yield ""
    for one in offers():
        fits = "" if memory is None else "  fits" if one.need < memory else "  too large now"
        yield f"{one.name:<24}{one.about_gb:>5.2f} GB  for {one.memory_gb:>2} GB{fits:<15}  {one.licence}"
        if one.note:
            yield f"  {one.note}"
    yield ""
    yield unverified()
    yield "Nobody has measured yet which of them words cases best; a larger one usually does and takes longer."


def _fits(path: Path) -> str:
    try:
        need = admit(path, PER_WINDOW).need
    except ModelError as error:
        return f"Memory: {error}"
    return f"Memory: about {size(need)} while it runs, which is free now."


def _expected(path: Path) -> str:
    if (known := _record(path)) is not None:
        return known.sha256
    listed = offer(path.name)
    return listed.sha256 if listed is not None else ""


def _record(path: Path) -> library.Record | None:
    """What is known of an installed file; of a file elsewhere nothing, whatever it is called."""
    return library.records().get(path.name) if path.parent == models_folder() else None


def _licence(path: Path) -> str:
    known = _record(path)
    return (known.licence if known is not None else "") or describe(path).licence or "not stated in the file"
