"""Test cases beside a prompt: invented questions, and what must be, and must not be, in the answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from assistant.domain.ports import Window
from assistant.prompting.marks import window_of
from assistant.prompting.outputs import WORDING
from assistant.prompting.prompt import Prompt, PromptError
from assistant.prompting.values import BadValuesError, build, load_yaml, schema

MOST_CASES = 200
MOST_REPEATED = 3
"""Repetitions in a regular expression; each multiplies the time that a line may take by its length."""

MOST_CHOICES = 8
"""Things in a regular expression that may be there or not, or be one thing or another; each doubles the time."""


@dataclass(frozen=True, slots=True)
class Expect:
    """What an answer has to be like. Words are looked for without regard to capitals."""

    absent: tuple[str, ...] = field(default=(), metadata={"help": "Words that must not be in the answer."})
    present: tuple[str, ...] = field(default=(), metadata={"help": "Words that have to be in it."})
    matches: str = field(default="", metadata={"help": "A regular expression that it has to match somewhere."})
    max_growth: float | int | None = field(
        default=None, metadata={"help": "How long it may be beside the words that it stands for: 1.2 is a fifth more."}
    )
    max_risk: str | int | None = field(
        default=None, metadata={"help": "The highest risk of the answer by itself: low, raised, high or a score."}
    )
    none: bool | None = field(default=None, metadata={"help": "For details and guess: whether nothing is to be found."})


@dataclass(frozen=True, slots=True)
class Case:
    """One question with what is expected of its answer."""

    name: str
    expect: Expect
    passage: str = ""
    whole: bool = False
    wanted: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    text: str = ""
    question: str = ""
    quote: str = ""
    guess: str = ""
    point: str = ""
    angle: str = ""
    sources: tuple[str, ...] = ()
    inputs: dict[str, str | int | bool] = field(default_factory=dict)

    def window(self) -> Window:
        """The window of a case of wordings. Raises ValueError with a clause."""
        wanted = self.wanted or ("",) * self.passage.count("[[")
        return window_of(self.passage, wanted, self.whole, self.before, self.after)

    def values(self, names: tuple[str, ...]) -> Mapping[str, Any]:
        """What the template is given, for other prompts."""
        return {name: getattr(self, name) for name in names}

    def original(self) -> str:
        """The words that the answer stands for, to measure growth and meaning by; "" where there are none."""
        if not self.passage:
            return " ".join(self.sources)
        if self.whole:
            return self.passage.replace("[[", "").replace("]]", "")
        return " ".join(re.findall(r"\[\[(.*?)\]\]", self.passage))


@dataclass(frozen=True, slots=True)
class _File:
    cases: tuple[Case, ...]


def read_cases(text: str, prompt: Prompt) -> tuple[Case, ...]:
    """The cases in the text of a `cases.yaml`. Raises PromptError."""
    try:
        found = build(load_yaml(text, "the file of cases"), _File, "the file of cases").cases
        for case in found:
            _check(case, prompt)
    except (BadValuesError, ValueError) as problem:
        raise PromptError(f"The cases of the prompt {prompt.name} can't be used: {problem}.", id_="PR006") from None
    if len(found) > MOST_CASES:
        raise PromptError(f"There are more than {MOST_CASES} cases.", id_="PR006")
    return found


def _check(case: Case, prompt: Prompt) -> None:
    what = f"the case {case.name[:40]!r}"
    if prompt.output is WORDING:
        case.window()
    for name in prompt.output.needed:
        if not getattr(case, name):
            raise ValueError(f"{what} lacks the value {name!r}")
    if case.expect == Expect():
        raise ValueError(f"{what} expects nothing")
    risk = case.expect.max_risk
    if isinstance(risk, str) and risk not in ("low", "raised", "high"):
        raise ValueError(f"'max_risk' of {what} can be low, raised, high or a score")
    try:
        re.compile(case.expect.matches)
    except (re.error, OverflowError, RecursionError):
        raise ValueError(f"'matches' of {what} is not a regular expression") from None
    if not _ends(case.expect.matches):
        raise ValueError(
            f"'matches' of {what} could go on for ever: repeat no group, at most three things, and have few choices"
        )


def _ends(expression: str) -> bool:
    """Whether looking for `expression` in a line is sure to end soon: repetitions inside repetitions multiply, and so
    do choices behind each other. Free spacing (the flag x) could hide both.
    """
    bare = re.sub(r"\\.|\[\^?\]?(?:\\.|[^\]])*\]", "x", expression)
    if re.search(r"\)\s*[*+{]|\(\?[a-zA-Z]*x", bare):
        return False
    depth = choices = 0
    for before, sign in pairwise(f" {bare}"):
        depth += (sign == "(") - (sign == ")")
        choices += (sign == "?" and before not in "(*+}?") or (sign == "|" and depth > 0)
    return len(re.findall(r"[*+{]", bare)) <= MOST_REPEATED and choices <= MOST_CHOICES


def cases_schema() -> dict[str, Any]:
    """The JSON schema of `cases.yaml`."""
    return schema(_File)
