"""Runs the cases of prompts on models and lays the results out as a table, one or two side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli import diagnostics
from assistant.domain.errors import ModelError, UsageError
from assistant.domain.risk import Tier
from assistant.prompt_wiring import model_path, open_writer, prompt_store
from assistant.prompting.cases import Case, read_cases
from assistant.prompting.evaluate import CaseResult, Judge, Run, run_cases

if TYPE_CHECKING:
    from assistant.prompting.prompt import Prompt
    from assistant.prompting.store import PromptStore
    from assistant.settings.model import Settings

_ANSWER = 60
"""Characters of an answer in the table."""


def run_all(
    name: str, model: str | None, compare: tuple[str, str] | None, prompt_dir: Path | None
) -> tuple[list[str], bool]:
    """The table, and whether a case failed. Raises DiscreetError."""
    from assistant.settings.loading import load

    store, settings = prompt_store(prompt_dir), load(Path()).settings
    text = store.cases(store.find(name))
    if text is None:
        raise UsageError(f"The prompt {name} has no cases.", f"Put them into {store.find(name).cases}.")
    sides = _sides(store, name, model, compare, settings)
    cases = read_cases(text, sides[0][0])
    judge = _judge()
    runs = []
    for prompt, path in sides:
        if prompt.output is not sides[0][0].output:
            raise UsageError("These two prompts are for different things.", "Compare prompts with the same output.")
        with open_writer(path, prompt) as client:
            diagnostics.progress(f"Asking {path.stem} …")
            try:
                runs.append(run_cases(prompt, cases, client, path.stem, judge))
            finally:
                diagnostics.progress("")
            failure = client.report.failure
            if failure is not None and all(result.answer is None for result in runs[-1].results):
                raise ModelError(failure.happened, f"No case could be tried on {path.stem}.")
            if failure is not None:
                diagnostics.say(failure.happened)
    lines = list(_one(runs[0]) if len(runs) == 1 else _two(cases, runs[0], runs[1]))
    return lines, any(run.passed < len(cases) for run in runs)


def _sides(
    store: PromptStore, name: str, model: str | None, compare: tuple[str, str] | None, settings: Settings
) -> list[tuple[Prompt, Path]]:
    """What is run: one prompt on one model, two prompts on it, or the prompt on two models."""
    prompt = store.load(name)
    if compare is None:
        return [(prompt, model_path(model, settings))]
    known = set(store.names())
    if set(compare) <= known:
        path = model_path(model, settings)
        return [(store.load(each), path) for each in compare]
    if known.isdisjoint(compare):
        return [(prompt, model_path(each, settings)) for each in compare]
    other = next(each for each in compare if each not in known)
    raise UsageError(
        f"--compare takes two prompts or two models, not one of each: {other[:60]} is no prompt.",
        "See: discreet prompts list",
    )


def _judge() -> Judge:
    """The risk of an answer by itself, as a draft about a case."""
    from assistant.composition import build_pipeline, draft_of
    from assistant.pipeline import Options

    pipeline = build_pipeline()

    def judge(text: str) -> tuple[Tier, int]:
        risk = pipeline.check(draft_of(text, "text"), Options(case=True)).risk
        return risk.overall, risk.score

    return judge


def _one(run: Run) -> Iterator[str]:
    yield f"{run.prompt} on {run.model}"
    yield ""
    for result in run.results:
        yield f"{'passed' if result.passed else 'FAILED'}  {result.case.name}: {_short(result)}"
        yield from (f"        {failure}" for failure in result.failures)
    yield ""
    yield f"{run.passed} of {len(run.results)} passed. {_figures(run)}"


def _two(cases: tuple[Case, ...], first: Run, second: Run) -> Iterator[str]:
    same = first.model == second.model
    names = (first.prompt, second.prompt) if same else (first.model, second.model)
    yield f"A: {names[0]}" + (
        f", B: {names[1]}, on {first.model}" if same else f", B: {names[1]}, asked by {first.prompt}"
    )
    yield ""
    for case, a, b in zip(cases, first.results, second.results, strict=True):
        yield case.name
        for letter, result in (("A", a), ("B", b)):
            yield f"  {letter} {'passed' if result.passed else 'FAILED'}: {_short(result)}"
            yield from (f"      {failure}" for failure in result.failures)
    yield ""
    rows = (
        ("cases passed", f"{first.passed} of {len(cases)}", f"{second.passed} of {len(cases)}"),
        ("telling words left", str(first.left), str(second.left)),
        ("meaning kept", _share(first.mean("kept")), _share(second.mean("kept"))),
        ("length", _times(first.mean("growth")), _times(second.mean("growth"))),
        ("tokens written", str(first.tokens), str(second.tokens)),
        ("seconds", f"{first.seconds:.1f}", f"{second.seconds:.1f}"),
    )
    yield f"{'':<20}{'A':>12}{'B':>12}"
    yield from (f"{label:<20}{a:>12}{b:>12}" for label, a, b in rows)


def _figures(run: Run) -> str:
    return (
        f"Telling words left: {run.left}. Meaning kept: {_share(run.mean('kept'))}. "
        f"Length: {_times(run.mean('growth'))}. {run.tokens} tokens in {run.seconds:.1f} s."
    )


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.0%}"


def _times(value: float | None) -> str:
    return "–" if value is None else f"×{value:.2f}"


def _short(result: CaseResult) -> str:
    answer = result.answer or "no answer"
    return answer if len(answer) <= _ANSWER else f"{answer[: _ANSWER - 1]}…"
