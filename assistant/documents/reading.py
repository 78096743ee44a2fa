"""Read a draft: from a file, a stream or a string, into passages.

Promises: the file is only ever read; every failure is a `DraftError` with a next step and no word of the draft;
`''.join(passage.text for passage in draft.passages) == draft.text`.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from assistant.documents import plain
from assistant.documents.blocks import build
from assistant.documents.decoding import LIMIT, decode, too_large
from assistant.domain.errors import DraftError
from assistant.domain.text import Draft

MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd"})
_OTHER_FORMATS = {
    ".docx": "a Word document", ".doc": "a Word document", ".odt": "an OpenDocument text", ".rtf": "a rich text file",
    ".pages": "a Pages document", ".pdf": "a PDF", ".html": "a web page", ".htm": "a web page", ".epub": "an e-book",
}  # fmt: skip


def format_of(name: str) -> str:
    """ "markdown" or "text", by the ending of the file name; a stream ("-") and unknown endings are text."""
    return "markdown" if Path(name).suffix.lower() in MARKDOWN_SUFFIXES else "text"


def load(path: Path, kind: str | None = None) -> Draft:
    """The draft in the file at `path`; `kind` ("markdown", "text") overrides what its name says.

    Raises DraftError for what is missing, no ordinary file, unreadable, too large, or no text.
    """
    other = _OTHER_FORMATS.get(path.suffix.lower())
    if other and kind is None and os.path.isfile(path):
        raise DraftError(
            f"{path.name} is {other}, which can't be read here.", "Save it as plain text or Markdown and try again."
        )
    return from_bytes(read_file(path), path.name, kind)


def from_stream(stream: BinaryIO, name: str = "-", kind: str | None = None) -> Draft:
    """The draft on a binary stream, such as standard input."""
    data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise DraftError(
            f"The text on standard input is larger than {LIMIT // 1_000_000} MB.", "Split it into parts and try again."
        )
    return from_bytes(data, name, kind)


def from_bytes(data: bytes, name: str, kind: str | None = None) -> Draft:
    """The draft in these bytes."""
    text, encoding = decode(data, "Standard input" if name == "-" else name)
    return from_text(text, name, kind, encoding)


def from_text(text: str, name: str = "-", kind: str | None = None, encoding: str = "utf-8") -> Draft:
    """The draft in this text, which is kept exactly. An empty text gives a draft without passages.

    Raises DraftError for a text beyond the limit of every draft, whatever file it was in.
    """
    if len(text) > LIMIT:
        raise too_large(name, len(text))
    kind = kind or format_of(name)
    if kind == "markdown":
        from assistant.documents import markdown  # its parser is loaded only where Markdown is read

        return build(name, kind, text, encoding, markdown.read(text))
    return build(name, kind, text, encoding, plain.read(text))


def read_file(path: Path, largest: int = LIMIT) -> bytes:
    """The bytes of an ordinary file of at most `largest` bytes. Raises DraftError."""
    name = path.name or str(path)
    try:
        with open(path, "rb", opener=_open_without_waiting) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise DraftError(f"{name} is no ordinary file.", "Give the path of a text or Markdown file.")
            if status.st_size > largest:
                raise too_large(name, status.st_size, largest)
            data = file.read(largest + 1)
    except FileNotFoundError:
        raise DraftError(f"There is no file called {name} there.", "Check the spelling and the folder.") from None
    except IsADirectoryError:
        raise _folder(name) from None
    except PermissionError:
        if os.path.isdir(path):  # what Windows answers for a folder
            raise _folder(name) from None
        raise DraftError(f"You may not read {name}.", "Ask the owner, or copy it to a folder of your own.") from None
    except OSError as error:
        raise DraftError(
            f"{name} can't be read ({os.strerror(error.errno or 0)}).", "Check the disk or drive it is on."
        ) from None
    if len(data) > largest:
        raise too_large(name, len(data), largest)
    return data


def _folder(name: str) -> DraftError:
    return DraftError(f"{name} is a folder.", "Give the path of a file in it; for all of them there is: discreet batch")


def _open_without_waiting(path: str, flags: int) -> int:
    """Open without waiting for the other end of a pipe, so that a FIFO is refused rather than read for ever."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
