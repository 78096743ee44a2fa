"""Wires prompts and installed models to the commands that use them: which file wins, which model answers."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.domain.errors import ModelError, UsageError
from assistant.prompting.prompt import PromptError
from assistant.prompting.store import Place, PromptStore, unreadable

if TYPE_CHECKING:
    from assistant.domain.changes import Audience
    from assistant.engine.base import WriterClient
    from assistant.prompting.prompt import Prompt
    from assistant.settings.model import Settings

FOLDER = "prompts"
"""The folder of a project's prompts, beside its discreet.toml or in the folder of the draft."""


def user_prompts() -> Path:
    """Where this person's own prompts are. Need not exist."""
    import platformdirs

    return Path(platformdirs.user_config_dir("discreet", appauthor=False)) / FOLDER


def prompt_store(prompt_dir: Path | None = None, folder: Path = Path()) -> PromptStore:
    """The prompts for drafts in `folder`: `--prompt-dir`, the project's, the person's, the built-in ones.

    Raises UsageError where `prompt_dir` is no folder, PromptError where the project's can't be read.
    """
    if prompt_dir is not None and not os.path.isdir(prompt_dir):
        raise UsageError(f"There is no folder {str(prompt_dir)[:80]} for --prompt-dir.", "Check the spelling.")
    places = [Place("--prompt-dir", prompt_dir)] if prompt_dir is not None else []
    project = _project_prompts(folder)
    if project is not None:
        places.append(Place("project", project))
    return PromptStore([*places, Place("yours", user_prompts())])


def _project_prompts(folder: Path) -> Path | None:
    """The project's folder of prompts; one that belongs to somebody else is passed over, as their settings are.

    Raises PromptError where nobody can tell whether there is one: another prompt would win unseen.
    """
    from assistant.settings.sources import project_file, trusted

    file = project_file(folder)
    found = (file.parent if file is not None else folder) / FOLDER
    try:
        return found if stat.S_ISDIR(found.stat().st_mode) and trusted(found) else None
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        raise unreadable(found) from None


def wording_prompt(name: str, prompt_dir: Path | None, folder: Path, audience: Audience) -> Prompt:
    """The prompt that passages of drafts in `folder` are worded by ("" is generalise). Raises PromptError."""
    prompt = prompt_store(prompt_dir, folder).load(name or "generalise")
    if prompt.output.name != "wording":
        raise PromptError(f"The prompt {prompt.name} is not for wording passages.", "Choose another with --prompt.")
    return prompt.with_inputs({"audience": audience.value}, only_known=True)


def model_path(wanted: str | Path | None, settings: Settings) -> Path:
    """The instruct model that is asked for, or set, or the only one installed. Raises ModelError with what to do.

    The small writer that comes with discreet is none: it can tell fluent wordings from stilted ones, not answer.
    """
    from assistant.engine import catalogue

    if wanted:
        return catalogue.find(wanted)
    if settings.wording.model:
        return catalogue.find(settings.wording.model)
    here = [each for each in catalogue.installed() if not each.problem]
    if len(here) == 1:
        return here[0].path
    if here:
        raise ModelError(
            "This needs an instruct model, and none of those installed is set.",
            f"Name one with --model, or set it: discreet models default {here[0].path.stem}",
        )
    raise ModelError(
        "This needs an instruct model, and none is installed.",
        "See which one suits this machine: discreet models suggest",
    )


@contextmanager
def open_writer(model: Path, prompt: Prompt | None = None) -> Iterator[WriterClient]:
    """A model in a worker process of its own, with the prompt that passages are worded by. Raises ModelError."""
    from assistant.engine.base import WriterClient
    from assistant.prompting.store import load_prompt

    with WriterClient(model, prompt or load_prompt()) as client:
        yield client
