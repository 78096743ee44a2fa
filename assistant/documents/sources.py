"""Every format that drafts are kept in, behind one face: bytes in; a draft, and bytes with changes, out.

Promises: what a file holds beside its text (authors, comments, earlier versions) is never in what is written, and is
listed; nothing is written that still holds, out of sight, a name which went from the text; whatever is wrong with a
file ends in a `DraftError` with a next step. Word-processor files, archives and mails are opened in a process that can
do nothing else (assistant.workers); plain text and Markdown may be opened anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from assistant.documents import reading, traces, writing
from assistant.documents.decoding import LIMIT, encode
from assistant.domain.errors import DraftError
from assistant.domain.text import Draft, Edit

PLAIN = {".txt": "text", ".text": "text", **dict.fromkeys(sorted(reading.MARKDOWN_SUFFIXES), "markdown")}
"""Endings that are opened as they are, with their format."""

LARGEST_DOCUMENT = 32_000_000
"""Bytes that a file of the other formats may have, pictures included; its text has the limit of every draft."""

OTHERS: dict[str, str] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".odt": "odt",
    ".rtf": "rtf",
    ".csv": "tables",
    ".tsv": "tables",
    ".eml": "mail",
}
"""Endings of the other formats, with the module of this package that opens each."""

READ_ONLY = {".rtf": ".md"}
"""Endings of formats that are not written, with what is put after the result's name."""

_CAN_NOT = {
    ".doc": ("an old Word document", "Save it as .docx there and try again."),
    ".pages": ("a Pages document", "Export it as Word or plain text and try again."),
    ".pdf": ("a PDF", "Take the file that it was made from."),
    ".epub": ("an e-book", "Take the file that it was made from."),
    ".docm": ("a Word document with macros", "Save it as .docx there and try again."),
    ".fodt": ("a flat OpenDocument text", "Save it as .odt and try again."),
}


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was opened.

    `render` gives the bytes of the result with these edits applied. Raises DraftError, also where a name or an address
    that the edits take out would still stand in what is no text of the draft.
    """

    draft: Draft
    render: Callable[[Sequence[Edit]], bytes]
    ending: str = ""
    """What is put after the result's name, where the format is read only: ".md"."""
    dropped: tuple[str, ...] = ()
    """What of the file is not in the result, in words that hold none of it."""
    unseen: tuple[str, ...] = ()
    """What of the file is in the result and was not looked at: "2 pictures", "1 of 3 columns (when)"."""
    review: Callable[[Sequence[Edit]], bytes] | None = None
    """The draft with the same edits as tracked changes, where its format has them. Raises DraftError."""


def endings() -> frozenset[str]:
    """The endings, in lower case and with their dot, that a file must have to be taken for a draft."""
    return frozenset((*PLAIN, *OTHERS))


def largest(name: str) -> int:
    """Bytes that a file of this name may have."""
    return LIMIT if is_plain(name) else LARGEST_DOCUMENT


def check_plain(name: str) -> None:
    """Raise DraftError where the ending of `name` promises a format that plain text is not."""
    if not is_plain(name):
        raise DraftError(
            f"A text can’t be written as {Path(name).suffix}.", "Give the result a name that ends in .txt or .md."
        )


def check_same(original: str, name: str) -> None:
    """Raise DraftError where a document is to be written under the ending of another format."""
    before = Path(original).suffix.lower()
    if Path(name).suffix.lower() != READ_ONLY.get(before, before):
        raise DraftError(
            f"A draft in {before} can’t be written as {Path(name).suffix}.",
            f"Give the result a name that ends in {READ_ONLY.get(before, before)}, or in .txt for its text alone.",
        )


def is_plain(name: str) -> bool:
    """Whether the format of `name` needs no process of its own."""
    return Path(name).suffix.lower() not in OTHERS


def open_source(data: bytes, name: str, columns: Sequence[str] = ()) -> Source:
    """The draft in these bytes; the ending of `name` says what they are. `columns` names those of a table to read.

    Raises DraftError.
    """
    ending = Path(name).suffix.lower()
    if ending in OTHERS:
        opened: Source = import_module(f"assistant.documents.{OTHERS[ending]}").open_source(data, name, columns)
        return replace(opened, render=_looked_through(opened, name))
    if ending in _CAN_NOT:
        what, then = _CAN_NOT[ending]
        raise DraftError(f"{name} is {what}, which can’t be read here.", then)
    draft = reading.from_bytes(data, name)
    return Source(draft, lambda edits: encode(writing.apply(draft, edits), draft.encoding), dropped=draft.dropped)


def _looked_through(opened: Source, name: str) -> Callable[[Sequence[Edit]], bytes]:
    """`render` of a format that keeps more than its text: no result that still holds a name that went from that."""

    def render(edits: Sequence[Edit]) -> bytes:
        data = opened.render(edits)
        traces.refuse(data, name, opened.draft.text, edits)
        return data

    return render


def no_tracked_changes(name: str) -> DraftError:
    """The error for a review copy of a format that has no tracked changes."""
    return DraftError(
        f"A copy for review with tracked changes is made of Word documents (.docx), not of {name}.",
        "Look at what changed with --diff instead.",
    )


def changed_meanwhile(name: str) -> DraftError:
    """The error for a file that is no longer what it was when it was read."""
    return DraftError(f"{name} was changed while discreet worked on it.", "Run this again.")
