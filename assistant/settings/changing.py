"""Changes one key of a settings file and leaves every other line, comments too, as the person wrote it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant.domain.errors import DraftError, UsageError
from assistant.settings.checking import checked
from assistant.settings.keys import names, value
from assistant.settings.sources import flattened, from_text, parsed, read
from assistant.storage import atomic

_HEADER = re.compile(r"\s*\[")


def set_key(path: Path, name: str, text: str) -> None:
    """Set the key in the file at `path`, which is made if need be. Raises UsageError."""
    given = from_text(name, text) if name in names() else text
    settings = checked({name: given}, "on the command line")
    _change(path, name, value(settings, name))


def unset_key(path: Path, name: str) -> None:
    """Take the key out of the file at `path`, if it stands there. Raises UsageError."""
    if name not in names():
        checked({name: ""}, "on the command line")
    _change(path, name, None)


def toml(given: object) -> str:
    """A value as a settings file writes it."""
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, int):
        return str(given)
    if isinstance(given, (list, tuple)):
        return f"[{', '.join(toml(one) for one in given)}]"
    if isinstance(given, Mapping):
        return f"{{{', '.join(f'{_bare(str(one))} = {toml(other)}' for one, other in given.items())}}}"
    return json.dumps(str(given), ensure_ascii=False).replace("\x7f", "\\u007f")


def _bare(key: str) -> str:
    """A key without quotes where it needs none."""
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else toml(key)


def _change(path: Path, name: str, given: object) -> None:
    data = read(path)
    before = flattened(parsed(data, path))
    wanted: dict[str, Any] = {one: other for one, other in before.items() if one != name}
    line = None
    if given is not None:
        group, _, one = name.partition(".")
        line = f"{one} = {toml(given)}"
        wanted |= flattened({group: parsed(line.encode(), path)})
    text = _with_line(data.decode("utf-8-sig"), name, line)
    try:
        understood = flattened(parsed(text.encode(), path)) == wanted
    except UsageError:
        understood = False
    if not understood:  # dotted keys, a value over several lines: the person's own layout
        raise UsageError(
            f"{path} is laid out in a way that `config set` can’t change.", f"Change {name} there yourself."
        )
    _write(path, text)


def _with_line(text: str, name: str, line: str | None) -> str:
    """`text` with the key's line replaced, added below its group, or taken out."""
    group, _, one = name.partition(".")
    lines = text.splitlines()
    start = next((i for i, had in enumerate(lines) if re.match(rf"\s*\[\s*{group}\s*\]", had)), None)
    if start is None:
        return text if line is None else "\n".join([*lines, *([""] if lines else []), f"[{group}]", line]) + "\n"
    end = next((i for i in range(start + 1, len(lines)) if _HEADER.match(lines[i])), len(lines))
    at = next((i for i in range(start + 1, end) if re.match(rf"\s*{one}\s*=", lines[i])), None)
    new = [] if line is None else [line]
    if at is not None:
        lines[at : at + 1] = new
    else:
        while end > start + 1 and not lines[end - 1].strip():
            end -= 1
        lines[end:end] = new
    return "\n".join(lines) + "\n"


def _write(path: Path, text: str) -> None:
    """Whole or not at all, readable by this person alone; a link stays a link."""
    target = path.resolve()
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        atomic.write(target, text.encode("utf-8"), replace=True)
    except (DraftError, OSError):
        raise UsageError(f"The settings could not be written to {path}.", "See whether you may write there.") from None
