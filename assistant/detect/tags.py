"""What the tagger said of each paragraph, remembered for every thread that reads a draft, in memory alone.

Promises: a text that could not be read is never remembered as one without marks; asking for what is known costs
nothing, so that a screen can show what the rules see while the tagger is still at work.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

from assistant.domain.ports import Tag, Tagger

_REMEMBERED = 5_000
"""Paragraphs kept; the oldest go first."""


class Tags:
    """A tagger with a memory."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger
        self._known: dict[str, tuple[Tag, ...]] = {}
        self._lock = threading.Lock()

    def known(self, text: str) -> tuple[Tag, ...] | None:
        """The marks of `text`; None where it was not read yet."""
        return self._known.get(text)

    def ask(self, texts: Sequence[str]) -> bool:
        """Have the tagger read those of `texts` that it has not read; whether all of them are read now."""
        wanted = [text for text in dict.fromkeys(texts) if text not in self._known]
        if not wanted:
            return True
        whole = True
        for text, tags in zip(wanted, self._tagger.tag(wanted), strict=True):
            if tags is None:
                whole = False
                continue
            with self._lock:
                if len(self._known) >= _REMEMBERED:
                    self._known.pop(next(iter(self._known)))
                self._known[text] = tags
        return whole
