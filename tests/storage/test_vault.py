"""The vault: ciphertext alone on the disk, opened by its passphrase alone, and forgetting that forgets."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from assistant.domain.errors import VaultError
from assistant.storage import atomic, vault
from assistant.storage.vault import Section, Vault

PASSPHRASE = "heron lantern oboe drizzle"
NAME, WORDS = "araceli-session-9.md", "Araceli Okafor only feels real when she is driving."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Vault]:
    """One vault for all tests, because making one takes seconds."""
    folder = tmp_path_factory.mktemp("data") / "vault"
    return folder, vault.create(folder, PASSPHRASE)


@pytest.fixture
def opened(made: tuple[Path, Vault]) -> Vault:
    for entry in made[1].entries():
        made[1].forget(entry.section, entry.name)
    return made[1]


@pytest.fixture
def folder(made: tuple[Path, Vault]) -> Path:
    return made[0]


def test_what_is_kept_comes_back(opened: Vault) -> None:
    opened.put(Section.DRAFT, NAME, {"text": WORDS, "cursor": 7})
    opened.put(Section.DRAFT, NAME, {"text": WORDS, "cursor": 8})

    assert opened.get(Section.DRAFT, NAME) == {"text": WORDS, "cursor": 8}
    assert opened.get(Section.DECISION, NAME) is None
    assert [(one.section, one.name) for one in opened.entries()] == [(Section.DRAFT, NAME)]


def test_neither_words_nor_names_can_be_read_on_the_disk(opened: Vault, folder: Path) -> None:
    opened.put(Section.GLOSSARY, "Okafor", WORDS)

    for path in folder.iterdir():
        assert path.suffix == ".age"
        assert "okafor" not in path.name.lower()
        assert b"Okafor" not in path.read_bytes()
        assert b"driving" not in path.read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="permissions of another sort")
def test_everything_is_the_persons_alone(opened: Vault, folder: Path) -> None:
    opened.put(Section.TAUGHT, "one", [])

    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_the_passphrase_opens_it_and_no_other_does(opened: Vault, folder: Path) -> None:
    opened.put(Section.DRAFT, NAME, WORDS)

    assert vault.unlock(folder, PASSPHRASE).get(Section.DRAFT, NAME) == WORDS
    with pytest.raises(VaultError, match="does not open") as raised:
        vault.unlock(folder, PASSPHRASE + "s")
    assert "drizzle" not in str(raised.value)


def test_entries_that_can_not_be_listed_are_not_none(opened: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    opened.put(Section.DRAFT, NAME, WORDS)

    def closed(_path: object) -> list[str]:
        raise PermissionError

    monkeypatch.setattr(os, "listdir", closed)
    monkeypatch.setattr(os, "scandir", closed)
    with pytest.raises(VaultError, match="can’t be read"):
        opened.entries()


def test_a_machine_that_looks_too_slow_is_not_a_wrong_passphrase(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "vault"
    other.mkdir()
    sealed = (folder / "key.age").read_bytes()
    (other / "key.age").write_bytes(re.sub(rb"(-> scrypt \S+ )\d+", rb"\g<1>30", sealed))
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    with pytest.raises(VaultError, match="too busy"):
        vault.unlock(other, PASSPHRASE)


def test_a_passphrase_that_is_no_text_opens_nothing(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="not UTF-8"):
        vault.create(tmp_path / "vault", "heron lantern \udcff")
    with pytest.raises(VaultError, match="does not open"):
        vault.unlock(folder, "heron lantern \udcff")


def test_a_failure_leaves_what_was_there_and_no_other_file(
    opened: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.put(Section.DRAFT, NAME, "first")
    before = sorted(path.name for path in folder.iterdir())

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic, "_take_name", full)
    with pytest.raises(VaultError, match="disk is full"):
        opened.put(Section.DRAFT, NAME, "second")

    assert sorted(path.name for path in folder.iterdir()) == before
    assert opened.get(Section.DRAFT, NAME) == "first"


def test_an_entry_that_was_changed_or_moved_is_not_believed(opened: Vault, folder: Path) -> None:
    opened.put(Section.DRAFT, "a", 1)
    first = next(folder.glob("*.entry.age"))
    good = first.read_bytes()

    first.write_bytes(good[:-3] + b"xyz")
    with pytest.raises(VaultError, match="damaged"):
        opened.get(Section.DRAFT, "a")

    opened.put(Section.DRAFT, "b", 2)
    other = next(path for path in folder.glob("*.entry.age") if path != first)
    other.write_bytes(good)
    with pytest.raises(VaultError, match="moved"):
        opened.get(Section.DRAFT, "b")
    first.unlink()
    other.unlink()


def test_forgetting_leaves_nothing(opened: Vault, folder: Path) -> None:
    opened.put(Section.TAUGHT, "one", True)

    assert opened.forget(Section.TAUGHT, "one") is True
    assert opened.forget(Section.TAUGHT, "one") is False
    assert [path.name for path in folder.iterdir()] == ["key.age"]


def test_a_short_passphrase_and_a_second_vault_are_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="12 characters"):
        vault.create(tmp_path / "vault", "short")
    assert not (tmp_path / "vault").exists()
    with pytest.raises(VaultError, match="already"):
        vault.create(folder, PASSPHRASE)


def test_no_vault_is_said_and_a_whole_one_is_deleted_without_its_passphrase(tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="discreet vault new"):
        vault.unlock(tmp_path / "vault", PASSPHRASE)

    (tmp_path / "vault").mkdir()
    for name in ("key.age", "0123.entry.age", "notes.txt"):
        (tmp_path / "vault" / name).write_bytes(b"")
    vault.remove(tmp_path / "vault")
    assert [path.name for path in (tmp_path / "vault").iterdir()] == ["notes.txt"]
