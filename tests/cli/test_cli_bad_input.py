"""Bad input of every kind: a sentence, the right exit code, the original untouched, nothing half-written."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from cli_tools import CASE, Discreet, program

BAD = {
    "empty": (b"", "is empty"),
    "blank": (b" \n\n", "no words"),
    "binary": (b"\x7fELF\x00\x00\x01", "not plain text"),
    "latin-1": ("Sie war f\xfcr mich da.".encode("latin-1"), "UTF-8"),
    "too large": (b"word " * 1_100_000, "limit"),
}


@pytest.mark.parametrize("command", ["rewrite", "check"])
@pytest.mark.parametrize(("data", "sentence"), BAD.values(), ids=BAD)
def test_a_draft_that_is_no_draft(discreet: Discreet, tmp_path: Path, command: str, data: bytes, sentence: str) -> None:
    draft = tmp_path / "draft.md"
    draft.write_bytes(data)

    ran = discreet(command, draft)

    assert ran.code == 4
    assert sentence in ran.err
    assert ran.out == b""
    assert draft.read_bytes() == data
    assert _files(tmp_path) == ["draft.md"]


@pytest.mark.parametrize("command", ["rewrite", "check"])
def test_a_draft_that_is_missing_or_a_folder(discreet: Discreet, tmp_path: Path, command: str) -> None:
    missing = discreet(command, tmp_path / "nowhere.md")
    folder = discreet(command, tmp_path)

    assert (missing.code, folder.code) == (4, 4)
    assert "no file called nowhere.md" in missing.err
    assert "is a folder" in folder.err


@pytest.mark.parametrize("command", ["rewrite", "check"])
def test_a_draft_that_may_not_be_read(
    discreet: Discreet, case: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def refuse(path: str, *arguments: int, **named: int) -> int:
        if str(path).endswith("post.md"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, *arguments, **named)

    monkeypatch.setattr(os, "open", refuse)
    ran = discreet(command, case)

    assert ran.code == 4
    assert "may not read post.md" in ran.err


def test_empty_standard_input() -> None:
    ran = program("rewrite", "-")

    assert (ran.code, ran.out) == (4, b"")
    assert "Standard input is empty" in ran.err


def test_a_target_that_can_not_be_written(discreet: Discreet, case: Path, tmp_path: Path) -> None:
    for out in (tmp_path / "no" / "such" / "folder.md", tmp_path, case):
        ran = discreet("rewrite", case, "--out", out)
        assert ran.code == 4
        assert ran.out == b""
    assert case.read_text(encoding="utf-8") == CASE
    assert _files(tmp_path) == ["post.md"]


def test_a_full_disk_leaves_nothing_half_written(
    discreet: Discreet, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    ran = discreet("rewrite", case)

    assert ran.code == 4
    assert "could not be written" in ran.err
    assert _files(tmp_path) == ["post.md"]


@pytest.mark.parametrize("data", [None, b"", b"GGUF", b"GGUF" + b"\xff" * 200, b"not a model"])
def test_a_model_that_is_missing_or_broken(discreet: Discreet, case: Path, tmp_path: Path, data: bytes | None) -> None:
    model = tmp_path / "model.gguf"
    if data is not None:
        model.write_bytes(data)

    ran = discreet("rewrite", case, "--model", model)

    assert ran.code == 3
    assert "model" in ran.err
    assert not (tmp_path / "post.discreet.md").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--max-risk", "tiny"),
        ("--max-risk", "101"),
        ("--max-risk", "-1"),
        ("--target", "client"),
        ("--target", "mother=low"),
        ("--target", "client=cannot tell"),
        ("--audience", "everyone"),
        ("--seed", "seven"),
        ("--caseload", "0"),
        ("--keep-file", "/nowhere/at/all.txt"),
        ("--strategy", "hide"),
        ("--nonsense",),
    ],
    ids=" ".join,
)
def test_an_option_that_means_nothing(discreet: Discreet, case: Path, tmp_path: Path, arguments: list[str]) -> None:
    ran = discreet("rewrite", case, *arguments)

    assert ran.code == 2
    assert ran.out == b""
    assert ran.err.strip()
    assert _files(tmp_path) == ["post.md"]


def test_a_keep_file_that_is_no_text(discreet: Discreet, case: Path) -> None:
    keep = case.with_name("keep.txt")
    keep.write_bytes(b"\xff\xfe\xfd")

    ran = discreet("rewrite", case, "--keep-file", keep)

    assert ran.code == 2
    assert "UTF-8" in ran.err


def test_a_kind_or_a_command_that_does_not_exist(discreet: Discreet) -> None:
    assert discreet("explain", "colour").code == 2
    assert discreet("anonymise", "post.md").code == 2
    assert discreet().code == 2


def _files(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if p.name != "own")
