"""What the tests of the command line share: invented drafts, and commands run as people run them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

CASE = (
    "My client Araceli Okafor, a 34-year-old paramedic from Hebden Bridge, rang me this morning.\n"
    '"I only feel real when I am driving," she said.\n'
    "\n"
    "Rest is not a prize for finishing.\n"
)
"""An invented draft with something of every sort in it."""

THEORY = "Silence in a session can mean many things. It helps to wait before filling it.\n"
"""An invented draft about nobody."""


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended and what it wrote."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")


def nothing() -> None:
    """In place of the filter, which would stay on this process for good."""


Discreet = Callable[..., Ran]


def program(
    *arguments: str | Path, given: bytes = b"", code: str = "", settings: Mapping[str, str] | None = None
) -> Ran:
    """`python -m assistant`, or `code` in its place, in a process of its own."""
    start = ["-c", code] if code else ["-m", "assistant"]
    done = subprocess.run(
        [sys.executable, *start, *map(str, arguments)],
        input=given,
        capture_output=True,
        timeout=120,
        check=False,
        env={**os.environ, **(settings or {})},
    )
    return Ran(done.returncode, done.stdout, done.stderr.decode("utf-8"))
