"""What a file holds out of sight of its readers: read, taken out, or a reason to write nothing."""

from __future__ import annotations

import io
import zipfile

import pytest

from assistant.documents.sources import Source, open_source
from assistant.documents.traces import taken
from assistant.domain.errors import DraftError
from assistant.domain.text import Edit, Span
from tests.documents import made

CASE = "My client Ilka Zorn, a saddler from Hull, came to see me."
TOLD = "A client came to see me."


def without_names(source: Source) -> list[Edit]:
    """The case told in general, and "somebody" wherever else the name is read."""
    text = source.draft.text
    at = text.index(CASE)
    edits = [Edit(Span(at, at + len(CASE)), TOLD)]
    place = text.find("Ilka Zorn")
    while place >= 0:
        if not at <= place < at + len(CASE):
            edits.append(Edit(Span(place, place + 9), "somebody"))
        place = text.find("Ilka Zorn", place + 1)
    return edits


def result_of(source: Source) -> str:
    return made.unpacked(source.render(without_names(source))).decode()


def page(head: str = "", body: str = "") -> Source:
    return open_source(f"<html><head>{head}</head><body><p>{CASE}</p>{body}</body></html>".encode(), "a.html")


def word(xml: str) -> Source:
    inside = xml.encode() + b"<w:sectPr"
    data = made.changed(made.docx(CASE), {"word/document.xml": lambda c: c.replace(b"<w:sectPr", inside, 1)})
    return open_source(data, "a.docx")


def with_part(data: bytes, name: str, content: str) -> bytes:
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def test_scripts_that_are_data_and_pages_inside_the_page_go_and_are_counted() -> None:
    source = page(body=f'<script id="d" type="application/json">{{"post": "{CASE}"}}</script><iframe srcdoc="{CASE}">')

    assert "Zorn" not in result_of(source)
    assert "1 script that is data" in source.dropped
    assert "1 page inside the page" in source.dropped


def test_what_a_page_says_about_itself_and_what_its_fields_say_is_read() -> None:
    head = (
        '<meta property="og:image:alt" content="Ilka Zorn at work"><meta property="article:tag" content="Ilka Zorn">'
        '<meta name="twitter:data1" content="Dr Bertil Quast"><meta name="viewport" content="width=device-width">'
    )
    source = page(head, '<input value="Ilka Zorn"><select><option label="Ilka Zorn and others">x</option></select>')

    assert all(words in source.draft.text for words in ("Ilka Zorn at work", "Ilka Zorn and others"))
    assert "width=device-width" not in source.draft.text
    assert "Quast" not in result_of(source)
    assert "Zorn" not in result_of(source)


def test_identifiers_and_addresses_of_a_page_lose_a_name_and_others_stay() -> None:
    head = '<meta property="og:url" content="https://a.example/my-client-ilka-zorn"><link href="/main.css">'
    body = '<p id="ilka-zorn" data-who="IlkaZorn"><a href="../c/ilka_zorn.html">x</a><img src="p/hull.jpg"></p>'
    result = result_of(page(head, body + '<a id="top" href="#top">y</a>'))

    assert "zorn" not in result.lower()
    assert "hull" not in result
    assert all(kept in result for kept in ('href="/main.css"', 'id="top"', 'href="#top"'))


@pytest.mark.parametrize("said", [CASE, "Zorn, Ilka", "ilka-zorn", "\\u0049lka Zorn", "Ilka%20Zorn", "Ilka&nbsp;Zorn"])
def test_a_name_that_still_stands_in_a_script_is_a_reason_to_write_nothing(said: str) -> None:
    source = page(body=f'<script>\nvar a = 1;\nvar b = "{said}";</script>')

    with pytest.raises(DraftError, match="line 3") as caught:
        result_of(source)
    assert "Ilka" not in str(caught.value)
    assert ".txt" in caught.value.next_step


@pytest.mark.parametrize("said", ["var Hull = 1", "// by Ilka Smith", "ilka.zorny()", "my client", "A Client"])
def test_another_word_in_a_script_is_none(said: str) -> None:
    assert said in result_of(page(body=f"<script>{said}</script>"))


def test_a_script_with_words_in_it_is_counted() -> None:
    body = '<script>"use strict"; go("a", "b")</script><script>s = "She told me that she left him";</script>'
    assert page(body=body).unseen == ("1 script with words in it",)


def test_a_number_that_went_is_found_however_it_is_written() -> None:
    text = "Ring 07700 900123 or write to ilka@example.org."
    gone = taken(text, [Edit(Span(5, 46), "me")])

    assert gone.at('"tel": "07700-900-123"', single=False) is not None
    assert gone.at("mailto:Ilka@example.org", single=False) is not None
    assert gone.at("07700 900124", single=False) is None
    assert not taken(text, [Edit(Span(0, 4), "Phone")]).said


def test_a_name_that_the_new_text_still_has_is_none_that_went() -> None:
    assert not taken("Ilka Zorn came. She left.", [Edit(Span(16, 25), "")])
    assert not taken("I met Ilka Zorn.", [Edit(Span(6, 15), "Zorn, Ilka,")]).said


@pytest.mark.parametrize(
    "xml",
    [
        '<w:p><w:hyperlink w:anchor="Ilka_Zorn" w:tooltip="Ilka Zorn"><w:r><w:t>More.</w:t></w:r></w:hyperlink></w:p>',
        '<w:sdt><w:sdtPr><w:tag w:val="Ilka Zorn"/><w:dataBinding w:xpath="/IlkaZorn" w:storeItemID="x"/></w:sdtPr>'
        "<w:sdtContent><w:p><w:r><w:t>More.</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        '<w:customXml w:element="IlkaZorn"><w:customXmlPr><w:attr w:name="a" w:val="Ilka Zorn"/></w:customXmlPr>'
        "<w:p><w:r><w:t>More.</w:t></w:r></w:p></w:customXml>",
        "<w:p><w:fldSimple w:instr=' COMMENTS \"Ilka Zorn\"'><w:r><w:t>More.</w:t></w:r></w:fldSimple></w:p>",
        "<w:p><w:fldSimple w:instr=' SET client Zorn '><w:r><w:t>More.</w:t></w:r></w:fldSimple></w:p>",
        "<w:p><w:fldSimple w:instr=' TOC \\t \"Ilka Zorn,1\" \\h'><w:r><w:t>More.</w:t></w:r></w:fldSimple></w:p>",
    ],
)
def test_what_word_keeps_beside_its_text_holds_no_name(xml: str) -> None:
    result = result_of(word(xml))

    assert "Zorn" not in result
    assert "More." in result


def test_a_document_inside_a_word_document_goes() -> None:
    rels = "word/_rels/document.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="chunk.html"/></Relationships>'.encode()
    inside = b'<w:altChunk r:id="rId99"/><w:sectPr'
    data = made.changed(
        with_part(made.docx(CASE), "word/chunk.html", f"<p>{CASE}</p>"),
        {
            rels: lambda c: c.replace(b"</Relationships>", relation),
            "word/document.xml": lambda c: c.replace(b"<w:sectPr", inside, 1),
            "[Content_Types].xml": lambda c: c.replace(
                b"</Types>", b'<Default Extension="html" ContentType="text/html"/></Types>'
            ),
        },
    )
    source = open_source(data, "a.docx")

    assert "Zorn" not in result_of(source)
    assert "altChunk" not in result_of(source)
    assert "a document inside the document" in source.dropped


def test_pictures_of_word_lose_their_names_links_and_paths() -> None:
    from docx import Document
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    document = Document(io.BytesIO(made.docx(CASE)))
    picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89\0\0\0\0IEND\xaeB`\x82"
    document.add_picture(io.BytesIO(picture))
    external = RELATIONSHIP_TYPE.HYPERLINK
    link = document.part.relate_to("https://ilka-zorn.example/", external, is_external=True)
    path = document.part.relate_to("file:///C:/Users/Quast/ilka-zorn.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)
    about = next(document.element.body.iter(qn("wp:docPr")))
    about.set("name", "ilka-zorn.png")
    about.append(
        parse_xml(
            '<a:hlinkClick xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" tooltip="Ilka Zorn" '
            f'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="{link}"/>'
        )
    )
    next(document.element.body.iter(qn("a:blip"))).set(qn("r:link"), path)
    buffer = io.BytesIO()
    document.save(buffer)
    source = open_source(buffer.getvalue(), "a.docx")
    text = source.draft.text
    at = text.index("https://ilka")
    result = made.unpacked(
        source.render([*without_names(source), Edit(Span(at, at + len("https://ilka-zorn.example/")), "")])
    )

    assert b"zorn" not in result.lower()
    assert b"Quast" not in result
    assert "paths to files of your own" in source.dropped


def test_words_of_a_diagram_are_read_and_its_cached_drawing_goes() -> None:
    a, dgm = (
        "http://schemas.openxmlformats.org/drawingml/2006/main",
        "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    )
    inside = "<dgm:t><a:p><a:r><a:t>Ilka Zorn</a:t></a:r></a:p></dgm:t>"
    said = f'<dgm:dataModel xmlns:dgm="{dgm}" xmlns:a="{a}">{inside}</dgm:dataModel>'
    data = with_part(made.docx(CASE), "word/diagrams/data1.xml", said)
    data = with_part(data, "word/diagrams/drawing1.xml", said)
    types = (
        b'<Override PartName="/word/diagrams/data1.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        b'drawingml.diagramData+xml"/><Override PartName="/word/diagrams/drawing1.xml" '
        b'ContentType="application/vnd.ms-office.drawingml.diagramDrawing+xml"/></Types>'
    )
    relations = (
        b'<Relationship Id="rId98" Target="diagrams/data1.xml" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData"/>'
        b'<Relationship Id="rId97" Type="http://schemas.microsoft.com/office/2007/relationships/diagramDrawing" '
        b'Target="diagrams/drawing1.xml"/></Relationships>'
    )
    data = made.changed(
        data,
        {
            "[Content_Types].xml": lambda c: c.replace(b"</Types>", types),
            "word/_rels/document.xml.rels": lambda c: c.replace(b"</Relationships>", relations),
        },
    )
    source = open_source(data, "a.docx")

    assert source.draft.text.count("Ilka Zorn") == 2
    result = result_of(source)
    assert "Zorn" not in result
    assert "somebody" in result
    assert "drawing1.xml" not in result


def test_a_name_in_a_style_of_word_is_a_reason_to_write_nothing() -> None:
    style = b'<w:style w:type="paragraph" w:customStyle="1" w:styleId="x"><w:name w:val="Ilka Zorn notes"/></w:style>'
    data = made.changed(
        made.docx(CASE), {"word/styles.xml": lambda c: c.replace(b"</w:styles>", style + b"</w:styles>")}
    )

    with pytest.raises(DraftError, match=r"word/styles\.xml"):
        result_of(open_source(data, "a.docx"))


@pytest.mark.parametrize(("called", "refused"), [("Rowan notes", True), ("rowan wood", False), ("Rowans", False)])
def test_a_first_name_that_is_a_word_too_is_looked_for_as_it_is_written(called: str, refused: bool) -> None:
    text = "On Monday Rowan came late. Rest is hard."
    style = f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="x"><w:name w:val="{called}"/></w:style>'
    data = made.changed(
        made.docx(text), {"word/styles.xml": lambda c: c.replace(b"</w:styles>", style.encode() + b"</w:styles>")}
    )
    source = open_source(data, "a.docx")
    edits = [Edit(Span(at := source.draft.text.index("Rowan"), at + 5), "a pupil")]

    if refused:
        with pytest.raises(DraftError, match=r"word/styles\.xml"):
            source.render(edits)
    else:
        assert source.render(edits)


def test_names_paths_and_forms_of_an_open_document_are_read_or_go() -> None:
    inside = (
        b'There.</text:p><text:section text:name="Ilka Zorn"><text:p>More.</text:p></text:section>'
        b'<table:table table:name="Ilka Zorn"><table:table-row><table:table-cell><text:p>Bread.</text:p>'
        b"</table:table-cell></table:table-row></table:table><text:p>"
        b'<draw:a xlink:href="https://a.example/"><draw:frame draw:name="Ilka Zorn"><draw:image '
        b'xlink:href="file:///C:/Users/Quast/ilka-zorn.jpg"/></draw:frame></draw:a>'
        b'<text:a xlink:href="#Ilka Zorn|outline">here</text:a>'
    )
    form = (
        b'<office:text><office:forms xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0"><form:form '
        b'form:name="Ilka Zorn"><form:textarea form:current-value="Ilka Zorn left"/></form:form></office:forms>'
    )

    def build(content: bytes) -> bytes:
        start = content.index(b">", content.index(b"<office:text")) + 1
        head = content[: content.index(b"<office:text")]
        return head + form + content[start:].replace(b"There.", inside)

    source = open_source(made.changed(made.odt(CASE, "There."), {"content.xml": build}), "a.odt")

    assert "Ilka Zorn left" in source.draft.text
    assert "https://a.example/" in source.draft.text
    result = result_of(source)
    assert "zorn" not in result.lower()
    assert "Quast" not in result
    assert "paths to files of your own" in source.dropped


def test_what_an_embedded_object_keeps_beside_itself_goes_and_what_it_says_is_looked_through() -> None:
    data = with_part(made.odt(CASE), "Object 1/meta.xml", "<x>Quast</x>")
    assert "Quast" not in result_of(open_source(data, "a.odt"))
    with pytest.raises(DraftError, match=r"Object 1/content\.xml"):
        result_of(open_source(with_part(data, "Object 1/content.xml", "<m>Ilka Zorn</m>"), "a.odt"))


def test_a_column_that_says_what_went_from_the_text_beside_is_a_reason_to_write_nothing() -> None:
    source = open_source(
        f'name,town,notes\nZorn,York,"{CASE}"\nBaker,Hull,Rest is not a prize at all.\n'.encode(), "a.csv"
    )

    assert source.unseen == ("2 of 3 columns (name, town)",)
    with pytest.raises(DraftError, match="The column “name”"):
        result_of(source)


def test_a_column_that_says_something_else_stays() -> None:
    data = f'who,state,notes\nBaker,Open,"{CASE}"\nZorn,Hull,Rest is not a prize at all.\n'.encode()
    source = open_source(data, "a.csv")
    at = source.draft.text.index("a saddler from Hull")

    assert b"Zorn,Hull,Rest" in source.render([Edit(Span(at, at + len("a saddler from Hull")), "a woman")])


def test_rich_text_names_what_it_leaves_out_and_brings_no_address_into_the_text() -> None:
    data = (
        b"{\\rtf1\\ansi{\\header Ilka\\par}Rest is free.{\\footnote Ilka said so.} {\\field{\\*\\fldinst{HYPERLINK "
        b'"https://ilka.example"}}{\\fldrslt Sleep is too.}}\\par}'
    )
    source = open_source(data, "a.rtf")

    assert source.draft.text == "Rest is free. Sleep is too.\n"
    assert {"1 footnote or endnote", "1 header or footer", "1 address of a link"} <= {*source.dropped}


@pytest.mark.parametrize(
    ("said", "written"),
    [("# one", "\\# one"), ("* one", "\\* one"), ("1. one", "1\\. one"), ("> one", "\\> one"), ("3.5 one", "3.5 one"),
     ("-one", "-one")],
)  # fmt: skip
def test_a_line_of_rich_text_that_would_be_more_in_markdown_stays_a_line(said: str, written: str) -> None:
    source = open_source(f"{{\\rtf1\\ansi {said}\\par}}".encode(), "a.rtf")
    assert source.render([]).decode() == f"{written}\n"


def test_a_name_that_an_edit_was_only_glued_to_was_not_taken_out() -> None:
    text = "My client Araceli is here."
    at = text.index(" is")

    assert not taken(text, [Edit(Span(at, at + 4), "Zoë ")])
    assert taken(text, [Edit(Span(at - len("Araceli"), at), "somebody")])
