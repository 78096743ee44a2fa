"""Runs the application without a terminal, on invented drafts and with the real use case."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.tui.screens.finishing import Finishing

POST = (
    "My client, a 34-year-old paramedic from Huddersfield, told me this morning that she never sits down. "
    "She has twins, and her sister in Leeds rings every evening.\n\n"
    "If you grew up as the one who coped, rest can feel like stealing.\n"
)


@pytest.fixture
def post(tmp_path: Path) -> Path:
    """An invented draft in a file."""
    path = tmp_path / "post.md"
    path.write_text(POST, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and vault of a test are its own, and nothing is remembered from the last one."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(Finishing, "_told_of_clipboard", False)
