"""`discreet config`, and settings in the commands that use them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from assistant.settings.keys import names
from assistant.settings.sources import user_file

if TYPE_CHECKING:
    from cli_tools import Discreet


def test_what_is_shown_is_a_settings_file(discreet: Discreet) -> None:
    ran = discreet("config", "show", "--origin")

    assert ran.code == 0
    shown = tomllib.loads(ran.text)
    assert shown["writing"]["audience"] == "blog"
    assert all(name.rpartition(".")[2] in ran.text for name in names())
    assert "default" in ran.text


def test_set_then_show_then_unset(discreet: Discreet) -> None:
    said = discreet("config", "set", "writing.audience", "book")
    assert (said.code, said.out) == (0, b"")
    assert "settings.toml" in said.err

    path = discreet("config", "path").text.splitlines()[0]
    assert tomllib.loads(Path(path).read_text(encoding="utf-8")) == {"writing": {"audience": "book"}}
    assert f'audience = "book"  # your file: {path}' in discreet("config", "show", "--origin").text

    assert discreet("config", "unset", "writing.audience").code == 0
    assert 'audience = "blog"' in discreet("config", "show").text


def test_a_folder_of_settings_that_may_not_be_entered_is_named(
    discreet: Discreet, closed: Callable[[Path], None]
) -> None:
    closed(user_file().parent)
    for command in (("path",), ("show",), ("set", "writing.audience", "book")):
        ran = discreet("config", *command)
        assert (ran.code, str(user_file().parent) in ran.err) == (2, True)


def test_a_slip_is_answered_with_the_nearest_key(discreet: Discreet) -> None:
    ran = discreet("config", "set", "writing.audiense", "book")

    assert ran.code == 2
    assert "Did you mean writing.audience?" in " ".join(ran.err.split())


def test_it_says_when_something_else_comes_first(discreet: Discreet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCREET_VOICE", "client")

    assert "DISCREET_VOICE" in discreet("config", "set", "writing.voice", "author").err


def test_the_schema_takes_what_is_shown(discreet: Discreet) -> None:
    schema = json.loads(discreet("config", "schema").text)
    Draft202012Validator.check_schema(schema)

    validator = Draft202012Validator(schema)
    assert validator.is_valid(tomllib.loads(discreet("config", "show").text))
    assert not validator.is_valid({"writing": {"audiance": "post"}})


def test_check_takes_its_limit_from_the_drafts_own_project(discreet: Discreet, case: Path, tmp_path: Path) -> None:
    assert discreet("check", case).code == 0
    (case.parent / "discreet.toml").write_text('[writing]\nmax_risk = "low"\n', encoding="utf-8")

    assert discreet("check", case).code == 1
    assert discreet("check", case, "--max-risk", "high").code == 0

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    other = elsewhere / "post.md"
    other.write_bytes(case.read_bytes())
    (elsewhere / "discreet.toml").write_text('[writing]\nmax_risk = "high"\n', encoding="utf-8")
    assert discreet("check", other).code == 0


def test_the_environment_comes_before_the_project(
    discreet: Discreet, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (case.parent / "discreet.toml").write_text('[writing]\nmax_risk = "low"\n', encoding="utf-8")
    monkeypatch.setenv("DISCREET_MAX_RISK", "high")

    assert discreet("check", case).code == 0


def test_a_broken_settings_file_stops_the_command_before_anything_is_read(discreet: Discreet, case: Path) -> None:
    (case.parent / "discreet.toml").write_text('[writing]\nmax_risc = "low"\n', encoding="utf-8")

    for ran in (discreet("check", case), discreet("rewrite", case)):
        assert (ran.code, ran.out) == (2, b"")
        assert "Did you mean writing.max_risk?" in " ".join(ran.err.split())


def test_rewrite_uses_what_is_set_and_options_come_first(discreet: Discreet, case: Path) -> None:
    def text(*options: str) -> str:
        return str(json.loads(discreet("rewrite", case, "--json", *options).text)["text"])

    plain, general = text(), text("--strategy", "generalise")
    assert plain != general

    (case.parent / "discreet.toml").write_text('[writing]\nstrategy = "generalise"\n', encoding="utf-8")
    assert text() == general
    assert text("--strategy", "pattern") == plain


def test_a_model_that_is_set_is_asked_for_unless_none_is_wanted(discreet: Discreet, case: Path) -> None:
    (case.parent / "discreet.toml").write_text('[wording]\nmodel = "not-here"\n', encoding="utf-8")

    assert discreet("rewrite", case).code == 3
    assert discreet("rewrite", case, "--no-model").code == 0


def test_a_caseload_that_is_set_counts(discreet: Discreet, case: Path) -> None:
    def crowd() -> float:
        client = json.loads(discreet("check", case, "--json").text)["risk"]["before"]["readers"]["client"]
        return float(client["crowd"]["high"])

    usual = crowd()
    (case.parent / "discreet.toml").write_text("[profile]\ncaseload = 6000\n", encoding="utf-8")

    assert crowd() == pytest.approx(usual * 100, rel=0.2)


def test_the_authors_name_under_a_draft_is_not_a_client(discreet: Discreet, tmp_path: Path) -> None:
    draft = tmp_path / "column.txt"
    draft.write_text("My client wept when the bell rang.\n\nInes Marlow, Oakwood Clinic\n", encoding="utf-8")

    def names() -> list[str]:
        ran = discreet("check", draft, "--rules-only")
        return [line for line in ran.text.splitlines() if ":person-name:" in line and ":none:" not in line]

    assert names()
    discreet("config", "set", "profile.name", "Ines Marlow")
    assert not names()
