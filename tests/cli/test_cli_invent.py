"""Inventing examples on the command line: nothing of a case is told, and what will not do is not shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant.domain.ports import Answer, Turn
from assistant.engine.base import Report

if TYPE_CHECKING:
    from cli_tools import Discreet

GOOD = "Someone may sit down only when the last cup is dry, and feel the clock looking at them all the same."


class Model:
    """Says one thing and remembers what it was asked."""

    report = Report()

    def __init__(self, line: str) -> None:
        self.line = line
        self.asked: list[str] = []

    def ask(
        self, system: str, examples: Sequence[tuple[str, str]], turns: Sequence[Turn], seconds: float
    ) -> list[Answer]:
        self.asked += [turn.text for turn in turns]
        return [Answer(self.line)] * len(turns)


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Model]:
    def set_(line: str) -> Model:
        made = Model(line)

        @contextmanager
        def opened(path: Path, prompt: Any = None) -> Iterator[Model]:
            yield made

        monkeypatch.setattr("assistant.prompt_wiring.open_writer", opened)
        monkeypatch.setattr("assistant.prompt_wiring.model_path", lambda wanted, settings: Path("x"))
        return made

    return set_


def test_an_example_goes_to_standard_output(discreet: Discreet, model: Callable[[str], Model], tmp_path: Path) -> None:
    model(GOOD)
    (tmp_path / "point.txt").write_text("Guilt about resting is learnt.")
    ran = discreet("invent", tmp_path / "point.txt")
    assert ran.code == 0
    assert ran.text == f"{GOOD}\n"
    assert "about nobody" in ran.err


def test_of_a_draft_only_the_point_is_read(discreet: Discreet, model: Callable[[str], Model], tmp_path: Path) -> None:
    asked = model(GOOD).asked
    draft = "My client Morwenna cried. {point: Guilt about resting is learnt.} She lives in Padstow.\n"
    (tmp_path / "draft.md").write_text(draft)
    assert discreet("invent", tmp_path / "draft.md").code == 0
    assert asked
    assert not any("Morwenna" in turn or "Padstow" in turn for turn in asked)


@pytest.mark.parametrize(
    ("point", "words"),
    [("x " * 400, "longer than a point"), ("Morwenna Tregenza rests badly.", "names somebody")],
)
def test_what_is_no_point_is_refused(
    discreet: Discreet, model: Callable[[str], Model], tmp_path: Path, point: str, words: str
) -> None:
    asked = model(GOOD).asked
    (tmp_path / "point.txt").write_text(point)
    ran = discreet("invent", tmp_path / "point.txt")
    assert ran.code == 2
    assert words in ran.err
    assert asked == []


def test_a_theorist_may_stand_in_a_point(discreet: Discreet, model: Callable[[str], Model], tmp_path: Path) -> None:
    model(GOOD)
    (tmp_path / "point.txt").write_text("As Carl Rogers knew, warmth is no technique. Winnicott said so too.")
    assert discreet("invent", tmp_path / "point.txt").code == 0


def test_an_example_about_somebody_is_not_shown(
    discreet: Discreet, model: Callable[[str], Model], tmp_path: Path
) -> None:
    model("Morwenna Tregenza from Padstow may sit down only when the last cup is dry and put away.")
    (tmp_path / "point.txt").write_text("Guilt about resting is learnt.")
    ran = discreet("invent", tmp_path / "point.txt")
    assert (ran.code, ran.text) == (3, "")
    assert "could point to somebody" in ran.err
    assert "Morwenna" not in ran.err


def test_one_case_is_no_composite_and_no_model_is_a_sentence(
    discreet: Discreet, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert discreet("invent", case, "--from", case).code == 2
    ran = discreet("invent", case)
    assert ran.code == 3
    assert "discreet models suggest" in ran.err


def test_passes_without_a_model_are_refused_with_the_way_to_get_one(discreet: Discreet, case: Path) -> None:
    for flag in ("--attack", "--find-details"):
        ran = discreet("rewrite", case, flag)
        assert ran.code == 3
        assert "discreet models suggest" in ran.err


def test_the_same_case_twice_is_no_composite(discreet: Discreet, model: Callable[[str], Model], tmp_path: Path) -> None:
    model(GOOD)
    (tmp_path / "one.md").write_text("My client Morwenna cried.\n")
    ran = discreet("invent", "--from", tmp_path / "one.md", "--from", tmp_path / "." / "one.md")
    assert (ran.code, "same case twice" in ran.err) == (2, True)


def test_a_model_that_fails_says_what_happened_and_nothing_of_rules(
    discreet: Discreet, model: Callable[[str], Model], tmp_path: Path
) -> None:
    from assistant.engine.failures import Failure

    model("").report = Report(Failure.CRASHED)
    (tmp_path / "point.txt").write_text("Guilt about resting is learnt.")
    ran = discreet("invent", tmp_path / "point.txt")
    assert (ran.code, ran.err) == (3, "The model stopped unexpectedly. Nothing was invented.\n")


CASES = (
    "My client Morwenna cried. She sings with the quiet ones on most days.\n",
    "My client Bodil cried. She paints with the early ones on most days.\n",
)


@pytest.mark.parametrize("where", ["beside the case", "for this run"])
def test_what_a_glossary_says_never_stays_is_not_told_to_the_model(
    discreet: Discreet, model: Callable[[str], Model], tmp_path: Path, where: str
) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder, text in zip(folders, CASES, strict=True):
        folder.mkdir()
        (folder / "case.md").write_text(text)
        (folder / "discreet.toml").write_text("")
    cases = [option for folder in folders for option in ("--from", folder / "case.md")]
    asked = model(GOOD).asked
    assert discreet("invent", *cases).code == 0
    assert any("the quiet ones" in turn and "the early ones" in turn for turn in asked)

    asked.clear()
    rules = "always: the quiet ones\nalways: the early ones\n"
    given: list[str | Path] = []
    if where == "for this run":
        (tmp_path / "mine.txt").write_text(rules)
        given = ["--glossary", tmp_path / "mine.txt"]
    else:
        for folder, rule in zip(folders, rules.splitlines(), strict=True):
            (folder / "glossary.txt").write_text(rule)
    assert discreet("invent", *cases, *given).code == 0
    assert asked
    assert not any("the quiet ones" in turn or "the early ones" in turn for turn in asked)
