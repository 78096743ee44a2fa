"""Bytes to text and back, exactly.

Promises: `encode(*decode(data))` is `data`; a byte order mark stays the first character of the text, and line ends
stay as they are. What is not UTF-8, or UTF-16 with a byte order mark, is refused with a sentence: never guessed.
"""

from __future__ import annotations

import codecs

from assistant.domain.errors import DraftError

LIMIT = 5_000_000
"""Bytes that a draft may have (about 800,000 words); larger files are books or no text."""

_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text and the codec it was read with; `name` is used in messages alone.

    Raises DraftError for what is empty, too large, binary, or in another encoding.
    """
    if len(data) > LIMIT:
        raise too_large(name, len(data))
    if not data:
        raise DraftError(f"{name} is empty.", "Write something in it first.")
    encoding = next((codec for mark, codec in _MARKS if data.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\0" in data:
        raise DraftError(
            f"{name} is not plain text: it holds bytes that no text has.",
            "If it comes from a word processor, save it there as plain text or Markdown and try again.",
        )
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DraftError(
            f"{name} is not written in UTF-8 (the first odd byte is in line {line}).",
            "Open it in your editor and save it with the encoding UTF-8.",
        ) from None
    if not text.strip("\ufeff \t\r\n\0"):
        raise DraftError(f"{name} has no words in it.", "Write something in it first.")
    return text, encoding


def encode(text: str, encoding: str) -> bytes:
    """The bytes of the text in the codec that its draft was read with.

    Raises DraftError when the text has half a character in it that no encoding can hold.
    """
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        raise DraftError(
            "The result has a broken character in it and can't be written.",
            "Undo the last change and try again.",
        ) from None


def too_large(name: str, size: int, limit: int = LIMIT) -> DraftError:
    """The error for a draft of `size` bytes, with both numbers in it."""
    return DraftError(
        f"{name} is {size / 1_000_000:.1f} MB large; the limit is {limit // 1_000_000} MB.",
        "Split it into parts, one case or chapter each.",
    )
