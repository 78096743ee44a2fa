"""The model that helps with a draft, if any: which file, what it is asked, and its passes beside wordings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from assistant.cli import diagnostics
from assistant.domain.errors import ModelError, UsageError

if TYPE_CHECKING:
    from assistant.cli.session import Session
    from assistant.domain.ports import AskingModel, Insight, WritingModel
    from assistant.engine.ranker import RankerClient
    from assistant.pipeline import Options
    from assistant.prompting.prompt import Prompt
    from assistant.settings.model import Settings


@dataclass(frozen=True, slots=True)
class Help:
    """What was asked for; `find`, `attack` and `arbitrate` are prompts of passes, None where a pass was not."""

    model: Path
    wording: Prompt
    find: Prompt | None = None
    attack: Prompt | None = None
    arbitrate: Prompt | None = None

    def insight(self, model: WritingModel) -> Insight | None:
        """The passes on an open model; None where there are none, or it can't answer questions."""
        if self.find is None and self.attack is None:
            return None
        from assistant.passes.insight import Passes

        return Passes(cast("AskingModel", model), self.find, self.attack, self.arbitrate)


def help_wanted(
    model: Path | None,
    file: str,
    options: Options,
    settings: Settings,
    *,
    prompt: str | None,
    prompt_dir: Path | None,
    find: bool,
    attack: bool,
) -> Help | None:
    """What the options of a command come to. Raises DiscreetError: passes without a model, an unknown prompt."""
    if model is None:
        refuse_prompt(prompt, prompt_dir)
        if find or attack:
            raise ModelError(
                "Only an instruct model can look for more or attack the result.",
                "Name one with --model; discreet models suggest says which suits this machine.",
            )
        return None
    from assistant.prompt_wiring import prompt_store, wording_prompt

    beside = Path() if file == "-" else Path(file).parent
    wording = wording_prompt(prompt or settings.wording.prompt, prompt_dir, beside, options.audience)
    store = prompt_store(prompt_dir, beside)
    return Help(
        model,
        wording,
        store.load("find-details") if find else None,
        store.load("attack") if attack else None,
        store.load("arbitrate") if attack else None,
    )


def refuse_prompt(prompt: str | None, prompt_dir: Path | None) -> None:
    """Where no model is asked, say so rather than ignore what it was to be asked. Raises UsageError."""
    given = "--prompt" if prompt else "--prompt-dir" if prompt_dir is not None else ""
    if given:
        raise UsageError(
            f"{given} says what a model is asked, and no model is asked here.",
            f"Name an instruct model with --model, or leave out {given}.",
        )


@contextmanager
def opened(session: Session, wanted: Help | None) -> Iterator[WritingModel | None]:
    """The model in its process; None where none was asked for. Raises ModelError."""
    if wanted is None:
        yield None
        return
    with session.open_model(wanted.model, wanted.wording) as writer:
        yield writer


NO_WRITER = "The small writer is not here, so the rules word everything. discreet doctor says how to get it."


ONE_ALONE = "Another model words the passages, so the small writer that comes along is not asked."


@contextmanager
def own_writer(session: Session, *, wanted: bool) -> Iterator[RankerClient | None]:
    """The embedded writer, loaded; where it can't be used the rules word everything, and a sentence says so."""
    writer = session.open_ranker() if wanted else None
    if writer is None or not writer.ready():
        if wanted:
            diagnostics.say(NO_WRITER if writer is None else writer.problem or NO_WRITER)
        yield None
        return
    with closing(writer):
        yield writer
