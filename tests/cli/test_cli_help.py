"""Help, versions and completion: there at once, complete, and readable on any terminal."""

from __future__ import annotations

import inspect
from importlib import import_module

import pytest
from cli_tools import Discreet, program

from assistant import __version__
from assistant.cli.app import COMMANDS


def test_help_loads_nothing_that_takes_time() -> None:
    code = (
        "import sys\n"
        "from assistant.cli.app import run\n"
        "run(['--help'])\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "ours = {name for name in sys.modules if name.startswith('assistant.') and '.cli' not in name}\n"
        "print(sorted(loaded & {'rich', 'llama_cpp', 'numpy', 'markdown_it', 'phonenumbers', 'yaml'}), "
        "sorted(ours - {'assistant.domain', 'assistant.domain.errors'}))\n"
    )
    ran = program(code=code)

    assert ran.text.splitlines()[-1] == "[] []"


def test_every_command_is_listed_and_explained(discreet: Discreet) -> None:
    listed = discreet("--help")

    assert listed.code == 0
    assert "Nothing you write" in listed.text
    for name, summary in COMMANDS.items():
        assert f"{name} " in listed.text
        assert summary in " ".join(listed.text.split())
        helped = discreet(name, "--help")
        assert helped.code == 0
        function = getattr(import_module(f"assistant.cli.{name}"), name)
        assert (inspect.getdoc(function) or "").splitlines()[0] in " ".join(helped.text.split())


def test_the_version_is_the_packages(discreet: Discreet) -> None:
    assert discreet("--version").text == f"discreet {__version__}\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_can_complete(shell: str) -> None:
    ran = program("--show-completion", shell, settings={"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"})

    assert ran.code == 0
    assert "_DISCREET_COMPLETE" in ran.text


def test_commands_and_kinds_complete() -> None:
    def completed(line: str) -> str:
        settings = {
            "_DISCREET_COMPLETE": "complete_bash",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(line.split(" ")) - 1),
        }
        return program(settings=settings).text

    assert completed("discreet re").split() == ["review", "rewrite"]
    assert "person-name" in completed("discreet explain per")
    assert "--max-risk" in completed("discreet check --max")
