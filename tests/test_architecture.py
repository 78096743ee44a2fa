"""What the import contracts can't see: what is really loaded when parts of discreet are."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NETWORK = {"aiohttp", "http.client", "httpx", "requests", "socket", "ssl", "urllib.request", "urllib3"}
CORE = (
    "assistant.pipeline",
    "assistant.detect.registry",
    "assistant.diffing.render",
    "assistant.generalise.ladders",
    "assistant.language.tagging",
    "assistant.prompting.prompt",
    "assistant.rewrite.rewriter",
    "assistant.risk.judge",
)
_RUN_EVERYTHING = (
    "import json, sys\n"
    "from importlib import import_module\n"
    "for name in sys.argv[1:]: import_module(name)\n"
    "from assistant.detect.registry import all_rules; all_rules()\n"
    "from assistant.generalise.ladders import builders; builders()\n"
    "print(json.dumps(sorted(sys.modules)))\n"
)


def loaded(*names: str) -> set[str]:
    """The modules of a fresh process that imports `names`, all rules and all ladders."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN_EVERYTHING, *names], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(json.loads(done.stdout))


def test_the_core_runs_without_front_end_engine_and_network() -> None:
    modules = loaded(*CORE)

    adapters = ("cli", "composition", "documents", "engine", "reports", "sandbox", "storage")
    assert {m for m in modules if m.startswith(tuple(f"assistant.{a}" for a in adapters))} == set()
    assert modules & (NETWORK | {"llama_cpp", "typer", "rich", "numpy"}) == set()


def test_commands_load_no_network_client_either() -> None:
    modules = loaded("assistant.cli.rewrite", "assistant.cli.check", "assistant.composition", "assistant.reports.story")

    assert modules & (NETWORK - {"socket"}) == set()
    assert "llama_cpp" not in modules


def test_modules_begin_with_what_they_promise() -> None:
    silent = [p for p in (ROOT / "assistant").rglob("*.py") if not p.read_text("utf-8").lstrip().startswith('"""')]

    assert silent == []


def test_modules_stay_readable() -> None:
    long = {
        p.name: n for p in (ROOT / "assistant").rglob("*.py") if (n := len(p.read_text("utf-8").splitlines())) > 450
    }

    assert long == {}


def test_every_dependency_is_pinned_by_hash_and_no_index_is_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    entries = [e for e in re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)) if e.strip()]
    pinned = {_name(entry.partition("==")[0]) for entry in entries}

    assert {_name(re.split(r"[<>=!~\[; ]", line)[0]) for line in wanted} - pinned == set()
    assert [
        entry for entry in entries if not re.match(r"[\w.-]+==\S+.*--hash=sha256:[0-9a-f]{64}", entry, re.DOTALL)
    ] == []
    assert "://" not in text
    assert "index" not in re.sub(r"^#.*$", "", text, flags=re.MULTILINE)


def _name(text: str) -> str:
    return re.sub(r"[-_.]+", "-", text.strip()).lower()
