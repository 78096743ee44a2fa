"""Tiny models, written once per run, and a short prompt to go with them."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from assistant.domain.ports import Mark, Window
from assistant.prompting import Prompt, parse_prompt

SCRIPT = Path(__file__).parents[2] / "scripts" / "build_tiny_gguf.py"

SHORT_PROMPT = """---
name: short
version: 1
summary: For tests.
---
{% block system %}Say less.{% endblock %}
{% block user %}{{ passage }}{% endblock %}
"""


def _script() -> ModuleType:
    import sys

    spec = importlib.util.spec_from_file_location("build_tiny_gguf", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """`random`, `quantised` (both with random weights) and `chain` (answers "some")."""
    folder = tmp_path_factory.mktemp("models")
    script = _script()
    return {
        "random": script.build(folder / "random.gguf", "random"),
        "quantised": script.build(folder / "quantised.gguf", "random", "q4_0", shape=script.Shape(2, 128)),
        "chain": script.build(folder / "chain.gguf", "chain"),
    }


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., bytes]:
    """Bytes of a tiny model, to be damaged."""

    def made(kind: str = "random") -> bytes:
        path: Path = _script().build(tmp_path_factory.mktemp("built") / "model.gguf", kind)
        return path.read_bytes()

    return made


@pytest.fixture(scope="session")
def build_family(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A tiny model with random weights, of an architecture and vocabulary."""

    def made(family: str, template: str | None = None) -> Path:
        path = tmp_path_factory.mktemp("family") / f"{family}.gguf"
        written: Path = _script().build(path, "random", template=template, family=family)
        return written

    return made


@pytest.fixture
def prompt() -> Prompt:
    return parse_prompt(SHORT_PROMPT)


def passage(text: str, whole: bool = True) -> Window:
    """A window whose first word is marked."""
    return Window("", text, (Mark(0, len(text.split(" ")[0]), "name", ""),), whole, "")
