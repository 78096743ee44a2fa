"""The glossary on the command line: adding, listing, removing, and using it for a draft."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli_tools import program

from assistant.settings.glossary import user_glossary
from assistant.storage.vault import default_folder

if TYPE_CHECKING:
    from cli_tools import Discreet


def test_rules_are_added_listed_and_removed(discreet: Discreet) -> None:
    assert discreet("glossary", "list").err.startswith("There is no glossary yet.")
    assert discreet("glossary", "add", "never: EMDR").code == 0
    assert discreet("glossary", "add", "say: the Maudsley = a hospital").code == 0
    assert discreet("glossary", "list").text.splitlines()[1:] == ["never: EMDR", "say: the Maudsley = a hospital"]
    assert discreet("glossary", "remove", "emdr").code == 0
    assert "EMDR" not in user_glossary().read_text()
    assert discreet("glossary", "remove", "emdr").code == 2
    assert user_glossary().stat().st_mode & 0o077 == 0


def test_what_names_somebody_is_not_written_down(discreet: Discreet) -> None:
    ran = discreet("glossary", "add", "say: Morwenna = my client")
    assert ran.code == 2
    assert "--vault" in ran.err
    assert "Morwenna" not in ran.err
    assert not user_glossary().exists()


def test_a_rule_that_is_none_says_what_one_is(discreet: Discreet) -> None:
    assert "say: words = other words" in discreet("glossary", "add", "EMDR").err


def test_a_glossary_for_one_run_changes_the_result(discreet: Discreet, tmp_path: Path) -> None:
    draft, rules = tmp_path / "post.txt", tmp_path / "rules.txt"
    draft.write_text("My client Morwenna comes to the Thursday group. She sleeps badly.\n")
    rules.write_text("say: the Thursday group = a group\n")
    assert discreet("rewrite", draft, "--glossary", rules, "--case", "--audience", "book").code == 0
    text = (tmp_path / "post.discreet.txt").read_text()
    assert "Thursday" not in text
    assert "a group" in text
    assert discreet("check", draft, "--glossary", tmp_path / "nowhere.txt").code == 2


def test_the_vault_keeps_rules_that_name_people(tmp_path: Path) -> None:
    passphrase = b"four words nobody guesses\n"
    settings = {name: str(tmp_path) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    assert program("vault", "new", given=passphrase, settings=settings).code == 0
    ran = program("glossary", "add", "--vault", given=passphrase + b"say: Morwenna = my client\n", settings=settings)
    assert (ran.code, "Morwenna" in ran.err) == (0, False)
    listed = program("glossary", "list", "--vault", given=passphrase, settings=settings)
    assert listed.text == "say: Morwenna = my client\n"
    assert program("glossary", "add", "--vault", "say: x = y", settings=settings).code == 2
    wrong = program("glossary", "add", "--vault", given=passphrase + b"say: caf\xe9 = a shop\n", settings=settings)
    assert (wrong.code, "not UTF-8 text" in wrong.err) == (2, True)
    assert program("glossary", "remove", "--vault", "Morwenna", settings=settings).code == 2
    removed = program("glossary", "remove", "--vault", given=passphrase + b"morwenna\n", settings=settings)
    assert (removed.code, removed.err) == (0, "Removed from the vault.\n")
    again = program("glossary", "remove", "--vault", given=passphrase + b"morwenna\n", settings=settings)
    assert (again.code, "no rule about these words in the vault" in again.err) == (2, True)
    assert program("glossary", "list", "--vault", given=passphrase, settings=settings).text == ""


@pytest.mark.parametrize(
    "rule",
    ["always (person-name): morwenna", "always: morwenna tregenza", "never: SARAH", "say: kowalczyk = a family"],
)
def test_a_name_in_other_letters_is_not_written_down_either(discreet: Discreet, rule: str) -> None:
    ran = discreet("glossary", "add", rule)
    assert (ran.code, "--vault" in ran.err) == (2, True)
    assert not user_glossary().exists()


def test_what_is_removed_is_said_with_its_place(discreet: Discreet) -> None:
    discreet("glossary", "add", "never: EMDR")
    assert discreet("glossary", "remove", "EMDR").err == f"Removed from {user_glossary()}.\n"
    ran = discreet("glossary", "remove", "EMDR")
    assert (ran.code, "discreet glossary remove --vault" in ran.err) == (2, True)
    assert discreet("glossary", "remove").code == 2


def test_words_of_another_encoding_are_a_sentence(discreet: Discreet) -> None:
    ran = discreet("glossary", "add", "say: the caf\udce9 = a shop")
    assert (ran.code, "not UTF-8 text" in ran.err) == (2, True)
    assert not user_glossary().exists()


@pytest.mark.parametrize(
    "command",
    [("list",), ("path",), ("add", "never: EMDR"), ("remove", "EMDR"), ("list", "--vault")],
)
def test_a_glossary_behind_a_closed_door_is_not_passed_over(
    discreet: Discreet, case: Path, closed: Callable[[Path], None], command: tuple[str, ...]
) -> None:
    closed(default_folder() if "--vault" in command else user_glossary().parent)
    for arguments in (("glossary", *command), ("rewrite", case, *([] if "--vault" not in command else ["--vault"]))):
        ran = discreet(*arguments)
        assert (ran.code, "made a mistake" in ran.err) == (2, False)
        assert "can’t be read" in ran.err


def test_a_folder_is_read_with_the_glossary_as_a_draft_is(discreet: Discreet, tmp_path: Path) -> None:
    folder, rules = tmp_path / "drafts", tmp_path / "rules.txt"
    folder.mkdir()
    (folder / "post.txt").write_text("My client Morwenna comes to the Thursday group. She sleeps badly.\n")

    def result(*more: str | Path) -> str:
        arguments = ("batch", folder, "--out", tmp_path / "out", "--rules-only", "--jobs", "1", "--audience", "book")
        assert discreet(*arguments, *more).code == 0
        return (tmp_path / "out" / "post.txt").read_text()

    assert "a group" not in result()
    rules.write_text("say: the Thursday group = a group\n")
    assert "a group" in result("--glossary", rules), "another glossary makes another result, so it is made again"
    (folder / "discreet.toml").write_text("")
    (folder / "glossary.txt").write_text("say: the Thursday group = an evening course\n")
    assert "an evening course" in result()


def test_a_glossary_does_not_steer_the_terminal(discreet: Discreet) -> None:
    path = user_glossary()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("never: EM\x1b[2JDR\n", "utf-8")
    ran = discreet("glossary", "list")

    assert "never: EM�[2JDR" in ran.text
    assert "\x1b" not in ran.text
