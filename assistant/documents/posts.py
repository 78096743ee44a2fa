"""The archive that X (Twitter) gives out: the posts in it, from a folder, a zip file or `tweets.js` itself.

Promises: nothing is unpacked to disk and nothing but posts is read; long posts are whole; other people's posts that
were passed on are left out; a file that is not what it says is a sentence.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

from assistant.documents.zips import UNREADABLE
from assistant.domain.errors import DraftError

LARGEST = 1_000_000_000
"""Bytes of one part of an archive; the service makes them far smaller."""
_POSTS = re.compile(r"(?:^|/)(?:data/)?(?:community-)?tweets?(?:-part\d+)?\.js$")
_NOTES = re.compile(r"(?:^|/)(?:data/)?note-tweets?(?:-part\d+)?\.js$")
_PREFIX = re.compile(r"\ufeff?\s*window\.YTD\.\w+\.part\d+\s*=\s*\[")
_BETWEEN = re.compile(r"[\s,]*")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_DATE = re.compile(r"\w{3} (\w{3}) (\d{1,2}) (\d\d):(\d\d):(\d\d) \+0000 (\d{4})")
_LINK_AT_END = re.compile(r"(?:…|\s*https://t\.co/\w+)+\s*$")
_SAME = 100
"""So many characters at the beginning say which post a long one belongs to."""
_APART = 10
"""Seconds that may lie between the times which the archive gives for the two."""


@dataclass(frozen=True, slots=True)
class Found:
    """One post. `when` is in seconds since 1970, 0 where it is not said.

    `id` is its number, by which it can be linked to; "long post" with a number of another sort where the archive does
    not say which post a long one belongs to.
    """

    id: str
    when: float
    text: str


def read(path: Path) -> list[Found]:
    """Every post of one's own, oldest first. Raises DraftError."""
    posts: dict[str, Found] = {}
    notes: list[Found] = []
    for name, text in _parts(path):
        for entry in _entries(text, name):
            found = _note(entry) if _NOTES.search(name) else _post(entry)
            if found is None:
                continue
            if _NOTES.search(name):
                notes.append(found)
            else:
                posts[found.id] = found
    if not posts and not notes:
        raise DraftError(
            f"There are no posts in {path.name}.",
            "Give the zip file or the folder that X made for you, or the file tweets.js in it.",
        )
    return sorted(_with_notes(posts, notes), key=lambda post: (post.when, post.id))


def _with_notes(posts: dict[str, Found], notes: list[Found]) -> list[Found]:
    """Long posts in the place of their beginnings."""
    by_start: dict[str, list[Found]] = {}
    for post in posts.values():
        by_start.setdefault(_start(post.text), []).append(post)
    whole = dict(posts)
    for note in notes:
        near = [post for post in by_start.get(_start(note.text), ()) if abs(post.when - note.when) <= _APART]
        if near:
            of = min(near, key=lambda post: (abs(post.when - note.when), post.id))
            whole[of.id] = Found(of.id, of.when, note.text)
        else:
            whole[f"long post {note.id}"] = Found(f"long post {note.id}", note.when, note.text)
    return list(whole.values())


def _start(text: str) -> str:
    return " ".join(_LINK_AT_END.sub("", text).split())[:_SAME]


def _parts(path: Path) -> Iterator[tuple[str, str]]:
    """Name and text of every file with posts."""
    try:
        if path.is_dir():
            files = [
                file for folder in (path, path / "data") if folder.is_dir() for file in sorted(folder.glob("*.js"))
            ]
            for file in files:
                if _wanted(file.name) and file.is_file() and not file.is_symlink():
                    yield file.name, _decoded(_within(file.read_bytes(), file.name), file.name)
        elif path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as archive:
                for info in sorted(archive.infolist(), key=lambda info: info.filename):
                    if _wanted(info.filename):
                        if info.file_size > LARGEST or info.file_size > 300 * max(info.compress_size, 1):
                            raise _too_large(path.name)
                        yield info.filename, _decoded(archive.read(info), path.name)
        else:
            if path.stat().st_size > LARGEST:
                raise _too_large(path.name)
            yield (path.name if _wanted(path.name) else "tweets.js"), _decoded(path.read_bytes(), path.name)
    except FileNotFoundError:
        raise DraftError(f"There is no {path.name} there.", "Check the spelling and the folder.") from None
    except UNREADABLE:
        raise DraftError(
            f"{path.name} can’t be read as an archive.", "Ask for it again, or unpack it and give the folder."
        ) from None


def _wanted(name: str) -> bool:
    return bool(_POSTS.search(name) or _NOTES.search(name))


def _within(data: bytes, name: str) -> bytes:
    if len(data) > LARGEST:
        raise _too_large(name)
    return data


def _too_large(name: str) -> DraftError:
    return DraftError(f"{name} is too large, or grows beyond all measure.", "Unpack it and give the folder.")


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise DraftError(f"A part of {name} is not written in UTF-8.", "Ask for the archive again.") from None


def _entries(text: str, name: str) -> Iterator[dict[str, object]]:
    """The objects of the list, one at a time, so that only one is held."""
    prefix = _PREFIX.match(text)
    broken = DraftError(f"{name} is not a file of posts as X makes them.", "Ask for the archive again.")
    if prefix is None:
        raise broken
    decoder, position = json.JSONDecoder(), prefix.end()
    while True:
        between = _BETWEEN.match(text, position)
        position = between.end() if between else position
        if text.startswith("]", position):
            return
        try:
            entry, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            raise broken from None
        if isinstance(entry, dict):
            yield entry


def _post(entry: dict[str, object]) -> Found | None:
    """A post of one's own; None for one that was passed on or that says nothing."""
    post = entry.get("tweet", entry.get("communityTweet", entry))
    if not isinstance(post, dict):
        return None
    name, text = str(post.get("id_str") or post.get("id") or ""), str(post.get("full_text") or post.get("text") or "")
    if not name.isdigit() or not text.strip() or text.startswith("RT @"):
        return None
    return Found(name, _when(str(post.get("created_at", ""))), unescape(text).replace("\0", ""))


def _note(entry: dict[str, object]) -> Found | None:
    note = entry.get("noteTweet", entry)
    core = note.get("core") if isinstance(note, dict) else None
    if not isinstance(note, dict) or not isinstance(core, dict):
        return None
    name, text = str(note.get("noteTweetId") or ""), str(core.get("text") or "")
    if not name.isdigit() or not text.strip():
        return None
    return Found(name, _when(str(note.get("createdAt", ""))), unescape(text).replace("\0", ""))


def _when(text: str) -> float:
    """Either way in which archives write a time, without what depends on the machine's language."""
    match = _DATE.fullmatch(text)
    try:
        if match and match[1] in _MONTHS:
            day, hour, minute, second, year = (int(match[group]) for group in (2, 3, 4, 5, 6))
            return datetime(year, _MONTHS.index(match[1]) + 1, day, hour, minute, second, tzinfo=UTC).timestamp()
        return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()
    except (ValueError, OverflowError):
        return 0.0
