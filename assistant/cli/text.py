"""Text for terminals: what can be shown of it, and how it is wrapped."""

from __future__ import annotations

import os
import textwrap
from typing import TextIO

NARROWEST, WIDEST = 20, 96
"""Columns: below the first nothing is promised, above the second lines are hard to read."""


def printable(text: str) -> str:
    """`text` with control characters but line breaks shown as "�", so that no file name steers a terminal."""
    return "".join(c if c.isprintable() or c == "\n" else "�" for c in text)


def size(count: int) -> str:
    """So many bytes, in megabytes below a gigabyte: "27 MB", "2.10 GB"."""
    if round(count / 1e6) >= 1000:
        return f"{count / 1e9:.2f} GB"
    return f"{count / 1e6:.0f} MB" if round(count / 1e6, 1) >= 10 else f"{count / 1e6:.1f} MB"


def width_of(stream: TextIO) -> int:
    """Columns to wrap at: the terminal's, or 80 where there is none; `COLUMNS` outranks both."""
    wanted = os.environ.get("COLUMNS", "")
    if wanted.isascii() and wanted.isdigit() and int(wanted):
        return min(max(int(wanted), NARROWEST), WIDEST)
    try:
        columns = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        columns = 80
    return min(max(columns or 80, NARROWEST), WIDEST)


def wrapped(text: str, stream: TextIO) -> list[str]:
    """Lines of `text` as wide as `stream`; long words (paths) are not broken where nobody reads along."""
    if not stream.isatty():
        return text.split("\n")
    width = width_of(stream)
    return [
        line
        for paragraph in text.split("\n")
        for line in textwrap.wrap(paragraph, width, break_long_words=False, break_on_hyphens=False) or [""]
    ]
