"""Invented examples: from a point alone, or out of what several cases have in common; each checked before it is shown.

Nothing of a case reaches the model for a point. A composite may hold no run of words of any of its cases, and none of
their details.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.domain.ports import Answer, AskingModel, Status, Turn
from assistant.language.names import fold, given, known_people, ordinary
from assistant.passes.budget import Budget
from assistant.prompting.prompt import Prompt

ANGLES = (
    "at home",
    "at work",
    "with someone else in the room",
    "on an ordinary morning",
    "on the way somewhere",
    "late in the evening",
)
"""Where examples play, so that several differ; taken in this order, so that the same point gives the same examples."""
MOST_WORDS, LEAST_WORDS = 110, 8
LONGEST_RUN = 5
"""Words of a case that may follow each other in a composite: fewer than anybody would know again."""
_FIGURES = re.compile(r"\d|\bper ?cent\b|\bstud(?:y|ies)\b|\bresearch\b|\bstatistic", re.IGNORECASE)
_PAIR = re.compile(r"\b[A-Z][a-z’'-]+ [A-Z][a-z’'-]+\b")
_QUOTED = re.compile(r"[\"“”«»]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SET = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "‛": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "\u00a0": " ", "\u00ad": ""}
)
"""Apostrophes, quotation marks and hyphens as a typewriter sets them: a model sets them its own way."""

Telling = Callable[[str], Sequence[str]]
"""The words of a text that could point to somebody."""


@dataclass(frozen=True, slots=True)
class Invented:
    """What may be shown, in order, and why the rest may not, as sentences."""

    examples: tuple[str, ...]
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """A case that goes into a composite: the draft, what was made of it, and its details' words."""

    draft: str
    general: str
    details: tuple[str, ...]


def from_point(point: str, count: int, model: AskingModel, prompt: Prompt, telling: Telling) -> Invented:
    """At most `count` examples for a point; more are asked for than are wanted, because some will not do."""
    angles = ANGLES[: min(max(2 * count, 3), len(ANGLES))]
    turns = [Turn(prompt.turn(point=point, angle=angle), prompt.limit) for angle in angles]
    answers = model.ask(prompt.system, prompt.examples, turns, Budget().seconds)
    return _sifted(answers, count, lambda text: _why_not(text, prompt, telling, point))


def composite(origins: Sequence[Origin], point: str, model: AskingModel, prompt: Prompt, telling: Telling) -> Invented:
    """One example out of several cases."""
    general = tuple(origin.general for origin in origins)
    turn = Turn(prompt.turn(sources=general, point=point), prompt.limit)
    answers = model.ask(prompt.system, prompt.examples, [turn], Budget().seconds)

    def why_not(text: str) -> str:
        for origin in origins:
            if any(_stands(words, text) for words in origin.details):
                return "It has a detail of one of the cases."
            if longest_run(text, origin.draft) > LONGEST_RUN:
                return "It follows one of the cases word by word."
        return _why_not(text, prompt, telling, point)

    return _sifted(answers, 1, why_not)


def _sifted(answers: Sequence[Answer], count: int, why_not: Callable[[str], str]) -> Invented:
    good: list[str] = []
    refused: list[str] = []
    for answer in answers:
        if answer.status is not Status.DONE or not answer.text:
            refused.append(answer.status.sentence)
            continue
        text = _plain(answer.text)
        reason = "It came twice." if text in good else why_not(text)
        if reason:
            refused.append(reason)
        elif len(good) < count:
            good.append(text)
    return Invented(tuple(good), tuple(refused))


def _why_not(text: str, prompt: Prompt, telling: Telling, point: str) -> str:
    """Why an example may not be shown; "" where it may."""
    count = len(text.split())
    if not LEAST_WORDS <= count <= MOST_WORDS or text[-1] not in ".!?…":
        return "It is too short, too long, or breaks off."
    if any(not c.isprintable() for c in text) or any(sign in text for sign in ("<|", "[INST", "</", "{{", "```")):
        return "It has signs that are no prose."
    if _FIGURES.search(text) or _QUOTED.search(text):
        return "It has a figure, a claim of research, or a quotation."
    if any(longest_run(text, answer) > 2 * LONGEST_RUN for _, answer in prompt.examples):
        return "It repeats a worked example of the prompt."
    if longest_run(text, point) > 2 * LONGEST_RUN or re.match(
        r"(?i)(?:sure|certainly|here (?:is|are)|as an ai)\b", text
    ):
        return "It repeats the point, or talks about itself."
    if capitalised(text) or names(text) or telling(text):
        return "It could point to somebody."
    return ""


def capitalised(text: str) -> list[str]:
    """Words with a capital inside a sentence, "I" aside: names of somebody or something."""
    inside = re.finditer(r"(?<![.!?…]) +([A-Z][\w'’-]*)", text)
    return [m[1] for m in inside if m[1] not in ("I", "I'm", "I’m", "I'd", "I’d", "I've", "I’ve", "I'll", "I’ll")]


def names(text: str) -> list[str]:
    """Words that are hardly ever anything but somebody's name, people whom everybody cites aside."""
    pairs = (m for m in _PAIR.finditer(text) if not _cited(text, m))
    found = [m[0] for m in pairs if not any(ordinary(word.lower()) for word in m[0].split())]
    for match in _WORD.finditer(text):
        word = re.sub(r"['’]s$", "", match[0])
        if word[0].isupper() and given(word) is not None and not ordinary(word.lower()) and not _cited(text, match):
            found.append(word)
    return found


def _cited(text: str, match: re.Match[str]) -> bool:
    """Whether the word is, or opens, the name of somebody known ("Carl Rogers")."""
    both = re.match(r"[\w'’-]+ [\w'’-]+", text[match.start() :])
    return any(fold(re.sub(r"['’]s$", "", each)) in known_people() for each in (match[0], both[0] if both else ""))


def longest_run(text: str, other: str) -> int:
    """How many words follow each other in both texts, at most; capitals and signs do not count, nor how they are set.

    >>> longest_run("She said nothing at all.", "He said nothing, at first.")
    3
    """
    one, two = ([w.lower() for w in _WORD.findall(each.translate(_SET))] for each in (text, other))
    best = 0
    before = [0] * (len(two) + 1)
    for word in one:
        now = [0] * (len(two) + 1)
        for at, same in enumerate(two, start=1):
            if word == same:
                now[at] = before[at - 1] + 1
                best = max(best, now[at])
        before = now
    return best


def _plain(text: str) -> str:
    return " ".join(text.split()).strip().strip('"“”').strip()


def _stands(words: str, text: str) -> bool:
    words, text = (" ".join(each.translate(_SET).split()) for each in (words, text))
    return bool(words) and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE) is not None
