"""Choosing a file: a path to type, or a folder to look through."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import DirectoryTree, Input, Label

from assistant.tui.places import typed

SUFFIXES = frozenset({".md", ".markdown", ".txt", ".text", ".docx", ".odt", ".rtf", ".html", ".htm"})
"""What a folder shows; anything else can be named by hand."""


class _Tree(DirectoryTree):
    """Folders and drafts, nothing hidden."""

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        return [p for p in paths if not p.name.startswith(".") and (p.suffix.lower() in SUFFIXES or _is_folder(p))]


class OpenFile(ModalScreen[Path | None]):
    """The file to open; None where the person went back."""

    BINDINGS = [Binding("escape", "cancel", "Back")]  # noqa: RUF012 - Textual reads it from the class

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def compose(self) -> ComposeResult:
        with Vertical(classes="box tall"):
            yield Label("Open a draft. It is only read; your file is never changed.")
            yield Input(placeholder="Type or paste a path, or Tab, then arrows, to choose below", id="path")
            yield _Tree(self._folder)
            yield Label("Enter opens, Esc goes back.", classes="quiet")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        name = event.value.strip().strip("\"'")
        if name:
            self.dismiss(typed(name, self._folder))

    def on_directory_tree_file_selected(self, event: DirectoryTree.FileSelected) -> None:
        self.dismiss(event.path)

    def action_cancel(self) -> None:
        self.dismiss(None)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False
