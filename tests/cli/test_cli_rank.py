"""The writer that comes along: with `--writer` it tells in general, with `--rank` it chooses between wordings."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.app import run
from assistant.cli.session import Session
from assistant.cli.writer import trouble
from assistant.domain.ports import Answer, Window
from assistant.engine.base import WriterClient
from assistant.engine.failures import Failure
from assistant.engine.fake import FakeWriter
from assistant.prompting.store import load_prompt

TOLD = "A client may cry when somebody rings."
DRAFT = "My client, a 34-year-old nurse from Leeds, cried when her sister rang. She told me on Tuesday.\n"


@dataclass
class Likes:
    """A ranker that likes short texts."""

    problem: str | None = None
    asked: list[tuple[str, str]] = field(default_factory=list)
    closed: bool = False
    identity: str = "likes sha256:0"

    def ready(self) -> bool:
        return self.problem is None

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float | None]:
        self.asked += pairs
        return [-float(len(text)) for _, text in pairs]

    def tell(self, windows: Sequence[Window], audience: str) -> list[Answer]:
        assert audience == "blog"
        return [Answer(TOLD)] * len(windows)

    def close(self) -> None:
        self.closed = True


def _run(tmp_path: Path, ranker: Any, *options: str) -> tuple[int, str]:
    draft = tmp_path / "post.md"
    draft.write_text(DRAFT, encoding="utf-8")
    session = Session(open_ranker=lambda: ranker, confine=lambda: None)
    code = run(["rewrite", str(draft), "--rules-only", *options], session)
    return code, (tmp_path / "post.discreet.md").read_text(encoding="utf-8")


def test_the_ranker_runs_for_this_draft_alone_and_is_named_in_the_result(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    likes = Likes()
    code, text = _run(tmp_path, likes, "--rank", "--json")
    assert code == 0
    assert "Leeds" not in text
    assert likes.closed
    assert "likes sha256:0" in capsys.readouterr().out


@pytest.mark.parametrize("ranker", [None, Likes("It is broken.")])
def test_without_a_ranker_the_rules_decide_and_a_sentence_says_so(
    tmp_path: Path, ranker: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    code, text = _run(tmp_path, ranker, "--rank")
    said = capsys.readouterr().err
    assert code == 0
    assert ("It is broken." if ranker else "the rules word everything") in said
    assert text == _run(tmp_path, None)[1]


def test_no_ranker_is_started_unless_asked_for_or_with_no_model(tmp_path: Path) -> None:
    def never() -> Any:
        raise AssertionError("started")

    draft = tmp_path / "post.md"
    draft.write_text(DRAFT, encoding="utf-8")
    session = Session(open_ranker=never, confine=lambda: None)
    assert run(["rewrite", str(draft), "--rules-only"], session) == 0
    assert run(["rewrite", str(draft), "--rules-only", "--rank", "--no-model"], session) == 0


def test_it_tells_in_general_where_that_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "post.md"
    draft.write_text(DRAFT, encoding="utf-8")

    def text(*options: str, writer: Any = None) -> str:
        assert run(["rewrite", str(draft), "--json", *options], _session(writer)) == 0
        capsys.readouterr()
        return (tmp_path / "post.discreet.md").read_text(encoding="utf-8")

    def _session(writer: Any) -> Session:
        return Session(open_ranker=lambda: writer, confine=lambda: None)

    likes = Likes()
    assert TOLD in text("--writer", writer=likes)
    assert likes.closed
    rules = text(writer=Likes())
    assert TOLD not in rules
    assert text("--writer", "--no-model", writer=Likes()) == rules
    assert text("--writer", writer=None) == rules
    monkeypatch.setenv("DISCREET_WRITER", "true")
    assert TOLD in text(writer=Likes())


@pytest.mark.parametrize("flag", ["--writer", "--rank"])
def test_beside_another_model_it_is_not_asked_and_a_sentence_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], flag: str
) -> None:
    draft = tmp_path / "post.md"
    draft.write_text(DRAFT, encoding="utf-8")
    session = Session(open_model=lambda *_: nullcontext(FakeWriter()), confine=lambda: None)

    def said(*options: str) -> str:
        assert run(["rewrite", str(draft), "--rules-only", "--model", "x.gguf", *options], session) == 0
        return " ".join(capsys.readouterr().err.split())

    assert "the small writer that comes along is not asked" in said(flag)
    assert "small writer" not in said()
    assert "small writer" not in said(flag, "--quiet")


def test_what_went_wrong_on_the_way_is_told_though_the_last_request_went_well() -> None:
    class Crashed(WriterClient):
        def trouble(self) -> Failure:
            return Failure.CRASHED

    assert trouble(Crashed(Path("x.gguf"), load_prompt())) == Failure.CRASHED.sentence
