"""Web pages: the words that a reader sees or hears read out, at their places in the source.

Promises: outside the changes the source stays as it is, character for character, but for comments and for what tells
about its author or sums it up for search engines, which are taken out and listed. Scripts and styles are neither read
nor changed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser

from assistant.documents import reading
from assistant.documents.attributes import SAID, attributes
from assistant.documents.decoding import decode, encode
from assistant.documents.pieces import LINE, Pieces, counted, listed
from assistant.documents.sources import Source
from assistant.domain.errors import DraftError
from assistant.domain.text import Edit, Span

_BLOCKS = frozenset(
    "address article aside blockquote body button caption dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main nav ol option p pre section select summary table "
    "tbody td textarea tfoot th thead title tr ul".split()
)
_UNREAD = frozenset({"script", "style", "template", "svg", "math"})
_OUTSIDE = re.compile(r"(?:https?:|mailto:|tel:)")
_DESCRIBES = re.compile(r"description|title|subject|keywords", re.IGNORECASE)
_TELLS = re.compile(r"author|creator|generator|publisher|copyright|owner|date|modified|revised|user", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][-.a-zA-Z0-9]*);?")
"""As the parser has it, which takes "A&E-Leeds" for one."""
_SPACE = re.compile(r"\s*\n\s*|[ \t]{2,}")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a piece stands in the source, and what of an attribute it is, if any."""

    span: Span
    attribute: str = ""


class _Page(HTMLParser):
    """Gathers pieces with their places, and the stretches of the source that are to go."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self._source = source
        self._lines = [0, *(match.end() for match in re.finditer("\n", source))]
        self.pieces = Pieces()
        self.places: list[_Place] = []
        self.gone: list[Span] = []
        self.comments = self.about = self.pictures = self.drawn = self.summaries = 0
        self._unread: list[str] = []
        self._later: list[tuple[str, _Place]] = []
        self._summary = -1
        """Where a summary for search engines begins, inside one."""
        self.feed(source)
        self.close()
        self.unclosed = self._unread[-1] if self._unread else ""
        for text, place in self._later:
            self.pieces.gap()
            self._add(text, place)

    @property
    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        whole = self.get_starttag_text() or ""
        start = self._at
        if tag in _UNREAD:
            self._unread.append(tag)
        if tag == "br":
            self.pieces.gap(LINE)
        elif tag in _BLOCKS:
            self.pieces.gap()
        self.pictures += tag in ("img", "picture", "video", "audio", "iframe", "object", "embed")
        values = {name: value or "" for name, value in attrs}
        if tag == "script" and "ld+json" in values.get("type", "").lower():
            self._summary = start
        about = values.get("name") or values.get("property") or values.get("itemprop") or ""
        if tag == "meta" and _TELLS.search(about) and not _DESCRIBES.search(about):
            self.about += 1
            self.gone.append(Span(start, start + len(whole)))
            return
        wanted = {"content"} if tag == "meta" and _DESCRIBES.search(about) else SAID
        for name, where in attributes(whole, 0, len(whole)):
            said = where.of(whole)
            if name in wanted or (name == "href" and _OUTSIDE.match(said)):
                value = _SPACE.sub(" ", unescape(said))
                if value.strip():
                    self._later.append((value, _Place(where.shifted(start), name)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in _UNREAD:
            self._unread.pop()

    def handle_endtag(self, tag: str) -> None:
        if self._unread and tag == self._unread[-1]:
            self._unread.pop()
        if tag == "script" and self._summary >= 0:
            self.gone.append(Span(self._summary, self._source.index(">", self._at) + 1))
            self.summaries, self._summary = self.summaries + 1, -1
        if tag in _BLOCKS:
            self.pieces.gap()

    def handle_data(self, data: str) -> None:
        if self._unread:
            self.drawn += self._unread[-1] not in ("script", "style") and bool(re.search(r"\w{3}", data))
            return
        start, position = self._at, 0
        for match in _SPACE.finditer(data):
            self._words(data[position : match.start()], start + position)
            self._words(" ", start + match.start(), match.end() - match.start())
            position = match.end()
        self._words(data[position:], start + position)

    def handle_entityref(self, name: str) -> None:  # noqa: ARG002 – its place says more
        self._entity()

    def handle_charref(self, name: str) -> None:  # noqa: ARG002 – likewise
        self._entity()

    def handle_comment(self, data: str) -> None:
        start = self._at
        end = self._source.find("-->", start)
        end = self._source.find(">", start) + 1 if end < 0 else end + 3
        if data.strip() and end > start:
            self.comments += 1
            self.gone.append(Span(start, end))

    def _entity(self) -> None:
        match = _ENTITY.match(self._source, self._at)
        if match and not self._unread:
            said = unescape(match[0]).replace("\n", " ").replace("\r", " ")
            self._add(said, _Place(Span(*match.span())))

    def _words(self, text: str, start: int, length: int | None = None) -> None:
        """A run of words; blank space that opens a paragraph says nothing."""
        opens = bool(self.pieces._gap) or not self.pieces.length
        if text and not (opens and not text.strip()):
            self._add(text.replace("\r", " ").replace("\n", " "), _Place(Span(start, start + (length or len(text)))))

    def _add(self, text: str, place: _Place) -> None:
        if self.pieces.add(text) is not None:
            self.places.append(place)


def open_source(data: bytes, name: str, _columns: Sequence[str] = ()) -> Source:
    """The page in these bytes. Raises DraftError."""
    source, encoding = decode(data, name)
    page = _Page(source)
    text = page.pieces.text
    if page.unclosed:
        raise DraftError(
            f"{name} has a <{page.unclosed}> that is never closed, so what follows it can't be read.",
            "Save the page again, or copy its words into a text file.",
        )
    if not text.strip():
        raise DraftError(f"{name} has no words in it.", "If they are in a script, save the page as text.")
    draft = reading.from_text(text, name, "html", encoding)

    def render(edits: Sequence[Edit]) -> bytes:
        wanted = [*edits, *(Edit(removal, "") for removal in draft.removals)]
        changed = [_changed(page, number, words) for number, words in page.pieces.edited(wanted).items()]
        parts: list[str] = []
        position = 0
        for span, words in sorted([*changed, *((span, "") for span in page.gone)], key=lambda each: each[0]):
            if span.start >= position:
                parts += (source[position : span.start], words)
                position = span.end
        return encode("".join((*parts, source[position:])), encoding)

    return Source(
        draft,
        render,
        dropped=listed(
            counted(page.summaries, "summary for search engines", "summaries for search engines"),
            counted(page.comments, "comment", "comments"),
            counted(page.about, "statement about its author or making", "statements about its author or making"),
        ),
        unseen=listed(
            counted(page.pictures, "picture or recording", "pictures or recordings"),
            counted(page.drawn, "stretch of words in a drawing", "stretches of words in drawings"),
        ),
    )


def _changed(page: _Page, number: int, words: str) -> tuple[Span, str]:
    place = page.places[number]
    if place.attribute == "href":
        return place.span, "#"
    return place.span, escape(words, quote=bool(place.attribute))
