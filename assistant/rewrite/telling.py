"""A unit of a draft told in general by the writer: what it is asked, and what is refused of what it answers.

Promises: a wording passes only if no name is left, nothing that was said is still quoted, no number, name or thing is
told that the unit did not tell, save for words that are general ("general.txt"), and it is well formed. Whether what
is left still tells who it is, is judged afterwards on the whole text, as for any other wording.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from assistant import data
from assistant.domain.changes import RewriteRequest
from assistant.domain.details import Detail, Directness, Kind
from assistant.domain.ports import Mark
from assistant.language.lexicon import CLOSED
from assistant.rewrite.asking import apart
from assistant.rewrite.check import MISFITS, longest_run, names_left
from assistant.rewrite.marked import Marked
from assistant.rewrite.sentence import lemma
from assistant.rewrite.units import Unit

SAID_TOGETHER = 4
"""Words of content of what was said that may not stand next to each other again."""
TOLD_TOGETHER = 5
"""The same for any other detail."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand twice".split()
)
_NOT = re.compile(r"\b(?:not|never|no|nobody|nothing|none|neither|nor|without|cannot)\b|n['’]t\b", re.I)
_LACKS = re.compile(r"\b(?:stop|refus|fail|miss|avoid|den(?:y|ied)|los[te]|quit|gone|left|un\w|dis\w|im\w|in\w)", re.I)
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"))
_MARKUP = ("](", "`", "#", "http", "@", "**", "{", "}", "<", ">", "|")
_CLOSES = '.!?…”"'
_ENDS = ".!?…”\")’'*_"


@dataclass(frozen=True, slots=True)
class Task:
    """A unit that is to be told anew. `marks` are characters of `text`, the unit's own words."""

    unit: Unit
    text: str
    """What is to be told: the unit's words, or an earlier try at them."""
    marks: tuple[Mark, ...]
    gone: tuple[tuple[Detail, str], ...]
    """Details that are to go from it, with their words in it."""

    original: str = ""
    """The unit's own words."""

    @property
    def marked(self) -> int:
        """How many of its characters are marked."""
        return sum(m.end - m.start for m in self.marks)


def task_of(request: RewriteRequest, unit: Unit, marked: dict[int, Marked]) -> Task | None:
    """What there is to tell of a unit; None for one that the writer is not asked about.

    That is one with words that the person keeps or gave as the point, and one that runs over a line.
    """
    draft = request.draft
    text = unit.span.of(draft.text)
    fixed = (*draft.keeps, *draft.points, *draft.removals)
    if "\n" in text or any(f.overlaps(unit.span) for f in fixed):
        return None
    marks: list[Mark] = []
    gone: list[tuple[Detail, str]] = []
    for passage in unit.passages:
        found = marked.get(passage.index)
        at = passage.span.start - unit.span.start
        for spot in found.spots if found is not None else ():
            marks.append(Mark(at + spot.start, min(at + spot.end, len(text)), "", ""))
            gone.append((spot.detail, passage.text[spot.start : spot.end]))
    return Task(unit, text, apart(marks), tuple(gone), text)


def marked_again(task: Task, text: str, left: Collection[str]) -> Task:
    """The task of telling `text` once more, in which these words still tell too much."""
    found = (m.span() for words in left for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.I))
    return Task(task.unit, text, apart(Mark(*span, "", "") for span in found), task.gone, task.original)


def refusal(new: str, task: Task, names: Collection[str], before: str) -> str:
    """Why `new` is no wording of the unit, in a sentence that quotes nothing; "" where it is one.

    `names` are the direct identifiers that go from the whole draft, `before` is what will stand before it.
    """
    old = task.original
    return (
        names_left(new, tuple(names))
        or _told_again(new, task)
        or _invents(new, old)
        or _malformed(new, old)
        or _turned(new, old)
        or _goes_round(new, before)
    )


def _told_again(new: str, task: Task) -> str:
    for detail, words in task.gone:
        said = detail.directness is Directness.VERBATIM or detail.kind is Kind.SPEECH
        if longest_run(words, new) >= (SAID_TOGETHER if said else TOLD_TOGETHER):
            return "Too many of the words that tell stand next to each other again."
    return ""


@cache
def general_words() -> frozenset[str]:
    """Words that a telling in general may bring in, as lemmas (assistant/data/SOURCES.md)."""
    return data.words("general.txt")


def _invents(new: str, old: str) -> str:
    known = {w.lower() for w in _WORD.findall(old)}
    known |= {lemma(w) for w in known} | {part for w in known for part in re.split(r"['’-]", w)}
    for match in _WORD.finditer(new):
        word, low = match[0], match[0].lower()
        if low in known or lemma(low) in known:
            continue
        if any(c.isdigit() for c in low) or low in _NUMBERS:
            return "It has a number that the original does not have."
        parts = [p for p in re.split(r"['’-]", low) if len(p) > 1]
        opens = re.search(r"(?:^|[.!?:…]\s*[\"“'‘*_(]*|^\W*)$", new[: match.start()]) is not None
        if word[:1].isupper() and low not in ("i", "i'm", "i've", "i'd", "i'll") and not opens:
            return "It has a name that the original does not have."
        if low not in CLOSED and not all(p in known or p in CLOSED or lemma(p) in general_words() for p in parts):
            return "It says something that the original does not say."
    return ""


def _malformed(new: str, old: str) -> str:
    if not new.strip() or len(new.split()) < min(3, len(old.split())):
        return "Too little is left."
    if len(new) > max(len(old) + 12, int(1.15 * len(old))):
        return "It is longer than the original."
    if any(ord(c) < 32 for c in new) or "[[" in new or "]]" in new:
        return "It has characters that do not belong there."
    for opened, closed in _PAIRS:
        if new.count(opened) != new.count(closed) and old.count(opened) == old.count(closed):
            return "A bracket or quotation mark is left open."
    if new.count('"') % 2 != old.count('"') % 2 or new.count('"') > old.count('"'):
        return "A quotation mark is left open."
    if any(new.count(mark) > old.count(mark) for mark in _MARKUP):
        return "Its markup is not that of the original."
    if re.match(r"(?:[-*+] |\d+[.)] |#+ |> )", old) is None and re.match(r"(?:[-*+] |\d+[.)] |#+ |> )", new):
        return "Its markup is not that of the original."
    lead = re.match(r"\W*", old)
    if lead is not None and old[lead.end() : lead.end() + 1].isupper() and new[:1].isalpha() and not new[0].isupper():
        return "It does not begin like a sentence."
    if old[-1] in _CLOSES and new[-1] not in _ENDS:
        return "It does not end like a sentence."
    if MISFITS.search(new) and not MISFITS.search(old):
        return "It has a stock phrase that nobody would write."
    if re.search(r"\s[,.;!?]|,\s*[.,;!?]|(?<![.…])\.\.(?!\.)|^[,;:.]", new) and not re.search(r"\s[,.;!?]|\.\.", old):
        return "Its punctuation is broken."
    return ""


def _turned(new: str, old: str) -> str:
    """Whether a "not" came in; one that went, went with what was cut."""
    if _NOT.search(new) and not _NOT.search(old) and not _LACKS.search(old):
        return "A “not” came in."
    return ""


def _goes_round(new: str, before: str) -> str:
    words = [w.lower() for w in _WORD.findall(new)]
    if len(words) >= 8:
        fours = [tuple(words[i : i + 4]) for i in range(len(words) - 3)]
        if len(set(fours)) < len(fours):
            return "It says the same thing twice."
    once = " ".join(w.lower() for w in _WORD.findall(before))
    if len(words) >= 5 and any(" ".join(words[i : i + 6]) in once for i in range(max(1, len(words) - 5))):
        return "It says again what stands before it."
    return ""
