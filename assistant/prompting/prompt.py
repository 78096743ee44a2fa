"""One prompt: its header, its two blocks, and its worked examples, which take the same path as real windows.

A draft's words reach a template only as values, so that nothing in a draft is ever run; roles come from the blocks
`system` and `user`, so that no text can claim one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from assistant.domain.errors import UsageError
from assistant.domain.ports import Window
from assistant.prompting.header import Header, read_header
from assistant.prompting.marks import Marked, mark, one_line, window_of
from assistant.prompting.reading import read_answer
from assistant.prompting.templates import BadTemplateError, Blocks, compile_blocks

LONGEST = 64 * 1024
"""Characters of a prompt file."""


class PromptError(UsageError):
    """A prompt file that can't be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt ready for use. `digest` is the SHA-256 of the file, for results to name."""

    name: str
    version: int
    summary: str
    digest: str
    system: str
    examples: tuple[tuple[str, str], ...]
    """Pairs of a user's turn and the answer to it."""
    blocks: Blocks

    def ask(self, window: Window) -> str:
        """The user's turn for `window`, its marked words between brackets that its text does not use."""
        return _turn(self.blocks, window, mark(window))

    def read(self, window: Window, line: str) -> str | None:
        """The wording in a model's line; None when there is none."""
        return read_answer(window, line)


def load_prompt(name: str = "generalise", folders: Sequence[Path] = ()) -> Prompt:
    """The prompt `name` from the first of `folders` that has it, else the one that comes with discreet.

    Raises PromptError.
    """
    if not name.replace("-", "").isalnum():
        raise PromptError(f"{name!r} is not the name of a prompt.", "Names have letters, digits and hyphens.")
    for folder in folders:
        file = folder / name / "prompt.md"
        if file.is_file():
            return parse_prompt(_read(file))
    packaged = resources.files("assistant") / "prompts" / name / "prompt.md"
    if not packaged.is_file():
        raise PromptError(f"There is no prompt named {name}.")
    return parse_prompt(packaged.read_text(encoding="utf-8"))


def parse_prompt(text: str) -> Prompt:
    """The prompt in the text of a prompt file. Raises PromptError with a sentence."""
    if len(text) > LONGEST:
        raise PromptError("The prompt file is too long.", f"At most {LONGEST} characters.")
    head, body = _halves(text)
    try:
        header = read_header(yaml.safe_load(head))
        blocks = compile_blocks(body)
        examples = tuple((_example(blocks, each), each.answer) for each in header.examples)
        system = blocks.system({})
    except yaml.YAMLError:
        raise PromptError("The header of the prompt is not YAML.") from None
    except RecursionError:
        raise PromptError("The prompt is nested too deeply.") from None
    except (BadTemplateError, ValueError) as problem:
        raise PromptError(f"The prompt can't be used: {problem}.") from None
    return Prompt(header.name, header.version, header.summary, _digest(text), system, examples, blocks)


def _example(blocks: Blocks, example: Any) -> str:
    window = window_of(example.passage, example.wanted, example.whole, example.before, example.after)
    return _turn(blocks, window, mark(window))


def _turn(blocks: Blocks, window: Window, marked: Marked) -> str:
    return blocks.user(
        {
            "before": one_line(window.before),
            "passage": marked.passage,
            "after": one_line(window.after),
            "whole": window.whole,
            "marks": marked.marks,
        }
    )


def _halves(text: str) -> tuple[str, str]:
    parts = text.replace("\r\n", "\n").split("\n---\n", 1)
    if len(parts) != 2 or not parts[0].startswith("---\n"):
        raise PromptError("The prompt has no header.", "It starts with --- and its values, then --- again.")
    return parts[0][4:], parts[1]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise PromptError("The prompt file can't be read.", "It has to be text in UTF-8.") from None


__all__ = ["Header", "Prompt", "PromptError", "load_prompt", "parse_prompt"]
