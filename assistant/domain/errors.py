"""One family of errors: each is a sentence for the person, with what to do next and the exit code it ends in."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ends (design.md, "Contracts")."""

    DONE = 0
    ABOVE_MAX_RISK = 1
    USAGE = 2
    MODEL = 3
    SOME_FILES_FAILED = 4
    INTERRUPTED = 130


class DiscreetError(Exception):
    """Something that the person can be told in a sentence. Never carries words of a draft."""

    exit_code = ExitCode.USAGE

    def __init__(self, message: str, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        """What happened, a full sentence."""
        self.next_step = next_step
        """What to do now, a full sentence, or empty where nothing helps."""

    def __str__(self) -> str:
        return f"{self.message} {self.next_step}".strip()


class UsageError(DiscreetError):
    """An option or a value that can't be used."""


class DraftError(DiscreetError):
    """A draft that can't be read, or a result that can't be written."""

    exit_code = ExitCode.SOME_FILES_FAILED


class ModelError(DiscreetError):
    """A model file that is missing, broken or too large for this machine."""

    exit_code = ExitCode.MODEL


class VaultError(DiscreetError):
    """A vault that is not there, does not open or can't be written."""
