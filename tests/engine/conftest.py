"""Tiny models, written once per run, and a short prompt to go with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.domain.ports import Mark, Window
from assistant.prompting import Prompt, parse_prompt
from tests import tiny


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """`random`, `quantised` (both with random weights) and `chain` (answers "some")."""
    folder = tmp_path_factory.mktemp("models")
    return {
        "random": tiny.build(folder / "random.gguf", "random"),
        "quantised": tiny.build(folder / "quantised.gguf", "random", "q4_0", shape=tiny.Shape(2, 128)),
        "chain": tiny.build(folder / "chain.gguf", "chain"),
    }


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., bytes]:
    """Bytes of a tiny model, to be damaged."""

    def made(kind: str = "random") -> bytes:
        path: Path = tiny.build(tmp_path_factory.mktemp("built") / "model.gguf", kind)
        return path.read_bytes()

    return made


@pytest.fixture(scope="session")
def build_family(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A tiny model with random weights, of an architecture and vocabulary."""

    def made(family: str, template: str | None = None) -> Path:
        path = tmp_path_factory.mktemp("family") / f"{family}.gguf"
        written: Path = tiny.build(path, "random", template=template, family=family)
        return written

    return made


@pytest.fixture
def prompt() -> Prompt:
    return parse_prompt(tiny.SHORT_PROMPT)


def passage(text: str, whole: bool = True) -> Window:
    """A window whose first word is marked."""
    return Window("", text, (Mark(0, len(text.split(" ")[0]), "name", ""),), whole, "")
