"""OpenDocument texts (.odt): body, tables, lists, notes, headers and footers, in place.

Promises: formatting of unchanged words is kept; comments, recorded changes, properties, the thumbnail, embedded scripts
and settings are not in the result, and are listed. The same draft gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from assistant.documents import reading
from assistant.documents.pieces import LINE, Pieces, counted, listed
from assistant.documents.sources import Source
from assistant.documents.zips import members, packed
from assistant.domain.errors import DraftError
from assistant.domain.text import Edit

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _OFFICE = f"{{{_URN}text:1.0}}", f"{{{_URN}office:1.0}}"
_DRAW, _TABLE, _FORM = (f"{{{_URN}{name}:1.0}}" for name in ("drawing", "table", "form"))
_XLINK = "{http://www.w3.org/1999/xlink}href"
_SVG = f"{{{_URN}svg-compatible:1.0}}"
_BLOCKS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_GONE = frozenset(
    {f"{_OFFICE}annotation", f"{_OFFICE}annotation-end", f"{_TEXT}tracked-changes", f"{_OFFICE}scripts"}
    | {f"{_TEXT}{name}" for name in ("change", "change-start", "change-end", "bookmark", "bookmark-start")}
    | {f"{_TEXT}{name}" for name in ("bookmark-end", "author-name", "author-initials", "editing-duration")}
    | {f"{_TEXT}{name}" for name in ("creator", "initial-creator", "print-date", "modification-date", "file-name")}
)
_APART = (
    *(f"{_OFFICE}{name}" for name in ("string-value", "title")),
    *(f"{_TEXT}{name}" for name in ("string-value", "key1", "key2", "description")),
    *(f"{_TEXT}{name}" for name in ("string-value-if-true", "string-value-if-false", "formula", "condition")),
    *(f"{_FORM}{name}" for name in ("label", "title", "value", "current-value", "string-value")),
)
"""Attributes with words that no page shows as they stand: values of fields, index entries, titles of links, forms."""
_CALLED = (
    *(f"{{{_URN}{space}:1.0}}name" for space in ("drawing", "table", "text", "form", "office")),
    f"{_TEXT}ref-name",
    f"{_TEXT}section-name",
    f"{_DRAW}chain-next-name",
)
"""Attributes with names of frames, tables, sections and fields, or that refer to such a name."""
_PLAIN_NAME = re.compile(
    r"(?:name|illustration|table|text|drawing|figure|frame|image|graphics?|picture|section|object|shape|index|formula"
    r"|standard|form|control|heading|footnote|endnote|bookmark|ftn|edn|_?toc|_?ref)?[\d_ .-]*",
    re.IGNORECASE,
)
"""Names that the program gave."""
_ELSEWHERE = re.compile(r"(?:https?|mailto|tel):|#", re.IGNORECASE)
_INSIDE = re.compile(r"(?:\./)?(?:Pictures|Object|ObjectReplacements|Media|Fonts)\b")
_ASIDE = re.compile(r"Object [^/]+/(?:meta\.xml|settings\.xml|Thumbnails/.*|Configurations2/.*)")
"""What an embedded object keeps beside what it shows."""
_SPACES, _TAB, _BREAK = f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"
_READ = ("content.xml", "styles.xml")
_EMBEDDED = ("Pictures/", "Object ", "ObjectReplacements/", "Fonts/")


@dataclass(slots=True)
class _Opened:
    """The XML of a document, its pieces, and where each belongs: an element and "text", "tail" or an attribute."""

    parts: dict[str, bytes]
    roots: dict[str, Any] = field(default_factory=dict)
    pieces: Pieces = field(default_factory=Pieces)
    places: list[tuple[Any, str]] = field(default_factory=list)
    comments: int = 0
    changes: int = 0
    paths: int = 0
    names: dict[str, str] = field(default_factory=dict)
    """What frames, tables and the like are called in the result, by what they were called."""

    def add(self, text: str, element: Any, where: str) -> None:
        if self.pieces.add(text.replace("\n", " ").replace("\r", " ")) is not None:
            self.places.append((element, where))


def open_source(data: bytes, name: str, _columns: Sequence[str] = ()) -> Source:
    """The document in these bytes. Raises DraftError."""
    opened = _open(data, name)
    text = opened.pieces.text
    if not text.strip():
        raise DraftError(f"{name} has no words in it.", "If they are in pictures, type them out first.")
    draft = reading.from_text(text, name, "odt")

    def render(edits: Sequence[Edit]) -> bytes:
        fresh = _open(data, name)
        _apply(fresh, [*edits, *(Edit(removal, "") for removal in draft.removals)])
        return _saved(fresh)

    names = opened.parts
    pictures = sum(part.startswith(_EMBEDDED[:3]) and not _ASIDE.fullmatch(part) for part in names)
    return Source(
        draft,
        render,
        dropped=listed(
            counted(opened.comments, "comment", "comments"),
            counted(opened.changes, "recorded change", "recorded changes"),
            "paths to files of your own" if opened.paths else "",
            "properties: author, title, dates" if "meta.xml" in names else "",
            "a thumbnail" if any(part.startswith("Thumbnails/") for part in names) else "",
            "settings" if "settings.xml" in names else "",
            "macros" if any(part.startswith(("Basic/", "Scripts/")) for part in names) else "",
        ),
        unseen=listed(counted(pictures, "picture or object", "pictures or objects")),
    )


def _open(data: bytes, name: str) -> _Opened:
    opened = _Opened(members(data, name, "OpenDocument text"))
    broken = DraftError(f"{name} is no OpenDocument text, or is damaged.", "Open it in LibreOffice and save it again.")
    kind = opened.parts.get("mimetype", b"").strip()
    if kind not in (b"application/vnd.oasis.opendocument.text", b"application/vnd.oasis.opendocument.text-template"):
        raise broken
    if b"encryption-data" in opened.parts.get("META-INF/manifest.xml", b""):
        raise DraftError(f"{name} is protected with a password.", "Save it without one and try again.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        for part in _READ:
            if part in opened.parts:
                root = etree.fromstring(opened.parts[part], parser)
                opened.roots[part] = root
                _clean(opened, root)
                opened.pieces.gap()
                _gather(opened, root)
    except (etree.XMLSyntaxError, ValueError):
        raise broken from None
    if "content.xml" not in opened.roots:
        raise broken
    return opened


def _clean(opened: _Opened, root: Any) -> None:
    opened.comments += sum(1 for _ in root.iter(f"{_OFFICE}annotation"))
    opened.changes += sum(1 for _ in root.iter(f"{_TEXT}changed-region"))
    for element in list(root.iter()):
        parent = element.getparent()
        if parent is not None and (not isinstance(element.tag, str) or element.tag in _GONE):
            _remove(element)
            continue
        for name in _CALLED if parent is None or parent.tag != f"{_OFFICE}styles" else ():
            called = element.get(name)
            if called and not _PLAIN_NAME.fullmatch(called):
                element.set(name, opened.names.setdefault(called, f"name{len(opened.names) + 1}"))
        address = element.get(_XLINK, "")
        if address and not _ELSEWHERE.match(address) and not _INSIDE.match(address):  # a path on somebody's own disk
            element.set(_XLINK, "#" if element.tag == f"{_TEXT}a" else "")
            opened.paths += 1


def _remove(element: Any) -> None:
    """Take an element out and leave the words that follow it."""
    parent, before = element.getparent(), element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _gather(opened: _Opened, root: Any) -> None:
    """Words in order; only inside paragraphs and headings are there any."""
    depth = 0
    links: list[tuple[Any, str]] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        block = element.tag in _BLOCKS
        if event == "start":
            if block:
                depth += 1
                opened.pieces.gap()
            if depth:
                _begin(opened, element)
            if _ELSEWHERE.match(element.get(_XLINK, "")) and element.get(_XLINK) != "#":
                links.append((element, _XLINK))
            links.extend((element, name) for name in _APART if any(map(str.isalpha, element.get(name, ""))))
            continue
        if block:
            depth -= 1
            opened.pieces.gap()
        if element.tag in (f"{_SVG}title", f"{_SVG}desc"):
            opened.pieces.gap()
            opened.add(element.text or "", element, "text")
            opened.pieces.gap()
        if depth and element.tail:
            opened.add(element.tail, element, "tail")
    for element, name in links:  # apart: what replaces a paragraph may not end in an address
        opened.pieces.gap()
        opened.add(element.get(name), element, name)


def _begin(opened: _Opened, element: Any) -> None:
    if element.tag == _SPACES:
        opened.add(" ", element, "space")
    elif element.tag == _TAB:
        opened.add("\t", element, "space")
    elif element.tag == _BREAK:
        opened.pieces.gap(LINE)
    elif element.text and element.tag not in (f"{_SVG}title", f"{_SVG}desc"):
        opened.add(element.text, element, "text")


def _apply(opened: _Opened, edits: Sequence[Edit]) -> None:
    touched: list[Any] = []
    spaces: list[tuple[Any, str]] = []
    for number, words in opened.pieces.edited(edits).items():
        element, where = opened.places[number]
        if where == "space":
            spaces.append((element, words))
            continue
        if where == "text":
            element.text = words
        elif where == "tail":
            element.tail = words
        else:
            element.set(where, "#" if where == _XLINK else words)
        touched.append(element)
    for element, words in spaces:  # when what stands behind each is as it will be: it moves to the neighbour
        touched.append(element.getparent())
        element.tail = words.strip("\t") + (element.tail or "")
        _remove(element)
    for element in touched:
        block = element if element.tag in _BLOCKS else next(iter(element.iterancestors(*_BLOCKS)), None)
        if block is not None and block.getparent() is not None and not "".join(block.itertext()).strip():
            empty = not any(True for _ in block.iter("{*}frame", "{*}note"))
            if empty and sum(1 for _ in block.getparent()) > 1:
                _remove(block)


def _saved(opened: _Opened) -> bytes:
    content: dict[str, bytes] = {"mimetype": opened.parts["mimetype"]}
    for name, data in sorted(opened.parts.items()):
        if name in opened.roots:
            content[name] = etree.tostring(opened.roots[name], xml_declaration=True, encoding="UTF-8")
        elif name == "META-INF/manifest.xml":
            continue
        elif name.startswith(_EMBEDDED) and name not in content and not _ASIDE.fullmatch(name):
            content[name] = data
    content["META-INF/manifest.xml"] = _manifest(content)
    return packed(content, stored=lambda name: name == "mimetype")


def _manifest(content: dict[str, bytes]) -> bytes:
    """What the result holds, written anew."""
    space = f"{_URN}manifest:1.0"
    root = etree.Element(f"{{{space}}}manifest", nsmap={"manifest": space})
    root.set(f"{{{space}}}version", "1.3")
    for path, kind in _entries(content):
        entry = etree.SubElement(root, f"{{{space}}}file-entry")
        entry.set(f"{{{space}}}full-path", path)
        entry.set(f"{{{space}}}media-type", kind)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _entries(content: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    yield "/", content["mimetype"].decode("ascii").strip()
    for name in content:
        if name != "mimetype":
            yield name, "text/xml" if name.endswith(".xml") else ""
