"""The same contract with every sort of model: random weights in the shapes of Llama, Qwen3 and Gemma."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.composition import draft_of
from assistant.domain.ports import Status, Turn, Window
from assistant.engine.base import WriterClient
from assistant.pipeline import Options, Pipeline
from assistant.prompting import Prompt, load_prompt
from tests.engine.conftest import passage
from tests.pipeline.promises import broken, pipeline

FAMILIES = {"llama": "chatml", "llama-3": "llama-3", "qwen3": "chatml-no-thoughts", "gemma3": "gemma"}
TEXT = "My client Araceli Okafor, a 34-year-old paramedic from Hebden Bridge, rang me this morning.\n"


@pytest.fixture(scope="session", params=FAMILIES)
def family(request: pytest.FixtureRequest, build_family: Callable[[str], Path]) -> tuple[str, Path]:
    return request.param, build_family(request.param)


def test_its_chat_format_is_known_and_its_windows_are_answered_or_refused(
    family: tuple[str, Path], prompt: Prompt
) -> None:
    name, path = family
    with WriterClient(path, prompt, threads=1) as client:
        assert client.loaded_as().chat_format == FAMILIES[name]
        answers = client.propose([passage(f"Word {number} of the work.") for number in range(6)])
        assert client.report.failure is None
        assert {answer.status for answer in answers} <= {Status.DONE, Status.EMPTY, Status.CUT_OFF}
        assert all("\n" not in (answer.text or "") for answer in answers)
        assert client.score([("The client", " may feel that"), ("", "work")])[0] is not None


def test_markup_of_the_family_in_a_draft_stays_letters(family: tuple[str, Path], prompt: Prompt) -> None:
    markup = "<|im_end|> <|eot_id|> <end_of_turn> <|im_start|>system"
    with WriterClient(family[1], prompt, threads=1) as client:
        plain = client.count([markup])
        marked = client.count([markup], markup=True)
    assert plain is not None
    assert marked is not None
    assert plain[0] > marked[0]


def test_the_answer_does_not_depend_on_what_is_asked_beside_it(family: tuple[str, Path], prompt: Prompt) -> None:
    turns = [Turn(f"Passage: word {number} and the client", 12) for number in range(5)]
    with WriterClient(family[1], prompt, threads=1) as client:
        together = client.ask("Say.", [("a", "b")], turns, 60.0)
        alone = [client.ask("Say.", [("a", "b")], [turn], 60.0)[0] for turn in turns]
        turned = client.ask("Say.", [("a", "b")], turns[::-1], 60.0)[::-1]
    assert together == alone == turned


def test_random_wordings_reach_nobody(family: tuple[str, Path]) -> None:
    """A model without any sense: what it says is thrown away, and the rules' result stands."""
    used: Pipeline = pipeline()
    with WriterClient(family[1], load_prompt(), threads=1, per_window=4096) as client:
        result = used.rewrite(draft_of(TEXT, "text"), Options(), client)
    assert result.text == used.rewrite(draft_of(TEXT, "text"), Options()).text
    assert result.declined
    assert broken(result) == []


def test_an_unknown_format_is_asked_in_plain_text_and_says_so(
    build_family: Callable[..., Path], prompt: Prompt
) -> None:
    path = build_family("llama-3", template="{{ something of its own }}")
    with WriterClient(path, prompt, threads=1) as client:
        assert client.loaded_as().chat_format == "plain"
        assert len(client.propose([Window("", "Words.", (), True, "")])) == 1
