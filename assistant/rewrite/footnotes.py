"""Labels of footnotes in Markdown: what one that tells is called instead, in the text and under it alike.

Promises: every label has one number that no other label of the draft has, whichever of them are put in place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from assistant.domain.text import Draft, Span

_LABEL = re.compile(r"(?<!\\)\[\^(?P<label>[^\]\[\n]+)\]")


def numbers(draft: Draft) -> Mapping[Span, str]:
    """The place of every label of the draft, with a free number for it; none for labels that are numbers."""
    return _numbers(draft.text) if draft.format == "markdown" else {}


@lru_cache(maxsize=16)
def _numbers(text: str) -> Mapping[Span, str]:
    labels = [(Span(*match.span("label")), match["label"].casefold()) for match in _LABEL.finditer(text)]
    taken = {label for _, label in labels}
    called: dict[str, str] = {}
    free = 0
    for _, label in labels:
        if label in called or label.isdigit():
            continue
        free = next(number for number in range(free + 1, free + len(taken) + 2) if str(number) not in taken)
        called[label] = str(free)
    return {span: called[label] for span, label in labels if label in called}
