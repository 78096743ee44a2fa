"""Runs the cases of a prompt on a model: what must not be in the answers is not there, what must be is.

Deterministic checks alone; the risk of an answer by itself is judged by whatever `judge` the caller passes in.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.domain.ports import Answer, AskingModel, Status, Turn
from assistant.domain.risk import Tier
from assistant.prompting.answers import read_details, read_grade, read_guess
from assistant.prompting.cases import Case
from assistant.prompting.outputs import DETAILS, GRADE, GUESS, WORDING
from assistant.prompting.prompt import Prompt

Judge = Callable[[str], tuple[Tier, int]]
"""Overall tier and score of a text about a case."""

SECONDS_PER_CASE = 30.0
_WORD = re.compile(r"[^\W\d_]{4,}")
_TIERS = {"low": Tier.LOW, "raised": Tier.RAISED, "high": Tier.HIGH}


@dataclass(frozen=True, slots=True)
class CaseResult:
    """How one case went. `failures` are sentences, none where it passed."""

    case: Case
    answer: str | None
    failures: tuple[str, ...]
    left: int
    """Words that must not be there and are."""
    kept: float | None
    """Share of the words outside the marks, of four letters or more, that the answer has too; None where none apply."""
    growth: float | None
    """Characters of the answer beside those that it stands for."""
    tokens: int

    @property
    def passed(self) -> bool:
        return not self.failures


@dataclass(frozen=True, slots=True)
class Run:
    """All cases of one prompt on one model."""

    prompt: str
    model: str
    results: tuple[CaseResult, ...]
    seconds: float

    @property
    def passed(self) -> int:
        return sum(result.passed for result in self.results)

    @property
    def left(self) -> int:
        return sum(result.left for result in self.results)

    @property
    def tokens(self) -> int:
        return sum(result.tokens for result in self.results)

    def mean(self, name: str) -> float | None:
        """The mean of `kept` or `growth` over the cases that have one."""
        found = [value for result in self.results if (value := getattr(result, name)) is not None]
        return sum(found) / len(found) if found else None


def run_cases(prompt: Prompt, cases: Sequence[Case], model: AskingModel, model_name: str, judge: Judge) -> Run:
    """Ask every case, those with the same inputs together. Raises PromptError for inputs that do not fit."""
    started = time.monotonic()
    answers: dict[int, Answer] = {}
    groups: dict[tuple[tuple[str, object], ...], list[int]] = {}
    for index, case in enumerate(cases):
        groups.setdefault(tuple(sorted(case.inputs.items())), []).append(index)
    for inputs, indices in groups.items():
        set_ = prompt.with_inputs(dict(inputs))
        turns = [Turn(_question(set_, cases[index]), set_.limit) for index in indices]
        found = model.ask(set_.system, set_.examples, turns, SECONDS_PER_CASE * len(turns))
        answers.update(zip(indices, found, strict=True))
    results = tuple(_result(prompt, case, answers[index], judge) for index, case in enumerate(cases))
    return Run(f"{prompt.name} {prompt.version}", model_name, results, time.monotonic() - started)


def _question(prompt: Prompt, case: Case) -> str:
    if prompt.output is WORDING:
        return prompt.ask(case.window())
    return prompt.turn(**case.values(prompt.output.values))


def _result(prompt: Prompt, case: Case, answer: Answer, judge: Judge) -> CaseResult:
    line = answer.text if answer.status is Status.DONE else None
    if line is not None and prompt.output is WORDING:
        line = prompt.read(case.window(), line)
    if line is None:
        return CaseResult(case, None, (answer.status.sentence,), 0, None, None, answer.tokens)
    low = line.lower()
    left = [words for words in case.expect.absent if _stands(words, low)]
    original = case.original()
    growth = len(line) / len(original) if original else None
    failures = [f"“{words}” is still there." for words in left]
    failures += [f"“{words}” is missing." for words in case.expect.present if not _stands(words, low)]
    failures += _others(prompt, case, line, growth, judge)
    return CaseResult(case, line, tuple(failures), len(left), _kept(case, low), growth, answer.tokens)


def _others(prompt: Prompt, case: Case, line: str, growth: float | None, judge: Judge) -> list[str]:
    expect, failures = case.expect, []
    if expect.matches and not re.search(expect.matches, line):
        failures.append("It does not match the expression.")
    if expect.max_growth is not None and growth is not None and growth > expect.max_growth:
        failures.append(f"It is {growth:.1f} times as long as what it stands for.")
    if expect.none is not None:
        failures += _nothing_found(prompt, case, line, wanted=expect.none)
    if prompt.output is GRADE and read_grade(line) is None:
        failures.append("It is no grade.")
    if expect.max_risk is not None:
        tier, score = judge(line)
        over = tier > _TIERS[expect.max_risk] if isinstance(expect.max_risk, str) else score > expect.max_risk
        if over or tier is Tier.CANNOT_TELL:
            failures.append(f"Its risk is {tier.word} ({score} of 100).")
    return failures


def _nothing_found(prompt: Prompt, case: Case, line: str, *, wanted: bool) -> list[str]:
    if prompt.output is DETAILS:
        details = read_details(case.passage, line)
        readable, empty = details is not None, not details
    elif prompt.output is GUESS:
        guess = read_guess(case.text, line)
        readable, empty = guess is not None, isinstance(guess, str)
    else:
        return []
    if not readable:
        return ["The answer keeps to no form."]
    if empty is wanted:
        return []
    return ["Something was found where nothing is." if wanted else "Nothing was found."]


def _stands(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words.lower())}(?!\w)", text) is not None


def _kept(case: Case, answer: str) -> float | None:
    if not (case.whole and case.passage):
        return None
    outside = {word.lower() for word in _WORD.findall(re.sub(r"\[\[.*?\]\]", " ", case.passage))}
    return sum(word in answer for word in outside) / len(outside) if outside else None
