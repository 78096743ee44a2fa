"""The author's own name and workplace, as the byline gives them: where the draft has them, they are the author's facts.

Only the whole name counts, with or without titles: a client may share the author's first name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.details import AUTHOR, Detail, Kind

_TITLES = frozenset("mr mrs ms miss mx dr prof professor rev sir lady".split())
_WORDS = re.compile(r"[^\W_]+")


def known_from_byline(details: Sequence[Detail], name: str, workplace: str) -> tuple[Detail, ...]:
    """The details, with those that only repeat the author's name or workplace as the author's."""
    own = {Kind.PERSON_NAME: _plain(name), Kind.ORGANISATION: _plain(workplace)}
    return tuple(
        replace(d, subject=AUTHOR)
        if own.get(d.kind) and d.texts and all(_plain(text) == own[d.kind] for text in d.texts)
        else d
        for d in details
    )


def _plain(text: str) -> tuple[str, ...]:
    """The words in lower case, without titles and articles; a name needs two to be whole."""
    words = tuple(word for word in _WORDS.findall(text.lower()) if word not in _TITLES and word != "the")
    return words if len(words) > 1 else ()
