"""Standard output: drafts byte for byte, one document, or lines for people. Nothing else writes there.

A reader that goes away is no error; where it can't be written to, that is a DraftError.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from assistant.cli.text import width_of
from assistant.domain.errors import DraftError

if TYPE_CHECKING:
    from assistant.domain.risk import Tier
    from assistant.reports.story import Paint

_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "→": "->", "�": "?", "•": "-", "·": "-"}
)
"""For terminals that know no more than ASCII."""
_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that move the cursor, change the terminal, or turn the direction of writing."""
_OURS = re.compile(r"(\x1b\[(?:[012]|3[1235](?:;[49])?)m)")
"""The emphasis that reports put in themselves."""
_HEADING, _QUIET, _END = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def is_terminal() -> bool:
    """Whether a person reads standard output."""
    return sys.stdout.isatty()


def width() -> int:
    """Columns of standard output."""
    return width_of(sys.stdout)


def colours() -> bool:
    """Whether standard output shows colours and the person wants them (no-color.org)."""
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def paint() -> Paint:
    """Emphasis for this terminal."""
    from assistant.reports.story import PLAIN, Paint

    if not colours():
        return PLAIN
    return Paint(
        heading=lambda text: f"{_HEADING}{text}{_END}",
        quiet=lambda text: f"{_QUIET}{text}{_END}",
        tier=_tier,
    )


def _tier(tier: Tier, text: str) -> str:
    colour = ("\x1b[32m", "\x1b[33m", "\x1b[31m", "\x1b[35m")[tier]
    return f"{colour}{text}{_END}"


def lines(entries: Iterable[str]) -> None:
    """Lines for people or tools, in whatever the terminal can show; no name of a file, model or prompt steers it."""
    encoding, coloured = sys.stdout.encoding or "ascii", colours()
    for given in entries:
        entry = _tame(given, coloured=coloured)
        try:
            entry.encode(encoding)
        except UnicodeEncodeError:
            entry = entry.translate(_PLAIN)
        _write((entry + "\n").encode(encoding, "replace"))
    _flush()


def _tame(text: str, *, coloured: bool) -> str:
    """`text` with what would steer a terminal shown as "�", but for our own emphasis where there are colours."""
    parts = _OURS.split(text) if coloured else [text]
    return "".join(part if number % 2 else _STEERING.sub("�", part) for number, part in enumerate(parts))


def document(content: dict[str, Any]) -> None:
    """One JSON document in UTF-8."""
    import json

    whole(json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def whole(text: str) -> None:
    """One document in UTF-8, whatever the terminal can show; its end of line is its own."""
    _write(text.encode("utf-8", "replace"))
    _flush()


def draft(text: str, encoding: str) -> None:
    """A whole draft, byte for byte."""
    _write(text.encode(encoding))
    _flush()


def _write(data: bytes) -> None:
    with _heard():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)


def _flush() -> None:
    with _heard():
        sys.stdout.buffer.flush()


@contextmanager
def _heard() -> Iterator[None]:
    """When the reader has gone (`| head`), the rest goes nowhere, quietly; what else goes wrong is a DraftError."""
    try:
        yield
    except BrokenPipeError:
        _nowhere()
    except OSError as error:
        _nowhere()
        raise DraftError(
            f"What there is to show could not be written to standard output ({os.strerror(error.errno or 0)}).",
            "Make room on the disk that it goes to, or send it elsewhere.",
        ) from None


def _nowhere() -> None:
    """Point standard output at nothing, so that neither we nor the interpreter's own flush at exit fails again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
