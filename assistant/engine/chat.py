"""Chat formats: how a model's training marked who speaks. All are ours; a model file's own template is never run.

A turn is a list of pieces; only our markup may become control tokens, never the prompt's text or a draft's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Piece(NamedTuple):
    """Text to be read as tokens; `markup` may contain control tokens."""

    text: str
    markup: bool


@dataclass(frozen=True, slots=True)
class ChatFormat:
    """The markup around each turn. Where `system` is empty, the system text opens the first user's turn."""

    name: str
    system: tuple[str, str] | None
    user: tuple[str, str]
    answer: tuple[str, str]
    tokens: tuple[str, ...]
    """Control tokens that the model must know for the format to be used."""
    opening: str = ""
    """Markup after the last answer's opening, such as an empty block of thoughts."""

    def prefix(self, system: str, examples: Sequence[tuple[str, str]]) -> list[Piece]:
        """Everything that comes before the first window's own turn; the same for every window."""
        pieces: list[Piece] = []
        pending = system
        if self.system is not None:
            pieces += [Piece(self.system[0], True), Piece(system, False), Piece(self.system[1], True)]
            pending = ""
        for user, answer in examples:
            pieces += [Piece(self.user[0], True), *_leading(pending), Piece(user, False)]
            pieces += [Piece(self.user[1] + self.answer[0], True), Piece(answer, False)]
            pieces.append(Piece(self.answer[1], True))
            pending = ""
        return [*pieces, Piece(self.user[0], True), *_leading(pending)]

    def turn(self, user: str) -> list[Piece]:
        """A window's own turn, up to where the model's answer starts."""
        return [Piece(user, False), Piece(self.user[1] + self.answer[0] + self.opening, True)]


def _leading(system: str) -> list[Piece]:
    return [Piece(system + "\n\n", False)] if system else []


_CHATML = ChatFormat(
    "chatml",
    ("<|im_start|>system\n", "<|im_end|>\n"),
    ("<|im_start|>user\n", "<|im_end|>\n"),
    ("<|im_start|>assistant\n", "<|im_end|>\n"),
    ("<|im_start|>", "<|im_end|>"),
)

FORMATS = (
    ChatFormat(
        "granite",
        ("<|start_of_role|>system<|end_of_role|>", "<|end_of_text|>\n"),
        ("<|start_of_role|>user<|end_of_role|>", "<|end_of_text|>\n"),
        ("<|start_of_role|>assistant<|end_of_role|>", "<|end_of_text|>\n"),
        ("<|start_of_role|>", "<|end_of_role|>", "<|end_of_text|>"),
    ),
    ChatFormat(
        "llama-3",
        ("<|start_header_id|>system<|end_header_id|>\n\n", "<|eot_id|>"),
        ("<|start_header_id|>user<|end_header_id|>\n\n", "<|eot_id|>"),
        ("<|start_header_id|>assistant<|end_header_id|>\n\n", "<|eot_id|>"),
        ("<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"),
    ),
    ChatFormat(
        "gemma",
        None,
        ("<start_of_turn>user\n", "<end_of_turn>\n"),
        ("<start_of_turn>model\n", "<end_of_turn>\n"),
        ("<start_of_turn>", "<end_of_turn>"),
    ),
    _CHATML,
    ChatFormat(
        "phi",
        ("<|system|>\n", "<|end|>\n"),
        ("<|user|>\n", "<|end|>\n"),
        ("<|assistant|>\n", "<|end|>\n"),
        ("<|user|>", "<|assistant|>", "<|end|>"),
    ),
    ChatFormat(
        "mistral-7",
        ("[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]"),
        ("[INST]", "[/INST]"),
        ("", "</s>"),
        ("[SYSTEM_PROMPT]", "[INST]", "[/INST]", "</s>"),
    ),
    ChatFormat("mistral", None, ("[INST] ", "[/INST]"), (" ", "</s>"), ("[INST]", "[/INST]", "</s>")),
)

PLAIN = ChatFormat("plain", ("", "\n\n"), ("Task:\n", "\n"), ("Answer: ", "\n\n"), ())
"""For models without a format that we know: a text that goes on in the manner of the examples."""

_NO_THOUGHTS = "<think>\n\n</think>\n\n"


_NO_THOUGHTS_CHATML = ChatFormat(
    "chatml-no-thoughts", _CHATML.system, _CHATML.user, _CHATML.answer, _CHATML.tokens, _NO_THOUGHTS
)


def by_name(name: str) -> ChatFormat:
    """The format with this name; the plain one where there is none."""
    return next((each for each in (*FORMATS, _NO_THOUGHTS_CHATML) if each.name == name), PLAIN)


def detect(is_control_token: Callable[[str], bool], template: str) -> ChatFormat:
    """The format of a model, from the control tokens that it knows and words of its template (searched, not run).

    `template` is "" where the model has none.
    """
    for found in FORMATS:
        first = found.tokens[0]
        if (not template or first in template) and all(map(is_control_token, found.tokens)):
            if found is _CHATML and "enable_thinking" in template:
                return _NO_THOUGHTS_CHATML
            return found
    return PLAIN
