"""Inline Markdown: which characters of a block its readers see, and what is tucked away in links and images.

Promises: offsets are into the block's content; where the parser's tokens and the source can't be brought together,
the rest of the block counts as visible, so that nothing escapes being read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.documents.attributes import SAID, attributes
from assistant.domain.text import Role, Span

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAIL = re.compile(
    r"""\]\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<target>(?:\\.|[^\s()\\]|\((?:\\.|[^()\s\\])*\))*))
        (?:\s+(?:"(?P<double>(?:\\.|[^"\\])*)"|'(?P<single>(?:\\.|[^'\\])*)'|\((?P<round>(?:\\.|[^()\\])*)\)))?\s*\)
      | \]\[(?P<reference>[^\]]*)\] | \]""",
    re.VERBOSE | re.DOTALL,
)
_FOOTNOTE = re.compile(r"(?<!\\)\[\^(?P<label>[^\]\[\n]+)\](?!\():?")
_BREAK = re.compile(r"[ \t]*\\?\n[ \t]*")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_TO_PROGRAMS = re.compile(
    r"/?(?:more|excerpt|endexcerpt|truncate|toc|tocstop|nextpage|read ?more)"
    r"|(?:markdownlint|prettier|vale|textlint|cspell|write-good)[\w :./-]*",
    re.IGNORECASE,
)
"""Comments that make a page break off, list its headings, or keep a checker quiet."""
_SENTENCE = 4
"""Words from which on what is marked as code may be a sentence."""
_CODE_SIGNS = re.compile(r"[{}\\|<>=_$`]|\w\(|;[ \t]*(?:\n|\Z)|^\s*(?:#|//|[$>] )", re.MULTILINE)
_CAPITALISED = re.compile(r"[^\W\d_a-zß-ÿ][^\W\d_]*(?:['’-][^\W\d_]+)*[.,]?\Z")
_LEADING = frozenset({"href", "src", "cite"})


@dataclass(slots=True)
class Inline:
    """Hidden stretches, those of them that stand for words, line breaks on purpose, asides, and comments."""

    hidden: list[Span] = field(default_factory=list)
    code: list[Span] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    asides: list[tuple[Span, Role]] = field(default_factory=list)
    comments: list[Span] = field(default_factory=list)


def is_remark(comment: str) -> bool:
    """Whether a comment says something to people, and not to the program that makes a page of the text."""
    return bool(comment.strip()) and not _TO_PROGRAMS.fullmatch(comment.strip())


def said_in_tag(text: str, start: int, end: int) -> Iterator[tuple[Span, Role]]:
    """What an HTML tag says to its readers and where it leads."""
    for name, where in attributes(text, start, end):
        if name in SAID | _LEADING and any(map(str.isalpha, where.of(text))):
            yield where, Role.LINK_TARGET if name in _LEADING else Role.ALT_TEXT


def walk(content: str, tokens: Sequence[Token]) -> Inline:
    """Follow the tokens of one block through its content."""
    found = Inline()
    cursor = 0
    for token in tokens:
        moved = _step(content, cursor, token, found)
        if moved is None:
            break
        cursor = moved
    _footnotes(content, found)
    return found


def _footnotes(content: str, found: Inline) -> None:
    """Marks of footnotes are no words: what they are called is an aside."""
    for match in _FOOTNOTE.finditer(content):
        mark, label = Span(*match.span()), Span(*match.span("label"))
        if match.start() and match[0].endswith(":"):  # no note begins here: "He said this[^1]: …"
            mark = Span(mark.start, mark.end - 1)
        if any(code.overlaps(mark) for code in found.code):
            continue
        found.hidden = [span for span in found.hidden if not span.overlaps(mark)] + [mark]
        found.asides = [aside for aside in found.asides if not aside[0].overlaps(mark)]
        if any(map(str.isalpha, match["label"])):
            found.asides.append((label, Role.LINK_TARGET))


def _step(content: str, cursor: int, token: Token, found: Inline) -> int | None:
    """The offset after this token, or None when it can't be found in the content."""
    kind = token.type
    if kind == "text":
        return _after(content, cursor, token.content)
    if kind in ("softbreak", "hardbreak"):
        match = _BREAK.match(content, cursor)
        if match is None:
            return None
        if kind == "hardbreak":
            backslash = match[0].find("\\")
            if backslash >= 0:
                found.hidden.append(Span(cursor + backslash, cursor + backslash + 1))
            found.breaks.append(match.end())
        return match.end()
    if kind == "text_special":
        if token.info == "escape":
            found.hidden.append(Span(cursor, cursor + 1))
        return _after(content, cursor, token.markup)
    if kind == "code_inline":
        return _code(content, cursor, token, found)
    if kind == "html_inline":
        end = _after(content, cursor, token.content)
        if end is not None:
            found.hidden.append(Span(cursor, end))
            comment = _COMMENT.match(content, cursor, end)
            if comment is None:
                found.asides.extend(said_in_tag(content, cursor, end))
            elif is_remark(comment[1]):
                found.comments.append(Span(cursor, end))
        return end
    if kind == "link_open":
        mark = "<" if token.info == "auto" else "["
        return _hide(content, cursor, mark, found)
    if kind == "link_close":
        return _hide(content, cursor, ">", found) if token.info == "auto" else _tail(content, cursor, cursor, found)
    if kind == "image":
        return _image(content, cursor, found)
    return _hide(content, cursor, token.markup, found)


def _after(content: str, cursor: int, piece: str) -> int | None:
    return cursor + len(piece) if content.startswith(piece, cursor) else None


def _hide(content: str, cursor: int, mark: str, found: Inline) -> int | None:
    end = _after(content, cursor, mark)
    if end is not None and mark:
        found.hidden.append(Span(cursor, end))
    return end


def _code(content: str, cursor: int, token: Token, found: Inline) -> int | None:
    opening = _after(content, cursor, token.markup)
    if opening is None:
        return None
    fence = re.compile(rf"(?<!`){re.escape(token.markup)}(?!`)")
    closing = fence.search(content, opening)
    if closing is None:
        return None
    if prose(content[opening : closing.start()]):
        found.hidden += [Span(cursor, opening), Span(*closing.span())]
    else:
        found.hidden.append(Span(cursor, closing.end()))
        found.code.append(Span(cursor, closing.end()))
        if any(map(str.isalnum, content[opening : closing.start()])):  # a number, an address, a file's name
            found.asides.append((Span(opening, closing.start()), Role.LINK_TARGET))
    return closing.end()


def prose(words: str) -> bool:
    """Whether what is marked as code looks like words all the same: a sentence, or capitalised words."""
    parts = words.split()
    return not _CODE_SIGNS.search(words) and (
        len(parts) >= _SENTENCE or bool(parts and all(_CAPITALISED.match(part) for part in parts))
    )


def _tail(content: str, cursor: int, hide_from: int, found: Inline) -> int | None:
    """The end of a link or image whose text ends at `cursor`; its target and title become asides."""
    match = _TAIL.match(content, cursor)
    if match is None:
        return None
    found.hidden.append(Span(hide_from, match.end()))
    for group in ("angled", "target", "reference"):
        if match[group]:
            found.asides.append((Span(*match.span(group)), Role.LINK_TARGET))
    for group in ("double", "single", "round"):
        if match[group]:
            found.asides.append((Span(*match.span(group)), Role.LINK_TITLE))
    return match.end()


def _image(content: str, cursor: int, found: Inline) -> int | None:
    if not content.startswith("![", cursor):
        return None
    depth, place = 1, cursor + 2
    while place < len(content) and depth:
        if content[place] == "\\":
            place += 1
        elif content[place] == "[":
            depth += 1
        elif content[place] == "]":
            depth -= 1
        place += 1
    if depth:
        return None
    if place - 1 > cursor + 2:
        found.asides.append((Span(cursor + 2, place - 1), Role.ALT_TEXT))
    end = _tail(content, place - 1, cursor, found)
    if end is not None:
        found.code.append(Span(cursor, end))
    return end
