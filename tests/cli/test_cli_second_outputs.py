"""Files beside a result or a report: none replaces another, none is found to be in the way only after the work."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cli_tools import CASE, nothing, program

from assistant.cli.session import Session
from assistant.domain.errors import DraftError
from tests.documents import made
from tests.documents.test_archive_of_posts import script, tweet

if TYPE_CHECKING:
    from cli_tools import Discreet


def untouched(*_: Any, **__: Any) -> Any:
    raise AssertionError("no draft may be read")


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Names without a folder are of the test's own folder, where the drafts are."""
    monkeypatch.chdir(tmp_path)


UNREAD = Session(confine=nothing, read_draft=untouched, open_batch=untouched, read_archive=untouched)
"""A session in which no draft, folder or archive can be opened."""


@pytest.mark.parametrize("out", [(), ("--out", "new.md")])
def test_what_changed_does_not_replace_the_result(discreet: Discreet, case: Path, out: tuple[str, ...]) -> None:
    ran = discreet("rewrite", case, *out, "--diff", out[1] if out else "post.discreet.md", session=UNREAD)

    assert ran.code == 2
    assert "--diff would replace the result." in ran.err


def test_what_changed_does_not_replace_a_result_with_another_name(discreet: Discreet, tmp_path: Path) -> None:
    draft = tmp_path / "maria-okafor-session-14.md"
    draft.write_text(CASE, "utf-8")
    ran = discreet("rewrite", draft, "--diff", tmp_path / "draft-1.discreet.md", "--json")

    assert ran.code == 4
    assert "What changed was not kept: That is the name of the result." in ran.err
    assert '"written"' in ran.text
    assert "[-" not in (tmp_path / "draft-1.discreet.md").read_text("utf-8")


def test_a_report_and_a_receipt_are_two_files(discreet: Discreet, tmp_path: Path) -> None:
    arguments = ("batch", tmp_path, "--dry-run", "--report", tmp_path / "x.json")
    ran = discreet(*arguments, "--receipt", tmp_path / "." / "x.json", session=UNREAD)

    assert ran.code == 2
    assert "can’t be one file" in ran.err


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (("rewrite", "post.md", "--diff", "there.txt"), "--diff"),
        (("rewrite", "post.md", "--out", "there.txt"), "--out"),
        (("review", "post.md", "--plain", "--out", "there.txt"), "--out"),
        (("batch", ".", "--dry-run", "--report", "there.txt"), "--report"),
        (("batch", ".", "--dry-run", "--receipt", "there.txt"), "--receipt"),
        (("archive", "tweets.js", "--list", "there.csv"), "--list"),
    ],
)
def test_a_file_in_the_way_is_found_before_a_draft_is_read(
    discreet: Discreet, case: Path, arguments: tuple[str, ...], option: str
) -> None:
    for name in ("there.txt", "there.csv"):
        Path(name).write_text("mine", "utf-8")
    ran = discreet(*arguments, session=UNREAD)

    assert ran.code == 4
    assert f"Move it away, or choose another name with {option}." in " ".join(ran.err.split())
    assert Path("there.txt").read_text("utf-8") == Path("there.csv").read_text("utf-8") == "mine"


def test_a_copy_for_review_in_the_way_is_found_before_the_draft_is_read(discreet: Discreet, tmp_path: Path) -> None:
    (tmp_path / "post.docx").write_bytes(made.docx())
    assert discreet("rewrite", tmp_path / "post.docx", "--review-copy").code == 0
    ran = discreet("rewrite", tmp_path / "post.docx", "--review-copy", session=UNREAD)

    assert ran.code == 4
    assert "post CONTAINS ORIGINAL for review.docx exists already." in ran.err


def full(*_: Any, **__: Any) -> Any:
    raise DraftError("The result could not be written (No space left on device).", "Check the space left on the disk.")


def test_what_can_not_be_kept_beside_a_result_costs_nothing_else(discreet: Discreet, case: Path) -> None:
    arguments = ("rewrite", case, "--diff", case.with_name("diff.txt"), "--json")
    ran = discreet(*arguments, session=Session(confine=nothing, write_text=full))

    assert ran.code == 4
    assert '"outcome"' in ran.text
    assert "What changed was not kept: The result could not be written" in ran.err
    assert case.with_name("post.discreet.md").exists()


def test_a_report_is_shown_even_where_the_receipt_can_not_be_kept(discreet: Discreet, case: Path) -> None:
    arguments = ("batch", case.parent, "--dry-run", "--jobs", "1", "--include", "*.md")
    ran = discreet(*arguments, "--receipt", "r.json", session=Session(confine=nothing, write_text=full))

    assert ran.code == 4
    assert "post.md: High" in ran.text
    assert "The receipt was not kept" in ran.err


def test_posts_are_ranked_even_where_the_list_can_not_be_kept(discreet: Discreet, tmp_path: Path) -> None:
    (tmp_path / "tweets.js").write_bytes(script([tweet(1, "My client Ann Zanthorpe cried.")]))
    arguments = ("archive", tmp_path / "tweets.js", "--jobs", "1", "--list", tmp_path / "x.csv")
    ran = discreet(*arguments, session=Session(confine=nothing, write_text=full))

    assert ran.code == 4
    assert "one post." in ran.text


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("rewrite", "post.md", "--prompt", "generalise"), "--prompt says what a model is asked"),
        (("rewrite", "post.md", "--prompt-dir", "."), "--prompt-dir says what a model is asked"),
        (("rewrite", "post.md", "--no-model", "--model", "x.gguf", "--prompt", "x"), "--prompt says"),
        (("batch", ".", "--dry-run", "--prompt", "generalise"), "--prompt says what a model is asked"),
        (("batch", ".", "--dry-run", "--include-originals"), "--include-originals goes with --format html or json."),
        (("batch", ".", "--dry-run", "--format", "json", "--quote"), "--quote goes with --format lines or sarif."),
        (("batch", ".", "--dry-run", "--format", "lines"), "points at places in the results"),
        (("batch", ".", "--dry-run", "--format", "sarif"), "points at places in the results"),
        (("batch", ".", "--dry-run", "--changed-since", "0001-01-01"), "--changed-since takes a day or a time"),
        (("invent", "post.md", "--from", "a.md", "--from", "b.md", "--count", "2"), "A composite is one example."),
        (("archive", "tweets.js", "--include-originals"), "--include-originals puts words into a list"),
    ],
)
def test_an_option_that_would_change_nothing_is_not_passed_over(
    discreet: Discreet, case: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    ran = discreet(*arguments, session=UNREAD)

    assert ran.code == 2
    assert sentence in " ".join(ran.err.split())


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device here")
def test_a_full_standard_output_is_no_mistake_of_discreet(case: Path) -> None:
    code = (
        "import os, sys; from assistant.cli.app import run; os.dup2(os.open('/dev/full', os.O_WRONLY), 1);"
        f"sys.exit(run(['check', {str(case)!r}]))"
    )
    ran = program(code=code)

    assert ran.code == 4
    assert "could not be written to standard output (No space left on device)" in ran.err
    assert "made a mistake" not in ran.err
    assert "Exception ignored" not in ran.err
