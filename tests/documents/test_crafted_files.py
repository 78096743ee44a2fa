"""Files that were made to do harm, or by accident: each is one sentence, quickly, and nothing else."""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections.abc import Callable

import pytest

from assistant.documents.sources import open_source
from assistant.domain.errors import DraftError
from tests.documents import made


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def with_member(name: str, data: bytes) -> bytes:
    buffer = io.BytesIO(made.docx())
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


def words() -> str:
    """8 MB on one line that do not shrink much when they are packed; XML can have no longer ones."""
    chance = random.Random(3)
    return " ".join(f"word{chance.randrange(10**9)}" for _ in range(600_000))


def docx_with(xml: bytes) -> bytes:
    return made.changed(made.docx(), {"word/document.xml": lambda _: xml})


BOMB = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><l>&b;</l>'
OUTSIDE = b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><l>&a;</l>'

CRAFTED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a zip bomb": ("a.docx", lambda: with_member("word/media/x.bin", b"\0" * 31_000_000), "grows beyond all measure"),
    "too many parts": ("a.docx", lambda: zipped(**{f"p{n}.xml": b"<a/>" for n in range(2_100)}), "too many parts"),
    "a name that leads elsewhere": ("a.docx", lambda: with_member("../../evil.xml", b"<a/>"), "leads elsewhere"),
    "an absolute name": ("a.odt", lambda: zipped(**{"/etc/passwd": b"x"}), "leads elsewhere"),
    "a drive": ("a.odt", lambda: zipped(**{"C:\\x": b"x"}), "leads elsewhere"),
    "an entity bomb": ("a.docx", lambda: docx_with(BOMB), "entities of its own"),
    "an entity bomb in UTF-16": ("a.docx", lambda: docx_with(BOMB.decode().encode("utf-16")), "entities of its own"),
    "an entity from outside": (
        "a.odt",
        lambda: made.changed(made.odt(), {"content.xml": lambda _: OUTSIDE}),
        "entities of its own",
    ),
    "no zip at all": ("a.docx", lambda: b"only words", "no Word document"),
    "a picture with another suffix": ("a.odt", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "no OpenDocument text"),
    "a zip with another suffix": ("a.txt", made.docx, "not plain text"),
    "a Word document that is an OpenDocument text": ("a.docx", made.odt, "no Word document"),
    "a spreadsheet": (
        "a.odt",
        lambda: zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": b"<a/>"}),
        "no OpenDocument text",
    ),
    "half a document": ("a.docx", lambda: made.docx()[:6000], "no Word document"),
    "broken XML": ("a.docx", lambda: docx_with(b"<w:document"), "no Word document"),
    "no rich text": ("a.rtf", lambda: b"{not rich", "no rich text"),
    "an empty mail": ("a.eml", lambda: b"\n\n", "no mail"),
    "an empty page": ("a.html", lambda: b"<p></p>", "no words"),
    "an empty table": ("a.csv", lambda: b"a,b\n", "no column"),
    "a single line of 10 MB": ("a.txt", lambda: b"word " * 2_000_000, "limit is 5 MB"),
    "a single line of 10 MB in a table": ("a.csv", lambda: b"note\n" + b"word " * 2_000_000, "limit is 5 MB"),
    "a single line of 10 MB in a mail": ("a.eml", lambda: b"Subject: x\n\n" + b"word " * 2_000_000, "limit is 5 MB"),
    "a single line of 10 MB in a page": ("a.html", lambda: b"<p>" + b"word " * 2_000_000, "limit is 5 MB"),
    "a single line of 8 MB in a document": (
        "a.docx",
        lambda: docx_with(
            f"<w:document {made._W}><w:body><w:p><w:r><w:t>{words()}</w:t></w:r></w:p></w:body></w:document>".encode()
        ),
        "limit is 5 MB",
    ),
    "two encodings in one text": ("a.txt", lambda: "Grüße".encode() + "Grüße".encode("latin-1"), "UTF-8"),
    "old Word": ("a.doc", lambda: b"\xd0\xcf\x11\xe0", "old Word document"),
    "another encoding": ("a.html", lambda: "<p>Grüße, schöne</p>".encode("latin-1"), "not written in UTF-8"),
}


@pytest.mark.parametrize(("name", "make", "sentence"), CRAFTED.values(), ids=CRAFTED)
def test_it_is_one_sentence_without_a_word_of_the_file(name: str, make: Callable[[], bytes], sentence: str) -> None:
    data = make()
    began = time.process_time()
    with pytest.raises(DraftError) as failed:
        open_source(data, name)

    assert sentence in str(failed.value)
    assert failed.value.next_step
    assert "word word" not in str(failed.value)
    assert failed.value.__cause__ is None
    assert time.process_time() - began < 20


def test_damage_anywhere_is_a_sentence_or_a_document() -> None:
    data = made.docx()
    refused: list[str] = []
    for place in range(0, len(data), len(data) // 60):
        damaged = data[:place] + bytes([data[place] ^ 0x5A]) + data[place + 1 :]
        try:
            open_source(damaged, "a.docx").render([])
        except DraftError as error:
            refused.append(error.next_step)
    assert all(refused)


@pytest.mark.parametrize("name", ["a.html", "a.csv", "a.txt", "a.eml"])
def test_marks_that_nobody_sees_are_kept_and_do_no_harm(name: str) -> None:
    words = "M\u200baria \u202ecame\u202c back to see me, and we talked."
    wrap = {"a.html": "<p>{}</p>", "a.csv": "n,t\n1,{}\n", "a.txt": "{}\n", "a.eml": "Subject: x\n\n{}\n"}[name]
    if name == "a.csv":
        words = words.replace(",", "")
    source = open_source(wrap.format(words).encode(), name)

    assert words in source.draft.text
    assert "M\u200baria".encode() in source.render([]) or name == "a.eml"
