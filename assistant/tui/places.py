"""Where a file lies, as people type and read it: the home folder as ~, a long folder shortened in its middle."""

from __future__ import annotations

from pathlib import Path

from assistant.reports.story import clean

LONGEST = 44
"""Characters of a folder that are shown; the end, which tells most, stays whole where it fits."""


def where(file: Path) -> str:
    """`file` as "name, in folder"."""
    return f"{clean(file.name)}, in {folder(file.resolve().parent)}"


def folder(path: Path) -> str:
    """The name of a folder, at most LONGEST characters long."""
    home = Path.home()
    name = clean(str(path))
    if path == home:
        return "your home folder (~)"
    if path.is_relative_to(home) and home != Path(home.anchor):
        name = clean(f"~/{path.relative_to(home)}")
    if len(name) <= LONGEST:
        return name
    start = LONGEST // 3
    return f"{name[:start]}…{name[len(name) - (LONGEST - start - 1) :]}"


def typed(name: str, beside: Path) -> Path:
    """The path that somebody typed, whole or from the folder `beside`; a ~ of somebody unknown is a name like any."""
    from assistant.engine.catalogue import at_home

    path = at_home(Path(name))
    return path if path.is_absolute() else beside / path
