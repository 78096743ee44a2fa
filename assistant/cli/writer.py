"""What is told of the model that worded passages: which one it was, and whether it failed on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.domain.ports import WritingModel


def identity(writer: WritingModel) -> str:
    """Name and hash of the model, for results that must be repeatable. Reads the whole file the first time."""
    from assistant.engine.base import WriterClient

    if not isinstance(writer, WriterClient):
        return type(writer).__name__
    info = writer.info()
    asked = f" prompt:{writer.prompt_identity}" if writer.prompt_identity else ""
    return f"{info.name} sha256:{info.sha256}{asked}"


def trouble(writer: WritingModel) -> str:
    """Why the model left answers out since this was last asked, as a sentence; empty where it did not."""
    from assistant.engine.base import WriterClient

    if not isinstance(writer, WriterClient):
        return ""
    failure = writer.trouble()
    if failure is not None:
        return failure.sentence
    if writer.loaded_as().chat_format == "plain":
        return "This model has no chat format that discreet knows, so it was asked in plain text."
    return ""
