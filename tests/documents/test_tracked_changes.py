"""Copies for review of Word documents: every change can be taken or left in Word, and nothing else is different."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from assistant.diffing.words import edits as word_by_word
from assistant.documents.sources import Source, open_source
from assistant.domain.text import Edit, Span, apply_edits
from tests.documents import made

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SOURCE = open_source(made.docx(), "post.docx")
TEXT = SOURCE.draft.text


def reviewed(source: Source, edits: Sequence[Edit]) -> bytes:
    assert source.review is not None
    return source.review(edits)


def parts(data: bytes) -> dict[str, etree._Element]:
    """The parts with words in them, parsed; a part that is no XML fails here."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.startswith("word/") and name.endswith(".xml")
        }


def turned_down(data: bytes) -> bytes:
    """The document as Word makes it when every change is rejected."""

    def part(xml: bytes) -> bytes:
        root = etree.fromstring(xml)
        for mark in list(root.iter(f"{W}ins")) + [m for m in root.iter(f"{W}del") if m.getparent().tag == f"{W}rPr"]:
            mark.getparent().remove(mark)
        for gone in list(root.iter(f"{W}del")):
            for text in gone.iter(f"{W}delText"):
                text.tag = f"{W}t"
            at = gone.getparent().index(gone)
            gone.getparent()[at : at + 1] = list(gone)
        return etree.tostring(root)

    return made.changed(data, {name: part for name in parts(data) if name != "word/fontTable.xml"})


def edit(words: str, instead: str) -> Edit:
    at = TEXT.index(words)
    return Edit(Span(at, at + len(words)), instead)


def test_a_change_is_a_deletion_and_an_insertion_with_the_formatting_of_its_run() -> None:
    data = reviewed(SOURCE, [edit("Araceli", "Somebody")])
    root = parts(data)["word/document.xml"]
    gone, come = root.find(f".//{W}del"), root.find(f".//{W}ins")

    assert "".join(gone.itertext()) == "Araceli"
    assert "".join(come.itertext()) == "Somebody"
    for change in (gone, come):
        assert change.get(f"{W}author") == "discreet"
        assert change.get(f"{W}date") is None
        assert change.find(f"{W}r/{W}rPr/{W}b") is not None, "the name is in bold in the draft"
    assert made.SECRET.encode() not in made.unpacked(data)


def test_a_paragraph_that_goes_has_its_end_deleted_too() -> None:
    root = parts(reviewed(SOURCE, [edit(made.SECOND, "")]))["word/document.xml"]
    paragraph = next(p for p in root.iter(f"{W}p") if made.SECOND in "".join(p.itertext()))

    assert paragraph[0].tag == f"{W}pPr"
    assert paragraph.find(f"{W}pPr/{W}rPr")[0].tag == f"{W}del"


@given(st.data())
def test_taking_all_gives_the_result_and_leaving_all_the_draft(data: st.DataObject) -> None:
    places = sorted(data.draw(st.lists(st.integers(0, len(TEXT)), max_size=8, unique=True)))
    words = st.sampled_from(["", "someone", "a few words of it", "\t", "Zoë & <co>"])
    edits = [
        Edit(Span(start, end), data.draw(words))
        for start, end in zip(places[::2], places[1::2], strict=False)
        if "\n" not in TEXT[start:end]
    ]
    copy = reviewed(SOURCE, edits)

    assert len(Document(io.BytesIO(copy)).paragraphs) > 1
    assert open_source(copy, "copy.docx").draft.text == open_source(SOURCE.render(edits), "result.docx").draft.text
    assert open_source(turned_down(copy), "old.docx").draft.text == TEXT
    ids = [c.get(f"{W}id") for root in parts(copy).values() for c in root.iter(f"{W}ins", f"{W}del")]
    assert len(ids) == len(set(ids))
    assert reviewed(SOURCE, edits) == copy


@given(st.text("ab ,.é\n", max_size=60), st.text("ab ,.é\n", max_size=60))
def test_edits_word_by_word_are_the_same_change(before: str, after: str) -> None:
    fine = word_by_word(3, before, after)

    assert apply_edits(f"ab {before}", fine) == f"ab {after}"
    assert all(e.text or len(e.span) for e in fine)
