"""Zip files from strangers: looked through before anything in them is believed.

Promises: every member is read once, within limits on number, size and growth, before a library sees the file; names
that lead elsewhere, doubled names, encryption, and XML that declares its own entities are refused. Nothing is ever
unpacked to disk. What is written has the same bytes whenever it is written.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping

from assistant.domain.errors import DraftError

MOST_MEMBERS = 2_000
LARGEST_MEMBER = 32_000_000
LARGEST_TOTAL = 96_000_000
"""Bytes when unpacked."""
MOST_GROWTH = 200
"""How many times its packed size a member of more than a megabyte may have; text grows some twentyfold."""
UNREADABLE = (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError)
"""What the library raises for a damaged, encrypted or strangely packed archive."""
_WHEN = (1980, 1, 1, 0, 0, 0)


def members(data: bytes, name: str, what: str) -> dict[str, bytes]:
    """Every member by its name; `what` is what the file should be, for messages. Raises DraftError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = [info for info in archive.infolist() if not info.is_dir()]
            _look_at(listed, name)
            found = {info.filename: archive.read(info) for info in listed}
    except DraftError:
        raise
    except (*UNREADABLE, KeyError):
        raise DraftError(
            f"{name} is no {what}, or is damaged.", "Open it in the program that made it and save it again."
        ) from None
    for member, content in found.items():
        if member.endswith((".xml", ".rels")):
            _no_entities(content, name)
    return found


def packed(content: Mapping[str, bytes], stored: Callable[[str], bool] = lambda _: False) -> bytes:
    """A zip file with these members in this order, the same bytes each time; `stored` says what is not compressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            info = zipfile.ZipInfo(name, _WHEN)
            info.external_attr = 0o600 << 16
            info.create_system = 3
            info.compress_type = zipfile.ZIP_STORED if stored(name) else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return buffer.getvalue()


def _look_at(listed: list[zipfile.ZipInfo], name: str) -> None:
    names = [info.filename for info in listed]
    if len(names) > MOST_MEMBERS or len(set(names)) < len(names):
        raise _suspicious(name, "it has too many parts, or two of one name")
    for info in listed:
        parts = info.filename.replace("\\", "/").split("/")
        if info.filename.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]:
            raise _suspicious(name, "a part of it has a name that leads elsewhere")
        if info.flag_bits & 0x1:
            raise DraftError(f"{name} is protected with a password.", "Save it without one and try again.")
        grown = info.file_size > 1_000_000 and info.file_size > MOST_GROWTH * max(info.compress_size, 1)
        if info.file_size > LARGEST_MEMBER or grown:
            raise _suspicious(name, "a part of it grows beyond all measure when unpacked")
    if sum(info.file_size for info in listed) > LARGEST_TOTAL:
        raise _suspicious(name, "it grows beyond all measure when unpacked")


def _no_entities(content: bytes, name: str) -> None:
    """XML of documents declares no types; one that does is an attack, whatever it is encoded in."""
    plain = content.replace(b"\0", b"")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise _suspicious(name, "it declares entities of its own")


def _suspicious(name: str, why: str) -> DraftError:
    return DraftError(
        f"{name} is not opened: {why}.", "Open it in the program that made it and save it again, if you trust it."
    )
