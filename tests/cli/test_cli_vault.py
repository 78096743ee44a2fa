"""`discreet vault` as people use it: made, listed, forgotten; the passphrase asked for and never shown."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cli_tools import Discreet, Ran, program

from assistant.storage import vault
from assistant.storage.vault import Section

if TYPE_CHECKING:
    import pytest

PASSPHRASE = b"heron lantern oboe drizzle\n"


def test_made_listed_and_forgotten(discreet: Discreet) -> None:
    def asked(*arguments: str, given: bytes = PASSPHRASE) -> Ran:
        return program("vault", *arguments, given=given, settings=dict(os.environ))

    assert asked("list").code == 2
    assert "discreet vault new" in asked("list").err
    made = asked("new")
    assert (made.code, made.out) == (0, b"")
    assert "oboe" not in made.err
    assert "already" in asked("new").err

    opened = vault.unlock(vault.default_folder(), PASSPHRASE.decode().strip())
    opened.put(Section.DRAFT, "session\x1b-9.md", "words")

    assert asked("list", given=b"something else\n").code == 2
    listed = asked("list")
    identity, changed, section, name = listed.text.rstrip("\n").split("\t")
    assert (section, name) == ("draft", "session�-9.md")
    assert changed.startswith("20")

    assert asked("forget", identity).code == 0
    assert asked("list").out == b""
    assert asked("forget", identity).code == 2


def test_a_passphrase_of_another_encoding_is_a_sentence(discreet: Discreet) -> None:
    for command in (("new",), ("list",)):
        ran = program("vault", *command, given=b"heron \xff lantern oboe\n", settings=dict(os.environ))
        assert (ran.code, "made a mistake" in ran.err) == (2, False)
    assert not vault.default_folder().exists()


def test_a_vault_behind_a_closed_door_is_said_to_be_there(discreet: Discreet, closed: Callable[[Path], None]) -> None:
    closed(vault.default_folder())
    for command in (("new",), ("list",), ("forget", "0123456789"), ("forget", "--everything")):
        ran = discreet("vault", *command)
        assert (ran.code, "can’t be read" in ran.err) == (2, True)


def test_what_to_forget_must_be_said(discreet: Discreet) -> None:
    assert discreet("vault", "forget").code == 2
    assert discreet("vault", "forget", "0123456789", "--everything").code == 2


def test_everything_goes_without_a_passphrase(discreet: Discreet) -> None:
    folder = vault.default_folder()
    folder.mkdir(parents=True)
    (folder / "key.age").write_bytes(b"sealed")

    assert "deleted" in discreet("vault", "forget", "--everything").err
    assert not folder.exists()
    assert "no vault" in discreet("vault", "forget", "--everything").err


def test_a_slip_in_the_second_typing_makes_nothing(discreet: Discreet, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["heron lantern oboe", "heron lantern obeo"])
    monkeypatch.setattr("sys.stdin", _Terminal())
    monkeypatch.setattr("getpass.getpass", lambda *_a, **_k: next(typed))

    ran = discreet("vault", "new")

    assert ran.code == 2
    assert "not the same" in ran.err
    assert not Path(vault.default_folder()).exists()


class _Terminal:
    def isatty(self) -> bool:
        return True
