"""The pages of the docs: generated ones are current, links lead somewhere, promises are kept to."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").glob("README.md")])
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def build_docs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_docs", ROOT / "scripts" / "build_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_current() -> None:
    pages = build_docs().pages()
    stale = [path for path, text in pages.items() if (ROOT / "docs" / path).read_text(encoding="utf-8") != text]

    assert stale == [], "run `make docs`"


def test_no_page_of_a_kind_is_left_over() -> None:
    wanted = {path.name for path in build_docs().pages() if path.parent.name == "kinds"}

    assert {p.name for p in (ROOT / "docs" / "kinds").iterdir()} == wanted


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = _CODE.sub("", page.read_text(encoding="utf-8"))
    targets = [t for t in _LINK.findall(text) if "://" not in t and not t.startswith("mailto:")]

    assert [t for t in targets if not (page.parent / t).exists()] == []


def test_the_first_line_of_the_readme_is_the_promise() -> None:
    first = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[0]

    assert first == "Nothing you write leaves this machine."


def test_security_says_what_it_does_and_what_it_does_not() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "SECURITY.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert headings[:2] == ["What discreet protects against", "What it does not"]


def test_security_calls_no_format_unread_that_is_read() -> None:
    limits = (ROOT / "SECURITY.md").read_text(encoding="utf-8").partition("## What it does not")[2]

    assert not re.search(r"Word files|ODT|RTF|HTML|CSV|has to become plain text", limits)
    assert "docs/guide/formats.md" in limits


def test_the_guide_has_a_page_for_every_command() -> None:
    from assistant.cli.app import COMMANDS

    assert all((ROOT / "docs" / "guide" / f"{name}.md").exists() for name in COMMANDS)
