"""`discreet check`: lines for tools, exit codes for hooks, no words of the draft unless they are asked for."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from cli_tools import CASE, Discreet

from assistant.cli.options import Limit, limit, targets
from assistant.domain.errors import UsageError
from assistant.domain.risk import Reader, ReaderRisk, Risk, Tier

LINE = re.compile(
    r"(?P<path>.+):(?P<line>\d+):(?P<column>\d+):(?P<kind>[a-z-]+):"
    r"(?P<reader>none|(?:client|acquaintance|stranger)(?:,(?:client|acquaintance|stranger))*):(?P<message>.+)"
)
WORDS = ("Araceli", "Okafor", "paramedic", "Hebden", "driving", "34")


def test_every_line_has_its_place_kind_reader_and_message(discreet: Discreet, case: Path) -> None:
    ran = discreet("check", case)

    found = [LINE.fullmatch(line) for line in ran.text.splitlines()]
    assert found
    assert all(found)
    names = [m for m in found if m and m["kind"] == "person-name"]
    assert names[0]["line"] == "1"
    assert names[0]["column"] == str(CASE.index("Araceli") + 1)
    assert "stranger" in names[0]["reader"]


def test_columns_count_characters_and_lines_any_line_end(discreet: Discreet, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_bytes("Müde – so müde.\r\nMy client Araceli Okafor wept.\r\n".encode())

    lines = discreet("check", draft).text.splitlines()

    assert any(line.startswith(f"{draft}:2:11:person-name:") for line in lines)


def test_no_words_unless_they_are_asked_for(discreet: Discreet, case: Path) -> None:
    silent, quoting = discreet("check", case), discreet("check", case, "--quote")

    said = (silent.text + silent.err).replace(str(case), "")
    assert not any(word in said for word in WORDS)
    assert "“Araceli Okafor”" in quoting.text
    assert "Okafor" not in quoting.err


def test_a_draft_about_nobody_has_no_lines(discreet: Discreet, theory: Path) -> None:
    ran = discreet("check", theory, "--max-risk", "low")

    assert (ran.code, ran.out) == (0, b"")
    assert "Low" in ran.err


def test_only_a_limit_that_was_given_is_exceeded(discreet: Discreet, case: Path) -> None:
    assert discreet("check", case).code == 0
    assert discreet("check", case, "--max-risk", "high").code == 0
    assert discreet("check", case, "--max-risk", "raised").code == 1
    assert discreet("check", case, "--max-risk", "30").code == 1
    assert discreet("check", case, "--max-risk", "100").code == 0


def test_a_flag_comes_before_the_environment(discreet: Discreet, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCREET_MAX_RISK", "low")

    assert discreet("check", case).code == 1
    assert discreet("check", case, "--max-risk", "high").code == 0


def test_a_draft_that_fails_outranks_one_that_is_above(discreet: Discreet, case: Path, theory: Path) -> None:
    ran = discreet("check", case.with_name("missing.md"), case, theory, "--max-risk", "low")

    assert ran.code == 4
    assert ":person-name:" in ran.text
    assert "missing.md" in ran.err


def test_json_has_the_words_but_no_text_and_no_changes(discreet: Discreet, case: Path) -> None:
    ran = discreet("check", case, "--json")

    document = json.loads(ran.out)
    assert document["file"] == str(case)
    assert "text" not in document
    assert "changes" not in document
    assert document["risk"]["after"] is None
    name = next(d for d in document["details"] if d["kind"] == "person-name")
    assert CASE[name["spans"][0]["start"] : name["spans"][0]["end"]] == name["spans"][0]["text"]


def test_several_drafts_are_one_document(discreet: Discreet, case: Path, theory: Path) -> None:
    missing = case.with_name("missing.md")

    ran = discreet("check", case, missing, theory, "--json")

    document = json.loads(ran.out)
    assert ran.code == 4
    assert [d["file"] for d in document["drafts"]] == [str(case), str(theory)]
    assert [f["file"] for f in document["failed"]] == [str(missing)]


def test_drafts_are_left_as_they_are(discreet: Discreet, case: Path) -> None:
    discreet("check", case)

    assert case.read_text(encoding="utf-8") == CASE
    assert [p.name for p in case.parent.iterdir() if p.name != "own"] == ["post.md"]


def _risk(tier: Tier, score: int) -> Risk:
    return Risk(tier, score, {reader: ReaderRisk(tier, None, ()) for reader in Reader})


def test_what_can_not_be_told_exceeds_every_limit() -> None:
    unknown = _risk(Tier.CANNOT_TELL, 0)

    assert Limit(tier=Tier.HIGH).exceeded_by(unknown)
    assert Limit(score=100).exceeded_by(unknown)


def test_a_limit_is_a_tier_or_a_score() -> None:
    raised = _risk(Tier.RAISED, 40)

    assert limit("Low") == Limit(tier=Tier.LOW)
    assert limit(" 40 ") == Limit(score=40)
    assert not Limit(tier=Tier.RAISED).exceeded_by(raised)
    assert Limit(tier=Tier.LOW).exceeded_by(raised)
    assert not Limit(score=40).exceeded_by(raised)
    assert Limit(score=39).exceeded_by(raised)
    with pytest.raises(UsageError):
        limit("cannot tell")


def test_targets_are_read_by_reader() -> None:
    assert targets(None) is None
    assert targets(["client=raised", "Stranger=LOW"]) == {Reader.CLIENT: Tier.RAISED, Reader.STRANGER: Tier.LOW}
