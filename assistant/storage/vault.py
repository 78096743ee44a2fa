"""The vault: the only place on disk for what could name somebody, encrypted with a passphrase, there only if asked for.

Promises: nothing is written but ciphertext, whole or not at all, readable by this person alone. File names tell
nothing: they are keyed hashes. The key that opens the entries is random; it lies beside them encrypted with the
passphrase (age, scrypt), so that the slow part is done once per session and saving takes milliseconds. How many entries
there are, how long they are and when they changed can be seen from outside. Without the passphrase nobody can help.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from assistant.domain.errors import DraftError, VaultError
from assistant.storage import atomic, present

SHORTEST = 12
"""Characters of a passphrase: fewer are guessed however slow each guess is."""
_KEY = "key.age"
_PAUSES = (0.1, 0.3, 1.0)
"""Seconds between tries to open the vault on a machine that looks too slow."""
_ENTRY = ".entry.age"
_SHOWN = 10
"""Characters of an entry's file name that its id is made of."""


class Section(StrEnum):
    """What an entry is."""

    DECISION = "decision"
    """What was accepted, rejected or edited in a draft; the name is the draft's."""
    TAUGHT = "taught"
    """Words that are no detail, because the person said so."""
    GLOSSARY = "glossary"
    """How a person or place is always called."""
    DRAFT = "draft"
    """An unfinished draft."""


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One entry without its content. `changed` is in seconds since 1970; `id` tells nothing of the name."""

    section: Section
    name: str
    changed: float
    id: str


def default_folder() -> Path:
    """Where this person's vault is. Need not exist."""
    import platformdirs

    return Path(platformdirs.user_data_dir("discreet", appauthor=False)) / "vault"


def exists(folder: Path) -> bool:
    """Whether there is a vault in `folder`. Raises VaultError where nobody can tell."""
    return _there(folder / _KEY)


def create(folder: Path, passphrase: str) -> Vault:
    """A new, empty vault in `folder`. Takes seconds and much memory, so that guessing does too. Raises VaultError."""
    import pyrage

    if exists(folder):
        raise VaultError("There is a vault already.", "Open it, or remove it with: discreet vault forget --everything")
    if len(passphrase) < SHORTEST:
        raise VaultError(
            f"A passphrase needs at least {SHORTEST} characters.", "Four or five words that nobody would guess do well."
        )
    if not _encodable(passphrase):
        raise VaultError("The passphrase is not UTF-8 text.", "Set the terminal to UTF-8, or use other letters.")
    secret = str(pyrage.x25519.Identity.generate())
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError:
        raise VaultError("The folder for the vault can’t be made.", f"See whether you may write {folder}.") from None
    _write(folder / _KEY, pyrage.passphrase.encrypt(secret.encode(), passphrase), replace=False)
    return Vault(folder, secret)


def unlock(folder: Path, passphrase: str) -> Vault:
    """The vault in `folder`. Takes seconds, like `create`. Raises VaultError."""
    import pyrage

    try:
        sealed = (folder / _KEY).read_bytes()
    except FileNotFoundError:
        raise VaultError("There is no vault yet.", "Make one with: discreet vault new") from None
    except OSError:
        raise _unreadable(folder) from None
    if not _encodable(passphrase):
        raise VaultError("That passphrase does not open the vault.", "It is not UTF-8 text. Try again.")
    try:
        return Vault(folder, _secret(sealed, passphrase))
    except (pyrage.DecryptError, pyrage.IdentityError, UnicodeDecodeError):
        raise VaultError(
            "That passphrase does not open the vault.",
            "Try again. If it is surely the right one, the vault’s key file is damaged; only a copy of it helps.",
        ) from None


def _secret(sealed: bytes, passphrase: str) -> str:
    """What the passphrase sealed. Raises what pyrage does, and VaultError where this machine is too busy to tell.

    Before it begins, age measures how quick the machine is and refuses what would take far longer than when it was
    sealed; a machine that is busy for that moment looks slow.
    """
    import pyrage

    for pause in (*_PAUSES, None):
        try:
            return bytes(pyrage.passphrase.decrypt(sealed, passphrase)).decode()
        except pyrage.DecryptError as error:
            if not str(error).startswith("Excessive work"):
                raise
        if pause is not None:
            time.sleep(pause)
    raise VaultError(
        "This machine is too busy just now to open the vault, or much slower than the one that made it.",
        "Wait until other programs are done and try again.",
    )


def remove(folder: Path) -> None:
    """Delete the vault with everything in it; the passphrase is not needed. Raises VaultError."""
    try:
        (folder / _KEY).unlink(missing_ok=True)  # first: without it the rest is noise
        for path in _entries(folder):
            path.unlink(missing_ok=True)
    except OSError:
        raise VaultError("The vault could not be deleted.", f"Delete this folder yourself: {folder}") from None
    with contextlib.suppress(OSError):  # something else may lie there
        folder.rmdir()


class Vault:
    """An open vault. Contents are JSON values. Keep it only as long as it is needed: it holds the key."""

    def __init__(self, folder: Path, secret: str) -> None:
        import pyrage

        self._folder = folder
        self._identity = pyrage.x25519.Identity.from_str(secret)
        self._names = hashlib.sha256(b"discreet vault names\0" + secret.encode()).digest()

    def put(self, section: Section, name: str, content: Any) -> None:
        """Keep `content` under the name, in place of what was there. Raises VaultError."""
        import pyrage

        entry = {"section": section, "name": name, "changed": time.time(), "content": content}
        sealed = pyrage.encrypt(json.dumps(entry).encode(), [self._identity.to_public()])
        _write(self._path(section, name), sealed, replace=True)

    def get(self, section: Section, name: str) -> Any:
        """What was kept under the name; None where there is nothing. Raises VaultError."""
        path = self._path(section, name)
        return self._opened(path)["content"] if _there(path) else None

    def entries(self, section: Section | None = None) -> tuple[Entry, ...]:
        """What is here, of one section or of all, by section and name. Raises VaultError."""
        found = []
        for path in sorted(_entries(self._folder)):
            one = self._opened(path)
            found.append(Entry(Section(one["section"]), one["name"], one["changed"], path.name[:_SHOWN]))
        return tuple(sorted(one for one in found if section in (None, one.section)))

    def forget(self, section: Section, name: str) -> bool:
        """Delete one entry; whether it was there. Raises VaultError."""
        try:
            self._path(section, name).unlink()
        except FileNotFoundError:
            return False
        except OSError:
            raise VaultError(
                "The entry could not be deleted.", "See whether you may write the vault’s folder."
            ) from None
        return True

    def _path(self, section: Section, name: str) -> Path:
        keyed = hmac.new(self._names, f"{section}\0{name}".encode("utf-8", "surrogatepass"), hashlib.sha256)
        return self._folder / f"{keyed.hexdigest()[:40]}{_ENTRY}"

    def _opened(self, path: Path) -> dict[str, Any]:
        import pyrage

        try:
            entry: dict[str, Any] = json.loads(pyrage.decrypt(path.read_bytes(), [self._identity]))
        except (OSError, ValueError, pyrage.DecryptError):
            raise VaultError(
                f"An entry of the vault can’t be read ({path.name}).", "It is damaged. Delete that file to go on."
            ) from None
        if self._path(Section(entry["section"]), entry["name"]) != path:
            raise VaultError(
                f"An entry of the vault is not what it was kept as ({path.name}).",
                "Somebody moved it. Delete that file.",
            )
        return entry


def _there(path: Path) -> bool:
    """Whether there is a file. Raises VaultError where nobody can tell."""
    try:
        return present.is_file(path)
    except OSError:
        raise _unreadable(path.parent) from None


def _entries(folder: Path) -> list[Path]:
    """The files of entries, none where there is no folder. Raises VaultError; `glob` would show an empty folder."""
    try:
        return [path for path in folder.iterdir() if path.name.endswith(_ENTRY)]
    except FileNotFoundError:
        return []
    except OSError:
        raise _unreadable(folder) from None


def _unreadable(folder: Path) -> VaultError:
    return VaultError("The vault can’t be read.", f"See whether you may read {folder}.")


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # bytes of another encoding, from standard input
        return False
    return True


def _write(path: Path, sealed: bytes, *, replace: bool) -> None:
    try:
        atomic.write(path, sealed, replace=replace)
    except DraftError:
        raise VaultError("The vault can’t be written.", "See whether the disk is full or the folder gone.") from None
