"""Word documents (.docx): body, tables, headers, footers, notes, text boxes and diagrams, in place.

Promises: the formatting of unchanged runs is kept; comments, tracked changes, properties, the thumbnail and what else
tells about the author and earlier versions is not in the result, and is listed. What was inserted counts, what was
deleted is gone, as if every change had been accepted. The same draft gives the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from assistant.documents import fields, reading
from assistant.documents.pieces import LINE, Pieces, counted, listed
from assistant.documents.revisions import Revisions
from assistant.documents.sources import Source
from assistant.documents.zips import members, packed
from assistant.domain.errors import DraftError
from assistant.domain.text import Edit

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PARTS = ("main+xml", ".header+xml", ".footer+xml", ".footnotes+xml", ".endnotes+xml", ".diagramData+xml")
"""How the types of parts with words end. Their names differ: Word Online calls the body `document2.xml`."""
_DROPPED = {
    "comments": "comments",
    "commentsExtended": "",
    "commentsIds": "",
    "commentsExtensible": "",
    "people": "",
    "stylesWithEffects": "",  # what Word 2010 kept for Word 2007, session marks and all
    "core-properties": "properties: author, title, dates",
    "extended-properties": "properties of the program",
    "custom-properties": "properties of your own",
    "thumbnail": "a thumbnail",
    "customXml": "hidden data",
    "glossaryDocument": "building blocks",
    "aFChunk": "a document inside the document",
    "subDocument": "a document inside the document",
    "diagramDrawing": "",  # how a diagram was last drawn, words and all; Word draws it anew
    "attachedTemplate": "the name of the template",
    "mailMergeSource": "a mail merge source",
    "mailMergeHeaderSource": "",
    "vbaProject": "macros",
    "printerSettings": "printer settings",
    "documenttasks": "tasks",
    "metadata": "labels",
    "classificationlabels": "labels",
}
"""Kinds of parts that no result has, by the end of their relationship's type, with what they are called."""
_GONE = frozenset(
    {f"{_W}{name}" for name in ("del", "moveFrom", "commentRangeStart", "commentRangeEnd", "proofErr", "permStart")}
    | {f"{_W}{name}" for name in ("permEnd", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart")}
    | {f"{_W}{name}" for name in ("moveToRangeEnd", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange")}
    | {f"{_W}{name}" for name in ("tcPrChange", "trPrChange", "tblGridChange", "numberingChange", "cellDel")}
    | {f"{_W}{name}" for name in ("bookmarkStart", "bookmarkEnd", "cellIns", "cellMerge", "tblPrExChange")}
    | {f"{_W}{name}" for name in ("altChunk", "subDoc")}
    | {f"{_MC}Fallback"}
)
_KEPT_ASIDE = frozenset(
    {"smartTagPr", "customXmlPr", "alias", "tag", "dataBinding", "placeholder", "dropDownList", "comboBox", "ffData"}
)
"""What keeps words of the text a second time, where nobody sees them."""
_UNWRAPPED = frozenset({f"{_W}{name}" for name in ("ins", "moveTo", "customXml", "smartTag")})
_CHANGES = frozenset({f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo")})
_SETTINGS = frozenset(
    {
        f"{_W}{name}"
        for name in (
            "rsid",
            "rsids",
            "docVars",
            "attachedTemplate",
            "mailMerge",
            "trackRevisions",
            "documentProtection",
            "attachedSchema",
        )
    }
)
_SAID = {
    "docPr": ("descr", "title"),
    "shape": ("alt", "title"),
    "imagedata": ("title",),
    "hyperlink": (f"{_W}tooltip",),
    "hlinkClick": ("tooltip",),
    "hlinkHover": ("tooltip",),
}
"""Elements that say something in an attribute: what a picture shows, in older programs too, and where a link leads."""
_LEADS_INSIDE = (f"{_W}anchor", f"{_W}docLocation")
"""Where in a document a link leads: bookmarks are gone, and their names say what they marked."""
_ELSEWHERE = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)


@dataclass(slots=True)
class _Opened:
    """A document with its pieces and where each belongs: an element's text, or one of its attributes."""

    document: Any
    pieces: Pieces = field(default_factory=Pieces)
    places: list[tuple[Any, str]] = field(default_factory=list)
    roots: list[tuple[Any, Any]] = field(default_factory=list)
    """Parts whose XML is kept as bytes, with their root."""
    dropped: list[str] = field(default_factory=list)
    pictures: int = 0
    charts: int = 0
    fields: int = 0

    def add(self, text: str, element: Any, attribute: str = "") -> None:
        if self.pieces.add(text.replace("\n", " ").replace("\r", " ")) is not None:
            self.places.append((element, attribute))


def open_source(data: bytes, name: str, _columns: Sequence[str] = ()) -> Source:
    """The document in these bytes. Raises DraftError."""
    members(data, name, "Word document")
    opened = _open(data, name)
    text = opened.pieces.text
    if not text.strip():
        raise DraftError(f"{name} has no words in it.", "If they are in pictures, type them out first.")
    draft = reading.from_text(text, name, "docx")

    def render(edits: Sequence[Edit]) -> bytes:
        fresh = _open(data, name)
        _apply(fresh, [*edits, *(Edit(removal, "") for removal in draft.removals)])
        return _saved(fresh)

    def review(edits: Sequence[Edit]) -> bytes:
        fresh = _open(data, name)
        _track(fresh, [*edits, *(Edit(removal, "") for removal in draft.removals)])
        return _saved(fresh)

    unseen = listed(
        counted(opened.pictures, "picture or object", "pictures or objects"),
        counted(opened.charts, "chart", "charts"),
    )
    undone = counted(opened.fields, "field (what it shows stays)", "fields (what they show stays)")
    dropped = listed(*dict.fromkeys(opened.dropped), undone)
    return Source(draft, render, dropped=dropped, unseen=unseen, review=review)


def _open(data: bytes, name: str) -> _Opened:
    """The document without what is dropped, and its pieces."""
    from docx import Document

    try:
        opened = _Opened(Document(io.BytesIO(data)))
        _drop_parts(opened)
        parts = sorted(opened.document.part.package.iter_parts(), key=_in_order)
        for part in parts:
            if _has_words(part):
                _read_part(opened, part)
            else:
                _clean_settings(part)
        opened.charts = sum(str(p.partname).startswith("/word/charts/chart") for p in parts)
        opened.pictures = sum("/media/" in str(p.partname) or "/embeddings/" in str(p.partname) for p in parts)
    except DraftError:
        raise
    except Exception:  # whatever python-docx makes of a broken file; its words might quote it
        raise DraftError(
            f"{name} is no Word document, or is damaged.", "Open it in Word or LibreOffice and save it again."
        ) from None
    return opened


def _has_words(part: Any) -> bool:
    return str(part.content_type).endswith(_PARTS)


def _in_order(part: Any) -> tuple[bool, str]:
    """The body first."""
    return (not str(part.content_type).endswith(_PARTS[0]), str(part.partname))


def _drop_parts(opened: _Opened) -> None:
    package = opened.document.part.package
    for holder in (package, *package.iter_parts()):
        for key, relation in list(holder.rels.items()):
            kind = relation.reltype.rpartition("/")[2]
            if kind in _DROPPED:
                if _DROPPED[kind]:
                    opened.dropped.append(_DROPPED[kind])
                del holder.rels[key]


def _read_part(opened: _Opened, part: Any) -> None:
    """Take out what is dropped, then gather the words in order."""
    root: Any = getattr(part, "element", None)
    if root is None:
        root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
        opened.roots.append((part, root))
    changes = sum(1 for _ in root.iter(*_CHANGES))
    if changes:
        opened.dropped.append(counted(changes, "tracked change", "tracked changes"))
    _clean(root)
    opened.pieces.gap()
    _gather(opened, root)
    for element in root.iter():
        for attribute in _SAID.get(str(element.tag).rpartition("}")[2], ()):
            if element.get(attribute):
                opened.pieces.gap()
                opened.add(element.get(attribute), element, attribute)
    for element, attribute, address in list(_links(part, root)):
        if _ELSEWHERE.match(address):
            opened.pieces.gap()
            opened.add(address, element, attribute)
        else:  # a path on somebody's own disk
            _unlink(element, attribute)
            opened.dropped.append("paths to files of your own")
    for instruction, parts in list(fields.found(root)):
        if fields.is_undone(instruction):
            fields.undo(parts)
            opened.fields += 1
            continue
        fields.bare(parts)
        for words in fields.said(instruction):
            opened.pieces.gap()
            opened.add(words, parts, "field")


def _links(part: Any, root: Any) -> Iterator[tuple[Any, str, str]]:
    """Attributes that lead outside the document, of links and of pictures that lie elsewhere, with their addresses."""
    for element in root.iter():
        for attribute, value in element.attrib.items():
            relation = part.rels.get(value) if attribute.startswith(_R) else None
            if relation is not None and relation.is_external:
                yield element, attribute, str(relation.target_ref)


def _clean(root: Any) -> None:
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            if element.getparent() is not None:  # XML comments and instructions
                element.getparent().remove(element)
            continue
        for attribute in list(element.attrib):
            if re.fullmatch(r"\{.*\}(?:rsid\w*|paraId|textId|author|date|initials)", attribute):
                del element.attrib[attribute]
        name = element.tag.rpartition("}")[2]
        for attribute in _LEADS_INSIDE if name == "hyperlink" else ():
            element.attrib.pop(attribute, None)
        if name == "cNvPr":  # says of a picture what `docPr` says, and its file's name
            for attribute in ("descr", "title"):
                element.attrib.pop(attribute, None)
            element.set("name", "")
        elif name == "docPr":
            element.set("name", "")
        elif name == "date":
            element.attrib.pop(f"{_W}fullDate", None)
        elif name == "dataModelExt" and element.getparent() is not None:  # which drawing of a diagram is its last
            del element.getparent()[:]
        elif name in _KEPT_ASIDE and element.getparent() is not None:
            element.getparent().remove(element)
    for element in list(root.iter(f"{_W}commentReference")):
        run = element.getparent()
        if run is not None and run.getparent() is not None:
            run.getparent().remove(run)
    for element in list(root.iter(*_GONE)):
        if element.getparent() is not None:
            element.getparent().remove(element)
    for element in list(root.iter(*_UNWRAPPED)):
        parent = element.getparent()
        if parent is not None:
            at = parent.index(element)
            parent[at : at + 1] = list(element)


def _gather(opened: _Opened, root: Any) -> None:
    """Words in the order in which they are read; paragraphs apart, lines on lines of their own."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag in (f"{_W}p", f"{_A}p"):
            opened.pieces.gap()
        elif event == "end":
            continue
        elif element.tag in (f"{_W}t", f"{_M}t", f"{_A}t"):
            opened.add(element.text or "", element)
        elif element.tag in (f"{_W}br", f"{_W}cr"):
            opened.pieces.gap(LINE)
        elif element.tag == f"{_W}tab" and element.getparent().tag == f"{_W}r":
            opened.add("\t", element, "tab")
        elif element.tag == f"{_W}noBreakHyphen":
            opened.add("\u2011", element, "tab")


def _apply(opened: _Opened, edits: Sequence[Edit]) -> None:
    emptied: list[Any] = []
    for number, words in opened.pieces.edited(edits).items():
        element, attribute = opened.places[number]
        if attribute == "tab":
            _instead_of_tab(element, words)
        elif attribute:
            _say_otherwise(element, attribute, words)
        else:
            element.text = words
            if element.tag != f"{_A}t":
                element.set(_XML_SPACE, "preserve")
            emptied.append(element)
    for element in emptied:
        paragraph = next(iter(element.iterancestors(f"{_W}p")), None)
        if paragraph is not None and not "".join(t.text or "" for t in paragraph.iter(f"{_W}t")).strip():
            _remove_empty(paragraph)
    _drop_unused_links(opened)


def _track(opened: _Opened, edits: Sequence[Edit]) -> None:
    """The edits as tracked changes; descriptions of pictures and links can't have any and are as in the result."""
    revisions = Revisions()
    changed = opened.pieces.edited(edits)
    whole, touched = opened.pieces.text, []
    for number, shares in opened.pieces.shares(edits).items():
        element, attribute = opened.places[number]
        if attribute not in ("", "tab") or element.tag == f"{_A}t":
            _say_otherwise(element, attribute, changed[number])
            continue
        touched += list(element.iterancestors(f"{_W}p"))[:1]
        place = opened.pieces.places[number]
        revisions.track(element, place.of(whole), [Edit(e.span.shifted(-place.start), e.text) for e in shares])
    for paragraph in dict.fromkeys(touched):
        if not "".join(t.text or "" for t in paragraph.iter(f"{_W}t")).strip() and _may_go(paragraph):
            revisions.remove(paragraph)
    _drop_unused_links(opened)


def _say_otherwise(element: Any, attribute: str, words: str) -> None:
    if not attribute:
        element.text = words
    elif attribute == "field":
        fields.undo(element)
    elif attribute.startswith(_R):
        _unlink(element, attribute)
    else:
        element.set(attribute, words)


def _unlink(element: Any, attribute: str) -> None:
    """Have an element lead nowhere; the link of a picture is nothing else."""
    element.attrib.pop(attribute, None)
    if str(element.tag).startswith(f"{_A}hlink") and element.getparent() is not None:
        element.getparent().remove(element)


def _instead_of_tab(element: Any, words: str) -> None:
    """A tab that an edit covers becomes the words that stand for it, if any."""
    if words.strip("\t\u2011"):
        text = element.makeelement(f"{_W}t", {_XML_SPACE: "preserve"})
        text.text = words
        element.getparent().replace(element, text)
    elif not words:
        element.getparent().remove(element)


def _remove_empty(paragraph: Any) -> None:
    """Take out a paragraph that lost its words, unless something else needs it."""
    if _may_go(paragraph):
        paragraph.getparent().remove(paragraph)


def _may_go(paragraph: Any) -> bool:
    parent = paragraph.getparent()
    needed = any(True for _ in paragraph.iter(f"{_W}sectPr", f"{_W}drawing", f"{_W}object", f"{_W}pict"))
    alone = parent is None or sum(1 for _ in parent.iterchildren(f"{_W}p")) < 2 or parent.tag == f"{_W}tc"
    return not needed and not alone


def _drop_unused_links(opened: _Opened) -> None:
    for part in opened.document.part.package.iter_parts():
        root = getattr(part, "element", None)
        root = next((r for p, r in opened.roots if p is part), root)
        if root is None or not _has_words(part):
            continue
        used = {value for element in root.iter() for name, value in element.attrib.items() if name.startswith(_R)}
        for key, relation in list(part.rels.items()):
            if relation.is_external and key not in used:
                del part.rels[key]


def _clean_settings(part: Any) -> None:
    """Take out of styles and settings what tells of the author and of sittings."""
    root = getattr(part, "element", None)
    if root is not None:
        for element in list(root.iter(*_SETTINGS)):
            element.getparent().remove(element)


def _saved(opened: _Opened) -> bytes:
    for part, root in opened.roots:
        part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    buffer = io.BytesIO()
    opened.document.save(buffer)
    return packed(dict(sorted(_parts(buffer.getvalue()))))


def _parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield name, archive.read(name)
