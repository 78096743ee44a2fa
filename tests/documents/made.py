"""Documents of every format about invented people, made anew for each test, with all that a result must not have."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

SECRET = "Zanthorpe"
"""Stands in everything that is no text of the draft: properties, comments, earlier versions."""

FIRST = "My client Araceli is a 34-year-old paramedic from Hebden Bridge."
SECOND = "Rest is not a prize for finishing."

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(first: str = FIRST, second: str = SECOND) -> bytes:
    """Two paragraphs, a table, a header and a footnote; a comment, tracked changes, properties, a thumbnail."""
    from docx import Document
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml

    document = Document()
    document.core_properties.author = SECRET
    document.core_properties.title = f"{SECRET} notes"
    paragraph = document.add_paragraph()
    for at, word in enumerate(first.split(" ")):
        run = paragraph.add_run(word if at == 0 else f" {word}")
        run.bold = at == 2
    document.add_comment(paragraph.runs[0], text=f"{SECRET} would know", author=SECRET, initials="Z")
    document.add_paragraph(second, style="List Bullet")
    paragraph._p.append(
        parse_xml(f'<w:del {_W} w:author="{SECRET}"><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>')
    )
    paragraph._p.append(
        parse_xml(f'<w:ins {_W} w:author="{SECRET}"><w:r><w:t xml:space="preserve"> She came.</w:t></w:r></w:ins>')
    )
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "What helped"
    table.cell(0, 1).text = "Time."
    document.sections[0].header.paragraphs[0].text = "A page about rest"
    package = document.part.package
    for relation in package.rels.values():
        if relation.reltype.endswith("/thumbnail"):
            relation.target_part._blob = SECRET.encode()
    notes = f"<w:footnotes {_W}><w:footnote w:id='2'><w:p><w:r><w:t>See chapter two.</w:t></w:r></w:p></w:footnote>"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    footnotes = Part(PackURI("/word/footnotes.xml"), kind, (notes + "</w:footnotes>").encode(), package)
    document.part.relate_to(footnotes, RELATIONSHIP_TYPE.FOOTNOTES)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def odt(first: str = FIRST, second: str = SECOND) -> bytes:
    """Two paragraphs, one with formatting inside; a comment, a recorded deletion, properties."""
    from odfdo import Document, Paragraph

    document = Document("text")
    document.meta.creator = SECRET
    document.meta.title = f"{SECRET} notes"
    body = document.body
    body.clear()
    body.append(Paragraph("@@"))
    body.append(Paragraph(second))
    words = first.split(" ")
    marked = f"{words[0]} <text:span>{words[1]}</text:span> {' '.join(words[2:])}"
    note = (
        f"<office:annotation><dc:creator>{SECRET}</dc:creator><text:p>{SECRET} would know</text:p></office:annotation>"
    )
    buffer = io.BytesIO()
    document.save(buffer)
    return changed(buffer.getvalue(), {"content.xml": lambda xml: xml.replace(b"@@", (marked + note).encode())})


def rtf(first: str = FIRST, second: str = SECOND) -> bytes:
    info = f"{{\\info{{\\author {SECRET}}}}}"
    return f"{{\\rtf1\\ansi{info}{{\\b {first[:9]}}}{first[9:]}\\par {second}\\par}}".encode("cp1252")


def html(first: str = FIRST, second: str = SECOND) -> bytes:
    return (
        f'<!doctype html>\n<html><head><meta name="author" content="{SECRET}"><title>A page</title>\n'
        f"<style>p {{ color: red }}</style><script>var x = '{'y' * 3}';</script></head>\n<body><!-- {SECRET} -->\n"
        f"<p>{first[:9]}<b>{first[9:17]}</b>{first[17:]}</p>\n<p class='x'>{second} It&rsquo;s fine &amp; good.</p>\n"
        '<img src="a.png" alt="A cup on a table"></body></html>\n'
    ).encode()


def csv(first: str = FIRST, second: str = SECOND) -> bytes:
    return f'id,when,note\r\n1,2026-03-01,"{first} ""Yes"", I said."\r\n2,2026-03-02,{second}\r\n'.encode()


def eml(first: str = FIRST, second: str = SECOND) -> bytes:
    return (
        f"From: {SECRET} <z@example.org>\r\nTo: someone@example.org\r\nDate: Mon, 2 Mar 2026 10:00:00 +0000\r\n"
        "Subject: A thought about rest\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        f"{first}\r\n\r\n{second}\r\n"
    ).encode()


MAKERS: Mapping[str, Callable[..., bytes]] = {
    "post.docx": docx,
    "post.odt": odt,
    "post.rtf": rtf,
    "post.html": html,
    "post.csv": csv,
    "post.eml": eml,
}


def changed(data: bytes, changes: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """A zip file with some of its members changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info, changes.get(info.filename, bytes)(content))
    return buffer.getvalue()


def unpacked(data: bytes) -> bytes:
    """All that is in a file, zip members unpacked, for looking whether something is there."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"\n".join(name.encode() + b"\n" + archive.read(name) for name in archive.namelist())
