"""Attributes of HTML tags, at their places in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain.text import Span

SAID = frozenset({"alt", "title", "aria-label", "placeholder", "summary", "label", "value"})
"""What readers see, or hear read out."""
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s"'<>/=]+)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'<>`]+))"""
)


def attributes(text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    """Of a tag between these characters of `text`: each attribute's name in small letters, and where its value is."""
    for match in _ATTRIBUTE.finditer(text, start, end):
        group = next(g for g in ("double", "single", "bare") if match[g] is not None)
        yield match["name"].lower(), Span(*match.span(group))
