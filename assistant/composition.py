"""Wires ports to adapters; the only module that knows them all. Each part is loaded when it is first needed."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace as with_fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.documents import reading, sources, writing
from assistant.domain.text import Draft, Edit

if TYPE_CHECKING:
    from assistant.domain.ports import Ranker, Sifter, Tagger, Teller, WritingModel
    from assistant.engine.ranker import RankerClient
    from assistant.engine.tagger import TaggerClient
    from assistant.pipeline import Pipeline, Result
    from assistant.prompting.prompt import Prompt


class _Documents:
    """The documents port, for the formats of `assistant.documents`."""

    def reread(self, draft: Draft, text: str) -> Draft:
        return reading.from_text(text, draft.name, draft.format, draft.encoding)

    def apply(self, draft: Draft, edits: Sequence[Edit]) -> str:
        return writing.apply(draft, edits)


def build_pipeline(*, rules_only: bool = False, ranker: Ranker | None = None, teller: Teller | None = None) -> Pipeline:
    """The use case, with rules and word lists ready to load, and the tagger loading in a worker process.

    With `rules_only`, or where the tagger can't be used, nothing is ever judged Low.
    """
    tagger = None if rules_only else open_tagger()  # its process starts while the rules are loaded here
    return pipeline_with(tagger, ranker, teller, tagger)


def pipeline_with(
    tagger: Tagger | None, ranker: Ranker | None = None, teller: Teller | None = None, sifter: Sifter | None = None
) -> Pipeline:
    """The use case with this tagger, or with rules alone; then nothing is ever judged Low."""
    from assistant.pipeline import Pipeline

    return Pipeline(_Documents(), tagger, ranker, teller, sifter, strict=True)


@cache
def open_tagger() -> TaggerClient | None:
    """The embedded tagger, which is the sifter too, loading; None where its file is not here.

    One worker serves this whole process.
    """
    from assistant.engine import embedded
    from assistant.engine.tagger import TaggerClient

    found = embedded.find("tagger")
    return None if found is None else TaggerClient(found.path, found.sha256)


def open_ranker(*, many: bool = False) -> RankerClient | None:
    """The embedded writer, loading, for `many` drafts at once or one; None where a file of it is not here. Close it."""
    from assistant.engine import embedded
    from assistant.engine.admission import MANY
    from assistant.engine.ranker import TOGETHER, RankerClient

    found = embedded.find("writer")
    if found is None:
        return None
    base, adapter = (found.path, None) if found.base is None else (found.base, found.path)
    return RankerClient(base, found.hashes, adapter=adapter, together=MANY[-1] if many else TOGETHER)


def read_draft(path: str) -> Draft:
    """The draft at `path`, or on standard input for "-". Raises DraftError."""
    if path == "-":
        return reading.from_stream(sys.stdin.buffer)
    if not sources.is_plain(path):
        return _read_document(Path(path))
    return reading.load(Path(path))


def _read_document(path: Path) -> Draft:
    """A word processor's file, a page, a table or a mail, opened in a process that can do nothing else."""
    from assistant.workers.single import opened

    found = opened(reading.read_file(path, sources.largest(path.name)), path.name)
    draft = reading.from_text(found.text, path.name, found.format, found.encoding)
    return with_fields(draft, dropped=found.dropped, unseen=found.unseen)


def draft_of(text: str, kind: str) -> Draft:
    """A draft in memory; `kind` is "text" or "markdown"."""
    return reading.from_text(text, "-", kind)


def default_output(draft_path: Path, result: Result) -> Path:
    """Where the result goes unless the person says otherwise. A telling file name is not repeated."""
    from assistant.domain.details import Kind

    return likely_output(draft_path, any(d.kind is Kind.FILE_NAME and d.counts for d in result.analysis.details))


def likely_output(draft_path: Path, telling: bool = False) -> Path:
    """Where the result of a draft goes, whose name is `telling` or not."""
    from assistant.storage.atomic import output_path

    ending = sources.READ_ONLY.get(draft_path.suffix.lower(), "")
    return output_path(draft_path.with_name(draft_path.name + ending), telling)


def write_result(draft: Draft, result: Result, original: Path | None, out: Path, *, replace: bool = False) -> None:
    """Write the rewritten draft to `out`, whole or not at all, in its own format and encoding. Raises DraftError."""
    from assistant.documents.decoding import encode
    from assistant.storage import atomic

    if original is None or sources.is_plain(original.name) or sources.is_plain(out.name):
        sources.check_plain(out.name)
        data = encode(result.text, draft.encoding)
    else:
        data = rendered(draft, result, original, out.name)
    atomic.write(out, data, original=original, replace=replace)


def write_review(draft: Draft, result: Result, original: Path, beside: Path) -> Path:
    """Write a copy of the document with its changes as tracked ones, named after the result `beside`.

    Returns where it is. One that is there already is left alone: somebody may have worked in it. Raises DraftError.
    """
    from assistant.storage import atomic

    copy = review_copy(original, beside)
    data = rendered(draft, result, original, copy.name, review=True)
    atomic.write(copy, data, original=original)
    return copy


def review_copy(original: Path, beside: Path) -> Path:
    """Where the copy for review goes that is made with the result `beside`."""
    from assistant.domain.naming import review_name

    return beside.with_name(review_name(beside.with_suffix(original.suffix).name.replace(".discreet.", ".")))


def rendered(draft: Draft, result: Result, original: Path, name: str, *, review: bool = False) -> bytes:
    """The bytes of a document with its changes, to be called `name`; tracked with `review`. Raises DraftError."""
    from assistant.workers.single import rendered as in_worker

    sources.check_same(original.name, name)
    data = reading.read_file(original, sources.largest(original.name))
    edits = [Edit(change.span, change.after) for change in result.changes]
    return in_worker(data, original.name, draft.text, edits, review=review)


def refusal(draft: Draft, result: Result, original: Path) -> str:
    """Why the result can’t be written as the document that `original` is; empty where it can. Nothing is written."""
    from assistant.domain.errors import DraftError

    if sources.is_plain(original.name):
        return ""
    try:
        rendered(draft, result, original, likely_output(original).name)
    except DraftError as error:
        return str(error)
    return ""


@contextmanager
def open_model(path: Path, prompt: Prompt | None = None) -> Iterator[WritingModel]:
    """A writing model in a worker process of its own, asked with `prompt`. Raises ModelError."""
    from assistant.engine import catalogue
    from assistant.prompt_wiring import open_writer

    with open_writer(catalogue.find(path), prompt) as client:
        yield client
