"""What files are called whose names have to say something about what is in them."""

from __future__ import annotations

REVIEW = " CONTAINS ORIGINAL "
"""What the names of copies for review hold. Such a copy has the draft's own words in it, and is no draft."""


def review_name(path: str) -> str:
    """What the copy for review of the result at `path` is called: "post CONTAINS ORIGINAL for review.docx"."""
    head, slash, name = path.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    return f"{head}{slash}{stem if dot else name}{REVIEW}for review{dot}{ending if dot else ''}"
