"""Where nothing is changed: what is said of a text that nobody would recognise, and of one that somebody would."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.domain.risk import Outcome, Reader, Tier
from assistant.reports.batch_text import SHORT_WITHIN
from assistant.reports.words import WITHIN, advice
from tests.documents import made

if TYPE_CHECKING:
    from cli_tools import Discreet

KEPT = "My client {keep: is a 34-year-old vicar from Leeds}. Grief is slow.\n"
ALLOWED = ("--target", "acquaintance=high", "--target", "client=high")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A draft that tells, and of which everything that tells is to stay."""
    path = tmp_path / "drafts" / "post.md"
    path.parent.mkdir()
    path.write_text(KEPT, "utf-8")
    return path


def test_a_draft_without_a_change_that_still_tells_is_not_called_fine(discreet: Discreet, kept: Path) -> None:
    ran = discreet("review", kept, "--plain")

    assert ran.code == 0
    assert "Nothing needs to change" not in ran.err
    assert "Someone who knows them would probably tell (High)." in ran.text
    assert "“Leeds”" in ran.text
    assert "Take it further before you publish it." in ran.err
    assert not kept.with_name("post.discreet.md").exists()


def test_a_draft_about_nobody_needs_no_change(discreet: Discreet, theory: Path) -> None:
    ran = discreet("review", theory, "--plain")

    assert ran.text == ""
    assert "Nothing needs to change, so nothing was saved." in ran.err


def test_what_is_allowed_is_not_said_to_point_to_nobody(discreet: Discreet, kept: Path, tmp_path: Path) -> None:
    ran = discreet("rewrite", kept, *ALLOWED, "--show")
    folded = " ".join(ran.text.split())

    assert f"{WITHIN} Nothing was changed. Someone who knows them would probably tell who it is." in folded
    assert "point to somebody. If" not in folded
    assert "You can publish it as it is" not in folded + discreet("rewrite", kept, *ALLOWED).err
    ran = discreet("batch", kept.parent, "--dry-run", "--jobs", "1", *ALLOWED)
    assert SHORT_WITHIN in ran.text
    page = discreet("batch", kept.parent, "--dry-run", "--jobs", "1", *ALLOWED, "--format", "html").text
    assert WITHIN in page


def test_who_could_tell_is_said_gravest_first() -> None:
    tiers = {Reader.CLIENT: Tier.HIGH, Reader.ACQUAINTANCE: Tier.RAISED, Reader.STRANGER: Tier.RAISED}

    assert advice(Outcome.UNCHANGED, tiers)[1] == (
        "Nothing was changed. The client would probably tell who it is. "
        "Someone who knows them and a stranger might tell who it is."
    )
    assert advice(Outcome.UNCHANGED, dict.fromkeys(Reader, Tier.LOW))[0] == "You can publish it as it is."


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("My client is a 34-year-old vicar from Leeds who told me that she wants to kill herself.\n", ALLOWED),
        ("My client said: “I only feel real when I am driving.” Grief is slow.\n", ALLOWED),
        ("Silence can help.\n", ("--rules-only",)),
    ],
    ids=["where it would hurt more", "their own words", "names not checked"],
)
def test_a_look_calls_fine_what_a_rewrite_would_call_fine(
    discreet: Discreet, tmp_path: Path, text: str, options: tuple[str, ...]
) -> None:
    draft = tmp_path / "post.md"
    draft.write_text(text, "utf-8")
    looked = json.loads(discreet("check", draft, "--json", *options).out)["outcome"]
    rewritten = json.loads(discreet("rewrite", draft, "--json", *options).out)["outcome"]

    assert rewritten != "publish as it is"
    assert looked == "generalise further"


def test_what_nobody_looked_at_is_told_by_every_command(
    discreet: Discreet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "post.html"
    page.write_text("<p>My client is a nurse from Leeds.</p><img src='x.png'><!-- Maria -->", "utf-8")
    said = "Not looked at: 1 picture or recording."
    checked = discreet("check", page)

    assert said in checked.err
    assert "Not in the result" not in checked.err
    assert discreet("check", page, "--quiet").err == ""
    monkeypatch.setattr("sys.stdin", io.StringIO("s\n"))
    assert said in discreet("review", page, "--plain", "--out", tmp_path / "out.html").err
    for command in ("check", "rewrite"):
        document = json.loads(discreet(command, page, "--json").out)
        assert document["not_looked_at"] == "1 picture or recording"
        assert document["dropped"] == "1 comment"


def test_what_a_result_leaves_out_is_told_once_it_is_saved(
    discreet: Discreet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "post.docx").write_bytes(made.docx())
    monkeypatch.setattr("sys.stdin", io.StringIO("s\n"))
    ran = discreet("review", tmp_path / "post.docx", "--plain")

    assert ran.code == 0
    assert "Not in the result: properties" in ran.err


def test_comments_of_markdown_are_told_by_every_command_that_leaves_them_out(
    discreet: Discreet, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.write_text(f"{case.read_text('utf-8')}\n<!-- Ilka Zorn -->\n<!--more-->\n", "utf-8")
    said = "Not in the result: 1 comment."

    assert said in discreet("rewrite", case).err
    assert said not in discreet("check", case).err
    assert json.loads(discreet("rewrite", case, "--json").out)["dropped"] == "1 comment"
    monkeypatch.setattr("sys.stdin", io.StringIO("s\n"))
    assert said in discreet("review", case, "--plain", "--out", tmp_path / "out.md").err


def test_front_matter_is_not_taken_for_what_a_document_holds(discreet: Discreet, tmp_path: Path) -> None:
    draft = tmp_path / "post.md"
    draft.write_text("---\nunseen: Zanthorpe\ndropped: Zanthorpe\n---\nSilence can help.\n", "utf-8")

    assert "Zanthorpe" not in discreet("check", draft).err + discreet("rewrite", draft).err
