"""Runs a download in its own process and says how it ends; loads nothing of the network itself."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import assistant
from assistant.domain.errors import ModelError
from assistant.fetch.job import FailedDownload, Finished, Job, Progress, Why, decode, encode

ADDRESS = "https://huggingface.co/{repo}/resolve/main/{file}"
"""Where public models are, by the name of their repository and file."""

_SENTENCES = {
    Why.ADDRESS: (
        "That is no address to download from.",
        "It has to be REPO/FILE, or an address that starts with https.",
    ),
    Why.REFUSED: (
        "The other side refused to send the file.",
        "Some models ask for an account; load it yourself and add it.",
    ),
    Why.MISSING: ("The file is not there.", "Check the name, or choose one from: discreet models suggest"),
    Why.UNREACHABLE: ("The other side can't be reached.", "Check the connection and try again."),
    Why.BROKEN_OFF: (
        "The connection broke off several times.",
        "Run the same command again; it goes on where it stopped.",
    ),
    Why.HASH: (
        "The file is not the one that was asked for: its hash differs. It was deleted.",
        "Try again later; if it happens twice, choose another model and tell us.",
    ),
    Why.NO_MODEL: ("What came is not a model in GGUF format. It was deleted.", "Check the name of the file."),
    Why.THERE: ("A file of that name is there already.", "See: discreet models list"),
    Why.BUSY: ("This file is being downloaded already.", "Wait until that has ended."),
    Why.WRITING: ("The file could not be written.", "See whether you may write to the folder of models."),
}


def address(repo: str, file: str) -> str:
    """The address of a file of a public repository."""
    return ADDRESS.format(repo=repo, file=file)


def fetch(job: Job, progress: Callable[[int, int], None]) -> Finished:
    """Download; `progress` hears bytes done and in all. Raises ModelError with a sentence and what to do."""
    ended: Finished | FailedDownload | None = None
    process = subprocess.Popen(
        [sys.executable, "-P", "-s", "-m", "assistant.fetch"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        try:
            process.stdin.write(encode(job))
            process.stdin.close()
            for line in process.stdout:
                event = decode(line)
                if isinstance(event, Progress):
                    progress(event.done, event.total)
                elif isinstance(event, Finished | FailedDownload):
                    ended = event
        except (OSError, ValueError):
            ended = None
        finally:
            process.kill()
    if isinstance(ended, Finished):
        return ended
    raise _error(ended)


def _error(ended: FailedDownload | None) -> ModelError:
    if ended is None:
        return ModelError(
            "The download stopped unexpectedly.", "Run the same command again; it goes on where it stopped."
        )
    if ended.why == Why.SPACE.value:
        missing = f"{max(ended.number, 1) / 1e9:.1f} GB"
        return ModelError(
            f"There is not enough space on the disk: {missing} more are needed.", "Make room and try again."
        )
    known = next((why for why in Why if why.value == ended.why), Why.WRITING)
    return ModelError(*_SENTENCES[known])


def _environment() -> dict[str, str]:
    """The person's environment, for their proxy, without what could change what the process loads."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LD_", "DYLD_"))}
    return kept | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(Path(assistant.__file__).parent.parent)}
