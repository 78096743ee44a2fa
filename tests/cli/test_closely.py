"""`rewrite --closely`, and the setting: the larger sifter is asked, and only then."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cli_tools import Discreet, nothing

from assistant.cli.session import Session
from assistant.composition import build_pipeline, open_tagger
from assistant.engine import embedded
from assistant.pipeline import Pipeline

if TYPE_CHECKING:
    import pytest


def test_the_larger_sifter_is_asked_when_it_is_wanted(
    discreet: Discreet, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted: list[bool] = []

    def build(*, closely: bool = False) -> Pipeline:
        wanted.append(closely)
        return build_pipeline()

    for number, arguments in enumerate(((), ("--closely",))):
        out = tmp_path / f"{number}.md"
        ran = discreet(
            "rewrite", case, "--out", out, *arguments, session=Session(build_pipeline=build, confine=nothing)
        )
        assert ran.code == 0
    monkeypatch.setenv("DISCREET_CLOSELY", "true")
    ran = discreet("rewrite", case, "--out", tmp_path / "2.md", session=Session(build_pipeline=build, confine=nothing))

    assert ran.code == 0
    assert wanted == [False, True, True]


def test_it_is_the_larger_one_that_reads_then(discreet: Discreet, case: Path, tmp_path: Path) -> None:
    assert embedded.find("reader") is not None
    ran = discreet("rewrite", case, "--closely", "--out", tmp_path / "new.md")
    closely, plainly = open_tagger(closely=True), open_tagger()
    assert closely is not None
    assert plainly is not None
    text = case.read_text(encoding="utf-8")
    (large,), (small,) = closely.sift([text]), plainly.sift([text])

    assert ran.code == 0
    assert (tmp_path / "new.md").read_text(encoding="utf-8") != text
    assert large is not None
    assert small is not None
    assert len(large) != len(small)


def test_where_it_is_missing_the_small_one_is_asked_and_a_sentence_says_so(
    discreet: Discreet, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "find", lambda _role: None)
    wanted: list[bool] = []

    def build(*, closely: bool = False) -> Pipeline:
        wanted.append(closely)
        return build_pipeline(rules_only=True)

    session = Session(build_pipeline=build, confine=nothing)
    ran = discreet("rewrite", case, "--closely", "--out", tmp_path / "new.md", session=session)

    assert ran.code == 0
    assert wanted == [False]
    assert "The larger sifter is not here" in ran.err


def test_the_doctor_tries_it(discreet: Discreet) -> None:
    assert "The larger sifter (rewrite --closely): reads" in " ".join(discreet("doctor").text.split())


def test_one_worker_serves_a_process_however_it_is_asked_for() -> None:
    assert open_tagger() is open_tagger(closely=False)
    assert open_tagger(closely=True) is not open_tagger()
