"""A view: one passage as rules see it, folded, with its words and their parts of speech made when first asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from assistant.detect.folding import Folded, fold
from assistant.domain.text import Passage, Role, Span
from assistant.language.tagging import tags
from assistant.language.words import Word, words

_RUN = re.compile(r"\w+")
_ALIKE = re.compile("[\u0131\u0130\u017f\u212a]")
"""Letters that a pattern which ignores case takes for i, s or k, though they are not those in lower case."""


class View:
    """A passage without its hidden markup, folded (see `folding`). Offsets in `text` are the view's own."""

    def __init__(self, passage: Passage, hidden: Sequence[Span] = ()) -> None:
        self.passage = passage
        start = passage.span.start
        inside = [
            Span(max(h.start, start) - start, min(h.end, passage.span.end) - start)
            for h in hidden
            if h.overlaps(passage.span)
        ]
        self._folded: Folded = fold(passage.text, inside)

    @property
    def folded(self) -> Folded:
        """The words with where each character of them stands in the passage."""
        return self._folded

    @property
    def text(self) -> str:
        """The folded words of the passage."""
        return self._folded.text

    @cached_property
    def lower(self) -> str:
        """`text` in lower case, of the same length."""
        lowered = self.text.lower()
        return (
            lowered
            if len(lowered) == len(self.text)
            else "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)
        )

    @cached_property
    def runs(self) -> frozenset[str]:
        """Every unbroken run of letters, digits and underscores in `lower`.

        A pattern that asks for a whole word (between "\\b"s) can only match where it is among these; see `lacks`.
        """
        return frozenset(_RUN.findall(self.lower))

    def lacks(self, words: frozenset[str]) -> bool:
        """Whether none of the whole words (lower case, letters and digits) stands here, so that no pattern that needs
        one of them can match, whatever its case."""
        return self.runs.isdisjoint(words) and (self._plain or _ALIKE.search(self.text) is None)

    @cached_property
    def _plain(self) -> bool:
        return self.text.isascii()

    @property
    def role(self) -> Role:
        """What the passage is in its document."""
        return self.passage.role

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Words of `text`."""
        return words(self.text)

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """Penn Treebank tag of each of `words`."""
        return tags(self.words)

    def source(self, span: Span) -> Span:
        """Where a range of `text` stands in the draft."""
        return self._folded.source(span).shifted(self.passage.span.start)
