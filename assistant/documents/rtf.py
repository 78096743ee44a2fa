"""Rich text (.rtf): read for its words; the result is Markdown, because nothing of the file's making should be kept.

Promises: what of the file is not in the result (notes, headers, addresses of links, formatting) is listed; what would
be a heading, a list or a quotation in Markdown and was none is written so that it is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import cast

from assistant.documents import reading, writing
from assistant.documents.pieces import counted, listed
from assistant.documents.sources import Source
from assistant.domain.errors import DraftError
from assistant.domain.text import Edit

LARGEST = 16_000_000
"""Bytes; what is larger holds pictures, which are not read."""
_BREAKS = re.compile(r"[ \t]*\n[ \t\n]*")
_LINK = re.compile(r"(\\fldinst[^}]{0,200}?)HYPERLINK\b", re.IGNORECASE)
_NOTE = re.compile(r"\\footnote(?![a-z])")
_MARGIN = re.compile(r"\\(?:header|footer)[lrf]?(?![a-z])")
_MARKUP = re.compile(r"^([ \t]*)(?:([#>~`=|]|[*+-](?=\s|[*+ -]+$))|(\d{1,9})([.)])(?=\s))", re.MULTILINE)
"""What Markdown takes for more than words at the beginning of a line."""
_UNSEEN = re.compile(r"\\(?:deleted|v)(?![a-z0-9])")


def open_source(data: bytes, name: str, _columns: Sequence[str] = ()) -> Source:
    """The document in these bytes. Raises DraftError."""
    from striprtf import striprtf

    if not data.lstrip().startswith(b"{\\rtf"):
        raise DraftError(f"{name} is no rich text, or is damaged.", "Open it and save it again, or save it as text.")
    if len(data) > LARGEST:
        raise DraftError(f"{name} is too large, perhaps because of its pictures.", "Save it without them.")
    source, links = _LINK.subn(r"\1", data.decode("latin-1"))
    words_of = cast("Callable[..., str]", striprtf.rtf_to_text)
    try:
        said = words_of(source, encoding="cp1252", errors="replace")
    except Exception:  # whatever it makes of a broken file; its words might quote it
        raise DraftError(
            f"{name} can’t be read as rich text.", "Open it and save it again, or save it as text."
        ) from None
    if _UNSEEN.search(source):
        raise DraftError(
            f"{name} holds deleted or hidden text.", "Accept all changes, show what is hidden, and save it again."
        )
    said = said.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")  # an emoji comes in two halves
    text = _BREAKS.sub("\n\n", said.replace("\r", "\n").replace("\0", "")).strip() + "\n"
    if not text.strip():
        raise DraftError(f"{name} has no words in it.", "Write something in it first.")
    draft = reading.from_text(text, name, "rtf")

    def render(edits: Sequence[Edit]) -> bytes:
        return _MARKUP.sub(_as_words, writing.apply(draft, edits)).encode("utf-8")

    pictures = source.count("\\pict")
    return Source(
        draft,
        render,
        ending=".md",
        dropped=listed(
            "formatting",
            "properties: author, title, dates" if "{\\info" in source else "",
            counted(source.count("{\\*\\annotation"), "comment", "comments"),
            counted(len(_NOTE.findall(source)), "footnote or endnote", "footnotes or endnotes"),
            counted(len(_MARGIN.findall(source)), "header or footer", "headers or footers"),
            counted(links, "address of a link", "addresses of links"),
            "recorded changes" if "\\revised" in source or "\\deleted" in source else "",
            counted(pictures, "picture", "pictures"),
        ),
    )


def _as_words(match: re.Match[str]) -> str:
    return f"{match[1]}\\{match[2]}" if match[2] else f"{match[1]}{match[3]}\\{match[4]}"
