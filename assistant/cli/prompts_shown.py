"""Prompts as lines for people: a list, one of them role by role, and how two differ."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Iterator

from assistant.prompting.lint import prefix_tokens
from assistant.prompting.prompt import Prompt, PromptError, make_prompt
from assistant.prompting.store import Found, PromptStore


def listed(store: PromptStore, width: int) -> Iterator[str]:
    """Every prompt with its summary and its place."""
    for name in store.names():
        found = store.find(name)
        try:
            prompt = store.load(name)
        except PromptError:
            yield f"{name} ({found.place.kind}): can’t be used; see discreet prompts lint {name}"
            continue
        yield f"{name} ({found.place.kind}, version {prompt.version}, for: {prompt.output.name})"
        yield from textwrap.wrap(prompt.summary, max(width, 20), initial_indent="  ", subsequent_indent="  ")


def shown(store: PromptStore, found: Found) -> Iterator[str]:
    """What a prompt says of itself and what the model gets before the first question."""
    prompt = make_prompt(store.source(found))
    yield f"{prompt.identity} ({found.place.kind})"
    yield prompt.summary
    yield f"For: {prompt.output.summary}"
    yield f"Instruction and examples: about {prefix_tokens(prompt)} tokens. An answer: at most {prompt.limit}."
    for name, each in prompt.inputs.items():
        takes = ", ".join(each.options) if each.options else each.type
        yield f"Input {name} ({takes}; {each.default!r} unless set): {each.summary}"
    yield from roles(prompt)


def raw(store: PromptStore, found: Found) -> Iterator[str]:
    """The file of a prompt as it is, then those that it extends, each below a line that names it."""
    yield from store.source(found).text.splitlines()
    try:
        extended = store.extended(found)
    except PromptError:  # what is wrong with it is for lint to say
        return
    for each in extended:
        yield from ("", f"=== It extends {each.name} ({each.place.kind}): {each.file}", "")
        yield from store.source(each).text.splitlines()


def roles(prompt: Prompt) -> Iterator[str]:
    """Instruction and worked examples, role by role."""
    yield ""
    yield "SYSTEM"
    yield from prompt.system.splitlines()
    for number, (turn, answer) in enumerate(prompt.examples, start=1):
        yield ""
        yield f"EXAMPLE {number}, USER"
        yield from turn.splitlines()
        yield f"EXAMPLE {number}, ANSWER"
        yield answer


def origin(store: PromptStore, name: str) -> Iterator[str]:
    """Which file won, which ones it stands in the stead of, and how it differs from the built-in one."""
    store.find(name)
    origins = store.origins(name)
    for rank, found in enumerate(origins):
        yield f"{'used' if rank == 0 else 'replaced'}: {found.place.kind}: {found.file}"
    if len(origins) > 1:
        yield ""
        yield from difference(store, origins[-1], origins[0])


def difference(store: PromptStore, old: Found, new: Found) -> Iterator[str]:
    """What the model gets of one prompt and not of the other, line by line."""
    before, after = (make_prompt(store.source(each)) for each in (old, new))
    changed = difflib.unified_diff(
        _lines(before),
        _lines(after),
        _title(old, before),
        _title(new, after),
        "",
        "",
        2,
        "",
    )
    found = list(changed)
    yield from found or ["For the model they are the same."]


def _title(found: Found, prompt: Prompt) -> str:
    return f"{found.place.kind}: {found.name} {prompt.version}"


def _lines(prompt: Prompt) -> list[str]:
    inputs = [f"Input {name}: {each.type}, {each.default!r}" for name, each in prompt.inputs.items()]
    return [*inputs, *roles(prompt), "", f"An answer: at most {prompt.limit} tokens"]
