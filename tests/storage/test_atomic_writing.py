"""Results are written whole, private, beside the original and never over it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from assistant.domain.errors import DraftError
from assistant.storage import atomic


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_result_stands_beside_the_original(tmp_path: Path) -> None:
    assert atomic.output_path(tmp_path / "post.md").name == "post.discreet.md"
    assert atomic.output_path(tmp_path / "notes").name == "notes.discreet"
    assert atomic.output_path(tmp_path / "v1.2.txt").name == "v1.2.discreet.txt"


def test_a_telling_name_gives_way_to_a_number(tmp_path: Path) -> None:
    path = tmp_path / "tilda-session-14.md"
    assert atomic.output_path(path, names_hold_detail=True).name == "draft-1.discreet.md"
    (tmp_path / "draft-1.discreet.md").write_text("x")
    assert atomic.output_path(path, names_hold_detail=True).name == "draft-2.discreet.md"


def test_a_result_that_may_replace_nothing_takes_the_first_free_number(tmp_path: Path) -> None:
    path = tmp_path / "ls.docx.discreet.md"
    assert atomic.free(path) == path
    for name in ("ls.docx.discreet.md", "ls.docx-2.discreet.md"):
        (tmp_path / name).write_text("x")
    assert atomic.free(path).name == "ls.docx-3.discreet.md"


def test_a_result_is_private_unless_the_original_was_wider(tmp_path: Path) -> None:
    original = tmp_path / "post.md"
    original.write_text("x")
    original.chmod(0o600)
    atomic.write(tmp_path / "a.md", b"text", original=original)
    assert mode(tmp_path / "a.md") == 0o600
    original.chmod(0o755)
    atomic.write(tmp_path / "b.md", b"text", original=original)
    assert mode(tmp_path / "b.md") == 0o644
    atomic.write(tmp_path / "c.md", b"text")
    assert mode(tmp_path / "c.md") == 0o600


def test_the_original_is_never_overwritten(tmp_path: Path) -> None:
    original = tmp_path / "post.md"
    original.write_bytes(b"mine")
    (tmp_path / "sub").mkdir()
    with pytest.raises(DraftError, match="may not overwrite its original"):
        atomic.write(original, b"text", original=original, replace=True)
    with pytest.raises(DraftError, match="may not overwrite its original"):
        atomic.write(tmp_path / "sub" / ".." / "post.md", b"text", original=original, replace=True)
    assert original.read_bytes() == b"mine"


def test_an_existing_file_is_replaced_only_on_request(tmp_path: Path) -> None:
    path = tmp_path / "post.discreet.md"
    path.write_bytes(b"old")
    with pytest.raises(DraftError, match="exists already"):
        atomic.write(path, b"new")
    assert path.read_bytes() == b"old"
    atomic.write(path, b"new", replace=True)
    assert path.read_bytes() == b"new"


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_bytes(b"mine")
    (tmp_path / "out.md").symlink_to(target)
    with pytest.raises(DraftError, match="is a link"):
        atomic.write(tmp_path / "out.md", b"text", replace=True)
    (tmp_path / "dangling.md").symlink_to(tmp_path / "nowhere")
    with pytest.raises(DraftError, match="is a link"):
        atomic.write(tmp_path / "dangling.md", b"text")
    assert target.read_bytes() == b"mine"
    assert not (tmp_path / "nowhere").exists()


def test_a_failure_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(DraftError, match="could not be written"):
        atomic.write(tmp_path / "post.md", b"text")
    assert list(tmp_path.iterdir()) == []


def test_a_name_taken_in_the_last_moment_is_respected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "post.md"
    link = os.link

    def late(source: Path, destination: Path) -> None:
        path.write_bytes(b"someone else's")
        link(source, destination)

    monkeypatch.setattr(os, "link", late)
    with pytest.raises(DraftError, match="exists already"):
        atomic.write(path, b"text")
    assert path.read_bytes() == b"someone else's"
    assert [file.name for file in tmp_path.iterdir()] == ["post.md"]


def test_where_it_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(DraftError, match="does not exist"):
        atomic.write(tmp_path / "none" / "post.md", b"text")
    with pytest.raises(DraftError, match="is a folder"):
        atomic.write(tmp_path, b"text", replace=True)


@pytest.mark.parametrize(("option", "end"), [("--diff", "another name with --diff."), ("", "choose another name.")])
def test_what_to_do_names_the_option_that_the_person_used(tmp_path: Path, option: str, end: str) -> None:
    (tmp_path / "there.txt").write_bytes(b"mine")
    for refuse in (lambda p: atomic.write(p, b"text", option=option), lambda p: atomic.check(p, option=option)):
        with pytest.raises(DraftError) as refused:
            refuse(tmp_path / "there.txt")
        assert refused.value.next_step.endswith(end)
        assert "--out" not in str(refused.value)


def test_what_could_not_be_kept_is_refused_beforehand(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none" / "post.md"):
        with pytest.raises(DraftError):
            atomic.check(path, option="--report")
    atomic.check(tmp_path / "new.txt", option="--report")
    assert list(tmp_path.iterdir()) == []
