"""Folders of drafts on the disk: what is found in them, what is passed over, what is refused with a sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.domain.errors import UsageError
from assistant.storage import folders


@pytest.fixture
def closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of drafts in which `sub/private` can't be opened."""
    for path in ("a.md", "sub/b.md", "sub/private/c.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("Rest.", "utf-8")
    real = os.scandir

    def scandir(folder: Path) -> object:
        if Path(folder).name == "private":
            raise PermissionError
        return real(folder)

    monkeypatch.setattr(folders.os, "scandir", scandir)
    return tmp_path


def test_a_folder_that_can_not_be_opened_is_a_sentence(closed: Path) -> None:
    found = folders.walk(closed, {".md"})

    assert [file.path for file in found.files] == ["a.md", "sub/b.md"]
    assert [path for path, _ in found.refused] == ["sub/private"]


@pytest.mark.parametrize("pattern", ["sub/private", "sub/private/*", "sub/private/", "private", "sub/*"])
def test_a_folder_that_can_not_be_opened_can_be_left_out(closed: Path, pattern: str) -> None:
    assert folders.walk(closed, {".md"}, exclude=(pattern,)).refused == ()


@pytest.mark.parametrize("pattern", ["a.md", "private/*", "priv", "*.md"])
def test_what_other_patterns_leave_out_is_not_that_folder(closed: Path, pattern: str) -> None:
    assert len(folders.walk(closed, {".md"}, exclude=(pattern,)).refused) == 1


def test_a_folder_that_can_not_be_opened_might_hold_what_is_wanted(closed: Path) -> None:
    assert len(folders.walk(closed, {".md"}, include=("c.md",)).refused) == 1


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "post.md").write_text("Rest.", "utf-8")
    with pytest.raises(UsageError, match=r"There is no folder called nowhere there\."):
        folders.check_folder(tmp_path / "nowhere")
    with pytest.raises(UsageError, match=r"post.md is no folder. For a single draft there is: discreet rewrite."):
        folders.check_folder(tmp_path / "post.md")
    assert folders.check_folder(tmp_path / "." / ".") == tmp_path


def test_a_folder_for_results_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "out")
    with pytest.raises(UsageError, match="is a link"):
        folders.check_apart(tmp_path / "drafts", tmp_path / "out")


@pytest.mark.parametrize("pattern", ["old", "old/", "./old", "old/*", "old/**", "ol?"])
def test_a_folder_that_is_left_out_is_not_even_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str
) -> None:
    for path in ("a.md", "old/b.md", "old/deep/c.md", "older/d.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("Rest.", "utf-8")
    opened: list[str] = []
    real = os.scandir

    def scandir(folder: Path) -> object:
        opened.append(Path(folder).name)
        return real(folder)

    monkeypatch.setattr(folders.os, "scandir", scandir)

    assert [file.path for file in folders.walk(tmp_path, {".md"}, exclude=(pattern,)).files] == ["a.md", "older/d.md"]
    assert opened == [tmp_path.name, "older"]


def test_a_folder_is_left_out_by_its_bare_name_wherever_it_lies(tmp_path: Path) -> None:
    (tmp_path / "2025" / "old").mkdir(parents=True)
    (tmp_path / "2025" / "old" / "b.md").write_text("Rest.", "utf-8")

    assert folders.walk(tmp_path, {".md"}, exclude=("old/",)).files == ()
    assert len(folders.walk(tmp_path, {".md"}, exclude=("old/*",)).files) == 1, "a path counts from the folder itself"
