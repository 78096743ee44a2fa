"""The look for details: passage by passage, what only understanding finds; words that nobody wrote are thrown away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.domain.details import Attributes, Directness, Evidence, Kind
from assistant.domain.notices import Notice
from assistant.domain.ports import AskingModel, Looked, Status, Turn
from assistant.domain.text import Draft, Passage
from assistant.passes.budget import Budget, why_unfinished
from assistant.prompting.answers import Noticed, read_details
from assistant.prompting.preview import neighbours
from assistant.prompting.prompt import Prompt

SURE = 0.6
"""How sure a model's word is; every rule is surer."""
MOST_WORDS = 25
"""Words of one detail; whoever names a whole passage names nothing."""
_SCENE: Attributes = {"event": "scene"}
_KINDS: Mapping[str, tuple[Kind, Directness, Attributes]] = {
    "event": (Kind.EVENT, Directness.EPISODIC, _SCENE),
    "odd combination": (Kind.EVENT, Directness.EPISODIC, _SCENE),
    "habit": (Kind.EVENT, Directness.EPISODIC, _SCENE),
    "moment": (Kind.MOMENT, Directness.EPISODIC, {}),
    "speech": (Kind.SPEECH, Directness.VERBATIM, {"form": "reported"}),
    "place": (Kind.PLACE, Directness.QUASI, {}),
    "job": (Kind.OCCUPATION, Directness.QUASI, {}),
    "family": (Kind.FAMILY, Directness.QUASI, {}),
    "health": (Kind.HEALTH, Directness.QUASI, {}),
}
_REASON = "a model holds that somebody could be known by it"


def look(draft: Draft, passages: Sequence[Passage], model: AskingModel, prompt: Prompt, budget: Budget) -> Looked:
    """What the model notices in `passages` of `draft`. Never raises for what it says."""
    asked = [p for p in passages if p.role.is_prose and p.text.strip()]
    left_out = max(len(asked) - budget.questions, 0)
    asked = asked[: budget.questions]
    turns = [Turn(_turn(draft, passage, prompt), prompt.limit) for passage in asked]
    answers = model.ask(prompt.system, prompt.examples, turns, budget.seconds) if turns else []
    notices: dict[tuple[str, Kind], Notice] = {}
    unreadable = 0
    for passage, answer in zip(asked, answers, strict=True):
        if answer.status is not Status.DONE or answer.text is None:
            unreadable += answer.status is Status.EMPTY
            continue
        found = read_details(passage.text, answer.text)
        if found is None:
            unreadable += 1
        for each in found or ():
            notice = _notice(passage, each)
            if notice is not None:
                notices.setdefault((notice.words.casefold(), notice.kind), notice)
    closed = why_unfinished("look for details", answers, unreadable, left_out)
    note = f"A model looked for more than the rules know and noticed {len(notices)}. It can miss things, and err."
    return Looked(tuple(notices.values()), closed, (note,))


def _turn(draft: Draft, passage: Passage, prompt: Prompt) -> str:
    before, after = neighbours(draft, passage.index)
    return prompt.turn(before=before, passage=passage.text, after=after)


def _notice(passage: Passage, found: Noticed) -> Notice | None:
    words = passage.text[found.start : found.end]
    if len(words.split()) > MOST_WORDS:
        return None
    kind, directness, attributes = _KINDS.get(found.what, _KINDS["event"])
    return Notice(words, kind, directness, Evidence("model", "find-details", SURE), _REASON, attributes)
