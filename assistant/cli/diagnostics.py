"""Standard error and exit codes: everything that is said about a run, never a word of a draft.

An unexpected error is one sentence with a code made of its type and place. Its message and the values of variables
are never shown, because either may hold words of the draft.
"""

from __future__ import annotations

import os
import sys
import threading
import traceback
import warnings
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from assistant.cli.text import printable, wrapped
from assistant.domain.errors import DiscreetError, ExitCode

if TYPE_CHECKING:
    from assistant.domain.text import Draft

_PACKAGE = Path(__file__).parent.parent


def hush() -> None:
    """Let nothing but this module write to standard error: no warning, no log record, no traceback."""
    warnings.simplefilter("ignore")
    sys.excepthook = _on_error
    sys.unraisablehook = lambda _unraisable: None
    threading.excepthook = lambda _failed: None


def hush_logging() -> None:
    """The same for libraries that log; called once such a library may be loaded."""
    import logging

    logging.disable(logging.CRITICAL)


def say(text: str) -> None:
    """One sentence or more of narration, wrapped to the terminal."""
    _write("\n".join(wrapped(printable(text), sys.stderr)) + "\n")


def progress(text: str) -> None:
    """A line that the next one replaces; nothing where nobody watches. An empty text takes it away."""
    if watched():
        _write(f"\r\x1b[2K{printable(text)}")


def beside(draft: Draft, *, result: bool = True) -> None:
    """What a file holds besides its text; of what a result leaves out only where there is a `result`."""
    if result and draft.dropped:
        say(f"Not in the result: {', '.join(draft.dropped)}.")
    if draft.unseen:
        say(f"Not looked at: {', '.join(draft.unseen)}.")


def watched() -> bool:
    """Whether a person sees standard error come."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def report(error: DiscreetError, about: str = "") -> ExitCode:
    """Say what went wrong and what to do; the code that the command ends with."""
    say(f"{about}: {error}" if about else str(error))
    return error.exit_code


def unexpected(error: BaseException) -> ExitCode:
    """Say that discreet made a mistake of its own, and how to report it without the draft."""
    say(
        f"discreet made a mistake and stopped: {code_of(error)}. Your draft was not changed. "
        "Please report that code with what `discreet doctor` says; never send the draft."
    )
    return ExitCode.SOME_FILES_FAILED


def code_of(error: BaseException) -> str:
    """Type and place of an error, without its message: "KeyError at rewrite/plan.py:88"."""
    place = "an unknown place"
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        if path.is_relative_to(_PACKAGE):
            place = f"{path.relative_to(_PACKAGE).as_posix()}:{frame.lineno}"
    return f"{type(error).__name__} at {place}"


def _on_error(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    unexpected(error)


def _write(text: str) -> None:
    """To standard error, whatever it can show; a closed one is no reason to fail."""
    try:
        encoding = sys.stderr.encoding or "ascii"
        sys.stderr.write(text.encode(encoding, "replace").decode(encoding))
        sys.stderr.flush()
    except (OSError, ValueError):
        return
