"""Runs commands in this process, where any part can be made to fail."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cli_tools import CASE, THEORY, Discreet, Ran, nothing

from assistant.cli.app import run
from assistant.cli.session import Session


@pytest.fixture
def discreet(capfdbinary: pytest.CaptureFixture[bytes]) -> Discreet:
    """A command in this process; `session` replaces parts of it."""

    def call(*arguments: str | Path, session: Session | None = None) -> Ran:
        capfdbinary.readouterr()
        code = run([str(a) for a in arguments], session or Session(confine=nothing))
        sys.stdout.flush()
        captured = capfdbinary.readouterr()
        return Ran(code, captured.out, captured.err.decode("utf-8"))

    return call


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the person who runs the tests reaches them, and they write nowhere else."""
    for name in [name for name in os.environ if name.startswith("DISCREET_") or name == "NO_COLOR"]:
        monkeypatch.delenv(name)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMPDIR"):
        folder = tmp_path / "own" / name.lower()
        folder.mkdir(parents=True)
        monkeypatch.setenv(name, str(folder))


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Let a folder be one that may not be entered, for whoever runs the tests."""

    def close(folder: Path) -> None:
        def refusing(real: Callable[..., Any]) -> Callable[..., Any]:
            def call(path: Any = ".", *more: Any, **options: Any) -> Any:
                inside = isinstance(path, (str, Path)) and Path(path).is_relative_to(folder)
                if inside and (Path(path) != folder or real is not os.stat):
                    raise PermissionError(errno.EACCES, "Permission denied", str(path))
                return real(path, *more, **options)

            return call

        folder.mkdir(parents=True, exist_ok=True)
        for name in ("stat", "lstat", "listdir", "scandir", "open"):
            monkeypatch.setattr(os, name, refusing(getattr(os, name)))
        monkeypatch.setattr("io.open", refusing(io.open))

    return close


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A draft about a case."""
    path = tmp_path / "post.md"
    path.write_text(CASE, encoding="utf-8")
    return path


@pytest.fixture
def theory(tmp_path: Path) -> Path:
    """A draft about nobody."""
    path = tmp_path / "theory.txt"
    path.write_text(THEORY, encoding="utf-8")
    return path
