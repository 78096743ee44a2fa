"""Writes the pages of docs/ that come from the program itself: one per kind, every command's help, every setting.

    python scripts/build_docs.py [--check]

With --check nothing is written; it exits 1 and names the pages that are out of date. A test calls `pages` too.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from assistant.cli.app import COMMANDS
from assistant.detect.rule import Example
from assistant.domain.details import EXEMPTING, Kind
from assistant.reports.kinds import KindPage, page
from assistant.reports.words import KINDS, kind_name, sentence
from assistant.settings.changing import toml
from assistant.settings.keys import described

DOCS = Path(__file__).resolve().parent.parent / "docs"
_GENERATED = "<!-- Written by scripts/build_docs.py from the rules themselves; change those, then run `make docs`. -->"


def pages() -> dict[Path, str]:
    """Every generated page by its path below docs/."""
    found = {Path("kinds") / f"{kind.value}.md": _kind_page(page(kind)) for kind in Kind}
    found[Path("kinds") / "README.md"] = _kinds_index()
    found[Path("guide") / "options.md"] = _options()
    found[Path("guide") / "settings.md"] = _settings()
    return found


def _kinds_index() -> str:
    lines = [_GENERATED, "", "# Kinds of detail", "", "What discreet looks for, by kind.", ""]
    lines += [_entry(kind) for kind in Kind if kind not in EXEMPTING]
    lines += ["", "Statements that make discreet leave details alone:", ""]
    lines += [_entry(kind) for kind in Kind if kind in EXEMPTING]
    return "\n".join(lines) + "\n"


def _entry(kind: Kind) -> str:
    return f"- [{kind.value}]({kind.value}.md): {KINDS[kind][1]}"


def _kind_page(shown: KindPage) -> str:
    name = kind_name(shown.kind)
    lines = [_GENERATED, "", f"# {name[0].upper()}{name[1:]}", "", f"`{shown.kind.value}`. {shown.meaning}", ""]
    if shown.kind in EXEMPTING:
        lines += ["Where this stands, discreet leaves the details that it covers alone, and says so.", ""]
    if not shown.seen_by:
        lines += ["discreet finds it by how other details stand together; no rule looks for it alone.", ""]
    for seen in shown.seen_by:
        lines += [f"## {seen.rule.id}", "", sentence(seen.rule.summary), "", "Found:", ""]
        lines += [f"- {_marked(example)}" for example in seen.examples]
        lines += ["", "Left alone:", "", *(f"- {_plain(text)}" for text in seen.rule.ignores[:3]), ""]
        lines += [f"Source: {sentence(seen.rule.source)}", ""]
    if shown.climbs:
        lines += ["## Said more generally", ""]
        for climb in shown.climbs:
            lines.append(f"- {' → '.join((climb.words, *(rung or '*left out*' for rung in climb.rungs)))}")
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _marked(example: Example) -> str:
    """The sentence with the words that are found in bold."""
    text, at = example.sentence, 0
    out: list[str] = []
    for words in example.words:
        start = text.find(words, at)
        if start < 0:
            return f"{_plain(text)} (**{'**; **'.join(_plain(w) for w in example.words)}**)"
        out += [_plain(text[at:start]), f"**{_plain(words)}**"]
        at = start + len(words)
    return "".join((*out, _plain(text[at:])))


def _plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    escaped = "".join(f"\\{c}" if c in "\\`*_[]<>#" else c for c in text)
    return " ".join(escaped.splitlines())


def _options() -> str:
    lines = [
        _GENERATED,
        "",
        "# Every option",
        "",
        "What each command says with `--help`. What is not given comes from the [settings](config.md).",
        "",
    ]
    for arguments in ((), *(words for name in COMMANDS for words in _words(name))):
        lines += [f"## discreet {' '.join(arguments)}".rstrip(), "", "```", _help(arguments).rstrip(), "```", ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _words(name: str) -> Iterator[tuple[str, ...]]:
    """The command, then its subcommands."""
    yield (name,)
    group = getattr(import_module(f"assistant.cli.{name}"), "app", None)
    for command in group.registered_commands if group else ():
        yield name, command.name or command.callback.__name__


def _settings() -> str:
    lines = [_GENERATED, "", "# Every setting", "", "How to set one: [config](config.md)."]
    group = ""
    for name, key in described().items():
        if name.partition(".")[0] != group:
            group = name.partition(".")[0]
            lines += [
                "",
                f"## {group}",
                "",
                "| key | meaning | takes | without it | variable |",
                "|---|---|---|---|---|",
            ]
        plain = "not set" if key.default in (None, "", (), {}) else f"`{toml(key.default)}`"
        lines.append(f"| `{name}` | {_cell(key.meaning)} | {_cell(key.takes)} | {plain} | `{key.variable}` |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return _plain(text).replace("|", "\\|")


def _help(arguments: tuple[str, ...]) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DISCREET_")} | {"COLUMNS": "80"}
    command = [sys.executable, "-m", "assistant", *arguments, "--help"]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout


def main() -> int:
    wanted = pages()
    stale = [path for path, text in wanted.items() if not _same(DOCS / path, text)]
    if "--check" in sys.argv[1:]:
        for path in stale:
            print(f"docs/{path.as_posix()} is out of date; run `make docs`")
        return 1 if stale else 0
    for path in stale:
        (DOCS / path).parent.mkdir(parents=True, exist_ok=True)
        (DOCS / path).write_text(wanted[path], encoding="utf-8")
        print(f"wrote docs/{path.as_posix()}")
    return 0


def _same(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main())
