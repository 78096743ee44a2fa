"""One prompt: its header, its blocks, and its worked examples, which take the same path as real questions.

A draft's words reach a template only as values, so that nothing in a draft is ever run; roles come from the blocks
`system` and `user`, so that no text can claim one. The system's turn and the examples are the same for every window of
a draft; the user's turn alone differs.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.domain.errors import UsageError
from assistant.domain.ports import Window
from assistant.prompting.header import Example, Header, Input, output_of, read_header
from assistant.prompting.marks import mark, one_line, window_of
from assistant.prompting.outputs import LISTS, WORDING, Output
from assistant.prompting.reading import read_answer
from assistant.prompting.templates import BadTemplateError, Blocks, Compiled, Shared, compile_bodies
from assistant.prompting.values import BadValuesError, load_yaml

LONGEST = 64 * 1024
"""Characters of a prompt file."""
MOST_EXTENDED = 5
"""How long a row of prompts that extend each other may be."""

FEWEST_COPIED = 6
"""Words from which on an answer that a worked example has too was copied; "a place of her own" may fit twice."""

Parent = Callable[[str], "Source | None"]
"""The source that `extends` names, seen from a source; None where there is none."""


class PromptError(UsageError):
    """A prompt file that can't be used; the message says where and why, `id` is lint's."""

    def __init__(self, message: str, next_step: str = "", id_: str = "PR008", line: int = 0) -> None:
        super().__init__(message, next_step)
        self.id, self.line = id_, line


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a prompt file, with how to find what it extends and the pieces that it takes in."""

    text: str
    parent: Parent = lambda _name: None
    shared: Shared = lambda _name: None


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt ready for use."""

    header: Header
    output: Output
    inputs: Mapping[str, Input]
    """Its own and those of the prompts that it extends."""
    values: Mapping[str, str | int | bool]
    """What the inputs are set to."""
    digest: str
    """The SHA-256 of the file and of every file that it takes in, for results to name."""
    system: str
    examples: tuple[tuple[str, str], ...]
    """Pairs of a user's turn and the answer to it."""
    blocks: Blocks = field(repr=False)
    worked: tuple[Example, ...] = field(repr=False)

    @property
    def name(self) -> str:
        return self.header.name

    @property
    def version(self) -> int:
        return self.header.version

    @property
    def summary(self) -> str:
        return self.header.summary

    @property
    def identity(self) -> str:
        """For results: name, version and the start of the digest."""
        return f"{self.name} {self.version} sha256:{self.digest[:16]}"

    @property
    def limit(self) -> int:
        """The most tokens of an answer."""
        return self.header.sampling.max_tokens or self.output.limit

    def ask(self, window: Window) -> str:
        """The user's turn for `window`, its marked words between brackets that its text does not use."""
        return self.blocks.render("user", {**self.values, **_values_of(window)})

    def turn(self, **values: Any) -> str:
        """The user's turn for these values, each put on one line. Raises ValueError."""
        return self.blocks.render("user", {**self.values, **{name: _one_lined(each) for name, each in values.items()}})

    def read(self, window: Window, line: str) -> str | None:
        """The wording in a model's line; None when there is none, or none but the answer of a worked example."""
        wording = read_answer(window, line)
        if wording is None or _plain(wording) in _plain(window.passage):
            return wording
        copied = any(
            len(answer.split()) >= FEWEST_COPIED and _plain(answer) == _plain(wording) for _, answer in self.examples
        )
        return None if copied else wording

    def with_inputs(self, wanted: Mapping[str, Any], *, only_known: bool = False) -> Prompt:
        """The same prompt with inputs set; `only_known` passes over those that it does not have. Raises PromptError."""
        values = dict(self.values)
        for name, value in wanted.items():
            if name not in self.inputs:
                if only_known:
                    continue
                known = ", ".join(self.inputs) or "none"
                raise PromptError(f"The prompt {self.name} has no input {name!r}.", f"It has: {known}.")
            try:
                values[name] = self.inputs[name].value(value, name)
            except ValueError as problem:
                raise PromptError(f"An input of the prompt {self.name} does not fit: {problem}.") from None
        if values == self.values:
            return self
        return _filled(self.header, self.output, self.inputs, values, self.digest, self.blocks, self.worked)


def parse_prompt(text: str, shared: Shared = lambda _name: None) -> Prompt:
    """The prompt in the text of one prompt file that extends nothing. Raises PromptError with a sentence."""
    return make_prompt(Source(text, shared=shared))


def make_prompt(source: Source) -> Prompt:
    """The prompt of a source and of those that it extends, its inputs at their defaults. Raises PromptError."""
    chain = chain_of(source)
    headers = [header for header, _, _ in chain]
    compiled = _compiled([body for _, body, _ in chain], source.shared)
    inputs: dict[str, Input] = {}
    for header in reversed(headers):
        inputs |= header.inputs
    parent = output_of(headers[1]) if len(headers) > 1 else None
    for header in reversed(headers[1:]):
        parent = output_of(header, parent)
    output = output_of(headers[0], parent)
    _refuse_unknown(compiled, output, inputs)
    worked = next((header.examples for header in headers if header.examples), ())
    values = {name: each.default for name, each in inputs.items()}
    digest = _digest([text for _, _, text in chain], compiled.pieces)
    return _filled(headers[0], output, inputs, values, digest, compiled.blocks, worked)


def split(text: str) -> tuple[str, str]:
    """Header and body of a prompt file. Raises PromptError."""
    if len(text) > LONGEST:
        raise PromptError("The prompt file is too long.", f"At most {LONGEST} characters.")
    parts = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n---\n", 1)
    if len(parts) != 2 or not parts[0].startswith("---\n"):
        raise PromptError("The prompt has no header.", "It starts with --- and its values, then --- again.")
    return parts[0][4:], parts[1]


def header_of(text: str) -> Header:
    """The header of a prompt file. Raises PromptError."""
    try:
        return read_header(load_yaml(split(text)[0], "the header"))
    except BadValuesError as problem:
        id_ = "PR004" if problem.mistakes[0].key else "PR008"
        raise PromptError(f"The prompt can't be used: {problem}.", id_=id_) from None


def chain_of(source: Source) -> list[tuple[Header, str, str]]:
    """Header, body and text of a prompt and of those that it extends, nearest first. Raises PromptError."""
    found: list[tuple[Header, str, str]] = []
    while True:
        header = header_of(source.text)
        found.append((header, split(source.text)[1], source.text))
        if not header.extends:
            return found
        if len(found) == MOST_EXTENDED:
            raise PromptError("The prompts extend each other in a circle, or too many of them.", id_="PR003")
        parent = source.parent(header.extends)
        if parent is None:
            raise PromptError(f"The prompt extends {header.extends}, which is not there.", id_="PR003")
        source = parent


def _compiled(bodies: Sequence[str], shared: Shared) -> Compiled:
    try:
        return compile_bodies(bodies, shared)
    except BadTemplateError as problem:
        raise PromptError(f"The prompt can't be used: {problem}.", id_=problem.id, line=problem.line) from None


def _refuse_unknown(compiled: Compiled, output: Output, inputs: Mapping[str, Input]) -> None:
    for name in undefined(compiled, output, inputs):
        raise PromptError(f"The prompt can't be used: it uses the unknown name {name!r}.", id_="PR001")
    for name in sorted(compiled.names["system"] - set(inputs)):
        raise PromptError(
            f"The prompt can't be used: its block 'system' uses {name!r}, which differs from question to question.",
            "Use it in the block 'user'.",
            id_="PR001",
        )


def undefined(compiled: Compiled, output: Output, inputs: Mapping[str, Input]) -> list[str]:
    """Names that the blocks use and nobody gives."""
    used = compiled.names["system"] | compiled.names["user"]
    return sorted(used - set(output.values) - set(inputs))


def _filled(
    header: Header,
    output: Output,
    inputs: Mapping[str, Input],
    values: Mapping[str, str | int | bool],
    digest: str,
    blocks: Blocks,
    worked: tuple[Example, ...],
) -> Prompt:
    try:
        system = blocks.render("system", values)
        examples = tuple(
            (blocks.render("user", {**values, **_example(each, output)}), each.answer.strip()) for each in worked
        )
        for question in _trial(output):
            blocks.render("user", {**values, **question})
    except (BadTemplateError, ValueError) as problem:
        raise PromptError(f"The prompt can't be used: {problem}.") from None
    return Prompt(header, output, inputs, values, digest, system, examples, blocks, worked)


def _trial(output: Output) -> tuple[dict[str, Any], ...]:
    """Questions about nobody: what can't be filled in is found before there is a draft."""
    if output is WORDING:
        passage = "A [[nurse from Leeds]] rested."
        return tuple(_values_of(window_of(passage, ("",), whole, "Before.", "After.")) for whole in (True, False))
    return ({name: ("Words.", "More.") if name in LISTS else "Words." for name in output.values},)


def _example(example: Example, output: Output) -> dict[str, Any]:
    """The values of a worked example, as a real question would have them."""
    if output is WORDING:
        return _values_of(window_of(example.passage, example.wanted, example.whole, example.before, example.after))
    for name in output.needed:
        if not getattr(example, name):
            raise ValueError(f"an example lacks the value {name!r}")
    return {name: _one_lined(getattr(example, name)) for name in output.values}


def _values_of(window: Window) -> dict[str, Any]:
    marked = mark(window)
    return {
        "before": one_line(window.before),
        "passage": marked.passage,
        "after": one_line(window.after),
        "whole": window.whole,
        "marks": marked.marks,
    }


def _one_lined(value: Any) -> Any:
    if isinstance(value, str):
        return one_line(value)
    return tuple(one_line(each) for each in value) if isinstance(value, tuple | list) else value


def _plain(text: str) -> str:
    """Its words alone, to be looked for in others."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _digest(texts: Sequence[str], pieces: Sequence[tuple[str, str]]) -> str:
    digest = hashlib.sha256(texts[0].encode("utf-8", "replace"))
    for text in (*texts[1:], *(f"{name}\n{piece}" for name, piece in pieces)):
        digest.update(b"\0" + text.encode("utf-8", "replace"))
    return digest.hexdigest()


__all__ = ["Header", "Prompt", "PromptError", "Source", "header_of", "make_prompt", "parse_prompt"]
