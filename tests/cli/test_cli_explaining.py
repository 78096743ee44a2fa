"""`discreet explain` and `discreet doctor`: what is told about kinds and about this machine."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from cli_tools import Discreet, program

from assistant.cli import doctor
from assistant.detect.registry import all_rules
from assistant.domain.details import Kind
from assistant.reports.kinds import page
from assistant.sandbox.proof import Row


def test_alone_it_lists_every_kind(discreet: Discreet) -> None:
    listed = discreet("explain").text

    assert all(f"  {kind.value}: " in listed for kind in Kind)


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_is_explained_by_its_rules(discreet: Discreet, kind: Kind) -> None:
    told = discreet("explain", kind.value)

    assert told.code == 0
    for seen in page(kind).seen_by:
        assert f"Found by {seen.rule.id}:" in told.text
        assert "source:" in told.text


def test_every_rule_is_on_a_page() -> None:
    explained = {seen.rule.id for kind in Kind for seen in page(kind).seen_by}

    assert explained == {rule.id for rule in all_rules()}


def test_the_doctor_says_what_is_here(discreet: Discreet) -> None:
    told = discreet("doctor")

    assert told.code == 0
    for heading in ("INSTALLED", "MODELS", "PROTECTION"):
        assert heading in told.text
    assert "missing" not in told.text
    assert "The tagger: reads" in told.text


def test_the_doctor_says_why_names_are_not_checked(discreet: Discreet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.composition.open_tagger", lambda: None)

    assert "names are not fully checked" in " ".join(discreet("doctor").text.split())


def test_the_doctor_names_the_command_that_mends(discreet: Discreet, monkeypatch: pytest.MonkeyPatch) -> None:
    real = doctor._version_of
    monkeypatch.setattr(doctor, "_version_of", lambda name: None if name == "sentencex" else real(name))

    told = discreet("doctor").text

    assert "sentencex: missing" in told
    assert "-m pip install sentencex" in " ".join(told.split())


def test_the_doctor_looks_for_every_package_that_discreet_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(__file__).parents[2]
    needed = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    named = {re.split(r"[<>=!~;\s]", each)[0] for each in needed}

    assert set(doctor._packages()) == set(doctor._USES) == named
    assert doctor._packages()["llama-cpp-python"].startswith("llama-cpp-python==")
    monkeypatch.setattr("importlib.metadata.requires", lambda _name: None)
    assert set(doctor._packages()) == named


def test_the_proof_says_what_was_not_stopped(discreet: Discreet, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (Row("front end", "connect", "the filter", True), Row("model worker", "look up a name", "nothing", False))
    monkeypatch.setattr("assistant.sandbox.proof.prove", lambda _worker: rows)

    told = discreet("doctor", "--offline-proof")

    assert told.code == 2
    assert "  stopped: connect (the filter)" in told.text
    assert "  NOT STOPPED: look up a name (nothing)" in told.text


def test_the_proof_really_tries() -> None:
    told = program("doctor", "--offline-proof")

    assert "FRONT END" in told.text
    assert "MODEL WORKER" in told.text
    assert told.code == (2 if "NOT STOPPED" in told.text else 0)
