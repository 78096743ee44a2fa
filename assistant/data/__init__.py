"""Word lists and tables that ship with the program; read once, kept for the life of the process.

Each file's source, licence and build script stand in SOURCES.md beside it.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def text(name: str) -> str:
    """The whole of data file `name`, decoded as UTF-8."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def lines(name: str) -> tuple[str, ...]:
    """Non-empty lines of `name` that are not comments (`#` first)."""
    return tuple([line for line in text(name).splitlines() if line and line[0] != "#"])


@cache
def words(name: str) -> frozenset[str]:
    """The lines of `name` as a set."""
    return frozenset(lines(name))


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of `name` split at tabs."""
    return tuple([tuple(line.split("\t")) for line in lines(name)])
