"""The attack: a fresh look at the text to be published alone, guesses with quotations, and a second look at each.

A guess whose words are not in the text is thrown away; what is graded high or medium raises the tier of the reader who
was asked about. Finding nothing proves little, and that is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from assistant.domain.ports import Answer, AskingModel, Attacked, Status, Turn
from assistant.domain.risk import Reader, Reason, Tier
from assistant.passes.budget import Budget, why_unfinished
from assistant.prompting.answers import Guessed, read_grade, read_guess
from assistant.prompting.preview import QUESTIONS, parts
from assistant.prompting.prompt import Prompt

_TIERS = {"high": Tier.HIGH, "medium": Tier.RAISED}
LOWER_BOUND = "A model tried to tell who it is. What it does not find, somebody else still may."


class _Claim(NamedTuple):
    """A guess with its words and the part of the text that it was made from."""

    reader: Reader
    words: str
    guess: str
    part: str


def attack(text: str, model: AskingModel, guesser: Prompt, judge: Prompt, budget: Budget) -> Attacked:
    """What the model could tell from `text`. Never raises for what it says."""
    stretches = [text[start:end] for start, end in parts(text)]
    asked = [(part, reader, question) for part in stretches for reader, question in zip(Reader, QUESTIONS, strict=True)]
    left_out = max(len(asked) - budget.questions, 0)
    asked = asked[: budget.questions]
    turns = [Turn(guesser.turn(text=part, question=question), guesser.limit) for part, _, question in asked]
    answers = model.ask(guesser.system, guesser.examples, turns, budget.seconds / 2) if turns else []
    claims, unreadable = _claims(asked, answers)
    grades = [Turn(judge.turn(text=c.part, quote=c.words, guess=c.guess), judge.limit) for c in claims]
    judged = model.ask(judge.system, judge.examples, grades, budget.seconds / 2) if grades else []
    found, ungraded = _graded(claims, judged)
    closed = why_unfinished("attack", answers, unreadable, left_out)
    closed += why_unfinished("judgement of its own guesses", judged, ungraded, 0)
    return Attacked(tuple(found), closed, (LOWER_BOUND,))


def _claims(asked: Sequence[tuple[str, Reader, str]], answers: Sequence[Answer]) -> tuple[list[_Claim], int]:
    """Guesses whose words are in the text, each once per reader, and how many answers kept to no form."""
    claims: dict[tuple[Reader, str], _Claim] = {}
    unreadable = 0
    for (part, reader, _), answer in zip(asked, answers, strict=True):
        if answer.status is not Status.DONE or answer.text is None:
            unreadable += answer.status is Status.EMPTY
            continue
        guess = read_guess(part, answer.text)
        unreadable += guess is None
        if isinstance(guess, Guessed):
            words = " ".join(part[guess.start : guess.end].split())
            claims.setdefault((reader, words.casefold()), _Claim(reader, words, guess.guess, part))
    return list(claims.values()), unreadable


def _graded(claims: Sequence[_Claim], judged: Sequence[Answer]) -> tuple[list[tuple[Reader, Reason]], int]:
    found: list[tuple[Reader, Reason]] = []
    ungraded = 0
    for claim, answer in zip(claims, judged, strict=True):
        grade = read_grade(answer.text) if answer.status is Status.DONE and answer.text is not None else None
        ungraded += grade is None and answer.status in (Status.DONE, Status.EMPTY)
        if grade in _TIERS:
            reason = "A model that saw nothing but this text could tell something from these words."
            found.append((claim.reader, Reason(reason, (claim.words,), f"attack.{grade}", _TIERS[grade])))
    return found, ungraded
