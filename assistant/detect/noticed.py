"""Finds noticed words in a draft: whole words, anywhere in its prose, without regard to capitals and white space."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.domain.details import Finding
from assistant.domain.notices import Notice
from assistant.domain.text import Draft, Span


def noticed(draft: Draft, notices: Sequence[Notice]) -> Mapping[int, tuple[Finding, ...]]:
    """Findings by the index of the passage that holds them; words that run over two passages belong to neither."""
    found: dict[int, list[Finding]] = {}
    for notice in notices:
        words = notice.words.split()
        if not words:
            continue
        pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)", re.IGNORECASE)
        for passage in draft.passages:
            if not passage.role.is_prose:
                continue
            for match in pattern.finditer(passage.text):
                span = Span(*match.span()).shifted(passage.span.start)
                finding = Finding(
                    span, notice.kind, notice.directness, notice.evidence, notice.reason, notice.attributes
                )
                found.setdefault(passage.index, []).append(finding)
    return {index: tuple(each) for index, each in found.items()}
