"""What a model would get, question by question, without asking it anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.domain.ports import Answer, Status, Window
from assistant.domain.text import Draft
from assistant.prompting.prompt import Prompt

QUESTIONS = (
    "Which words would the person themselves know at once?",
    "Which words would somebody who knows the person connect with them?",
    "Which words could a stranger look up to find out who it is?",
)
"""What an attack asks of every part of a text, one question for each reader."""
PART = 1800
"""Characters of a text that one question is asked about: what fits a window beside instruction and examples."""


@dataclass
class Recorder:
    """A writing model that answers nothing and remembers what it was asked."""

    windows: list[Window] = field(default_factory=list)

    def propose(self, windows: Sequence[Window]) -> list[Answer]:
        """Nothing for any of them."""
        self.windows += [window for window in windows if window not in self.windows]
        return [Answer(None, Status.EMPTY)] * len(windows)

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float | None]:
        """Nothing for any of them."""
        return [None] * len(pairs)


def neighbours(draft: Draft, index: int) -> tuple[str, str]:
    """The passages before and after in the same paragraph, "" where there are none."""
    passages = draft.passages
    paragraph = passages[index].paragraph

    def beside(other: int) -> str:
        there = 0 <= other < len(passages) and passages[other].paragraph == paragraph
        return passages[other].text.strip() if there else ""

    return beside(index - 1), beside(index + 1)


def parts(text: str, longest: int = PART) -> tuple[tuple[int, int], ...]:
    """`text` in stretches of at most `longest` characters, broken between paragraphs or words where possible."""
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = min(start + longest, len(text))
        if end < len(text):
            for sign in ("\n\n", "\n", ". ", " "):
                cut = text.rfind(sign, start + longest // 2, end)
                if cut > 0:
                    end = cut + len(sign)
                    break
        if text[start:end].strip():
            found.append((start, end))
        start = end
    return tuple(found)


def turns_about(prompt: Prompt, draft: Draft, windows: Sequence[Window]) -> list[str]:
    """The user's turns that `prompt` asks about a draft; `windows` are those of the wordings that it needs."""
    if prompt.output.name == "wording":
        return [prompt.ask(window) for window in windows]
    if prompt.output.name == "details":
        found = []
        for passage in draft.passages:
            if passage.role.is_prose and passage.text.strip():
                before, after = neighbours(draft, passage.index)
                found.append(prompt.turn(before=before, passage=passage.text, after=after))
        return found
    if prompt.output.name == "guess":
        return [
            prompt.turn(text=draft.text[start:end], question=question)
            for start, end in parts(draft.text)
            for question in QUESTIONS
        ]
    return []
