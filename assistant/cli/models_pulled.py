"""Downloads a model after saying what it is; everything about the network happens in another process."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.cli import diagnostics
from assistant.cli.models import sure_enough
from assistant.cli.text import size
from assistant.domain.errors import ModelError, UsageError
from assistant.engine import library
from assistant.engine.catalogue import typed
from assistant.engine.offered import Offer, offer, unverified
from assistant.fetch.job import Job
from assistant.fetch.running import address, fetch

_PART = r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}"
_NAME = re.compile(rf"({_PART}/{_PART})/((?:{_PART}/){{0,3}}{_PART}\.gguf)", re.IGNORECASE)
_HASH = re.compile(r"[0-9a-f]{64}", re.IGNORECASE)


def pulled(name: str, sha256: str, *, unpinned: bool, sure: bool) -> Path:
    """The installed file. Raises DiscreetError with what to do."""
    if sha256 and not _HASH.fullmatch(sha256):
        raise UsageError("--sha256 takes the 64 letters and digits of a SHA-256.")
    known = offer(name)
    url, file, pinned = _wanted(name, known, sha256)
    if not pinned and not unpinned:
        raise UsageError(
            "Nobody told us the hash of this file, so it could be another one.",
            "Give it with --sha256, or accept that with --unpinned.",
        )
    folder = library.prepare()
    target = folder / file
    if target.exists():
        raise ModelError(
            f"A model {file} is installed already.", f"Remove it first: discreet models remove {typed(target.stem)}"
        )
    diagnostics.say("\n".join(_told(known, url, pinned, target)))
    sure_enough("Download it?", sure=sure)
    try:
        done = fetch(Job(url, str(target), pinned), _progress)
    finally:
        diagnostics.progress("")
    licence = known.licence if known is not None else ""
    library.record(file, library.Record(done.sha256, done.bytes, licence, url), folder)
    if not pinned:
        diagnostics.say(f"Its hash is {done.sha256}; nobody but the other side vouches for it.")
    return target


def _wanted(name: str, known: Offer | None, sha256: str) -> tuple[str, str, str]:
    """Address, file name and pinned hash. Raises UsageError."""
    if known is not None:
        if sha256 and sha256.lower() != known.sha256:
            raise UsageError("The catalogue has another hash for this file.", "Leave --sha256 out.")
        return address(known.repo, known.file), known.file, known.sha256
    if name.startswith(("https://", "http://")):
        file = name.partition("?")[0].rsplit("/", 1)[-1]
        if not re.fullmatch(rf"{_PART}\.gguf", file, re.IGNORECASE):
            raise UsageError("That address does not end in the name of a GGUF file.")
        return name, file, sha256
    match = _NAME.fullmatch(name)
    if match is None:
        raise UsageError(f"“{name[:80]}” is not in the catalogue, nor REPO/FILE.", "See: discreet models suggest")
    return address(match[1], match[2]), match[2].rsplit("/", 1)[-1], sha256


def _told(known: Offer | None, url: str, pinned: str, target: Path) -> list[str]:
    lines = [f"From: {url}", f"To: {target}"]
    if known is not None:
        lines += [f"{known.title}: about {known.about_gb:.2f} GB, licence {known.licence}."]
        lines += [known.note] if known.note else []
        lines.append(unverified())
    else:
        lines.append("Size and licence: see the page of its maker; discreet does not know this file.")
    lines.append(f"SHA-256: {pinned or 'none is known'}")
    return lines


def _progress(done: int, total: int) -> None:
    of = f" of {size(total)}" if total else ""
    diagnostics.progress(f"{size(done)}{of} …")
