"""How much a pass may take, and what an unfinished one means: nothing can be concluded, and it is said why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain.ports import Answer, Status

MOST_UNREADABLE = 0.1
"""Part of the answers that may keep to no form before a pass counts as unfinished."""


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that one pass may take."""

    seconds: float = 180.0
    questions: int = 240
    """A draft that needs more is looked at only in part, and that is said."""


def why_unfinished(what: str, answers: Sequence[Answer], unreadable: int, left_out: int) -> tuple[str, ...]:
    """Sentences why the pass is not whole; `what` names it ("look for details"). Empty where it is."""
    found = []
    lost = sum(answer.status in (Status.FAILED, Status.CANCELLED) for answer in answers)
    cut = sum(answer.status is Status.CUT_OFF for answer in answers)
    if lost:
        found.append(f"The model’s {what} was not finished: {lost} of {len(answers)} answers did not come.")
    if cut:
        found.append(f"The model’s {what} was not finished: {cut} of {len(answers)} answers broke off.")
    if left_out:
        found.append(f"The text is too long for the model’s {what}; {left_out} passages were not looked at.")
    if unreadable > MOST_UNREADABLE * max(len(answers), 1):
        found.append(f"The model’s {what} can’t be relied on: {unreadable} of {len(answers)} answers made no sense.")
    return tuple(found)
