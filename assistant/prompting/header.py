"""The header of a prompt file: which values there are and what each has to be; anything else is refused by name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.prompting.outputs import OUTPUTS, Output
from assistant.prompting.values import BadValuesError, Mistake, build

API = 1
"""Goes up when a prompt file that worked could stop working."""
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_INPUT_NAME = re.compile(r"[a-z][a-z0-9_]*")
_REQUIRES = re.compile(r"(>=|<=|==|<|>)\s*(\d{1,4})")
MOST_TOKENS = 400
"""The most that a header may allow for one answer."""


def _about(text: str, **more: Any) -> dict[str, Any]:
    return {"help": text, **more}


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example: a question as the template puts it, and the answer that is wanted.

    For wordings: a passage with its marked words between [[ and ]]; `wanted` has one wording per mark, "" where the
    words may simply go; `whole` asks for the whole passage.
    """

    answer: str = field(metadata=_about("The answer, on one line."))
    passage: str = field(default="", metadata=_about("A passage, its marked words between [[ and ]]."))
    whole: bool = field(default=False, metadata=_about("Whether the whole passage is asked for."))
    wanted: tuple[str, ...] = field(default=(), metadata=_about("One wording per mark, empty where it may go."))
    before: str = ""
    after: str = ""
    text: str = field(default="", metadata=_about("For guess and grade: the text to be published."))
    question: str = ""
    quote: str = ""
    guess: str = ""
    point: str = ""
    angle: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Input:
    """Something that can be set from outside, the same for every window of a draft."""

    type: str = field(metadata=_about("What it is.", options=("text", "number", "bool", "choice")))
    default: str | int | bool = field(metadata=_about("What it is unless someone sets it."))
    options: tuple[str, ...] = field(default=(), metadata=_about("For a choice: what can be chosen."))
    summary: str = field(default="", metadata=_about("What it is for, for people."))

    def value(self, wanted: Any, name: str) -> str | int | bool:
        """`wanted` as this input takes it, also from text. Raises ValueError with a clause."""
        if self.type == "choice":
            if wanted in self.options:
                return str(wanted)
            raise ValueError(f"{name!r} can be {', '.join(self.options)}, not {str(wanted)[:40]!r}")
        if self.type == "bool":
            found = {"true": True, "yes": True, "false": False, "no": False}.get(str(wanted).lower())
            if found is None:
                raise ValueError(f"{name!r} has to be true or false")
            return found
        if self.type == "number":
            if isinstance(wanted, bool) or not re.fullmatch(r"-?\d{1,9}", str(wanted)):
                raise ValueError(f"{name!r} has to be a whole number")
            return int(wanted)
        if not isinstance(wanted, str):
            raise ValueError(f"{name!r} has to be a text")
        return wanted


@dataclass(frozen=True, slots=True)
class Sampling:
    """How an answer is taken. There is no chance in it: always the likeliest word, up to the end of the line."""

    max_tokens: int = field(default=0, metadata=_about("The most tokens of an answer; 0 leaves it to discreet."))


@dataclass(frozen=True, slots=True)
class Header:
    """What a prompt says of itself."""

    name: str = field(metadata=_about("The name of its folder: small letters, digits and hyphens."))
    version: int = field(metadata=_about("Goes up by one when the prompt behaves differently; results name it."))
    summary: str = field(metadata=_about("What it asks, in one sentence."))
    extends: str = field(default="", metadata=_about("The prompt whose blocks and examples it starts from."))
    output: str = field(default="", metadata=_about("What it is for.", options=tuple(OUTPUTS)))
    inputs: dict[str, Input] = field(default_factory=dict, metadata=_about("What can be set from outside."))
    sampling: Sampling = field(default_factory=Sampling)
    requires: str = field(default=">=1,<2", metadata=_about("The versions of discreet's prompts that it is for."))
    examples: tuple[Example, ...] = field(default=(), metadata=_about("Worked examples; those of the parent if none."))


def read_header(found: Any) -> Header:
    """The header in what YAML gave. Raises BadValuesError with every mistake, each a clause for the person."""
    header = build(found, Header, "the header")
    mistakes = [*_of_names(header), *_of_inputs(header.inputs), *_of_examples(header.examples)]
    if mistakes:
        raise BadValuesError([Mistake(each) for each in mistakes])
    return header


def _of_names(header: Header) -> list[str]:
    found = []
    if not NAME.fullmatch(header.name):
        found.append(f"{header.name[:40]!r} is not a name: small letters, digits and hyphens")
    if header.version < 1:
        found.append("'version' of the header starts at 1")
    if header.extends and not NAME.fullmatch(header.extends):
        found.append("'extends' of the header has to be the name of a prompt")
    if header.output and header.output not in OUTPUTS:
        found.append(f"'output' of the header can be {', '.join(OUTPUTS)}")
    if not 0 <= header.sampling.max_tokens <= MOST_TOKENS:
        found.append(f"'max_tokens' of 'sampling' can be at most {MOST_TOKENS}")
    if not _allows(header.requires):
        found.append(f"it is for other versions of discreet ('requires' is {header.requires[:40]!r}, this is {API})")
    return found


def _allows(requires: str) -> bool:
    """Whether this program is one of those that the prompt is for."""
    compare = {">=": API.__ge__, "<=": API.__le__, "==": API.__eq__, "<": API.__lt__, ">": API.__gt__}
    parts = [_REQUIRES.fullmatch(part.strip()) for part in requires.split(",")]
    return all(part is not None and compare[part[1]](int(part[2])) for part in parts)


def _of_inputs(inputs: Mapping[str, Input]) -> list[str]:
    taken = {name for output in OUTPUTS.values() for name in output.values}
    found = []
    for name, each in inputs.items():
        if not _INPUT_NAME.fullmatch(name):
            found.append(f"the input {name[:40]!r} needs a name of small letters, digits and _")
        elif name in taken:
            found.append(f"the input {name!r} has the name of a value that discreet gives itself")
        elif each.type not in ("text", "number", "bool", "choice"):
            found.append(f"the input {name!r} can be text, number, bool or choice")
        elif each.type == "choice" and not each.options:
            found.append(f"the input {name!r} is a choice without 'options'")
        else:
            try:
                each.value(each.default, name)
            except ValueError as problem:
                found.append(f"the default of an input does not fit: {problem}")
    return found


def _of_examples(examples: tuple[Example, ...]) -> list[str]:
    return [
        f"the answer of example {number} has more than one line"
        for number, example in enumerate(examples, start=1)
        if "\n" in example.answer.strip()
    ]


def output_of(header: Header, parent: Output | None = None) -> Output:
    """What the prompt is for: what it says, what its parent is for, or wordings."""
    return OUTPUTS[header.output] if header.output else parent or OUTPUTS["wording"]
