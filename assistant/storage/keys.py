"""The key that journals and receipts are signed with: one for each person, made once, readable by nobody else.

Hashes without a key would tell too much: whoever has a short text, or the name of a file, could look whether it is
the one. The key never leaves this machine; without it a receipt can't be matched to a text.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from assistant.domain.errors import UsageError

_SIZE = 32


def data_folder() -> Path:
    """Where discreet keeps what is this person's. Need not exist."""
    import platformdirs

    return Path(platformdirs.user_data_dir("discreet", appauthor=False))


def key(folder: Path | None = None) -> bytes:
    """This person's key, made on first use. Raises UsageError where it can't be kept."""
    path = (folder or data_folder()) / "journal.key"
    for _ in range(2):
        try:
            found = path.read_bytes()
            if len(found) == _SIZE:
                return found
            raise _unusable("it is damaged", "Move the file journal.key away; earlier runs are not recognised then.")
        except FileNotFoundError:
            _make(path)
        except OSError as error:
            raise _unusable(os.strerror(error.errno or 0)) from None
    raise _unusable("it can’t be made")


def sign(secret: bytes, data: bytes) -> str:
    """The keyed hash (BLAKE2b, 160 bits) of `data`, in hexadecimal."""
    return hashlib.blake2b(data, key=secret, digest_size=20).hexdigest()


def _make(path: Path) -> None:
    """Write a new key whole, unless another process was first."""
    temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(_SIZE))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(temporary, path)
        except FileExistsError:
            return
        except OSError:  # a file system without hard links
            if not path.exists():
                os.replace(temporary, path)
    except OSError as error:
        raise _unusable(os.strerror(error.errno or 0)) from None
    finally:
        temporary.unlink(missing_ok=True)


def _unusable(why: str, then: str = "Check the folder where discreet keeps its data: discreet doctor.") -> UsageError:
    return UsageError(f"The key for journals can’t be used: {why}.", then)
