"""No word of a draft reaches a place that nobody asked for, also when something breaks inside."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest
from cli_tools import CASE, Discreet, nothing, program

from assistant.cli.session import Session
from assistant.composition import build_pipeline

CANARY = "Zanthorpe"
DRAFT = CASE.replace("Okafor", CANARY)


class SecretError(Exception):
    """An error of a library that has the draft in its message."""


def _break(*_: Any, **__: Any) -> NoReturn:
    secret = DRAFT
    raise SecretError(f"could not read: {secret}") from KeyError(secret)


class _Breaks:
    """A pipeline that fails as soon as it is used."""

    check = rewrite = staticmethod(_break)


BROKEN: dict[str, Callable[[], Session]] = {
    "building": lambda: Session(build_pipeline=_break, confine=nothing),
    "confining": lambda: Session(confine=_break),
    "reading": lambda: Session(read_draft=_break, confine=nothing),
    "the pipeline": lambda: Session(build_pipeline=_Breaks, confine=nothing),  # type: ignore[arg-type,return-value]
    "writing": lambda: Session(write=_break, confine=nothing),
}


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "post.md"
    path.write_text(DRAFT, encoding="utf-8")
    return path


@pytest.mark.parametrize("make", BROKEN.values(), ids=BROKEN)
def test_an_error_inside_is_a_code_and_a_sentence(discreet: Discreet, draft: Path, make: Callable[[], Session]) -> None:
    ran = discreet("rewrite", draft, "--show", session=make())

    assert ran.code == 4
    assert "SecretError at " in ran.err
    assert "never send the draft" in ran.err
    assert "Traceback" not in ran.err
    assert CANARY not in ran.err + ran.text
    assert not draft.with_name("post.discreet.md").exists()


def test_one_draft_that_breaks_does_not_stop_the_others(discreet: Discreet, draft: Path) -> None:
    pipeline = build_pipeline()

    class _BreaksOnce:
        seen = False

        def check(self, *arguments: Any) -> Any:
            if not self.seen:
                self.seen = True
                _break()
            return pipeline.check(*arguments)

    broken = _BreaksOnce()
    session = Session(build_pipeline=lambda: broken, confine=nothing)  # type: ignore[arg-type,return-value]
    ran = discreet("check", draft, draft, session=session)

    assert ran.code == 4
    assert CANARY not in ran.err + ran.text
    assert ":person-name:" in ran.text


def test_an_interruption_ends_quietly_and_writes_nothing(discreet: Discreet, draft: Path) -> None:
    class _Interrupted:
        def rewrite(self, *_: Any) -> NoReturn:
            raise KeyboardInterrupt

    session = Session(build_pipeline=_Interrupted, confine=nothing)  # type: ignore[arg-type]
    ran = discreet("rewrite", draft, session=session)

    assert ran.code == 130
    assert CANARY not in ran.err
    assert not draft.with_name("post.discreet.md").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("rewrite", "post.md"),
        ("rewrite", "post.md", "--out", "no/such/folder.md"),
        ("rewrite", "post.md", "--model", "missing.gguf"),
        ("rewrite", "post.md", "--max-risk", "0"),
        ("check", "post.md"),
        ("check", "post.md", "missing.md", "--max-risk", "low"),
    ],
    ids=" ".join,
)
def test_nothing_but_the_result_holds_the_words(
    draft: Path, tmp_path: Path, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    ran = program(*arguments)

    assert CANARY not in ran.err + ran.text
    assert _holding(tmp_path) - {"post.discreet.md"} == {"post.md"}


def test_a_crash_of_the_program_itself_shows_no_words(draft: Path, tmp_path: Path) -> None:
    code = (
        "import sys, threading, warnings\n"
        "from assistant.pipeline import Pipeline\n"
        "from assistant.__main__ import main\n"
        "def broken(self, draft, *rest, **named):\n"
        "    warnings.warn(draft.text)\n"
        "    __import__('logging').getLogger('x').error(draft.text)\n"
        "    t = threading.Thread(target=lambda: {}[draft.text]); t.start(); t.join()\n"
        "    raise RuntimeError(draft.text)\n"
        "Pipeline.rewrite = broken\n"
        "main()\n"
    )
    ran = program("rewrite", draft, code=code)

    assert ran.code == 4
    assert "RuntimeError at cli/rewrite.py" in ran.err
    assert CANARY not in ran.err + ran.text
    assert _holding(tmp_path) == {"post.md"}


def _holding(folder: Path) -> set[str]:
    """Files below `folder` that hold the canary."""
    return {
        name
        for root, _, names in os.walk(folder)
        for name in names
        if CANARY.encode() in (Path(root) / name).read_bytes()
    }
