"""Web pages, Word, OpenDocument, rich text, tables and mails: what is read, what is kept, what never comes out."""

from __future__ import annotations

import io
import zipfile

import pytest

from assistant.documents.sources import Source, open_source
from assistant.domain.errors import DraftError
from assistant.domain.text import Edit, Span
from tests.documents import made

NAMES = list(made.MAKERS)


def opened(name: str) -> Source:
    return open_source(made.MAKERS[name](), name)


def replaced(source: Source, old: str, new: str) -> list[Edit]:
    """The edit that puts `new` in the place of `old`."""
    start = source.draft.text.index(old)
    return [Edit(Span(start, start + len(old)), new)]


@pytest.mark.parametrize("name", NAMES)
def test_the_words_are_read_whole_and_in_order(name: str) -> None:
    text = opened(name).draft.text

    assert made.FIRST in text
    assert made.SECOND in text
    assert text.index(made.FIRST) < text.index(made.SECOND)
    assert "".join(passage.text for passage in opened(name).draft.passages) == text


@pytest.mark.parametrize("name", NAMES)
def test_nothing_but_the_text_comes_out(name: str) -> None:
    source = opened(name)
    if name != "post.csv":  # a table holds nothing else
        assert source.dropped
        assert made.SECRET in made.unpacked(made.MAKERS[name]()).decode("latin-1")
    assert made.SECRET.encode() not in made.unpacked(source.render([]))
    assert made.SECRET not in source.draft.text
    assert made.SECRET not in " ".join((*source.dropped, *source.unseen))


@pytest.mark.parametrize("name", NAMES)
def test_a_change_over_formatting_is_written_and_can_be_read_again(name: str) -> None:
    source = opened(name)
    edits = replaced(source, "My client Araceli is a 34-year-old paramedic", "Somebody is a nurse")
    again = open_source(source.render(edits), name + source.ending)

    assert again.draft.text == source.draft.text.replace(
        "My client Araceli is a 34-year-old paramedic", "Somebody is a nurse"
    )
    assert b"Araceli" not in made.unpacked(source.render(edits))


@pytest.mark.parametrize("name", NAMES)
def test_the_same_draft_gives_the_same_bytes_and_a_result_gives_itself(name: str) -> None:
    source = opened(name)
    once = source.render([])

    assert once == source.render([])
    again = open_source(once, name + source.ending)
    assert again.render([]) == once


@pytest.mark.parametrize("name", [name for name in NAMES if not name.endswith(".csv")])
def test_a_paragraph_that_is_left_out_is_gone(name: str) -> None:
    source = opened(name)
    again = open_source(source.render(replaced(source, made.SECOND, "")), name + source.ending)

    assert made.SECOND not in again.draft.text
    assert made.FIRST in again.draft.text


def test_word_keeps_the_formatting_of_runs_that_did_not_change() -> None:
    from docx import Document

    source = opened("post.docx")
    document = Document(io.BytesIO(source.render(replaced(source, "34-year-old paramedic", "nurse"))))
    runs = document.paragraphs[0].runs

    assert [run.text for run in runs if run.bold] == [" Araceli"]
    assert document.paragraphs[1].style is not None
    assert document.paragraphs[1].style.name == "List Bullet"
    assert document.tables[0].cell(0, 1).text == "Time."


def test_word_takes_insertions_and_forgets_deletions() -> None:
    source = opened("post.docx")

    assert "She came." in source.draft.text
    assert "2 tracked changes" in source.dropped
    for part in ("comments.xml", "docProps/core.xml", "thumbnail", "rsid"):
        assert part.encode() not in made.unpacked(source.render([]))


def test_a_page_stays_as_it_is_outside_the_changes() -> None:
    source = opened("post.html")
    before, after = made.html().decode(), source.render(replaced(source, "Araceli", "A&B")).decode()

    assert "A&amp;B" in after
    assert "It&rsquo;s fine &amp; good." in after
    assert (
        after[after.index("<style>") : after.index("<body>")]
        == before[before.index("<style>") : before.index("<body>")]
    )
    assert "A cup on a table" in source.draft.text


def test_a_table_stays_as_it_is_outside_the_changes() -> None:
    source = opened("post.csv")
    after = source.render(replaced(source, "Araceli", 'A "friend", C')).decode()

    assert after == made.csv().decode().replace("Araceli", 'A ""friend"", C')
    assert source.unseen == ("2 of 3 columns (id, when)",)


def test_columns_are_those_that_are_named() -> None:
    data = b"who;note;more\nx;one two;three\n"
    assert open_source(data, "a.csv", ("more",)).draft.text == "three"
    with pytest.raises(DraftError, match="no column called nothing"):
        open_source(data, "a.csv", ("nothing",))
    with pytest.raises(DraftError, match="--column"):
        open_source(data, "a.csv")


def test_a_new_word_can_not_end_a_cell_without_quotation_marks() -> None:
    source = open_source(b"n,t\n1,one two three four five\n", "a.csv")
    after = source.render(replaced(source, "three", 'a, "b"\nc'))

    assert after == b"n,t\n1,one two a b c four five\n"


def test_a_mail_goes_to_nobody() -> None:
    written = opened("post.eml").render([])

    assert written.startswith(b"Subject: A thought about rest\n")
    assert b"example.org" not in written
    assert b"2026" not in written


def test_a_body_under_another_name_is_read_and_cleaned() -> None:
    """As Word Online writes it."""
    with zipfile.ZipFile(io.BytesIO(made.docx())) as old:
        parts = {info.filename: old.read(info) for info in old.infolist()}
    moved = {
        name.replace("word/document.xml", "word/document2.xml").replace("document.xml.rels", "document2.xml.rels"):
        content.replace(b"word/document.xml", b"word/document2.xml")
        for name, content in parts.items()
    }  # fmt: skip
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as new:
        for name, content in moved.items():
            new.writestr(name, content)
    source = open_source(buffer.getvalue(), "post.docx")

    assert made.FIRST in source.draft.text
    assert made.SECRET.encode() not in made.unpacked(source.render([]))
    assert b"Araceli" not in made.unpacked(source.render(replaced(source, "Araceli", "somebody")))


def test_a_table_without_titles_is_read_from_its_first_line() -> None:
    data = b"1,My client Ilka keeps eleven goats.\n2,Rest is not a prize for finishing.\n"
    source = open_source(data, "a.csv")

    assert "Ilka" in source.draft.text
    assert source.render(replaced(source, "Ilka", "Somebody")) == data.replace(b"Ilka", b"Somebody")
    assert "Ilka" not in open_source(b"n,My client Ilka keeps goats\n1,and that is all of it\n", "a.csv",
                                     ("My client Ilka keeps goats",)).draft.text  # fmt: skip


def test_cells_beyond_the_titles_are_read_or_counted() -> None:
    source = open_source(b"a,b\n1,one two three four five,My client Ilka keeps eleven goats.\n", "a.csv")

    assert "Ilka" in source.draft.text
    assert source.unseen == ("1 of 3 columns (a)",)


def test_a_summary_for_search_engines_goes_and_words_in_a_drawing_are_counted() -> None:
    page = (
        b'<html><head><script type="application/ld+json">{"description": "My client Ilka"}</script></head><body>'
        b"<p>Rest is no prize.</p><svg><text>Ilka, seven goats</text></svg><script>var a = 1;</script></body></html>"
    )
    source = open_source(page, "a.html")

    assert b"ld+json" not in source.render([])
    assert b"var a = 1;" in source.render([])
    assert source.dropped == ("1 summary for search engines",)
    assert source.unseen == ("1 stretch of words in a drawing",)


def test_a_page_whose_end_is_hidden_is_refused() -> None:
    with pytest.raises(DraftError, match="<svg> that is never closed"):
        open_source(b"<p>Rest is no prize.</p><svg><p>My client Ilka keeps goats.</p>", "a.html")


@pytest.mark.parametrize(
    ("inside", "read"),
    [("She sat. <text:s/>Anna wept.", "She sat.  Anna wept."), ("Name:<text:tab/>Anna", "Name:\tAnna")],
)
def test_an_edit_over_a_space_of_its_own_leaves_nothing_behind(inside: str, read: str) -> None:
    """As LibreOffice writes two spaces, and a tab."""
    data = made.changed(made.odt(second="There."), {"content.xml": lambda c: c.replace(b"There.", inside.encode())})
    source = open_source(data, "a.odt")
    result = made.unpacked(source.render(replaced(source, read, "A client wept.")))

    assert b"A client wept." in result
    assert b"Anna" not in result


def test_what_word_keeps_of_the_words_a_second_time_goes() -> None:
    kept = (
        b'<w:sdt><w:sdtPr><w:alias w:val="Anna Alias"/><w:date w:fullDate="2024-05-03T00:00:00Z"/></w:sdtPr>'
        b"<w:sdtContent><w:p><w:r><w:t>3 May 2024</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    data = made.changed(made.docx(), {"word/document.xml": lambda c: c.replace(b"<w:sectPr", kept + b"<w:sectPr", 1)})
    source = open_source(data, "a.docx")
    result = made.unpacked(source.render(replaced(source, "3 May 2024", "in spring")))

    assert b"in spring" in result
    assert b"Anna Alias" not in result
    assert b"2024-05-03" not in result


def test_rich_text_with_an_emoji_is_read_and_with_deleted_words_refused() -> None:
    emoji = b"{\\rtf1\\ansi Hello \\uc1\\u-10179?\\u-8704? end.\\par x}"
    assert "end." in open_source(emoji, "a.rtf").draft.text
    with pytest.raises(DraftError, match="deleted or hidden"):
        open_source(b"{\\rtf1 Hello {\\deleted Anna Smith} there.}", "a.rtf")


def test_an_ampersand_and_a_bare_address_hide_no_words() -> None:
    page = b"<p>We met Tom&Anna-Lena.Smith at A&E-Leeds, <a href=https://anna.example>then</a>.</p>"
    text = open_source(page, "a.html").draft.text

    assert "Anna-Lena.Smith" in text
    assert "A&E-Leeds" in text
    assert "https://anna.example" in text


WORD_FIELDS = (
    b"<w:p><w:r><w:t>See </w:t></w:r><w:r><w:fldChar w:fldCharType='begin'/></w:r>"
    b"<w:r><w:instrText> HYPERLINK &quot;mailto:</w:instrText></w:r><w:r><w:instrText>ilka@example.org&quot; \\o "
    b"&quot;Ilka Zorn&quot;</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
    b"<w:r><w:t>her page</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
    b"<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>XE &quot;Zorn, Ilka&quot;</w:instrText></w:r>"
    b"<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    b"<w:fldSimple w:instr='DATE \\@ &quot;d MMMM yyyy&quot;'><w:r><w:t>1 May</w:t></w:r></w:fldSimple></w:p>"
)


def test_what_a_field_of_word_says_out_of_sight_is_read_and_goes_with_its_instruction() -> None:
    data = made.changed(
        made.docx(), {"word/document.xml": lambda c: c.replace(b"<w:sectPr", WORD_FIELDS + b"<w:sectPr", 1)}
    )
    source = open_source(data, "a.docx")
    text = source.draft.text

    assert all(words in text for words in ("mailto:ilka@example.org", "Ilka Zorn", "See her page1 May"))
    assert "MMMM" not in text
    assert "Zorn, Ilka" not in text
    assert "2 fields (what they show stays)" in source.dropped
    result = made.unpacked(source.render(replaced(source, "mailto:ilka@example.org", "")))
    assert b"ilka@example.org" not in result
    assert b"her page" in result
    assert b"Zorn, Ilka" not in result


def test_older_pictures_say_what_they_show() -> None:
    shape = (
        b"<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml' alt='Ilka in Hull'/></w:pict></w:r></w:p>"
    )
    data = made.changed(made.docx(), {"word/document.xml": lambda c: c.replace(b"<w:sectPr", shape + b"<w:sectPr", 1)})

    assert "Ilka in Hull" in open_source(data, "a.docx").draft.text


def test_values_of_fields_and_index_entries_of_an_open_document_are_read() -> None:
    inside = (
        b'<text:alphabetical-index-mark text:string-value="Zorn, Ilka"/>She '
        b'<text:a xlink:href="https://a.example" office:title="Ilka\'s page">left</text:a>.'
    )
    data = made.changed(made.odt(second="There."), {"content.xml": lambda c: c.replace(b"There.", inside)})
    source = open_source(data, "a.odt")

    assert "Zorn, Ilka" in source.draft.text
    assert "Ilka's page" in source.draft.text
    result = made.unpacked(source.render(replaced(source, "Zorn, Ilka", "a client")))
    assert b"Zorn" not in result
    assert b"a client" in result
