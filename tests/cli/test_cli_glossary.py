"""The glossary on the command line: adding, listing, removing, and using it for a draft."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cli_tools import program

from assistant.settings.glossary import user_glossary

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
