"""What a command needs from the rest of discreet, each part loaded when it is first asked for.

Tests hand a session of their own to `run`, so that any part can be made to fail without touching the environment.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.batch.posts import Archive
    from assistant.batch.run import Plan
    from assistant.batch_wiring import PostsRequest, Request
    from assistant.domain.ports import Ranker, Teller, WritingModel
    from assistant.domain.text import Draft
    from assistant.engine.ranker import RankerClient
    from assistant.pipeline import Pipeline, Result
    from assistant.prompting.prompt import Prompt
    from assistant.settings.model import Settings

NO_PLAIN_TEXT = (".docx", ".odt", ".rtf")
"""How the names of documents end that words alone don't make; pages and tables are text, and reports may be either."""
RESULT = ".discreet."
"""What the name of a result holds. A file that has it is replaced by a newer result; any other file is left alone."""


def _build_pipeline(
    *, rules_only: bool = False, ranker: Ranker | None = None, teller: Teller | None = None
) -> Pipeline:
    from assistant.composition import build_pipeline

    return build_pipeline(rules_only=rules_only, ranker=ranker, teller=teller)


def _open_ranker() -> RankerClient | None:
    from assistant.composition import open_ranker

    return open_ranker()


def _read_draft(path: str) -> Draft:
    from assistant.composition import read_draft

    return read_draft(path)


def _open_model(path: Path, prompt: Prompt | None = None) -> AbstractContextManager[WritingModel]:
    from assistant.composition import open_model

    return open_model(path, prompt)


def _write(draft: Draft, result: Result, original: Path | None, out: Path | None) -> Path:
    from assistant.composition import default_output, write_result

    if out is None:
        assert original is not None, "standard input has no place beside it"
        out = default_output(original, result)
    write_result(draft, result, original, out, replace=RESULT in out.name)
    return out


def _refusal(draft: Draft, result: Result, original: Path) -> str:
    from assistant.composition import refusal

    return refusal(draft, result, original)


def _write_review(draft: Draft, result: Result, original: Path, beside: Path) -> Path:
    from assistant.composition import write_review

    return write_review(draft, result, original, beside)


def _write_text(path: Path, text: str, original: Path | None, *, replace: bool = False, option: str = "") -> None:
    from assistant.storage.atomic import write

    _check_plain(path)
    replace = replace or RESULT in path.name
    write(path, text.encode("utf-8", "replace"), original=original, replace=replace, option=option)


def _check_plain(path: Path) -> None:
    from assistant.documents.sources import check_plain

    if path.suffix.lower() in NO_PLAIN_TEXT:
        check_plain(path.name)


def check_place(path: Path, option: str, original: Path | None = None) -> None:
    """Refuse a place for text, named with `option`, before any work is done that it could not keep.

    Raises DraftError.
    """
    from assistant.storage.atomic import check

    _check_plain(path)
    check(path, original=original, replace=RESULT in path.name, option=option)


def check_result(out: Path, original: Path | None) -> None:
    """Refuse a place for a result before any work is done that it could not keep. Raises DraftError."""
    from assistant.storage.atomic import check

    check(out, original=original, replace=RESULT in out.name)


def _load_settings(folder: Path) -> Settings:
    from assistant.settings.loading import load

    return load(folder).settings


def _confine() -> None:
    from assistant.sandbox import Profile, confine

    confine(Profile.FRONT_END)


def _open_batch(
    request: Request, confine: Callable[[], None]
) -> AbstractContextManager[tuple[Plan, WritingModel | None]]:
    from assistant.batch_wiring import open_batch

    return open_batch(request, confine)


def _read_archive(request: PostsRequest, confine: Callable[[], None], hear: Callable[[int, int], None]) -> Archive:
    from assistant.batch_wiring import read_archive

    return read_archive(request, confine, hear)


def _sign() -> Callable[[bytes], str]:
    from assistant.storage.keys import key, sign

    secret = key()
    return lambda data: sign(secret, data)


@dataclass(frozen=True, slots=True)
class Session:
    """The parts; the defaults are the real ones."""

    build_pipeline: Callable[..., Pipeline] = _build_pipeline
    open_ranker: Callable[[], RankerClient | None] = _open_ranker
    """The embedded writer, loading; None where it is not here."""
    read_draft: Callable[[str], Draft] = _read_draft
    """From a path, or "-" for standard input. Raises DraftError."""
    open_model: Callable[..., AbstractContextManager[WritingModel]] = _open_model
    """From a path, and the prompt if it is not the one that comes with discreet. Raises ModelError."""
    write: Callable[[Draft, Result, Path | None, Path | None], Path] = _write
    """The result of a draft, from an original or standard input (None), to a path or beside the original (None);
    returns the path. Raises DraftError."""
    refusal: Callable[[Draft, Result, Path], str] = _refusal
    """Why the result of a draft can't be written in the format of its original; empty where it can."""
    write_review: Callable[[Draft, Result, Path, Path], Path] = _write_review
    """A copy of a Word document with tracked changes beside its result, which is the last; returns its path.
    Raises DraftError."""
    write_text: Callable[..., None] = _write_text
    """Text to a path, beside the result of an original, which is never overwritten; what is there is replaced where
    it is a result, or with `replace`. `option` is what the path was named with. Raises DraftError."""
    load_settings: Callable[[Path], Settings] = _load_settings
    """What is set for drafts in a folder. Raises UsageError."""
    confine: Callable[[], None] = _confine
    """Gives up the network for good; called once the workers run and before a draft is read."""
    open_batch: Callable[[Request, Callable[[], None]], AbstractContextManager[tuple[Plan, WritingModel | None]]] = (
        _open_batch
    )
    """Everything that a batch needs; the second argument is called once workers run and before a draft is read.
    Raises UsageError, ModelError."""
    read_archive: Callable[[PostsRequest, Callable[[], None], Callable[[int, int], None]], Archive] = _read_archive
    """The posts of an archive, ranked; the last hears how many are done, of how many. Raises DraftError."""
    sign: Callable[[], Callable[[bytes], str]] = _sign
    """A keyed hash with this person's key. Raises UsageError."""
