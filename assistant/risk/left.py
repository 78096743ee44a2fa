"""What is left standing: telling words of the original that the new text still has, though no rule saw them again.

Rules read sentences; one that was cut short or put as a possibility may no longer show them that "23" is an age or
that "May" is a person. The words still tell, so they are judged as they were in the original.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain.changes import Change
from assistant.domain.details import Detail, Directness, Kind
from assistant.domain.text import Span
from assistant.language.lexicon import known
from assistant.language.names import traps
from assistant.risk.standing import telling


def left_standing(
    original: Sequence[Detail], found: Sequence[Detail], changes: Sequence[Change], text: str
) -> tuple[Detail, ...]:
    """Those details of the original that count and tell, stand in the new text, and are not among those found in it."""
    seen = [(d.kind, _plain(words)) for d in found for words in d.texts]
    return tuple(
        detail
        for detail in original
        if detail.counts
        and detail.kind is not Kind.PSEUDONYM
        and telling(detail)
        and any(
            _stands(detail, span, words, changes, text) and not _seen(detail, _plain(words), seen)
            for span, words in zip(detail.spans, detail.texts, strict=False)
        )
    )


def _stands(detail: Detail, span: Span, words: str, changes: Sequence[Change], text: str) -> bool:
    """Whether the words are where they were, or came in with another wording; a name, whether it is anywhere at all."""
    if not any(change.span.overlaps(span) for change in changes):
        return True
    if detail.directness is Directness.DIRECT:
        low = _plain(words)
        if low in traps():  # "May" is not meant by "In May"
            return False
        return bool(_whole(words).search(text) if known(low) else _whole(low).search(_plain(text)))
    return any(_whole(_plain(words)).search(_plain(change.after)) for change in changes)


def _seen(detail: Detail, words: str, seen: Sequence[tuple[Kind, str]]) -> bool:
    """Whether a detail of the new text holds these words, or is the same sort of fact in fewer of them."""
    return any(_whole(words).search(other) or (kind is detail.kind and other in words) for kind, other in seen)


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().lower()
