"""Web pages: the words that a reader sees or hears read out, at their places in the source.

Promises: outside the changes the source stays as it is, character for character, but for comments, for what tells about
its author or sums it up for search engines, and for data and pages inside the page, which are taken out and listed.
Scripts that do something and styles are neither read nor changed; those with words are counted. An identifier or an
address of the page's own that holds a name which went is emptied.
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
from assistant.documents.traces import taken
from assistant.domain.errors import DraftError
from assistant.domain.text import Edit, Span

_BLOCKS = frozenset(
    "address article aside blockquote body button caption dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main nav ol option p pre section select summary table "
    "tbody td textarea tfoot th thead title tr ul".split()
)
_UNREAD = frozenset({"script", "style", "svg", "math"})
_OUTSIDE = re.compile(r"(?:https?:|mailto:|tel:)")
_DESCRIBES = re.compile(r"description|title|subject|keywords", re.IGNORECASE)
_TELLS = re.compile(
    r"author|creator|generator|publish|copyright|owner|date|modified|revised|user|twitter:(?:label|data)\d",
    re.IGNORECASE,
)
_TECHNICAL = re.compile(
    r"viewport|robots|bot$|theme-color|color-scheme|detection|referrer|verif|locale|og:type|card$|csrf|token"
    r"|^msapplication|^apple-|app-id",
    re.IGNORECASE,
)
"""Statements of a page to browsers and search engines, in codes."""
_ADDRESS = re.compile(r"\S*/\S*|#\S*")
_ACTING = frozenset({"", "module", "importmap", "text/javascript", "application/javascript", "text/babel", "text/jsx"})
"""Types of scripts that do something; all others are data for them."""
_TYPED = frozenset({"", "text", "submit", "button", "reset", "search", "email", "tel", "url"})
"""Fields of a form whose value a reader sees."""
_OF_ITS_OWN = frozenset({"id", "name", "for", "href", "src", "srcset", "poster", "action", "cite", "content", "value"})
"""Attributes that nobody reads and that may hold a name all the same, beside `data-` ones."""
_SAID_IN_SCRIPT = re.compile(r"[\"'`>][^\"'`<>]*?[^\W\d_]{2,}(?:[ ,.;:’]+[^\W\d_]+){4,}")
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
        self.comments = self.about = self.pictures = self.drawn = self.summaries = self.data = self.pages = 0
        self.scripts = 0
        self.quiet: list[tuple[Span, str]] = []
        """Values of attributes that nobody reads, with their names."""
        self._unread: list[str] = []
        self._later: list[tuple[str, _Place]] = []
        self._dropped = -1
        """Where a script that is data begins, inside one."""
        self._spoke = False
        """Whether the script that is open was seen to hold words."""
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
        kind = values.get("type", "").lower().strip()
        if tag == "script":
            self._spoke = False
            if kind not in _ACTING:
                self._dropped = start
                self.summaries += "ld+json" in kind
                self.data += "ld+json" not in kind
        about = values.get("name") or values.get("property") or values.get("itemprop") or ""
        if tag == "meta" and _TELLS.search(about) and not _DESCRIBES.search(about):
            self.about += 1
            self.gone.append(Span(start, start + len(whole)))
            return
        for name, where in attributes(whole, 0, len(whole)):
            said, place = where.of(whole), where.shifted(start)
            if not any(map(str.isalnum, said)):
                continue
            if name == "srcdoc":
                self.pages += 1
                self.gone.append(place)
            elif _is_said(tag, name, said, kind, about):
                self._later.append((_SPACE.sub(" ", unescape(said)), _Place(place, name)))
            if name in _OF_ITS_OWN or name.startswith("data-"):
                self.quiet.append((place, name))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in _UNREAD:
            self._unread.pop()
        self._dropped = -1

    def handle_endtag(self, tag: str) -> None:
        if self._unread and tag == self._unread[-1]:
            self._unread.pop()
        if tag == "script" and self._dropped >= 0:
            self.gone.append(Span(self._dropped, self._source.index(">", self._at) + 1))
            self._dropped = -1
        if tag in _BLOCKS:
            self.pieces.gap()

    def handle_data(self, data: str) -> None:
        if self._unread:
            self.drawn += self._unread[-1] not in ("script", "style") and bool(re.search(r"\w{3}", data))
            if self._unread[-1] == "script" and self._dropped < 0 and not self._spoke and _SAID_IN_SCRIPT.search(data):
                self.scripts, self._spoke = self.scripts + 1, True
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
        gone = taken(text, edits)
        changed += [(at, "#" if name == "href" else "") for at, name in page.quiet if gone.is_in(at.of(source))]
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
            counted(page.data, "script that is data", "scripts that are data"),
            counted(page.pages, "page inside the page", "pages inside the page"),
            counted(page.comments, "comment", "comments"),
            counted(page.about, "statement about its author or making", "statements about its author or making"),
        ),
        unseen=listed(
            counted(page.pictures, "picture or recording", "pictures or recordings"),
            counted(page.drawn, "stretch of words in a drawing", "stretches of words in drawings"),
            counted(page.scripts, "script with words in it", "scripts with words in them"),
        ),
    )


def _is_said(tag: str, name: str, said: str, kind: str, about: str) -> bool:
    """Whether an attribute's value is read: by people, or as what a page says about itself."""
    if tag == "meta":
        own = bool(about) and not _TECHNICAL.search(about)
        return own and name == "content" and any(map(str.isalpha, said)) and not _ADDRESS.fullmatch(said.strip())
    if name == "value":
        return tag == "input" and kind in _TYPED and any(map(str.isalpha, said))
    return name in SAID or (name == "href" and bool(_OUTSIDE.match(said)))


def _changed(page: _Page, number: int, words: str) -> tuple[Span, str]:
    place = page.places[number]
    if place.attribute == "href":
        return place.span, "#"
    return place.span, escape(words, quote=bool(place.attribute))
