"""Documents on the command line: opened elsewhere, written in their own format, and never as something they are not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.documents import made

if TYPE_CHECKING:
    from cli_tools import Discreet


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "post.docx"
    path.write_bytes(made.docx())
    return path


def test_a_document_is_rewritten_in_its_own_format(discreet: Discreet, document: Path) -> None:
    ran = discreet("rewrite", document)
    result = document.with_name("post.discreet.docx").read_bytes()

    assert ran.code == 0
    assert b"Araceli" not in made.unpacked(result)
    assert made.SECRET.encode() not in made.unpacked(result)
    assert "Not in the result: properties" in ran.err
    assert made.SECRET not in ran.err + ran.text
    assert document.read_bytes()[:2] == b"PK"


def test_the_text_alone_can_be_asked_for_but_no_other_format(discreet: Discreet, document: Path) -> None:
    text = discreet("rewrite", document, "--out", document.with_name("new.txt"))
    other = discreet("rewrite", document, "--out", document.with_name("new.odt"))

    assert text.code == 0
    assert made.SECOND in document.with_name("new.txt").read_text(encoding="utf-8")
    assert other.code == 4
    assert "can’t be written as .odt" in other.err


def test_plain_text_is_never_written_as_a_document(discreet: Discreet, case: Path) -> None:
    ran = discreet("rewrite", case, "--out", case.with_name("new.docx"))

    assert ran.code == 4
    assert "can’t be written as .docx" in ran.err
    assert not case.with_name("new.docx").exists()


def test_a_document_can_be_checked(discreet: Discreet, document: Path) -> None:
    ran = discreet("check", document)

    assert ran.code == 0
    assert ":person-name:" in ran.text


def test_a_broken_document_is_a_sentence(discreet: Discreet, document: Path) -> None:
    document.write_bytes(b"PK\x03\x04 nothing")
    ran = discreet("rewrite", document)

    assert ran.code == 4
    assert "no Word document" in ran.err


@pytest.mark.parametrize("out", [(), ("--out", "new.txt")], ids=["beside it", "as text"])
def test_a_copy_with_tracked_changes_says_what_it_holds(
    discreet: Discreet, document: Path, monkeypatch: pytest.MonkeyPatch, out: tuple[str, ...]
) -> None:
    monkeypatch.chdir(document.parent)
    ran = discreet("rewrite", document, "--review-copy", "--rules-only", *out)
    (copy,) = document.parent.glob("* CONTAINS ORIGINAL for review.docx")

    assert ran.code == 0
    assert "holds your original words" in ran.err
    assert b"Araceli</w:delText>" in made.unpacked(copy.read_bytes())
    assert made.SECRET.encode() not in made.unpacked(copy.read_bytes())


def test_a_copy_with_tracked_changes_is_made_of_word_documents_alone(discreet: Discreet, case: Path) -> None:
    ran = discreet("rewrite", case, "--review-copy")

    assert ran.code == 2
    assert "Word documents" in ran.err
