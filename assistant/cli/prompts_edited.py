"""Makes prompts in the person's own folder and opens them in their editor; nothing else is ever written to."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from assistant.domain.errors import DraftError, UsageError
from assistant.prompt_wiring import prompt_store, user_prompts
from assistant.prompting.flattening import flattened
from assistant.prompting.lint import lint
from assistant.prompting.store import CASES, FILE, PACKAGED, Found, PromptStore
from assistant.storage import atomic

_ADDING = """---
name: "{name}"
version: 1
summary: As {parent}, with rules of my own.
extends: "{parent}"
---
{{# Write your rules below, one a line, as you would say them to a colleague. Whatever stands between these signs, like
   this text, is for you alone; the model does not see it. Try it out with: discreet prompts test {name} #}}
{{% block own_rules %}}
{{% endblock %}}
"""


def make(name: str, based_on: str, *, copy: bool = False) -> Path:
    """A prompt in the person's folder that adds to `based_on`, or copies it. Raises UsageError."""
    store = prompt_store()
    if any(found.place.folder == user_prompts() for found in store.origins(name)):
        raise UsageError(f"You have a prompt {name} already.", f"Change it with: discreet prompts edit {name}")
    if not copy and name != based_on and store.origins(name):
        raise UsageError(
            f"There is a prompt {name} already, and yours would replace it.",
            f"Choose another name, or start from it: discreet prompts new {name} --from {name}",
        )
    parent = store.find(based_on)
    text = flattened(store.source(parent), name) if copy else _ADDING.format(name=name, parent=based_on)
    target = user_prompts() / name
    cases = store.cases(parent)
    if cases is not None and not os.path.lexists(target / CASES):  # those of a prompt that was taken away stay
        _write(target / CASES, cases)
    _write(target / FILE, text)
    return target / FILE


def edited(name: str) -> list[str]:
    """Open the person's prompt, made first if need be; what is wrong with it afterwards. Raises UsageError."""
    store = prompt_store()
    mine = _mine(store, name)
    if mine is None:
        make(name, name if store.origins(name) else "generalise")
        mine = _mine(prompt_store(), name)
    assert mine is not None
    _open(mine.file)
    return [f"{mine.file}:{each.line or 1}: {each.id} {each.text}" for each in lint(store, mine) if each.breaks]


def _mine(store: PromptStore, name: str) -> Found | None:
    """The person's own, or the project's, never one that comes with discreet."""
    return next((found for found in store.origins(name) if found.place.kind != PACKAGED), None)


def _open(file: Path) -> None:
    wanted = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ("notepad" if os.name == "nt" else "nano")
    try:
        command = shlex.split(wanted, posix=os.name != "nt")
    except ValueError:  # a quotation mark that is never closed
        command = []
    if not command or shutil.which(command[0]) is None:
        raise UsageError("There is no editor to open.", f"Name one in the variable EDITOR, or open {file} yourself.")
    if subprocess.run([*command, str(file)], check=False).returncode != 0:
        raise UsageError("The editor ended with an error.", f"The prompt is {file}.")


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        atomic.write(path, text.encode("utf-8"))
    except (OSError, DraftError):
        raise UsageError(f"The prompt could not be written to {path}.", "See whether you may write there.") from None
