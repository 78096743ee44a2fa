"""On a terminal: narrow ones, ones without colours, ones that know no more than ASCII, and readers that go away."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from pathlib import Path

import pytest
from cli_tools import program

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def on_terminal(columns: int, *arguments: str | Path, settings: Mapping[str, str] | None = None) -> str:
    """What a terminal of so many columns is sent on standard output."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    environment = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR")}
    environment |= {"TERM": "xterm-256color", **(settings or {})}
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    os.close(theirs)
    sent = bytearray()
    while True:
        try:
            data = os.read(ours, 65536)
        except OSError:
            break
        if not data:
            break
        sent += data
    os.close(ours)
    assert process.wait(60) == 0
    return sent.decode("utf-8").replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
def test_no_line_of_the_report_is_wider_than_the_terminal(case: Path, columns: int) -> None:
    shown = ESCAPE.sub("", on_terminal(columns, "rewrite", case))

    assert "WHO COULD TELL" in shown
    assert [line for line in shown.splitlines() if len(line) > columns] == []


def test_colours_only_where_they_are_wanted(case: Path) -> None:
    assert ESCAPE.search(on_terminal(80, "rewrite", case))
    assert "\x1b" not in on_terminal(80, "rewrite", case, settings={"NO_COLOR": "1"})
    assert "\x1b" not in on_terminal(80, "rewrite", case, settings={"TERM": "dumb"})


def test_colours_add_nothing_but_emphasis(case: Path) -> None:
    coloured = on_terminal(80, "rewrite", case)
    plain = on_terminal(80, "rewrite", case, settings={"NO_COLOR": "1"})

    assert ESCAPE.sub("", coloured) == plain


def test_a_draft_does_not_steer_the_terminal(tmp_path: Path) -> None:
    draft = tmp_path / "post.txt"
    draft.write_text(
        "My client Araceli \x1b[2J\x1b]0;owned\x07 Okafor said “I \x1b[31mhate it\u202e” today.\n", encoding="utf-8"
    )

    shown = on_terminal(80, "rewrite", draft, settings={"NO_COLOR": "1"})

    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "\u202e" not in shown


def test_a_terminal_that_knows_only_ascii(case: Path) -> None:
    ran = program("rewrite", case, "--show", settings={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})

    assert ran.code == 0
    assert ran.out.isascii()
    assert '"' in ran.text


def test_a_reader_that_goes_away_is_no_error(case: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", "check", *[str(case)] * 3],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read().decode()
    process.stderr.close()

    assert process.wait(60) == 0
    assert "BrokenPipe" not in said
    assert "mistake" not in said
