"""Wires a batch to disk, worker processes and a model: the half of `composition` that folders need."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.batch.ports import Entry
from assistant.batch.run import Plan
from assistant.batch.values import Item, Refused, Walked
from assistant.batch.work import setup
from assistant.documents import sources
from assistant.pipeline import Options, versions
from assistant.settings.glossary import FILE as GLOSSARY
from assistant.storage import folders, journal, keys

if TYPE_CHECKING:
    from assistant.batch.posts import Archive
    from assistant.domain.ports import Answer, Window, WritingModel
    from assistant.engine.ranker import RankerClient
    from assistant.engine.tagger import TaggerClient
    from assistant.workers import wire
    from assistant.workers.pool import Pool


@dataclass(frozen=True, slots=True)
class Request:
    """A batch as it was asked for. Without `out` nothing is written."""

    source: Path
    out: Path | None
    options: Options
    reviews: Path | None = None
    """Where copies with tracked changes go; they hold the original words."""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    since: float | None = None
    columns: tuple[str, ...] = ()
    jobs: int = 1
    resume: bool = True
    fail_fast: bool = False
    one_work: bool = False
    """Whether the drafts are chapters of one work."""
    texts: bool = False
    """Whether reports are to hold the words of drafts."""
    model: Path | None = None
    prompt: str | None = None
    prompt_dir: Path | None = None
    rules_only: bool = False
    writer: bool = False
    """Whether the writer that comes along may tell in general what the rules can only leave out."""


@contextmanager
def open_batch(request: Request, confine: Callable[[], None]) -> Iterator[tuple[Plan, WritingModel | None]]:
    """Everything a run needs, in this order: model and workers start, the network is given up, then folders open.

    Raises UsageError, ModelError.
    """
    from assistant.workers.pool import Pool

    source = folders.check_folder(request.source)
    out = folders.check_apart(source, request.out) if request.out else None
    reviews = folders.check_reviews(request.reviews, source, out) if request.reviews and out else None
    with ExitStack() as stack:
        model, named = None, dict(versions())
        if request.model is not None:
            model, about = stack.enter_context(_model(request.model, request))
            named |= about
        elif request.writer and (own := stack.enter_context(_own_writer(request))):
            model = own
            named["writer"] = own.identity
        tagger = stack.enter_context(tagging(rules_only=request.rules_only))
        named["tagger"] = tagger[1]
        prepare = prepared(request, model is not None, tagger[0], writer="writer" in named)
        may_pass = partial(_may_pass, model)
        pool: Pool = stack.enter_context(Pool(prepare, request.jobs, model, tagger[0], may_pass))
        confine()
        target = entries = copies = None
        if out is not None:
            stack.enter_context(journal.lock(out))
            results = folders.Results(out, source)
            results.tidy()
            target = _Results(results)
            secret = keys.key()
            entries = stack.enter_context(journal.Journal(out, secret, _Codec()))
        if reviews is not None:
            copies = folders.Results(reviews, source, "--review-copies")
            copies.tidy()
        columns = "\0".join(request.columns).encode("utf-8", "surrogatepass")
        yield (
            Plan(
                folder=_Drafts(request, source),
                workers=pool,
                setup=setup(request.options, named) + b"\n" + columns,
                background=request.options.background,
                versions=tuple(sorted(named.items())),
                target=target,
                reviews=_Results(copies) if copies is not None else None,
                journal=entries,
                resume=request.resume,
                fail_fast=request.fail_fast,
                one_work=request.one_work,
            ),
            None if prepare.writer else model,
        )


def prepared(request: Request, model: bool, tagger: TaggerClient | None, *, writer: bool = False) -> wire.Prepare:
    """What workers are told at their start; drafts that wait for a model or the tagger are taken several at a time."""
    from assistant.workers import wire
    from assistant.workers.pool import TOGETHER

    together = TOGETHER if model or tagger else 1
    columns = tuple(map(wire.sendable, request.columns))
    return wire.Prepare(request.options, columns, together, request.texts, tagger is not None, writer)


def _may_pass(model: WritingModel | None) -> bool:
    """Whether a model might have answered another time what it left unanswered just now."""
    from assistant.engine.failures import Failure

    report = getattr(model, "report", None)
    return report is None or report.failure not in (None, Failure.PROMPT_TOO_LONG)


@dataclass(frozen=True, slots=True)
class PostsRequest:
    """An archive of posts to be ranked."""

    path: Path
    options: Options
    jobs: int = 1
    rules_only: bool = False


def read_archive(request: PostsRequest, confine: Callable[[], None], hear: Callable[[int, int], None]) -> Archive:
    """The posts of an archive, ranked. A job that comes to nothing is done again post by post. Raises DraftError."""
    from assistant.batch.posts import chunks, rank
    from assistant.batch.values import UNREAD, PostTold
    from assistant.workers import wire
    from assistant.workers.pool import TOGETHER, Pool
    from assistant.workers.single import archive

    with tagging(rules_only=request.rules_only) as (tagger, _):
        together = TOGETHER if tagger else 1
        prepare = wire.Prepare(request.options, (), together, False, tagger is not None)
        with Pool(prepare, request.jobs, tagger=tagger) as pool:
            confine()
            posts = archive(str(request.path.resolve()))
            waiting = deque(chunks(posts))
            under_way: dict[int, tuple[int, tuple[str, ...]]] = {}
            found: dict[int, PostTold] = {}
            given = 0
            while len(found) < len(posts):
                while waiting and pool.room():
                    under_way[given] = first, texts = waiting.popleft()
                    pool.submit(given, partial(_request, texts=texts), sum(map(len, texts)))
                    given += 1
                reply = pool.next(1.0)
                if isinstance(reply, (wire.Checked, wire.Refused)):
                    first, texts = under_way.pop(reply.id)
                    if isinstance(reply, wire.Checked) and len(reply.told) == len(texts):
                        found |= enumerate(reply.told, first)
                    elif len(texts) == 1:
                        found[first] = UNREAD
                    else:
                        waiting.extend((first + at, (text,)) for at, text in enumerate(texts))
                hear(len(found), len(posts))
    return rank(posts, [found[number] for number in range(len(posts))], request.options.background)


def _request(number: int, texts: tuple[str, ...]) -> object:
    from assistant.workers import wire

    return wire.Check(number, texts)


@contextmanager
def tagging(*, rules_only: bool) -> Iterator[tuple[TaggerClient | None, str]]:
    """The embedded tagger, if it is wanted and here, and what results depend on because of it."""
    from assistant.composition import open_tagger
    from assistant.engine import embedded

    found = None if rules_only else embedded.find("tagger")
    yield (None, "none") if found is None else (open_tagger(), found.sha256)


@contextmanager
def _model(path: Path, request: Request) -> Iterator[tuple[WritingModel, dict[str, str]]]:
    """A writing model, and what results depend on because of it. Raises ModelError, PromptError."""
    from assistant.engine import catalogue
    from assistant.prompt_wiring import open_writer, wording_prompt

    wording = wording_prompt(request.prompt or "", request.prompt_dir, request.source, request.options.audience)
    with open_writer(catalogue.find(path), wording) as client:
        info = client.info()
        yield client, {"model": f"{info.name} sha256:{info.sha256}", "prompt": f"{wording.name} {wording.digest}"}


class _Telling:
    """The embedded writer, asked for an audience, as what workers ask for wordings."""

    def __init__(self, writer: RankerClient, audience: str) -> None:
        self._writer, self._audience = writer, audience
        self.identity = writer.identity

    def propose(self, windows: Sequence[Window]) -> Sequence[Answer]:
        return self._writer.tell(windows, self._audience)

    def score(self, pairs: Sequence[tuple[str, str]]) -> Sequence[float | None]:
        return self._writer.score(pairs)

    def cancel(self) -> None:
        self._writer.cancel()


@contextmanager
def _own_writer(request: Request) -> Iterator[_Telling | None]:
    """The embedded writer, loaded; None where it can't be used, and then the rules word everything."""
    from assistant.composition import open_ranker

    writer = open_ranker(many=True)
    if writer is None:
        yield None
        return
    with closing(writer):
        yield _Telling(writer, request.options.audience.value) if writer.ready() else None


class _Drafts:
    """The folder of the drafts (`batch.ports.Folder`)."""

    def __init__(self, request: Request, root: Path) -> None:
        self._request, self._root = request, root

    def walk(self) -> Walked:
        asked = self._request
        found = folders.walk(self._root, sources.endings(), asked.include, asked.exclude, asked.since, (GLOSSARY,))
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
