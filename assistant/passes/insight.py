"""The passes that a person asked for, as one port of the pipeline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.domain.ports import AskingModel, Attacked, Looked
from assistant.domain.text import Draft, Passage
from assistant.passes.attacking import attack
from assistant.passes.budget import Budget
from assistant.passes.looking import look
from assistant.prompting.prompt import Prompt


@dataclass(frozen=True, slots=True)
class Passes:
    """`domain.ports.Insight` on one model. A prompt that is None leaves its pass out."""

    model: AskingModel
    finder: Prompt | None = None
    attacker: Prompt | None = None
    arbiter: Prompt | None = None
    budget: Budget = field(default_factory=Budget)

    def look(self, draft: Draft, passages: Sequence[Passage]) -> Looked:
        """Nothing where this pass was not asked for."""
        if self.finder is None:
            return Looked()
        return look(draft, passages, self.model, self.finder, self.budget)

    def attack(self, text: str) -> Attacked:
        """Nothing where this pass was not asked for."""
        if self.attacker is None or self.arbiter is None:
            return Attacked()
        return attack(text, self.model, self.attacker, self.arbiter, self.budget)
