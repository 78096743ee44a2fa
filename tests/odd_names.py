"""Names of files that are no UTF-8, and whether a disk takes them."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest


def write(path: Path, text: str) -> None:
    """Write a file with such a name; where the disk refuses the name itself (macOS does), the test is skipped.

    Any other trouble fails the test as it would anywhere.
    """
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        if error.errno != errno.EILSEQ:
            raise
        pytest.skip("this disk takes names in UTF-8 alone")
