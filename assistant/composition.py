"""Wires ports to adapters; the only module that knows them all. Each part is loaded when it is first needed."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.documents import reading, writing
from assistant.domain.text import Draft, Edit

if TYPE_CHECKING:
    from assistant.domain.ports import Ranker, Tagger, WritingModel
    from assistant.engine.ranker import RankerClient
    from assistant.pipeline import Pipeline, Result
    from assistant.prompting.prompt import Prompt


class _Documents:
    """The documents port, for the formats of `assistant.documents`."""

    def reread(self, draft: Draft, text: str) -> Draft:
        return reading.from_text(text, draft.name, draft.format, draft.encoding)

    def apply(self, draft: Draft, edits: Sequence[Edit]) -> str:
        return writing.apply(draft, edits)


def build_pipeline(*, rules_only: bool = False, ranker: Ranker | None = None) -> Pipeline:
    """The use case, with rules and word lists ready to load, and the tagger loading in a worker process.

    With `rules_only`, or where the tagger can't be used, nothing is ever judged Low.
    """
    tagger = None if rules_only else open_tagger()  # its process starts while the rules are loaded here
    from assistant.pipeline import Pipeline

    return Pipeline(_Documents(), tagger, ranker, strict=True)


def open_tagger() -> Tagger | None:
    """The embedded tagger, loading; None where its file is not here."""
    from assistant.engine import embedded
    from assistant.engine.tagger import TaggerClient

    found = embedded.find("tagger")
    return TaggerClient(found.path, found.sha256) if found is not None else None


def open_ranker() -> RankerClient | None:
    """The embedded writer, loading, to say which wordings read well; None where its file is not here. Close it."""
    from assistant.engine import embedded
    from assistant.engine.ranker import RankerClient

    found = embedded.find("writer")
    return RankerClient(found.path, found.sha256) if found is not None else None


def read_draft(path: str) -> Draft:
    """The draft at `path`, or on standard input for "-". Raises DraftError."""
    if path == "-":
        return reading.from_stream(sys.stdin.buffer)
    return reading.load(Path(path))


def draft_of(text: str, kind: str) -> Draft:
    """A draft in memory; `kind` is "text" or "markdown"."""
    return reading.from_text(text, "-", kind)


def default_output(draft_path: Path, result: Result) -> Path:
    """Where the result goes unless the person says otherwise. A telling file name is not repeated."""
    from assistant.domain.details import Kind
    from assistant.storage.atomic import output_path

    telling = any(d.kind is Kind.FILE_NAME and d.counts for d in result.analysis.details)
    return output_path(draft_path, telling)


def write_result(draft: Draft, result: Result, original: Path | None, out: Path, *, replace: bool = False) -> None:
    """Write the rewritten draft to `out`, whole or not at all, in the draft's encoding. Raises DraftError."""
    from assistant.documents.decoding import encode
    from assistant.storage import atomic

    atomic.write(out, encode(result.text, draft.encoding), original=original, replace=replace)


@contextmanager
def open_model(path: Path, prompt: Prompt | None = None) -> Iterator[WritingModel]:
    """A writing model in a worker process of its own, asked with `prompt`. Raises ModelError."""
    from assistant.engine import catalogue
    from assistant.prompt_wiring import open_writer

    with open_writer(catalogue.find(path), prompt) as client:
        yield client
