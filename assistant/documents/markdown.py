"""Markdown: its structure by markdown-it's token maps, its text spliced, never re-rendered.

Promises: blocks point into the source as it is; code, rulers, bullets and HTML tags are not prose; alt texts, link
targets and titles, what is marked as code in a line, labels of footnotes and front matter are asides; comments are in
no result. A construct that is not understood stays visible text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from assistant.documents import frontmatter, inline
from assistant.documents.blocks import Block, Found
from assistant.domain.text import Role, Span

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

References = tuple[tuple[str, str, str], ...]
"""Link definitions of a text: label, target, title."""

_NEWLINE = re.compile(r"\r\n?|\n")
_PREFIX = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:#{1,6}[ \t]+)?")
_CELL = re.compile(r"(?:\\.|[^|\\])+")
_HTML = re.compile(r"<!--(?P<comment>.*?)(?:-->|\Z)|<(?P<tag>[/!?A-Za-z][^<>]*)>", re.DOTALL)
_INLINE_TAG = re.compile(
    r"/?(?:a|abbr|b|big|cite|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u)\b[^<>]*", re.IGNORECASE
)
_UNREADABLE_HTML = re.compile(r"\s*<(?:script|style|pre|textarea)\b", re.IGNORECASE)
_FRESH = re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)(?=[^\W\d_])")
_SPANNING = re.compile(r"(?:^|\r|(?<=\A\ufeff))(?:[^\w\r\n]|\d)*(?:```|~~~|<)", re.MULTILINE)
"""The beginning of a line, list markers and the like included, that may open what reaches over empty lines."""
_SAYING_NOTHING = frozenset({"paragraph_open", "paragraph_close"})
_DEFINITION = re.compile(
    r"""^[ \t>]*(?:[-*+]|\d{1,9}[.)])?[ \t]*\[(?P<label>(?:\\.|[^\[\]\\])+)\]:[ \t]*(?:\r?\n[ \t]*)?
        (?:<(?P<angled>[^<>\r\n]+)>|(?P<target>[^\s<>]+))
        (?:\s+(?:"(?P<double>(?:\\.|[^"\\])*)"|'(?P<single>(?:\\.|[^'\\])*)'|\((?P<round>(?:\\.|[^()\\])*)\)))?""",
    re.MULTILINE | re.VERBOSE,
)
_SAID_IN_DEFINITION = (
    *((group, Role.LINK_TARGET) for group in ("angled", "target")),
    *((group, Role.LINK_TITLE) for group in ("double", "single", "round")),
)
_CONTAINERS = {"blockquote": Role.QUOTE, "list_item": Role.LIST_ITEM, "heading": Role.HEADING}


def read(text: str) -> Found:
    """The blocks of a Markdown text."""
    found = Found()
    start = frontmatter.read(text, found) or (1 if text.startswith("\ufeff") else 0)
    stretches = [(where.start, where.of(text)) for where in _stretches(text, start)]
    said = [reference for _, source in reversed(stretches) for reference in reversed(_parsed(source)[1])]
    references = tuple({reference[0]: reference for reference in said}.values())  # the first one of a label counts
    for at, source in stretches:
        part = _found(source, references)
        for block in part.blocks:
            _add(found, block.shifted(at) if at else block)
        found.asides.extend((span.shifted(at), role) for span, role in part.asides)
        found.comments.extend(span.shifted(at) for span in part.comments)
    _definitions(text, start, found)
    return found


@lru_cache(maxsize=8192)  # an edit changes one part of many
def _found(source: str, references: References) -> Found:
    """The blocks of one part, in offsets from its start. Not to be changed."""
    found = Found()
    lines = _line_spans(source)
    roles: list[Role] = []
    for token in _parsed(source)[0]:
        name, _, ending = token.type.rpartition("_")
        if ending == "open" and name in _CONTAINERS:
            roles.append(_CONTAINERS[name])
        elif ending == "close" and name in _CONTAINERS:
            roles.pop()
        elif token.type == "tr_open" and token.map:
            _table_row(source, lines[token.map[0]], references, found)
        elif token.type == "inline" and token.map and token.level:
            _paragraph(source, lines, token, references, roles[-1] if roles else Role.BODY, found)
        elif token.type == "fence" and token.map:
            _add(found, Block(_range(lines, token), Role.CODE))
        elif token.type == "code_block" and token.map:
            _indented(source, _range(lines, token), found)
        elif token.type == "html_block" and token.map:
            _html(source, _range(lines, token), found)
    return found


def _stretches(text: str, start: int) -> Iterator[Span]:
    """Parts of a text that have the same blocks each by itself as they have together, so that an edit parses one anew.

    After an empty line, one that begins with a letter opens a paragraph whatever came before, save in a fence or in
    HTML: from the first sign of either the rest is one part.
    """
    spanning = _SPANNING.search(text, start)
    for match in _FRESH.finditer(text, start, spanning.start() if spanning else len(text)):
        yield Span(start, match.end())
        start = match.end()
    yield Span(start, len(text))


@lru_cache(maxsize=8192)  # an edit changes one part of many
def _parsed(source: str) -> tuple[tuple[Token, ...], References]:
    """The block tokens of a part, with lines counted from its first, and the link definitions in it."""
    said: dict[str, Any] = {}
    tokens = tuple(t for t in _parser().parse(source, said) if t.type not in _SAYING_NOTHING)
    return tokens, tuple((label, one["href"], one["title"]) for label, one in said.get("references", {}).items())


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.core.ruler.disable("inline")  # see `_inline`
    return parser


@lru_cache(maxsize=8192)  # an edit changes one block of many
def _inline(content: str, source: str, references: References) -> inline.Inline:
    """What is hidden in a block: `content` as the parser has it, `source` the same as it stands in the draft.

    The parser's own last step, joining texts, is left out: escapes and entities stay apart from the text around them.
    """
    parser = _parser()
    known = {label: {"href": href, "title": title} for label, href, title in references}
    return inline.walk(source, parser.inline.parse(content, parser, {"references": known}, []))


def _line_spans(source: str) -> list[Span]:
    """Lines of a part as markdown-it counts them, without their line ends."""
    found: list[Span] = []
    start = 0
    for match in _NEWLINE.finditer(source):
        found.append(Span(start, match.start()))
        start = match.end()
    found.append(Span(start, len(source)))
    return found


def _range(lines: list[Span], token: Token) -> Span:
    assert token.map is not None
    first, after = token.map
    last = min(after, len(lines)) - 1
    return Span(lines[first].start, max(lines[first].start, lines[last].end))


def _add(found: Found, block: Block) -> None:
    """Keep a block that begins where the last one ended, or later; anything else would tear the tiling."""
    if len(block.span) and (not found.blocks or found.blocks[-1].span.end <= block.span.start):
        found.blocks.append(block)


def _paragraph(text: str, lines: list[Span], token: Token, references: References, role: Role, found: Found) -> None:
    """A paragraph, heading or list text: its lines found in the source, its inline marks with them."""
    assert token.map is not None
    if found.blocks and found.blocks[-1].role is Role.TABLE and lines[token.map[0]].start < found.blocks[-1].span.end:
        return  # a cell: read with its row
    pieces = _pieces(text, lines, token)
    if not pieces:
        return
    content = "\n".join(piece.of(text) for piece in pieces)
    seen = _inline(token.content, content, references)
    origin: list[int] = []
    for piece in pieces if seen.hidden or seen.breaks or seen.asides else ():
        origin.extend(range(piece.start, piece.end + 1))

    def source(span: Span) -> Span:
        return Span(origin[span.start], max(origin[span.start], origin[span.end - 1] + 1)) if len(span) else Span(0, 0)

    between = [
        Span(_NEWLINE.match(text, left.end).end(), right.start)  # type: ignore[union-attr]
        for left, right in pairwise(pieces)
        if _NEWLINE.match(text, left.end) and text[left.end : right.start].strip()
    ]
    block = Block(
        Span(pieces[0].start, pieces[-1].end),
        role,
        hidden=tuple(sorted([*map(source, seen.hidden), *between])),
        code=tuple(map(source, seen.code)),
        breaks=tuple(origin[place] for place in seen.breaks),
    )
    _add(found, block)
    found.asides.extend((source(span), kind) for span, kind in seen.asides)
    found.comments.extend(map(source, seen.comments))


def _pieces(text: str, lines: list[Span], token: Token) -> list[Span]:
    """Each line of the token's content in the source."""
    assert token.map is not None
    found: list[Span] = []
    for number, content in enumerate(token.content.split("\n")):
        index = token.map[0] + number
        if index >= len(lines):
            break
        line = lines[index]
        whole = line.of(text)
        place = whole.rfind(content.rstrip()) if content.strip() else -1
        if place < 0:
            place = len(_PREFIX.match(whole)[0])  # type: ignore[index]
            content = whole[place:]
        if place + len(content) > len(whole):
            content = content.rstrip()
        found.append(Span(line.start + place, line.start + place + len(content)))
    while found and not found[-1].of(text).strip():
        found.pop()
    return found


def _indented(text: str, span: Span, found: Found) -> None:
    """An indented block: code, or paragraphs that somebody began with a tab, each by itself."""
    start = span.start
    for gap in [*_EMPTY_LINES.finditer(text, span.start, span.end), None]:
        part = Span(start, gap.start() if gap else span.end)
        words = part.of(text).strip()
        if words:
            at = part.start + part.of(text).index(words)
            read = Block(Span(at, at + len(words)), Role.BODY) if inline.prose(words) else Block(part, Role.CODE)
            _add(found, read)
        start = gap.end() if gap else start


_EMPTY_LINES = re.compile(r"(?:\r\n?|\n)(?:[ \t>]*(?:\r\n?|\n))+")


def _table_row(text: str, line: Span, references: References, found: Found) -> None:
    """The cells of a table row, each a block; escaped bars belong to their cell."""
    for match in _CELL.finditer(text, line.start, line.end):
        words = match[0].strip()
        if not words or words.strip(">") == "":
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        cell = Span(start, start + len(words))
        seen = _inline(words, words, references)
        hidden = tuple(span.shifted(start) for span in sorted(seen.hidden))
        code = tuple(span.shifted(start) for span in seen.code)
        _add(found, Block(cell, Role.TABLE, hidden, code))
        found.asides.extend((span.shifted(start), role) for span, role in seen.asides)
        found.comments.extend(span.shifted(start) for span in seen.comments)


def _html(text: str, span: Span, found: Found) -> None:
    """A block of HTML: text between tags is prose, comments go, scripts and styles are code."""
    if _UNREADABLE_HTML.match(text, span.start, span.end):
        _add(found, Block(span, Role.CODE))
        return
    position = span.start
    hidden: list[Span] = []
    for match in _HTML.finditer(text, span.start, span.end):
        if match["tag"]:
            found.asides.extend(inline.said_in_tag(text, *match.span()))
        if match["tag"] and _INLINE_TAG.fullmatch(match["tag"]):
            hidden.append(Span(*match.span()))
            continue
        _html_text(text, Span(position, match.start()), hidden, found)
        if match["comment"] and inline.is_remark(match["comment"]):
            found.comments.append(Span(*match.span()))
        position = match.end()
        hidden = []
    _html_text(text, Span(position, span.end), hidden, found)


def _html_text(text: str, span: Span, hidden: list[Span], found: Found) -> None:
    words = span.of(text).strip()
    if words and sum(map(len, hidden)) < len(words):
        start = span.start + span.of(text).index(words)
        _add(found, Block(Span(start, start + len(words)), Role.BODY, tuple(hidden)))


def _definitions(text: str, start: int, found: Found) -> None:
    """Link definitions (`[ref]: target "title"`), which leave no token."""
    for match in _DEFINITION.finditer(text, start):
        here = Span(*match.span())
        if any(block.span.overlaps(here) for block in found.blocks):
            continue
        if not match["label"].strip().isdigit():
            found.asides.append((Span(*match.span("label")), Role.LINK_TARGET))
        for group, role in _SAID_IN_DEFINITION:
            if match[group]:
                found.asides.append((Span(*match.span(group)), role))
