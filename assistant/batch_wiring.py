"""Wires a batch to disk, worker processes and a model: the half of `composition` that folders need."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.batch.ports import Entry
from assistant.batch.run import Plan
from assistant.batch.values import Item, Refused, Walked
from assistant.batch.work import setup
from assistant.documents import sources
from assistant.pipeline import Options, versions
from assistant.storage import folders, journal, keys

if TYPE_CHECKING:
    from assistant.domain.ports import WritingModel
    from assistant.workers.pool import Pool


@dataclass(frozen=True, slots=True)
class Request:
    """A batch as it was asked for. Without `out` nothing is written."""

    source: Path
    out: Path | None
    options: Options
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    since: float | None = None
    columns: tuple[str, ...] = ()
    jobs: int = 1
    resume: bool = True
    fail_fast: bool = False
    texts: bool = False
    """Whether reports are to hold the words of drafts."""
    model: Path | None = None
    prompt: str | None = None


@contextmanager
def open_batch(request: Request, confine: Callable[[], None]) -> Iterator[tuple[Plan, WritingModel | None]]:
    """Everything a run needs, in this order: model and workers start, the network is given up, then folders open.

    Raises UsageError, ModelError.
    """
    from assistant.workers import wire
    from assistant.workers.pool import TOGETHER, Pool

    source, out = folders.check_apart(request.source, request.out) if request.out else (request.source, None)
    with ExitStack() as stack:
        model, named = None, dict(versions())
        if request.model is not None:
            model, about = stack.enter_context(_model(request.model, request.prompt))
            named |= about
        prepare = wire.Prepare(request.options, request.columns, TOGETHER if model else 1, request.texts)
        pool: Pool = stack.enter_context(Pool(prepare, request.jobs, model))
        confine()
        target = entries = None
        if out is not None:
            stack.enter_context(journal.lock(out))
            target = _Results(folders.Results(out, source))
            secret = keys.key()
            entries = stack.enter_context(journal.Journal(out, secret, _Codec()))
        columns = "\0".join(request.columns).encode()
        yield (
            Plan(
                folder=_Drafts(request, source),
                workers=pool,
                setup=setup(request.options, named) + b"\n" + columns,
                background=request.options.background,
                versions=tuple(sorted(named.items())),
                target=target,
                journal=entries,
                resume=request.resume,
                fail_fast=request.fail_fast,
            ),
            model,
        )


@contextmanager
def _model(path: Path, prompt: str | None) -> Iterator[tuple[WritingModel, dict[str, str]]]:
    """A writing model, and what results depend on because of it."""
    from assistant.engine import catalogue
    from assistant.engine.base import WriterClient
    from assistant.prompting.store import load_prompt

    wording = load_prompt(prompt) if prompt else load_prompt()
    with WriterClient(catalogue.find(path), wording) as client:
        info = client.info()
        yield client, {"model": f"{info.name} sha256:{info.sha256}", "prompt": f"{wording.name} {wording.digest}"}


class _Drafts:
    """The folder of the drafts (`batch.ports.Folder`)."""

    def __init__(self, request: Request, root: Path) -> None:
        self._request, self._root = request, root

    def walk(self) -> Walked:
        asked = self._request
        found = folders.walk(self._root, sources.endings(), asked.include, asked.exclude, asked.since)
        items = []
        numbers: dict[str, int] = {}
        for file in found.files:
            folder = file.path.rpartition("/")[0]
            numbers[folder] = numbers.get(folder, 0) + 1
            items.append(Item(file.path, file.size, file.modified, numbers[folder]))
        return Walked(tuple(items), tuple(Refused(*each) for each in found.refused), found.others)

    def read(self, item: Item) -> bytes:
        return folders.read(self._root, item.path, sources.largest(item.name))


class _Results:
    """The folder for results (`batch.ports.Target`)."""

    def __init__(self, results: folders.Results) -> None:
        self._results = results

    def read(self, path: str) -> bytes | None:
        return self._results.read(path)

    def write(self, path: str, data: bytes, original: Item) -> None:
        self._results.write(path, data, original.path)


class _Codec:
    """Entries of the journal as lines of JSON, each with a short check of itself."""

    def __init__(self) -> None:
        from pydantic import TypeAdapter

        self._entry: TypeAdapter[Any] = TypeAdapter(Entry)

    def dump(self, entry: Entry) -> bytes:
        body = self._entry.dump_json(entry)
        return _check(body) + b" " + body

    def load(self, line: bytes) -> Entry | None:
        from pydantic import ValidationError

        head, _, body = line.partition(b" ")
        if head != _check(body):
            return None
        try:
            entry: Entry = self._entry.validate_json(body, strict=True)
        except ValidationError:
            return None
        return entry


def _check(body: bytes) -> bytes:
    """Tells a line that was damaged; it holds nothing that is not beside it."""
    return hashlib.blake2b(body, digest_size=4).hexdigest().encode()
