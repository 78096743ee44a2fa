"""`discreet batch` from run to run: names of every sort, reports that are whole, what is said on the way, rounds."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cli_tools import nothing, program

from assistant.batch.run import Plan, Progress
from assistant.cli.batch import _Speed
from assistant.cli.session import Session
from assistant.domain.risk import Background
from tests import odd_names
from tests.batch.fakes import Drafts, Hands, Notes, Results

if TYPE_CHECKING:
    from cli_tools import Discreet

ODD = os.fsdecode(b"caf\xe9 \xe2\x80\x9cone\xe2\x80\x9d")
"""A name of which one letter is none in UTF-8."""


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A folder of drafts with such a name in two formats."""
    source = tmp_path / "drafts"
    source.mkdir()
    odd_names.write(source / f"{ODD}.md", "My patient is a 34-year-old paramedic. She has twins.\n")
    odd_names.write(source / f"{ODD}.html", "<p>My patient is a paramedic of 34 from Leeds.</p>")
    return source


@pytest.mark.parametrize("format_", ["text", "json", "lines", "html", "sarif"])
def test_a_name_that_is_no_letters_stops_nothing(discreet: Discreet, odd: Path, tmp_path: Path, format_: str) -> None:
    out, receipt = tmp_path / "out", tmp_path / "receipt.discreet.json"
    arguments = ("batch", odd, "--out", out, "--jobs", "1", "--rules-only", "--receipt", receipt, "--format", format_)
    ran = discreet(*arguments, "--audience", "teaching", "--strategy", "generalise")

    assert ran.code == 0
    assert sorted(each.name for each in out.iterdir() if each.name[0] != ".") == [f"{ODD}.html", f"{ODD}.md"]
    assert len(json.loads(receipt.read_text("utf-8"))["drafts"]) == 2
    if format_ == "sarif":
        assert "caf%E9%20%E2%80%9Cone%E2%80%9D.md" in ran.text
    if format_ in ("json", "sarif"):
        json.loads(ran.out)


@pytest.mark.parametrize("suffix", ["md", "html"])
def test_a_draft_alone_may_have_such_a_name(discreet: Discreet, odd: Path, suffix: str) -> None:
    assert discreet("rewrite", odd / f"{ODD}.{suffix}", "--rules-only", "--json").code == 0
    assert (odd / f"{ODD}.discreet.{suffix}").exists()


def test_a_document_for_programs_is_whole_whatever_the_terminal_knows(tmp_path: Path) -> None:
    source = tmp_path / "drafts"
    source.mkdir()
    (source / "the “first” – one.md").write_text("My patient is a 34-year-old paramedic.\n", "utf-8")
    for format_ in ("json", "sarif", "html"):
        out = tmp_path / f"out-{format_}"
        arguments = ("batch", source, "--out", out, "--rules-only", "--jobs", "1", "--format", format_)
        ran = program(*arguments, settings={"PYTHONIOENCODING": "latin-1"})

        assert ran.code == 0
        assert format_ == "html" or json.loads(ran.text)
        assert format_ == "sarif" or "the “first” – one.md" in ran.text


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("nofolder", "There is no folder called nofolder there."), ("post.md", "post.md is no folder.")],
)
def test_without_a_folder_nothing_is_tried(discreet: Discreet, tmp_path: Path, name: str, sentence: str) -> None:
    (tmp_path / "post.md").write_text("Rest.", "utf-8")
    for arguments in (("--dry-run",), ("--out", tmp_path / "out")):
        ran = discreet("batch", tmp_path / name, *arguments, "--rules-only")

        assert (ran.code, ran.text) == (2, "")
        assert sentence in ran.err


def test_some_chapters_alone_are_no_work(discreet: Discreet, tmp_path: Path) -> None:
    ran = discreet("batch", tmp_path, "--dry-run", "--one-work", "--changed-since", "7d")

    assert ran.code == 2
    assert "only if all of them are read" in ran.err


def test_a_look_through_is_no_work_that_is_done() -> None:
    speed = _Speed(None, quiet=True)
    speed.hear(Progress(3, 3, 0, 0, first=True))
    assert (speed.done, speed.total) == (0, 0)
    speed.hear(Progress(1, 3, 4, 0))
    assert (speed.done, speed.total) == (1, 3)


FILES: dict[str, bytes | None] = {"a.txt": b"one", "b.txt": b"two"}


def over(plan: Callable[[], Plan]) -> Session:
    """A session whose batches run over parts in memory."""

    @contextmanager
    def open_batch(request: Any, confine: Callable[[], None]) -> Iterator[tuple[Plan, None]]:
        yield plan(), None

    return Session(confine=nothing, open_batch=open_batch)


def planned(hands: Hands) -> Plan:
    results = Results()
    return Plan(Drafts(FILES), hands, b"setup", Background(), (), results, None, Notes(results))


@pytest.mark.parametrize("whole", [True, False])
def test_what_was_left_without_an_answer_is_said_to_be_made_again(
    discreet: Discreet, tmp_path: Path, whole: bool
) -> None:
    arguments = ("batch", tmp_path, "--out", tmp_path.parent / "out")
    ran = discreet(*arguments, session=over(lambda: planned(Hands(whole=whole))))

    assert ran.code == 0
    assert ("In 2 drafts a question" in ran.err) is not whole
    assert ("The next run makes them again." in ran.err) is not whole


def test_the_small_writer_is_not_passed_over_without_a_word(discreet: Discreet, tmp_path: Path) -> None:
    session = over(lambda: planned(Hands()))
    arguments = ("batch", tmp_path, "--out", tmp_path.parent / "out", "--model", "x.gguf")

    assert "the small writer that comes along is not asked" in discreet(*arguments, "--writer", session=session).err
    assert "small writer" not in discreet(*arguments, session=session).err


@pytest.fixture
def watching(monkeypatch: pytest.MonkeyPatch) -> Callable[[Sequence[Callable[[], object]]], None]:
    """Let a folder be watched in which each step changes the file that it names."""

    def set_(steps: Sequence[Callable[[], object]]) -> None:
        def watch(*_: object, **__: object) -> Iterator[set[tuple[int, str]]]:
            yield set()  # it watches from here on; the first round comes now
            for step in steps:
                yield {(1, str(step()))}

        monkeypatch.setattr("watchfiles.watch", watch)

    return set_


def test_a_report_is_brought_up_to_date_in_every_round(
    discreet: Discreet, tmp_path: Path, watching: Callable[[Sequence[Callable[[], object]]], None]
) -> None:
    report, receipt = tmp_path / "x.html", tmp_path / "receipt.json"
    drafts = Drafts(dict(FILES))
    results = Results()
    plan = Plan(drafts, Hands(), b"setup", Background(), (), results, None, Notes(results))

    def another() -> str:
        drafts.files["new.txt"] = b"three"
        return "new.txt"

    watching([another, another])
    arguments = ("batch", tmp_path, "--out", tmp_path.parent / "out", "--watch", "--format", "html")
    ran = discreet(*arguments, "--report", report, "--receipt", receipt, session=over(lambda: plan))

    assert ran.code == 0
    assert "new.txt" in report.read_text("utf-8")
    assert len(json.loads(receipt.read_text("utf-8"))["drafts"]) == 3


def test_what_is_saved_during_the_first_round_is_seen(
    discreet: Discreet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []

    def watch(*_: object, **__: object) -> Iterator[set[tuple[int, str]]]:
        steps.append("watches")
        yield set()
        yield {(1, "a.txt")}

    class Seen(Drafts):
        def walk(self) -> Any:
            steps.append("round")
            return super().walk()

    monkeypatch.setattr("watchfiles.watch", watch)
    results = Results()
    plan = Plan(Seen(FILES), Hands(), b"setup", Background(), (), results, None, Notes(results))
    discreet("batch", tmp_path, "--out", tmp_path.parent / "out", "--watch", session=over(lambda: plan))

    assert steps == ["watches", "round", "round"]


def test_a_report_that_somebody_changed_between_two_rounds_is_left_alone(
    discreet: Discreet, tmp_path: Path, watching: Callable[[Sequence[Callable[[], object]]], None]
) -> None:
    report = tmp_path / "x.txt"
    watching([lambda: report.write_text("mine") and tmp_path / "a.txt"])
    arguments = ("batch", tmp_path, "--out", tmp_path.parent / "out", "--watch", "--report", report)
    ran = discreet(*arguments, session=over(lambda: planned(Hands())))

    assert ran.code == 4
    assert "x.txt exists already" in ran.err
    assert report.read_text() == "mine"


def test_a_report_that_lies_among_the_drafts_is_no_change_to_them(
    discreet: Discreet, tmp_path: Path, watching: Callable[[Sequence[Callable[[], object]]], None]
) -> None:
    plan = planned(Hands())
    watching([lambda: tmp_path / "x.json", lambda: tmp_path / ".0123456789abcdef.tmp"])
    arguments = ("batch", tmp_path, "--out", tmp_path.parent / "out", "--watch", "--report", tmp_path / "x.json")
    discreet(*arguments, session=over(lambda: plan))

    assert isinstance(plan.folder, Drafts)
    assert plan.folder.reads == ["a.txt", "b.txt"]
