"""What rules ask before they look closely: which words a passage has at all."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.detect.view import View

DIGIT = re.compile(r"\d")


@lru_cache(maxsize=4)
def lowers(view: View) -> frozenset[str]:
    """Every word of the view in lower case, and both sides of each hyphen."""
    found = {word.lower for word in view.words}
    for word in tuple(found):
        if "-" in word:
            found.update(word.split("-"))
    return frozenset(found)
