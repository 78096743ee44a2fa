"""Writes a prompt and those that it extends as one file that extends nothing and asks the model the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from assistant.prompting.prompt import LONGEST, PromptError, Source, chain_of, make_prompt, split
from assistant.prompting.templates import MOST_BLOCKS
from assistant.prompting.values import load_yaml

_ORDER = ("name", "version", "summary", "output", "inputs", "sampling", "requires", "examples")
_NEAREST = ("version", "summary", "sampling", "requires")
"""Values that a prompt does not take from the one that it extends."""
_SIGN = re.compile(
    r"(?P<text>\{#.*?#\}|\{%-?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*-?%\})"
    r"|(?P<open>\{%[-+]?\s*block\s+(?P<name>\w+)(?:\s+scoped|\s+required)*\s*[-+]?%\})"
    r"|(?P<close>\{%[-+]?\s*endblock\b[^%]*%\})"
    r"|(?P<super>\{\{-?\s*super\(\s*\)\s*-?\}\})",
    re.DOTALL,
)


@dataclass(slots=True)
class _Block:
    """A block as it stands in a file; a part is text, a block inside, or None for `super()`."""

    name: str = ""
    opening: str = ""
    closing: str = ""
    parts: list[str | _Block | None] = field(default_factory=list)


def flattened(source: Source, name: str) -> str:
    """The text of one prompt file called `name` that does what the prompt of `source` does. Raises PromptError."""
    wanted = make_prompt(source)
    texts = [text for _, _, text in chain_of(source)]
    if len(texts) == 1:
        return re.sub(r"(?m)^name:.*$", lambda _: f"name: {json.dumps(name)}", texts[0].replace("\r\n", "\n"), count=1)
    header = yaml.safe_dump(_header(texts, name), sort_keys=False, allow_unicode=True, width=100)
    text = f"---\n{header}---\n{''.join(_Bodies([split(each)[1] for each in texts]).written())}"
    try:
        made = make_prompt(Source(text, shared=source.shared))
    except PromptError:
        made = None
    if made is None or (made.system, made.examples, made.output) != (wanted.system, wanted.examples, wanted.output):
        raise PromptError(
            f"The prompt {wanted.name} and those that it extends can't be written as one file.",
            "Leave --copy out: yours then adds to it.",
        )
    return text


def _header(texts: Sequence[str], name: str) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for text in reversed(texts):
        own = load_yaml(split(text)[0], "the header")
        inputs = {**merged.get("inputs", {}), **own.get("inputs", {})}
        merged = {key: value for key, value in merged.items() if key not in _NEAREST}
        merged |= {key: value for key, value in own.items() if key != "examples" or value}
        if inputs:
            merged["inputs"] = inputs
    merged["name"] = name
    return {key: merged[key] for key in _ORDER if key in merged}


class _Bodies:
    """The bodies of a prompt and of those that it extends, nearest first."""

    def __init__(self, bodies: Sequence[str]) -> None:
        self._trees = [_read(body) for body in bodies]
        self._blocks = [{each.name: each for each in _all(tree)} for tree in self._trees]
        self._left = MOST_BLOCKS

    def written(self) -> Iterator[str]:
        """The pieces of one body. Raises PromptError where they would be too many."""
        length = 0
        for piece in self._parts(self._trees[-1], len(self._trees) - 1):
            length += len(piece)
            if length > LONGEST:
                raise PromptError("As one file the prompt would be too long.", "Leave --copy out.")
            yield piece

    def _parts(self, block: _Block, level: int) -> Iterator[str]:
        """The inside of a block of the body `level`."""
        self._left -= 1
        if self._left < 0:
            raise PromptError("As one file the prompt would be too long.", "Leave --copy out.")
        for part in block.parts:
            if isinstance(part, str):
                yield part
            elif part is None:
                above = self._nearest(block.name, level + 1)
                inside = "".join(self._parts(*above)) if above is not None else "{{ super() }}"
                yield re.sub(r"\n[ \t]+$", "\n", inside.removeprefix("\n"))
            else:
                nearest = self._nearest(part.name, 0)
                assert nearest is not None  # at least where it stands
                yield part.opening
                yield from self._parts(*nearest)
                yield part.closing

    def _nearest(self, name: str, first: int) -> tuple[_Block, int] | None:
        found = ((self._blocks[level].get(name), level) for level in range(first, len(self._blocks)))
        return next(((block, level) for block, level in found if block is not None), None)


def _read(body: str) -> _Block:
    """The blocks of a body that compiles, in a block without a name."""
    whole = _Block()
    open_, at = [whole], 0
    for sign in _SIGN.finditer(body):
        if sign["text"]:
            continue
        open_[-1].parts.append(body[at : sign.start()])
        at = sign.end()
        if sign["open"]:
            block = _Block(sign["name"], sign["open"])
            open_[-1].parts.append(block)
            open_.append(block)
        elif sign["super"]:
            open_[-1].parts.append(None)
        elif len(open_) > 1:
            open_.pop().closing = sign["close"]
    whole.parts.append(body[at:])
    return whole


def _all(block: _Block) -> Iterator[_Block]:
    for part in block.parts:
        if isinstance(part, _Block):
            yield part
            yield from _all(part)
