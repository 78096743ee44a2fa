"""Further places of a name that was found: in lower case, in a hashtag, a link or front matter, disguised.

Promises: offsets of the draft; an ordinary word in lower case is never taken for a name ("may" for May).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from assistant.detect.folding import fold
from assistant.domain.text import Passage, Role, Span
from assistant.language.lexicon import known
from assistant.language.names import traps

_RUN_TOGETHER = frozenset({Role.TAG, Role.LINK_TARGET})
"""Where words stand without spaces: #AnnaKowalska (then all of it is taken), /img/anna2.jpg."""
_SHORT = frozenset({Role.TAG, Role.LINK_TARGET, Role.LINK_TITLE, Role.FRONT_MATTER, Role.ALT_TEXT})
"""Where a lower-case word is more likely the name than the word, unless it is a trap (name_traps.tsv)."""


def mentions(passage: Passage, names: Collection[str]) -> Iterator[tuple[Span, str]]:
    """Where one of `names` (as the draft writes them) stands in the passage, and which."""
    for span, name in _places(passage.text, passage.role, frozenset(names)):
        yield span.shifted(passage.span.start), name


@lru_cache(maxsize=8192)  # names change less often than sentences
def _places(passage: str, role: Role, names: frozenset[str]) -> tuple[tuple[Span, str], ...]:
    """The same in offsets from the passage's own start."""
    text = fold(passage)
    lowered = {name.lower(): name for name in sorted(names, reverse=True)}
    found: list[tuple[Span, str]] = []
    for match in _pattern(frozenset(lowered), role in _RUN_TOGETHER).finditer(text.text):
        words = match["name"]
        name = words if words in names else lowered[words.lower()]
        if words[:1].isupper():
            meant = not _is_the_word(words.lower(), text.text[: match.start()], text.text[match.end() :])
        else:
            meant = words.lower() not in traps() if role in _SHORT else not known(words.lower())
        if meant:
            found.append((text.source(Span(*match.span())), name))
    return tuple(found)


def _is_the_word(word: str, before: str, after: str) -> bool:
    """ "In May", "near Chester", "Will she come?": the month, the town, the verb, whoever else is called so."""
    match traps().get(word):
        case "month" | "place":
            return bool(_WHEN_OR_WHERE.search(before)) or bool(re.match(r" \d", after))
        case None:
            return False
        case _:
            return not re.search(r"\w", before) and bool(re.match(r"[ ,]", after))


_WHEN_OR_WHERE = re.compile(
    r"(?:\d|\b(?:in|by|since|until|till|from|near|at|to|early|late|mid|last|next|this|every|during|through|of))[ -]$",
    re.I,
)


@lru_cache(maxsize=32)
def _pattern(names: frozenset[str], run_together: bool) -> re.Pattern[str]:
    any_name = "|".join(sorted(map(re.escape, names), key=lambda n: (-len(n), n)))
    if run_together:
        start, end = r"(?:(?<![^\W\d_])|(?<=[a-z])(?=[A-Z]))", r"(?:(?![^\W\d_])|(?=[A-Z]))"
        return re.compile(rf"[^\W\d_]{{0,40}}?{start}(?i:(?P<name>{any_name})){end}[^\W\d_]*")
    return re.compile(rf"(?<![^\W_])(?i:(?P<name>{any_name}))(?![^\W_])")
