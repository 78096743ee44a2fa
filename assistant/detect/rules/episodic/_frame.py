"""Who did what in a passage: each finite verb with its subject, read once for all episodic rules.

A light reading over words and tags, not a parse: it looks left from a finite verb for its subject and right for the
end of its clause.
"""

from __future__ import annotations

from functools import lru_cache

from assistant.detect.quotations import quotes
from assistant.detect.rules.episodic._subjects import (
    ADVERBS,
    CLAUSE_OPENERS,
    FINITE,
    NOUNS,
    Act,
    By,
    is_person,
    leading_person,
    subject_of,
)
from assistant.detect.view import View
from assistant.language.inflect import base, participle
from assistant.language.words import Word

__all__ = ["FINITE", "NOUNS", "Act", "By", "acts", "is_person", "span", "told"]

_GROUP = frozenset({"VB", "VBN", "VBG"})
_AUXILIARY = frozenset(
    "be am is are was were been being 'm 're 's have has had having 've 'd do does did 'll get got gets".split()
)
_BEING = frozenset("be am is are was were been being 'm 're got get gets".split())
_CLITICS = {"'s": "be", "'re": "be", "'m": "be", "'ve": "have", "'d": "have"}
_HAVE = frozenset({"has", "have", "had", "'ve", "'s", "'d"})
_NEGATIONS = frozenset({"n't", "not", "never", "nobody", "hardly", "no"})
_SUPPOSING = frozenset(
    {"if", "whenever", "unless", "imagine", "suppose", "supposing", "whether", "let", "lest", "until"}
)
_NOMINATIVE = frozenset("i he she we they".split())
_ALSO_PREPOSITIONS = frozenset({"since", "until", "than", "but", "so"})
_OPENS_NEXT = frozenset("so and but or because then".split())
"""What belongs to the next clause where it stands last."""
_OPENING_QUOTES = frozenset({'"', "“", "``", "«", "”"})


@lru_cache(maxsize=8)
def acts(view: View) -> tuple[Act, ...]:
    """The finite verbs of the passage, in order."""
    words, tags = view.words, view.tags
    found: list[Act] = []
    for index, tag in enumerate(tags):
        if tag in FINITE and (not found or index > found[-1].main):
            found.append(_act(words, tags, index, found[-1] if found else None))
        elif (
            tag == "VBN"
            and index
            and tags[index - 1] in (",", "CC")
            and found
            and _joined_participle(found[-1], index, tags)
        ) or (
            tag == "VBN" and found and found[-1].by is By.AUTHOR and _describes_another(words, tags, index, found[-1])
        ):
            found.append(_act(words, tags, index, found[-1]))
        elif tag == "VBN" and (index == 0 or (not found and _headline(words, tags, index))):
            found.append(_act(words, tags, index, None))
    return tuple(found)


@lru_cache(maxsize=8)
def told(view: View) -> tuple[Act, ...]:
    """The acts that stand outside quotation marks."""
    inside = [(q.start, q.end) for q in quotes(view)]
    if not inside:
        return acts(view)
    return tuple(a for a in acts(view) if not any(start <= view.words[a.main].start < end for start, end in inside))


def _headline(words: tuple[Word, ...], tags: tuple[str, ...], index: int) -> bool:
    """ "Pt in 14 called 911", "Baby named after the porter": somebody without an article, then the verb."""
    return index <= 4 and tags[0] in NOUNS and is_person(words[0].lower) and "," not in tags[:index]


def _describes_another(words: tuple[Word, ...], tags: tuple[str, ...], index: int, last: Act) -> bool:
    """ "I've got a girl, new here, only started in January": a participle about the girl."""
    at = index - 1
    while at > last.main and tags[at] in ADVERBS:
        at -= 1
    return tags[at] == "," and any(tags[k] in NOUNS and is_person(words[k].lower) for k in range(last.main + 1, at))


def _joined_participle(last: Act, index: int, tags: tuple[str, ...]) -> bool:
    """ "She had packed, and driven off": the second participle goes on the first verb."""
    return last.past and tags[last.main] == "VBN" and index - last.main < 8


def _act(words: tuple[Word, ...], tags: tuple[str, ...], finite: int, last: Act | None) -> Act:
    main, modal, negated, past = _group(words, tags, finite)
    by, label, subject, before = subject_of(words, tags, finite, last)
    if by is By.THING:
        by, label, subject, before = leading_person(words, tags, finite) or (by, label, subject, before)
    lemma = _CLITICS.get(words[main].lower) or base(words[main].lower) or words[main].lower
    relative = any(words[at].lower in ("who", "that", "which") for at in range(max(subject, 0) + 1, finite))
    passive = tags[main] == "VBN" and any(words[at].lower in _BEING for at in range(finite, main))
    supposed = _supposed(words, before, past) or words[0].lower in (
        "imagine",
        "suppose",
        "picture",
        "consider",
        "let",
        "say",
    )
    negated = negated or label in ("nobody", "no one", "none")
    return Act(
        by,
        label,
        subject,
        finite,
        main,
        _end(words, tags, main, relative),
        lemma,
        past,
        modal,
        negated,
        supposed,
        passive,
    )


def _group(words: tuple[Word, ...], tags: tuple[str, ...], finite: int) -> tuple[int, bool, bool, bool]:
    """Main verb, whether modal, whether negated, whether told as past, of the group that `finite` opens."""
    main, negated = finite, False
    modal = tags[finite] == "MD" and words[finite].lower not in ("did",)
    auxiliary = modal or words[finite].lower in _AUXILIARY
    index = finite + 1
    while index < len(tags) and auxiliary:
        lower = words[index].lower
        if tags[index] in ADVERBS or lower in _NEGATIONS:
            negated = negated or lower in _NEGATIONS
            index += 1
            continue
        if tags[index] not in _GROUP and not (tags[index] == "VBD" and lower not in _AUXILIARY):
            break
        main, auxiliary = index, lower in _AUXILIARY
        index += 1
    if main == finite and index < len(words) and words[index].lower in ("n't", "not", "never"):
        negated = True
    if finite and words[finite - 1].lower == "never":
        negated = True
    if (
        words[finite].lower == "'d"
        and main > finite
        and (tags[main] != "VB" or participle(words[main].lower) == words[main].lower)
    ):
        return main, False, negated, True  # "he'd read": had
    perfect = words[finite].lower in _HAVE and main > finite and tags[main] in ("VBN", "VBD", "VBG")
    return main, modal, negated, tags[finite] in ("VBD", "VBN") or perfect


def _supposed(words: tuple[Word, ...], before: int, past: bool) -> bool:
    near = [words[place].lower for place in range(max(before - 3, 0), before)]
    return any(word in _SUPPOSING for word in near) or (not past and "when" in near)


def _end(words: tuple[Word, ...], tags: tuple[str, ...], main: int, relative: bool) -> int:
    """Where the clause of the verb at `main` ends: at its stop, or where another clause begins."""
    index = main + 1
    degree = False
    while index < len(tags):
        tag, lower = tags[index], words[index].lower
        if relative and tag in FINITE and tags[index - 1] in NOUNS:
            return index
        if lower == "so" and index + 1 < len(tags) and tags[index + 1] in ("JJ", "RB"):
            degree = True
            index += 2
            continue
        if (
            not degree
            and index > main + 1
            and lower in _NOMINATIVE
            and index + 1 < len(tags)
            and tags[index + 1] in FINITE
            and tags[index - 1] not in ("IN", "WRB", "CC", "WP", "WDT")
            and index - main > 2
        ):
            return index
        if tag in (".", ":", "''", ")") or lower in _OPENING_QUOTES or lower in ("...", "…", ";"):
            return index
        if (
            lower in CLAUSE_OPENERS
            and tag in ("IN", "WDT", "CC", "RB")
            and (lower not in _ALSO_PREPOSITIONS or _new_clause(tags, index + 1))
        ):
            return index
        if tag == "," and not _goes_on(words, tags, index + 1):
            return index
        if tag == "CC" and _new_clause(tags, index + 1):
            return index
        index += 1
    return index


def _goes_on(words: tuple[Word, ...], tags: tuple[str, ...], index: int) -> bool:
    """After a comma: a phrase of the same clause ("…, in his lanyard", "…, carrying the medal")."""
    if index >= len(tags):
        return False
    return tags[index] == "VBG" or (tags[index] == "IN" and words[index].lower not in CLAUSE_OPENERS | {"like", "as"})


def _new_clause(tags: tuple[str, ...], index: int) -> bool:
    """After "and": a finite verb, alone or with a short subject."""
    for place in range(index, min(index + 6, len(tags))):
        if tags[place] in FINITE:
            return True
        if tags[place] in (".", ",", ":", "IN", "CC"):
            return False
    return False


def span(view: View, start: int, end: int) -> tuple[int, int]:
    """Characters of the words from `start` to before `end`."""
    words = view.words
    last = max(end, start + 1) - 1
    while last > start and words[last].lower in _OPENS_NEXT:
        last -= 1
    return words[start].start, words[last].end
