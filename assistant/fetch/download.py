"""The network client: one file over HTTPS, gone on with where it broke off, checked, and only then given its name.

Promises: nothing is asked for but the address in the job and where it redirects to, always encrypted (plain HTTP is for
this machine itself, in tests); no cookie, no account, no telemetry. What is loaded lies beside its place as NAME.part,
held by one process at a time, until the hash of what is on the disk is right; a file with a wrong hash is deleted.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import json
import os
import shutil
import ssl
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from assistant.fetch.job import Event, FailedDownload, Finished, Job, Progress, Why, decode, encode

BLOCK = 1 << 20
TIMEOUT = 60.0
"""Seconds without a byte after which a connection is given up."""
TRIES = 5
"""Connections for one file; each goes on where the last broke off."""
SPARE = 256 * 1024 * 1024
"""Bytes that have to stay free on the disk."""
LARGEST = 200 * 10**9
"""Bytes of a file; more is no model for this machine."""
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

Say = Callable[[Event], None]


class GivenUpError(Exception):
    """The download can't go on; `why` and `number` are for the event."""

    def __init__(self, why: Why, number: int = 0) -> None:
        super().__init__(why.value)
        self.why, self.number = why, number


class _Interrupted(Exception):  # noqa: N818 - trying again is the plan
    """The connection ended early."""


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects, never to an address that is not encrypted."""

    max_redirections = 5

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        check_address(newurl, loopback=urlsplit(req.full_url).hostname in _LOOPBACK)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def check_address(url: str, *, loopback: bool = True) -> None:
    """Raise GivenUpError unless `url` is HTTPS, or HTTP on this machine."""
    parts = urlsplit(url)
    own = parts.scheme == "http" and loopback and parts.hostname in _LOOPBACK
    if not parts.hostname or not (parts.scheme == "https" or own) or parts.username is not None:
        raise GivenUpError(Why.ADDRESS)


def download(job: Job, say: Say) -> None:
    """Do the job and `say` how it goes; ends with Finished or FailedDownload. Raises nothing but KeyboardInterrupt."""
    try:
        check_address(job.url)
        target = Path(job.target)
        if os.path.lexists(target):
            raise GivenUpError(Why.THERE)
        with _alone(target):
            say(_Loading(job.url, target, say).run(job.sha256.lower()))
    except GivenUpError as error:
        say(FailedDownload(error.why.value, error.number))
    except OSError:
        say(FailedDownload(Why.WRITING.value))


@contextlib.contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Hold this download for one process; nothing of that is left afterwards."""
    from filelock import FileLock, Timeout

    if not target.parent.is_dir():
        raise GivenUpError(Why.WRITING)
    path = target.with_name(f"{target.name}.part.lock")
    held = FileLock(path, timeout=0, mode=0o600)
    try:
        held.acquire()
    except Timeout:
        raise GivenUpError(Why.BUSY) from None
    except (OSError, NotImplementedError):
        pass  # this disk has no locks, or none for us: then the hash of what it holds decides alone
    try:
        yield
    finally:
        if held.is_locked:
            with contextlib.suppress(OSError):  # Windows keeps a file that is open
                path.unlink()
            held.release()


class _Loading:
    """One file on its way."""

    def __init__(self, url: str, target: Path, say: Say) -> None:
        self._url, self._target, self._say = url, target, say
        self._part = target.with_name(f"{target.name}.part")
        self._note = target.with_name(f"{target.name}.part.json")
        context = ssl.create_default_context()
        self._opener = urllib.request.build_opener(_Redirects, urllib.request.HTTPSHandler(context=context))
        self._opener.addheaders = [("User-Agent", "discreet"), ("Accept-Encoding", "identity")]
        self._told = 0.0

    def run(self, wanted: str) -> Finished:
        for attempt in range(TRIES):
            try:
                size = self._load()
                break
            except _Interrupted:
                if attempt == TRIES - 1:
                    raise GivenUpError(Why.BROKEN_OFF) from None
                time.sleep(min(0.2 * 2**attempt, 5.0))
        digest = self._hash()
        if wanted and digest != wanted:
            self._discard()
            raise GivenUpError(Why.HASH)
        self._check_start()
        self._take_name()
        return Finished(digest, size)

    def _load(self) -> int:
        """The size of the whole part. Raises _Interrupted when the connection ended early."""
        held, tag = self._held()
        request = urllib.request.Request(self._url)  # noqa: S310 - check_address has seen it
        if held:
            request.add_header("Range", f"bytes={held}-")
            request.add_header("If-Range", tag)
        try:
            with self._opener.open(request, timeout=TIMEOUT) as answer:
                return self._take(answer, held)
        except urllib.error.HTTPError as error:
            if error.code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
                self._discard()
                raise _Interrupted from None
            if error.code in (429, 500, 502, 503, 504):
                raise _Interrupted from None
            raise GivenUpError(Why.MISSING if error.code in (404, 410) else Why.REFUSED, error.code) from None
        except urllib.error.URLError as error:
            if isinstance(error.reason, GivenUpError):
                raise error.reason from None
            raise GivenUpError(Why.UNREACHABLE) from None
        except (http.client.HTTPException, TimeoutError, ConnectionError):
            raise _Interrupted from None

    def _take(self, answer: Any, held: int) -> int:
        """Write what comes behind what is held, or from the start where the other side begins anew."""
        if answer.status != http.client.PARTIAL_CONTENT:
            held = 0
        length = answer.headers.get("Content-Length", "")
        total = held + int(length) if length.isdigit() else 0
        self._check_room(total, held)
        with self._open(fresh=not held) as file:
            if held:
                file.seek(held)
            else:
                self._remember(answer.headers.get("ETag", ""))
            size = self._copy(answer, file, held, total)
            file.flush()
            os.fsync(file.fileno())
        if total and size < total:
            raise _Interrupted
        return size

    def _copy(self, answer: Any, file: IO[bytes], held: int, total: int) -> int:
        size = held
        while True:
            try:
                block = answer.read(BLOCK)
            except (http.client.HTTPException, TimeoutError, ConnectionError, ssl.SSLError):
                raise _Interrupted from None
            if not block:
                break
            size += len(block)
            if size > LARGEST or (total and size > total):
                raise GivenUpError(Why.BROKEN_OFF)
            try:
                file.write(block)
            except OSError:
                raise GivenUpError(Why.SPACE, max(total - size, 0)) from None
            self._tell(size, total)
        self._say(Progress(size, total))
        return size

    def _check_room(self, total: int, held: int) -> None:
        if total > LARGEST:
            raise GivenUpError(Why.SPACE, total)
        missing = (total - held) + SPARE - shutil.disk_usage(self._target.parent).free
        if missing > 0:
            raise GivenUpError(Why.SPACE, missing)

    def _held(self) -> tuple[int, str]:
        """How much of this very file is here already, and the tag that says which file it was."""
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            if note["url"] == self._url and note["tag"] and not self._part.is_symlink():
                return self._part.stat().st_size, str(note["tag"])
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return 0, ""

    def _remember(self, tag: str) -> None:
        """Which file the part is of; a weak tag is none to go on by."""
        strong = tag if tag and not tag.startswith("W/") else ""
        self._note.write_text(json.dumps({"url": self._url, "tag": strong}), encoding="utf-8")

    def _open(self, *, fresh: bool) -> IO[bytes]:
        if fresh:
            self._part.unlink(missing_ok=True)
        flags = os.O_RDWR | os.O_CREAT | (os.O_EXCL if fresh else 0)
        flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        return os.fdopen(os.open(self._part, flags, 0o600), "r+b")

    def _hash(self) -> str:
        """Of what lies on the disk: that is what gets the name."""
        with self._part.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def _check_start(self) -> None:
        """What an error page is called like, and isn't."""
        with self._part.open("rb") as file:
            if file.read(4) != b"GGUF":
                self._discard()
                raise GivenUpError(Why.NO_MODEL)

    def _take_name(self) -> None:
        try:
            os.link(self._part, self._target)
            self._part.unlink()
        except FileExistsError:
            raise GivenUpError(Why.THERE) from None
        except OSError:  # a file system without hard links
            os.replace(self._part, self._target)
        self._note.unlink(missing_ok=True)

    def _discard(self) -> None:
        self._part.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)

    def _tell(self, size: int, total: int) -> None:
        if time.monotonic() - self._told > 0.2:
            self._told = time.monotonic()
            self._say(Progress(size, total))


def main() -> None:
    """Read one job from standard input and say how it goes on standard output."""

    def say(event: Event) -> None:
        sys.stdout.write(encode(event))
        sys.stdout.flush()

    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError):
        job = decode(sys.stdin.readline())
        if isinstance(job, Job):
            download(job, say)
