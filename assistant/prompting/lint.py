"""Looks through a prompt for what would go wrong later; every finding has an id, a sentence and where it can a line.

PR001 undefined variable · PR002 unused input · PR003 missing or circular include or extends · PR004 unknown key ·
PR005 over the context budget · PR006 no cases, or cases that can't be used · PR007 missing required marker ·
PR008 anything else that keeps the prompt from being used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.prompting.cases import read_cases
from assistant.prompting.header import Header, output_of, read_header
from assistant.prompting.outputs import Output
from assistant.prompting.prompt import MOST_EXTENDED, Prompt, PromptError, Source, header_of, make_prompt, split
from assistant.prompting.store import Found, PromptStore
from assistant.prompting.templates import BadTemplateError, Compiled, compile_bodies
from assistant.prompting.values import BadValuesError, load_yaml

BUDGET = 680
"""Tokens that instruction and examples may have: two thirds of a window's room (engine.base.PER_WINDOW)."""
CHARACTERS_PER_TOKEN = 3.8
"""Of English prose in common vocabularies, so that a prompt can be counted without a model."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `breaks` says whether the prompt can't be used like this."""

    id: str
    text: str
    line: int = 0
    breaks: bool = True


def lint(store: PromptStore, found: Found) -> list[Problem]:
    """Every problem of one prompt; none when all is well."""
    try:
        source = store.source(found)
        head, body = split(source.text)
    except PromptError as problem:
        return [Problem(problem.id, str(problem))]
    try:
        header = read_header(load_yaml(head, "the header"))
    except BadValuesError as wrong:
        return [
            Problem("PR004" if each.key else "PR008", _sentence(each.clause), _line(source.text, each.key))
            for each in wrong.mistakes
        ]
    problems = _of_template(source, header, body)
    if header.name != found.name:
        problems.append(Problem("PR008", f"Its name is {header.name}, but its folder is {found.name}."))
    if any(each.breaks for each in problems):
        return problems
    try:
        prompt = make_prompt(source)
    except PromptError as problem:
        return [*problems, Problem(problem.id, str(problem), problem.line)]
    return [*problems, *_of_length(prompt), *_of_cases(store, found, prompt)]


def estimated_tokens(text: str) -> int:
    """About how many tokens a model reads for `text`."""
    return round(len(text) / CHARACTERS_PER_TOKEN)


def prefix_tokens(prompt: Prompt) -> int:
    """About how many tokens the instruction and the examples of `prompt` are."""
    pairs = sum(estimated_tokens(turn) + estimated_tokens(answer) + 8 for turn, answer in prompt.examples)
    return estimated_tokens(prompt.system) + pairs


def _of_template(source: Source, header: Header, body: str) -> list[Problem]:
    try:
        bodies, inputs, output = _family(source)
        compiled = compile_bodies(bodies, source.shared)
    except PromptError as problem:
        return [Problem(problem.id, str(problem))]
    except BadTemplateError as wrong:
        return [Problem(wrong.id, _sentence(str(wrong)), _body_line(source.text, wrong.line))]
    used = compiled.names["system"] | compiled.names["user"]
    problems = [
        Problem("PR001", f"It uses {name!r}, which nobody gives it.", _line(source.text, name, body))
        for name in sorted(used - set(output.values) - inputs)
    ]
    problems += _of_places(compiled, inputs, output)
    problems += [
        Problem("PR002", f"The input {name!r} is not used.", _line(source.text, name), breaks=False)
        for name in header.inputs
        if name not in used
    ]
    return problems


def _of_places(compiled: Compiled, inputs: set[str], output: Output) -> list[Problem]:
    problems = [
        Problem("PR001", f"The block 'system' uses {name!r}, which differs from question to question.")
        for name in sorted((compiled.names["system"] & set(output.values)) - inputs)
    ]
    return problems + [
        Problem("PR007", f"The block 'user' does not use {name!r}, so the model would not see what it is asked about.")
        for name in output.needed
        if name not in compiled.names["user"]
    ]


def _family(source: Source) -> tuple[list[str], set[str], Output]:
    """Bodies, inputs and purpose of a prompt with those that it extends. Raises PromptError."""
    bodies: list[str] = []
    inputs: set[str] = set()
    outputs: list[Header] = []
    while True:
        header = header_of(source.text)
        bodies.append(split(source.text)[1])
        inputs |= set(header.inputs)
        outputs.append(header)
        if not header.extends:
            break
        parent = source.parent(header.extends)
        if parent is None or len(bodies) >= MOST_EXTENDED:
            raise PromptError(f"It extends {header.extends}, which is not there or extends it in turn.", id_="PR003")
        source = parent
    output = None
    for header in reversed(outputs):
        output = output_of(header, output)
    assert output is not None
    return bodies, inputs, output


def _of_length(prompt: Prompt) -> list[Problem]:
    tokens = prefix_tokens(prompt)
    if tokens <= BUDGET:
        return []
    text = f"Instruction and examples are about {tokens} tokens; more than {BUDGET} leave too little room."
    return [Problem("PR005", f"{text} Shorten them, or take an example out.")]


def _of_cases(store: PromptStore, found: Found, prompt: Prompt) -> list[Problem]:
    try:
        text = store.cases(found)
        if text is None:
            return [Problem("PR006", "It has no cases.yaml, so nothing says whether it works.", breaks=False)]
        if not read_cases(text, prompt):
            return [Problem("PR006", "Its cases.yaml has no cases.", breaks=False)]
    except PromptError as problem:
        return [Problem("PR006", str(problem))]
    return []


def _sentence(clause: str) -> str:
    return clause[:1].upper() + clause[1:] + "."


def _line(text: str, word: str, part: str = "") -> int:
    """The line of the file where `word` first stands (in its `part`, if given); 0 where it doesn't."""
    if not word:
        return 0
    offset = text.count("\n", 0, text.find(part)) if part and part in text else 0
    for number, line in enumerate((part if part and part in text else text).splitlines(), start=1):
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", line):
            return number + offset
    return 0


def _body_line(text: str, line: int) -> int:
    """The line of the file for a line of its body."""
    return line + text.replace("\r\n", "\n").count("\n", 0, text.find("\n---\n") + 5) if line else 0
