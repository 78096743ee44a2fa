"""What a model's line says, without the manners of chat models: labels, quotation marks, brackets, a stray stop.

Only form is mended here; whether the wording may be used is for the checks to say.
"""

from __future__ import annotations

import re

from assistant.domain.ports import Window
from assistant.prompting.marks import BRACKETS

_LABEL = re.compile(r"^(?:answer|passage|rewritten passage|replacement)\s*:\s*", re.IGNORECASE)
_QUOTES = (('"', '"'), ("“", "”"), ("'", "'"), ("‘", "’"), ("`", "`"))


def read_answer(window: Window, line: str) -> str | None:
    """The wording in `line`; None when nothing is left of it.

    >>> read_answer(Window("", "She is 34.", (), False, ""), 'Answer: "young".')
    'young'
    """
    text = _LABEL.sub("", " ".join(line.split()))
    if not window.whole:
        text = _without_stray_stop(text, window)
    text = _unquoted(text, window)
    if not window.whole:
        text = _without_stray_stop(text, window)  # the one inside the quotation marks
    for opening, closing in BRACKETS:
        if opening not in window.passage and closing not in window.passage:
            text = text.replace(opening, "").replace(closing, "")
    return text.strip() or None


def _without_stray_stop(text: str, window: Window) -> str:
    """A span's words end in a full stop only if the words they replace did."""
    replaced = window.passage[window.marks[-1].start : window.marks[-1].end] if window.marks else ""
    if text.endswith(".") and not replaced.rstrip().endswith("."):
        return text[:-1].rstrip()
    return text


def _unquoted(text: str, window: Window) -> str:
    """Quotation marks around all of it go, unless the passage had them too."""
    for opening, closing in _QUOTES:
        wrapped = len(text) > 1 and text.startswith(opening) and text.endswith(closing)
        inner = text[1:-1]
        if wrapped and opening not in inner and closing not in inner:
            original = window.passage.strip()
            if not (window.whole and original.startswith(opening)):
                return inner.strip()
    return text
